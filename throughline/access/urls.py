"""Addresses of this room. The names of the sign-in pages are those that the sign-in library asks for."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.access.views import account, forgotten, membership, sign_in

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
    path("membership", membership.membership, name="membership"),
]
