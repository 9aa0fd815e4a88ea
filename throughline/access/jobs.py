"""Letters of this room, sent in the background so that no page tells by its slowness who exists."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.http import int_to_base36
from django_tasks import task

from throughline.access.queries import active_person
from throughline.partnerships.models import User

LETTERS = {
    "forgotten": (
        "Set a new password for Throughline",
        "Somebody asked for a new password for your account. If that was you, set one here within a day:\n\n{link}\n\n"
        "If it was not you, do nothing: your password stays as it is.\n",
    ),
    "invited": (
        "Your account at Throughline",
        "An account was made for you. Set its password here within a day:\n\n{link}\n\n"
        "You will need an authenticator app on your telephone or computer.\n",
    ),
}


def password_path(person: User) -> str:
    """The address, below the server's own, at which this person sets a password: once, and within a day."""
    token = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", args=[int_to_base36(person.pk), token])


@task()
def send_password_link(user: int, origin: str, why: str) -> None:
    """That person has a letter with a link that works once, within a day. It says nothing else of anybody.

    `user` is 0 for an address that nobody has: then nothing is sent. The link is made here, so that it stands nowhere
    but in the letter.
    """
    person = active_person(user)
    if person is None:
        return
    link = origin + password_path(person)
    subject, body = LETTERS[why]
    send_mail(subject, body.format(link=link), None, [person.email])
