"""What becomes of an incident, when a decision can stand, and when a report on safety is due: as tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.notifications import rules

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("near", "outcome", "sent", "state"),
    [
        (False, "", False, "undecided"),
        (True, "", False, "near_miss"),
        (True, "notifiable", False, "notifiable"),
        (False, "notifiable", False, "notifiable"),
        (False, "notifiable", True, "notified"),
        (False, "not_notified", False, "not_notified"),
        (False, "not_notified", True, "stood_down"),
    ],
)
def test_the_state_follows_from_what_was_decided_and_sent(near: bool, outcome: str, sent: bool, state: str) -> None:
    assert rules.state_of(near_miss=near, outcome=outcome, sent=sent).key == state


def test_every_move_leads_where_the_state_says() -> None:
    for one in rules.MOVES:
        assert one.before in rules.STATES and one.after in rules.STATES
        sent = one.verb == "send" or one.before in ("notified", "stood_down")
        outcome = "not_notified" if one.verb == "not" else "notifiable"
        assert rules.state_of(near_miss=False, outcome=outcome, sent=sent).key == one.after


def limb(answer: str, fact: str = "") -> rules.Said:
    return rules.Said("a", "Words.", "Source", answer, fact)


@pytest.mark.parametrize(
    ("answers", "outcome", "why", "stands"),
    [
        ([("yes", "A nurse saw it.")], "notifiable", "", True),
        ([("yes", "")], "notifiable", "", False),
        ([("no", "")], "not_notified", "Not met.", False),
        ([("not_known", "")], "not_notified", "Not met.", True),
        ([("no", "Seen well.")], "not_notified", "", False),
        ([("no", "Seen well.")], "notifiable", "", False),
        ([("no", "Seen well.")], "notifiable", "Partners wish it.", True),
        ([("maybe", "x")], "notifiable", "", False),
        ([], "notifiable", "", True),
    ],
)
def test_a_decision_stands_on_facts_and_reasons(
    answers: list[tuple[str, str]], outcome: str, why: str, stands: bool
) -> None:
    assert (rules.fault_of_limbs([limb(*one) for one in answers], outcome, why) == "") is stands


def test_the_last_answer_of_a_partner_counts_and_dissent_is_named() -> None:
    said = [("police", "no"), ("local_authority", "yes"), ("police", "yes"), ("health_commissioner", "no")]
    assert rules.standing(said) == {"police": "yes", "local_authority": "yes", "health_commissioner": "no"}
    assert rules.dissent(said, "notifiable") == ("health_commissioner",)
    assert rules.dissent(said, "not_notified") == ("local_authority", "police")
    assert rules.dissent(said, "") == ()


@given(st.permutations([("police", "yes"), ("local_authority", "no"), ("health_commissioner", "yes")]))
def test_the_order_of_the_partners_does_not_matter(said: list[tuple[str, str]]) -> None:
    assert rules.dissent(said, "notifiable") == ("local_authority",)


@pytest.mark.parametrize(
    ("edition", "more", "told"),
    [
        ("wt2023", {}, ["panel", "partnership"]),
        ("wt2013", {}, ["ofsted", "partnership"]),
        (
            "wt2023",
            {"nature": "death", "looked_after": "yes"},
            ["panel", "partnership", "secretary_of_state", "ofsted"],
        ),
        ("wt2023", {"nature": "serious_harm", "looked_after": "yes"}, ["panel", "partnership"]),
        ("wt2023", {"care_leaver": "yes"}, ["panel", "partnership", "secretary_of_state", "ofsted"]),
        ("wt2018", {"other_areas": "Tarnshire"}, ["panel", "partnership", "other_area"]),
        ("wt2018", {"other_areas": "Tarnshire, Moor and Vale"}, ["panel", "partnership", "other_area", "other_area"]),
    ],
)
def test_who_is_to_be_told_follows_from_the_rules_and_the_child(
    edition: str, more: dict[str, str], told: list[str]
) -> None:
    given = {"nature": "death", "looked_after": "no", "care_leaver": "no", "regulated": "no", "other_areas": ""}
    assert [body.key for body in rules.bodies_to_tell(edition=edition, **{**given, **more})] == told


@pytest.mark.parametrize(
    ("words", "areas"),
    [
        ("", ()),
        ("Tarnshire", ("Tarnshire",)),
        ("Tarnshire; Moor and Vale,  Westmark ", ("Tarnshire", "Moor and Vale", "Westmark")),
        ("Tarnshire, tarnshire,,", ("tarnshire",)),
    ],
)
def test_each_area_that_is_named_is_told_by_itself(words: str, areas: tuple[str, ...]) -> None:
    assert rules.areas_of(words) == areas


@pytest.mark.parametrize(
    ("answered_on", "on", "stands"),
    [
        (None, date(2026, 3, 13), ("waiting", 0)),
        (None, date(2026, 3, 16), ("waiting", 0)),
        (None, date(2026, 3, 18), ("overdue", 2)),
        (date(2026, 3, 16), date(2026, 3, 30), ("in_time", 0)),
        (date(2026, 3, 17), date(2026, 3, 30), ("late", 1)),
    ],
)
def test_a_partner_answers_within_one_working_day(answered_on: date | None, on: date, stands: tuple[str, int]) -> None:
    """Recorded on a Friday, it is due on the Monday."""
    assert rules.answer_of(date(2026, 3, 13), answered_on, on) == (date(2026, 3, 16), *stands)


def watch(*answers: tuple[str, date], ended: bool = False, on: date = DAY) -> rules.Watch:
    return rules.watch_of(answers, every_weeks=4, ended=ended, on=on)


def test_safety_is_owed_until_somebody_attests_and_then_on_a_rhythm() -> None:
    assert watch() == rules.Watch("owed") and watch().is_open
    assert watch(("not_known", DAY)).key == "owed"
    assert watch(("safe", DAY)) == rules.Watch("watching", DAY + timedelta(weeks=4))
    assert watch(("safe", DAY), on=DAY + timedelta(weeks=4)).key == "watching"
    assert watch(("safe", DAY), on=DAY + timedelta(weeks=4, days=1)).key == "late"
    assert watch(("safe", DAY), ("danger", DAY)).is_open
    assert watch(("safe", DAY), ended=True).key == "ended"


@given(st.lists(st.sampled_from(["safe", "danger", "not_known"])), st.booleans())
def test_nothing_but_an_attestation_takes_the_question_down(answers: list[str], ended: bool) -> None:
    seen = watch(*[(one, DAY) for one in answers], ended=ended)
    assert seen.is_open is (not answers or answers[-1] != "safe")


@pytest.mark.parametrize(
    ("nature", "looked_after", "care_leaver", "abuse", "required"),
    [
        ("serious_harm", "no", "no", "yes", True),
        ("death", "no", "not_known", "yes", True),
        ("death", "yes", "no", "yes", True),
        ("death", "yes", "no", "not_known", True),
        ("death", "yes", "no", "no", False),
        ("death", "no", "yes", "no", False),
        ("other", "not_known", "not_known", "not_known", True),
    ],
)
def test_of_whom_a_rapid_review_is_required(
    nature: str, looked_after: str, care_leaver: str, abuse: str, required: bool
) -> None:
    why = rules.why_no_rapid_review(nature=nature, looked_after=looked_after, care_leaver=care_leaver, abuse=abuse)
    assert (why == "") is required
