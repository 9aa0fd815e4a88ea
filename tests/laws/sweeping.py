"""Ask every address as every kind of person, and put everything back after each question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.laws.matrix import Row
from tests.laws.world import World

PART = re.compile(r"<(?:\w+:)?(\w+)>")
WORDS = {200: "page", 301: "on", 302: "on", 303: "on"}


def routes() -> Iterator[str]:
    """Every route that the resolver knows."""

    def walk(patterns: list[Any], before: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, before + str(pattern.pattern))
            else:
                assert isinstance(pattern, URLPattern)
                yield before + str(pattern.pattern)

    yield from walk(get_resolver().url_patterns, "")


def address_of(row: Row, world: World) -> str:
    """The address that the row is about."""
    parts = row.parts()
    return "/" + PART.sub(lambda found: str(world.ids.get(parts[found[1]], parts[found[1]])), row.route)


def answer_of(response: HttpResponse) -> str:
    """The answer in the words of the matrix."""
    to = response.headers.get("Location", "")
    if response.status_code == 302 and to.split("?")[0] == settings.LOGIN_URL:
        return "sign-in"
    return WORDS.get(response.status_code, str(response.status_code))


def ask(world: World, kind: str, method: str, address: str, sent: dict[str, str] | None = None) -> HttpResponse:
    """What that kind of person gets there. Nothing of it stays: not in the database, not in their browser."""
    client = world.clients[kind]
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response: HttpResponse = getattr(client, method.lower())(address, sent or {}, **_as(method))
        response.content if not response.streaming else b"".join(response)  # type: ignore[attr-defined]  # a file is a stream
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def _as(method: str) -> dict[str, Any]:
    return {"content_type": "application/x-www-form-urlencoded"} if method == "PUT" else {}
