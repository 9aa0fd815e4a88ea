"""Incidents that a person may see, what became of them, what is due, and whether their children are safe."""

from __future__ import annotations

from throughline.notifications.queries.governing import Governs, book_of, due_of, governs
from throughline.notifications.queries.incidents import (
    about_and_untied,
    answers_of,
    children_of_incident,
    deciding_agencies,
    decisions_of,
    get_incident,
    get_notification,
    notifications_of,
    state_of,
    tellings_of,
    visible_incidents,
)
from throughline.notifications.queries.lists import IncidentRow, incident_records, incident_rows, row_of
from throughline.notifications.queries.safety import (
    SafetyLine,
    answers_on_safety,
    get_question,
    line_of,
    questions_of,
    rhythm_of,
    safety_of,
    safety_of_case,
    visible_questions,
    with_last_answer,
)

__all__ = (
    "Governs",
    "IncidentRow",
    "SafetyLine",
    "about_and_untied",
    "answers_of",
    "answers_on_safety",
    "book_of",
    "children_of_incident",
    "deciding_agencies",
    "decisions_of",
    "due_of",
    "get_incident",
    "get_notification",
    "get_question",
    "governs",
    "incident_records",
    "incident_rows",
    "line_of",
    "notifications_of",
    "questions_of",
    "rhythm_of",
    "row_of",
    "safety_of",
    "safety_of_case",
    "state_of",
    "tellings_of",
    "visible_incidents",
    "visible_questions",
    "with_last_answer",
)
