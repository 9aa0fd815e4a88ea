"""Whom a round asks, and about which actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughline.access.queries import actings_of, standing_on
from throughline.access.roles import COORDINATOR
from throughline.actionplans.models import Action, RoundAsk
from throughline.actionplans.rules import CLOSED
from throughline.cases.models import Case, Conflict, Seal
from throughline.kernel.actor import Actor
from throughline.messages.models import Ask
from throughline.messages.queries import recipients
from throughline.messages.queries.people import Recipient
from throughline.messages.queries.shut import shut_cases
from throughline.partnerships.models import Membership


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who is asked, and the actions of all the agencies that they answer for, the first due first."""

    to: Recipient
    actions: tuple[Action, ...]


def falling_due(partnership: int, until: date) -> QuerySet[Action]:
    """The unfinished actions of the partnership that an agency owns and that are due by the day; sealed cases apart."""
    sealed = Seal.objects.filter(case=OuterRef("case"), lifted_at__isnull=True)
    rows = Action.objects.filter(case__partnership_id=partnership, owner__isnull=False, due_on__lte=until)
    rows = rows.filter(withdrawn_at__isnull=True, review__withdrawn_at__isnull=True).exclude(Exists(sealed))
    rows = rows.exclude(state__in=[*CLOSED, "claimed_done"])
    return rows.select_related("case", "review", "owner").order_by("due_on", "id")


def owners(partnership: int, *, on: date, until: date) -> tuple[Owner, ...]:
    """Everybody to ask, with all their actions; nobody is asked about a case with which they have a conflict.

    Of an agency's leads the first is asked, and the next about what the first must not know of.
    """
    leads: dict[int, list[Recipient]] = {}
    for one in recipients(partnership, on=on):
        if one.rank == "lead":
            leads.setdefault(one.agency, []).append(one)
    people: dict[int, Recipient] = {}
    found: dict[int, list[Action]] = {}
    known = Conflict.objects.filter(case__partnership_id=partnership, lifted_at__isnull=True)
    conflicts = set(known.values_list("case_id", "user_id"))
    for action in falling_due(partnership, until):
        free = (one for one in leads.get(action.owner_id or 0, ()) if (action.case_id, one.user) not in conflicts)
        to = next(free, None)
        if to is not None:
            people.setdefault(to.user, to)
            found.setdefault(to.user, []).append(action)
    return tuple(Owner(people[user], tuple(actions)) for user, actions in found.items())


def coordinator_of(partnership: int, *, on: date) -> Actor | None:
    """The coordinator in whose name a round goes out: who has been one longest."""
    rows = Membership.objects.filter(standing_on(on), partnership_id=partnership, role=COORDINATOR)
    row = rows.filter(user__is_active=True).order_by("from_on", "id").first()
    if row is None:
        return None
    acting = actings_of(row.user_id, partnership=partnership, on=on)
    return next((one for one in acting if one.membership == row.pk), None)


def cases_of(ask: Ask) -> frozenset[int]:
    """The cases whose actions an ask of a round is about."""
    return frozenset(Action.objects.filter(pk__in=_asked(ask)).values_list("case_id", flat=True))


def under(cases: QuerySet[Case]) -> Q:
    """The condition on asks of rounds about an action of one of those cases: such an ask stands under each of them."""
    return Q(pk__in=RoundAsk.objects.filter(actions__case__in=cases).values("ask"))


def asked_about(ask: Ask, reader: int) -> Sequence[Action]:
    """The actions that an ask of a round is about, as far as that person may read of them, the first due first.

    Those of a case that a seal or a conflict shuts to them are left out. Some may be over: `is_over` tells.
    """
    rows = Action.objects.filter(pk__in=_asked(ask)).exclude(case__in=shut_cases(reader, cases_of(ask)))
    return list(rows.select_related("case", "review").order_by("due_on", "id"))


def shut_since(ask: Ask, known: Sequence[Action]) -> frozenset[int]:
    """The other actions that the ask is about, of cases that were shut to the reader since."""
    return frozenset(_asked(ask).values_list("action", flat=True)) - {one.pk for one in known}


def is_over(action: Action) -> bool:
    """True when nothing is left to be asked of it: it was closed, claimed as done, or withdrawn."""
    gone = action.withdrawn_at is not None or action.review.withdrawn_at is not None
    return gone or action.state in (*CLOSED, "claimed_done")


def _asked(ask: Ask) -> QuerySet[Any]:
    return RoundAsk.actions.through.objects.filter(roundask__ask=ask).values("action")
