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

from tests.journeys.pages import PEOPLE, seen_by
from tests.journeys.records import ids
from tests.journeys.wexmoor import Wexmoor
from tests.signing_in import signed_in

# How many addresses of one shape are followed: two, and in `make proof` more, as long as pages are missing.
FULL = os.environ.get("PROOF") == "full"
ROUNDS = (2, 3, 4, 6)
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
    "assurance-points/<int:id>/bring/<int:review>/<slug:what>": "the page before it, where the review is chosen",
    "round-questions/<int:id>/bring/<int:review>/<slug:what>": "the page before it, where the review is chosen",
    "cases/<int:id>/chronology/unattached": "the agencies of a chronology, where a comment lost its entry",
    "chronology-sources/<int:id>/attach": "the page of those that belong to no entry any more",
    "chronology-marks/<int:id>/attach": "the page of those that belong to no entry any more",
    "imports/<int:proposal>/items/<int:item>/leave": "the page of an import, where it is a plan",
    **dict.fromkeys(
        (
            "questionnaire-editions/<int:id>/edit",
            "questionnaire-editions/<int:id>/publish",
            "questionnaire-editions/<int:id>/standards/new",
            "questionnaire-questions/<int:id>/edit",
            "questionnaire-questions/<int:id>/withdraw",
            "questionnaire-standards/<int:id>/edit",
            "questionnaire-standards/<int:id>/questions/new",
            "questionnaire-standards/<int:id>/withdraw",
        ),
        "the page of an edition, while it is a draft",
    ),
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


class Walk:
    """Somebody who follows link after link from the home page: every address with its answer."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.waiting, self.known = ["/"], {"/"}
        self.kept: dict[str, list[str]] = {}
        self.often: dict[str, int] = {}
        self.answers: dict[str, int] = {}

    def on(self, each: int) -> None:
        """Follows what was left, so that up to `each` of a kind were followed."""
        for kind, left in self.kept.items():
            while left and self.often[kind] < each:
                self.often[kind] += 1
                self.waiting.append(left.pop(0))
        while self.waiting:
            here = self.waiting.pop(0)
            answer = self.client.get(here)
            self.answers[here] = answer.status_code
            if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
                for to in links(here, answer.content.decode()):
                    self.note(to, each)

    def note(self, to: str, each: int) -> None:
        """Remembers a link: to be followed now, or to be kept for later."""
        if to in self.known:
            return
        self.known.add(to)
        kind = shape(to)
        self.often.setdefault(kind, 0)
        if self.often[kind] < each:
            self.often[kind] += 1
            self.waiting.append(to)
        else:
            self.kept.setdefault(kind, []).append(to)

    @property
    def reached(self) -> set[str]:
        """The routes of the pages that opened."""
        return {resolve(urlsplit(here).path).route for here in self.answers}

    @property
    def refused(self) -> dict[str, int]:
        """What was offered and did not open."""
        return {here: status for here, status in self.answers.items() if status not in (200, 302)}


@pytest.mark.proof
@pytest.mark.parametrize("key", PEOPLE)
def test_every_link_that_a_person_is_shown_opens(wexmoor: Wexmoor, key: str) -> None:
    # Given a person at their home page, and something of every kind in the record
    ids(wexmoor)
    walk = Walk(signed_in(wexmoor.person(key)))
    # When they follow link after link
    walk.on(ROUNDS[-1] if FULL else ROUNDS[0])
    # Then each opens
    assert not walk.refused


@pytest.mark.proof
@pytest.mark.skipif(not FULL, reason="every way to every page is followed in `make proof`")
def test_every_page_is_reached(wexmoor: Wexmoor) -> None:
    """By the coordinator or by the administrator; or there is another way, which is said above."""
    ids(wexmoor)
    walks = [Walk(signed_in(wexmoor.person(key))) for key in ("ruth", "gwen")]
    there = set(seen_by(wexmoor))
    for each in ROUNDS:
        for walk in walks:
            walk.on(each)
        missing = there - walks[0].reached - walks[1].reached
        if missing <= set(OTHER_WAYS):
            break
    assert sorted(missing ^ set(OTHER_WAYS)) == []
    assert not walks[0].refused
    assert not walks[1].refused
