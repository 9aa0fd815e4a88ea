"""Two people at the same moment: one effect, nothing lost, on whichever database."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from tests import factories as make
from tests import records
from throughline.actionplans.services import move_action
from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.cases import editing
from throughline.findings.models import Finding
from throughline.impact.services import accept_evidence
from throughline.reviews.models import Review
from throughline.reviews.services import change_record, sent_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


def at_once(do: Callable[[int], Any]) -> list[Any]:
    """What `do` gave, or the exception it raised, in each of several threads that start together."""
    barrier, found = Barrier(MANY), [None] * MANY

    def run(number: int) -> None:
        barrier.wait()
        try:
            found[number] = do(number)
        except Exception as error:  # noqa: BLE001 - handed to the test, which looks at it
            found[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_many_who_change_one_version_one_succeeds_and_the_others_are_told() -> None:
    by = make.coordinator()
    finding = records.finding(records.review(by), by)
    found = at_once(
        lambda number: change_record(finding, fields={"text": f"Words {number}."}, version=1, by=by, at=make.NOW)
    )
    refused = [one for one in found if isinstance(one, editing.Changed)]
    assert len(refused) == MANY - 1, found
    finding.refresh_from_db()
    assert finding.version == 2
    assert finding.text in {f"Words {number}." for number in range(MANY)}
    assert Event.objects.filter(verb="finding.changed").count() == 1


def test_one_form_sent_many_times_at_once_makes_one_record() -> None:
    by = make.coordinator()
    review = records.review(by)

    def send(_: int) -> str:
        return sent_once(key="k", by=by, at=make.NOW, do=lambda: f"/findings/{records.finding(review, by).pk}/")

    found = at_once(send)
    assert Finding.objects.count() == 1
    assert set(found) == {f"/findings/{Finding.objects.get().pk}/"}


def test_a_move_and_an_acceptance_made_at_once_are_made_once_and_the_chain_holds() -> None:
    by = make.coordinator()
    review = records.review(by)
    action = records.action(review, by)
    other = make.actor(make.member(review.case.partnership))
    evidence = records.evidence(review, other, actions=[action])

    def both(_: int) -> None:
        move_action(action, state="under_way", by=by, at=make.NOW)
        accept_evidence(evidence, grade="output", by=by, at=make.NOW)

    assert at_once(both) == [None] * MANY
    assert action.states.count() == 2
    assert Event.objects.filter(verb="evidence.accepted").count() == 1
    assert list(broken_links()) == []
    assert Review.objects.count() == 1
