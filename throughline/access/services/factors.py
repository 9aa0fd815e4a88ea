"""Second factors: set up by the person, taken away by an administrator when the telephone is lost."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from throughline.access.sessions import end_all
from throughline.audit.services import SYSTEM, record
from throughline.kernel.actor import Actor
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
    """The person has no second factor and no session: at their next sign-in they set one up."""
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
