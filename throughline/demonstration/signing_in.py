"""How one signs in to the demonstration: one person a role, each with a password and an authenticator key."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings

from throughline.access.roles import ROLES
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Membership, User

# Everybody's password here. It guards nothing: the demonstration answers on this machine only and holds made-up people.
PASSWORD = "wexmoor is made up"  # noqa: S105 printed for everybody, on purpose
STEP = 30


@dataclass(frozen=True, slots=True)
class WayIn:
    """One person to sign in as."""

    role: str
    name: str
    email: str
    password: str
    key: str
    code: str


def equip(user: User) -> None:
    """The person has the demonstration's password, an authenticator key and recovery codes."""
    if not settings.DEMONSTRATION:
        raise Refused("E1014", "Made-up ways in are for the demonstration only.", "Set THROUGHLINE_MODE=demonstration.")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def equip_everybody() -> None:
    """Everybody with a membership in one of the demonstration's first two partnerships can sign in."""
    partnerships = Membership.objects.order_by("partnership").values_list("partnership", flat=True).distinct()[:2]
    equipped = Authenticator.objects.values("user")
    for user in User.objects.filter(memberships__partnership__in=list(partnerships), is_active=True).distinct():
        if not equipped.filter(user=user).exists():
            equip(user)


def key_of(user: User) -> str:
    """The person's authenticator key, as an app takes it."""
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return str(get_adapter().decrypt(row.data["secret"]))


def code_of(key: str, *, at: float) -> str:
    """What an authenticator app would show for that key at that moment, in seconds since 1970."""
    return str(format_hotp_value(hotp_value(key, int(at) // STEP)))


def ways_in() -> list[WayIn]:
    """One person for each role of the first partnership, and then the neighbour's coordinator."""
    rows = Membership.objects.select_related("user").order_by("partnership", "id")
    seen: dict[tuple[int, str], Membership] = {}
    for row in rows.filter(user__authenticator__type=Authenticator.Type.TOTP, user__is_active=True):
        seen.setdefault((row.partnership_id, row.role), row)
    if not seen:
        return []
    home = min(partnership for partnership, _ in seen)
    chosen = [seen[home, role] for role in ROLES if (home, role) in seen]
    others = [row for (partnership, role), row in seen.items() if partnership != home and role == "coordinator"]
    return [way_of(row, neighbour=row.partnership_id != home) for row in (*chosen, *others[:1])]


def way_of(row: Membership, *, neighbour: bool) -> WayIn:
    """How to sign in as the person of that membership."""
    key = key_of(row.user)
    role = ROLES[row.role] + (", in the neighbouring partnership" if neighbour else "")
    return WayIn(role, row.user.name, row.user.email, PASSWORD, key, code_of(key, at=time.time()))


def as_json(ways: Sequence[WayIn]) -> str:
    """The ways in as one JSON array."""
    return json.dumps([asdict(way) for way in ways], ensure_ascii=False)


def as_lines(ways: Sequence[WayIn]) -> str:
    """The ways in, a line a role."""
    wide = max((len(way.role) for way in ways), default=0)
    lines = [f"  {way.role:<{wide}}  {way.email}  password: {way.password}  key: {way.key}" for way in ways]
    return "\n".join(
        [
            "Everybody and everything in it is made up. Sign in as:",
            *lines,
            "The page that asks for a code shows it, in the demonstration alone; an authenticator app takes the key.",
        ]
    )
