"""Wexmoor in a journey: its people with their ways in, and its records by the words people know them by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.factories import PASSWORD
from tests.signing_in import code, second_factor
from throughline.access.models import Session
from throughline.partnerships.models import User
from throughline.reviews.models import Review

ROLES = {
    "ruth": "coordinator",
    "marian": "chair",
    "daniel": "agency lead",
    "tomasz": "scrutineer",
    "helen": "elected member",
    "gwen": "administrator",
    "oona": "the neighbour's coordinator",
}


class Wexmoor:
    """Who is there. A person can sign in from the first time that somebody asks for them."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.often: dict[str, int] = {}

    def person(self, key: str) -> User:
        """``"ruth"`` is Ruth Adeyemi."""
        user = User.objects.get(email__startswith=f"{key}.")
        if key not in self.secrets:
            user.set_password(PASSWORD)
            user.save()
            self.secrets[key] = second_factor(user)
        return user

    def code(self, key: str) -> str:
        """A code that was not used yet: now's first, then the next, then the last."""
        often = self.often.get(key, 0)
        self.often[key] = often + 1
        return code(self.secrets[key], later=(0, 1, -1)[often % 3])

    def review(self, name: str = "Child Alder") -> Review:
        """Wexmoor's review of that name; the first, where two children bear one name."""
        return Review.objects.filter(name=name, case__partnership__short="wexmoor").order_by("id")[0]

    def one(self, model: Any, words: str) -> Any:
        """The record of that model whose text begins with those words."""
        return model.objects.get(text__startswith=words)

    def time_out(self, *keys: str) -> int:
        """Fifteen minutes pass without use: the sessions of those people are over."""
        people: Sequence[User] = [self.person(key) for key in keys]
        return int(Session.objects.filter(user__in=people).delete()[0])
