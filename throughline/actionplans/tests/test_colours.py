"""The colour of an action comes from facts, with its reason; its words are the partnership’s, each choice is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR
from throughline.actionplans.models import PlanColours
from throughline.actionplans.queries.colours import marks_of
from throughline.actionplans.rules.rag import COLOURS, Facts, Marks, colour_of
from throughline.actionplans.services.plans import set_colours
from throughline.audit.models import Event
from throughline.kernel.refusals import Refused

ON = date(2026, 6, 1)


def facts(state: str = "under_way", **more: object) -> Facts:
    given: dict[str, object] = {"due_on": date(2026, 12, 1), "due_text": "", "said_on": ON, **more}
    return Facts(state, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "key", "why"),
    [
        (facts(), "green", "It is due 1 December 2026: begun."),
        (facts("not_started"), "green", "It is due 1 December 2026: not begun, with time left."),
        (facts("not_started", due_on=date(2026, 7, 1)), "amber", "in 30 days, and nobody has begun."),
        (facts("not_started", due_on=date(2026, 7, 2)), "green", "with time left."),
        (facts(due_on=date(2026, 5, 31)), "red", "Its day was 31 May 2026, 1 day ago."),
        (facts(due_on=ON), "green", "begun."),
        (facts("claimed_done", due_on=date(2026, 5, 1)), "amber", "Nobody else has looked."),
        (facts("returned"), "red", "not accepted."),
        (facts(due_on=None, due_text="ongoing"), "amber", "“ongoing” is no day."),
        (facts(due_on=None), "amber", "No day is given."),
        (facts(said_on=ON - timedelta(days=91)), "amber", "Nothing was said of it for 91 days."),
        (facts(said_on=ON - timedelta(days=90)), "green", "begun."),
        (facts("confirmed", grade="alternative"), "green", "Confirmed: acceptable alternative."),
        (facts("confirmed", answer="lasts"), "blue", "shown to last"),
        (facts("confirmed", answer="gone"), "red", "it has slipped"),
        (facts("confirmed", answer="unknown"), "amber", "nobody can tell"),
        (facts("stopped", grade="superseded"), "none", "superseded"),
    ],
)
def test_a_colour_rests_on_facts_and_says_which(given: Facts, key: str, why: str):
    found = colour_of(given, Marks(), ON)
    assert found.key == key
    assert why in found.why


def test_without_blue_what_lasts_is_green_in_the_partnerships_word():
    words = tuple((key, f"My {word}") for key, word in COLOURS.items())
    found = colour_of(facts("confirmed", answer="lasts"), Marks(four=False, words=words), ON)
    assert (found.key, found.word) == ("green", "My Green")


def words(**more: str) -> tuple[tuple[str, str], ...]:
    return tuple((COLOURS | more).items())


@pytest.mark.django_db
def test_each_choice_is_kept_and_a_day_before_it_is_coloured_as_before():
    where = make.partnership()
    by = make.actor(make.member(where, ADMINISTRATOR))
    set_colours(marks=Marks(words=words(red="Off the road")), by=by, at=make.NOW)
    set_colours(marks=Marks(words=words(red="Off the road")), by=by, at=make.NOW)
    assert PlanColours.objects.count() == Event.objects.filter(verb="plan_colours.set").count() == 1
    on = make.NOW.date()
    assert dict(marks_of(where.pk, on).words)["red"] == "Off the road"
    assert dict(marks_of(where.pk, on - timedelta(days=1)).words)["red"] == "Red"


@pytest.mark.django_db
@pytest.mark.parametrize("marks", [Marks(words=words(red="Green")), Marks(words=words(red=" ")), Marks(quiet=0)])
def test_words_that_cannot_be_told_apart_are_refused(marks: Marks):
    by = make.actor(make.member(make.partnership(), ADMINISTRATOR))
    with pytest.raises(Refused):
        set_colours(marks=marks, by=by, at=make.NOW)


@pytest.mark.django_db
def test_only_the_administrator_chooses():
    with pytest.raises(Refused):
        set_colours(marks=Marks(), by=make.actor(make.member(make.partnership())), at=make.NOW)


@pytest.mark.django_db
def test_the_page_of_a_plan_shows_colour_and_reason_in_few_statements():
    where = make.partnership()
    unit = make.member(where)
    by = make.actor(unit)
    review = records.review(by, where=where)
    for number in range(12):
        records.action(review, by, number=str(number), due_text="ongoing")
    client = signed_in(unit)
    client.get(f"/reviews/{review.pk}/plan")
    with CaptureQueriesContext(
        connection,
    ) as told:
        page = client.get(f"/reviews/{review.pk}/plan").content.decode()
    reads = [one for one in told.captured_queries if one["sql"].startswith("SELECT")]
    assert page.count("“ongoing” is no day. So nobody can tell whether it is late.</span>") == 12
    assert page.count('title="“ongoing” is no day.') == 12
    assert "BRAG" in page
    assert len([one for one in reads if "actionplans" in one["sql"]]) <= 4


@pytest.mark.django_db
def test_an_administrator_changes_the_words_on_a_page():
    admin = make.member(make.partnership(), ADMINISTRATOR)
    client = signed_in(admin)
    sent = {**COLOURS, "four": "no", "soon": "14", "quiet": "60", "red": "Stuck"}
    assert client.post("/plan-colours/", sent).status_code == 302
    page = client.get("/plan-colours/").content.decode()
    assert "Stuck" in page
    assert "What was chosen before" in page
