"""What a progress report holds, in which order, and what it says where nobody wrote anything."""

from __future__ import annotations

from throughline.reporting.rules import CASE_STUDY, IMPACT, PROGRESS, Material, Said, Subject, progress_report

FINDINGS = (
    Subject(
        "finding",
        "1",
        "Agencies held different pictures of who lived in the home.",
        (
            Said(IMPACT, "Workers now start from one record."),
            Said(PROGRESS, "A household record was agreed."),
            Said(PROGRESS, "It was tried in two teams.\n\nThen in all."),
            Said(CASE_STUDY, "A family moved twice.\n\nNobody asked again.", "The third team knew at once."),
        ),
    ),
    Subject(
        "finding",
        "b",
        "Missed appointments were counted and not followed up.",
        (Said(PROGRESS, "WSCP wrote a route."),),
    ),
)
MATERIAL = Material(
    review="Alder",
    kind="Local child safeguarding practice review",
    subjects=("Alder",),
    as_at="12 March 2026",
    findings=FINDINGS,
    abbreviations={"WSCP": "Wexmoor Safeguarding Children Partnership", "ICB": "Integrated Care Board"},
)


def test_a_finding_is_followed_by_progress_difference_case_study_and_outcome() -> None:
    report = progress_report(MATERIAL)
    assert [section.heading for section in report.sections] == [
        "1. Introduction",
        "2. Our approach",
        "3. Our response to the findings",
        "4. Conclusion",
    ]
    first = report.sections[2].blocks[0]
    assert first.heading == "Finding 1"
    assert [(part.heading, len(part.paragraphs)) for part in first.parts] == [
        ("Progress", 3),
        ("What difference has this made?", 1),
        ("Case study", 2),
        ("Outcome", 1),
    ]
    assert report.sections[2].blocks[1].heading == "Finding b"


def test_what_nobody_wrote_is_said_by_rule_and_adds_up() -> None:
    report = progress_report(MATERIAL)
    assert "about Alder made two findings" in report.sections[0].paragraphs[0]
    assert (
        "three statements of progress, one statement of the difference made and one case study"
        in (report.sections[1].paragraphs[0])
    )
    assert report.sections[3].paragraphs == ("No difference made is recorded on Finding b.",)


def test_what_people_wrote_stands_as_they_wrote_it() -> None:
    written = Material(
        **{name: getattr(MATERIAL, name) for name in MATERIAL.__slots__} | {"conclusion": "We go on.\n\nSlowly."}
    )
    assert progress_report(written).sections[3].paragraphs == ("We go on.", "Slowly.")


def test_the_glossary_holds_only_what_the_report_uses() -> None:
    assert progress_report(MATERIAL).glossary == (("WSCP", "Wexmoor Safeguarding Children Partnership"),)


def test_themes_and_recommendations_have_sections_of_their_own() -> None:
    others = (
        Subject("recommendation", "3", "Hold a handover call.", (Said(PROGRESS, "The standard is set."),)),
        Subject("theme", "5", "Early help", (Said(PROGRESS, "More assessments were made."),)),
        Subject("", "", "", (Said(PROGRESS, "The plan is overseen monthly."),)),
    )
    report = progress_report(
        Material(**{name: getattr(MATERIAL, name) for name in MATERIAL.__slots__} | {"others": others})
    )
    assert [section.heading for section in report.sections[3:6]] == [
        "4. Our response to the recommendations",
        "5. Progress by theme",
        "6. The review as a whole",
    ]
