"""What others owe, in the order in which it presses, and the messages that did not go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from throughline.access.queries import agency_name_on
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here, working_days
from throughline.messages import rules
from throughline.messages.kinds import kind_of
from throughline.messages.models import Ask, Contact, Message
from throughline.messages.queries.asks import visible_asks
from throughline.messages.queries.people import recipients
from throughline.partnerships.models import Agency, Membership
from throughline.ui.words import counted

TROUBLE = (Message.State.FAILED, Message.State.UNSURE)
CHASED = ("reminder", "escalation")


@dataclass(frozen=True, slots=True)
class Owed:
    """One ask that waits: who, of which agency, for what, how long, and when they were last reminded."""

    id: int
    who: str
    agency: str
    title: str
    reference: str
    state: str
    late: int
    waited: int
    reminded: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message that did not go, or perhaps not."""

    id: int
    to: str
    kind: str
    reference: str
    unsure: bool
    why: str
    since: datetime
    can_be_sent: bool


def owed_by_others(actor: Actor, *, on: date) -> tuple[Owed, ...]:
    """Every ask without an answer that this person may see, the longest past its day first."""
    rows = visible_asks(actor, on=on).filter(state__in=(*rules.OPEN, "expired")).prefetch_related("messages")
    called = _agencies(actor, on)
    made = [
        Owed(
            id=row.pk,
            who=row.to_name,
            agency=called.get(row.agency_id or 0, ""),
            title=kind_of(row.kind).title,
            reference=str(row.__dict__["reference"]),
            state=row.state,
            late=rules.working_days_late(row.state, row.due_on, on),
            waited=working_days(day_here(row.made_at), on),
            reminded=reminders_of(row),
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda one: (-one.late, -one.waited, one.id)))


def reminders_of(ask: Ask) -> tuple[datetime, ...]:
    """When somebody was reminded of it, the latest last. Its messages are at hand."""
    sent = (row.made_at for row in ask.messages.all() if row.kind in CHASED and row.state != Message.State.FAILED)
    return tuple(sorted(sent))


def how_long(late: int, waited: int) -> str:
    """``3 working days late``, else how long it has waited."""
    return f"{counted(late, 'working day')} late" if late else counted(max(waited, 0), "working day")


def in_trouble(actor: Actor, *, on: date) -> tuple[Trouble, ...]:
    """The messages of the partnership that did not go, as far as their cases may be seen, the newest first."""
    rows = list(_troubled(actor, on).order_by("-since", "-id")[:100])
    names = names_of(actor, {row.to_id for row in rows})
    asks: Any = visible_asks(actor, on=on).filter(pk__in=[row.ask_id for row in rows if row.ask_id])
    references: dict[int, str] = dict(asks.values_list("pk", "reference"))
    return tuple(
        Trouble(
            id=row.pk,
            to=names.get(row.to_id, "Somebody no longer registered"),
            kind=row.kind,
            reference=references.get(row.ask_id or 0, ""),
            unsure=row.state == Message.State.UNSURE,
            why=row.why,
            since=row.since,
            can_be_sent=row.kind != "code",
        )
        for row in rows
    )


def get_message(id: int, *, actor: Actor, on: date) -> Message:
    """That message that did not go, or a 404."""
    found = _troubled(actor, on).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def _troubled(actor: Actor, on: date) -> QuerySet[Message]:
    mine = Q(ask__isnull=True) | Q(ask__in=visible_asks(actor, on=on))
    return Message.objects.filter(mine, partnership_id=actor.partnership, state__in=TROUBLE)


def names_of(actor: Actor, people: Iterable[int]) -> dict[int, str]:
    """What those people are called in the register, who stood in it once too."""
    wanted = set(people)
    rows = Contact.objects.filter(partnership_id=actor.partnership, user_id__in=wanted).order_by("id")
    members = Membership.objects.filter(partnership_id=actor.partnership, user_id__in=wanted)
    return {**dict(members.values_list("user_id", "user__name")), **dict(rows.values_list("user_id", "name"))}


def _agencies(actor: Actor, on: date) -> dict[int, str]:
    called = Subquery(agency_name_on(on, agency=OuterRef("pk")).values("name")[:1])
    rows = Agency.objects.filter(partnership_id=actor.partnership).annotate(called=called)
    return {row.pk: row.called or "" for row in rows}


def agency_of(ask: Ask, actor: Actor, *, on: date) -> str:
    """What the agency of whoever was asked is called on the day."""
    return _agencies(actor, on).get(ask.agency_id or 0, "")


@dataclass(frozen=True, slots=True)
class Registered:
    """An address that the partnership registered: whose, of which agency, of which rank, at which place."""

    id: int
    name: str
    agency: str
    rank: str
    place: str
    signs_in: bool


def registered(actor: Actor, *, on: date) -> tuple[Registered, ...]:
    """Whom the partnership may ask, by agency. Leads with an account stand here with `id` 0: People sees to them.

    Of an address only the part behind the @ is told: enough to see that it is the agency's own.
    """
    rows = Contact.objects.filter(partnership_id=actor.partnership, ended_at__isnull=True).select_related("user")
    contacts = {(row.agency_id, row.user_id): row for row in rows}
    made = []
    for one in recipients(actor.partnership, on=on):
        row = contacts.get((one.agency, one.user))
        place = row.user.email.partition("@")[2] if row else ""
        rank = Contact.Rank(one.rank).label
        made.append(Registered(row.pk if row else 0, one.name, one.agency_name, rank, place, row is None))
    return tuple(made)


def get_contact(id: int, *, actor: Actor) -> Contact:
    """That registered address of the partnership, or a 404."""
    found = Contact.objects.filter(pk=id, partnership_id=actor.partnership, ended_at__isnull=True).first()
    if found is None:
        raise Http404
    return found
