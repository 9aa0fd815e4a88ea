"""The pages of this room with four times the demonstration: from nothing, so in a file of its own."""

from __future__ import annotations

import pytest
import time_machine

from throughline.audit.queries import broken_links
from throughline.casefile.tests.test_pages import NOW, client, counted
from throughline.demonstration.services import seed
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db


def test_more_partnerships_change_nothing_for_the_first() -> None:
    with time_machine.travel(NOW, tick=False):
        seed(at=NOW, scale=4)
        assert list(broken_links()) == []
        assert Review.objects.count() == 4 * 9
        statements, body = counted(client("ruth"), "/reviews/")
        assert statements <= 12
        assert b"Eight reviews." in body
