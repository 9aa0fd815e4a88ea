"""How a family stands by its log, and who reads and quotes words."""

from __future__ import annotations

import pytest

from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.voices import rules


@pytest.mark.parametrize(
    ("log", "stands"),
    [
        ([], "not_asked"),
        (["advocate", "told"], "not_asked"),
        (["asked"], "asked"),
        (["asked", "no_answer"], "no_answer"),
        (["asked", "no_answer", "asked_again"], "asked_again"),
        (["asked", "refused", "asked_again", "took_part"], "took_part"),
        (["asked", "took_part", "draft", "changed"], "took_part"),
        (["asked", "took_part", "refused"], "refused"),
        (["asked", "took_part", "comments"], "took_part"),
    ],
)
def test_the_log_says_how_somebody_stands(log: list[str], stands: str) -> None:
    assert rules.standing(log).key == stands


def test_every_entry_is_of_a_known_kind() -> None:
    assert set(rules.STANDS) <= set(rules.CONTACTS) and set(rules.STANDS.values()) <= set(rules.STATES)


@pytest.mark.parametrize(
    ("family", "says"),
    [
        ([], ""),
        ([("Mother", "took_part", "")], "Mother took part."),
        (
            [("Father", "no_answer", "2 March 2026"), ("Mother", "took_part", ""), ("Grandmother", "took_part", "")],
            "Mother and grandmother took part. Father has not replied; asked again 2 March 2026.",
        ),
        ([("Father", "refused", ""), ("Uncle", "not_asked", "")], "Father said no. Uncle has not been asked."),
        ([("Aunt", "asked_again", "May 2025")], "Aunt was asked again, May 2025."),
    ],
)
def test_the_family_in_one_sentence_each(family: list[tuple[str, str, str]], says: str) -> None:
    assert rules.family_in_words(family) == says


@pytest.mark.parametrize("quotable", list(rules.QUOTES))
@pytest.mark.parametrize("role", [COORDINATOR, CHAIR, AGENCY_LEAD, SCRUTINEER, ELECTED_MEMBER, ADMINISTRATOR, ""])
def test_who_reads_words_by_role_and_by_who_may_quote_them(role: str, quotable: str) -> None:
    keeper, works = role in (COORDINATOR, CHAIR), role in (COORDINATOR, CHAIR, AGENCY_LEAD, SCRUTINEER)
    assert rules.may_read_words(role, quotable) is (keeper if quotable == "nobody" else works)


@pytest.mark.parametrize(
    ("quotable", "places"),
    [
        ("nobody", set()),
        ("panel", {"panel"}),
        ("report", {"panel", "report"}),
        ("published", {"panel", "report", "published"}),
    ],
)
def test_words_are_quoted_no_further_than_was_agreed(quotable: str, places: set[str]) -> None:
    assert {place for place in ("panel", "report", "published") if rules.may_quote(quotable, place)} == places
    assert not rules.may_quote(quotable, "nobody")
    assert rules.may_stand_in(quotable) == tuple(words for key, words in rules.PLACES.items() if key in places)
