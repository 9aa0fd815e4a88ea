"""An action plan comes in: side by side, nothing written before, tied to what it answers, and never twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.actionplans.models import Action, ActionUpdate
from throughline.documents.rules import paragraphs
from throughline.intake import services
from throughline.intake.models import Proposal, ProposedItem
from throughline.intake.rules.plans import state_of, tied
from throughline.kernel.refusals import Refused
from throughline.planfiles import PlanAction
from throughline.planfiles.tests.shapes import book

ASKED = ((1, "1", "See each child alone at every visit"), (2, "2", "Ask who lives at home and write it down"))


@pytest.mark.parametrize(
    ("said", "numbers", "keys"),
    [
        ("2", ("2",), (2,)),
        ("1 and 2", ("1", "2"), (1, 2)),
        ("Ask who lives at home, and write it down", (), (2,)),
        ("Recommendation 7: something else altogether", ("7",), ()),
        ("Home", (), ()),
        ("", (), ()),
    ],
)
def test_a_plan_is_tied_by_number_or_by_likeness(said: str, numbers: tuple[str, ...], keys: tuple[int, ...]):
    assert tied(said, numbers, ASKED) == keys


@pytest.mark.parametrize(
    ("words", "rag", "state"),
    [
        ("Complete", "", "claimed_done"),
        ("Confirmed", "", "claimed_done"),
        ("Returned", "", "under_way"),
        ("In progress", "blue", "under_way"),
        ("", "blue", "claimed_done"),
        ("", "green", ""),
    ],
)
def test_nothing_from_a_file_is_confirmed(words: str, rag: str, state: str):
    assert state_of(PlanAction(state_words=words, rag=rag)) == state


HEADS = ("No", "Recommendation", "Action", "Agency", "Lead", "By when", "Progress", "Resources")
ROWS = (
    ("1", "2", "Change the form", "Wexmoor Police", "Head of custody", "1 May 2027", "March 2026: drafted", "£10"),
    ("2", "See each child alone at each visit", "Train staff", "Choir", "", "ongoing", "", ""),
    ("", "", "", "", "", "", "", "Nobody costed the rest"),
)


@pytest.fixture
def scene(db: None) -> dict[str, Any]:
    where = make.partnership()
    unit = make.member(where)
    by = make.actor(unit)
    review = records.review(by, where=where)
    police = make.agency(where)
    asked = [records.recommendation(review, by, number=number, text=text) for _, number, text in ASKED]
    return {"user": unit, "by": by, "review": review, "police": police, "asked": asked}


def sent(scene: dict[str, Any], rows: Any = ROWS, name: str = "plan.xlsx") -> Proposal:
    data = book(("Plan", (HEADS, *rows)))
    return services.read_in(name=name, data=data, review=scene["review"], plan=True, by=scene["by"], at=make.NOW)


def test_nothing_is_written_before_and_all_of_it_after(scene: dict[str, Any]):
    proposal = sent(scene)
    assert Action.objects.count() == ActionUpdate.objects.count() == 0
    services.accept_all(proposal=proposal, sure=False, by=scene["by"], at=make.NOW)
    services.finish(proposal=proposal, by=scene["by"], at=make.NOW)
    first, second = Action.objects.order_by("position")
    assert (first.text, first.owner, first.owner_name, str(first.due_on)) == (
        "Change the form",
        scene["police"],
        "Head of custody",
        "2027-05-01",
    )
    assert (first.cost, second.due_text, second.due_on, second.owner_name) == (
        "£10\nNobody costed the rest"[:3],
        "ongoing",
        None,
        "Choir",
    )
    assert list(first.recommendations.all()) == [scene["asked"][1]]
    assert list(second.recommendations.all()) == [scene["asked"][0]]
    update = ActionUpdate.objects.get()
    assert (update.action, update.date_iso, update.text) == (first, "2026-03", "drafted")
    assert first.source is not None
    assert first.source.words == "Change the form"


def test_the_same_plan_again_proposes_only_what_is_new(scene: dict[str, Any]):
    proposal = sent(scene)
    services.accept_all(proposal=proposal, sure=False, by=scene["by"], at=make.NOW)
    services.finish(proposal=proposal, by=scene["by"], at=make.NOW)
    more = (("1", *ROWS[0][1:6], "March 2026: drafted\nMay 2026: in use", "£10"), ROWS[1])
    later = sent(scene, more, "plan-may.xlsx")
    states = {item.text: item.state for item in later.items.all()}
    assert states == {
        "Change the form": "already",
        "drafted": "already",
        "in use": "open",
        "Train staff": "already",
    }


def test_a_later_edition_that_says_otherwise_is_told_and_changes_nothing(scene: dict[str, Any]):
    proposal = sent(scene)
    services.accept_all(proposal=proposal, sure=False, by=scene["by"], at=make.NOW)
    services.finish(proposal=proposal, by=scene["by"], at=make.NOW)
    assert not proposal.doubts.filter(rule="plan_differs").exists()
    rows = ((*ROWS[0][:5], "1 June 2027", "", "£10"), ROWS[1])
    told = sent(scene, rows, "plan-june.xlsx").doubts.get(rule="plan_differs").says
    assert "by when “1 June 2027”, and the record “1 May 2027”" in told
    assert str(Action.objects.get(number="1").due_on) == "2027-05-01"


def test_every_cell_stands_in_the_source_with_its_place(scene: dict[str, Any]):
    text = sent(scene).document.text
    assert "Plan!C2\tAction\tChange the form\nPlan!A2\tNumber\t1\n" in text
    assert "Plan!F3\tBy when\tongoing" in text
    assert len(paragraphs(text)) == 4


def test_an_action_plan_goes_to_a_review(scene: dict[str, Any]):
    with pytest.raises(Refused, match="goes to a review"):
        services.read_in(name="plan.xlsx", data=book(("Plan", (HEADS, *ROWS))), plan=True, by=scene["by"], at=make.NOW)


def test_left_out_with_a_reason_and_taken_back(scene: dict[str, Any]):
    proposal = sent(scene)
    item = proposal.items.get(text="Train staff")
    services.drop(item=item, reason="It is done by another board.", by=scene["by"], at=make.NOW)
    item.refresh_from_db()
    assert (item.state, item.extra["why_dropped"]) == ("dropped", "It is done by another board.")
    services.undo(item=item, by=scene["by"], at=make.NOW)
    assert "why_dropped" not in ProposedItem.objects.get(pk=item.pk).extra


def test_the_page_shows_the_cells_and_what_they_are_tied_to(scene: dict[str, Any]):
    proposal = sent(scene)
    client = signed_in(scene["user"])
    page = client.get(f"/imports/{proposal.pk}/").content.decode()
    assert "Plan!C2" in page
    assert "2: Ask who lives at home and write it down" in page
    assert "“ongoing” is no day" in page
    item = proposal.items.get(text="Train staff")
    left = client.get(f"/imports/{proposal.pk}/items/{item.pk}/leave").content.decode()
    assert "Why it is left out" in left
    assert "Leave it out" in left


def test_what_the_plan_says_was_stopped_is_asked_about_and_never_silently_open_again(scene: dict[str, Any]) -> None:
    heads = ("No", "Action", "Agency", "State")
    data = book(("Plan", (heads, ("1", "Print the leaflet", "Wexmoor Police", "Stopped"))))
    given = {"review": scene["review"], "plan": True, "by": scene["by"], "at": make.NOW}
    proposal = services.read_in(name="plan.xlsx", data=data, **given)
    says = [doubt.says for doubt in proposal.doubts.all()]
    assert [one for one in says if "say on its page why it will not be done" in one]
