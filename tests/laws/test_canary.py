"""No word of a record is seen by somebody whose rule does not allow it, wherever they look."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pypdfium2
import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from tests import factories as make
from tests.laws import canaries
from tests.laws.canaries import COMMON, Canary, Eyes, words_in
from tests.laws.matrix import ROWS
from tests.laws.sweeping import address_of, ask
from tests.laws.world import ACTORS, ANONYMOUS, DEACTIVATED, World, build
from tests.putting_back import put_back
from throughline.access.queries import acting
from throughline.access.roles import COORDINATOR
from throughline.kernel.actor import Actor

# What is seen is decided above the database; that each engine answers each role alike is swept by the matrix.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the crawl for leaks is made once, on SQLite"),
]
LINK = re.compile(r'(?:href|action|src|data-[a-z-]*url)="(/[^"#]*)')
# Far more than there is for anybody: a crawl that gets there fails, since it proves nothing about the rest.
FARTHEST = 4000
# How many addresses of one shape a crawl follows, besides all those of the matrix: every one in `make proof`, else
# none, for the matrix has one of each route.
FULL = os.environ.get("PROOF") == "full"
EACH = FARTHEST if FULL else 0
# Going there ends the crawl, or leads to files that hold no records.
# A timeline is narrowed in several ways at once, and shows no more so than narrowed in one: each way is followed alone.
NOT_FOLLOWED = re.compile(r"^/(?:(?:static|sign-out|sign-in|cover)/|cases/\d+/chronology/\?[^&]*&)")


SOWN: dict[str, Canary] = {}


def texts_of(response: Any) -> str:
    """All that a person could read of a response: the page, its headers, and the text inside a document."""
    data = b"".join(response) if response.streaming else response.content
    told = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    kind = response.headers.get("Content-Type", "")
    if "pdf" in kind:
        pages = pypdfium2.PdfDocument(data)
        return told + " ".join(page.get_textpage().get_text_range() for page in pages) + data.decode("latin-1")
    if "officedocument" in kind:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return told + " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return told + data.decode("utf-8", "replace")


def beginnings(world: World, kind: str) -> list[str]:
    """Where a crawl begins: home, search, reports, and every address of the matrix, the far and the sealed too.

    What is not found is to the byte what is found nowhere, by the sweep of the matrix: only the long proof asks again.
    """
    rows = [row for row in ROWS if FULL or row.answers("GET")[kind] != "404"]
    reports = [
        f"/reviews/{world.ids[f'{which}review']}/report?{choice}"
        for which in ("", "published_", "sealed_", "far_")
        for choice in ("format=docx", "format=pdf", "media=docx", "media=pdf")
    ]
    searches = [f"/search?q={COMMON}", f"/search?q={COMMON}&page=2"]
    explains = [f"/access/explain?person={person.pk}&case=WX-2026-01" for person in world.people.values()]
    threads = [f"/reviews/{world.ids['published_review']}/thread?print=1"]
    return ["/", *searches, *reports, *explains, *threads, *dict.fromkeys(address_of(row, world) for row in rows)]


def shape_of(address: str) -> str:
    """The route of an address with what it asks: two reviews are of one shape, their threads of another."""
    path, query = urlsplit(address).path, urlsplit(address).query
    try:
        route = resolve(path).route
    except Resolver404:
        route = path
    return " ".join((route, *sorted(f"{name}={value}"[:20] for name, value in parse_qsl(query))))


def crawl(world: World, kind: str) -> Iterator[tuple[str, str]]:
    """Every canary's word that this kind of person comes to see, and where, until every kind of link was followed."""
    waiting, known = deque(beginnings(world, kind)), set()
    always, shapes = set(waiting), Counter[str]()
    while waiting and len(known) < FARTHEST:
        address = waiting.popleft()
        if address in known or NOT_FOLLOWED.match(address):
            continue
        known.add(address)
        shapes[shape := shape_of(address)] += 1
        if shapes[shape] > EACH and address not in always:
            continue
        response = ask(world, kind, "GET", address)
        text = texts_of(response)
        yield from ((word, address) for word in words_in(text))
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(text)]
        waiting += [response.headers["Location"]] if response.headers.get("Location", "").startswith("/") else []
    left = {address for address in waiting if address not in known and not NOT_FOLLOWED.match(address)}
    assert not left, f"{len(left)} addresses were left after {FARTHEST}, such as {sorted(left)[:3]}"
    for row in ROWS:  # what is said when a form is refused
        if row.answers("POST")[kind] in ("page", "400", "422"):
            address = address_of(row, world)
            yield from ((word, f"POST {address}") for word in words_in(texts_of(ask(world, kind, "POST", address))))


def actor_of(world: World, kind: str, on: date) -> Actor | None:
    """As whom the crawl goes."""
    if kind in (ANONYMOUS, DEACTIVATED):
        return None
    return acting(user=world.people[kind], on=on).actor


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """This module's world is really committed, its canaries too, and the database put back afterwards.

    Sowing takes guards down and sets them up again. Inside a transaction in which that was done SQLite reads its whole
    schema anew after every savepoint that is rolled back, which would be three fifths of the time of a crawl.
    """
    with django_db_blocker.unblock(), put_back():
        with transaction.atomic():
            made = build()
            SOWN.update(canaries.seed())
            connection.run_on_commit = []
        yield made
        SOWN.clear()


@pytest.fixture
def sown(built: World) -> dict[str, Canary]:
    """The canaries of this module's world."""
    return SOWN


def test_every_text_of_every_table_is_sown(sown: dict[str, Canary]) -> None:
    tables = {canary.model for canary in sown.values()}
    empty = {model.__name__ for model in canaries.seeded_models() if canaries.text_fields(model)} - tables
    assert empty <= NOT_IN_THE_WORLD, f"the world holds no row of {sorted(empty - NOT_IN_THE_WORLD)}"
    assert len(sown) > 150


# Tables whose rows come and go with a person's typing or a worker's reading.
NOT_IN_THE_WORLD = {"Draft", "Sent", "Waiting", "ProposalStep"}


@pytest.mark.proof
@pytest.mark.parametrize("kind", ACTORS)
def test_nobody_sees_what_their_rule_does_not_allow(kind: str, world: World, sown: dict[str, Canary]) -> None:
    today = timezone.localdate()
    eyes = Eyes(world, actor_of(world, kind, today), today)
    mail.outbox.clear()
    seen: dict[str, set[str]] = {}
    for word, address in crawl(world, kind):
        seen.setdefault(word, set()).add(address)
    leaked = [
        f"{canary.model} {canary.row}.{canary.field} ({canary.kind}, case {canary.case}) at {sorted(where)[:3]}"
        for word, where in seen.items()
        if (canary := sown.get(word)) and not eyes.may_see(canary)
    ]
    assert leaked == [], "\n".join(leaked)
    assert not any(words_in(letter.subject + letter.body) for letter in mail.outbox)
    if kind in ("coordinator", "chair"):
        assert len(seen) > 60, "the crawl came by too little to prove anything"


def test_the_crawl_would_see_a_leak(world: World, sown: dict[str, Canary], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the rule taken out, the same crawl finds what it should find."""
    everything = lambda actor, *, on: make.Case.objects.all()  # noqa: E731 it stands in for a function of the same shape, on this line alone
    for place in ("cases.queries", "reviews.queries"):
        monkeypatch.setattr(f"throughline.{place}.visible_cases", everything)
    today = timezone.localdate()
    eyes = Eyes(world, actor_of(world, "lead_elsewhere", today), today)
    eyes.cases = set()
    words = (word for word, _ in crawl(world, "lead_elsewhere"))
    assert any(canary.case and not eyes.may_see(canary) for word in words if (canary := sown.get(word)))


def test_a_crawl_that_is_cut_short_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.FARTHEST", 5)
    with pytest.raises(AssertionError, match="addresses were left after 5"):
        deque(crawl(world, COORDINATOR), maxlen=0)
