"""How a safeguard ends, and what is said of what took its place."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.safeguards import services
from throughline.safeguards.tests.scene import Scene, build, words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(make.NOW.isoformat())]


@pytest.fixture
def scene() -> Scene:
    """The panel in the register."""
    return build()


def test_what_took_its_place_stays_said_once_that_ended_too(scene: Scene) -> None:
    other = scene.add("Court orders meeting", "panel")
    fields = {"ended_on": make.TODAY, "why_ended": "It was merged."}
    services.end_safeguard(scene.panel, fields={**fields, "successor": other}, version=1, by=scene.by(), at=make.NOW)
    services.end_safeguard(other, fields={**fields, "successor": None}, version=1, by=scene.by(), at=make.NOW)
    url, day = f"/safeguards/{scene.panel.pk}/end", make.TODAY
    sent = {"version": "2", "why_ended": "It was merged with another.", "successor": str(other.pk)}
    sent |= {"ended_on_day": str(day.day), "ended_on_month": str(day.month), "ended_on_year": str(day.year)}
    assert f'<option value="{other.pk}" selected>' in words(scene.client().get(url))
    assert scene.client().post(url, sent).status_code == 302
    scene.panel.refresh_from_db()
    assert (scene.panel.why_ended, scene.panel.successor) == ("It was merged with another.", other)
