"""Which cases a person may see: the one rule that every page and every search goes through."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughline.access.queries import standing_on
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.cases.models import Case, CaseMember, Conflict, Seal
from throughline.kernel.actor import Actor

# Roles that see every case their partnership holds; the others see those that they, or their agency, are on.
WHOLE_PARTNERSHIP = frozenset({COORDINATOR, CHAIR, SCRUTINEER, ELECTED_MEMBER})


def visible_cases(actor: Actor, *, on: date) -> QuerySet[Case]:
    """The cases that this person may see on that day. A conflict or a seal beats every role.

    An elected member's cases are narrowed to published reviews by the queries that read reviews.
    """
    if actor.role not in WHOLE_PARTNERSHIP and actor.role != AGENCY_LEAD:
        return Case.objects.none()
    cases = Case.objects.filter(partnership_id=actor.partnership)
    if actor.role == AGENCY_LEAD:
        mine = Q(user_id=actor.user) | Q(agency_id=actor.agency or -1)
        cases = cases.filter(Exists(CaseMember.objects.filter(mine & standing_on(on), case=OuterRef("pk"))))
    conflicted = Conflict.objects.filter(case=OuterRef("pk"), user_id=actor.user, lifted_at__isnull=True)
    sealed = Seal.objects.filter(case=OuterRef("pk"), lifted_at__isnull=True).exclude(readers=actor.user)
    return cases.exclude(Exists(conflicted)).exclude(Exists(sealed))


def get_case(case: int, *, actor: Actor, on: date) -> Case:
    """That case, or the same 404 as for a case that does not exist."""
    found = visible_cases(actor, on=on).filter(pk=case).first()
    if found is None:
        raise Http404
    return found
