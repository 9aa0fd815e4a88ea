"""Accept, correct, split, join, drop, mark, answer: each can be undone until it is in the record."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from throughline.audit.models import Event
from throughline.intake import services
from throughline.intake.models import Proposal, ProposedItem
from throughline.intake.rules.kinds import GONE
from throughline.intake.services.settling import WORDS
from throughline.intake.tests.papers import PAPER, paper, proposed, tagged
from throughline.intake.tests.readings import doubt, item, reading, review, subject
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
AT = factories.NOW


@pytest.fixture
def by() -> Actor:
    return factories.coordinator()


@pytest.fixture
def proposal(by: Actor) -> Proposal:
    return proposed(by)


def standing(proposal: Proposal) -> list[tuple[Any, ...]]:
    rows = ProposedItem.objects.filter(proposal=proposal).exclude(state__in=GONE).order_by("start", "id")
    return list(rows.values_list("tag", "kind", "number", "text", "owner", "about_number", "state", "of"))


def words_for(row: ProposedItem, **changes: str) -> dict[str, str]:
    return {name: getattr(row, name) for name in WORDS} | changes


def deeds(proposal: Proposal, by: Actor) -> dict[str, Any]:
    def one(tag: str) -> ProposedItem:
        return tagged(proposal, tag)

    def correct() -> None:
        row = one("F1")
        services.correct(item=row, words=words_for(row, text="Quite other words."), of=row.of, by=by, at=AT)

    def mark() -> None:
        end = len(PAPER)
        start = PAPER.index("The Board thanks")
        services.mark(
            proposal=proposal,
            kind="progress",
            words="The Board thanks everybody.",
            start=start,
            end=end,
            of=one("F1").of,
            by=by,
            at=AT,
        )

    return {
        "accept": lambda: services.accept(item=one("F1"), by=by, at=AT),
        "drop": lambda: services.drop(item=one("F1"), by=by, at=AT),
        "correct": correct,
        "split": lambda: services.split(
            item=one("F1"), first="Visits were missed when workers left", second="Nobody told.", by=by, at=AT
        ),
        "join": lambda: services.join_to_next(item=one("F1"), by=by, at=AT),
        "mark": mark,
    }


@pytest.mark.parametrize("verb", ["accept", "drop", "correct", "split", "join", "mark"])
def test_every_deed_is_an_event_and_is_undone_whole(verb: str, proposal: Proposal, by: Actor) -> None:
    before = standing(proposal)
    deeds(proposal, by)[verb]()
    assert standing(proposal) != before
    assert Event.objects.filter(verb__startswith="import.", subject=proposal.pk).count() == 2
    touched = ProposedItem.objects.filter(steps__verb=verb).order_by("-pk").first()
    assert touched is not None
    services.undo(item=touched, by=by, at=AT)
    assert standing(proposal) == before
    with pytest.raises(Refused, match="E1312"):
        services.undo(item=ProposedItem.objects.get(pk=touched.pk), by=by, at=AT)


def test_undoing_a_split_undoes_what_was_done_to_its_parts(proposal: Proposal, by: Actor) -> None:
    before = standing(proposal)
    one, two = services.split(
        item=tagged(proposal, "F1"), first="Visits were missed", second="Nobody told.", by=by, at=AT
    )
    services.correct(item=one, words=words_for(one, text="Visits went wrong."), of=one.of, by=by, at=AT)
    services.split(item=two, first="Nobody", second="told.", by=by, at=AT)
    services.undo(item=ProposedItem.objects.get(pk=one.pk), by=by, at=AT)
    assert ProposedItem.objects.get(pk=one.pk).text == "Visits were missed"
    services.undo(item=ProposedItem.objects.get(pk=one.pk), by=by, at=AT)
    assert standing(proposal) == before


def test_a_part_keeps_the_place_of_its_own_words_where_they_stand(proposal: Proposal, by: Actor) -> None:
    one, two = services.split(
        item=tagged(proposal, "F1"),
        first="Visits were missed when workers left",
        second="School was told late.",
        by=by,
        at=AT,
    )
    assert PAPER[one.start : one.end] == one.text and one.state == "accepted"
    whole = ProposedItem.objects.get(tag="F1")
    assert (two.start, two.end, two.state) == (whole.start, whole.end, "corrected")


def test_joined_things_are_one_thing_still_to_settle(proposal: Proposal, by: Actor) -> None:
    made = services.join_to_next(item=tagged(proposal, "P1"), by=by, at=AT)
    assert made.state == "open" and made.about_number == "1"
    assert made.text == (
        "A list of open visits goes to the manager each Friday. Schools are told of every new worker within two days."
    )
    assert PAPER[made.start : made.end].startswith("A list") and PAPER[made.start : made.end].endswith("two days.")
    with pytest.raises(Refused, match="E1308"):
        services.join_to_next(item=made, by=by, at=AT)


def test_only_what_nobody_could_doubt_is_accepted_at_once(proposal: Proposal, by: Actor) -> None:
    assert services.accept_all(proposal=proposal, sure=True, by=by, at=AT) == 7
    assert tagged(proposal, "I1").state == "open"
    services.answer_doubts(proposal=proposal, answers={2: "claim"}, by=by, at=AT)
    assert services.accept_all(proposal=proposal, sure=True, by=by, at=AT) == 1
    services.undo(item=tagged(proposal, "F1"), by=by, at=AT)
    assert [tagged(proposal, tag).state for tag in ("F1", "F2")] == ["open", "accepted"]


def test_words_that_do_not_stand_in_the_paragraph_cannot_be_marked(proposal: Proposal, by: Actor) -> None:
    of = tagged(proposal, "F1").of
    for words in ("The Board thanks nobody.", "", "Progress on the review"):
        with pytest.raises(Refused, match="E1309"):
            services.mark(
                proposal=proposal,
                kind="finding",
                words=words,
                start=PAPER.index("The Board thanks"),
                end=len(PAPER),
                of=of,
                by=by,
                at=AT,
            )


@pytest.mark.parametrize(
    ("first", "then"),
    [("accept", "drop"), ("drop", "accept"), ("split", "accept"), ("drop", "join"), ("accept", "join")],
)
def test_what_is_settled_must_be_undone_before_it_is_settled_otherwise(
    first: str, then: str, proposal: Proposal, by: Actor
) -> None:
    of = deeds(proposal, by)
    of[first]()
    with pytest.raises(Refused, match="E1314"):
        of[then]()


def test_answers_are_kept_and_can_be_taken_back(proposal: Proposal, by: Actor) -> None:
    assert (
        services.answer_doubts(proposal=proposal, answers={1: "keep", 2: "no such answer", 9: "keep"}, by=by, at=AT)
        == 1
    )
    row = proposal.doubts.get(position=1)
    assert (row.answer, row.answered_by_id, row.answered_at) == ("keep", by.user, AT)
    assert services.answer_doubts(proposal=proposal, answers={1: "keep"}, by=by, at=AT) == 0
    assert services.answer_doubts(proposal=proposal, answers={1: ""}, by=by, at=AT) == 1
    row.refresh_from_db()
    assert (row.answer, row.answered_by_id) == ("", None)


def test_what_a_person_will_put_right_by_hand_is_to_be_settled_again_and_stays_in_doubt(
    proposal: Proposal, by: Actor
) -> None:
    services.accept(item=tagged(proposal, "I1"), by=by, at=AT)
    services.answer_doubts(proposal=proposal, answers={2: "correct"}, by=by, at=AT)
    assert tagged(proposal, "I1").state == "open"
    assert services.accept_all(proposal=proposal, sure=True, by=by, at=AT) == 7
    assert tagged(proposal, "I1").state == "open"
    services.answer_doubts(proposal=proposal, answers={2: "claim"}, by=by, at=AT)
    assert tagged(proposal, "I1").state == "accepted"


def test_what_was_put_right_already_stays_so(proposal: Proposal, by: Actor) -> None:
    row = tagged(proposal, "I1")
    services.correct(item=row, words=words_for(row, text="Children tell it once."), of=row.of, by=by, at=AT)
    services.answer_doubts(proposal=proposal, answers={2: "correct"}, by=by, at=AT)
    assert tagged(proposal, "I1").state == "corrected"


def test_an_answer_that_drops_the_later_twin_brings_it_back_when_it_is_changed(by: Actor) -> None:
    text = "Child Alder\n\n1. The plan had no dates.\n\n1. There were no dates in the plan."
    read = reading(
        text,
        subjects=[subject("Child Alder")],
        findings=[item("The plan had no dates.", "1"), item("There were no dates in the plan.", "1")],
        doubts=[doubt("duplicate_number", "Number 1 is used twice.", "There were no dates in the plan.", "medium")],
    )
    proposal = proposed(by, read)
    services.answer_doubts(proposal=proposal, answers={1: "same"}, by=by, at=AT)
    assert [tagged(proposal, tag).state for tag in ("F1", "F2")] == ["open", "dropped"]
    services.answer_doubts(proposal=proposal, answers={1: "two"}, by=by, at=AT)
    assert [tagged(proposal, tag).state for tag in ("F1", "F2")] == ["open", "open"]


def test_a_thing_of_no_certain_review_is_neither_sure_nor_lost(by: Actor) -> None:
    text = "Child A and Child B\n\nChild B moved away.\n\nStaff were trained."
    read = reading(
        text,
        subjects=[subject("Child A"), subject("Child B")],
        reviews=[review("Child A"), review("Child B")],
        progress=[item("Child B moved away."), item("Staff were trained.")],
    )
    proposal = proposed(by, read)
    assert services.accept_all(proposal=proposal, sure=True, by=by, at=AT) == 1
    left = tagged(proposal, "P2")
    assert (left.state, left.sure_of_review, left.of.name) == ("open", False, "Child B")
    first = proposal.reviews.get(name="Child A")
    services.correct(item=left, words=words_for(left), of=first, by=by, at=AT)
    assert tagged(proposal, "P2").of == first


def test_what_belongs_to_a_review_left_out_cannot_be_accepted(proposal: Proposal, by: Actor) -> None:
    services.choose_review(proposed=proposal.reviews.get(), choice="none", by=by, at=AT)
    with pytest.raises(Refused, match="E1304"):
        services.accept(item=tagged(proposal, "F1"), by=by, at=AT)
    assert services.accept_all(proposal=proposal, sure=False, by=by, at=AT) == 0


def test_words_too_long_for_the_record_are_refused_in_words(proposal: Proposal, by: Actor) -> None:
    row = tagged(proposal, "F1")
    with pytest.raises(Refused, match="E1306"):
        services.correct(item=row, words=words_for(row, number="9" * 41), of=row.of, by=by, at=AT)
    assert tagged(proposal, "F1").state == "open"


def test_somebody_of_another_role_or_partnership_settles_nothing(proposal: Proposal) -> None:
    chair = factories.actor(factories.member(proposal.partnership, "chair"))
    for stranger in (chair, factories.coordinator()):
        for verb in ("accept", "drop", "split", "join", "mark", "correct"):
            with pytest.raises(Refused, match="E1301"):
                deeds(proposal, stranger)[verb]()
        with pytest.raises(Refused, match="E1301"):
            services.finish(proposal=proposal, by=stranger, at=AT)
    assert paper()
