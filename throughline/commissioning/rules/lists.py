"""The fixed lists that the records of a commission choose from, each with its words. Pure."""

from __future__ import annotations

from collections.abc import Mapping

# The laws and arrangements under which reviews are done, in the words of the field.
STATUTES = {
    "lcspr": "Local child safeguarding practice review (Children Act 2004, section 16F, since June 2018)",
    "scr_2006": "Serious case review (Local Safeguarding Children Boards Regulations 2006, regulation 5)",
    "part_8": "Part 8 review (guidance before 2000)",
    "national": "Part in a national review (Children Act 2004, section 16B)",
    "domestic_homicide": "Domestic homicide review (Domestic Violence, Crime and Victims Act 2004, section 9)",
    "adults": "Safeguarding adults review (Care Act 2014, section 44)",
    "mental_health": "Independent investigation of a mental health homicide",
    "not_statutory": "Not required by law: agreed by the agencies",
    "other": "Another law or arrangement, as its words say",
}
METHODS = {
    "systems": "Systems review (Learning Together)",
    "silp": "Significant incident learning process",
    "root_cause": "Root cause analysis",
    "concise": "Concise child practice review (Wales)",
    "extended": "Extended child practice review (Wales)",
    "appreciative": "Appreciative inquiry",
    "systems_event": "Systems learning event",
    "management_reviews": "Individual management reviews and an overview",
    "thematic": "Thematic review",
    "single_agency": "Single-agency review",
    "hybrid": "More than one method together",
    "other": "Another method, as its note says",
}
PRODUCTS = {
    "full": "Full report",
    "executive": "Executive summary",
    "summary": "Summary that goes first, while the full report waits",
    "improvements": "Information about improvements, where a report is not to be published",
    "briefing": "Learning briefing",
    "update": "Update after papers came later",
    "other": "Something else, as its words say",
}
YES_NO = {"yes": "Yes", "no": "No", "not_known": "Not known"}


def choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """The list as a form or a table takes it."""
    return list(words.items())


REVIEWER_ROLES = {
    "lead": "Lead reviewer",
    "second": "Second reviewer",
    "author": "Author of the overview report",
    "chair": "Chair of the panel",
    "adviser": "Adviser",
}
PANEL_PARTS = {"chair": "Chairs it", "member": "Member", "adviser": "Adviser, without a say in decisions"}
DECISIONS = {
    "panel": "Decision of the panel",
    "agreed": "The board or partnership agreed the report",
    "endorsed": "Another body endorsed it",
    "noted": "Another body noted it",
    "publish": "It is to be published",
    "publish_summary": "A summary is to be published",
    "publish_later": "Publication waits",
    "not_publish": "It is not to be published",
}
# Decisions whose day is a date of the review, with the words by which its dates mean it, ours first.
DATES_OF = {
    "agreed": ("report agreed", "agreed", "report signed off", "signed off", "agreed by the board"),
    "endorsed": ("report endorsed", "endorsed"),
    "noted": ("report noted", "noted"),
}
STAGES = {
    "terms": "Terms and reviewer",
    "information": "Agency reports and chronology",
    "learning": "Practitioners and family heard",
    "analysis": "Analysis and findings",
    "draft": "Report drafted and checked",
    "agreement": "Agreed by the partnership",
    "publication": "Publication",
}
COSTS = {
    "reviewer": "Reviewer’s fee",
    "chair": "Chair’s fee",
    "event": "Learning event",
    "legal": "Legal advice",
    "expenses": "Travel and expenses",
    "staff": "Time of our own staff",
    "other": "Something else",
}
DOCUMENTS = {
    "imr": "An agency’s management review",
    "overview": "Overview report",
    "summary": "Executive summary",
    "plan": "Action plan",
    "overall": "The whole review",
}
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "adequate": "Adequate",
    "inadequate": "Inadequate",
    "awaited": "Awaited",
}
FORESIGHT = {"predictable": "Was it predictable?", "preventable": "Was it preventable?"}
ANSWERS = {"yes": "Yes", "no": "No", "partly": "In part", "not_said": "They did not say yes or no"}
REPORTS = {
    "management_review": "Management review",
    "summary": "Summary of involvement",
    "information": "Information on questions asked",
}
MARKS = {
    "terms": "Answers the terms of reference",
    "depth": "Depth",
    "analysis": "Analysis: says why, not only what",
    "candour": "Candour about its own practice",
    "child": "The child’s day and voice",
    "evidence": "Evidence: primary sources above hearsay",
    "equality": "Race, culture and difference",
}
MARKED = {"strong": "Strong", "enough": "Enough", "weak": "Weak"}
