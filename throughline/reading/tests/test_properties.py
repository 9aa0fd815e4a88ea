"""What is true of the reading of any text at all."""

# ruff: noqa: E501  (tables of cases, one a line)

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from throughline.reading import Reading, read_text

LISTS = (
    "findings", "learning_points", "recommendations", "committee_recommendations", "actions", "progress", "impact", "case_studies",
)  # fmt: skip
PIECES = st.sampled_from(
    [
        "# Progress report: Child V", "## Findings", "Finding 1: Visits were missed.", "Finding 2", "**Progress**", "Progress: a diary is kept.",
        "What difference has this made?", "Impact", "Case study", "Outcome", "A boy was seen alone.", "Recommendation 3 (Police): share.", "R1 Do it.",
        "- a point", "  * a lower point", "1. First", "2. Second", "a) letter", "(ii) roman", "6.1 The Committee is asked to note the report.",
        "The review identified eighteen learning points:", "The following recommendations are made:", "| Finding | Progress |", "|---|---|",
        "| 1. One | Done<br>- And this |", "| | More |", "Date:\t24 06 20", "Four were female and six were male.", "It involved twelve children.",
        "Five³ incidents concerning six children", "¹ A footnote", "and went on", "that was broken of the", "То:\tCabinet", "2.** The SCR", "Page 3 of 9",
        "Glossary", "SCR – Serious Case Review", "The Serious Case Review (SCR) of Baby F", "RESOLVED: That it be noted.", "\f", "[insert name]",
        "between 010419 and 310320", "in September", "[link](#)", "<u>x</u>", "```", "====", "----", "£1,000", "&amp;", "\u00ad", "\u200b", "ﬁnding",
    ]
)  # fmt: skip
DOCUMENTS = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=30).map("\n\n".join)
CLOSE_SET = st.lists(PIECES, max_size=30).map("\n".join)


def check(text: str) -> Reading:
    reading = read_text(text)
    for name in LISTS:
        for item in getattr(reading, name):
            start, end = item.at
            assert 0 <= start < end <= len(reading.text)
            assert reading.text[start:end] == item.text
            assert item.number == item.number.strip("().: ")
    for date in reading.dates:
        assert reading.text[date.at[0] : date.at[1]] == date.text
    for place in [*(c.at for c in reading.claims), *(r.at for r in reading.reviews), *(d.at for d in reading.doubts)]:
        assert 0 <= place[0] <= place[1] <= len(reading.text)
    for mend in reading.mended:
        assert 0 <= mend.at <= len(reading.text)
    for claim in reading.claims:
        assert claim.agrees is (None if claim.lists is None else claim.says == claim.lists)
    return reading


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
@example("Finding 1")
@example("1.")
@example("Progress:")
@example("(a) (b) (c)")
@example("\t\n\t")
def test_any_text_is_read_and_every_place_is_exact(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CLOSE_SET)
def test_lines_set_close_are_read_and_every_place_is_exact(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_no_text_makes_it_fall_over(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert read_text(text) == read_text(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_every_key_is_there_whatever_the_text_says(text: str) -> None:
    assert set(read_text(text).as_json()) == {
        "file", "sha256", "kind", "title", "partnership", "text", "mended", "subjects", "reviews", "dates", "findings", "learning_points",
        "recommendations", "committee_recommendations", "actions", "progress", "impact", "case_studies", "claims", "doubts",
        "abbreviations", "abbreviations_undefined", "bodies", "safeguards", "undertakings", "figures", "evidence",
    }  # fmt: skip
