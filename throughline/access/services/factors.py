"""Second factors: set up by the person, taken away by an administrator when the telephone is lost."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.permissions import require, why_not_manage
from throughline.access.queries import home_of
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
