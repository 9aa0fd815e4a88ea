"""What rapid reviews ask of a person, and what they wait for: agencies, signatures, the Panel, and the review after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR
from throughline.casefile.rules import attention
from throughline.casefile.rules.attention import Task
from throughline.casefile.rules.states import Status
from throughline.casefile.rules.waiting import Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.days import working_days
from throughline.messages.rules import is_open, working_days_late
from throughline.notifications.queries import IncidentRow
from throughline.notifications.rules import BODIES, PARTNERS
from throughline.rapidreviews.queries import Row
from throughline.rapidreviews.rules import OPENS
from throughline.ui.words import capital, counted, day, listed, long_day

WRITERS = frozenset({COORDINATOR, CHAIR})
HELD_IN = "rapid_review"


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer that somebody owes: who, of which agency, to what, about which thing of which case, and since when."""

    id: int
    who: str
    agency: str
    title: str
    reference: str
    about: tuple[str, int]
    state: str
    due_on: date
    asked_on: date

    def late(self, on: date) -> int:
        """How many working days it is late."""
        return working_days_late(self.state, self.due_on, on)


@dataclass(frozen=True, slots=True)
class Rapid:
    """A rapid review as home looks at it: its row, whether the review after it is open, and who owes it an answer.

    `speaks_for` is the partner for which the agency of whoever reads signs, if it is one that signs.
    """

    incident: int
    row: Row
    followed: bool
    owed: tuple[Asked, ...]
    speaks_for: str = ""


def rapid_tasks(found: Iterable[Rapid], actor: Actor, on: date) -> Iterator[Task]:
    """What the rapid reviews that this person may see ask of them."""
    for one in found:
        if actor.role == AGENCY_LEAD:
            yield from _of_lead(one, on)
        elif actor.role in WRITERS:
            yield from _of_unit(one, on)


def _of_unit(one: Rapid, on: date) -> Iterator[Task]:
    row, url = one.row, f"/rapid-reviews/{one.row.id}/"
    see = ("See the rapid review", url)
    if row.state.key == "gathering":
        said = f"{capital(listed(_agencies(one)))} {_have(len(_agencies(one)))} not answered." if one.owed else ""
        waits = listed(_agencies(one)) or "You"
        yield _timed(row, f"Write and conclude the rapid review of {row.name}", url, said, waits, on)
    elif row.state.key == "concluded":
        names = [PARTNERS[key] for key in row.missing]
        said = f"{capital(listed(names))} {_have(len(names))} not signed." if names else "Everybody has signed."
        waits = listed(names) or "You"
        yield _timed(row, f"Send the rapid review of {row.name} to the Panel", f"{url}send", said, waits, on)
    elif row.state.key == "answered" and row.heard_on:
        days = (on - row.heard_on).days
        title, why = f"Reply to the Panel about {row.name}", f"{row.reference}. The Panel answered {day(row.heard_on)}."
        status = Status("returned", "The Panel answered")
        yield Task((attention.RETURNED, -days), status, title, f"{url}reply", why, see, about=row.name)
    elif row.state.key == "settled" and row.outcome in OPENS and not one.followed:
        title, why = (
            f"Open the review that follows from {row.name}",
            f"{row.reference}. It was concluded, and is not open.",
        )
        yield Task((attention.DUE, 0), Status("not_started", "Not open"), title, url, why, about=row.name)


def _of_lead(one: Rapid, on: date) -> Iterator[Task]:
    row = one.row
    if row.state.key not in ("concluded", "sent") or one.speaks_for not in row.missing:
        return
    url = f"/rapid-reviews/{row.id}/"
    title = f"Sign the conclusion on {row.name}, or say why not"
    yield _timed(row, title, f"{url}sign", "A no with its reason is a signature too.", "You", on)


def to_open(row: IncidentRow, actor: Actor, on: date) -> Iterator[Task]:
    """The rapid review of an incident that was notified, where one is required and nobody has opened it."""
    if actor.role in WRITERS and row.state.key == "notified" and row.rapid_clock is not None:
        title, url = f"Open the rapid review of {row.name}", f"/incidents/{row.id}/rapid-review"
        said = f"Notified {day(row.sent_on)}." if row.sent_on else ""
        yield _running(
            row.rapid_clock, (title, url, f"/incidents/{row.id}/"), (row.reference, said, "You", row.name), on
        )


def _timed(row: Row, title: str, url: str, said: str, waits: str, on: date) -> Task:
    """A task under the clock of the rapid review, where one runs."""
    if row.clock is None:
        why = f"{row.reference}. {said}".strip()
        return Task((attention.DUE, 0), Status("under_way", row.state.word), title, url, why, on=waits, about=row.name)
    return _running(row.clock, (title, url, f"/rapid-reviews/{row.id}/"), (row.reference, said, waits, row.name), on)


def _running(clock: Due, to: tuple[str, str, str], told: tuple[str, str, str, str], on: date) -> Task:
    """A task under that clock. `to` is title, address and the proof's; `told` is reference, words, whose and about."""
    title, url, proved = to
    reference, said, waits, about = told
    due, days = clock.due, working_days(*sorted((on, clock.due)))
    late, total = due < on, working_days(clock.starts, due)
    word = f"Overdue by {counted(days, 'working day')}" if late else _left(days)
    why = f"{reference}. {'Was due' if late else 'Due'} at the Panel {long_day(due)}. {said}".strip()
    rank = (attention.OVERDUE, -days) if late else (attention.DUE, days)
    strip = (total, total, days) if late else (max(0, total - days), total, 0)
    proof = ("How this date was worked out", proved)
    status = Status("overdue" if late else "due", word)
    return Task(rank, status, title, url, why, proof, waits, strip=strip, about=about)


def _left(days: int) -> str:
    return f"{counted(days, 'working day')} left" if days else "Due today"


def _agencies(one: Rapid) -> list[str]:
    """Who owes an answer, by agency where that is known, each once."""
    return list(dict.fromkeys(asked.agency or asked.who for asked in one.owed))


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def owed_by_agencies(asked: Iterable[Asked], on: date) -> Iterator[Waiting]:
    """The answers that others owe, as lines of what is waited for."""
    for one in asked:
        who = f"{one.who}, {one.agency}" if one.agency else one.who
        late = one.late(on)
        word = f"{counted(late, 'working day')} late" if late else f"due {day(one.due_on)}"
        word = word if is_open(one.state) else "its links ran out"
        what = f"{one.title}, {one.reference}"
        yield Waiting(who, what, f"/messages/{one.id}/", (on - one.asked_on).days, word)


def waits_for_panel(found: Iterable[Rapid], on: date) -> Iterator[Waiting]:
    """The rapid reviews that the Panel has and has not answered."""
    for one in found:
        if one.row.state.key == "sent" and one.row.sent_on:
            what = f"Its answer on {one.row.name}"
            sent = one.row.sent_on
            yield Waiting(BODIES["panel"], what, f"/rapid-reviews/{one.row.id}/", (on - sent).days, f"sent {day(sent)}")
