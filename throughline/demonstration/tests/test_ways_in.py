"""The sign-in page of the demonstration tells the ways in that there are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from throughline.demonstration.services import seed
from throughline.demonstration.signing_in import PASSWORD, equip_everybody, ways_in


@pytest.mark.django_db
def test_the_sign_in_page_names_everybody_that_the_command_names(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = True
    seed(at=datetime(2026, 3, 12, 9, 0, tzinfo=UTC))
    equip_everybody()
    page = client.get("/sign-in/").content.decode()
    assert PASSWORD in page
    ways = ways_in()
    assert len(ways) == 7
    for way in ways:
        assert f"<dd>{way.email}</dd>" in page
    assert page.count(".example</dd>") == len(ways)
