"""A person's own account: the second factor, the password, and where they are signed in."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from throughline.access import browsers
from throughline.access.doing import actor_of, now_of
from throughline.access.events import tell
from throughline.access.forms.sign_in import ChangePasswordForm, SetUpForm
from throughline.access.invited import is_invited, settle
from throughline.access.pages import AccountPage, CodesPage, SetUpPage, in_fours, picture_of
from throughline.access.queries import account_of, has_second_factor_set_up, recovery_codes_of
from throughline.access.rules import why_not
from throughline.access.services.factors import renew_recovery_codes, set_up_second_factor
from throughline.access.services.passwords import end_other_sessions, set_password
from throughline.access.step_up import has_second_factor, step_up
from throughline.access.texts import TOO_MANY
from throughline.kernel.actor import Actor
from throughline.ui.pages import render

SHOW_CODES = "show_recovery_codes"


def where_next(request: HttpRequest) -> str:
    """Where the person was going, if that is a place of ours; else their work."""
    said = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(said, allowed_hosts=None, require_https=request.is_secure())
    return said if safe else "/"


@login_required
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The first second factor. Nobody gets past this page without one, nor to it with a password alone."""
    if has_second_factor(request):
        return HttpResponseRedirect(reverse("mfa_index"))
    if has_second_factor_set_up(actor_of(request).user):  # elsewhere, meanwhile
        logout(request)
        return HttpResponseRedirect(reverse("account_login"))
    if not is_invited(request, at=now_of(request)):
        tell(verb="second_factor.held_back", user=request.user)
        logout(request)
        request.acting = None  # type: ignore[attr-defined]
        return render(request, "mfa/not_invited.jinja", None, status=403)
    form = SetUpForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        set_up_second_factor(user=request.user, secret=form.secret, by=actor_of(request), at=now_of(request))  # type: ignore[arg-type]
        clear_totp_secret(request)
        settle(request)
        record_authentication(request, request.user, method="mfa", type="totp", reauthenticated=True)
        request.session[SHOW_CODES] = True
        to = f"{reverse('mfa_view_recovery_codes')}?{urlencode({'next': where_next(request)})}"
        response = HttpResponseRedirect(to)
        browsers.make_known(request, response, request.user.email)  # type: ignore[union-attr]
        return response
    picture, size = picture_of(get_adapter().build_totp_url(request.user, form.secret))
    page = SetUpPage(next=where_next(request), key=in_fours(form.secret), picture=picture, size=size)
    return render(request, "mfa/set_up.jinja", page, form=form)


@login_required
@step_up
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Right after setting up, the codes, once. Later, a POST makes new ones and shows them, once."""
    if request.method == "POST":
        renew_recovery_codes(user=request.user, by=actor_of(request), at=now_of(request))  # type: ignore[arg-type]
        request.session[SHOW_CODES] = True
        return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))
    if not request.session.pop(SHOW_CODES, False):
        return HttpResponseRedirect(reverse("mfa_index"))
    codes = recovery_codes_of(actor_of(request).user)
    return render(request, "mfa/recovery_codes.jinja", CodesPage(codes=codes, next=where_next(request)))


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What a person can see to about their own sign-in. A POST ends their other sessions."""
    if request.method == "POST":
        end_other_sessions(
            user=request.user,  # type: ignore[arg-type]
            besides=request.session.session_key,
            by=actor_of(request),
            at=now_of(request),
        )
        messages.success(request, "You are signed out everywhere else.")
        return HttpResponseRedirect(reverse("mfa_index"))
    codes_left, elsewhere = account_of(actor_of(request).user, session=request.session.session_key or "")
    page = AccountPage(
        name=request.user.name,  # type: ignore[union-attr]
        email=request.user.email,  # type: ignore[union-attr]
        codes_left=codes_left,
        sessions_elsewhere=elsewhere,
        memberships=request.acting.memberships,  # type: ignore[attr-defined]
        links=links_of(actor_of(request)),
    )
    return render(request, "account/account.jinja", page)


def links_of(actor: Actor) -> tuple[tuple[str, str], ...]:
    """What stands in no menu of the person's and is theirs to see: who works here, and what everything is called."""
    if not actor.partnership:
        return ()
    people: tuple[tuple[str, str], ...] = (("Messages and calendar", reverse("messages:mine")),)
    if why_not(actor, "manage people") is None:
        people = (*people, ("People", reverse("people")))
    if why_not(actor, "see agencies and groups"):
        return people
    bodies = (
        ("Agencies", reverse("agencies")),
        ("Groups", reverse("groups")),
        ("Names of the partnership", reverse("partnership")),
    )
    return people + bodies


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password for the old one. Every other session of the person ends."""
    user = request.user
    if not ratelimit.consume(request, action="change_password", user=user):
        return render(request, "account/too_many.jinja", TOO_MANY, status=429)
    form = ChangePasswordForm(request.POST or None, user=user)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        session = request.session.session_key
        set_password(
            user=user,  # type: ignore[arg-type]
            password=form.cleaned_data["password"],
            besides=session,
            by=actor_of(request),
            at=now_of(request),
        )
        update_session_auth_hash(request, user)  # type: ignore[arg-type]
        messages.success(request, "Your password is changed. You are signed out everywhere else.")
        return HttpResponseRedirect(reverse("mfa_index"))
    return render(request, "account/change_password.jinja", None, form=form)
