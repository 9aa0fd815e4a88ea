"""Records of commissions for tests: one of each kind, with plain words."""

from __future__ import annotations

from typing import Any

from tests.factories import NOW, TODAY
from throughline.commissioning.models import AgencyReportState, AgencyReportVersion
from throughline.commissioning.rules.reports import CLOSED
from throughline.commissioning.views.kinds import KINDS
from throughline.reviews.models import Review

# What each kind of record needs to be made, in an order in which what is pointed to stands first.
GIVEN: dict[str, dict[str, Any]] = {
    "facts": {
        "commissioned_text": "Marrow 2014",
        "lead_body": "Marrow",
        "purpose": "Marrow purpose.",
        "method": "silp",
    },
    "bases": {"statute": "lcspr", "words": "Marrow law."},
    "incidents": {"text": "Marrow incident.", "children": "Marrow"},
    "products": {"kind": "summary", "text": "Marrow summary", "waits": "Marrow waits."},
    "early-learning": {"text": "Marrow learned.", "done": "Marrow done."},
    "missing": {"text": "Marrow papers", "why": "Marrow trial."},
    "reviewers": {"name": "Marrow Lewin", "role": "lead", "declaration": "Marrow."},
    "seats": {"title": "Marrow nurse", "name": "Marrow"},
    "meetings": {"held_on": TODAY, "purpose": "Marrow."},
    "decisions": {"kind": "agreed", "text": "Marrow agreed."},
    "conditions": {"text": "Marrow checked.", "due_on": TODAY},
    "stages": {"kind": "analysis", "note": "Marrow", "planned_to": TODAY},
    "costs": {"kind": "reviewer", "text": "Marrow", "budget": 12000},
    "grades": {"document": "overall", "grade": "good", "about": "Marrow"},
    "foresight": {"question": "predictable", "answer": "no", "text": "Marrow.", "whose": "Marrow"},
    "lines": {"number": "1", "text": "Was marrow seen?", "why": "Marrow."},
    "agency-reports": {"kind": "management_review", "asked": "Marrow.", "author_name": "Marrow"},
    "answers": {"text": "Marrow answered."},
    "own-recommendations": {"number": "1", "text": "Marrow asked of itself.", "due_text": "Marrow"},
    "marks": {"mark": "depth", "stands": "enough", "text": "Marrow."},
}

# Closed, or waiting for another version.
STILL = CLOSED | {"returned"}


def one_of_each(review: Review, agency: Any) -> dict[str, int]:
    """The id of a record of each kind under the review, by the kind’s key.

    What stands already is taken, but for a report of which nothing can become now.
    """
    base = {"case": review.case, "review": review, "made_at": NOW, "made_by": review.case.made_by}
    made: dict[str, int] = {}
    for key, given in GIVEN.items():
        rows, points = KINDS[key].model._default_manager, _points(key, made, agency)
        same = {name: pk for name, pk in points.items() if name == "report_id"}
        every = rows.filter(review=review, withdrawn_at=None, **same).order_by("id")
        standing = next((row for row in every if key != "agency-reports" or row.state not in STILL), None)
        made[key] = (standing or rows.create(**base, **given, **points)).pk
    made["authors"] = made["agency-reports"]
    _handed_in(made["agency-reports"], base["made_by"])
    return made


def _points(key: str, made: dict[str, int], agency: Any) -> dict[str, Any]:
    """What a record of that kind points to."""
    if key == "conditions":
        return {"decision_id": made["decisions"]}
    if key == "agency-reports":
        return {"agency": agency}
    if key == "answers":
        return {"report_id": made["agency-reports"], "line_id": made["lines"]}
    return {"report_id": made["agency-reports"]} if key in ("own-recommendations", "marks") else {}


def _handed_in(report: int, by: Any) -> None:
    """The report has a version and a state, once."""
    if not AgencyReportState.objects.filter(report=report).exists():
        AgencyReportState.objects.create(report_id=report, state="requested", reason="Marrow.", at=NOW, by=by)
        AgencyReportVersion.objects.create(report_id=report, number=1, text="Marrow wrote.", made_at=NOW, made_by=by)
