"""The timeline on a day: who knew what by its end, and what only hindsight tells."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.chronology import services
from throughline.chronology.models import FoundLink
from throughline.chronology.queries import then as queries
from throughline.chronology.tests.scene import Scene, scene

pytestmark = pytest.mark.django_db
POLICE = (
    ("1/3/2024", "", "Log", "Called to the flat.", "", ""),
    ("2/3/2024", "", "Log", "Neighbour saw a bruise.", "", "date it became known: 9/6/2024"),
)
HEALTH = (
    ("1/3/2024", "", "Record", "Told of the call to the flat.", "", ""),
    ("May 2024", "", "Record", "Weighed at the clinic.", "", ""),
    ("after 1 June 2024", "", "Record", "A day that nobody can tell.", "", ""),
)


def told(made: Scene, day: str, who: str = "coordinator", **more: object) -> str:
    given = dict(zip(("day_day", "day_month", "day_year"), day.split("/"), strict=True)) | more
    answer = made.client(who).get(f"/cases/{made.case.pk}/chronology/day", given)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_day_shows_what_was_known_by_its_end_and_hindsight_only_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = scene(sent=False)
    made.sent = {"police": made.send(made.police, POLICE), "health": made.send(made.health, HEALTH)}
    one, other = made.sent["police"].entries.get(row=1), made.sent["health"].entries.get(row=1)
    FoundLink.objects.all().delete()
    services.settle(
        made.held, one=one, other=other, kind="same event", settled="explained", reason="x", by=made.by, at=make.NOW
    )
    bruise, weighed, never = POLICE[1][3], HEALTH[1][3], HEALTH[2][3]
    # A bruise of March of which the police learned in June; a month counts as known from its end, an open day never
    march = told(made, "15/3/2024")
    assert POLICE[0][3] in march and HEALTH[0][3] in march and bruise not in march and weighed not in march
    assert "2 agencies knew what 2 entries tell" in march and "Known next: 31 May 2024" in march
    with_it = told(made, "15/3/2024", hindsight="shown")
    assert bruise in with_it and weighed not in with_it and "1 entry more tells" in with_it
    assert 'stroke-dasharray="2 2.2"' in with_it and 'stroke-dasharray="2 2.2"' not in march
    assert weighed not in told(made, "30/5/2024") and weighed in told(made, "31/5/2024")
    late = told(made, "1/1/2026", hindsight="shown")
    assert bruise in late and never not in late and "Of 1 entry no such day can be told" in late
    # Of one agency: what the other tells is hindsight, but not of an event that it had an entry of
    health = told(made, "15/3/2024", hindsight="shown", agency=made.health.pk)
    only_since = health.split("Hindsight: it had happened")[1]
    assert bruise in only_since and POLICE[0][3] not in only_since
    assert "Community Health is not known to have known" in only_since
    hidden = told(made, "15/3/2024", agency=made.health.pk)
    assert HEALTH[0][3] in hidden and POLICE[0][3] not in hidden
    # An agency's lead sees the agency's own alone, whatever is asked, until it is shared
    lead = told(made, "15/3/2024", "health_lead", hindsight="shown", agency=made.police.pk)
    assert HEALTH[0][3] in lead and POLICE[0][3] not in lead and bruise not in lead
    assert "must be a real date" in told(made, "31/2/2024")
    # Where marks are too many to tell apart there are months, of what was known alone
    monkeypatch.setattr(queries, "MOST_DRAWN", 1)
    bars = told(made, "15/3/2024")
    assert "entries of a month" in bars
    actor = made.actor("coordinator")
    day = one.start_latest
    assert day is not None
    months = {lane.name: lane.months for lane in queries.as_at(made.held, day, actor=actor).lanes}
    assert list(months.values()) == [{"2024-03": 1}, {"2024-03": 1}]
