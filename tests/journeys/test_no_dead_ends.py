"""Nobody is offered what is then refused, and no page is without a way to it: links followed as each person."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from tests.journeys.pages import PEOPLE, ids, seen_by
from tests.journeys.wexmoor import Wexmoor
from tests.signing_in import signed_in

# How many addresses of one shape are followed; in `make proof` as many as a person would try.
EACH = 6 if os.environ.get("PROOF") == "full" else 2
# The administrator is walked with the coordinator: between them every page is reached.
WALKED = [key for key in PEOPLE if key != "gwen"]
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
# Pages that no link of a page leads to, and what does.
OTHER_WAYS = {
    "search": "the search box in the head of every page",
    "membership": "the account page of somebody who has more than one",
    "sign-in/": "any address, for somebody who is not signed in",
    "sign-in/again/": "a grave act",
    "sign-in/forgotten/": "the sign-in page",
    "sign-in/forgotten/sent/": "the page before it",
    "sign-in/set-password/<str:person>/<str:token>/": "a letter",
    "ask/<str:token>/": "a letter",
    "ask/<str:token>/code": "the page before it",
    "messages/<int:id>/escalate": "the page of what is owed, once it is late and a reminder went",
    "reviews/<int:id>/commission/reviewers/<int:record>/settle": "the people of a commission, where interests clash",
    "sign-out/": "the button in the head of every page",
}


def shape(address: str) -> str:
    """The address with its numbers taken out: pages of one kind are alike."""
    parts = urlsplit(address)
    return re.sub(r"\d+", "0", parts.path) + "?" + re.sub(r"=[^&]*", "", parts.query)


def links(here: str, page: str) -> Iterator[str]:
    """Where the links of the page lead within the service."""
    for found in LINK.findall(page):
        to, _ = urldefrag(unescape(found))
        to = f"{urlsplit(here).path}{to}" if to.startswith("?") else to
        if to.startswith("/") and not to.startswith("/static/"):
            yield to


def followed(client: Client) -> dict[str, int]:
    """Every address that link after link leads to from the home page, so many of each kind, with its answer."""
    waiting, known = ["/"], {"/"}
    often: dict[str, int] = {}
    answers: dict[str, int] = {}
    while waiting:
        here = waiting.pop(0)
        answer = client.get(here)
        answers[here] = answer.status_code
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        for to in links(here, answer.content.decode()):
            if to in known:
                continue
            known.add(to)
            often[shape(to)] = often.get(shape(to), 0) + 1
            if often[shape(to)] <= EACH:
                waiting.append(to)
    return answers


@pytest.mark.proof
@pytest.mark.parametrize("key", WALKED)
def test_every_link_that_a_person_is_shown_opens(wexmoor: Wexmoor, key: str) -> None:
    # Given a person at their home page, and something of every kind in the record
    ids(wexmoor)
    client = signed_in(wexmoor.person(key))
    # When they follow link after link
    answers = followed(client)
    # Then each opens
    assert not refused(answers)
    if key == "ruth":
        # And what no link led the coordinator to, the administrator is led to, or there is another way
        further = followed(signed_in(wexmoor.person("gwen")))
        assert not refused(further)
        reached = {resolve(urlsplit(here).path).route for here in answers.keys() | further.keys()}
        assert set(seen_by(wexmoor)) - reached == set(OTHER_WAYS)


def refused(answers: dict[str, int]) -> dict[str, int]:
    """What was offered and did not open."""
    return {here: status for here, status in answers.items() if status not in (200, 302)}
