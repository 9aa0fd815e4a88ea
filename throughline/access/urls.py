"""Addresses of this room. The names of the sign-in pages are those that the sign-in library asks for."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.access.views import account, bodies, forgotten, membership, people, policy, sign_in

urlpatterns: list[URLPattern] = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", sign_in.SignInCode.as_view(), name="mfa_authenticate"),
    path("sign-in/again/", sign_in.SignInAgain.as_view(), name="mfa_reauthenticate"),
    path("sign-in/second-factor/", account.set_up, name="mfa_activate_totp"),
    path("account/recovery-codes/", account.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/", account.account, name="mfa_index"),
    path("account/password/", account.change_password, name="account_change_password"),
    path("sign-in/forgotten/", forgotten.forgotten, name="account_reset_password"),
    path("sign-in/forgotten/sent/", forgotten.sent, name="account_reset_password_done"),
    path(
        "sign-in/set-password/<str:person>/<str:token>/",
        forgotten.set_from_link,
        name="account_reset_password_from_key",
    ),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("csp", policy.told, name="csp"),
    path("membership", membership.membership, name="membership"),
    path("people/", people.people, name="people"),
    path("people/new", people.new, name="person-new"),
    path("people/<int:id>/", people.person, name="person"),
    path("people/<int:id>/memberships/new", people.new_membership, name="membership-new"),
    path("people/<int:id>/memberships/<int:membership>/end", people.end_membership, name="membership-end"),
    path("people/<int:id>/<slug:deed>", people.deed, name="person-deed"),
    path("agencies/", bodies.agencies, name="agencies"),
    path("agencies/new", bodies.new_agency, name="agency-new"),
    path("agencies/<int:id>/", bodies.body, {"kind": "agency"}, name="agency"),
    path("agencies/<int:id>/rename", bodies.rename, {"kind": "agency"}, name="agency-rename"),
    path("agencies/<int:id>/names/new", bodies.add_alias, {"kind": "agency"}, name="agency-alias"),
    path("groups/", bodies.groups, name="groups"),
    path("groups/new", bodies.new_group, name="group-new"),
    path("groups/<int:id>/", bodies.body, {"kind": "group"}, name="group"),
    path("groups/<int:id>/rename", bodies.rename, {"kind": "group"}, name="group-rename"),
    path("groups/<int:id>/names/new", bodies.add_alias, {"kind": "group"}, name="group-alias"),
    path("groups/<int:id>/seats/new", bodies.add_seat, name="seat-new"),
    path("groups/<int:id>/seats/<int:seat>/end", bodies.end_seat, name="seat-end"),
    path("groups/<int:id>/end", bodies.end_group, name="group-end"),
    path("partnership/", bodies.body, {"kind": "partnership"}, name="partnership"),
    path("partnership/rename", bodies.rename, {"kind": "partnership"}, name="partnership-rename"),
    path("partnership/names/new", bodies.add_alias, {"kind": "partnership"}, name="partnership-alias"),
]
