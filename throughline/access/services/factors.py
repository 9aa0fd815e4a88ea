"""Second factors: set up by the person, taken away by an administrator when the telephone is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.permissions import require, why_not_manage
from throughline.access.queries import SEALED, home_of
from throughline.access.sealing import opened, seal
from throughline.access.sessions import end_all
from throughline.audit.services import SYSTEM, record
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import User


@transaction.atomic
def set_up_second_factor(*, user: User, secret: str, by: Actor, at: datetime) -> list[str]:
    """The person's authenticator app with that secret is their second factor; returns fresh recovery codes."""
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    record(by=by, at=at, verb="second_factor.set_up", subject=("user", user.pk), chain=by.partnership or SYSTEM)
    return codes


@transaction.atomic
def renew_recovery_codes(*, user: User, by: Actor, at: datetime) -> list[str]:
    """Ten new recovery codes stand; the old ones work no more."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    record(by=by, at=at, verb="second_factor.codes_renewed", subject=("user", user.pk), chain=by.partnership or SYSTEM)
    return codes


@transaction.atomic
def remove_second_factor(*, user: User, by: Actor, at: datetime) -> None:
    """The person has no second factor, no password and no session: both begin anew, from a letter to their address.

    A password that somebody else knows must not be enough to set up an app of theirs. Only the partnership that looks
    after the account may do this; another could else weaken whomever it adds.
    """
    require(why_not_manage(actor=by, person=user.pk, on=localdate(at)))
    if home_of(user.pk, on=localdate(at)) not in (0, by.partnership):
        raise Refused(
            "E1414",
            "Another partnership looks after this account.",
            "Ask the person to turn to the administrator there.",
        )
    _take_away(user, by, at)


@transaction.atomic
def let_in_again(*, user: User, by: Actor, at: datetime) -> None:
    """As above, for whoever looks after the machine: the last administrator lost their app, or the secret key is lost.

    Whoever has the machine has everything on it, so nobody is asked; the event says that it was done there.
    """
    _take_away(user, replace(by, partnership=home_of(user.pk, on=localdate(at))), at)


@transaction.atomic
def seal_anew(*, key: bytes, by: Actor, at: datetime) -> int:
    """Second factors that this server's key does not open, and `key` does, are sealed with this server's; how many.

    After a restore into another home. Event ``second_factor.sealed_anew``.
    """
    changed = 0
    for row in Authenticator.objects.filter(type__in=list(SEALED)):
        closed = {name: row.data[name] for name in ("secret", "seed") if name in row.data}
        words = {name: opened(said, also=key) for name, said in closed.items() if opened(said) is None}
        if not words or None in words.values():
            continue
        row.data = {**row.data, **{name: seal(said) for name, said in words.items() if said is not None}}
        row.save(update_fields=["data"])
        changed += 1
    if changed:
        record(
            by=by, at=at, verb="second_factor.sealed_anew", subject=("system", 0), chain=SYSTEM, details={"of": changed}
        )
    return changed


def _take_away(user: User, by: Actor, at: datetime) -> None:
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    ended = end_all(user.pk)
    record(
        by=by,
        at=at,
        verb="second_factor.removed",
        subject=("user", user.pk),
        chain=by.partnership or SYSTEM,
        details={"sessions_ended": ended},
    )
