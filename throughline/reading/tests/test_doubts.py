"""Each rule of doubt on a text that calls for it, and on one beside it that does not."""

# ruff: noqa: E501  (tables of cases, one a line)

from __future__ import annotations

from pathlib import Path

import pytest

from throughline.reading import read_text
from throughline.reading.doubts import RULES

PAGES = Path(__file__).resolve().parents[3] / "docs" / "guide" / "doubts"
HEAD = "# Progress report on the review of Child V\n\n3 May 2019\n\n"
FINDING = (
    "Finding {n}: Professionals did not see what was in front of them on that "
    "day.\n\nProgress\n\n{p}\n\nWhat difference has this made?\n\n{i}\n\n"
)


def one(n: int, p: str, i: str) -> str:
    return FINDING.format(n=n, p=p, i=i)


def rules(text: str) -> list[tuple[str, str]]:
    return [(doubt.rule, doubt.severity) for doubt in read_text(text).doubts]


RAISED = [
    ("count_claimed_vs_listed", "high", "# Response to the review of Child V\n\n3 May 2019\n\nThe review identified eighteen learning "
        "points.\n\nThe learning points are listed below:\n\n1. One.\n2. Two.\n"),
    ("count_claimed_vs_listed", "medium", "The group carried out four audits:\n\n- on neglect\n- on bruising\n- on plans\n"),
    ("recommendations_not_listed", "high", "# Serious Case Review of Child V\n\nThe review makes ten recommendations, which are being acted "
        "upon."),
    ("arithmetic", "high", "The board looked at ten reviews, which involved twelve children. Four were female and six were "
        "male."),
    ("arithmetic", "high", "Of the ten, six met the criteria. The remaining four are local reviews. Two have been signed off, "
        "two were completed and two are ongoing."),
    ("arithmetic", "high", "Twelve children: four and six were seen."),
    ("arithmetic", "high", "Five young people were hurt. Three of the five had been excluded and three had not."),
    ("arithmetic", "high", "Twenty-eight agencies sent a return. Nineteen rated themselves green overall, seven amber and one "
        "red."),
    ("ambiguous_count", "medium", "The remaining four are local reviews and were begun in the spring. The board has worked on four "
        "partnership learning reviews."),
    ("count_units", "medium", "In the year there were seven rapid reviews about nine children."),
    ("count_units", "medium", "Five incidents concerning six children were notified."),
    ("duplicate_number", "high", "9. Publication\n\nReviews are published for a year on the website of the board.\n\n9.Costs and "
        "time\n\nCosts vary with the kind of review and its length.\n"),
    ("duplicate_number", "high", "## Recommendations\n\n1. The board should do this.\n2. The board should do that.\n2. The board "
        "should do more.\n"),
    ("subject_name", "high", "Child F died in June. The Baby F review is awaited by the board."),
    ("body_name", "medium", "The Learning and Practice Subgroup met. The Practice and Learning Sub-Group met. The Learning & "
        "Practice Group met."),
    ("body_name", "medium", "The Neglect Learning and Improvement Group met. Then the Neglect Learning and Development Group "
        "met."),
    ("body_name", "low", "The Case Review Group met. The Case Review Sub-group met."),
    ("undefined_abbreviation", "low", "The MASH took the call."),
    ("unused_abbreviation", "low", "Child Sexual Exploitation (CSE) was considered and ruled out."),
    ("glossary", "low", "The board met.\n\nGlossary\n\nPAQA – Performance Audit and Quality Assurance\n"),
    ("finding_without_progress", "medium", HEAD + one(1, "A diary is kept.", "Visits rose to 80%.") + "Finding 2: Nobody read the old records of the family at all.\n"),
    ("claim_without_measure", "medium", HEAD + one(1, "A diary is kept.", "Staff are more confident.") + one(2, "It is done.", "Visits rose to 80%.")),
    ("weak_evidence", "medium", HEAD + one(1, "A panel meets.", "Four children came to the panel. This is a strong indication that it works.") + one(2, "It is done.", "Up to 80%.")),
    ("contradiction", "high", HEAD + one(1, "Minutes are sent out at 80%. However, budget pressures have impacted upon this in terms of "
        "maintaining the improvement.", "Minutes are sent swiftly.") + one(2, "Done.", "Up to 80%.")),
    ("contradiction", "medium", HEAD + one(1, "A chronology is now being provided by workers.", "Up to 80%.") + one(2, "A chronology template has been developed. It will be distributed to members.", "Up to 70%.")),
    ("scope", "medium", HEAD + one(1, "It is done.", "Children's Social Care professionals may meet.") + one(2, "It is done.", "Up to 80%.")),
    ("promise_not_kept", "medium", "# Response to the review of Child V\n\nPublished July 2015\n\nAn action plan has been implemented "
        "to address these points."),
    ("publication_date", "medium", "The Executive Summaries were published on 7 September 2010. Today the board will publish three of "
        "the four reviews."),
    ("missing", "medium", "# Progress report on the findings from the Child V review\n\nMuch was done and more is to do by the "
        "agencies of the county.\n"),
    ("disagreement", "medium", "The group considered that two of five cases met the criteria. The national Panel thought that three "
        "did. The board did not agree."),
    ("footnote", "medium", "Five³ incidents were notified in the year."),
    ("markup_artefact", "low", "То: Cabinet and the members of it"),
    ("text_error", "low", "Consistent relationships are key to supporting adolescents. Relationships are key to supporting "
        "adolescents."),
    ("text_error", "low", "It was said by the the board that it was so."),
    ("date_format", "low", "Date:\t24 06 20\nOfficer:\tHead of Service"),
    ("heading_case", "low", "## Case study\n\nA boy was seen.\n\n## Case Study\n\nA girl was seen.\n"),
    ("unreferenced", "low", "The board met.\n\nAppendix A: Notification\n\nThe Act says so in many words.\n"),
    ("list_structure", "low", "## Learning points\n\n1. Ask twice and listen.\n2. In addition, write it down.\n"),
    ("case_style", "low", "Child R was two. When child R was three she went to school."),
    ("recommendation_wording", "low", "## Recommendation\n\nThe Committee is asked to note the progress made.\n\n## Recommendations\n\nThe "
        "Committee is asked to note the progress made and the plan.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "severity", "text"), RAISED, ids=[f"{r[0]}-{n}" for n, r in enumerate(RAISED)])
def test_a_doubt_is_raised(rule: str, severity: str, text: str) -> None:
    assert (rule, severity) in rules(text)


COUNTS = (
    "# Child Safeguarding Practice Review: Child Oak\n\nMay 2020\n\n"
    "The review makes five recommendations. Finding 1 led to two recommendations. The police made three recommendations for themselves.\n\n"
    "Each agency identified two learning points. The previous review had seven recommendations. Three recommendations are for health.\n\n"
    "In all, there are two findings and five recommendations. Of the five recommendations three are for the council.\n\n"
    "## Findings\n\nFinding 1: One thing was not done in time.\n\nFinding 2: Another thing was not seen at all.\n\n"
    "## Recommendations\n\n1. The board should do one.\n2. The board should do two.\n3. The board should do three.\n"
    "4. The board should do four.\n5. The board should do five.\n"
)
QUIET = [
    "The board looked at ten reviews of twelve children. Four were girls and eight were boys.",
    "Twelve of the nineteen young people who were asked said that it helped. Seven said that it did not.",
    "Nineteen rated themselves green, eight amber and one red. Twenty-eight agencies had sent a return in all.",
    "The three groups met in two towns. Four of them went home.",
    "The Training Group met. The Audit Group met. The Neglect Strategy Group met.",
    "The Vale Safeguarding Children Board met the Vale Safeguarding Adults Board.",
    "The Serious Case Review (SCR) was long. The SCR was published.",
    "1. Introduction\n\nThe paper is short and to the point.\n\n2. Conclusion\n\nThe paper has come to its end now.\n",
    HEAD
    + one(1, "A diary is kept.", "Visits rose from 40% to 80%.")
    + one(2, "One record is kept.", "Of 40 records 38 were found."),
    "The chair agreed with the panel on three points.",
    "Two learning events and three workshops were held.",
    "We looked at 40 files. In 26 of the 30 files there was a chronology and in 11 there was a genogram.",
    "The board has 14 members. Six are from health and three are from the police, and others come from schools.",
    "Ten agencies replied. Four said that they had a policy, three were writing one and two had none. One did not answer.",
    "Of the 30 children, 12 were on a plan, 9 were in care and 20 were known to early help.",
    "In total 15 reviews were published: five were LCSPRs and ten were SCRs.",
    COUNTS,
]


@pytest.mark.parametrize("text", QUIET)
def test_no_grave_doubt_is_raised_where_nothing_is_wrong(text: str) -> None:
    assert [doubt for doubt in rules(text) if doubt[1] in {"high", "medium"} and doubt[0] != "count_units"] == []


def test_one_doubt_for_each_finding_with_no_measure() -> None:
    text = (
        HEAD
        + one(1, "Done.", "Staff feel better.\n\nParents feel better.\n\nChildren feel better.")
        + one(2, "Done.", "All is well.")
    )
    assert rules(text).count(("claim_without_measure", "medium")) == 2


def test_every_rule_has_its_own_number_and_a_page() -> None:
    numbers = [rule.number for rule in RULES.values()]
    assert len(set(numbers)) == len(numbers)
    for word, rule in RULES.items():
        assert rule.word == word
        page = PAGES / f"{rule.number}.md"
        assert page.is_file(), f"docs/guide/doubts/{rule.number}.md is missing"
        assert word in page.read_text(encoding="utf-8")


def test_a_doubt_says_where_it_stands() -> None:
    reading = read_text("A paper.\n\nFive³ incidents were notified in the year.")
    (doubt,) = [d for d in reading.doubts if d.rule == "footnote"]
    assert reading.text[doubt.at[0] : doubt.at[1]] == "Five"
    assert doubt.number == RULES["footnote"].number
