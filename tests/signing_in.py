"""Signing in, in tests: quickly, or by the whole way with password and code."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from tests.factories import PASSWORD
from throughline.partnerships.models import Membership, User


def second_factor(user: User) -> str:
    """The person has an authenticator app with this secret, and recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code(secret: str, *, later: int = 0) -> str:
    """What the authenticator app shows now, or `later` steps of thirty seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def signed_in(user: User, *, membership: Membership | None = None, client: Client | None = None) -> Client:
    """A client in which that person is signed in with a fresh second factor, without walking through the pages."""
    client = client or Client()
    client.force_login(user)
    session: Any = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    if membership:
        session["membership"] = membership.pk
    session.save()
    return client


def stale(client: Client) -> Client:
    """The same client, its second factor given an hour ago: too long for a grave act."""
    session: Any = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    return client


def sign_in(
    user: User, secret: str, *, password: str = PASSWORD, client: Client | None = None, later: int = 0
) -> Client:
    """A client in which that person signed in through the pages, with password and code."""
    client = client or Client()
    client.post("/sign-in/", {"login": user.email, "password": password})
    client.post("/sign-in/code/", {"code": code(secret, later=later)})
    return client


def has_second_factor(user: User) -> bool:
    """True when the person has an authenticator app set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
