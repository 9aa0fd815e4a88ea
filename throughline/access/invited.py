"""Who may connect their first authenticator app: whoever just set the password from the letter, in that same browser.

A password may be known to somebody else, or guessed. Before there is an app it must not be enough to connect one, for
then the account is theirs. The letter went to the person's own address, or was handed over by the administrator.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

INVITED = "may_connect_an_app"
LASTS = timedelta(hours=1)


def invite(request: HttpRequest, user: Any, *, at: datetime) -> None:
    """In this session, that person may connect their first app within the hour, while the password stays this one."""
    request.session[INVITED] = {
        "person": user.pk,
        "password": user.get_session_auth_hash(),
        "until": (at + LASTS).timestamp(),
    }


def is_invited(request: HttpRequest, *, at: datetime) -> bool:
    """True when the person who is signed in set their password from a letter in this session, within the hour."""
    said: dict[str, Any] = request.session.get(INVITED) or {}
    user: Any = request.user
    return (
        said.get("person") == user.pk
        and constant_time_compare(str(said.get("password", "")), user.get_session_auth_hash())
        and at.timestamp() <= float(said.get("until", 0))
    )


def settle(request: HttpRequest) -> None:
    """The invitation is used."""
    request.session.pop(INVITED, None)
