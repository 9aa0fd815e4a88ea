"""What reviewers made of an entry that a newer version no longer holds is listed, and waits for a person."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.audit.models import Event
from throughline.chronology import services
from throughline.chronology.models import FoundLink, PairDecision
from throughline.chronology.queries.lost import how_many, lost_pairs
from throughline.chronology.queries.pairs import every_entry
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
WHY = "The log was written by somebody who was not there."
OTHER = ("16/10/2024", "23:30", "Custody record", "A man was brought in and searched.", "", "")


def disputed(made: Scene) -> PairDecision:
    """The police's entry and health's are disputed; then the police send a version without theirs."""
    pair = {"one": made.sent["police"].entries.get(), "other": made.sent["health"].entries.get(row=1)}
    given = {"kind": "contradiction", "settled": "disputed", "reason": WHY, "by": made.by, "at": make.NOW}
    decision = services.settle(made.held, **pair, **given)
    assert lost_pairs(made.held) == [] and how_many(made.held) == 0
    made.send(made.police, [OTHER])
    return decision


def test_a_settled_pair_whose_entry_is_gone_is_listed_with_its_reason_and_counted() -> None:
    made = scene()
    decision = disputed(made)
    assert lost_pairs(made.held) == [decision] and how_many(made.held) == 1
    client, base = made.client(), f"/cases/{made.case.pk}/chronology/"
    assert "1 of the comments, codes, settled pairs" in client.get(f"{base}agencies").content.decode()
    page = client.get(f"{base}unattached").content.decode()
    for words in (WHY, "Accounts differ: disputed", POLICE[0][3], HEALTH[0][3]):
        assert words in page
    assert page.count("Gone.") == 1, "health's account stands"


def test_it_is_given_to_the_two_entries_that_it_belongs_to_now() -> None:
    made = scene()
    decision = disputed(made)
    client, to = made.client(), f"/chronology-decisions/{decision.pk}/attach"
    now = made.sent["health"].entries.get(row=1)
    page = client.get(to).content.decode()
    assert WHY in page and f'<option value="{now.pk}" selected' in page, "the one that stands is chosen already"
    assert "Choose an entry." in client.post(to, {"what": "attach", "one": "", "other": now.pk}).content.decode()
    entry = next(one for one in every_entry(made.held) if one.agency_id == made.police.pk)
    assert client.post(to, {"what": "attach", "one": entry.pk, "other": now.pk}).status_code == 302
    link = FoundLink.objects.get(one__in=(entry, now), other__in=(entry, now))
    assert (link.kind, link.settled) == ("contradiction", "disputed")
    assert WHY in client.get(f"/chronology-pairs/{entry.pk}/{now.pk}").content.decode()
    assert lost_pairs(made.held) == [] and client.get(to).status_code == 404
    services.lay_out(made.held, on=make.TODAY)
    assert FoundLink.objects.get(one__in=(entry, now), other__in=(entry, now)).settled == "disputed"


def test_or_it_is_put_aside_with_a_reason_and_kept() -> None:
    made = scene()
    decision = disputed(made)
    client, to = made.client(), f"/chronology-decisions/{decision.pk}/attach"
    assert "Say why it is put aside." in client.post(to, {"what": "aside", "reason": " "}).content.decode()
    assert client.post(to, {"what": "aside", "reason": "They withdrew that row."}).status_code == 302
    assert how_many(made.held) == 0 and PairDecision.objects.count() == 2
    assert Event.objects.get(verb="pair.put_aside").details["before"] == "disputed"
    with pytest.raises(Refused, match="does not wait"):
        services.put_aside(decision, made.held, reason="Again.", by=made.by, at=make.NOW)


def test_a_comment_is_given_to_an_entry_that_is_offered_by_its_words() -> None:
    made = scene()
    entry = made.sent["police"].entries.get()
    mark = services.mark(entry, made.held, kind="significant", by=made.by, at=make.NOW)
    made.send(made.police, [OTHER])
    client, to = made.client(), f"/chronology-marks/{mark.pk}/attach"
    page = client.get(to).content.decode()
    new = next(one for one in every_entry(made.held) if one.agency_id == made.police.pk)
    offered = page.split("Choose an entry</option>")[1]
    assert offered.index(OTHER[3]) < offered.index(HEALTH[0][3]), "of its own agency first"
    assert client.post(to, {"entry": new.pk}).status_code == 302
    mark.refresh_from_db()
    assert mark.entry_id == new.pk and how_many(made.held) == 0
