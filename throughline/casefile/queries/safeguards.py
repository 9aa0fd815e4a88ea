"""What the register of safeguards asks of a person, read in the same statement as the rest that a home page needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR
from throughline.access.rules import may
from throughline.casefile.queries.columns import agency_called
from throughline.casefile.queries.packing import APART, packed
from throughline.casefile.rules.attention import CLAIMED, OVERDUE, SLIDING, UNGUARDED, Task
from throughline.casefile.rules.states import Status
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import months_after
from throughline.kernel.days import day_written
from throughline.messages.deadlines import Deadline
from throughline.partnerships.models import AgencyName
from throughline.safeguards import rules
from throughline.safeguards.models import Attestation, SafeguardCitation, SafeguardOwner
from throughline.safeguards.permissions import ATTESTS
from throughline.safeguards.queries import register, visible_citations, visible_safeguards
from throughline.ui.words import counted

WRITERS = frozenset({COORDINATOR, CHAIR})
PARTS = ("safeguard", "cited")
"""What its rows are called among all that home reads."""


@dataclass(frozen=True, slots=True)
class Row:
    """A safeguard as home reads it: who owns it, by number and name, and the facts of how it stands."""

    id: int
    name: str
    agency: int
    owner: str
    facts: rules.Facts


@dataclass
class Register:
    """The safeguards with the findings that the person may see cited for each."""

    rows: list[Row] = field(default_factory=list)
    cites: dict[int, set[int]] = field(default_factory=dict)


def safeguard_rows(actor: Actor) -> Any:
    """The safeguards that may ask something of this person: none where they could do nothing about one."""
    rows = visible_safeguards(actor)
    return rows if actor.role and may(actor.role, ATTESTS) else rows.none()


def safeguard_columns(on: date) -> tuple[Any, Any, Any]:
    """A safeguard in three texts, as `as_row` reads them."""
    last = SafeguardOwner.objects.filter(safeguard=OuterRef("pk")).order_by("-id")
    told = Attestation.objects.filter(safeguard=OuterRef("pk")).order_by("-shown_on", "-id")

    def of(rows: Any, name: str) -> Any:
        return Cast(Subquery(rows.values(name)[:1]), TextField())

    now = (
        SafeguardOwner.objects.filter(safeguard=OuterRef("pk"))
        .order_by("-id")
        .annotate(now=agency_called(on, "agency"))
    )
    bears = AgencyName.objects.filter(agency=OuterRef("agency"), alias=False)
    standing = bears.filter(Q(from_on__isnull=True) | Q(from_on__lte=on), Q(to_on__isnull=True) | Q(to_on__gte=on))
    stands = last.annotate(stands=Subquery(standing.values("pk")[:1]))
    return (
        packed("name", "made_at", "every_months", "ended_on", "successor__name"),
        packed(
            of(last, "agency_id"),
            of(now, "now"),
            of(stands, "stands"),
            of(last, "called"),
            of(last, "body_name"),
            of(last, "role"),
        ),
        packed(of(told, "result"), of(told, "shown_on")),
    )


def as_row(id: int, first: str, second: str, third: str) -> Row:
    """The safeguard that those three texts tell of."""
    name, made, every, ended, successor = first.split(APART)
    agency, now, stands, called, body, role = second.split(APART)
    result, shown = third.split(APART)
    asked = ""
    if not (agency or body or role):
        asked = rules.why_owner_is_asked(False, "", (), date.min)
    elif agency and called and not stands:
        asked = f"{called} ended. Say who owns it now."
    elif agency and called and now != called:
        asked = f"{called} is called {now} now. Say who owns it since."
    facts = rules.Facts(
        recorded_on=day_written(made),
        every_months=int(every or 0),
        shown=rules.Shown(result, date.fromisoformat(shown)) if result else None,
        owner_asked=asked,
        ended_on=date.fromisoformat(ended) if ended else None,
        successor=successor,
    )
    return Row(id, name, int(agency or 0), now or body or called, facts)


def register_of(rows: Iterable[Any]) -> Register:
    """The register out of all rows that home read: of a safeguard its texts, of a citation the finding."""
    found = Register()
    for part, id, of, first, second, third, _ in rows:
        if part == PARTS[0]:
            found.rows.append(as_row(id, first, second, third))
        elif part == PARTS[1]:
            found.cites.setdefault(int(first), set()).add(of)
    found.rows.sort(key=lambda row: row.id)
    return found


def cited_rows(actor: Actor, on: date) -> Any:
    """The findings cited for safeguards, one row each, as far as the person may see them."""
    through = SafeguardCitation.findings.through
    rows = through.objects.filter(
        safeguardcitation__in=visible_citations(actor, on), finding__withdrawn_at__isnull=True
    )
    return rows if actor.role and may(actor.role, ATTESTS) else rows.none()


def safeguard_tasks(found: Register, actor: Actor, on: date) -> Iterator[Task]:
    """What is red or amber: to its owner’s lead their own, to the business unit and the chair all."""
    stands, left = rules.all_standing({row.id: row.facts for row in found.rows}, found.cites, on)
    for row in found.rows:
        one, mine = stands[row.id], row.agency != 0 and row.agency == actor.agency
        if not one.asks or not (actor.role in WRITERS or (actor.role == AGENCY_LEAD and mine)):
            continue
        yield _task(row, one, left[row.id], mine, actor, on)


def _task(row: Row, one: rules.Standing, left: set[int], mine: bool, actor: Actor, on: date) -> Task:
    unguarded = ""
    if left and one.colour == rules.RED:
        unguarded = f" {counted(len(left), 'finding')} {'is' if len(left) == 1 else 'are'} unguarded."
    why = f"{' '.join(one.reasons)}{unguarded}"
    base, see = f"/safeguards/{row.id}/", ("See the safeguard", f"/safeguards/{row.id}/")
    late = (on - one.due_on).days if one.due_on and one.due_on < on else 0
    rank = (
        (OVERDUE, -late)
        if late
        else ((SLIDING, 0) if one.colour == rules.RED else (CLAIMED if not row.facts.owner_asked else UNGUARDED, 0))
    )
    status = Status(one.sign, one.word)
    who = "You" if mine else row.owner or "Nobody owns it"
    if row.facts.ended_on:
        return Task(rank, status, f"See what is unguarded since “{row.name}” ended", base, why, see)
    if row.facts.owner_asked and actor.role in WRITERS:
        return Task(rank, status, f"Say who owns “{row.name}”", f"{base}owner", why, see)
    return Task(rank, status, f"Say whether “{row.name}” is alive", f"{base}attest", why, see, on=who)


def safeguards_due(actor: Actor, on: date) -> list[Deadline]:
    """When a safeguard must be shown to be alive: an agency’s own for its lead, all for the business unit and chair."""
    if not actor.role or not may(actor.role, ATTESTS):
        return []
    found = []
    for line in register(actor, on):
        mine, due = line.agency != 0 and line.agency == actor.agency, line.standing.due_on
        if due is None and line.standing.colour == rules.RED and line.shown and line.row.every_months:
            due = months_after(line.shown.on, line.row.every_months)
        if due is None or (actor.role == AGENCY_LEAD and not mine):
            continue
        needs = mine or (actor.role in WRITERS and not line.agency)
        found.append(
            Deadline(due, "Safeguards", "a safeguard is to be shown to be alive", f"safeguard-{line.row.pk}", needs)
        )
    return found
