"""“What difference has it made?”: the sentence for a finding, its page, the report, and case studies by consent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests import records
from throughline.access.roles import CHAIR
from throughline.actionplans.services import Ending, move_action, retest_action
from throughline.impact import services
from throughline.impact.queries.difference import difference_of
from throughline.impact.rules.difference import Retested, Shown, counted, difference, together
from throughline.impact.rules.grades import GRADES
from throughline.impact.services import Consent
from throughline.impact.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused
from throughline.reporting.queries import report_on
from throughline.reviews.addresses import address_of
from throughline.reviews.services import withdraw_record

LASTS, GONE, PARTLY = (Retested(answer, "2026-03-09") for answer in ("lasts", "gone", "partly"))


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (Shown(), "Nothing is said of any difference yet"),
        (Shown(claims=2), "Claimed, nothing shows it yet"),
        (Shown(grades=("claim",), claims=1), "Claimed, nothing shows it yet"),
        (Shown(waiting=1, claims=1), "Evidence was brought, and nobody has accepted it yet"),
        (Shown(ungraded=1), "Evidence was accepted, and nobody said how far it goes"),
        (Shown(grades=("activity",)), "Something was done; nothing shows what came of it"),
        (Shown(grades=("activity", "output")), "Something was made; nothing shows that practice changed"),
        (Shown(grades=("practice",)), "Practice changed, shown once"),
        (Shown(grades=("practice", "output", "practice")), "Practice changed, shown twice"),
        (Shown(measures=("rising",)), "Practice changed, shown once"),
        (Shown(measures=("holding",)), "Practice changed, and its readings hold"),
        (Shown(measures=("unassured",), claims=1), "Better by its readings, which nobody has assured yet"),
        (Shown(measures=("unassured",), grades=("practice",)), "Practice changed, shown once"),
        (Shown(grades=("practice",), retests=(LASTS,)), "Practice changed, lasted on re-test in March 2026"),
        (
            Shown(grades=("practice",), retests=(PARTLY,)),
            "Practice changed, and lasts only in part: asked again in March 2026",
        ),
        (Shown(grades=("outcome",)), "Outcome for children, shown once"),
        (Shown(grades=("outcome",), retests=(LASTS,)), "Outcome for children, lasted on re-test in March 2026"),
        (Shown(grades=("sustained",)), "Sustained: asked again later, and still so"),
        (Shown(grades=("output",), retests=(LASTS,)), "Something was made; nothing shows that practice changed"),
        (Shown(measures=("no_better",), claims=1), "Measured, and no better than before"),
        (Shown(grades=("sustained",), retests=(GONE,)), "Slipped: asked again in March 2026, it is no longer true"),
        (Shown(grades=("outcome",), measures=("sliding",)), "Better once, and sliding back"),
        (Shown(measures=("holding", "fell_once")), "Better once, and the last reading fell"),
    ],
)
def test_the_sentence_for_what_the_record_holds(shown: Shown, sentence: str) -> None:
    assert difference(shown).sentence == sentence


@pytest.mark.parametrize(
    ("every", "assured", "counts"),
    [
        ("rising", "no_reading", "unassured"),
        ("rising", "no_baseline", "unassured"),
        ("holding", "asked_once", "unassured"),
        ("holding", "rising", "rising"),
        ("holding", "holding", "holding"),
        ("rising", "sliding", "sliding"),
        ("sliding", "no_reading", "sliding"),
        ("fell_once", "holding", "fell_once"),
        ("no_better", "rising", "no_better"),
        ("asked_once", "asked_once", "asked_once"),
    ],
)
def test_what_is_better_counts_as_far_as_it_was_assured_and_a_warning_always(
    every: str, assured: str, counts: str
) -> None:
    assert counted(every, assured) == counts


@given(st.lists(st.sampled_from(sorted(GRADES)), max_size=4).map(tuple), st.integers(0, 3))
def test_claims_alone_never_show_a_change_and_a_slip_always_shows(grades: tuple[str, ...], claims: int) -> None:
    assert difference(Shown(claims=claims, waiting=claims)).weight == 0
    assert difference(Shown(grades=grades, retests=(GONE,))).weight < 0
    more = difference(Shown(grades=(*grades, "outcome"))).weight
    assert more >= difference(Shown(grades=grades)).weight


def test_the_findings_of_a_review_are_counted_together() -> None:
    found = [
        difference(Shown(grades=("practice",))),
        difference(Shown(claims=1)),
        difference(Shown(measures=("sliding",))),
    ]
    said = "Of three findings, one went back, one shows a change once and one shows no change yet."
    assert together(found) == said
    assert together([]) == ""


@pytest.fixture
def scene(db: None) -> Scene:
    """A published review with one record of every kind."""
    return build()


def shown_for(scene: Scene) -> str:
    """The sentence of the scene's finding today."""
    return difference_of(scene.review, on=make.TODAY)[0].difference.sentence


def test_the_sentence_follows_the_record_from_claim_to_slip(scene: Scene) -> None:
    chair, action, evidence = make.actor(scene.people[CHAIR]), scene.rows["action"], scene.rows["evidence"]
    assert shown_for(scene) == "Evidence was brought, and nobody has accepted it yet"
    services.accept_evidence(evidence, grade="practice", by=chair, at=make.NOW)
    assert shown_for(scene) == "Practice changed, shown once"
    move_action(action, state="claimed_done", by=scene.by, at=make.NOW)
    ending = Ending("acceptable", unintended="Visits grew longer.", again_on=make.TODAY + timedelta(days=300))
    move_action(action, state="confirmed", reason="Seen.", ending=ending, by=chair, at=make.NOW)
    later = make.NOW + timedelta(days=300)
    again = Ending(again_on=make.TODAY + timedelta(days=900), unintended="Fewer visits.")
    retest_action(action, answer="lasts", says="Audited.", ending=again, by=chair, at=later)
    assert "lasted on re-test in" in shown_for(scene)
    retest_action(action, answer="gone", says="Nobody does it.", ending=again, by=chair, at=later + timedelta(days=300))
    assert shown_for(scene).startswith("Slipped: asked again in")
    before = difference_of(scene.review, on=make.TODAY, until=later)
    assert before[0].difference.sentence == "Practice changed, shown once", "as the record stood then"
    page = words(scene.client().get(f"{address_of('review', scene.review.pk)}difference"))
    for part in (
        "Slipped: asked again in",
        "Visits grew longer.",
        "Fewer visits.",
        "Practice change",
        "Audit of 40 files",
    ):
        assert part in page
    report = str(report_on(scene.review, on=make.TODAY + timedelta(days=700), today=make.TODAY))
    assert "The record shows: Slipped" in report
    assert "What else it brought: Fewer visits." in report


def test_an_answer_from_before_the_last_state_says_nothing_any_more(scene: Scene) -> None:
    chair, action = make.actor(scene.people[CHAIR]), scene.rows["action"]
    services.accept_evidence(scene.rows["evidence"], grade="practice", by=chair, at=make.NOW)
    again = Ending("acceptable", again_on=make.TODAY + timedelta(days=300))

    def come(state: str, day: int) -> None:
        ending = again if state == "confirmed" else Ending()
        by = chair if state == "confirmed" else scene.by
        move_action(action, state=state, reason="Why.", ending=ending, by=by, at=make.NOW + timedelta(days=day))

    def asked(answer: str, day: int, *, reopen: bool = False) -> None:
        ending = Ending(again_on=make.TODAY + timedelta(days=900))
        at = make.NOW + timedelta(days=day)
        retest_action(action, answer=answer, says="Seen.", ending=ending, reopen=reopen, by=chair, at=at)

    come("claimed_done", 1)
    come("confirmed", 2)
    asked("lasts", 20)
    assert "lasted on re-test" in shown_for(scene)
    come("under_way", 30)
    assert "lasted" not in shown_for(scene)
    come("claimed_done", 40)
    come("confirmed", 41)
    asked("gone", 50, reopen=True)
    assert shown_for(scene).startswith("Slipped")
    come("claimed_done", 60)
    come("confirmed", 61)
    assert "Slipped" not in shown_for(scene)


def test_readings_that_nobody_assured_weigh_nothing(scene: Scene) -> None:
    chair = make.actor(scene.people[CHAIR])
    scene.rows["evidence"].actions.clear()
    measure = records.measure(scene.review, scene.by, findings=[scene.rows["finding"]])
    rows = [
        services.add_reading(
            measure, value=Decimal(value), date_iso=iso, baseline=value == 40, by=scene.by, at=make.NOW
        )
        for value, iso in ((40, "2015"), (80, "2016"))
    ]
    made = difference_of(scene.review, on=make.TODAY)[0]
    assert (made.difference.key, made.difference.weight) == ("unassured", 0)
    assert made.measures == ((measure, "Rising, not yet assured"),)
    assert "The record shows" not in str(report_on(scene.review, on=make.TODAY, today=make.TODAY))
    for row in rows:
        services.assure_reading(row, how="Looked at the return.", by=chair, at=make.NOW + timedelta(days=1))
    assert shown_for(scene) == "Practice changed, shown once"
    then = make.NOW + timedelta(hours=1)
    assert difference_of(scene.review, on=make.TODAY, until=then)[0].difference.key == "unassured"


def test_what_was_withdrawn_shows_no_difference(scene: Scene) -> None:
    chair, action, evidence = make.actor(scene.people[CHAIR]), scene.rows["action"], scene.rows["evidence"]
    services.accept_evidence(evidence, grade="practice", by=chair, at=make.NOW)
    move_action(action, state="claimed_done", by=scene.by, at=make.NOW)
    again = Ending("acceptable", again_on=make.TODAY + timedelta(days=300))
    move_action(action, state="confirmed", reason="Seen.", ending=again, by=chair, at=make.NOW)
    later = make.NOW + timedelta(days=300)
    again = Ending(again_on=make.TODAY + timedelta(days=900))
    retest_action(action, answer="lasts", says="Audited.", ending=again, by=chair, at=later)
    assert dict(difference_of(scene.review, on=make.TODAY)[0].counts)["Asked again"] == "1"
    withdraw_record(action, reason="Twice in the record", by=scene.by, at=later)
    made = difference_of(scene.review, on=make.TODAY)[0]
    assert dict(made.counts) == {
        "Actions": "0, of which 0 said to be done",
        "Evidence": "0, of which 0 accepted",
        "Measures": "0",
        "Asked again": "0",
    }
    assert made.difference.sentence == "Nothing is said of any difference yet"


def test_the_page_costs_the_same_however_many_findings(scene: Scene) -> None:
    client, url = scene.client(), f"{address_of('review', scene.review.pk)}difference"
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(3, 9):
        finding = records.finding(scene.review, scene.by, number=str(number))
        measure = records.measure(scene.review, scene.by, findings=[finding])
        services.add_reading(measure, value=Decimal(4), date_iso="2015", baseline=True, by=scene.by, at=make.NOW)
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).status_code == 200
    assert len(many) == len(few)


def test_a_case_study_is_shown_until_its_consent_ends_and_then_asked_about(scene: Scene) -> None:
    said = {"kind": "case_study", "finding": scene.rows["finding"], "text": "A family moved twice."}
    consent = Consent("the mother", date(2020, 1, 2), "told in reports", make.TODAY)
    study = records.statement(scene.review, scene.by, **said, consent=consent)
    assert "A family moved twice." in str(report_on(scene.review, on=make.TODAY, today=make.TODAY))
    ended = make.TODAY + timedelta(days=1)
    assert "A family moved twice." not in str(report_on(scene.review, on=make.TODAY, today=ended))
    made = difference_of(scene.review, on=make.TODAY), difference_of(scene.review, on=ended)
    assert [list(one[0].studies) for one in made] == [[study], []]
    past = Consent("the mother", date(2020, 1, 2), "told in reports", date(2021, 1, 2))
    services.change_statement(study, version=study.version, consent=past, by=scene.by, at=make.NOW)
    client = scene.client()
    assert "Ask again for consent, or withdraw Case study" in words(client.get("/"))
    page = words(client.get(address_of("statement", study.pk)))
    assert "the mother, 2 January 2020: told in reports. Until 2 January 2021." in page


@pytest.mark.parametrize(
    ("kind", "consent"),
    [
        ("progress", Consent("the mother", date(2020, 1, 2), "told", date(2022, 1, 2))),
        ("case_study", Consent("the mother", date(2020, 1, 2), "told")),
        ("case_study", Consent("", date(2020, 1, 2), "told", date(2022, 1, 2))),
        ("case_study", Consent("the mother", date(2020, 1, 2), "told", date(2019, 1, 2))),
        ("case_study", Consent("the mother", make.TODAY + timedelta(days=9), "told", date(2099, 1, 2))),
    ],
)
def test_half_a_consent_is_refused(scene: Scene, kind: str, consent: Consent) -> None:
    with pytest.raises(Refused, match="E1526"):
        records.statement(scene.review, scene.by, kind=kind, consent=consent)


def test_evidence_of_one_family_has_a_consent_too(scene: Scene) -> None:
    consent = Consent("the father", date(2020, 1, 2), "shown to the board", date(2099, 1, 2))
    row = records.evidence(scene.review, scene.by, kind="case_example", consent=consent)
    assert (row.consent_by_role, row.consent_until) == ("the father", date(2099, 1, 2))
    with pytest.raises(Refused, match="E1526"):
        records.evidence(scene.review, scene.by, kind="audit", consent=consent)
