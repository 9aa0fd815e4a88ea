"""Measures: figures that stand alone, who assures a reading, and a slide with its cause."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.actionplans.services import Ending, move_action
from throughline.findings.services import tie, untie
from throughline.impact import queries, services
from throughline.impact.models import Assurance, Measure, SlideCause
from throughline.impact.queries.along import AGAIN, happened
from throughline.impact.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of, new_address

LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def scene(db: None) -> Scene:
    """A published review with one record of every kind."""
    return build()


def read(scene: Scene, *figures: tuple[int, str]) -> Measure:
    """The scene's measure, tied to its confirmed action, with those readings; the first is the baseline."""
    measure: Measure = scene.rows["measure"]
    for place, (value, iso) in enumerate(figures):
        services.add_reading(measure, value=Decimal(value), date_iso=iso, baseline=place == 0, by=scene.by, at=make.NOW)
    return measure


def confirmed(scene: Scene) -> Any:
    """The scene's action, confirmed by the chair, and what its measure shows."""
    action, chair = scene.rows["action"], make.actor(scene.people[CHAIR])
    tie(scene.rows["measure"], action, by=scene.by, at=make.NOW)
    move_action(action, state="claimed_done", by=scene.by, at=make.NOW)
    ending = Ending("acceptable", why_not_again="Read each month.")
    return move_action(action, state="confirmed", reason="Seen.", ending=ending, by=chair, at=make.NOW)


def test_a_bare_figure_is_not_kept_as_impact_without_a_reason(scene: Scene) -> None:
    measure = scene.rows["measure"]
    for iso in ("", "2016"):
        with pytest.raises(Refused, match="E1522"):
            services.add_reading(measure, value=Decimal(80), date_iso=iso, by=scene.by, at=LATER)
    with pytest.raises(Refused, match="E1522"):
        records.statement(scene.review, scene.by, kind="impact", text="Minutes are on time in 80% of cases.")
    study = {"kind": "case_study", "text": "Family A.", "outcome": "Nine in ten visits were kept."}
    with pytest.raises(Refused, match="E1522"):
        records.statement(scene.review, scene.by, **study)
    told = records.statement(scene.review, scene.by, **study, why_bare="The worker gave no more.")
    with pytest.raises(Refused, match="E1522"):
        services.change_statement(told, version=1, why_bare="", by=scene.by, at=LATER)
    row = records.statement(
        scene.review, scene.by, kind="impact", text="80% are.", why_bare="The report gives no more."
    )
    with pytest.raises(Refused, match="E1522"):
        services.change_statement(row, version=1, why_bare="", by=scene.by, at=LATER)
    records.statement(scene.review, scene.by, kind="progress", text="80% are.")
    client, url = scene.client(), address_of("measure", measure.pk, "readings/new")
    assert "A figure alone shows no change: nothing says what it was before" in words(
        client.post(url, {"value": "80", "when": "2016"})
    )
    sent = {"value": "80", "when": "2016", "why_bare": "Nobody counted before."}
    assert client.post(url, sent).status_code == 302
    page = words(client.get(address_of("measure", measure.pk)))
    assert "No baseline or no period: Nobody counted before." in page
    assert "1 figure without a baseline or a period" in page
    new = words(client.post(new_address("statement", scene.review.pk), {"kind": "impact", "text": "80% are."}))
    assert "A figure alone shows no change" in new


def test_a_measure_whose_baseline_nobody_knows_says_so(scene: Scene) -> None:
    measure = records.measure(scene.review, scene.by, why_no_baseline="It was not counted.", period="month")
    services.add_reading(measure, value=Decimal(80), date_iso="2016", by=scene.by, at=LATER)
    assert "No baseline: It was not counted." in words(scene.client().get(address_of("measure", measure.pk)))


def test_the_page_of_a_measure_shows_picture_and_table_alike(scene: Scene) -> None:
    confirmed(scene)
    read(scene, (42, "2025-04"), (66, "2025-08"), (81, "2025-09"), (74, "2025-12"), (69, "2026-01"))
    page = words(scene.client().get(address_of("measure", scene.rows["measure"].pk)))
    for part in (
        'class="tl-measure"',
        "A1 confirmed",
        "Baseline 42%",
        "−7",
        "+15",
        "Assured by",
        "Say why it slid back",
    ):
        assert part in page


def test_the_whole_life_of_its_actions_is_in_the_picture_and_in_words(scene: Scene) -> None:
    action = scene.rows["action"]
    tie(scene.rows["measure"], action, by=scene.by, at=make.NOW)
    move_action(action, state="under_way", by=scene.by, at=make.NOW - timedelta(days=30))
    confirmed_at = confirmed(scene)
    move_action(confirmed_at, state="under_way", reason="It slid.", by=scene.by, at=LATER)
    move_action(action, state="stopped", reason="Merged.", ending=Ending("superseded"), by=scene.by, at=LATER)
    read(scene, (42, "2025-04"), (66, "2025-08"))
    page = words(scene.client().get(address_of("measure", scene.rows["measure"].pk)))
    picture, told = page.split("What was done, and when", 1)
    for word in ("started", "claimed done", "confirmed", "open again", "stopped"):
        assert f">A1 {word}</text>" in picture, word
        assert f">{word.capitalize()}<" in told.replace(" <", "<").replace("> ", ">"), word
    deeds, _ = happened(scene.rows["measure"])
    assert [one.key for one in deeds] == ["under_way", "claimed_done", "confirmed", AGAIN, "stopped"]
    assert deeds[0].on == make.TODAY - timedelta(days=30)


def test_a_reading_is_assured_once_by_somebody_who_did_not_enter_it(scene: Scene) -> None:
    measure = read(scene, (42, "2025-04"))
    reading, chair = measure.readings.get(), scene.client(CHAIR)
    url = f"/readings/{reading.pk}/assure"
    assert scene.client().get(url).status_code == 403
    assert "you" in words(scene.client().get(url)).lower()
    assert "Assure it" in words(chair.get(address_of("measure", measure.pk)))
    assert "Assure it" not in words(scene.client().get(address_of("measure", measure.pk)))
    assert chair.post(url, {"how": ""}).status_code == 200
    assert chair.post(url, {"how": "The return itself."})["Location"] == address_of("measure", measure.pk)
    assert "The return itself." in words(scene.client().get(address_of("measure", measure.pk)))
    chair.post(url, {"how": "Again."})
    assert Assurance.objects.get().by == scene.people[CHAIR]
    with pytest.raises(DatabaseError), transaction.atomic():
        Assurance.objects.update(how="Otherwise.")


STEPS = st.lists(
    st.tuples(st.sampled_from(("lead", "both", "unit", "chair")), st.sampled_from(("tie", "untie", "read", "assure"))),
    min_size=3,
    max_size=9,
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_deeds_lets_an_owner_or_who_entered_it_assure_a_reading(steps: list[Any]) -> None:
    with transaction.atomic():
        scene = build()
        both = make.member(scene.where)
        make.membership(both, scene.where, AGENCY_LEAD, agency=scene.police)
        people = {
            "lead": make.actor(scene.people[AGENCY_LEAD]),
            "both": make.actor(both),
            "unit": scene.by,
            "chair": make.actor(scene.people[CHAIR]),
        }
        measure, action = scene.rows["measure"], scene.rows["action"]
        tie(measure, action, by=scene.by, at=make.NOW)
        read(scene, (42, "2025-04"))
        for who, step in steps:
            by = people[who]
            try:
                if step in ("tie", "untie"):
                    (tie if step == "tie" else untie)(measure, action, by=by, at=LATER)
                elif step == "read":
                    services.add_reading(measure, value=Decimal(50), date_iso="2025-05", by=by, at=LATER)
                else:
                    for row in queries.readings_of(measure):
                        services.assure_reading(row, how="Looked.", by=by, at=LATER)
            except Refused:
                continue
        for one in Assurance.objects.select_related("reading"):
            assert one.by_id not in (people["lead"].user, both.pk, one.reading.made_by_id)
        transaction.set_rollback(True)


def test_a_slide_asks_for_its_cause_and_opens_again_what_was_confirmed(scene: Scene) -> None:
    action = confirmed(scene)
    measure = read(scene, (42, "2015-01"), (80, "2016-06"))
    with pytest.raises(Refused, match="E1524"):
        services.say_why_it_slid(measure, cause="Cuts.", by=scene.by, at=LATER)
    for value, iso in ((60, "2016-09"), (58, "2016-12")):
        services.add_reading(measure, value=Decimal(value), date_iso=iso, by=scene.by, at=make.NOW)
    client, base = scene.client(), address_of("measure", measure.pk)
    assert "It slid back, and nobody has said why" in words(client.get(base))
    assert "Say why" in words(client.get("/"))
    page = words(client.get(f"{base}slide"))
    assert "Open again" in page
    assert "Enter" in words(client.post(f"{base}slide", {"cause": ""}))
    client.post(f"{base}slide", {"cause": "Fewer administrators.", "reopen": [str(action.pk)]})
    action.refresh_from_db()
    assert action.state == "under_way"
    assert action.states.order_by("-id")[0].reason == "Fewer administrators."
    page = words(client.get(base))
    assert "It slid back, and nobody has said why" not in page
    assert "Fewer administrators." in page
    assert "A1 open again" in page
    services.add_reading(measure, value=Decimal(50), date_iso="2017-03", by=scene.by, at=LATER)
    assert "It slid back, and nobody has said why" in words(client.get(base)), "asked once for each slide"
    with pytest.raises(DatabaseError), transaction.atomic():
        SlideCause.objects.update(cause="Otherwise.")


def test_what_the_measure_does_not_speak_for_is_not_opened_by_it(scene: Scene) -> None:
    other = records.action(scene.review, scene.by, number="7")
    measure = read(scene, (42, "2015"), (80, "2016"), (60, "2017"), (58, "2018"))
    with pytest.raises(Refused, match="E1524"):
        services.say_why_it_slid(measure, cause="Cuts.", reopen=[other], by=scene.by, at=LATER)
    assert not SlideCause.objects.exists()


def test_a_cause_that_is_sent_twice_is_kept_once(scene: Scene) -> None:
    measure = read(scene, (42, "2015"), (80, "2016"), (60, "2017"), (58, "2018"))
    client, url = scene.client(), address_of("measure", measure.pk, "slide")
    assert 'name="once"' in words(client.get(url))
    for _ in range(2):
        assert client.post(url, {"cause": "Cuts.", "once": "a"})["Location"] == address_of("measure", measure.pk)
    assert SlideCause.objects.count() == 1
