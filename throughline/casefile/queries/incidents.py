"""What incidents ask of a person: to decide, to notify by a day, and to hear again that the children are safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may
from throughline.casefile.queries.rapid import HELD_IN, Asked, Rapid, rapid_tasks, to_open
from throughline.casefile.rules import attention
from throughline.casefile.rules.attention import Task
from throughline.casefile.rules.states import Status
from throughline.kernel.actor import Actor
from throughline.kernel.days import working_days
from throughline.notifications.queries import IncidentRow, SafetyLine, incident_records, row_of
from throughline.notifications.rules import PARTNERS, missing_partners
from throughline.rapidreviews.queries import beside_incidents, row_beside
from throughline.reviews.models import Review
from throughline.rulebook.queries import RuleBook
from throughline.ui.words import capital, counted, day, listed, long_day

FIVE = 5


@dataclass(frozen=True, slots=True)
class Incidents:
    """The incidents that a person may see, and the rapid reviews of them."""

    rows: tuple[IncidentRow, ...]
    rapid: tuple[Rapid, ...]


def incidents_of(actor: Actor, on: date, book: RuleBook, owed: Sequence[Asked]) -> Incidents:
    """All of them, in one statement; `owed` are the answers that others owe."""
    after = Review.objects.filter(rapid_review__incident=OuterRef("pk"), withdrawn_at__isnull=True)
    sees = may(actor.role, "see a rapid review")
    beside = {**beside_incidents(), "followed": Exists(after)} if sees else {}
    records = list(incident_records(actor, on).annotate(**beside))
    rows = [row_of(one, book) for one in records]
    found = []
    for record, row in zip(records, rows, strict=True):
        rapid = row_beside(record, book, notified=row.sent_on) if sees else None
        if rapid is not None:
            mine = tuple(one for one in owed if one.about == (HELD_IN, rapid.id))
            found.append(Rapid(row.id, rapid, bool(record.__dict__["followed"]), mine, row.speaks_for))
    return Incidents(tuple(rows), tuple(found))


def incident_tasks(found: Incidents, safety: Sequence[SafetyLine], actor: Actor, on: date) -> list[Task]:
    """What the incidents ask of this person, their rapid reviews, and the safety of their children."""
    made = [task for row in found.rows for task in _of_incident(row, actor, on)]
    there = {one.incident for one in found.rapid}
    made += [task for row in found.rows if row.id not in there for task in to_open(row, actor, on)]
    return [*made, *rapid_tasks(found.rapid, actor, on), *_of_safety(safety, actor, on)]


def _of_incident(row: IncidentRow, actor: Actor, on: date) -> Iterator[Task]:
    if row.state.key not in ("undecided", "notifiable"):
        return
    if actor.role == AGENCY_LEAD and not (row.state.key == "undecided" and row.waits_on_reader):
        return
    if actor.role != AGENCY_LEAD and not may(actor.role, "decide whether an incident is notified"):
        return
    missing = [PARTNERS[key] for key in missing_partners(row.answered)]
    asked = f"{capital(listed(missing))} {'has' if len(missing) == 1 else 'have'} not answered." if missing else ""
    base = f"/incidents/{row.id}/"
    if actor.role == AGENCY_LEAD:
        title, url, waits = f"Say yes or no to notifying {row.name}", f"{base}answers", "You"
    elif row.state.key == "undecided":
        title, url, waits = f"Decide if {row.name} must be notified", f"{base}decision", listed(missing) or "You"
    else:
        title, url, waits, asked = f"Notify the Panel of {row.name}", f"{base}sheet", "You", "It is decided."
    if row.notify_by is None:
        why = (
            f"{row.reference}. No edition of the guidance governs it yet, so no day can be worked out. {asked}".strip()
        )
        status, see = Status("doubt", "No day yet"), ("See the incident", base)
        yield Task((attention.DUE, 0), status, title, url, why, see, waits, about=row.name)
        return
    late = row.notify_by < on
    days = working_days(*sorted((on, row.notify_by)))
    word = f"Overdue by {counted(days, 'working day')}" if late else f"{counted(days, 'working day')} left"
    rank = (attention.OVERDUE, -days) if late else (attention.DUE, days)
    strip = (FIVE, FIVE, days) if late else (FIVE - min(days, FIVE), FIVE, 0)
    why = f"{row.reference}. {'Was due' if late else 'Due'} {long_day(row.notify_by)}. {asked}".strip()
    proof = ("How this date was worked out", base)
    status = Status("overdue" if late else "due", word if days or late else "Due today")
    yield Task(rank, status, title, url, why, proof, waits, strip=strip, about=row.name)


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
            yield Task(
                (attention.OVERDUE, -days),
                status,
                title,
                f"/safety/{line.question}/",
                why,
                on=waits,
                about=line.incident_name,
            )
