"""Four histories, told through the services: invented ones always, the same from the facts beside the checkout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests import histories
from tests.histories import GRADES, HARMED, YEAR, Apart, Grades, Harmed, Year, at, on_the_way
from throughline.commissioning.models import Decision, Evaluation
from throughline.commissioning.queries.parts import parts_of
from throughline.commissioning.services.parts import add_part, change_part
from throughline.kernel.periods import parse
from throughline.kernel.refusals import Refused
from throughline.notifications.queries import children_of_incident, visible_incidents
from throughline.proceedings.queries import clocks_of, proceedings_of
from throughline.rapidreviews import services as rapidly
from throughline.rapidreviews.queries import outcomes_of, rows_of, standing_of
from throughline.reviews.models import Review
from throughline.reviews.queries import dates_of, states_of, subjects_of, visible_reviews
from throughline.reviews.services import add_date
from throughline.reviews.services.following import open_from
from throughline.voices.queries import family_of, log_of, voices_of
from throughline.voices.services import add_family_member, add_voice, change_voice, keep_contact

pytestmark = pytest.mark.django_db
ABSENT = "the facts about the five real documents are not beside this checkout"
needs_facts = pytest.mark.skipif(not histories.FACTS.is_dir(), reason=ABSENT)


def told(invented: Any, from_facts: Callable[[], Any]) -> pytest.MarkDecorator:
    """The test runs with the invented history, and with the one from the facts where they are at hand."""
    rows = [pytest.param(lambda: invented, id="invented"), pytest.param(from_facts, id="facts", marks=needs_facts)]
    return pytest.mark.parametrize("history", rows)


# 1. A child harmed years ago: three processes beside the review, papers that came late, a summary first.


@told(HARMED, histories.harmed_in_the_facts)
def test_a_child_harmed_years_before_the_report_could_be_read(history: Callable[[], Harmed]) -> None:
    told_of = history()
    by = histories.people(told_of.partnership)
    review = histories.opened(
        by,
        "2014-01-06",
        name=told_of.child,
        children=(told_of.child,),
        state="decided",
        authority_became_aware=told_of.happened,
        incident_notified=told_of.happened,
        review_commissioned=told_of.initiated,
    )
    beside = histories.three_processes(review, by, told_of)
    summary, full, papers = histories.first_a_summary(review, by)

    ended = parse(told_of.investigated)
    assert ended is not None
    papers = change_part(
        papers,
        fields={"came_iso": told_of.investigated, "changes": "yes", "changed_what": "Two findings were written anew."},
        version=papers.version,
        by=by.unit,
        at=at(ended.last.isoformat()),
    )
    published = parse(told_of.published)
    assert published is not None
    came, out = ended.last.isoformat(), published.last.isoformat()
    review = on_the_way(
        review,
        by,
        ("under_way", came, "The prosecution’s papers came."),
        ("finished", out, ""),
        ("published", out, ""),
    )
    full = change_part(full, fields={"ready_iso": told_of.published}, version=full.version, by=by.unit, at=at(out))

    assert [one.state for one in states_of(review)] == [
        "decided",
        "under_way",
        "as_far_as_possible",
        "under_way",
        "finished",
        "published",
    ]
    assert (papers.version, papers.came_iso, full.version) == (2, told_of.investigated, 2)
    assert summary.ready_iso < full.ready_iso and full.waits
    assert [(one.kind, one.state) for one in proceedings_of(review)] == [(kind, "ended") for kind in beside]
    the_clocks(review, told_of, published.last)


def the_clocks(review: Review, told_of: Harmed, on: date) -> None:
    """The edition with its reason; the statutory day beside the day with holds; only the clock that was named stood."""
    clocks = clocks_of(review, on)
    assert clocks.governing.edition == told_of.edition
    if told_of.edition is None:
        assert "more than one edition was in force then" in clocks.governing.why
        assert set(clocks.governing.candidates) == {"wt2010", "wt2013"}
        assert clocks.running == ()
        return
    assert "on the day the review was initiated, 20 May 2013" in clocks.governing.why
    due = {one.due.id: (one.due.due_without_holds, one.due.due) for one in clocks.running}
    # 20 May and six months; the two holds stood 1 July to 31 December, 184 days, those that overlap counted once.
    assert due.pop("review_complete") == (date(2013, 11, 20), date(2014, 5, 23))
    # Tuesday 7 May 2013: five working days.
    assert due["notify_panel"] == (date(2013, 5, 14), date(2013, 5, 14))
    assert due["scr_decision"] == (date(2013, 6, 7), date(2013, 6, 7))
    assert all(without == held for without, held in due.values())
    assert {one.due.id for one in clocks.running if one.stopped} == {"review_complete"}


def test_the_family_is_told_of_the_delay_and_quoted_only_as_they_agreed() -> None:
    by = histories.people(HARMED.partnership)
    review = histories.opened(by, "2014-01-06", name=HARMED.child, children=(HARMED.child,), state="under_way")
    mother = add_family_member(review=review, relation="Mother", by=by.unit, at=at("2014-01-06"))
    for kind, day in (("asked", "2014-01-13"), ("no_answer", "2014-02-03"), ("told", "2020-10-01")):
        keep_contact(mother, kind=kind, when_iso=day, by=by.unit, at=at(day))
    assert [one.kind for one in log_of(family_of(review)[0])] == ["told", "no_answer", "asked"]
    words = {"whose": "family", "words": "She loved the sea."}
    with pytest.raises(Refused, match="E1541"):
        add_voice(review=review, quotable="published", by=by.unit, at=at("2021-11-01"), **words)
    voice = add_voice(review=review, by=by.unit, at=at("2021-11-01"), **words)
    change_voice(voice, version=1, quotable="published", consent="By letter", by=by.unit, at=at("2021-11-15"))
    assert [(one.quotable, one.consent) for one in voices_of(review, by.unit, date(2021, 11, 15))] == [
        ("published", "By letter")
    ]


# 2. A year's incidents, and a third case that the Panel thought met the criteria.


@told(YEAR, histories.year_in_the_facts)
def test_a_year_counts_by_its_units_and_keeps_both_views(history: Callable[[], Year]) -> None:
    year = history()
    by = histories.people(year.partnership)
    on = date.fromisoformat(year.ends)
    by_day, reviews = zip(*(histories.of_the_year(year, n, by) for n in range(len(year.children))), strict=True)
    # Until 29 September 2019, the end of the hand-over, the day alone does not say whose rules governed.
    assert by_day == (False, False, False, False, True)
    said = ["review"] * year.met + ["no_review"] * (len(reviews) - year.met)
    for review, outcome in zip(reviews, said, strict=True):
        histories.concluded_and_sent(review, outcome, by, year.ends)
    third = reviews[year.met]
    for number, review in enumerate(reviews):
        view = "agrees_review" if number < year.met else "wants_review" if review == third else "agrees_none"
        rapidly.hear_panel(review, received_on=on, view=view, by=by.unit, at=at(year.ends))
    assert [standing_of(one).differs for one in reviews] == [one == third for one in reviews]

    # The partnership does not accept it: a case study instead, sent again; the Panel keeps its view; both stand.
    histories.concluded_and_sent(third, "national_case_study", by, year.ends)
    rapidly.hear_panel(third, received_on=on, view="wants_review", by=by.unit, at=at(year.ends))
    replied = {"reply": "disagrees", "reason": "The criteria are not met.", "resolved": "By a case study."}
    rapidly.reply_to_panel(third, replied_on=on, by=by.unit, at=at(year.ends), **replied)
    standing = standing_of(third)
    assert standing.conclusion and standing.view and standing.reply
    assert (standing.differs, standing.state.key) == (True, "settled")
    assert (standing.conclusion.outcome, standing.view.view) == ("national_case_study", "wants_review")
    assert (standing.reply.reply, standing.reply.resolved) == ("disagrees", "By a case study.")
    assert [one.outcome for one in third.conclusions.order_by("id")] == ["no_review", "national_case_study"]

    the_year_adds_up(year, by, on)
    followed = [open_from(one, by=by.unit, at=at(year.ends)) for one in (*reviews[: year.met], third)]
    assert [one.kind for one in followed] == ["lcspr"] * year.met + ["national_review_part"]
    running = {one.due.id for one in clocks_of(followed[0], on).running}
    assert running >= {"review_complete", "notify_panel", "rapid_review"}
    with pytest.raises(Refused, match="E1974"):
        open_from(reviews[-1], by=by.unit, at=at(year.ends))


def the_year_adds_up(year: Year, by: histories.People, on: date) -> None:
    """Incidents, children and rapid reviews are counted apart, and who said that the criteria were met."""
    found = list(visible_incidents(by.unit, on))
    rows = rows_of(by.unit, on)
    children = sum(len(children_of_incident(one)) for one in found)
    assert (len(found), children, len(rows)) == (len(year.children), sum(year.children), len(year.children))
    led = outcomes_of(rows, ())
    assert led.concluded == len(rows) == sum(number for _, number, _ in led.by_outcome)
    assert {key: number for key, number, _ in led.by_outcome if number} == {
        "review": year.met,
        "national_case_study": year.panel_adds,
        "no_review": len(rows) - year.met - year.panel_adds,
    }
    by_the_panel = sum(one.view in ("agrees_review", "wants_review") for one in rows)
    assert by_the_panel == year.met + year.panel_adds


# 3. Reviews with grades.


@told(GRADES, histories.grades_in_the_facts)
def test_reviews_and_children_are_counted_apart_with_their_grades(history: Callable[[], Grades]) -> None:
    told_of = history()
    by = histories.people(told_of.partnership)
    for one in told_of.reviews:
        dates = {"death": one.died, "review_commissioned": one.initiated}
        review = histories.opened(by, "2010-09-01", name=one.name, children=one.children, state="finished", **dates)
        for document, submission, grade in one.grades:
            fields = {"document": document, "submission": submission, "grade": grade}
            add_part(Evaluation, review=review, fields=fields, by=by.unit, at=at("2010-09-01"))
    reviews = list(visible_reviews(by.unit, date(2010, 9, 7)).order_by("id"))
    assert (len(reviews), sum(len(subjects_of(one)) for one in reviews)) == (4, 5)
    last: dict[str, str] = {}
    for review, one in zip(reviews, told_of.reviews, strict=True):
        rows = parts_of(Evaluation, review).order_by("submission", "position")
        assert [(row.document, row.submission, row.grade) for row in rows] == list(one.grades)
        last[review.name] = [row.grade for row in rows if row.document == "overall"][-1]
        governing = clocks_of(review, date(2010, 9, 7)).governing
        assert governing.edition == one.edition
        assert one.edition or governing.why.startswith("It is not known when the review was initiated")
    assert Counter(last.values()) == told_of.comes_to


# 4. Days that are not one day.


@told(histories.APART, histories.apart_in_the_facts)
def test_agreed_endorsed_and_published_are_kept_apart(history: Callable[[], Apart]) -> None:
    told_of = history()
    by = histories.people(told_of.partnership)
    name = told_of.child
    review = histories.opened(
        by, "2014-08-04", name=name, children=(name,), state="under_way", commissioned=told_of.initiated
    )
    for kind, iso in told_of.days:
        fields = {"kind": kind, "text": kind, "date_iso": iso}
        add_part(Decision, review=review, fields=fields, by=by.chair, at=at("2015-03-02"))
    add_date(review, means="published", text=told_of.published, iso=told_of.published, by=by.unit, at=at("2015-08-03"))
    review = on_the_way(review, by, ("finished", "2015-03-02", ""), ("published", "2015-08-03", ""))
    days = [(one.kind, one.when[1]) for one in parts_of(Decision, review)]
    assert days == list(told_of.days)
    kept = {one.means: one.iso for one in dates_of(review)}
    assert (kept["report agreed"], kept["published"]) == (dict(days)["agreed"], told_of.published)
    assert len({*dict(days).values(), kept["published"]}) == 3
    running = {one.due.id: one for one in clocks_of(review, date(2015, 8, 3)).running}
    if not told_of.initiated:
        assert running == {}
        return
    # Six months end when the report was agreed, not when it was endorsed or published; a year of reading starts then.
    assert running["review_complete"].ended == date(2015, 2, 10)
    assert running["keep_published"].due.starts == date(2015, 7, 9)
    assert running["keep_published"].due.due == date(2016, 7, 9)
