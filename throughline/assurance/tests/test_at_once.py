"""Several at the same moment: one draft, numbers and references of their own, and nobody meets an error."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories as make
from throughline.assurance import services
from throughline.assurance.models import AgencyReturn, AssuranceRound, QuestionnaireEdition
from throughline.assurance.tests.scene import Scene, scene
from throughline.kernel.refusals import Refused
from throughline.messages.tests.test_at_once import MANY, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here() -> Scene:
    """The scene."""
    return scene()


def refusals(found: list[Any]) -> list[str]:
    """The numbers of the refusals; anything else that went wrong is raised."""
    wrong = [one for one in found if isinstance(one, Exception)]
    for one in wrong:
        if not isinstance(one, Refused):
            raise one
    return [one.number for one in wrong]


def test_of_many_who_draft_the_next_edition_one_does(here: Scene) -> None:
    first, by = here.edition(), here.by()
    found = at_once(lambda number: services.draft_next(first, note=f"Try {number}", by=by, at=make.NOW))
    assert refusals(found) == ["E1589"] * (MANY - 1)
    assert QuestionnaireEdition.objects.filter(published_at=None).count() == 1


def test_of_many_who_write_a_questionnaire_of_one_title_one_does(here: Scene) -> None:
    by = here.by()
    assert refusals(at_once(lambda _: services.begin_shipped(by=by, at=make.NOW))) == ["E1589"] * (MANY - 1)


def test_rounds_opened_at_once_and_standards_added_at_once_are_kept_apart(here: Scene) -> None:
    edition, by, at = here.edition(), here.by(), make.NOW
    assert refusals(at_once(lambda _: here.round(edition))) == []
    references = set(AssuranceRound.objects.values_list("case__reference", flat=True))
    assert len(references) == MANY
    draft = services.draft_next(edition, note="x", by=by, at=at)
    found = at_once(lambda _: services.add_standard(edition=draft, title="Fathers", by=by, at=at))
    assert refusals(found) == [] and len({one.key for one in found}) == MANY


def test_peers_named_at_once_are_all_taken(here: Scene) -> None:
    row, by = here.round(), here.by()
    police, health = here.of(row), here.agencies["health"].pk

    def name(number: int) -> None:
        services.name_peers(row, peers={police.pk: health if number % 2 else 0}, by=by, at=make.NOW)

    assert refusals(at_once(name)) == []
    assert AgencyReturn.objects.get(pk=police.pk).version <= MANY + 1
