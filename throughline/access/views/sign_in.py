"""Signing in, in two steps, and signing out. The library does the work; the pages are ours."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse

from throughline.access import browsers
from throughline.access.demonstration import code_for
from throughline.access.forms.sign_in import CodeAgainForm, CodeForm, SignInForm
from throughline.access.pages import SignInPage
from throughline.access.texts import TOO_MANY
from throughline.ui.pages import render


class _OurPage:
    """Draws the page of ours that `our_template` names instead of the library's."""

    our_template = ""
    http_method_names = ["get", "head", "post", "options"]
    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **_: Any) -> HttpResponse:
        """The page, with the form beside it."""
        where = self.request.POST.get("next") or self.request.GET.get("next", "")
        page = SignInPage(where, self.code(), kept="kept" in self.request.GET)
        return render(self.request, self.our_template, page, form=context.get("form"))

    def code(self) -> str:
        """The code to show, in a demonstration, on the pages that ask for one."""
        return ""


class SignIn(_OurPage, LoginView):  # type: ignore[misc]  # allauth has no types
    """Address and password."""

    our_template = "account/sign_in.jinja"
    form_class = SignInForm


class SignInCode(_OurPage, AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """The second factor."""

    our_template = "mfa/code.jinja"
    form_class = CodeForm

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Once the code was right, the browser is known for that account."""
        response: HttpResponse = super().post(*args, **kwargs)
        if self.request.user.is_authenticated:
            browsers.make_known(self.request, response, self.request.user.email)
        return response

    def code(self) -> str:
        """The code of the person who is half signed in."""
        return code_for(self.stage.login.user, at=time.time())


class SignInAgain(_OurPage, LoginRequiredMixin, ReauthenticateView):  # type: ignore[misc]  # allauth has no types
    """The second factor once more, before a grave act."""

    our_template = "mfa/code_again.jinja"
    form_class = CodeAgainForm

    def code(self) -> str:
        """The code of the person who is signed in."""
        return code_for(self.request.user, at=time.time())  # type: ignore[arg-type]


class SignOut(_OurPage, LogoutView):  # type: ignore[misc]  # allauth has no types
    """Leaving. A GET asks; a POST does."""

    our_template = "account/sign_out.jinja"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The person is out, and the browser forgets what it kept of this place."""
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries from one place."""
    return render(request, "account/too_many.jinja", TOO_MANY, status=429)
