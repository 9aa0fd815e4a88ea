"""Items, whose they are, places of words, folding of rows, and answers. Pure."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.intake.rules.answers import BY_HAND, DROP_LATER, KEEP, UNSETTLED, answer, answers_to
from throughline.intake.rules.items import Belongs, Finder, Named, Proposed, in_doubt, reviews_of, things_of
from throughline.intake.rules.outlook import of_one_review, state_of_review
from throughline.intake.rules.places import place_of
from throughline.intake.rules.rows import SHORTEST_FOLD, runs
from throughline.intake.tests.readings import item, reading
from throughline.reading.doubts import RULES

TEXT = "Child A was not seen. Child B moved. Nobody met. Child A and Child B were cousins. Done by May 2016."


def thing(words: str, **more: Any) -> Proposed:
    start = TEXT.index(words)
    return Proposed(more.pop("kind", "progress"), "P1", "", words, start, start + len(words), **more)


def finder(*names: str) -> Finder:
    return Finder(TEXT, [Named(n, name, (name,)) for n, name in enumerate(names, 1)])


def test_with_one_review_everything_is_surely_its() -> None:
    assert finder("Child A").of(thing("Nobody met.")).review == 1
    assert finder("Child A").of(thing("Nobody met.")).sure


def test_with_several_a_thing_goes_where_its_own_words_say() -> None:
    both = finder("Child A", "Child B")
    assert (both.of(thing("Child B moved.")).review, both.of(thing("Child B moved.")).sure) == (2, True)


def test_with_several_and_no_name_it_goes_to_the_last_named_and_is_in_doubt() -> None:
    both = finder("Child A", "Child B")
    found = both.of(thing("Nobody met."))
    assert (found.review, found.sure) == (2, False)
    cousins = both.of(thing("Child A and Child B were cousins."))
    assert not cousins.sure


def test_what_the_thing_says_it_is_about_comes_first() -> None:
    told = thing("Child B moved.", about_kind="review", about_name="child a")
    assert finder("Child A", "Child B").of(told).review == 1


def test_a_date_is_never_guessed() -> None:
    date = thing("May 2016", kind="date")
    both = finder("Child A", "Child B")
    for start in (TEXT.index("Nobody"), TEXT.index("Done"), 0):
        assert both.date_of(date, start, len(TEXT)) == Belongs(None, False)


def test_the_name_just_before_a_date_says_whose_it_is() -> None:
    text = "Baby A who died December 2006, Child C and Child E who died June 2007, and others."
    reviews = [Named(1, "Baby A", ("Baby A",)), Named(2, "Child C and Child E", ("Child C", "Child E"))]
    for words, whose in (("December 2006", 1), ("June 2007", 2)):
        start = text.index(words)
        one = Proposed("date", "D1", "", words, start, start + len(words))
        assert Finder(text, reviews).date_of(one, 0, len(text)) == Belongs(whose, True)


def test_a_report_on_a_year_is_not_about_the_one_review_it_names() -> None:
    only = Finder(TEXT, [Named(1, "Child A", ("Child A",))], of_one=False)
    assert only.of(thing("Child A was not seen.")) == Belongs(1, True)
    assert not only.of(thing("Nobody met.")).sure
    assert only.date_of(thing("May 2016", kind="date"), TEXT.index("Done"), len(TEXT)) == Belongs(None, False)
    assert not of_one_review("subgroup_annual_report") and of_one_review("progress_report")


def test_a_date_within_a_thing_or_without_a_meaning_is_no_date_of_the_review() -> None:
    text = "Training began in 2016.\n\nIn 2014 all was well. Published in 2015."
    dates = [("commissioned", "2016"), ("", "2014"), ("published", "2015")]
    read = reading(
        text,
        progress=[item("Training began in 2016.")],
        dates=[{"means": means, "text": year, "iso": year, "at": year} for means, year in dates],
    )
    assert [one.text for one in things_of(read) if one.kind == "date"] == ["2015"]


def test_a_name_within_a_longer_word_is_no_name() -> None:
    text = "Childhood passed."
    assert Finder(text, [Named(1, "Child", ("Child",)), Named(2, "X", ("X",))]).named(0, len(text)) == []


def test_things_come_in_the_order_of_the_text_with_their_tags() -> None:
    read = reading(
        "1. First found.\n\nProgress\n\nDone so far.\n\n2. Second found.",
        findings=[item("First found.", "1"), item("Second found.", "2")],
        progress=[item("Done so far.", about=("finding", "1", "Finding 1"))],
    )
    assert [(one.tag, one.text) for one in things_of(read)] == [
        ("F1", "First found."),
        ("P1", "Done so far."),
        ("F2", "Second found."),
    ]


def test_a_due_date_within_an_action_goes_to_the_action_and_other_dates_stand_beside() -> None:
    text = "Write the protocol by March 2016\n\nAgreed 3 May 2015."
    read = reading(
        text,
        actions=[item("Write the protocol by March 2016")],
        dates=[
            {"means": "due", "text": "March 2016", "iso": "2016-03", "at": [22, 32]},
            {"means": "agreed", "text": "3 May 2015", "iso": "2015-05-03", "at": [41, 51]},
        ],
    )
    action, date = things_of(read)
    assert action.extra == {"due_text": "March 2016", "due_iso": "2016-03"}
    assert (date.kind, date.text, date.extra["means"]) == ("date", "3 May 2015", "agreed")


def test_an_outcome_keeps_its_own_place() -> None:
    text = "Case study\n\nA boy was moved.\n\nOutcome\n\nHe settled."
    study = item("A boy was moved.") | {"outcome": "He settled."}
    (one,) = things_of(reading(text, case_studies=[study]))
    start, end = one.extra["outcome_at"]
    assert text[start:end] == "He settled."


def test_a_document_that_names_no_review_has_one_only_when_it_needs_one() -> None:
    asks = reading("Note it.", committee_recommendations=[item("Note it.")])
    finds = reading("It was so.", findings=[item("It was so.")], title="What we saw")
    assert reviews_of(asks) == ()
    assert [review["name"] for review in reviews_of(finds)] == ["What we saw"]


def test_spans_touch_only_where_they_share_a_letter() -> None:
    assert in_doubt([(0, 5), (5, 9), (3, 4), (9, 9)], 5, 9) == (1,)


@pytest.mark.parametrize(
    ("words", "found"),
    [("not seen", "not seen"), ("not   seen.\n Child", "not seen. Child"), ("was not", "was not")],
)
def test_words_are_found_whatever_the_space_between_them(words: str, found: str) -> None:
    place = place_of(words, TEXT, 0, len(TEXT))
    assert place is not None and TEXT[slice(*place)] == found


@pytest.mark.parametrize("words", ["", "   ", "not een", "wasnot", "Nobody came", "seenx"])
def test_words_that_do_not_stand_there_are_not_found(words: str) -> None:
    assert place_of(words, TEXT, 0, 40) is None


@given(st.text("ab \n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_any_words_of_a_text_are_found_in_it(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    wanted = text[start:end].split()
    place = place_of(text[start:end], text, 0, len(text))
    assert place is None or text[slice(*place)].split() == wanted


@given(st.lists(st.sampled_from(["", "unread", "sure:finding", "sure:action", "there"]), max_size=40))
def test_folding_loses_no_row_and_folds_only_what_is_alike(shapes: list[str]) -> None:
    cut = runs(shapes)
    assert [n for run in cut for n in range(run.first, run.last)] == list(range(len(shapes)))
    for run in cut:
        if run.folds:
            assert {shapes[n] for n in range(run.first, run.last)} == {shapes[run.first]}
            assert run.last - run.first >= SHORTEST_FOLD - 1


@pytest.mark.parametrize(
    "rule", ["count_claimed_vs_listed", "subject_name", "something_nobody_thought_of", "abbreviation_unknown"]
)
def test_every_rule_has_two_or_three_answers_with_words(rule: str) -> None:
    told = answers_to(rule)
    assert 2 <= len(told) <= 3
    assert len({one.key for one in told}) == len(told) and all(one.words for one in told)
    assert answer(rule, told[0].key) == told[0] and answer(rule, "no such answer") is None


@pytest.mark.parametrize("rule", [*RULES, "something_nobody_thought_of"])
def test_an_answer_does_what_its_words_say(rule: str) -> None:
    for one in answers_to(rule):
        assert ("I will" in one.words) == (one.does == BY_HAND), one
        assert ("drop" in one.words) == (one.does == DROP_LATER), one
        assert (one.key in UNSETTLED) == (one.does == BY_HAND), one
        assert not re.search(r"\bnote\b|uncertain|will be asked|in the record|in our own reports", one.words), one
    assert answers_to(rule)[0].does == KEEP


@pytest.mark.parametrize(
    ("words", "dates", "told"),
    [
        ("Staff were trained in May 2016.", [("May 2016", "2016-05", "")], ("May 2016", "2016-05")),
        ("Staff were trained in May.", [("May", None, "")], ("May", "")),
        ("Staff were trained.", [], None),
        (
            "Trained in May 2016 and again in June 2017.",
            [("May 2016", "2016-05", ""), ("June 2017", "2017-06", "")],
            None,
        ),
        (
            "Trained from May 2016 to June 2017.",
            [
                ("May 2016", "2016-05", ""),
                ("June 2017", "2017-06", ""),
                ("May 2016 to June 2017", "2016-05/2017-06", ""),
            ],
            ("May 2016 to June 2017", "2016-05/2017-06"),
        ),
        ("All will be trained by May 2016.", [("May 2016", "2016-05", "due")], None),
        ("The child died in May 2016.", [("May 2016", "2016-05", "died")], None),
        ("A protocol was published in May 2016.", [("May 2016", "2016-05", "published")], ("May 2016", "2016-05")),
        ("Since the review was published in May 2016 staff met.", [("May 2016", "2016-05", "published")], None),
    ],
)
def test_a_statement_carries_the_date_that_its_own_words_give_and_no_other(
    words: str, dates: list[tuple[str, str | None, str]], told: tuple[str, str] | None
) -> None:
    text = f"Board, 3 April 2018\n\n{words}\n\nPrinted in July 2019."
    every = [("3 April 2018", "2018-04-03", "meeting"), *dates, ("July 2019", "2019-07", "published")]
    given = [{"means": means, "text": date, "iso": iso, "at": date} for date, iso, means in every]
    (one,) = [
        thing for thing in things_of(reading(text, dates=given, progress=[item(words)])) if thing.kind == "progress"
    ]
    assert one.extra == ({"date_text": told[0], "date_iso": told[1]} if told else {})


def test_no_reading_publishes_a_review() -> None:
    kinds = ("review_report", "publication_notice", "progress_report", "other", "guidance", "")
    assert {state_of_review(kind) for kind in kinds} == {"finished", "under_way"}
