"""The one place that hears the sign-in library: each sign-in, sign-out and failure becomes an event."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authentication_failed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from throughline.access import sessions
from throughline.access.events import tell, whoever_has


@receiver(user_logged_in)
def signed_in(request: Any, user: Any, **_: Any) -> None:
    """The session begins now, under a new key; of the person's other sessions only the newest stay."""
    request.session[sessions.BEGUN] = timezone.now().timestamp()
    ended = sessions.keep_newest(user.pk, most=settings.SESSIONS_AT_MOST, besides=request.session.session_key)
    tell(verb="sign_in.done", user=user, details={"sessions_ended": ended} if ended else None)


@receiver(user_logged_out)
def signed_out(user: Any, **_: Any) -> None:
    """A person left; a session that was over already tells nothing."""
    if user is not None:
        tell(verb="sign_in.left", user=user)


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], **_: Any) -> None:
    """A wrong password, or an address that nobody has: what was typed is not written down."""
    tell(verb="sign_in.refused", user=whoever_has(credentials))


@receiver(authentication_failed)
def code_refused(user: Any, **_: Any) -> None:
    """A wrong second factor after a right password."""
    tell(verb="sign_in.code_refused", user=user)
