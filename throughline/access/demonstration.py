"""The demonstration shows the code that an authenticator app would show: everybody in it is made up."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache

from throughline.partnerships.models import User

STEP = 30


def code_for(user: User, *, at: float) -> str:
    """A code that works now (`at` in seconds since 1970) and was not used; ``""`` in any system but a demonstration."""
    if not settings.DEMONSTRATION:
        return ""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if row is None:
        return ""
    key = get_adapter().decrypt(row.data["secret"])
    codes = [str(format_hotp_value(hotp_value(key, int(at) // STEP + step))) for step in (0, 1, -1)]
    return next((code for code in codes if not cache.get(f"code-used:{user.pk}:{code}")), "")
