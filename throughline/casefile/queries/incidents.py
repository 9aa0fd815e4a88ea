"""What incidents ask of a person: to decide, to notify by a day, and to hear again that the children are safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may
from throughline.casefile.rules import attention
from throughline.casefile.rules.attention import Task
from throughline.casefile.rules.states import Status
from throughline.kernel.actor import Actor
from throughline.kernel.days import working_days
from throughline.notifications.queries import IncidentRow, SafetyLine, incident_rows
from throughline.notifications.rules import PARTNERS, missing_partners
from throughline.rulebook.queries import RuleBook
from throughline.ui.words import capital, counted, day, listed, long_day

FIVE = 5


def incident_tasks(safety: Sequence[SafetyLine], actor: Actor, on: date, book: RuleBook) -> list[Task]:
    """What the incidents that this person may see ask of them, and the safety of their children, most urgent first."""
    made = [task for row in incident_rows(actor, on, book=book) for task in _of_incident(row, actor, on)]
    made += _of_safety(safety, actor, on)
    return sorted(made, key=lambda task: task.rank)


def _of_incident(row: IncidentRow, actor: Actor, on: date) -> Iterator[Task]:
    if row.state.key not in ("undecided", "notifiable") or row.notify_by is None:
        return
    if actor.role == AGENCY_LEAD and not (row.state.key == "undecided" and row.waits_on_reader):
        return
    if actor.role != AGENCY_LEAD and not may(actor.role, "decide whether an incident is notified"):
        return
    late = row.notify_by < on
    days = working_days(*sorted((on, row.notify_by)))
    word = f"Overdue by {counted(days, 'working day')}" if late else f"{counted(days, 'working day')} left"
    rank = (attention.OVERDUE, -days) if late else (attention.DUE, days)
    strip = (FIVE, FIVE, days) if late else (FIVE - min(days, FIVE), FIVE, 0)
    missing = [PARTNERS[key] for key in missing_partners(row.answered)]
    asked = f"{capital(listed(missing))} {'has' if len(missing) == 1 else 'have'} not answered." if missing else ""
    base = f"/incidents/{row.id}/"
    if actor.role == AGENCY_LEAD:
        title, url, waits = f"Say yes or no to notifying {row.name}", f"{base}answers", "You"
    elif row.state.key == "undecided":
        title, url, waits = f"Decide if {row.name} must be notified", f"{base}decision", listed(missing) or "You"
    else:
        title, url, waits, asked = f"Notify the Panel of {row.name}", f"{base}sheet", "You", "It is decided."
    why = f"{row.reference}. {'Was due' if late else 'Due'} {long_day(row.notify_by)}. {asked}".strip()
    proof = ("How this date was worked out", base)
    yield Task(rank, Status("overdue" if late else "due", word), title, url, why, proof, waits, strip=strip)


def _of_safety(lines: Sequence[SafetyLine], actor: Actor, on: date) -> Iterator[Task]:
    if not may(actor.role, "attest that a child is safe"):
        return
    for line in lines:
        if line.watch.key == "late" and line.watch.due_on is not None:
            days = (on - line.watch.due_on).days
            status = Status("overdue", f"{counted(days, 'day')} late")
            whom = f"{line.who} ({line.incident_name})" if line.who else f"the children of {line.incident_name}"
            title = f"Hear again whether {whom} {'is' if line.who else 'are'} safe"
            why = f"Last attested on {day(line.last_known_on)} by {line.last_by}." if line.last_known_on else ""
            waits = line.asked_of or line.last_by
            yield Task((attention.OVERDUE, -days), status, title, f"/safety/{line.question}/", why, on=waits)
