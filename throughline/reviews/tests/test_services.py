"""Opening, changing and moving reviews, and what is told of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from tests import factories as make
from tests import records
from throughline.access.roles import CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews import queries, services
from throughline.reviews.models import Review, ReviewState

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=5)


@pytest.fixture
def by() -> Actor:
    """A coordinator."""
    return make.coordinator()


def told(verb: str) -> list[dict[str, Any]]:
    """What the events of that verb say, in order."""
    return list(Event.objects.filter(verb=verb).order_by("number").values_list("details", flat=True))


def test_a_review_stands_under_a_case_with_children_dates_and_its_first_state(by: Actor) -> None:
    review = records.review(
        by,
        kind="scr",
        name="Child Q",
        done_by_name="Wexmoor Safeguarding Children Board",
        state="finished",
        subjects=[("Child Q", ["Baby Q"], None)],
        dates=[("published", "in March 2016", "2016-03", None), ("decided", "in the spring", "", None)],
    )
    assert review.case.partnership_id == by.partnership
    assert [(row.name, row.also) for row in queries.subjects_of(review)] == [("Child Q", ["Baby Q"])]
    assert [(row.means, row.iso) for row in queries.dates_of(review)] == [("published", "2016-03"), ("decided", "")]
    assert [row.state for row in queries.states_of(review)] == ["finished"]
    assert [event["after"]["name"] for event in told("review.added")] == ["Child Q"]


def test_two_reviews_of_one_pseudonym_stay_two(by: Actor) -> None:
    first, second = records.review(by), records.review(by)
    assert first.pk != second.pk
    assert first.case_id != second.case_id


def test_one_case_may_hold_several_reviews_and_none_of_another_partnership(by: Actor) -> None:
    first = records.review(by)
    assert records.review(by, case=first.case).case_id == first.case_id
    elsewhere = make.case(make.partnership())
    with pytest.raises(Refused, match="E1502"):
        records.review(by, case=elsewhere)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({"kind": "inquest"}, "E1507"),
        ({"state": "burnt"}, "E1504"),
        ({"name": "x" * 301}, "E1501"),
        ({"name": ""}, "E1501"),
        ({"dates": [("published", "then", "2016-02-30", None)]}, "E1506"),
    ],
)
def test_a_refused_review_leaves_nothing_behind(by: Actor, given: dict[str, Any], number: str) -> None:
    with pytest.raises(Refused) as refused:
        records.review(by, **given)
    assert refused.value.number == number
    assert not Review.objects.exists()
    assert not Case.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("role", [SCRUTINEER, ELECTED_MEMBER])
def test_who_only_reads_writes_no_review(role: str) -> None:
    where = make.partnership()
    with pytest.raises(Refused, match="E1502"):
        records.review(make.actor(make.member(where, role)), where=where)


def test_an_elected_member_sees_published_reviews_only(by: Actor) -> None:
    hidden, shown = records.review(by), records.review(by, state="published")
    elected = make.actor(make.member(shown.case.partnership, ELECTED_MEMBER))
    assert list(queries.visible_reviews(elected, make.TODAY)) == [shown]
    with pytest.raises(Http404):
        queries.get_review(hidden.pk, elected, make.TODAY)


def test_strangers_get_the_same_404_as_for_what_is_not_there(by: Actor) -> None:
    review = records.review(by)
    for stranger, number in ((make.coordinator(), review.pk), (by, review.pk + 99)):
        with pytest.raises(Http404):
            queries.get_review(number, stranger, make.TODAY)


def test_a_change_is_told_with_before_and_after_and_counts_one_version(by: Actor) -> None:
    review = records.review(by)
    changed = services.change_review(review, fields={"name": "Child Ash"}, version=1, by=by, at=LATER)
    assert (changed.name, changed.version, changed.changed_by_id) == ("Child Ash", 2, by.user)
    assert told("review.changed") == [{"before": {"name": "Child Alder"}, "after": {"name": "Child Ash"}}]


def test_a_change_of_nothing_is_no_change(by: Actor) -> None:
    review = records.review(by)
    assert services.change_review(review, fields={"name": "Child Alder"}, version=1, by=by, at=LATER).version == 1
    assert told("review.changed") == []


def test_a_change_from_an_older_version_is_not_made_and_says_whose_came_first(by: Actor) -> None:
    review = records.review(by)
    other = make.actor(make.member(review.case.partnership, name="Fiona Marsh"))
    services.change_review(review, fields={"name": "Child Ash"}, version=1, by=other, at=LATER)
    with pytest.raises(editing.Changed) as changed:
        services.change_review(review, fields={"name": "Child Oak"}, version=1, by=by, at=LATER)
    assert changed.value.by_name == "Fiona Marsh"
    assert changed.value.at == LATER
    review.refresh_from_db()
    assert review.name == "Child Ash"


def test_the_same_change_sent_twice_has_one_effect(by: Actor) -> None:
    review = records.review(by)
    for _ in range(2):
        services.change_review(review, fields={"name": "Child Ash"}, version=1, by=by, at=LATER)
    review.refresh_from_db()
    assert review.version == 2


def test_what_stands_for_ever_is_not_a_field_to_change(by: Actor) -> None:
    review = records.review(by)
    for name in ("case", "made_by", "version", "state", "withdrawn_at"):
        with pytest.raises(ValueError, match=name):
            services.change_review(review, fields={name: None}, version=1, by=by, at=LATER)


def test_a_state_is_reached_by_a_move_and_kept_for_ever(by: Actor) -> None:
    review = records.review(by)
    services.set_state(review, state="finished", by=by, at=LATER)
    services.set_state(review, state="finished", by=by, at=LATER)
    review.refresh_from_db()
    assert review.state == "finished"
    assert [row.state for row in queries.states_of(review)] == ["under_way", "finished"]
    assert told("review.moved") == [{"before": "under_way", "after": "finished", "reason": ""}]


def test_no_move_no_reason_or_not_the_chair_is_refused(by: Actor) -> None:
    review = records.review(by)
    for state, reason, number in (
        ("decided", "", "E1504"),
        ("gone", "", "E1504"),
        ("stopped", " ", "E1505"),
        ("withheld", "The court said so.", "E1502"),
    ):
        with pytest.raises(Refused) as refused:
            services.set_state(review, state=state, reason=reason, by=by, at=LATER)
        assert refused.value.number == number
    assert ReviewState.objects.count() == 1
    chair = make.actor(make.member(review.case.partnership, CHAIR))
    assert (
        services.set_state(review, state="withheld", reason="The court said so.", by=chair, at=LATER).state
        == "withheld"
    )


def test_children_and_dates_are_added_changed_and_taken_out_each_with_its_event(by: Actor) -> None:
    review = records.review(by)
    child = services.add_subject(review, name="Child F", also=["Baby F"], by=by, at=LATER)
    services.change_subject(child, name="Child F", also=[], by=by, at=LATER)
    services.change_subject(child, name="Child F", also=[], by=by, at=LATER)
    services.remove_subject(child, by=by, at=LATER)
    day = services.add_date(review, means="published", text="May 2016", iso="2016-05", by=by, at=LATER)
    services.change_date(day, means="published", text="in May", iso="", by=by, at=LATER)
    services.remove_date(day, by=by, at=LATER)
    verbs = (
        Event.objects.filter(subject_type="review", subject=review.pk).order_by("number").values_list("verb", flat=True)
    )
    assert [verb.split(".")[1] for verb in verbs] == [
        "added",
        "subject_added",
        "subject_changed",
        "subject_removed",
        "date_added",
        "date_changed",
        "date_removed",
    ]
    assert told("review.date_removed") == [{"before": {"means": "published", "text": "in May", "iso": ""}}]


def test_a_withdrawn_review_is_kept_and_shown_no_more(by: Actor) -> None:
    review = records.review(by)
    finding = records.finding(review, by)
    services.withdraw_record(review, reason="Entered twice.", by=by, at=LATER)
    assert not queries.visible_reviews(by, make.TODAY).exists()
    with pytest.raises(Http404):
        queries.get_record(type(finding), finding.pk, by, make.TODAY)
    assert told("review.withdrawn") == [{"reason": "Entered twice."}]
    with pytest.raises(Refused, match="E1502"):
        services.change_record(Review.objects.get(), fields={"name": "x"}, version=2, by=by, at=LATER)


def test_a_form_sent_twice_makes_one_thing(by: Actor) -> None:
    made: list[int] = []

    def do() -> str:
        made.append(records.review(by).pk)
        return f"/reviews/{made[-1]}/"

    first = services.sent_once(key="abc", by=by, at=LATER, do=do)
    assert services.sent_once(key="abc", by=by, at=LATER, do=do) == first
    assert len(made) == 1
    other = make.actor(make.member(make.partnership()))
    assert services.sent_once(key="abc", by=other, at=LATER, do=lambda: "/elsewhere/") == "/elsewhere/"


def test_what_a_record_was_is_read_back_from_its_events(by: Actor) -> None:
    review = records.review(by, jointly_with="A")
    for number, fields in enumerate(({"name": "B"}, {"name": "C", "jointly_with": "D"}), 1):
        review = services.change_review(
            review, fields=fields, version=number, by=by, at=LATER + timedelta(minutes=number)
        )
    was = [(editing.as_it_stood(review, n).name, editing.as_it_stood(review, n).jointly_with) for n in (1, 2, 3)]
    assert was == [("Child Alder", "A"), ("B", "A"), ("C", "D")]
    assert [editing.version_at(review, LATER + timedelta(minutes=n)) for n in (0, 1, 2)] == [1, 2, 3]


def test_the_first_state_is_stamped_with_the_edition_of_the_day_it_was_decided_on(by: Actor) -> None:
    review = records.review(by, dates=[("decided on", "2 March 2021", "2021-03-02", None)])
    unknown = records.review(by, dates=[("published", "2 March 2021", "2021-03-02", None)])
    assert [row.edition for row in queries.states_of(review)] == ["wt2018"]
    assert [(row.edition, row.edition_sha256) for row in queries.states_of(unknown)] == [("", "")]
