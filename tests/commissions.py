"""Records of commissions for tests: one of each kind, with plain words."""

from __future__ import annotations

from typing import Any

from tests.factories import NOW, TODAY
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
}


def one_of_each(review: Review, agency: Any) -> dict[str, int]:
    """The id of a record of each kind under the review, by the kind's key; what stands already is taken."""
    base = {"case": review.case, "review": review, "made_at": NOW, "made_by": review.case.made_by}
    made: dict[str, int] = {}
    for key, given in GIVEN.items():
        rows = KINDS[key].model._default_manager
        standing = rows.filter(review=review, withdrawn_at=None).first()
        more = {"decision_id": made["decisions"]} if key == "conditions" else {}
        made[key] = (standing or rows.create(**base, **given, **more)).pk
    return made
