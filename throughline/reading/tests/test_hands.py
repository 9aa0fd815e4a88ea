"""The same matter in many hands: headings, numbering and order as different authors have them."""

# ruff: noqa: E501  (tables of cases, one a line)

from __future__ import annotations

import pytest

from throughline.reading import Item, read_text

PROGRESS_HANDS = {
    "label and colon": (
        "# Progress report on Child V\n\nFinding 1: Visits were missed by two services in a row.\n\nProgress\n\n"
        "A diary is kept.\n\nWhat difference has this made?\n\nVisits rose from 40% to 80%.\n\n"
        "Finding 2: Records were kept in three places and never read together.\n\nProgress\n\nOne record is kept.\n\n"
        "What difference has this made?\n\nStaff find it in one place.\n"
    ),
    "headings with levels": (
        "# Child V: progress since the review\n\n## Findings\n\n### Finding 1: Visits were missed by two "
        "services in a row.\n\n"
        "#### What we have done\n\n- A diary is kept.\n\n#### How do we know?\n\nVisits rose from 40% to 80%.\n\n"
        "### Finding 2: Records were kept in three places and never read together.\n\n#### What we have done\n\n"
        "- One record is kept.\n\n#### How do we know?\n\nStaff find it in one place.\n"
    ),
    "all headings of one level": (
        "# Update on the review of Child V\n\n## Finding 1\n\nVisits were missed by two services in a "
        "row.\n\n## Update\n\n"
        "A diary is kept.\n\n## Impact\n\nVisits rose from 40% to 80%.\n\n## Finding 2\n\n"
        "Records were kept in three places and never read together.\n\n## Update\n\nOne record is "
        "kept.\n\n## Impact\n\n"
        "Staff find it in one place.\n\n## Conclusion\n\nThe work goes on and will be looked at again.\n"
    ),
    "bold lines and words for numbers": (
        "**Child V: two years on**\n\n**Key Finding One – Visits were missed by two services in a "
        "row.**\n\n**Action taken**\n\n"
        "A diary is kept.\n\n**Difference made**\n\nVisits rose from 40% to 80%.\n\n"
        "**Key Finding Two – Records were kept in three places and never read together.**\n\n**Action taken**\n\n"
        "One record is kept.\n\n**Difference made**\n\nStaff find it in one place.\n"
    ),
    "said in the line": (
        "# Progress report: Child V\n\nF1. Visits were missed by two services in a row.\n\nProgress: A "
        "diary is kept.\n\n"
        "Impact: Visits rose from 40% to 80%.\n\nF2. Records were kept in three places and never read together.\n\n"
        "Progress: One record is kept.\n\nImpact: Staff find it in one place.\n"
    ),
    "a table": (
        "# Child V: progress on the findings\n\n| Finding | What has been done | What difference has it made? | RAG |\n"
        "|---|---|---|---|\n| 1. Visits were missed by two services in a row. | A diary is kept. | "
        "Visits rose from 40% to 80%. | Green |\n"
        "| 2. Records were kept in three places and never read together. | One record is kept. | Staff "
        "find it in one place. | Amber |\n"
    ),
    "numbered sections": (
        "PROGRESS REPORT ON THE REVIEW OF CHILD V\n\n1. Introduction\n\nThis paper tells what was done in the year.\n\n"
        "2. Response to the findings\n\n2.1 Finding 1: Visits were missed by two services in a "
        "row.\n\nWhat has happened since\n\n"
        "A diary is kept.\n\nSo what?\n\nVisits rose from 40% to 80%.\n\n"
        "2.2 Finding 2: Records were kept in three places and never read together.\n\nWhat has happened since\n\n"
        "One record is kept.\n\nSo what?\n\nStaff find it in one place.\n\n3. Conclusion\n\nThe work "
        "goes on and will be looked at again.\n"
    ),
    "letters": (
        "# Progress report, Child V\n\n**Finding A**\n\nVisits were missed by two services in a "
        "row.\n\n*Progress to date*\n\n"
        "* A diary is kept.\n\n*Impact*\n\n* Visits rose from 40% to 80%.\n\n**Finding B**\n\n"
        "Records were kept in three places and never read together.\n\n*Progress to date*\n\n* One "
        "record is kept.\n\n*Impact*\n\n"
        "* Staff find it in one place.\n"
    ),
}


@pytest.mark.parametrize("text", PROGRESS_HANDS.values(), ids=PROGRESS_HANDS)
def test_progress_is_read_finding_by_finding_in_every_hand(text: str) -> None:
    reading = read_text(text)
    assert reading.kind == "progress_report"
    assert [item.text for item in reading.findings] == [
        "Visits were missed by two services in a row.",
        "Records were kept in three places and never read together.",
    ]
    assert [item.text for item in reading.progress] == ["A diary is kept.", "One record is kept."]
    assert [item.text for item in reading.impact] == ["Visits rose from 40% to 80%.", "Staff find it in one place."]
    numbers = [item.number for item in reading.findings]
    assert len(set(numbers)) == 2 and all(numbers)
    for told in (reading.progress, reading.impact):
        assert [(item.about.kind, item.about.number) for item in told] == [("finding", number) for number in numbers]


ASK_HANDS = {
    "lettered after a lead-in": "## Recommendation\n\nThe Committee is RECOMMENDED to:\n\n(a) note the report; and\n\n(b) ask for "
    "another in a year.\n",
    "numbered under that": "## Recommendations\n\nThat the Committee:\n\n1. note the report; and\n2. ask for another in a "
    "year.\n",
    "numbered paragraphs": "5.0 RECOMMENDATIONS\n\n5.1 The Committee is asked to note the report.\n\n5.2 The Committee is asked "
    "to ask for another in a year.\n",
    "run on": "## Recommendation\n\nThe Committee is asked to (i) note the report; and (ii) ask for another in a "
    "year.\n",
    "another heading": "## What the Committee is asked to do\n\n- note the report; and\n- ask for another in a year.\n",
    "it is recommended": "RECOMMENDED ACTION\n\nIt is recommended that the Scrutiny Committee:\n\n* note the report; and\n* "
    "ask for another in a year.\n",
    "a form": "| Recommendation: | That the Committee:<br>1. note the report; and<br>2. ask for another in a year. |\n",
    "decisions": "### Decision required\n\nMembers are invited to:\n\ni) note the report; and\n\nii) ask for another "
    "in a year.\n",
}
COUNCIL = (
    "# Serious Case Review: Child V\n\nChildren's Services Scrutiny Committee, 4 March 2019\n\nReport of "
    "the Director of Children's Services\n\n"
    "Wards affected: All\n\n{ask}\n## Background\n\nThe review was published in January 2019 and the "
    "agencies have accepted it.\n"
)


@pytest.mark.parametrize("ask", ASK_HANDS.values(), ids=ASK_HANDS)
def test_what_a_committee_is_asked_is_read_in_every_hand(ask: str) -> None:
    reading = read_text(COUNCIL.format(ask=ask))
    assert reading.kind == "committee_report"
    assert len(reading.committee_recommendations) == 2
    first, second = (item.text for item in reading.committee_recommendations)
    assert "note the report" in first and "another in a year" in second
    assert not reading.recommendations


LEARNING_HANDS = {
    "announced": "The review identified three learning points. They are set out below.\n\n1. Ask twice.\n2. Look in "
    "the room.\n3. Write it down.\n",
    "colon": "The learning from the review is:\n\n- Ask twice.\n- Look in the room.\n- Write it down.\n",
    "heading": "## Key learning\n\n* Ask twice.\n* Look in the room.\n* Write it down.\n",
    "lessons": "## Lessons learned\n\n(1) Ask twice.\n\n(2) Look in the room.\n\n(3) Write it down.\n",
    "labels": "## What did we learn?\n\n**Learning point 1:** Ask twice.\n\n**Learning point 2:** Look in the "
    "room.\n\n**Learning point 3:** Write it down.\n",
    "short labels": "## Learning\n\nLP1 Ask twice.\n\nLP2 Look in the room.\n\nLP3 Write it down.\n",
    "label headings": "### Lesson 1\n\nAsk twice.\n\n### Lesson 2\n\nLook in the room.\n\n### Lesson 3\n\nWrite it down.\n",
    "interrupted": "## Learning points\n\n1. Ask twice.\n\nThe health visitor asked once and was told that all was "
    "well.\n\n2. Look in the room.\n\n3. Write it down.\n",
}


@pytest.mark.parametrize("points", LEARNING_HANDS.values(), ids=LEARNING_HANDS)
def test_learning_points_are_read_in_every_hand(points: str) -> None:
    text = (
        f"# Learning briefing: Child V\n\nMay 2020\n\n## What happened\n\nChild V was hurt at the age of two "
        f"and is well.\n\n{points}\n## More\n\nThe report is on the website of the partnership.\n"
    )
    assert [item.text for item in read_text(text).learning_points] == [
        "Ask twice.",
        "Look in the room.",
        "Write it down.",
    ]


RECOMMENDATION_HANDS = {
    "labels": "**Recommendation 1:** The Board should audit plans.\n\n**Recommendation 2:** Police should share "
    "reports.\n",
    "heading then words": "### Recommendation 1\n\nThe Board should audit plans.\n\n### Recommendation 2\n\nPolice should "
    "share reports.\n",
    "list": "1. The Board should audit plans.\n2. Police should share reports.\n",
    "paragraphs": "The Board should audit plans.\n\nPolice should share reports.\n",
    "codes": "R1: The Board should audit plans.\n\nR2: Police should share reports.\n",
    "deep numbers": "7.1 The Board should audit plans.\n\n7.2 Police should share reports.\n",
    "table": "| No | Recommendation | Lead | By when |\n|---|---|---|---|\n| 1 | The Board should audit plans. | "
    "Board manager | May 2021 |\n| 2 | Police should share reports. | Police | June 2021 |\n",
}


@pytest.mark.parametrize("points", RECOMMENDATION_HANDS.values(), ids=RECOMMENDATION_HANDS)
def test_recommendations_of_a_review_are_read_in_every_hand(points: str) -> None:
    text = (
        f"# Child Safeguarding Practice Review: Child V\n\nPublished May 2020\n\n## 6. Analysis\n\nMuch was "
        f"done well and some was not.\n\n## 7. Recommendations\n\n{points}\n"
    )
    reading = read_text(text)
    assert reading.kind == "review_report"
    assert [item.text for item in reading.recommendations] == [
        "The Board should audit plans.",
        "Police should share reports.",
    ]
    assert not reading.committee_recommendations


CASE_HANDS = {
    "headings": "### Case study\n\nA boy of nine was seen alone.\n\n### Outcome\n\nHe is safe.\n",
    "bold": "**Case example: Jay**\n\nA boy of nine was seen alone.\n\n**What happened next**\n\nHe is safe.\n",
    "said in the line": "Case study: A boy of nine was seen alone.\n\nOutcome: He is safe.\n",
    "vignette": "#### Vignette 1\n\nA boy of nine was seen alone.\n\n#### Result\n\nHe is safe.\n",
}


@pytest.mark.parametrize("case", CASE_HANDS.values(), ids=CASE_HANDS)
def test_a_case_study_keeps_its_outcome_in_every_hand(case: str) -> None:
    text = (
        f"# Progress report: Child V\n\n## Finding 1: Nobody saw the child alone for a whole year.\n\n### "
        f"Progress\n\nVisits are made alone.\n\n{case}"
    )
    reading = read_text(text)
    assert [(c.text, c.outcome, c.about.number) for c in reading.case_studies] == [
        ("A boy of nine was seen alone.", "He is safe.", "1")
    ]
    assert [item.text for item in reading.progress] == ["Visits are made alone."]
    assert not reading.impact


def about(item: Item) -> tuple[str, str, str]:
    return (item.about.kind, item.about.number, item.text)


def test_numbered_headings_under_learning_are_the_points() -> None:
    text = "# Learning review: Family Q\n\nMay 2024\n\n## What did we learn?\n\n### 1. Fathers were not spoken to\n\nTwo were never met.\n\n### 2. Drift\n\nPlans lasted.\n"
    assert [(i.number, i.text) for i in read_text(text).learning_points] == [
        ("1", "Fathers were not spoken to"),
        ("2", "Drift"),
    ]


def test_headings_that_only_name_a_matter_are_no_findings() -> None:
    text = "# Learning review: Family Q\n\nMay 2024\n\n## Findings\n\n### Neglect\n\nIt was seen late.\n\n### Information sharing\n\nIt was slow.\n"
    assert read_text(text).findings == ()


def test_themes_set_at_the_level_of_the_heading_over_them() -> None:
    text = "# Progress report: Child W\n\n#### Progress to date\n\n#### Housing\n\n- Visits are made.\n\n#### Health\n\n- A nurse calls.\n\n#### Impact\n\nToo early to say.\n"
    reading = read_text(text)
    assert [about(item) for item in reading.progress] == [
        ("theme", "", "Visits are made."),
        ("theme", "", "A nurse calls."),
    ]
    assert [item.about.name for item in reading.progress] == ["Housing", "Health"]
    assert [item.text for item in reading.impact] == ["Too early to say."]


def test_what_stands_under_a_recommendation_in_a_progress_section_is_progress_on_it() -> None:
    text = (
        "# Progress report: Child W\n\n**Progress on recommendations**\n\nRecommendation 1: The Board should write a strategy.\n\n"
        "It was launched in May.\n\nRecommendation 2: Police should share reports.\n\nThe form was changed.\n\n**Impact**\n\nReports rose from 5 to 90.\n"
    )
    reading = read_text(text)
    assert [i.number for i in reading.recommendations] == ["1", "2"]
    assert [about(i) for i in reading.progress] == [
        ("recommendation", "1", "It was launched in May."),
        ("recommendation", "2", "The form was changed."),
    ]
    assert [about(i) for i in reading.impact] == [("", "", "Reports rose from 5 to 90.")]


def test_a_plan_set_as_paragraphs() -> None:
    text = (
        "# Action plan: Child J\n\n## Recommendation 1\n\nThat the Board reviews its policy.\n\nAction: Rewrite the policy.\nLead: Business Manager\n"
        "Timescale: May 2016\nProgress: The policy was agreed.\nStatus: Amber\n"
    )
    reading = read_text(text)
    assert [(i.text, i.owner) for i in reading.actions] == [("Rewrite the policy.", "Business Manager")]
    assert [about(i) for i in reading.progress] == [("recommendation", "1", "The policy was agreed.")]


def test_you_said_we_did() -> None:
    text = "# One year on: Child Hazel\n\nMay 2022\n\n## Safer sleep\n\n**You said**\n\nAdvice came once.\n\n**We did**\n\nAdvice comes five times.\n\n**The difference**\n\nUp from 61% to 93%.\n"
    reading = read_text(text)
    assert [(i.about.name, i.text) for i in reading.progress] == [("Safer sleep", "Advice comes five times.")]
    assert [(i.about.name, i.text) for i in reading.impact] == [("Safer sleep", "Up from 61% to 93%.")]


def test_acceptance_and_plan_lines_are_no_progress() -> None:
    text = "# Response to the review: Child T\n\nMay 2014\n\n**Finding 1**\nMen were not seen.\n\n**Board response**\n\nThe Board accepts this finding.\n\nTwo posts were made.\n\nRAG: Green\n"
    assert [i.text for i in read_text(text).progress] == ["Two posts were made."]


@pytest.mark.parametrize("kind", ["guidance", "template"])
def test_guidance_and_templates_yield_nothing(kind: str) -> None:
    head = {
        "guidance": "# Practice guidance: writing a progress report\n\nMay 2020\n\n",
        "template": "# Progress report template\n\n[Insert name]\n\n",
    }
    reading = read_text(
        head[kind]
        + "Finding 1: [Insert finding]\n\nProgress\n\nSay what was done.\n\nImpact\n\nSay what changed.\n\n## Recommendations\n\n1. The Board should be named.\n"
    )
    lists = (
        reading.findings,
        reading.progress,
        reading.impact,
        reading.recommendations,
        reading.committee_recommendations,
    )
    assert not any(lists) and not reading.actions and not reading.learning_points and not reading.case_studies


def test_data_and_assessments_are_no_impact() -> None:
    text = "# Vale Safeguarding Children Partnership annual report 2021-22\n\n## Impact of Covid-19\n\nSchools were shut.\n\n## Data\n\n### Outcomes for children in care\n\nThere were 612.\n\n## Equality impact assessment\n\nNone is needed.\n"
    assert read_text(text).impact == ()
