"""In which state a review stands that a document tells of. Pure."""

from __future__ import annotations

# Documents that are written once a review's work is over; whether its report was published is for a person to say.
AFTER_THE_REVIEW = frozenset(
    {
        "committee_report",
        "board_response",
        "progress_report",
        "review_report",
        "executive_summary",
        "action_plan",
        "learning_briefing",
        "publication_notice",
        "digest",
    }
)
# Documents about a year, or about many things: a review named in one is not what the whole of it is about.
OF_MANY = frozenset(
    {"subgroup_annual_report", "yearly_report", "digest", "committee_minutes", "audit_summary", "section11_summary"}
)


def of_one_review(document_kind: str) -> bool:
    """True of a document that is about its review, where it names only one."""
    return document_kind not in OF_MANY


def state_of_review(document_kind: str) -> str:
    """``finished`` where the document could not have been written before the review was; else ``under_way``.

    Never ``published``: no reading publishes anything.
    """
    return "finished" if document_kind in AFTER_THE_REVIEW else "under_way"
