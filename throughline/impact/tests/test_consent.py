"""What tells of one family is told with consent, or kept for its keepers, and counts nowhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.casefile.search import search
from throughline.impact import services
from throughline.impact.queries.difference import difference_of
from throughline.impact.rules import HeldBack, held_back
from throughline.impact.services import NO_CONSENT, Consent
from throughline.impact.tests.scene import Scene, build, words
from throughline.impact.tests.test_files import PNG
from throughline.kernel.refusals import Refused
from throughline.reporting.queries import outline_of, report_on
from throughline.reviews.addresses import address_of

TODAY = make.TODAY
PAST = Consent("the mother", date(2020, 1, 2), "told in reports", date(2021, 1, 4))
PUBLISHED = Consent(why_none="Published in the review’s report.")
TEXT = "A family moved twice."


@pytest.mark.parametrize(
    ("kind", "until", "why_none", "held"),
    [
        ("case_study", None, "", HeldBack("no_consent")),
        ("case_example", None, "  ", HeldBack("no_consent")),
        ("case_study", None, "Published.", None),
        ("case_study", TODAY, "", None),
        ("case_study", TODAY - timedelta(days=1), "", HeldBack("ended", TODAY - timedelta(days=1))),
        ("case_example", TODAY - timedelta(days=1), "", HeldBack("ended", TODAY - timedelta(days=1))),
        ("impact", None, "", None),
        ("audit", None, "", None),
        ("", None, "", None),
    ],
)
def test_what_is_held_back(kind: str, until: date | None, why_none: str, held: HeldBack | None) -> None:
    assert held_back(kind, until=until, why_none=why_none, on=TODAY) == held


@pytest.fixture
def scene(db: None) -> Scene:
    """A published review with one record of every kind."""
    return build()


@pytest.mark.parametrize(
    ("consent", "sentence"),
    [(PAST, "The consent to tell of it ended on Monday 4 January 2021."), (NO_CONSENT, "It says no consent")],
)
def test_a_case_study_that_is_held_back_is_read_by_its_keepers_alone(
    scene: Scene, consent: Consent, sentence: str
) -> None:
    finding = scene.rows["finding"]
    study = records.statement(
        scene.review, scene.by, kind="case_study", finding=finding, text=TEXT, outcome="They stayed.", consent=consent
    )
    page = address_of("statement", study.pk)
    for role in (ELECTED_MEMBER, SCRUTINEER):
        client = scene.client(role)
        for address in (page, f"{page}words"):
            told = words(client.get(address))
            assert sentence in told and TEXT not in told and "They stayed." not in told
        assert "Read the case study" not in words(client.get(page))
    for role in ("", CHAIR):
        told = words(scene.client(role).get(f"{page}words"))
        assert sentence in told and TEXT in told and "They stayed." in told
    made = difference_of(scene.review, on=TODAY)[0]
    assert made.studies == () and made.difference.key == "waiting", "it is no claim either"
    assert TEXT not in str(report_on(scene.review, on=TODAY, today=TODAY))
    assert sum(one.case_studies for one in outline_of(scene.review, TODAY)) == 0
    assert "statement" not in [group.kind for group in search("family moved", actor=scene.by, on=TODAY).groups]
    assert TEXT not in words(scene.client().get(f"/reviews/{scene.review.pk}/thread"))
    services.change_statement(study, version=study.version, consent=PUBLISHED, by=scene.by, at=make.NOW)
    assert TEXT in words(scene.client(ELECTED_MEMBER).get(f"{page}words"))
    assert difference_of(scene.review, on=TODAY)[0].studies == (study,)


def test_no_consent_is_an_open_end_and_asked_for_at_home(scene: Scene) -> None:
    study = records.statement(scene.review, scene.by, kind="case_study", text=TEXT)
    ends = words(scene.client().get(f"/reviews/{scene.review.pk}/open-ends"))
    assert "Case study 1 says no consent." in ends and f"/statements/{study.pk}/edit" in ends
    assert "Ask for consent, or withdraw Case study 1" in words(scene.client().get("/"))
    assert "Ask for consent" not in words(scene.client(SCRUTINEER).get("/"))


def test_a_case_example_whose_consent_ended_counts_nowhere_and_is_asked_about(scene: Scene) -> None:
    chair, action = make.actor(scene.people[CHAIR]), scene.rows["action"]
    scene.rows["evidence"].actions.clear()
    until = Consent("the father", date(2020, 1, 2), "shown to the board", TODAY)
    row = records.evidence(scene.review, scene.by, kind="case_example", text=TEXT, actions=[action], consent=until)
    services.accept_evidence(row, grade="outcome", by=chair, at=make.NOW)
    assert difference_of(scene.review, on=TODAY)[0].difference.sentence == "Outcome for children, shown once"
    after = difference_of(scene.review, on=TODAY + timedelta(days=1))[0]
    assert (after.difference.weight, after.evidence) == (0, ())
    assert dict(after.counts)["Evidence"] == "0, of which 0 accepted"
    type(row).objects.filter(pk=row.pk).update(consent_until=date(2021, 1, 4))
    page = address_of("evidence", row.pk)
    told = words(scene.client(ELECTED_MEMBER).get(page))
    assert "The consent to tell of it ended on Monday 4 January 2021." in told and TEXT not in told
    assert TEXT in words(scene.client().get(page))
    assert TEXT not in words(scene.client().get(address_of("action", action.pk)))
    home = words(scene.client().get("/"))
    assert "Withdraw, and bring anew with a consent, Evidence" in home and f"{page}withdraw" in home
    assert search("family moved", actor=scene.by, on=TODAY).number == 0


def test_the_file_of_an_example_whose_consent_ended_is_fetched_by_its_keepers_alone(scene: Scene) -> None:
    action = scene.rows["action"]
    common = {"review": scene.review, "kind": "case_example", "actions": [action], "by": scene.by, "at": make.NOW}
    until = Consent("the father", date(2020, 1, 2), "shown to the board", date(2099, 1, 2))
    row = services.bring_evidence(**common, text=TEXT, consent=until, file=("family.png", PNG))
    assert row.document is not None
    page, file = f"/documents/{row.document.pk}/", f"/documents/{row.document.pk}/download"
    of_others = [scene.client(role) for role in (SCRUTINEER, AGENCY_LEAD)]
    assert {client.get(at).status_code for client in of_others for at in (page, file)} == {200}
    type(row).objects.filter(pk=row.pk).update(consent_until=date(2021, 1, 4))
    assert {client.get(at).status_code for client in of_others for at in (page, file)} == {404}
    assert "family.png" not in words(of_others[0].get(address_of("evidence", row.pk)))
    assert [scene.client(role).get(file).status_code for role in ("", CHAIR)] == [200, 200]
    services.add_evidence(**common | {"kind": "audit"}, text="Forty files.", document=row.document)
    assert of_others[0].get(file).status_code == 200, "it shows something that may be told"


def test_a_reason_stands_beside_no_consent_and_beside_nothing_else(scene: Scene) -> None:
    both = Consent("the mother", date(2020, 1, 2), "told", date(2099, 1, 2), "Published.")
    with pytest.raises(Refused, match="E1526"):
        records.statement(scene.review, scene.by, kind="case_study", consent=both)
    with pytest.raises(Refused, match="E1526"):
        records.statement(scene.review, scene.by, kind="progress", consent=PUBLISHED)
    url = f"/reviews/{scene.review.pk}/statements/new"
    said = {"kind": "case_study", "text": TEXT, "why_no_consent": "Published in the report."}
    assert "Give the consent or the reason" in words(
        scene.client().post(url, {**said, "consent_by_role": "the mother"})
    )
    assert "Only what tells of one family" in words(scene.client().post(url, {**said, "kind": "progress"}))
    row = records.statement(scene.review, scene.by, kind="case_study", text=TEXT, consent=PUBLISHED)
    page = words(scene.client(ELECTED_MEMBER).get(address_of("statement", row.pk)))
    assert "None is needed: Published in the review’s report." in page
