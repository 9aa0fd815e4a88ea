"""What must be so of every tie: two of one case who are not one, a time that can be, nobody their own ancestor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from throughline.cases.models import Case
from throughline.family.models import Parentage, RoleHeld, Stay, Twins, Union
from throughline.family.rules import records as of
from throughline.family.rules.roles import OTHER_ROLE
from throughline.family.rules.words import is_own_ancestor, wrong_time
from throughline.identities.models import Person, Place
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency

Tie = TypeVar("Tie", Union, Parentage, Twins, Stay, RoleHeld)
AnyTie = Union | Parentage | Twins | Stay | RoleHeld
LASTING = (of.BIRTH, of.ADOPTED)


def holds_together(tie: AnyTie) -> None:
    """Nothing, or the refusal of a tie that cannot be. The case is held, so that two do not make a circle at once."""
    Case.objects.select_for_update().get(pk=tie.case_id)
    ends = tuple(_ends(tie))
    if any(end.case_id != tie.case_id or end.withdrawn_at is not None for end in ends):
        raise Refused(
            "E1547", "Somebody or some place of this is not in the register of the case.", "Choose from its register."
        )
    people = {one.pk: _kept(one) for one in ends if isinstance(one, Person)}
    if len(people) + sum(isinstance(one, Place) for one in ends) < len(ends) or len(set(people.values())) < len(people):
        raise Refused("E1543", "Both ends of this are one person.", "Choose two who are not one.")
    if not isinstance(tie, Twins) and (wrong := wrong_time(tie.since, tie.until)):
        raise Refused("E1545", wrong, "Look at the dates again. They are like 2016, March 2016 or 9 March 2016.")
    if any(one.partnership_id != tie.case.partnership_id for one in _agencies(tie)):
        raise Refused("E1457", "Another partnership keeps that agency.", "Choose one of those of this partnership.")
    if isinstance(tie, RoleHeld) and tie.kind == OTHER_ROLE and not tie.own_words.strip():
        raise Refused("E1546", "The role has no words.", "Say in your own words what role it was.")
    if isinstance(tie, Parentage) and tie.kind in LASTING and tie.according_to_id is None:
        _no_circle(tie)


def last_position(tie: AnyTie) -> int:
    """How many of its kind the case has."""
    return type(tie).objects.filter(case=tie.case_id).count()


def _ends(tie: AnyTie) -> Iterator[Person | Place]:
    if isinstance(tie, Parentage):
        yield from (tie.child, tie.parent)
    elif isinstance(tie, Union | Twins):
        yield from (tie.one, tie.other)
    else:
        yield tie.person
        if isinstance(tie, Stay):
            yield tie.place


def _agencies(tie: AnyTie) -> Iterator[Agency]:
    """The agency that believed it, and the one of a role."""
    for name in ("according_to", "agency"):
        agency = getattr(tie, name, None)
        if agency is not None:
            yield agency


def _kept(person: Person) -> int:
    """The number of the person under whom this one is read."""
    seen = {person.pk}
    while person.joined_into is not None and person.joined_into_id not in seen:
        person = person.joined_into
        seen.add(person.pk)
    return person.pk


def _no_circle(tie: Parentage) -> None:
    rows = Parentage.objects.filter(case=tie.case_id, kind__in=LASTING, withdrawn_at__isnull=True)
    rows = rows.filter(according_to__isnull=True).exclude(pk=tie.pk)
    into = dict(Person.objects.filter(case=tie.case_id).values_list("pk", "joined_into_id"))

    def kept(number: int) -> int:
        seen = {number}
        while (further := into.get(number)) and further not in seen:
            number = further
            seen.add(number)
        return number

    parents: dict[int, list[int]] = {}
    for child, parent in rows.values_list("child_id", "parent_id"):
        parents.setdefault(kept(child), []).append(kept(parent))
    if is_own_ancestor(kept(tie.child_id), kept(tie.parent_id), parents):
        raise Refused(
            "E1544",
            f"{tie.parent.pseudonym} descends from {tie.child.pseudonym}, and so cannot be a parent of theirs.",
            "Look at who is the child and who the parent.",
        )
