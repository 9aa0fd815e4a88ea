"""How the sign-in library behaves here: nobody signs themselves up, and every page is ours."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; an address on the internet cannot make one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always false."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Authenticator apps show the person's own address and the name of the service."""
