"""Whom a partnership may ask: the leads of its agencies, and the addresses that it registered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from throughline.access.queries import agency_name_on, standing_on
from throughline.access.roles import AGENCY_LEAD
from throughline.messages.models import Contact, LadderRung
from throughline.messages.rules import LADDER, RANKS, Rung
from throughline.partnerships.models import Membership


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can be asked. `key` stands in a form; `rank` is a key of `rules.RANKS`."""

    key: str
    user: int
    name: str
    agency: int
    agency_name: str
    rank: str

    @property
    def about(self) -> str:
        """``Wexmoor Police, lead``."""
        return f"{self.agency_name}, {Contact.Rank(self.rank).label.lower()}"


def recipients(partnership: int, *, on: date, agency: int = 0) -> tuple[Recipient, ...]:
    """Everybody whom that partnership may ask on the day, by agency, rank and name; of one agency if it is given.

    Somebody who leads an agency by a membership and is registered there too stands here once.
    """
    leads = leads_of(partnership, on=on)[0]
    contacts = Contact.objects.filter(partnership_id=partnership, ended_at__isnull=True)
    if agency:
        leads, contacts = leads.filter(agency_id=agency), contacts.filter(agency_id=agency)
    called = Subquery(agency_name_on(on, agency=OuterRef("agency")).values("name")[:1])
    found = {
        (row.agency_id, row.user_id): _recipient(row.user_id, row.name, row.agency_id, row.called, row.rank)
        for row in contacts.annotate(called=called).order_by("id")
    }
    for row in leads.select_related("user").annotate(called=called).order_by("id"):
        found.setdefault(
            (row.agency_id or 0, row.user_id),
            _recipient(row.user_id, row.user.name, row.agency_id or 0, row.called, "lead"),
        )
    return tuple(sorted(found.values(), key=_order))


def leads_of(partnership: int, *, on: date) -> tuple[QuerySet[Membership], QuerySet[Contact]]:
    """Who may be asked on the day as the lead of an agency: with an account, and registered without one."""
    leads = Membership.objects.filter(
        standing_on(on), partnership_id=partnership, role=AGENCY_LEAD, agency__isnull=False, user__is_active=True
    )
    return leads, Contact.objects.filter(partnership_id=partnership, ended_at__isnull=True, rank=Contact.Rank.LEAD)


def recipient_of(key: str, partnership: int, *, on: date) -> Recipient | None:
    """The one of that key, if the partnership may ask them on the day."""
    return next((one for one in recipients(partnership, on=on) if one.key == key), None)


def ladder_of(partnership: int) -> tuple[Rung, ...]:
    """The rungs of that partnership's ladder, the lowest first; the usual ones while it has set none."""
    own = LadderRung.objects.filter(partnership_id=partnership).values_list("after", "rank")
    return tuple(sorted(Rung(after, rank) for after, rank in own)) or LADDER


def _recipient(user: int, name: str, agency: int, called: str | None, rank: str) -> Recipient:
    return Recipient(f"{agency}-{user}", user, name, agency, called or "", rank)


def _order(one: Recipient) -> tuple[str, int, str, int]:
    return one.agency_name, list(RANKS).index(one.rank), one.name, one.user


def of_rank(people: Iterable[Recipient], rank: str) -> tuple[Recipient, ...]:
    """Those of that rank."""
    return tuple(one for one in people if one.rank == rank)
