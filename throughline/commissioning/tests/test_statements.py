"""Pages of one record ask no more of the database than lists do."""

from __future__ import annotations

import pytest

from tests.commissions import one_of_each
from throughline.commissioning.tests.scene import build, statements
from throughline.commissioning.views.kinds import KINDS, one_address

pytestmark = pytest.mark.django_db


def test_the_page_of_a_report_and_every_form_take_twelve_statements_at_most() -> None:
    scene = build()
    made = one_of_each(scene.review, scene.police)
    addresses = [one_address(scene.review.pk, "agency-reports", made["agency-reports"], "")]
    addresses += [one_address(scene.review.pk, key, made[key]) for key in KINDS]
    client = scene.client()
    client.get(addresses[0])
    assert {address: len(asked) for address in addresses if len(asked := statements(client, address)) > 12} == {}
