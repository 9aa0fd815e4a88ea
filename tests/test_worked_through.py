"""A progress report worked through to what lasted: the real one beside the checkout, and an equal one.

What the report says is kept as it says it. The baseline, later readings, who accepted what, and the re-test a year on
are **invented for this test**, with their dates, and their words say so: no document tells of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from throughline.access.roles import CHAIR
from throughline.actionplans.models import Action
from throughline.actionplans.services import Ending, add_action, add_update, move_action, retest_action
from throughline.casefile.queries.threads import thread_for
from throughline.casefile.rules.open_ends import open_ends
from throughline.findings.models import Finding
from throughline.impact.models import Evidence, Measure, Statement
from throughline.impact.queries.difference import difference_of
from throughline.impact.queries.sheets import sheet_of
from throughline.impact.services import (
    accept_evidence,
    add_evidence,
    add_measure,
    add_reading,
    say_why_it_slid,
)
from throughline.intake.services import import_document
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated, understood
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.services import change_record

SHARED = Path(__file__).resolve().parents[2] / "shared" / "documents"
REPORT = SHARED / "oxfordshire-child-q-progress-report-2017.md"
INVENTED = "Invented for this test: no document tells of it."
YEAR_ON = datetime(2018, 3, 14, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """The sentences of one report: a plan, two things done, the figure, its slide, and the weak evidence."""

    planned: str
    due: str
    done: str
    by: str
    begun: str
    begun_on: str
    figure: str
    slide: str
    panel: str
    undertaken: int


REAL = Told(
    planned="This will all be rolled out to the teams by June 2017.",
    due="by June 2017",
    done="Sovereign Housing Association has amended its Mutual Exchange Application form.",
    by="Sovereign Housing Association",
    begun="A rolling programme of workshops for Children's Social Care staff commenced in 2016",
    begun_on="2016",
    figure="performance reaching high levels at 80%",
    slide="recent budgetary pressures and a reduction in administrative staff",
    panel="there had been four young children presented to the panel",
    undertaken=14,
)
MADE_UP = Told(
    planned="The list will be given to every team by September 2019.",
    due="by September 2019",
    done="Marlow Homes has changed its form for an exchange of homes.",
    by="Marlow Homes",
    begun="Workshops for social workers began in 2018",
    begun_on="2018",
    figure="minutes went out in time in 80% of cases",
    slide="two posts in the office were lost",
    panel="four young children were brought before the panel",
    undertaken=2,
)


def equal_report() -> str:
    """A made-up report of the same shape: seven findings, 24 paragraphs of progress, three case studies."""
    counts = (4, 5, 4, 4, 2, 1, 4)
    lines = ["Progress Report on the Findings from the Child M Serious Case Review", "1. Introduction"]
    lines += ["This report tells what was done after the review of Child M.", "2. Our Response to the Findings"]
    said = {
        (2, 0): f"{MADE_UP.begun}, and go on each term.",
        (2, 1): f"A group looked at who leads a meeting. {MADE_UP.planned}",
        (3, 0): f"{MADE_UP.done} Whoever moves is asked about social workers.",
        (6, 0): f"Last year {MADE_UP.figure}. However, {MADE_UP.slide}, and this was not kept up every month.",
    }
    for finding, many in enumerate(counts, 1):
        lines.append(
            f"Finding {finding}: There is a pattern where workers of kind {finding} do not hear of a move in time."
        )
        lines.append("Progress")
        for place in range(many):
            usual = f"The teams have talked about part {place + 1} of finding {finding}, and wrote it down."
            lines.append(said.get((finding, place), usual))
        lines.append("What difference has this made?")
        panel = f" This is shown by the fact that in the year {MADE_UP.panel}. It is a strong indication."
        lines.append(f"Workers understand part {finding} better than they did.{panel if finding == 2 else ''}")
        if finding in (1, 3, 7):
            lines += ["Case study", "This family has two children. A worker asked where they had lived before."]
            lines += ["Outcome", "The children go to nursery each day and are well."]
    return "\n\n".join([*lines, "3. Conclusion", "There is still work to be done."]) + "\n"


@pytest.fixture(
    params=[
        pytest.param((MADE_UP, None), id="the made-up report"),
        pytest.param(
            (REAL, REPORT),
            id="the report of 2017",
            marks=pytest.mark.skipif(
                not REPORT.exists(), reason="the documents of ../shared are not beside this checkout"
            ),
        ),
    ]
)
def told(request: Any) -> tuple[Told, str, bytes]:
    """The report's sentences, its name and its bytes."""
    sentences, path = request.param
    return sentences, path.name if path else "marlow.md", path.read_bytes() if path else equal_report().encode()


@dataclass
class Case:
    """The report in the record, and the two people who work with it."""

    review: Review
    by: Actor
    chair: Actor
    told: Told
    text: str

    def finding(self, number: int) -> Finding:
        """That finding."""
        return Finding.objects.get(review=self.review, number=str(number))

    def difference(self, number: int) -> str:
        """What the record says it changed."""
        made = difference_of(self.review, on=YEAR_ON.date())
        return next(one.difference.sentence for one in made if one.finding.number == str(number))


@pytest.fixture
def case(db: None, told: tuple[Told, str, bytes]) -> Case:
    """The report, accepted whole."""
    sentences, name, data = told
    where = make.partnership()
    by, chair = make.actor(make.member(where)), make.actor(make.member(where, CHAIR))
    import_document(name=name, data=data, accept="all", by=by, at=make.NOW)
    return Case(Review.objects.get(), by, chair, sentences, " ".join(data.decode().split()))


def test_the_report_is_kept_as_what_it_is(case: Case) -> None:
    said = Statement.objects.filter(review=case.review)
    assert Finding.objects.filter(review=case.review).count() == 7
    progress = list(said.filter(kind="progress"))
    assert len(progress) == 24
    assert all(" ".join(row.text.split()) in case.text for row in progress)
    assert said.filter(kind="case_study").count() == 3
    assert case.difference(1) == "Claimed, nothing shows it yet"
    for action in Action.objects.filter(review=case.review):
        (whole,) = [row for row in progress if action.text in row.text]
        assert action.source and whole.source and action.source.start >= whole.source.start
        assert list(action.findings.all()) == [whole.finding], "it answers the finding under which it stands"
    assert all(stated(row.date_text, row.date_iso) for row in progress)


def test_only_what_it_plans_or_says_was_done_becomes_an_action_and_updates_carry_its_dates(case: Case) -> None:
    told = case.told
    planned, done = Action.objects.get(text=told.planned), Action.objects.get(text=told.done)
    assert list(planned.findings.all()) == [case.finding(2)]
    assert list(done.findings.all()) == [case.finding(3)]
    first = add_update(planned, text=told.planned, by=case.by, at=make.NOW)
    assert told.begun in case.text
    second = add_update(
        planned, text=told.begun, date_text=told.begun_on, date_iso=understood(told.begun_on), by=case.by, at=make.NOW
    )
    assert (planned.state, planned.due_on, planned.due_text) == ("not_started", None, told.due)
    assert (done.state, done.owner_name) == ("claimed_done", told.by)
    assert stated(first.date_text, first.date_iso) == "date not stated"
    assert stated(second.date_text, second.date_iso) == told.begun_on
    assert Action.objects.count() == told.undertaken, "what only describes, or was done by nobody, is no action"
    assert Statement.objects.filter(kind="progress").count() == 24, "the paragraphs stay progress"
    assert case.difference(3) == "Claimed, nothing shows it yet"


def test_its_figure_is_a_reading_whose_missing_baseline_is_flagged(case: Case) -> None:
    assert case.told.figure in case.text
    measure = Measure.objects.get(review=case.review)
    (reading,) = measure.readings.all()
    assert (reading.value, reading.date_iso, reading.baseline, measure.unit) == (Decimal(80), "", False, "%")
    assert list(measure.findings.all()) == [case.finding(6)]
    assert case.told.figure in (reading.source.words if reading.source else "")
    with pytest.raises(Refused, match="E1522"):
        add_reading(measure, value=Decimal(80), by=case.by, at=make.NOW)
    why = "The document gives no baseline."
    sheet = sheet_of(measure, actor=case.by, on=make.TODAY)
    assert sheet.bare == "1 figure without a baseline or a period: no change is shown by that alone."
    assert sheet.rows[0].note == f"No baseline or no period: {why}"
    assert sheet.rows[0].when == "date not stated"
    ends = {
        end.rule
        for end in open_ends(thread_for(case.review.pk, make.TODAY, drafts=True), make.TODAY)
        if end.item.kind == "measure"
    }
    assert "figure_without_baseline" in ends
    assert case.difference(6) == "Claimed, nothing shows it yet"


def test_four_cases_before_a_panel_are_weak_evidence(case: Case) -> None:
    assert case.told.panel in case.text
    claim = Statement.objects.get(review=case.review, kind="impact", finding=case.finding(2))
    shown = Evidence.objects.get(review=case.review, text__contains=case.told.panel)
    assert (shown.kind, shown.accepted_at, list(shown.statements.all())) == ("data", None, [claim])
    assert case.difference(2) == "Evidence was brought, and nobody has accepted it yet"
    accept_evidence(shown, grade="activity", by=case.chair, at=make.NOW)
    assert case.difference(2) == "Something was done; nothing shows what came of it"


def test_the_slide_under_finding_six_opens_it_again(case: Case) -> None:
    action = add_action(
        review=case.review, text="Keep minutes and invitations in time.", findings=[case.finding(6)],
        state="claimed_done", by=case.by, at=make.NOW,
    )  # fmt: skip
    ending = Ending("acceptable", why_not_again=INVENTED, why_no_evidence=INVENTED)
    move_action(action, state="confirmed", reason=INVENTED, ending=ending, by=case.chair, at=make.NOW)
    measure = add_measure(
        review=case.review, text="Minutes and invitations in time", unit="%", findings=[case.finding(6)],
        actions=[action], by=case.by, at=make.NOW,
    )  # fmt: skip
    for value, iso in ((55, "2015"), (80, "2016-03"), (72, "2016-09"), (70, "2016-12")):
        comes_from = "The report" if value == 80 else INVENTED
        add_reading(
            measure,
            value=Decimal(value),
            date_iso=iso,
            baseline=value == 55,
            comes_from=comes_from,
            by=case.by,
            at=make.NOW,
        )
    assert case.difference(6) == "Better once, and sliding back"
    assert sheet_of(measure, actor=case.by, on=make.TODAY).asks_cause
    assert case.told.slide in case.text
    say_why_it_slid(measure, cause=case.told.slide, reopen=[action], by=case.by, at=make.NOW)
    action.refresh_from_db()
    assert action.state == "under_way"
    assert not sheet_of(measure, actor=case.by, on=make.TODAY).asks_cause


def test_the_slide_that_it_tells_without_a_figure_opens_what_was_confirmed(case: Case) -> None:
    """Nothing is invented but who confirmed it: the one figure of the report, and its words about the slide."""
    measure = Measure.objects.get(review=case.review)
    action = add_action(
        review=case.review, text=case.told.figure, findings=[case.finding(6)], state="claimed_done",
        by=case.by, at=make.NOW,
    )  # fmt: skip
    ending = Ending("acceptable", why_not_again=INVENTED, why_no_evidence=INVENTED)
    move_action(action, state="confirmed", reason=INVENTED, ending=ending, by=case.chair, at=make.NOW)
    change_record(measure, fields={"actions": [action]}, version=measure.version, by=case.by, at=make.NOW)
    assert case.told.slide in case.text
    with pytest.raises(Refused, match="E1524"):
        say_why_it_slid(measure, cause=case.told.slide, reopen=[action], by=case.by, at=make.NOW)
    say_why_it_slid(measure, cause=case.told.slide, reopen=[action], only_told=True, by=case.by, at=make.NOW)
    action.refresh_from_db()
    assert action.state == "under_way"
    (cause,) = sheet_of(measure, actor=case.by, on=make.TODAY).causes
    assert (cause.cause, cause.after) == (case.told.slide, "80%, date not stated")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("lasts", "Practice changed, lasted on re-test in March 2018"),
        ("gone", "Slipped: asked again in March 2018, it is no longer true"),
    ],
)
def test_a_year_on_the_same_question_is_asked_again(case: Case, answer: str, sentence: str) -> None:
    before = datetime(2017, 3, 14, 10, tzinfo=UTC)
    action = Action.objects.get(text=case.told.done)
    ending = Ending("acceptable", unintended=INVENTED, again_on=date(2018, 3, 14), why_no_evidence=INVENTED)
    move_action(action, state="confirmed", reason=INVENTED, ending=ending, by=case.chair, at=before)
    audit = add_evidence(review=case.review, kind="audit", text=INVENTED, actions=[action], by=case.by, at=before)
    accept_evidence(audit, grade="practice", by=case.chair, at=before)
    assert case.difference(3) == "Practice changed, shown once"
    again = Ending(again_on=date(2019, 3, 14))
    retest_action(action, answer=answer, says=INVENTED, ending=again, by=case.chair, at=YEAR_ON)
    assert case.difference(3) == sentence
