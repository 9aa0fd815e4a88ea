"""A partnership writes its own questionnaire; a published edition never changes, and a new one is drafted from it."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.assurance import services
from throughline.assurance.models import QuestionnaireEdition, QuestionnaireQuestion, QuestionnaireStandard
from throughline.assurance.queries.questionnaires import standards_of
from throughline.assurance.tests.scene import LEVELS, Scene, scene, words
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    """The scene."""
    return scene()


def asked_in(edition: QuestionnaireEdition) -> list[tuple[str, str, str, str]]:
    """Standard, key, words and descriptors of every question."""
    return [
        (one.key, asked.key, asked.text, asked.descriptors)
        for one in standards_of(edition)
        for asked in one.asked  # type: ignore[attr-defined]
    ]


def test_a_published_edition_never_changes_and_a_draft_begins_as_it_is(here: Scene) -> None:
    first = here.edition()
    before = asked_in(first)
    standard, question = QuestionnaireStandard.objects.all()[0], QuestionnaireQuestion.objects.all()[0]
    by, at = here.by(), make.NOW
    for change in (
        lambda: services.change_edition(first, fields={"levels": "a: x\nb: y"}, version=1, by=by, at=at),
        lambda: services.add_standard(edition=first, title="More", by=by, at=at),
        lambda: services.change_standard(standard, fields={"title": "x"}, version=1, by=by, at=at),
        lambda: services.add_question(standard=standard, text="More?", by=by, at=at),
        lambda: services.change_question(question, fields={"text": "x?"}, version=1, by=by, at=at),
        lambda: services.withdraw_part(question, reason="x", by=by, at=at),
        lambda: services.withdraw_part(standard, reason="x", by=by, at=at),
    ):
        with pytest.raises(Refused, match="never changes"):
            change()
    second = services.draft_next(first, note="Ask of fathers too.", by=by, at=at)
    assert (second.number, second.published_at) == (2, None) and asked_in(second) == before
    with pytest.raises(Refused, match="A draft of this questionnaire stands already"):
        services.draft_next(first, note="x", by=by, at=at)
    mine = QuestionnaireQuestion.objects.filter(standard__edition=second).order_by("id")[0]
    services.change_question(mine, fields={"text": "Other words?"}, version=1, by=by, at=at)
    services.publish_edition(second, by=by, at=at)
    assert asked_in(first) == before and asked_in(second)[0][1:3] == (before[0][1], "Other words?")


def test_an_edition_is_whole_before_it_is_published(here: Scene) -> None:
    draft = services.add_questionnaire(kind="audit", title="Neglect", levels=LEVELS, by=here.by(), at=make.NOW)
    with pytest.raises(Refused, match="asks nothing"):
        services.publish_edition(draft, by=here.by(), at=make.NOW)
    standard = services.add_standard(edition=draft, title="Seen", by=here.by(), at=make.NOW)
    with pytest.raises(Refused, match="3 levels and 2 lines"):
        services.add_question(standard=standard, text="Seen?", descriptors="a\nb", by=here.by(), at=make.NOW)
    keys = [services.add_question(standard=standard, text="Seen?", by=here.by(), at=make.NOW).key for _ in range(2)]
    assert keys == ["seen", "seen-2"]
    services.change_edition(draft, fields={"levels": "No: x\nYes: y"}, version=1, by=here.by(), at=make.NOW)
    assert services.publish_edition(draft, by=here.by(), at=make.NOW).published_by_id == here.by().user
    with pytest.raises(Refused, match="There is a questionnaire called Neglect"):
        services.add_questionnaire(kind="audit", title="Neglect", levels=LEVELS, by=here.by(), at=make.NOW)


@pytest.mark.parametrize(
    ("role", "reads", "drafts"),
    [
        (COORDINATOR, 200, 200),
        (CHAIR, 200, 200),
        (SCRUTINEER, 200, 404),
        ("police", 200, 404),
        (ELECTED_MEMBER, 404, 404),
        (ADMINISTRATOR, 404, 404),
    ],
)
def test_drafts_are_the_units_own(here: Scene, role: str, reads: int, drafts: int) -> None:
    first = here.edition()
    draft = services.draft_next(first, note="x", by=here.by(), at=make.NOW)
    client = here.client(role)
    assert client.get(f"/questionnaire-editions/{first.pk}/").status_code == reads
    assert client.get(f"/questionnaire-editions/{draft.pk}/").status_code == drafts
    assert client.get("/assurance/").status_code == reads


def test_strangers_get_404(here: Scene) -> None:
    first = here.edition()
    far = make.member(make.partnership("Tarnshire Partnership"))
    here.people["far"] = far
    assert here.client("far").get(f"/questionnaire-editions/{first.pk}/").status_code == 404
    with pytest.raises(Refused, match="Another partnership"):
        services.draft_next(first, note="x", by=make.actor(far), at=make.NOW)
    with pytest.raises(Refused, match="may not run assurance"):
        services.begin_shipped(by=here.by("police"), at=make.NOW)
    assert here.by("police").role == AGENCY_LEAD


def test_everything_is_written_through_its_form(here: Scene) -> None:
    client = here.client()
    for _ in range(2):
        to = client.post("/questionnaires/section-11", {"once": "a"})["Location"]
    edition = QuestionnaireEdition.objects.get()
    page = words(client.get(to))
    assert "17 questions under 8 standards" in page and "This is a draft." in page
    sent = {"title": "Fathers", "means": "They are seen.", "once": "b"}
    assert client.post(f"{to}standards/new", sent).status_code == 302
    standard = QuestionnaireStandard.objects.get(title="Fathers")
    asks = f"/questionnaire-standards/{standard.pk}/questions/new"
    assert "3 levels and 1 lines" in words(client.post(asks, {"text": "Seen?", "descriptors": "one", "once": "c"}))
    assert client.post(asks, {"text": "Seen?", "upload": ["yes"], "once": "d"}).status_code == 302
    question = QuestionnaireQuestion.objects.get(standard=standard)
    assert question.upload
    edit = f"/questionnaire-questions/{question.pk}/edit"
    assert client.post(edit, {"text": "Are fathers seen?", "version": "1"}).status_code == 302
    both = client.post(edit, {"text": "Mine?", "version": "1"})
    assert both.status_code == 409 and "Are fathers seen?" in words(both) and "Mine?" in words(both)
    assert client.post(f"{to}publish", {"once": "e"}).status_code == 302
    edition.refresh_from_db()
    assert edition.published_at is not None and "It never changes" in words(client.get(to))
    assert client.post(f"{to}next", {"note": "Next", "once": "f"}).status_code == 302
