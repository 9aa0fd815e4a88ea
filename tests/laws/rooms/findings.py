"""What entries of a chronology are used for: a finding rests on one, and a sentence of the report tells of it."""

from __future__ import annotations

from typing import Any

from tests.laws.matrix import WRITES, WRITES_ON, row
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.findings.models import EntryCitation, EpisodeUse


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A finding and a sentence that cite one entry, and the finding an episode."""
    of = of_case(case, review_id=ids["review"], entry_id=ids["chronology_entry"])
    cited = EntryCitation.objects.create(**of, finding_id=ids["finding"])
    EntryCitation.objects.create(**of, sentence="Marrow was not seen.", where="Marrow 4")
    EpisodeUse.objects.create(
        **of_case(case, review_id=ids["review"], episode_id=ids["key_episode"], finding_id=ids["finding"])
    )
    return {"entry_citation": cited.pk}


SERVES = "page: coordinator chair | 403: scrutineer | 404: rest"


def rows() -> None:
    """The addresses of the room that are not those of every record."""
    row("chronology-entries/<int:id>/cite", "id=chronology_entry", get=WRITES, post=WRITES_ON)
    row("findings/<int:id>/entries", "id=finding", get=WRITES, post=WRITES_ON)
    row("chronology-episodes/<int:id>/serves", "id=key_episode", get=SERVES, post=SERVES.replace("page", "on"))
    row("chronology-citations/<int:id>/withdraw", "id=entry_citation", post=WRITES_ON)
