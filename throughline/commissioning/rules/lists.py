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
