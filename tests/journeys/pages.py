"""Every page there is, with an address at which somebody sees it in Wexmoor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.http import int_to_base36

from tests.journeys.records import ids
from tests.journeys.wexmoor import Wexmoor
from tests.signing_in import signed_in
from throughline.messages.models import Ask
from throughline.messages.sending import new_link

# Whoever sees most comes first; a page is looked at as the first of them who may open it.
PEOPLE = ("ruth", "gwen", "marian", "daniel", "tomasz", "helen", "oona")


NOBODY = "nobody"


# Pages that look another way for another role, and are looked at as each of these too.
DIFFER = {
    "": ("gwen", "marian", "daniel", "tomasz", "helen"),
    "access/explain": ("gwen", "helen"),
    "reviews/<int:id>/": ("daniel", "tomasz"),
    "actions/<int:id>/": ("daniel", "tomasz"),
}


# The boards that there are beside the partnership’s.
BODIES = ("agencies/<int:id>/", "groups/<int:id>/", "reviews/<int:id>/")


# Addresses that are no page of anybody's, and why.
NO_PAGE = {
    "health/": "for machines: JSON",
    "ask/<str:token>/files/<str:name>": "a file",
    "ask/<str:token>/answer": "only once a code was entered: walked in test_ask",
    "calendar/<str:token>.ics": "for calendar apps",
    "drafts/<str:key>/": "for scripts: JSON",
    "documents/<int:document>/download": "a file",
    "reviews/<int:id>/commission/facts/new": "where it is written already, it leads to where it is changed",
    "reviews/<int:id>/commission/complete": "only while the review is under way: shown in test_completing",
    "gallery/": "only in the demonstration; its own journey is with the look",
    "sign-in/code/": "only half-way through signing in: walked in test_sign_in",
    "sign-in/second-factor/": "only at the first sign-in: walked in test_first_sign_in",
    "account/recovery-codes/": "only right after the codes were made: walked in test_first_sign_in",
    "cases/<int:id>/children/new": "only after the person said why they look: walked in test_identities",
    "children/<int:id>/edit": "only after the person said why they look: walked in test_identities",
    "children/<int:id>/home": "only after the person said why they look: walked in test_identities",
    "children/<int:id>/withdraw": "only after the person said why they look: walked in test_identities",
    **dict.fromkeys(
        (
            "cases/<int:id>/people/new",
            "cases/<int:id>/family",
            "cases/<int:id>/places/new",
            "cases/<int:id>/joining",
            "cases/<int:id>/joining/<int:one>/<int:other>",
            "joinings/<int:id>/undo",
            "persons/<int:id>/",
            "persons/<int:id>/edit",
            "persons/<int:id>/withdraw",
            "places/<int:id>/",
            "places/<int:id>/edit",
            "places/<int:id>/withdraw",
            "other-names/<int:id>/withdraw",
            "cases/<int:id>/counts",
            "cases/<int:id>/services",
            "persons/<int:id>/ties",
            "persons/<int:id>/ties/new/<str:kind>",
            "persons/<int:id>/ties/<str:kind>/<int:tie>",
            "persons/<int:id>/ties/<str:kind>/<int:tie>/withdraw",
        ),
        "only after the person said why they look: walked in test_identities",
    ),
    "incidents/<int:id>/place": "only after the person said why they look: walked in test_identities",
    "incidents/<int:id>/sheet": "only after the person said why they look: walked in test_identities",
    "actions/<int:id>/again": "only of what was confirmed: walked in test_actions",
    "notifications/<int:id>/download": "a file",
    "letters/<int:id>/download": "a file",
    "cases/<int:id>/chronology/download": "a file",
    "cases/<int:id>/chronology/episodes/put": "only of what was chosen: walked in chronology’s test_episodes",
    "chronologies/template": "a file",
    "chronology-decisions/<int:id>/attach": "only of a pair that lost an entry: walked in chronology’s test_lost",
    "reviews/<int:review>/tracker/download": "a file",
    "rulebook/export": "a file",
    "rounds/<int:id>/download/<slug:kind>": "a file",
    "agency-returns/<int:id>/send-back": "only of what was sent: shown in assurance's test_rounds",
    "return-answers/<int:id>/challenge": "only of what nobody challenged yet: shown in assurance's test_rounds",
    "reviews/<int:id>/plan/download": "a file",
    **{f"boards/{one}{of}download": "a file" for one in ("partnership/", *BODIES) for of in ("", "list/")},
    "outcomes/<int:id>/": "leads to the proceeding that came to it",
    "invitations/<int:id>/": "leads to the learning event it asks to",
    "people/<int:id>/<slug:deed>": "a button; after a fresh code it leads back to the person",
    "reviews/<int:id>/state/confirm": "a button; after a fresh code it leads back to the review's state",
    "reviews/<int:id>/state/decline": "a button; after a fresh code it leads back to the review's state",
    "rapid-reviews/<int:id>/conclude": "only while it is gathered: walked in test_incident_to_review",
    "rapid-reviews/<int:id>/sign": "only while signatures are owed: walked in test_incident_to_review",
    "rapid-reviews/<int:id>/send": "only once it is concluded: walked in test_incident_to_review",
    "rapid-reviews/<int:id>/reply": "only once the Panel answered: walked in test_incident_to_review",
    "incidents/<int:incident>/rapid-review": "only of one that was notified: walked in test_incident_to_review",
}


# Words that stand for a part of a route, by the route.
WORDS = {
    "help/chronology/<str:number>": "/help/chronology/C102",
    "rulebook/<slug:edition>/": "/rulebook/wt2023/",
    "rulebook/<slug:edition>/<slug:part>/<slug:entry>/correct": "/rulebook/wt2023/clocks/rapid_review/correct",
}


ONLY_SENT = 405


# What stands for a word in a route; a number after it is that of the folder it names.
CHOSEN = {
    "reviews/<int:id>/commission/<slug:kind>/<int:record>/withdraw": "lines",
    "rapid-reviews/<int:id>/sections/<slug:section>": "facts",
    "cases/<int:id>/letters/<slug:kind>": "family",
    "meetings/<int:id>/<slug:slug>/new": "referrals",
    "rounds/<int:id>/steps/<slug:verb>": "close",
    "assurance-points/<int:id>/bring/<int:review>/<slug:what>": "evidence",
    "round-questions/<int:id>/bring/<int:review>/<slug:what>": "action",
}


DOOR = "ask/<str:token>/"


LINKED = "sign-in/set-password/<str:person>/<str:token>/"


# Who opens which page, and its title, are the same in every journey of a run, so they are asked once.
_WHO: dict[str, tuple[str, ...]] = {}


TITLES: dict[str, str] = {}


def routes(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Every route of the resolver."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def address(route: str, known: dict[str, int]) -> str:
    """The route with an id in each of its places."""
    if route in WORDS:
        return WORDS[route]
    parts = route.split("/")
    for place, part in enumerate(parts):
        if part.startswith("<"):
            folder = parts[0] if place == 1 else f"{parts[0]}/{parts[place - 1]}"
            parts[place] = str(known.get(folder, 1)) if part.startswith("<int:") else CHOSEN.get(route, "none-such")
    return "/" + "/".join(parts)


def link(wexmoor: Wexmoor) -> str:
    """The link that somebody gets who forgot their password, and has not signed in since."""
    idris = wexmoor.person("idris")
    return f"/sign-in/set-password/{int_to_base36(idris.pk)}/{default_token_generator.make_token(idris)}/"


def seen_by(wexmoor: Wexmoor) -> dict[str, list[tuple[str, str]]]:
    """For every route that is a page the people who look at it, each with the address: nobody, where nobody may.

    What takes only what is sent is no page.
    """
    known = ids(wexmoor)
    door = new_link(asked := Ask.objects.get(pk=known["messages"]), asked.to, timezone.now())
    found: dict[str, list[tuple[str, str]]] = {
        LINKED: [(NOBODY, link(wexmoor))],
        DOOR: [(NOBODY, door)],
        f"{DOOR}code": [(NOBODY, f"{door}code")],
    }
    addresses = {route: address(route, known) for route in routes() if route not in NO_PAGE and route not in found}
    if not _WHO:
        clients = {key: signed_in(wexmoor.person(key)) for key in PEOPLE} | {NOBODY: Client()}
        for route, where in addresses.items():
            if (keys := who_opens(route, where, clients)) is not None:
                _WHO[route] = keys
        for route, ((_, where),) in found.items():
            TITLES[route] = title_of(Client().get(where, follow=True))
    return found | {route: [(key, addresses[route]) for key in keys] for route, keys in _WHO.items()}


def who_opens(route: str, where: str, clients: dict[str, Client]) -> tuple[str, ...] | None:
    """The first person who may open the page, and those to whom it looks another way; None where it is no page."""
    first = None
    for key in (NOBODY, *PEOPLE) if route.startswith("sign-in/") else PEOPLE:
        answer = clients[key].get(where)
        if answer.status_code == ONLY_SENT:
            return None
        if answer.status_code == 200:
            first, TITLES[route] = key, title_of(answer)
            break
    also = [key for key in DIFFER.get(route, ()) if clients[key].get(where).status_code == 200]
    return tuple(key for key in (first, *also) if key)


def title_of(answer: Any) -> str:
    """What stands in the window's bar."""
    found = re.search("<title>(.*?)</title>", answer.content.decode(), re.S)
    return found[1].strip() if found else ""
