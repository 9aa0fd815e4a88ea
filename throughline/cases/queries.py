"""Which cases a person may see: the one rule that every page and every search goes through."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from throughline.access.queries import agency_name_on, standing_on
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, ROLES
from throughline.access.rules import why_not
from throughline.cases.models import Case, CaseMember, Conflict, Seal
from throughline.cases.rules import WHOLE_PARTNERSHIP, Facts
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Membership, User

AnyModel = TypeVar("AnyModel", bound=Model)


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
    conflicted, sealed = _closing(actor)
    return cases.exclude(Exists(conflicted)).exclude(Exists(sealed))


def closed_cases(actor: Actor) -> tuple[int, ...]:
    """The numbers of the partnership's cases that a conflict or a seal closes to this person, whatever their role.

    They are few, and looked up at once: what asks which papers tell of them nests no deeper for it.
    """
    return tuple(closing(actor).order_by("pk").values_list("pk", flat=True))


def closing(actor: Actor) -> QuerySet[Case]:
    """The same cases, to be asked for within another statement."""
    conflicted = Conflict.objects.filter(user_id=actor.user, lifted_at__isnull=True).values("case")
    sealed = Seal.objects.filter(lifted_at__isnull=True).exclude(readers=actor.user).values("case")
    return Case.objects.filter(Q(pk__in=conflicted) | Q(pk__in=sealed), partnership_id=actor.partnership)


def _closing(actor: Actor) -> tuple[QuerySet[Conflict], QuerySet[Seal]]:
    """The standing conflicts of this person, and the standing seals that do not name them, on the outer case."""
    conflicted = Conflict.objects.filter(case=OuterRef("pk"), user_id=actor.user, lifted_at__isnull=True)
    sealed = Seal.objects.filter(case=OuterRef("pk"), lifted_at__isnull=True).exclude(readers=actor.user)
    return conflicted, sealed


def get_case(case: int, *, actor: Actor, on: date) -> Case:
    """That case, or the same 404 as for a case that does not exist."""
    found = visible_cases(actor, on=on).filter(pk=case).first()
    if found is None:
        raise Http404
    return found


def get_case_at_work(case: int, *, actor: Actor, on: date) -> Case:
    """That case for somebody who works on it: an elected member, who reads what is published, gets the 404 too."""
    found = get_case(case, actor=actor, on=on)
    if why_not(actor, "see who is on a case"):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person or an agency on a case."""

    id: int
    who: str
    is_agency: bool
    from_on: date
    to_on: date | None


def members_of(case: Case, *, on: date) -> tuple[MemberRow, ...]:
    """Who is on a case on the day or will be, agencies first, then people by name."""
    rows = (
        CaseMember.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), case=case)
        .select_related("user")
        .annotate(called=Subquery(agency_name_on(on, agency=OuterRef("agency")).values("name")[:1]))
        .order_by("from_on", "id")
    )
    made = [
        MemberRow(
            row.pk, row.called or (row.user.name if row.user else ""), row.user_id is None, row.from_on, row.to_on
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda row: (not row.is_agency, row.who, row.id)))


def agencies_on(case: Case, *, on: date) -> set[int]:
    """The agencies that are on the case that day, by number. The case is one that the person was given."""
    rows = CaseMember.objects.filter(standing_on(on), case=case, agency__isnull=False)
    return {one for one in rows.values_list("agency_id", flat=True) if one}


def get_member(member: int, *, case: Case) -> CaseMember:
    """That member of the case, or 404."""
    return _or_404(CaseMember.objects.filter(case=case).select_related("case"), member)


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A declared conflict."""

    id: int
    person: int
    name: str
    reason: str
    declared_at: datetime
    declared_by: str
    lifted_at: datetime | None
    lifted_by: str
    row: Conflict


def conflicts_of(case: Case, *, actor: Actor) -> tuple[ConflictRow, ...]:
    """The conflicts of a case, those that stand first. Somebody who may not see them sees their own alone."""
    rows = Conflict.objects.filter(case=case).select_related("case", "user", "declared_by", "lifted_by").order_by("id")
    if why_not(actor, "see conflicts and seals"):
        rows = rows.filter(user_id=actor.user)
    made = [
        ConflictRow(
            row.pk,
            row.user_id,
            row.user.name,
            row.reason,
            row.declared_at,
            row.declared_by.name,
            row.lifted_at,
            row.lifted_by.name if row.lifted_by else "",
            row,
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda row: row.lifted_at is not None))


def get_conflict(conflict: int, *, case: Case) -> Conflict:
    """That conflict of the case, or 404."""
    return _or_404(Conflict.objects.filter(case=case).select_related("case"), conflict)


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal, and who may read the case while it stands."""

    id: int
    reason: str
    sealed_at: datetime
    sealed_by: str
    lifted_at: datetime | None
    lifted_by: str
    readers: tuple[str, ...]


def seals_of(case: Case, *, actor: Actor) -> tuple[SealRow, ...]:
    """The seals of a case, the newest first. The reason of one that has been lifted is for its readers still."""
    rows = (
        Seal.objects.filter(case=case)
        .select_related("sealed_by", "lifted_by")
        .prefetch_related("readers")
        .order_by("-id")
    )
    return tuple(
        SealRow(
            row.pk,
            row.reason if any(reader.pk == actor.user for reader in row.readers.all()) else "",
            row.sealed_at,
            row.sealed_by.name,
            row.lifted_at,
            row.lifted_by.name if row.lifted_by else "",
            tuple(sorted(reader.name for reader in row.readers.all())),
        )
        for row in rows
    )


def any_sealed(cases: Collection[int]) -> bool:
    """True when a seal stands on one of those cases, given by their numbers."""
    return Seal.objects.filter(case__in=cases, lifted_at__isnull=True).exists()


def get_standing_seal(case: Case) -> Seal:
    """The seal that stands on the case, or 404."""
    found = Seal.objects.filter(case=case, lifted_at__isnull=True).select_related("case").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody, or an agency, that can be chosen."""

    key: str
    name: str
    about: str


def people_here(case: Case, *, on: date, roles: Collection[str] = ()) -> tuple[Choice, ...]:
    """Active people with a membership today in the partnership that holds the case, in those roles if any are given."""
    rows = Membership.objects.filter(standing_on(on), partnership_id=case.partnership_id, user__is_active=True)
    rows = rows.filter(role__in=roles) if roles else rows.exclude(role=ADMINISTRATOR)
    found = {row.user_id: row for row in rows.select_related("user").order_by("-id")}
    made = [Choice(str(row.user_id), row.user.name, ROLES.get(row.role, row.role)) for row in found.values()]
    return tuple(sorted(made, key=lambda one: (one.name, one.key)))


def person_here(person: int, case: Case, *, on: date) -> User:
    """That person, if they have a membership today in the partnership that holds the case; else 404."""
    rows = Membership.objects.filter(standing_on(on), partnership_id=case.partnership_id, user_id=person)
    row = rows.select_related("user").first()
    if row is None:
        raise Http404
    return row.user


def facts_of(case: Case, *, actor: Actor, on: date) -> Facts:
    """What decides whether this person sees that case on the day."""
    mine = Q(user_id=actor.user) | Q(agency_id=actor.agency or -1)
    return Facts(
        role=actor.role,
        held_here=case.partnership_id == actor.partnership,
        on_case=CaseMember.objects.filter(mine & standing_on(on), case=case).exists(),
        conflict=Conflict.objects.filter(case=case, user_id=actor.user, lifted_at__isnull=True).exists(),
        sealed_out=Seal.objects.filter(case=case, lifted_at__isnull=True).exclude(readers=actor.user).exists(),
    )


def case_by_reference(reference: str, *, actor: Actor, on: date) -> Case | None:
    """The case of that reference, if the actor may see it."""
    return visible_cases(actor, on=on).filter(reference=reference.strip()).first()


def _or_404(rows: QuerySet[AnyModel], key: int) -> AnyModel:
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    return row
