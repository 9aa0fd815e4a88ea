"""How the sign-in library behaves here: nobody signs themselves up, and every page and every letter is ours."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from throughline.access import throttle
from throughline.access.events import held_off
from throughline.access.sealing import seal, unseal
from throughline.access.texts import CODE_ERRORS, SIGN_IN_ERRORS


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an administrator; an address on the internet cannot make one."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SIGN_IN_ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always false."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses when there were too many failures, whatever the password; that, too, is an event."""
        self._login_failed_rl_usage = throttle.count(request, str(credentials.get("email") or ""))
        if self._login_failed_rl_usage is None:
            held_off(credentials)
            raise self.validation_error("too_many_login_attempts")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say themselves what has happened."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: letters go out by our own jobs, with a link and no content."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """The sign-in page, as for anybody whose sign-in did not work."""
        return HttpResponseRedirect(reverse("account_login"))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A code is asked for again, never the password alone."""
        if not user.is_authenticated:
            return []
        return [{"id": "mfa_reauthenticate", "description": "Enter a code", "url": reverse("mfa_reauthenticate")}]


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Authenticator apps show the person's own address and the name of the service; their keys are kept sealed."""

    error_messages = {**DefaultMFAAdapter.error_messages, **CODE_ERRORS}

    def encrypt(self, text: str) -> str:
        """What the database keeps of a key."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The key."""
        return unseal(encrypted_text)
