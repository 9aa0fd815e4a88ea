"""The forms of the sign-in pages."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError

from throughline.access import throttle
from throughline.access.events import held_off
from throughline.access.texts import CODE_ERRORS, SIGN_IN_ERRORS
from throughline.partnerships.models import User
from throughline.ui.forms import DrawsItself, ThroughlineForm
from throughline.ui.widgets import Code, Password, Text

# A code is right for ninety seconds in all, counting one step before and one after; it is remembered for longer.
CODE_REMEMBERED = 150
CODE_HINT = "Six figures from your authenticator app. A recovery code works too."


class _WithAddress(LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label="E-mail address", widget=Text(kind="email", autocomplete="username", spellcheck="false")
        )
        self.fields["password"] = forms.CharField(label="Password", strip=False, widget=Password())
        self.order_fields(["login", "password"])


class SignInForm(DrawsItself, _WithAddress):
    """Address and password; the library checks them, counts tries and says nothing about who exists."""

    says_optional = False


def use_up(user: User, code: str) -> None:
    """That code of the person's app does not work again, in no session and for no purpose."""
    if not cache.add(f"code-used:{user.pk}:{normalize_user_code(code)}", 1, CODE_REMEMBERED):
        raise ValidationError(CODE_ERRORS["code_used"], code="code_used")


class _WithCode(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(label="Code", widget=Code(), help_text=CODE_HINT, max_length=30)

    def clean_code(self) -> str:
        person: User = self.user  # type: ignore[attr-defined]
        tried = throttle.count(context.request, person.email, what="code")
        if tried is None:
            held_off({"email": person.email})
            raise ValidationError(SIGN_IN_ERRORS["too_many_login_attempts"], code="too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            use_up(person, code)
        tried.rollback()
        return code


class CodeForm(DrawsItself, _WithCode, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor at sign-in."""


class CodeAgainForm(DrawsItself, _WithCode, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor once more, before a grave act."""


class _FirstCode(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label="Code",
            widget=Code(),
            help_text="Six figures that the app shows once it knows the key.",
            max_length=30,
        )

    def clean_code(self) -> str:
        code: str = super().clean_code()
        use_up(self.user, code)
        return code


class SetUpForm(DrawsItself, _FirstCode):
    """The first code of an authenticator app: it shows that the app has the key."""


class ForgottenForm(ThroughlineForm):
    """The address to which a link is sent, if anybody has it."""

    email = forms.EmailField(
        label="E-mail address", widget=Text(kind="email", autocomplete="username", spellcheck="false")
    )


class NewPasswordForm(ThroughlineForm):
    """A new password, typed once and shown on asking."""

    password = forms.CharField(
        label="New password",
        strip=False,
        widget=Password(new=True),
        help_text="At least 12 characters. Three or four words that do not belong together are good.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """The password, if it is long enough, not common and not like the person's name or address."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The password of now, and a new one."""

    now = forms.CharField(label="Your password now", strip=False, widget=Password())
    field_order = ("now", "password")

    def clean_now(self) -> str:
        """Refuses a wrong password."""
        now: str = self.cleaned_data["now"]
        if not self.user.check_password(now):
            raise ValidationError(SIGN_IN_ERRORS["incorrect_password"])
        return now
