"""Correcting a rule: who may, what is kept, what the chain says, and what a second try does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests import factories as make
from throughline.access.roles import ROLES
from throughline.audit.models import Event
from throughline.kernel.refusals import Refused
from throughline.rulebook.models import Correction
from throughline.rulebook.permissions import why_not_correct
from throughline.rulebook.queries import rule_book
from throughline.rulebook.services import correct_rule

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)


def correct(by: Any, **more: Any) -> Correction:
    """Twenty working days for the rapid review."""
    said = {
        "edition": "wt2023",
        "part": "clocks",
        "entry": "rapid_review",
        "values": {"length": 20, "unit": "working days", "source": "A letter of May 2026"},
        "from_on": JUNE,
        "reason": "The Panel wrote so.",
    }
    return correct_rule(**{**said, **more}, by=by, at=make.NOW)


def actor(role: str, where: Any) -> Any:
    """Somebody of that role there."""
    return make.actor(make.member(where, role))


def test_it_holds_for_the_own_partnership_alone() -> None:
    here, elsewhere = make.partnership(), make.partnership("Another Partnership")
    correct(actor("administrator", here))
    lengths = [
        rule_book(where.pk, on=JUNE).editions["wt2023"].clock("rapid_review", JUNE).length
        for where in (here, elsewhere)
    ]
    assert lengths == [20, 15]
    event = Event.objects.get(verb="rule.corrected")
    assert (event.details["before"]["length"], event.details["after"]["length"]) == (15, 20)


def test_sent_twice_it_is_made_once() -> None:
    by = actor("administrator", make.partnership())
    assert correct(by).pk == correct(by).pk
    assert Correction.objects.count() == Event.objects.filter(verb="rule.corrected").count() == 1


@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_corrects(role: str) -> None:
    by = actor(role, make.partnership())
    allowed = role == "administrator"
    assert (why_not_correct(actor=by) is None) == allowed
    if not allowed:
        with pytest.raises(Refused):
            correct(by)
        assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"edition": "wt1999"},
        {"part": "names"},
        {"entry": "no_such_clock"},
        {"reason": " "},
        {"values": {"length": 0, "unit": "days", "source": "S"}},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(more: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="E1906"):
        correct(actor("administrator", make.partnership()), **more)
    assert not Correction.objects.exists() and not Event.objects.filter(verb="rule.corrected").exists()


def test_a_correction_is_never_changed() -> None:
    made = correct(actor("administrator", make.partnership()))
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(reason="Another")


def test_the_hand_over_decides_which_edition_governs() -> None:
    here = make.partnership()
    by = actor("administrator", here)
    day = date(2019, 2, 1)
    assert rule_book(here.pk, on=JUNE).for_notice(day).edition is None
    correct(by, edition="common", part="hand_over", entry="hand_over", values={"on": "2019-04-01", "source": "Minutes"})
    assert rule_book(here.pk, on=JUNE).for_notice(day).edition == "wt2015"
