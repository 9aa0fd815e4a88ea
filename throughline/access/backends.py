"""How a person is known: by e-mail address and password, and then by what their session says."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """The library's, but a deactivated person gets the same answer as a wrong password."""

    @classmethod
    def _stash_user(cls, user: AbstractBaseUser | None) -> AbstractBaseUser | None:
        return None


def person_of(request: HttpRequest) -> Any:
    """The active person whom the session names, or nobody. The session brought the row along: no statement is spent.

    A session made before the password changed names nobody.
    """
    session: Any = request.session
    said = session.get(SESSION_KEY)
    person = session.person
    if said is None or person is None or str(person.pk) != said or not person.is_active:
        return AnonymousUser()
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
        session.flush()
        return AnonymousUser()
    return person
