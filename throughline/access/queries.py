"""As whom a signed-in person acts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import OuterRef, Q, QuerySet, Subquery

from throughline.access.models import Session
from throughline.access.roles import ROLES
from throughline.access.rules import MAY
from throughline.access.sealing import opened
from throughline.kernel.actor import Actor, Via
from throughline.kernel.registers import registered
from throughline.partnerships.models import AgencyName, Membership, PartnershipName, User

SEALED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


@dataclass(frozen=True, slots=True)
class Acting:
    """The actor, what the partnership is called today, and how many memberships the person could choose from.

    `notes` are the words under which `noted` gave a condition that the partnership meets.
    """

    actor: Actor
    partnership_name: str = ""
    memberships: int = 0
    notes: frozenset[str] = frozenset()


_NOTED: dict[str, Any] = {}


def noted(word: str, condition: Any) -> None:
    """From now on whoever acts is told by that word when the condition on their membership holds: asked in one go.

    A later room says so when it starts, for what it would otherwise have to ask on every page.
    """
    registered(_NOTED, word, condition)


def standing_on(on: date) -> Q:
    """A condition: the dated row stands on that day."""
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))


def name_on(on: date, **of: Any) -> QuerySet[PartnershipName]:
    """The official name that a partnership bears on a day, as a one-row query; the latest where two would do."""
    dated = (Q(from_on__isnull=True) | Q(from_on__lte=on)) & (Q(to_on__isnull=True) | Q(to_on__gte=on))
    return PartnershipName.objects.filter(dated, alias=False, **of).order_by("-from_on", "-id")


def acting(*, user: Any, chosen: int | None = None, on: date, via: Via = "web") -> Acting:
    """The person in the chosen membership that stands on the day, else in their first; without role if none stands."""
    rows = list(
        Membership.objects.filter(standing_on(on), user_id=user.pk)
        .annotate(
            called=Subquery(name_on(on, partnership=OuterRef("partnership")).values("name")[:1]),
            **{f"noted_{word}": condition for word, condition in _NOTED.items()},
        )
        .order_by("id")
    )
    row = next((row for row in rows if row.pk == chosen), rows[0] if rows else None)
    if row is None:
        return Acting(Actor(user=user.pk, name=user.name, via=via))
    actor = Actor(
        user=user.pk,
        name=user.name,
        role=row.role,
        partnership=row.partnership_id,
        agency=row.agency_id or 0,
        membership=row.pk,
        via=via,
    )
    notes = frozenset(word for word in _NOTED if getattr(row, f"noted_{word}"))
    return Acting(actor, row.called or "", len(rows), notes)


def acting_still(*, user: int, membership: int, on: date, via: Via = "job") -> Actor | None:
    """The person in that very membership; ``None`` once they are deactivated or it stands no more.

    A job that waited acts so: it never falls back to another membership that the person has besides.
    """
    person = active_person(user)
    if person is None:
        return None
    actor = acting(user=person, chosen=membership, on=on, via=via).actor
    return actor if membership and actor.membership == membership else None


def anybody_with_address(email: str) -> User | None:
    """The person with that address, active or not, whatever its capitals; ``None`` when there is none."""
    return User.objects.filter(email=email.strip().lower()).first()


def active_with_address(email: str) -> User | None:
    """The active person with that address, with or without a role; ``None`` when there is none."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def factors_amiss() -> int:
    """How many second factors do not open with this server's secret key, nor with one of before."""
    rows = Authenticator.objects.filter(type__in=list(SEALED)).values_list("data", flat=True)
    return sum(any(opened(data[name]) is None for name in ("secret", "seed") if name in data) for data in rows)


def acting_at_the_machine(*, email: str, on: date) -> Acting | None:
    """The active person with that address, acting by a command at the machine; ``None`` when there is none."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    return acting(user=user, on=on, via="machine") if user else None


def active_person(user: int) -> User | None:
    """The person of that number if they are active."""
    return User.objects.filter(pk=user, is_active=True).first()


def person_at_the_machine(*, email: str, on: date) -> Actor | None:
    """That person alone."""
    found = acting_at_the_machine(email=email, on=on)
    return found.actor if found else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A membership that stands, in words."""

    id: int
    role: str
    partnership: str
    agency: str


def memberships_of(user: int, *, on: date) -> tuple[Standing, ...]:
    """The memberships of a person that stand on the day, oldest first."""
    rows = (
        Membership.objects.filter(standing_on(on), user_id=user)
        .annotate(
            called=Subquery(name_on(on, partnership=OuterRef("partnership")).values("name")[:1]),
            of_agency=Subquery(agency_name_on(on, agency=OuterRef("agency")).values("name")[:1]),
        )
        .order_by("id")
    )
    return tuple(Standing(row.pk, ROLES.get(row.role, row.role), row.called or "", row.of_agency or "") for row in rows)


def agency_name_on(on: date, **of: Any) -> QuerySet[AgencyName]:
    """The official name that an agency bears on a day, as a one-row query."""
    dated = (Q(from_on__isnull=True) | Q(from_on__lte=on)) & (Q(to_on__isnull=True) | Q(to_on__gte=on))
    return AgencyName.objects.filter(dated, alias=False, **of).order_by("-from_on", "-id")


def recovery_codes_of(user: int) -> tuple[str, ...]:
    """The recovery codes of a person that were not used yet."""
    row = Authenticator.objects.filter(user_id=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return tuple(row.wrap().get_unused_codes()) if row else ()


def account_of(user: int, *, session: str) -> tuple[int, int]:
    """How many recovery codes a person has left, and in how many other browsers they have a session."""
    return len(recovery_codes_of(user)), Session.objects.filter(user_id=user).exclude(pk=session).count()


def works_here(user: int, *, partnership: int, on: date) -> bool:
    """True when the person has a membership of that partnership which stands on the day."""
    return Membership.objects.filter(standing_on(on), user_id=user, partnership_id=partnership).exists()


def leads(user: int, *, agency: int, on: date) -> bool:
    """True when the person has a membership of that agency which stands on the day."""
    return Membership.objects.filter(standing_on(on), user_id=user, agency_id=agency).exists()


def home_of(user: int, *, on: date) -> int:
    """The partnership of the person's oldest membership that stands on the day: it looks after their account; or 0."""
    first = Membership.objects.filter(standing_on(on), user_id=user).order_by("id").first()
    return first.partnership_id if first else 0


def anybody_may(verb: str, *, among: Collection[int], partnership: int, on: date) -> bool:
    """True when at least one of those people has, on the day, a role in that partnership which allows the verb."""
    return Membership.objects.filter(
        standing_on(on), user_id__in=among, user__is_active=True, partnership_id=partnership, role__in=MAY[verb]
    ).exists()


def partnership_names() -> dict[int, str]:
    """The newest official name of every partnership, by its number."""
    return dict(
        PartnershipName.objects.filter(alias=False).order_by("from_on", "id").values_list("partnership_id", "name")
    )


def has_second_factor_set_up(user: int) -> bool:
    """True when the person has an authenticator app or a passkey."""
    apps = Authenticator.objects.filter(user_id=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(apps.exists())


def actings_of(person: int, *, partnership: int, on: date) -> tuple[Actor, ...]:
    """The person as each membership of theirs that stands on the day, in that partnership; in all when it is 0."""
    rows = Membership.objects.filter(standing_on(on), user_id=person).select_related("user").order_by("id")
    return tuple(
        Actor(
            user=person,
            name=row.user.name,
            role=row.role,
            partnership=row.partnership_id,
            agency=row.agency_id or 0,
            membership=row.pk,
        )
        for row in rows
        if not partnership or row.partnership_id == partnership
    )
