"""Every page once: one heading, its own title, nothing that axe finds, nothing sideways, nothing from elsewhere."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client

from tests.journeys.pages import NO_PAGE, NOBODY, faults, look, routes, seen_by, too_wide
from tests.journeys.walking import Walkers
from tests.journeys.wexmoor import Wexmoor
from tests.signing_in import signed_in

PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(enter: Walkers, wexmoor: Wexmoor, part: int) -> None:
    # Given everybody at their own browser
    seen = sorted(seen_by(wexmoor).items())[part::PARTS]
    pages = {}
    wrong: list[str] = []
    for route, visits in seen:
        for key, where in visits:
            # When one of them opens the page
            if key not in pages:
                pages[key] = enter.nobody() if key == NOBODY else enter(key, to="/account/")
            page = pages[key]
            page.set_viewport_size({"width": 1280, "height": 900})
            answer = page.goto(where)
            # Then it gives what every page owes, on a desk and in the hand
            assert answer and answer.status == 200, where
            name = f"{route.strip('/').replace('/', '-').replace('<int:', '').replace('>', '') or 'home'}-{key}"
            look(page, f"{name}-1280")
            found = faults(page)
            found += too_wide(page, 320)
            look(page, f"{name}-320")
            wrong += [f"{where} ({key}): {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)


def test_no_page_is_left_out(wexmoor: Wexmoor) -> None:
    """An address that nobody may open stands in the list of what is no page, with its reason."""
    assert not [route for route, visits in seen_by(wexmoor).items() if not visits]
    assert set(NO_PAGE) <= set(routes())


def test_no_two_pages_have_the_same_title(wexmoor: Wexmoor) -> None:
    titles: Counter[str] = Counter()
    where: dict[str, list[str]] = {}
    clients = {NOBODY: Client()}
    for visits in seen_by(wexmoor).values():
        for key, address in visits[:1]:
            client = clients.get(key) or clients.setdefault(key, signed_in(wexmoor.person(key)))
            title = re.search("<title>(.*?)</title>", client.get(address, follow=True).content.decode(), re.S)
            assert title, address
            titles[title[1].strip()] += 1
            where.setdefault(title[1].strip(), []).append(address)
    assert not {title: where[title] for title, often in titles.items() if often > 1}
