"""Key practice episodes of several entries, and good practice, gathered from what reviewers marked."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.rules.holding import episode_of
from throughline.chronology.tests.scene import HEALTH, POLICE, scene

pytestmark = pytest.mark.django_db


def test_the_first_line_is_the_name_of_an_episode() -> None:
    assert episode_of(" The  argument\nNobody joined it up. ") == ("The argument", "Nobody joined it up.")
    assert episode_of("") == ("", "")


def test_entries_with_one_name_are_one_episode_in_order_and_good_practice_is_gathered() -> None:
    made = scene()
    said = {"by": made.by, "at": make.NOW}
    health, police = made.sent["health"].entries, made.sent["police"].entries.get()
    told = "The argument\nTwo agencies knew of it, and neither asked the other."
    services.mark(health.get(row=1), made.held, kind="key_episode", text=told, **said)
    services.mark(police, made.held, kind="key_episode", text="the argument", **said)
    services.mark(health.get(row=2), made.held, kind="key_episode", **said)
    services.mark(health.get(row=3), made.held, kind="good_practice", text="She went back.", **said)
    at = f"/cases/{made.case.pk}/chronology/practice"
    page = made.client("chair").get(at).content.decode()
    episodes, good = page.split(">Good practice<", 1)
    assert episodes.count("<h3") == 2 and episodes.count("Two agencies knew of it") == 1
    assert episodes.index(POLICE[0][3]) < episodes.index(HEALTH[0][3]), "in the order of their days"
    assert "Wexmoor Community Health, 1 Mar 2024" in episodes, "one without a name stands alone"
    assert "She went back." in good and HEALTH[2][3] in good and HEALTH[2][3] not in episodes
    made.send(made.health, HEALTH[1:])
    assert "neither asked the other" not in made.client().get(at).content.decode(), "its entry is gone, and waits"
    assert made.client("agency_lead").get(at).status_code == 403
