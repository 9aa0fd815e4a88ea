"""What was accepted is in the record, with its span, tied as the text ties it; the rest is not."""

from __future__ import annotations

import pytest

from tests import factories
from throughline.actionplans.models import Action, ActionUpdate
from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.findings.models import CommitteeRecommendation, Finding, Recommendation, Theme
from throughline.impact.models import Statement
from throughline.intake import services
from throughline.intake.models import Proposal
from throughline.intake.services.settling import WORDS
from throughline.intake.tests.papers import THINGS, paper, proposed, tagged
from throughline.intake.tests.readings import doubt, item, reading, review, subject
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import KeyDate, Review

pytestmark = pytest.mark.django_db
AT = factories.NOW


@pytest.fixture
def by() -> Actor:
    return factories.coordinator()


def put_all(proposal: Proposal, by: Actor) -> services.Finished:
    services.accept_all(proposal=proposal, sure=False, by=by, at=AT)
    return services.finish(proposal=proposal, by=by, at=AT)


def test_everything_accepted_is_in_the_record_with_the_words_it_came_from(by: Actor) -> None:
    police = factories.agency(_partnership(by), "Wexmoor Constabulary")
    police.names.create(name="Wexmoor police", alias=True)
    proposal = proposed(by)
    assert put_all(proposal, by) == services.Finished(THINGS, 1, 0)
    review_ = Review.objects.get()
    assert (review_.name, review_.kind, review_.done_by_name) == (
        "Child Alder",
        "scr",
        "Eddlecombe Safeguarding Children Board",
    )
    assert review_.state == "finished" and review_.case.partnership_id == by.partnership
    assert review_.source.words == "Child Alder"
    (child,) = review_.subjects.all()
    assert (child.name, child.also, child.source.words) == ("Child Alder", ["Alda"], "Child Alder")
    one, two = Finding.objects.order_by("position")
    assert (one.number, one.text, one.source.words) == ("1", one.source.words, one.source.words)
    asked = Recommendation.objects.get()
    assert list(asked.findings.all()) == [two] and asked.owner_name == "the Board" and asked.owner is None
    action = Action.objects.get()
    assert list(action.recommendations.all()) == [asked] and action.owner == police and action.state == "not_started"
    told = Statement.objects.order_by("position")
    assert [(row.kind, row.finding) for row in told] == [
        ("progress", one),
        ("progress", one),
        ("impact", one),
        ("case_study", one),
    ]
    study = told[3]
    assert study.outcome == study.outcome_source.words == "She now has one worker and goes to school."
    assert study.why_no_consent.startswith("Told already in the progress report that it was brought from:")
    assert all(row.date_text == "" and row.date_iso == "" for row in told)
    date = KeyDate.objects.get()
    assert (date.means, date.text, date.iso, date.source.words) == ("agreed", "9 May 2016", "2016-05-09", "9 May 2016")
    assert review_.case.papers.get().document == proposal.document
    proposal.refresh_from_db()
    assert (proposal.state, proposal.finished_by_id) == (Proposal.State.FINISHED, by.user)
    assert Event.objects.filter(verb="finding.added", actor=by.user).count() == 2
    assert not list(broken_links())


def test_only_what_was_accepted_is_in_the_record_and_the_rest_waits(by: Actor) -> None:
    proposal = proposed(by)
    services.accept(item=tagged(proposal, "F2"), by=by, at=AT)
    services.drop(item=tagged(proposal, "F1"), by=by, at=AT)
    assert services.finish(proposal=proposal, by=by, at=AT) == services.Finished(1, 0, THINGS - 2)
    assert [finding.text for finding in Finding.objects.all()] == ["The plan had no dates."]
    assert not Statement.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN
    with pytest.raises(Refused, match="E1305"):
        services.undo(item=tagged(proposal, "F2"), by=by, at=AT)
    assert put_all(proposal, by).left == 0
    assert Review.objects.count() == 1 and Finding.objects.count() == 1
    with pytest.raises(Refused, match="E1301"):
        services.finish(proposal=Proposal.objects.get(), by=by, at=AT)


def test_what_came_into_the_record_meanwhile_is_not_put_there_twice(by: Actor) -> None:
    first = proposed(by)
    services.accept(item=tagged(first, "F1"), by=by, at=AT)
    services.finish(proposal=first, by=by, at=AT)
    chosen = Review.objects.get()
    one, two = (proposed(by, paper(), review=chosen) for _ in range(2))
    assert one == two
    services.accept_all(proposal=first, sure=False, by=by, at=AT)
    services.accept_all(proposal=one, sure=False, by=by, at=AT)
    services.finish(proposal=first, by=by, at=AT)
    assert services.finish(proposal=one, by=by, at=AT).saved == 0
    assert Finding.objects.count() == 2 and Statement.objects.count() == 4


def test_what_is_proposed_all_the_same_is_put_there_again(by: Actor) -> None:
    put_all(proposed(by), by)
    again = proposed(by)
    services.propose_anyway(item=tagged(again, "F2"), by=by, at=AT)
    assert put_all(again, by).saved == 1
    assert Finding.objects.filter(text="The plan had no dates.").count() == 2


def test_a_correction_is_in_the_record_and_the_words_it_came_from_stay_as_written(by: Actor) -> None:
    proposal = proposed(by)
    row = tagged(proposal, "F2")
    words = {name: getattr(row, name) for name in WORDS} | {"text": "The plan had no dates at all.", "number": "2a"}
    services.correct(item=row, words=words, of=row.of, by=by, at=AT)
    services.finish(proposal=proposal, by=by, at=AT)
    found = Finding.objects.get()
    assert (found.number, found.text, found.source.words) == (
        "2a",
        "The plan had no dates at all.",
        "The plan had no dates.",
    )


def test_statements_under_headings_are_about_themes_made_once(by: Actor) -> None:
    text = "Child R\n\n5. Early help:\n\nMore help was given.\n\nTraining was held.\n\nFinding 9\n\nIt was done."
    early = ("theme", "5", "Early help")
    read = reading(
        text,
        subjects=[subject("Child R")],
        reviews=[review("Child R")],
        progress=[
            item("More help was given.", about=early),
            item("Training was held.", about=early),
            item("It was done.", about=("finding", "9", "")),
        ],
    )
    put_all(proposed(by, read), by)
    themes = Theme.objects.order_by("position")
    assert [(theme.number, theme.text, theme.statements.count()) for theme in themes] == [
        ("5", "Early help", 2),
        ("9", "Finding 9", 1),
    ]


def test_a_statement_carries_the_date_of_its_own_words(by: Actor) -> None:
    text = "Child Alder\n\nStaff were trained in May 2016.\n\nVisits fell. They rose in 2018.\n\nNobody knows."
    proposal = proposed(
        by,
        reading(
            text,
            subjects=[subject("Child Alder")],
            progress=[item("Staff were trained in May 2016."), item("Visits fell. They rose in 2018.")],
            impact=[item("Nobody knows.")],
            dates=[
                {"means": "", "text": "May 2016", "iso": "2016-05", "at": "May 2016"},
                {"means": "", "text": "2018", "iso": "2018", "at": "2018"},
            ],
        ),
    )
    services.split(item=tagged(proposal, "P2"), first="Visits fell.", second="They rose in 2018.", by=by, at=AT)
    row = tagged(proposal, "I1")
    services.correct(
        item=row,
        words={name: getattr(row, name) for name in WORDS} | {"date_text": "March 2017"},
        of=row.of,
        by=by,
        at=AT,
    )
    services.accept_all(proposal=proposal, sure=False, by=by, at=AT)
    services.finish(proposal=proposal, by=by, at=AT)
    dated = Statement.objects.order_by("source__start").values_list("text", "date_text", "date_iso")
    assert list(dated) == [
        ("Staff were trained in May 2016.", "May 2016", "2016-05"),
        ("Visits fell.", "", ""),
        ("They rose in 2018.", "2018", "2018"),
        ("Nobody knows.", "March 2017", "2017-03"),
    ]


def test_progress_about_an_action_is_an_update_with_no_date_unless_the_text_gives_one(by: Actor) -> None:
    text = "Child R\n\nAction 4: Write the protocol.\n\nIt is written."
    read = reading(
        text,
        subjects=[subject("Child R")],
        actions=[item("Write the protocol.", "4")],
        progress=[item("It is written.", about=("action", "4", ""))],
    )
    put_all(proposed(by, read), by)
    update = ActionUpdate.objects.get()
    assert (update.action.number, update.text, update.date_text, update.date_iso) == ("4", "It is written.", "", "")
    assert update.source.words == "It is written." and not Statement.objects.exists()
    again = proposed(by, read)
    assert set(again.items.values_list("state", flat=True)) == {"already"}


def test_what_a_committee_is_asked_stands_under_a_case_even_without_a_review(by: Actor) -> None:
    text = "Board members are asked to champion learning."
    read = reading(text, kind="subgroup_annual_report", committee_recommendations=[item(text, owner="the Board")])
    proposal = proposed(by, read)
    put_all(proposal, by)
    asked = CommitteeRecommendation.objects.get()
    assert (asked.body_name, asked.source.words, asked.reviews.count()) == ("the Board", text, 0)
    proposal.refresh_from_db()
    assert services.reference_of(proposal) == asked.case.reference
    again = proposed(by, read)
    assert set(again.items.values_list("state", flat=True)) == {"already"}


def test_two_names_that_a_person_called_two_children_are_two(by: Actor) -> None:
    read = paper(doubts=[doubt("subject_name", "One child under two names: Child Alder and Alda.", "Child Alder")])
    proposal = proposed(by, read)
    services.answer_doubts(proposal=proposal, answers={1: "other"}, by=by, at=AT)
    put_all(proposal, by)
    assert [(s.name, s.also) for s in Review.objects.get().subjects.order_by("position")] == [
        ("Child Alder", []),
        ("Alda", []),
    ]


def test_nothing_is_put_when_one_of_the_things_cannot_be(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise Refused("E1501", "No.", "Stop.")

    proposal = proposed(by)
    services.accept_all(proposal=proposal, sure=False, by=by, at=AT)
    monkeypatch.setattr("throughline.intake.services.writing.add_statement", fails)
    with pytest.raises(Refused, match="E1501"):
        services.finish(proposal=proposal, by=by, at=AT)
    assert not Review.objects.exists() and not Finding.objects.exists()
    assert not proposal.items.filter(saved=True).exists()


def _partnership(by: Actor):  # type: ignore[no-untyped-def]
    return factories.Partnership.objects.get(pk=by.partnership)
