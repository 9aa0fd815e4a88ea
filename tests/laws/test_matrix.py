"""Every address has a row, every row holds for every kind of person, and what is not yours looks not to be there.

Every answer on the way carries the safe headers, every file among them is one that is counted, and every form in which
sentences are written keeps them as they are typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.laws import drafted, headers, sights
from tests.laws.matrix import ROWS, Row
from tests.laws.sweeping import address_of, answer_of, ask, routes
from tests.laws.world import ACTORS, ANONYMOUS, DEACTIVATED, STRANGER, WITHOUT, World
from throughline.access.roles import ADMINISTRATOR, COORDINATOR, ROLES

pytestmark = pytest.mark.django_db
# Roles, methods, and that nothing looks like nothing, are decided above the database: tried once, on SQLite. On the
# second engine every address is tried as who sees most and as who sees nothing.
ABOVE = connection.vendor == "sqlite"
METHODS = ("GET", "POST", "PUT") if ABOVE else ("GET", "POST")
BOTH = (STRANGER, COORDINATOR)
# Which methods there are does not depend on the role, so the one that is never taken is tried as these.
SOME = (ANONYMOUS, STRANGER, COORDINATOR)
# An id that nothing bears is tried as these; that what is not yours looks like no address at all, as everybody.
WITHOUT_A_ROW = (WITHOUT, STRANGER, COORDINATOR, ADMINISTRATOR)

NO_ROUTE = "/no/such/page"


def test_every_address_has_a_row() -> None:
    missing = sorted(set(routes()) - {row.route for row in ROWS})
    assert missing == [], "tests/laws/matrix.py has no row for these addresses"


def test_every_row_is_about_an_address_that_is_there() -> None:
    gone = sorted({row.route for row in ROWS} - set(routes()))
    assert gone == [], "tests/laws/matrix.py has rows for addresses that are gone"


def test_every_row_says_the_answer_for_every_kind_of_person() -> None:
    assert set(ROLES) < set(ACTORS)
    silent = [
        f"{row.route} {method}: {sorted(set(ACTORS) - set(row.answers(method)))}"
        for row in ROWS
        for method in ("GET", "POST", "PUT")
        if set(row.answers(method)) != set(ACTORS)
    ]
    assert silent == []


@pytest.fixture
def same_token() -> Iterator[None]:
    """The token of a form, else new on every page, is the same, so that pages can be compared byte by byte."""
    with mock.patch("django.middleware.csrf._mask_cipher_secret", lambda secret: "t" * 64):
        yield


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.route} {row.of}".strip())
def test_the_row_holds_and_what_is_not_yours_looks_as_if_it_were_not_there(
    row: Row, world: World, same_token: None
) -> None:
    address = address_of(row, world)
    nowhere = address_of(row, replace(world, ids=dict.fromkeys(world.ids, 987654321)))
    wrong = []
    for method in METHODS:
        for kind, expected in row.answers(method).items():
            if kind not in (SOME if method == "PUT" else ACTORS if ABOVE else BOTH):
                continue
            with sights.noted() as events:
                response = ask(world, kind, method, address, dict(row.sent))
            answer = answer_of(response)
            unsafe = headers.amiss(response, events, of_a_case=bool(row.parts()))
            wrong += [f"{method} {address} as {kind}: {line}" for line in unsafe]
            if method == "GET" and drafted.lost(response):
                wrong.append(f"{address} as {kind}: sentences are written there that nobody keeps as they are typed")
            if answer != expected:
                wrong.append(f"{method} {address} as {kind}: {answer} instead of {expected}")
                continue
            if (method, kind) == ("GET", COORDINATOR) and (fault := sights.amiss(row, events, response)):
                wrong.append(fault)
            hidden = ABOVE and (method, expected) == ("GET", "404") and nowhere != address
            asked = kind in WITHOUT_A_ROW
            if hidden and asked and _told(response) != _told_of_nothing(world, kind, nowhere):
                wrong.append(f"{address} as {kind} looks other than what is not there")
            if hidden and _told(response) != _told_of_nothing(world, kind, NO_ROUTE):
                wrong.append(f"{address} as {kind} looks other than an address that there is not at all")
    assert wrong == []


def test_every_exception_of_the_sights_is_needed() -> None:
    assert sights.needless() == set()
    assert sum(map(sights.is_sight, ROWS)) > 250


def _told_of_nothing(world: World, kind: str, nowhere: str) -> tuple[bytes, dict[str, str]]:
    """What that person is told where nothing is, an id that nothing bears or no route; it is asked once."""
    if (kind, nowhere) not in world.nothing:
        response = ask(world, kind, "GET", nowhere)
        assert response.status_code == 404, f"{nowhere} as {kind}"
        world.nothing[kind, nowhere] = _told(response)
    return world.nothing[kind, nowhere]


def _told(response: HttpResponse) -> tuple[bytes, dict[str, str]]:
    """The page and its headers, whole."""
    return response.content, {name: value for name, value in response.headers.items() if name != "Content-Length"}


@pytest.mark.parametrize("kind", [ANONYMOUS, DEACTIVATED])
@pytest.mark.parametrize("address", ["/", "/no/such/address", "/reviews/999999/", "/people/", "/x?y=1", "/%00", "//x"])
def test_who_is_not_signed_in_gets_the_sign_in_page_for_every_address(world: World, kind: str, address: str) -> None:
    assert answer_of(ask(world, kind, "GET", address)) == "sign-in"
    assert answer_of(ask(world, kind, "POST", address)) == "sign-in"


def test_a_script_that_is_not_signed_in_is_told_so(world: World) -> None:
    response = world.clients[ANONYMOUS].get("/reviews/", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()) == (401, {"signed_in": False})
