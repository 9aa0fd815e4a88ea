"""Nobody is offered what is then refused: every link that a person is shown opens for that person."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.journeys.pages import PEOPLE, import_of
from tests.journeys.wexmoor import Wexmoor
from tests.signing_in import signed_in

MOST = 250
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')


def shape(address: str) -> str:
    """The address with its numbers taken out: pages of one kind are alike."""
    parts = urlsplit(address)
    return re.sub(r"\d+", "0", parts.path) + "?" + re.sub(r"=[^&]*", "", parts.query)


@pytest.mark.parametrize("key", PEOPLE)
def test_every_link_that_a_person_is_shown_opens(wexmoor: Wexmoor, key: str) -> None:
    # Given a person at their home page
    import_of(wexmoor)
    client = signed_in(wexmoor.person(key))
    waiting, known, often, shut = ["/"], {"/"}, {}, []
    # When they follow link after link, up to six of each kind
    while waiting and len(known) < MOST * 4:
        here = waiting.pop(0)
        answer = client.get(here)
        # Then each opens
        if answer.status_code not in (200, 302):
            shut.append(f"{here}: {answer.status_code}")
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        for found in LINK.findall(answer.content.decode()):
            to, _ = urldefrag(unescape(found))
            to = f"{urlsplit(here).path}{to}" if to.startswith("?") else to
            if not to.startswith("/") or to.startswith("/static/") or to in known:
                continue
            known.add(to)
            often[shape(to)] = often.get(shape(to), 0) + 1
            if often[shape(to)] <= 6:
                waiting.append(to)
    assert not shut
