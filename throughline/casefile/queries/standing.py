"""What runs beside reviews, read together with what else a page needs, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from throughline.access.rules import may
from throughline.casefile.queries.answering import parts_of_answers
from throughline.casefile.queries.columns import NO_ID, NO_TEXT, agency_called, text
from throughline.casefile.queries.commissions import GOING, Thing, as_thing, parts_of
from throughline.casefile.queries.held import Contact, Standing
from throughline.casefile.queries.packing import APART, packed
from throughline.casefile.queries.rapid import Asked
from throughline.casefile.queries.safeguards import (
    PARTS,
    Register,
    cited_rows,
    register_of,
    safeguard_columns,
    safeguard_rows,
)
from throughline.findings.queries import visible_committee_recommendations
from throughline.intake.models import Proposal
from throughline.intake.queries.proposals import visible_proposals
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_written
from throughline.messages.kinds import kind_of
from throughline.messages.queries.asks import visible_asks
from throughline.messages.queries.people import leads_of
from throughline.messages.rules import OPEN
from throughline.proceedings.queries import BEGINNING, LAST_EXPLAINED, visible_holds
from throughline.proceedings.rules import Beginning
from throughline.reviews.models import KeyDate, Review
from throughline.reviews.queries import visible_reviews
from throughline.voices.queries import visible_family

ROW = ("part", "row", "of", "first", "second", "third", "fourth")


def hold_columns() -> tuple[Any, Any, Any, Any]:
    """A hold in four texts, as `as_standing` reads them."""
    owner = Coalesce(NullIf(text("owner__name"), NO_TEXT), text("owner_name"))
    return (
        packed("review_id", "review__name", "clock"),
        packed("what", "reason", "authority"),
        packed(owner, "owner_id", Cast(LAST_EXPLAINED["explained_to"], TextField())),
        packed("from_on", "to_on", "look_on", Cast(LAST_EXPLAINED["explained_on"], TextField())),
    )


def as_standing(id: int, first: str, second: str, third: str, fourth: str) -> Standing:
    """The hold that those four texts tell of."""
    review, name, clock = first.split(APART)
    what, reason, authority = second.split(APART)
    owner, owner_id, explained_to = third.split(APART)
    from_on, to_on, look_on, explained_on = fourth.split(APART)
    return Standing(
        id,
        int(review),
        name,
        clock,
        what,
        reason,
        owner,
        int(owner_id or 0),
        date.fromisoformat(from_on),
        date.fromisoformat(to_on) if to_on else None,
        date.fromisoformat(look_on) if look_on else None,
        authority,
        explained_to,
        date.fromisoformat(explained_on) if explained_on else None,
    )


def beginning_columns() -> tuple[Any, Any, Any]:
    """When a review began and under which rules, in three texts, as `as_beginning` reads them."""
    of = {key: Cast(one, TextField()) for key, one in BEGINNING.items()}
    return (
        packed(of["commissioned"], of["edition"], of["reason"]),
        packed(of["aware_on"], of["notified_on"]),
        packed(of["notice_edition"], of["notice_reason"], of["rapid_review_from"]),
    )


def as_beginning(first: str, second: str, third: str) -> Beginning:
    """What those three texts tell of when a review began."""
    commissioned, edition, reason = first.split(APART)
    aware_on, notified_on = (date.fromisoformat(one) if one else None for one in second.split(APART))
    return Beginning(commissioned, edition, reason, aware_on, notified_on, *third.split(APART))


def contact_columns() -> tuple[Any, Any, Any]:
    """The next contact with a family member in three texts, as `as_contact` reads them."""
    owner = Coalesce(NullIf(text("owner__name"), NO_TEXT), text("owner_name"))
    return packed("relation", "review__name"), packed("next_what", "next_on"), packed(owner, "owner_id")


def as_contact(id: int, first: str, second: str, third: str) -> Contact:
    """The next contact that those three texts tell of."""
    relation, review = first.split(APART)
    what, next_on = second.split(APART)
    owner, owner_id = third.split(APART)
    return Contact(id, relation, review, what, date.fromisoformat(next_on), owner, int(owner_id or 0))


def owed_asks(actor: Actor, on: date) -> Any:
    """The answers that others owe, as far as this person may see who does."""
    return visible_asks(actor, on=on).filter(state__in=(*OPEN, "expired"))


def owed_columns(on: date) -> tuple[Any, Any, Any]:
    """An answer that is owed in three texts, as `as_owed` reads them."""
    agency = Coalesce(agency_called(on, "agency"), NO_TEXT)
    return (
        packed("to_name", agency),
        packed("kind", "subject_type", "state"),
        packed("due_on", "made_at", "reference"),
    )


def as_owed(id: int, subject: int, first: str, second: str, third: str) -> Asked:
    """The owed answer that those three texts tell of."""
    who, agency = first.split(APART)
    kind, about, state = second.split(APART)
    due_on, asked, reference = third.split(APART)
    title, due = kind_of(kind).title, date.fromisoformat(due_on)
    return Asked(id, who, agency, title, reference, (about, subject), state, due, day_written(asked))


@dataclass
class Across:
    """What a home page needs besides threads: holds with the dates of their reviews, and what waits on somebody."""

    holds: list[Standing] = field(default_factory=list)
    dates: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    beginnings: dict[int, Beginning] = field(default_factory=dict)
    asked: list[tuple[int, str, str, str]] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    doubts: list[tuple[int, str, int, str]] = field(default_factory=list)
    owed: list[Asked] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    going: dict[int, str] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    led: set[int] = field(default_factory=set)


def across(actor: Actor, on: date, most: int) -> Across:
    """All of it, in one statement."""
    holds = visible_holds(actor, on)
    going = visible_reviews(actor, on).filter(state__in=GOING)
    timed = Review.objects.filter(Q(pk__in=holds.values("review")) | Q(pk__in=going.values("pk")))
    dates = KeyDate.objects.filter(review__in=timed.values("pk"))
    asked = visible_committee_recommendations(actor, on).filter(resolved="")
    family = visible_family(actor, on).filter(next_on__isnull=False)
    leads, registered = leads_of(actor.partnership, on=on)
    rows = _part(holds, "hold", F("review_id"), *hold_columns()).union(
        _part(timed, "begin", F("pk"), *beginning_columns(), packed("name", "state")),
        *(_part(rows, "thing", about, *told) for rows, about, told in parts_of(actor, on)),
        _part(safeguard_rows(actor), "safeguard", NO_ID, *safeguard_columns(on)),
        _part(cited_rows(actor, on), "cited", F("finding_id"), text("safeguardcitation__safeguard_id")),
        *(_part(rows, "thing", about, *told) for rows, about, told in parts_of_answers(actor, on)),
        _part(dates, "date", F("review_id"), text("means"), text("iso"), text("position")),
        _part(family, "contact", F("review_id"), *contact_columns()),
        _part(asked, "asked", NO_ID, text("text"), text("body_name"), text("made_at")),
        _part(owed_asks(actor, on), "owed", F("subject"), *owed_columns(on)),
        _part(leads, "led", F("agency_id")),
        _part(registered, "led", F("agency_id")),
        _part(own_proposals(actor, on), "doubts", NO_ID, text("name"), text("doubts_open"), text("made_at")),
        all=True,
    )
    told = list(rows)
    found = Across(register=register_of(told))
    for row in sorted(
        (row for row in told if row[0] not in PARTS), key=lambda row: (row[0], row[2], _place(row), row[1])
    ):
        _take(found, row, most)
    return found


def _take(found: Across, row: tuple[Any, ...], most: int) -> None:
    """What the row tells stands among what was found."""
    what, id, of, first, second, third, fourth = row
    if what == "hold":
        found.holds.append(as_standing(id, first, second, third, fourth))
    elif what == "begin":
        found.beginnings[id] = as_beginning(first, second, third)
        name, state = fourth.split(APART)
        found.going |= {id: name} if state in GOING else {}
    elif what == "thing":
        found.things.append(as_thing(id, of, first, second, third))
    elif what == "contact":
        found.contacts.append(as_contact(id, first, second, third))
    elif what == "date":
        found.dates.setdefault(of, []).append((first, second))
    elif what == "led":
        found.led.add(of)
    elif what == "owed":
        found.owed.append(as_owed(id, of, first, second, third))
    elif what == "doubts":
        found.doubts.append((id, first, int(second), third))
    elif len(found.asked) < most:
        found.asked.append((id, first, second, third))


def own_proposals(actor: Actor, on: date) -> Any:
    """What this person read from a document and has not settled, with the number of its open doubts."""
    if not may(actor.role, "import a document"):
        return Proposal.objects.none().annotate(doubts_open=Value(0))
    return (
        visible_proposals(actor, on=on, within=True)
        .filter(made_by_id=actor.user, state=Proposal.State.OPEN)
        .annotate(doubts_open=Count("doubts", filter=Q(doubts__answer="")))
    )


def _place(row: tuple[Any, ...]) -> int:
    return int(row[5] or 0) if row[0] == "date" else 0


def _part(rows: Any, what: str, of: Any, *told: Any) -> Any:
    first, second, third, fourth = (*told, *[NO_TEXT] * 4)[:4]
    columns: Mapping[str, Any] = {
        "part": Value(what, output_field=CharField()),
        "row": F("pk"),
        "of": of,
        "first": first,
        "second": second,
        "third": third,
        "fourth": fourth,
    }
    return rows.order_by().annotate(**columns).values_list(*ROW)
