"""Boards on a real database: counted as things happen, equal to their lists and to other pages, scoped by who looks."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Q
from django.http import Http404

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.actionplans.services import Ending, move_action, retest_action
from throughline.boards.models import CountedUpTo, ReviewCount
from throughline.boards.queries.boards import board_of, boards_of
from throughline.boards.queries.counted import where_counted
from throughline.boards.queries.lists import Asked, figure_list
from throughline.boards.queries.sums import sums_of
from throughline.boards.rules.figures import FIGURES, KEPT
from throughline.boards.services import bring_up_to_date
from throughline.boards.tests.scene import PARTNERSHIP, Scene
from throughline.casefile.queries.across import ends_across
from throughline.casefile.queries.lists import ActionFilters, action_list
from throughline.cases import editing
from throughline.impact.services import Consent, accept_evidence
from throughline.patterns.services import answer_earlier
from throughline.responses.services import draft_response, move_response
from throughline.reviews.models import KeyDate
from throughline.reviews.queries import visible_reviews
from throughline.safeguards.queries import register
from throughline.safeguards.services import Owner, Told, add_safeguard, attest

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(make.NOW.isoformat())]


@pytest.fixture
def here() -> Scene:
    return Scene()


def test_a_board_counts_what_there_is_and_each_change_as_it_comes(here: Scene) -> None:
    assert here.some("asked", "unanswered", "actions", "overdue", "soon", "claimed") == [2, 2, 2, 1, 0, 0]
    lead = here.by(AGENCY_LEAD)
    make.on_case(here.out.case, agency=here.police)
    move_action(here.late, state="claimed_done", by=lead, at=make.NOW)
    assert here.some("overdue", "claimed", "done", "proved") == [0, 1, 1, 0]
    ending = Ending("acceptable", again_on=make.TODAY + timedelta(days=200), why_no_evidence="It was seen in use.")
    move_action(here.late, state="confirmed", reason="Seen.", ending=ending, by=here.by(CHAIR), at=make.NOW)
    assert here.some("claimed", "confirmed", "proved", "sustained", "slid") == [0, 1, 1, 0, 0]
    later = make.NOW + timedelta(hours=1)
    lasts = Ending(again_on=make.TODAY + timedelta(days=300))
    retest_action(here.late, answer="lasts", says="Seen.", ending=lasts, by=here.by(CHAIR), at=later)
    assert here.some("sustained", "slid", "slid_back") == [1, 0, 0]
    retest_action(here.late, answer="gone", says="No.", reopen=True, by=here.by(CHAIR), at=later + timedelta(hours=1))
    assert here.some("sustained", "confirmed", "overdue", "slid", "slid_back") == [0, 0, 1, 1, 1]


def test_what_is_withdrawn_counts_no_more(here: Scene) -> None:
    here.figures()
    editing.withdraw(here.second, by=here.by(), at=make.NOW)
    assert here.some("asked") == [1]
    editing.withdraw(here.out, by=here.by(), at=make.NOW)
    assert here.some("asked", "actions") == [0, 1]


def test_a_day_that_comes_turns_figures_though_nothing_happened(here: Scene) -> None:
    assert here.some("overdue", "soon") == [1, 0]
    counts = [here.some("overdue", "soon", on=make.TODAY + timedelta(days=days)) for days in (14, 15, 60, 61, 0)]
    assert counts == [[1, 0], [1, 1], [1, 1], [2, 0], [1, 0]]


def test_a_consent_that_ends_turns_figures_though_nothing_happened(here: Scene) -> None:
    make.on_case(here.out.case, agency=here.police)
    move_action(here.late, state="claimed_done", by=here.by(AGENCY_LEAD), at=make.NOW)
    last = make.TODAY + timedelta(days=5)
    consent = Consent("the mother", make.TODAY, "to be told to the partnership", last)
    told = records.evidence(here.out, here.by(), kind="case_example", consent=consent, actions=[here.late])
    accept_evidence(told, grade="practice", by=here.by(CHAIR), at=make.NOW)
    ends = [here.some("ends", on=day)[0] for day in (make.TODAY, last, last + timedelta(days=1), last)]
    assert ends[0] == ends[1] == ends[3] == ends[2] - 1


def test_figures_are_those_of_the_other_pages(here: Scene) -> None:
    move_action(here.open, state="claimed_done", by=here.by(), at=make.NOW)
    records.finding(here.held, here.by())
    records.committee_recommendation(here.out, here.by())
    found, who = here.figures(), {"actor": here.by(), "on": make.TODAY}
    totals = {show: action_list(ActionFilters(show), **who).total for show in ("all", "late", "claimed")}
    assert totals == {"all": found["actions"], "late": found["overdue"], "claimed": found["claimed"]}
    assert ends_across(**who).total == found["ends"] > 3


def test_sealed_and_conflicted_cases_count_for_nobody_whom_they_are_closed_to(here: Scene) -> None:
    make.seal(here.held.case, here.people[CHAIR])
    assert here.some("asked", "actions") == [1, 1]
    assert here.some("asked", "actions", role=CHAIR) == [2, 2]
    make.conflict(here.out.case, here.people[CHAIR])
    assert here.some("asked", "actions", role=CHAIR) == [1, 1]
    assert here.some("asked", role=COORDINATOR, of=("agency", here.trust.pk)) == [0]
    assert here.some("asked", role=SCRUTINEER) == [1]


def test_an_elected_member_counts_what_is_published(here: Scene) -> None:
    assert here.some("asked", "actions", role=ELECTED_MEMBER) == [1, 1]
    assert "unguarded" not in here.figures(role=ELECTED_MEMBER)
    assert here.some("asked", of=("review", here.out.pk), role=ELECTED_MEMBER) == [1]
    for of in (("review", here.held.pk), ("agency", here.police.pk), ("group", here.group.pk)):
        with pytest.raises(Http404):
            here.scope(of, ELECTED_MEMBER, make.TODAY)


def test_an_agencys_lead_counts_their_own_agency_on_cases_that_they_are_on(here: Scene) -> None:
    mine = ("agency", here.police.pk)
    assert here.some("asked", "overdue", of=mine, role=AGENCY_LEAD) == [0, 0]
    make.on_case(here.out.case, agency=here.police)
    assert here.some("asked", "overdue", of=mine, role=AGENCY_LEAD) == [1, 1]
    assert here.some("asked", of=("review", here.out.pk), role=AGENCY_LEAD) == [1]
    for of in (PARTNERSHIP, ("agency", here.trust.pk), ("agency", 0), ("group", here.group.pk)):
        with pytest.raises(Http404):
            here.scope(of, AGENCY_LEAD, make.TODAY)
    seen = boards_of(page=1, left=0, named="W", actor=here.by(AGENCY_LEAD), on=make.TODAY)
    assert (seen.own, [line.name for line in seen.agencies], seen.groups) == (None, ["Wexmoor Police"], ())
    assert [line.name for line in seen.reviews] == ["Child Alder"]


def test_a_body_of_another_partnership_has_no_board_here(here: Scene) -> None:
    far = make.partnership("Marrowick")
    for of in (("agency", make.agency(far).pk), ("group", make.group(far, "G").pk), ("agency", 0), ("group", 0)):
        with pytest.raises(Http404):
            here.scope(of, COORDINATOR, make.TODAY)


def test_a_group_counts_what_it_watches_by_every_name_it_bore(here: Scene) -> None:
    board = ("group", here.group.pk)
    assert here.some("asked", "actions", "overdue", of=board) == [1, 1, 1]
    other = make.group(here.where, "Panel")
    editing.change(
        here.late,
        fields={"watching_group": "Panel; Learning Group"},
        version=here.late.version,
        by=here.by(),
        at=make.NOW,
    )
    assert here.some("actions", of=board) == here.some("actions", of=("group", other.pk)) == [1]


def test_the_list_of_boards_says_what_each_board_says(here: Scene) -> None:
    bring_up_to_date(partnership=here.where.pk, on=make.TODAY)
    seen = boards_of(page=1, left=0, named="Wexmoor", actor=here.by(), on=make.TODAY)
    assert seen.own is not None
    for line in (seen.own, *seen.agencies, *seen.groups, *seen.reviews):
        kind, *rest = [part for part in line.url.split("/") if part][1:]
        kinds = {"agencies": "agency", "groups": "group", "reviews": "review"}
        found = here.figures((kinds.get(kind, kind), int(rest[0]) if rest else 0))
        assert {key: found[key] for key in line.numbers} == dict(line.numbers), line.name


def test_years_are_those_of_publication_as_papers_have_them(here: Scene) -> None:
    KeyDate.objects.create(review=here.out, means="published", text="May 2019", iso="2019-05")
    bring_up_to_date(partnership=here.where.pk, on=make.TODAY)
    board = board_of(here.scope(PARTNERSHIP, COORDINATOR, make.TODAY), left=0, actor=here.by(), on=make.TODAY)
    assert [(row.called, row.numbers["asked"]) for row in board.years] == [("2026", 1), ("2019", 1)]


def test_safeguards_are_counted_as_the_register_has_them(here: Scene) -> None:
    finding = records.finding(here.out, here.by())
    for name, result, owner in (
        ("Panel", "failed", here.police),
        ("Form", "in_part", here.police),
        ("Tool", "works", here.trust),
    ):
        row = add_safeguard(
            kind="panel", name=name, every_months=6, owner=Owner(agency=owner), told=Told(here.out, [finding]),
            by=here.by(), at=make.NOW,
        )  # fmt: skip
        attest(row, result=result, evidence="Minutes.", shown_on=make.TODAY, by=here.by(), at=make.NOW)
    colours = [line.standing.colour for line in register(here.by(), make.TODAY)]
    assert here.some("unguarded", "in_doubt") == [colours.count("red"), colours.count("amber")] == [1, 1]
    assert here.some("unguarded", "in_doubt", of=("agency", here.trust.pk)) == [0, 0]
    assert (
        here.some("unguarded", of=("agency", here.police.pk))
        == here.some("unguarded", of=("review", here.out.pk))
        == [1]
    )
    assert here.some("unguarded", of=("review", here.held.pk)) == [0]


def test_nothing_is_counted_twice_and_nothing_again_where_nothing_happened(here: Scene) -> None:
    bring_up_to_date(partnership=here.where.pk, on=make.TODAY)
    before = list(ReviewCount.objects.order_by("pk").values())
    assert bring_up_to_date(partnership=here.where.pk, on=make.TODAY) == 0
    assert list(ReviewCount.objects.order_by("pk").values()) == before
    records.finding(here.held, here.by())
    bring_up_to_date(partnership=here.where.pk, on=make.TODAY)
    kept = [row for row in before if row["review_id"] == here.out.pk]
    assert list(ReviewCount.objects.filter(review=here.out).order_by("pk").values()) == kept
    mark = CountedUpTo.objects.get(pk=here.where.pk)
    assert (mark.number, mark.missing) == (where_counted(here.where.pk).last, 0)


@pytest.mark.parametrize("role", [COORDINATOR, CHAIR, SCRUTINEER, ELECTED_MEMBER])
def test_totals_less_what_is_closed_are_what_the_reviews_one_sees_count(here: Scene, role: str) -> None:
    make.seal(here.held.case, here.people[CHAIR])
    move_action(here.late, state="claimed_done", by=here.by(), at=make.NOW)
    gone = records.review(here.by(), where=here.where, name="Child Cedar", state="published")
    records.recommendation(gone, here.by())
    for again in (False, True):
        bring_up_to_date(partnership=here.where.pk, on=make.TODAY)
        seen = ReviewCount.objects.filter(
            drafts=role != ELECTED_MEMBER, review__in=visible_reviews(here.by(role), make.TODAY)
        )
        slow: Counter[tuple[str, int]] = Counter()
        for row in seen:
            for key in KEPT:
                slow[row.scope, row.key] += getattr(row, key)
        told = sums_of(Q(), KEPT, by=("scope", "key"), actor=here.by(role), on=make.TODAY)
        assert {key: sum(sums.of.values()) for key, sums in told.items()} == slow
        assert told["review", 0].reviews == len({row.review_id for row in seen})
        if not again:
            editing.withdraw(gone, by=here.by(), at=make.NOW)


def test_what_was_not_reached_is_said_and_counted_next_time(here: Scene) -> None:
    assert bring_up_to_date(partnership=here.where.pk, on=make.TODAY, most=1) == 1
    assert bring_up_to_date(partnership=here.where.pk, on=make.TODAY, most=1) == 0
    assert here.some("asked") == [2]


def test_a_long_list_is_paged_and_every_page_is_another(here: Scene) -> None:
    for number in range(30):
        records.recommendation(here.held, here.by(), number=str(number + 10))
    bring_up_to_date(partnership=here.where.pk, on=make.TODAY)
    scope, actor = here.scope(PARTNERSHIP, COORDINATOR, make.TODAY), here.by()
    pages = [figure_list(scope, Asked("asked", page=page), left=0, actor=actor, on=make.TODAY) for page in (1, 2, 3)]
    assert [(one.first, one.last, one.total) for one in pages] == [(1, 25, 32), (26, 32, 32), (51, 50, 32)]
    names = [line.record for one in pages for line in one.lines]
    assert len(names) == len(set(names)) == 32
    assert pages[1].lines[-1].review_name == "Child Alder"


def test_every_figure_that_is_kept_has_its_column() -> None:
    columns = {field.name for field in ReviewCount._meta.get_fields()}
    assert set(FIGURES) - {"unguarded", "in_doubt"} <= columns


def test_an_answer_that_is_not_published_counts_for_nobody_who_sees_no_drafts(here: Scene) -> None:
    lead = {"of": PARTNERSHIP, "role": ELECTED_MEMBER}
    drafted = draft_response(
        here.first, answer="accepted", day_on=make.TODAY, by=here.by(), at=make.NOW + timedelta(minutes=1)
    )
    move_response(drafted, state="agreed", by=here.by(CHAIR), at=make.NOW + timedelta(minutes=2))
    assert here.some("answered", "accepted", "unanswered") == [1, 1, 1]
    assert here.some("answered", "accepted", "unanswered", **lead) == [0, 0, 1]
    move_response(drafted, state="published", by=here.by(CHAIR), at=make.NOW + timedelta(minutes=3))
    assert here.some("answered", "accepted", "unanswered", **lead) == [1, 1, 0]


def test_what_a_later_ask_takes_the_place_of_waits_for_nothing_more(here: Scene) -> None:
    """The earlier one still was asked; it waits for no answer and is no open end, here and on every other page."""
    third = records.recommendation(here.out, here.by(), text="Read each referral within a day.", number="9")
    held = ("asked", "unanswered", "ends")
    before = here.some(*held)
    said = answer_earlier(here.second, third, answer="replaces", reason="It is wider.", by=here.by(), at=make.NOW)
    asked, unanswered, ends = here.some(*held)
    assert (asked, unanswered) == (before[0], before[1] - 1) and ends < before[2]
    page = signed_in(here.people[COORDINATOR]).get(f"/recommendations/{third.pk}/").content.decode()
    assert "Replaced" in page and "Its place is taken by" in page
    editing.withdraw(said, reason="It was the other one.", by=here.by(), at=make.NOW)
    assert here.some(*held) == before


def test_an_elected_member_is_told_of_a_replacement_once_it_is_published(here: Scene) -> None:
    third = records.recommendation(here.out, here.by(), text="Read each referral within a day.", number="9")
    answer_earlier(here.second, third, answer="replaces", reason="It is wider.", by=here.by(), at=make.NOW)
    seen = here.figures(role=ELECTED_MEMBER)["unanswered"]
    answer_earlier(here.first, third, answer="replaces", reason="It is wider.", by=here.by(), at=make.NOW)
    assert here.figures(role=ELECTED_MEMBER)["unanswered"] == seen - 1
