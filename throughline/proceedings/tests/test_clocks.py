"""Which rules and which days a review’s clocks are counted by: the partnership’s, the commission’s, the incident’s."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests import rapid, records
from throughline.access.roles import COORDINATOR
from throughline.commissioning.models import Commission
from throughline.commissioning.services.parts import add_part
from throughline.kernel.refusals import Refused
from throughline.proceedings import rules, services
from throughline.proceedings.queries import clocks_of
from throughline.proceedings.tests import making
from throughline.proceedings.tests.making import Scene, words
from throughline.rapidreviews.queries import clocks_of as of_rapid_review
from throughline.reviews.models import Review
from throughline.reviews.services.following import open_from
from throughline.rulebook.models import Correction
from throughline.rulebook.queries import rule_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A review and the people about it."""
    return making.scene()


def commissioned(scene: Scene, **more: str) -> Commission:
    """The review was commissioned on Monday 3 June 2024."""
    given = {"lead_body": "The partners", "commissioned_text": "3 June 2024", "commissioned_iso": "2024-06-03"}
    return add_part(Commission, review=scene.review, fields=given | more, by=scene.actor(), at=make.NOW)


def due(review: Review) -> dict[str, tuple[date, date]]:
    """The clocks that run: the statutory day, and the day with the holds."""
    running = clocks_of(review, make.TODAY).running
    return {one.due.id: (one.due.due_without_holds, one.due.due) for one in running}


def test_the_commission_says_when_the_review_began_and_under_which_rules(scene: Scene) -> None:
    before = clocks_of(scene.review, make.TODAY)
    commissioned(scene, edition="wt2018", edition_reason="The minutes name them.")
    found = clocks_of(scene.review, make.TODAY)
    assert before.governing.edition != found.governing.edition == "wt2018"
    assert "The minutes name them." in found.governing.why
    assert "Children 2023 was in force on the day" in found.governing.why
    assert due(scene.review)["review_complete"] == (date(2024, 12, 3), date(2024, 12, 3))


def test_a_corrected_rule_counts_in_its_own_partnership_and_in_no_other(scene: Scene) -> None:
    commissioned(scene)
    other = make.partnership("Tarnshire Safeguarding Children Partnership")
    for where, months in ((scene.review.case.partnership, 4), (other, 2)):
        Correction.objects.create(
            partnership=where,
            edition="wt2023",
            part="clocks",
            entry="review_complete",
            values={"length": months, "unit": "months", "source": "Local procedures"},
            from_on=date(2024, 1, 1),
            reason="Agreed here.",
            at=make.NOW,
            by=scene.people[COORDINATOR],
        )
    assert due(scene.review)["review_complete"] == (date(2024, 10, 3), date(2024, 10, 3))


def test_the_days_of_its_incident_come_before_what_the_review_repeats(scene: Scene) -> None:
    unit = make.actor(make.member(make.partnership("Holmshire Partnership")))
    rapid_review = rapid.opened(unit)
    rapid.concluded(rapid_review, unit, "local_learning")
    review = open_from(rapid_review, by=unit, at=make.NOW)
    incident = rapid_review.incident
    means = {one.means: one.iso for one in review.dates.all()}
    assert means["authority became aware"] == str(incident.aware_on)
    assert means["national panel notified"] == str(rapid.SENT)
    running = {one.due.id: one.due.starts for one in clocks_of(review, make.TODAY).running}
    assert (running["notify_panel"], running["rapid_review"]) == (incident.aware_on, rapid.SENT)
    review.dates.filter(means="authority became aware").update(iso="2020-01-06")
    running = {one.due.id: one.due.starts for one in clocks_of(review, make.TODAY).running}
    assert running["notify_panel"] == incident.aware_on


def test_every_page_counts_the_rapid_review_from_the_same_day(scene: Scene) -> None:
    """The page of the rapid review, and the clocks beside the review that followed, by either trigger."""
    unit = make.actor(make.member(make.partnership("Holmshire Partnership")))
    first = rapid.opened(unit, starts_from="aware")
    rapid.concluded(first, unit, "local_learning")
    review = open_from(first, by=unit, at=make.NOW)
    book = rule_book(review.case.partnership_id, on=make.TODAY)
    for trigger in ("aware", "notified"):
        first.starts_from = trigger
        first.save()
        told = of_rapid_review(first, book, sent_on=rapid.SENT)[0]
        beside = {one.due.id: one.due for one in clocks_of(review, make.TODAY).running}["rapid_review"]
        assert (beside.event, beside.due) == (told.event, told.due)
        assert told.event == trigger


@pytest.mark.parametrize("clock", sorted(rules.OF_THE_INCIDENT))
def test_a_hold_on_a_clock_of_the_incident_is_not_offered_and_refused(scene: Scene, clock: str) -> None:
    with pytest.raises(Refused, match="E1532"):
        making.hold(scene, clock=clock)
    with pytest.raises(Refused, match="E1532"):
        services.change_hold(making.hold(scene), version=1, clock=clock, by=scene.actor(), at=make.NOW)
    page = words(scene.client().get(f"/reviews/{scene.review.pk}/holds/new"))
    assert f'value="{clock}"' not in page and 'value="review_complete"' in page
    assert "no hold of a review moves them" in page
    assert "none moves a clock of the incident" in words(scene.client().get(f"/reviews/{scene.review.pk}/proceedings"))


def test_the_timetable_shows_both_days_what_holds_and_to_whom_it_was_explained(scene: Scene) -> None:
    commissioned(scene)
    row = making.hold(scene, from_on=date(2024, 11, 1), to_on=date(2024, 11, 30), look_on=None)
    address = f"/reviews/{scene.review.pk}/commission/timetable"
    page = words(scene.client().get(address))
    assert "By the guidance it is due on 3 December 2024; with its holds on 2 January 2025." in page
    assert "Publication waits for the criminal trial" in page and "Explained to nobody yet." in page
    assert "How this date was worked out" in page and "Add a hold" not in page
    services.explain_hold(row, whom="His grandmother", on=date(2024, 11, 4), by=scene.actor(), at=make.NOW)
    for place in (address, f"/reviews/{scene.review.pk}/proceedings"):
        assert "Explained to his grandmother on 4 November 2024." in words(scene.client().get(place)), place
    assert "Explained to his grandmother on 4 November 2024." in words(scene.client().get(f"/holds/{row.pk}/"))


def test_a_review_of_which_no_day_is_known_has_no_day(scene: Scene) -> None:
    bare = records.review(scene.actor(), where=scene.review.case.partnership, dates=())
    page = words(scene.client().get(f"/reviews/{bare.pk}/commission/timetable"))
    assert "No statutory day can be counted" in page
