"""A conflict, and a seal that came after the question, shut a link that was sent before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories as make
from throughline.audit.models import Event
from throughline.cases.models import Seal
from throughline.messages.models import Ask
from throughline.messages.tests.asking import Scene, asked, code_for, link_sent, scene

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def sealed(made: Scene, row: Ask) -> None:
    Seal.objects.filter(pk=make.seal(made.case).pk).update(sealed_at=make.NOW + HOUR)


def sealed_before(made: Scene, row: Ask) -> None:
    Seal.objects.filter(pk=make.seal(made.case).pk).update(sealed_at=make.NOW - HOUR)


def sealed_for_them_too(made: Scene, row: Ask) -> None:
    Seal.objects.filter(pk=make.seal(made.case, row.to).pk).update(sealed_at=make.NOW + HOUR)


def conflicted(made: Scene, row: Ask) -> None:
    make.conflict(made.case, row.to)


@pytest.mark.parametrize(
    ("happens", "answer"),
    [(sealed, 410), (conflicted, 410), (sealed_before, 200), (sealed_for_them_too, 200)],
)
def test_what_happens_to_a_case_counts_for_the_link_and_for_the_form_it_opened(
    happens: Callable[[Scene, Ask], None], answer: int
) -> None:
    made = scene()
    row = asked(made)
    with time_machine.travel(make.NOW + 2 * HOUR, tick=False):
        link, token = link_sent(row, make.NOW + 2 * HOUR)
        client = Client()
        sent = client.post(f"/ask/{token}/code", {"code": code_for(link, make.NOW + 2 * HOUR)})
        to: Any = sent["Location"]
        happens(made, row)
        assert client.get(to).status_code == Client().get(f"/ask/{token}/").status_code == answer
        told = "Marrow" in client.get(to).content.decode()
        assert told is (answer == 200)
        if answer == 410:
            assert client.post(to, {"text": "We did."}).status_code == 410
            assert Event.objects.filter(verb="ask.link_refused").latest("id").details["why"] == "shut"
            row.refresh_from_db()
            assert row.state == "opened"
