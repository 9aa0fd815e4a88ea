"""A forgotten password, and the first one: a letter with a link that works once, within a day."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import base36_to_int
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access import browsers
from throughline.access.doing import origin_of
from throughline.access.forms.sign_in import ForgottenForm, NewPasswordForm
from throughline.access.invited import invite
from throughline.access.jobs import send_password_link
from throughline.access.queries import acting, active_person, anybody_with_address, has_second_factor_set_up
from throughline.access.services.passwords import set_password
from throughline.access.texts import TOO_MANY
from throughline.partnerships.models import User
from throughline.ui.pages import render

TOKEN = "password_link"  # noqa: S105 - the name under which the session keeps it
OPENED = "now"


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for an address. The answer is the same whether or not anybody has it."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].strip().lower()
        if not ratelimit.consume(request, action="reset_password", key=email):
            return render(request, "account/too_many.jinja", TOO_MANY, status=429)
        person = anybody_with_address(email)
        send_password_link.enqueue(user=person.pk if person else 0, origin=origin_of(request), why="forgotten")
        return HttpResponseRedirect(reverse("account_reset_password_done"))
    return render(request, "account/forgotten.jinja", None, form=form)


@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "account/sent.jinja", None)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_from_link(request: HttpRequest, person: str, token: str) -> HttpResponse:
    """The page behind the link. The token goes into the session at once and out of the address."""
    user = _person(person)
    if token != OPENED:
        if user is None or not default_token_generator.check_token(user, token):
            return render(request, "account/link_over.jinja", None, status=410)
        request.session[TOKEN] = token
        return HttpResponseRedirect(reverse("account_reset_password_from_key", args=[person, OPENED]))
    if user is None or not default_token_generator.check_token(user, request.session.get(TOKEN, "")):
        return render(request, "account/link_over.jinja", None, status=410)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        by = acting(user=user, on=request.today).actor  # type: ignore[attr-defined]
        set_password(user=user, password=form.cleaned_data["password"], by=by, at=request.now)  # type: ignore[attr-defined]
        request.session.flush()
        if not has_second_factor_set_up(user.pk):
            invite(request, user, at=request.now)  # type: ignore[attr-defined]
        messages.success(request, "Your password is set. Now sign in with it.")
        response = HttpResponseRedirect(reverse("account_login"))
        browsers.make_known(request, response, user.email)
        return response
    return render(request, "account/set_password.jinja", user.email, form=form)


def _person(said: str) -> User | None:
    try:
        return active_person(base36_to_int(said))
    except (ValueError, OverflowError):
        return None
