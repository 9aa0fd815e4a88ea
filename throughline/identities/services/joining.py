"""Say of two persons of a case that they are one, or that they are two, and take it back. Nobody is ever deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.identities.models import Joining, Person
from throughline.identities.permissions import require, why_not_write
from throughline.identities.services import register
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


@transaction.atomic
def join(*, kept: Person, other: Person, reason: str, by: Actor, at: datetime) -> Joining:
    """They are one person: all that is recorded of `other` is read under `kept`. Event ``joining.added``.

    A child of the case is kept where the other is none, whichever was given first. Refused (E1456) where one of them
    was joined already, was withdrawn or is of another case.
    """
    if other.child_id and not kept.child_id:
        kept, other = other, kept
    kept, other = _two(kept, other, by, at)
    if kept.joined_into_id or other.joined_into_id:
        raise _cannot("One of them was joined already, and is read under somebody else.")
    made = _said(kept, other, same=True, reason=reason, by=by, at=at)
    Person.objects.filter(pk=other.pk).update(joined_into=kept)
    return made


@transaction.atomic
def keep_apart(*, one: Person, other: Person, reason: str, by: Actor, at: datetime) -> Joining:
    """They are two persons, and are proposed no more. Event ``joining.added``."""
    one, other = _two(one, other, by, at)
    kept, second = sorted((one, other), key=lambda person: person.pk)
    return _said(kept, second, same=False, reason=reason, by=by, at=at)


@transaction.atomic
def undo_joining(joining: Joining, *, reason: str, by: Actor, at: datetime) -> Joining:
    """What was said of the two is said no more; each is read for themselves again. Event ``joining.withdrawn``.

    Refused (E1453) where the pseudonym of the one who was joined was given to somebody else meanwhile.
    """
    given = register.given(reason)
    now = editing.locked(joining)
    if now.withdrawn_at is None:
        require(why_not_write(actor=by, thing=now, on=localdate(at)))
        if now.same:
            other = editing.locked(now.other)
            if other.withdrawn_at is None:
                register.free(other.case, other.pseudonym, but=other)
            Person.objects.filter(pk=other.pk, joined_into=now.kept).update(joined_into=None)
    return editing.withdraw(now, by=by, at=at, reason=given)


def _two(one: Person, other: Person, by: Actor, at: datetime) -> tuple[Person, Person]:
    """Both as they stand, held; refused where nothing can be said of the two."""
    first, second = (editing.locked(person) for person in (one, other))
    for person in (first, second):
        require(why_not_write(actor=by, thing=person, on=localdate(at)))
    if first.pk == second.pk or first.case_id != second.case_id:
        raise _cannot("They are not two persons of one case.")
    return first, second


def _said(kept: Person, other: Person, *, same: bool, reason: str, by: Actor, at: datetime) -> Joining:
    pair = Q(kept=kept, other=other) | Q(kept=other, other=kept)
    if Joining.objects.filter(pair, withdrawn_at__isnull=True).exists():
        raise _cannot("It was said of these two already whether they are one.")
    joining = Joining(case=kept.case, kept=kept, other=other, same=same, reason=register.given(reason))
    return editing.add(joining, by=by, at=at)


def _cannot(why: str) -> Refused:
    return Refused("E1456", why, "Look at both again on the page Joining, and undo what stands there first.")
