"""The question of safety on top of every page of its case, and on the home page for every case. A report on safety that
is late stands there too, on the pages of the case, for as long as reports are asked for: after its review is over too.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest

from throughline.notifications import queries
from throughline.ui.frame import Bar
from throughline.ui.words import capital, counted, day, in_words, moment

EVERY_CASE = -1
"""What a page that speaks of every case puts where another puts the number of its case."""


def safety_in_frame(request: HttpRequest) -> dict[str, Any]:
    """``bar`` for the layout: what is owed on the safety of children, where the page is about their case.

    A page says whose case it shows by ``request.case_shown``; without that, nothing is asked of the database.
    One that has read how the questions of those cases stand gives them as ``request.safety_read``.
    """
    shown = getattr(request, "case_shown", 0)
    acting = getattr(request, "acting", None)
    if not shown or acting is None:
        return {"bar": None}
    lines = getattr(request, "safety_read", None)
    if lines is None:
        cases = None if shown == EVERY_CASE else [shown]
        on = request.today  # type: ignore[attr-defined]
        lines = queries.safety_of(queries.visible_questions(acting.actor, on, cases=cases), on)
    owed = [line for line in lines if line.watch.is_open and not line.ended]
    late = [line for line in lines if line.watch.key == "late"]
    if owed or shown == EVERY_CASE or not late:  # home has a line of its own for each late report
        return {"bar": _bar(owed) if owed else None}
    return {"bar": _late(late, request.today)}  # type: ignore[attr-defined]


def _bar(lines: list[queries.SafetyLine]) -> Bar:
    danger = any(line.watch.key == "danger" for line in lines)
    number = f"{capital(in_words(len(lines)))} {'answer is' if len(lines) == 1 else 'answers are'} owed."
    title = "A child is in danger now." if danger else f"Is any child in danger now? {number}"
    said = [_said(line) for line in lines[:3]]
    if len(lines) > 3:
        said.append(f"And {counted(len(lines) - 3, 'more question')}.")
    names = sorted({line.incident_name for line in lines})
    about = names[0] if len(names) == 1 else "their case"
    said.append(f"Until somebody attests, this stays at the top of every page about {about}.")
    links = [("Record the answer", f"/safety/{line.question}/", line.who or line.incident_name) for line in lines[:3]]
    return Bar(title, tuple(said), tuple(links))


def _late(lines: list[queries.SafetyLine], on: date) -> Bar:
    number = f"{capital(in_words(len(lines)))} {'report is' if len(lines) == 1 else 'reports are'} late."
    said = []
    for line in lines[:3]:
        who = f"{line.who} ({line.incident_name})" if line.who else line.incident_name
        days = (on - line.watch.due_on).days if line.watch.due_on else 0
        last = f" Last attested on {day(line.last_known_on)} by {line.last_by}." if line.last_known_on else ""
        said.append(f"{who}. {capital(counted(days, 'day'))} late.{last}")
    said.append("Reports are asked for until somebody says why they end, after a review is over too.")
    links = [
        ("Record what is known", f"/safety/{line.question}/", line.who or line.incident_name) for line in lines[:3]
    ]
    return Bar(f"Are the children still safe? {number}", tuple(said), tuple(links))


def _said(line: queries.SafetyLine) -> str:
    who = f"{line.who} ({line.incident_name})" if line.who else line.incident_name
    if line.watch.key == "danger":
        return f"{who}. {line.last_by} says so."
    return f"{who}. Asked of {line.asked_of or 'nobody by name'} on {moment(line.asked_at)}."
