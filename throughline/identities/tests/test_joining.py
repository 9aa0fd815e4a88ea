"""One person under two names: proposed until somebody says, read under the one kept, and undone again."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories as make
from throughline.audit.models import Event
from throughline.identities import queries, services
from throughline.identities.models import Joining, Person
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_it() -> Any:
    """A coordinator who is on a case, and the case."""
    where = make.partnership()
    person = make.member(where)
    case = make.case(where)
    make.on_case(case, person=person)
    return make.actor(person), case


def named(case: Any, by: Any, pseudonym: str, name: str, **more: Any) -> Person:
    """A relative of that name."""
    given = {"kind": "family", "real_name": name, "by": by, "at": make.NOW, **more}
    return services.add_person(case=case, pseudonym=pseudonym, **given)


def pairs(case: Any, by: Any) -> list[tuple[int, int]]:
    """The numbers of those who are proposed."""
    everybody = queries.standing_people(case, by, make.TODAY)
    found = queries.proposals(everybody, queries.settled(case, by, make.TODAY))
    return [(pair.one.id, pair.other.id) for pair in found]


def test_a_pair_is_proposed_until_somebody_says_and_again_once_it_is_undone(on_it: Any) -> None:
    by, case = on_it
    one, other = named(case, by, "Aunt", "Margaret Ridley"), named(case, by, "Lodger", "Peggy Ridley")
    named(case, by, "Uncle", "Robert Ridley")
    assert pairs(case, by) == [(one.pk, other.pk)]
    said = services.keep_apart(one=other, other=one, reason="Two sisters-in-law.", by=by, at=make.NOW)
    assert pairs(case, by) == [] and len(queries.standing_people(case, by, make.TODAY)) == 3
    with pytest.raises(Refused, match="E1456"):
        services.join(kept=one, other=other, reason="One.", by=by, at=make.NOW)
    services.undo_joining(said, reason="I looked again.", by=by, at=make.NOW)
    assert pairs(case, by) == [(one.pk, other.pk)]
    verbs = Event.objects.filter(subject_type="joining").values_list("verb", flat=True)
    assert list(verbs) == ["joining.added", "joining.withdrawn"]


def test_the_joined_is_read_under_the_kept_and_nothing_is_gone_when_it_is_undone(on_it: Any) -> None:
    by, case = on_it
    one, other = named(case, by, "Aunt", "Margaret Ridley"), named(case, by, "Lodger", "Peggy Ridley")
    before = queries.standing_people(case, by, make.TODAY)
    joining = services.join(kept=one, other=other, reason="Her own account.", by=by, at=make.NOW)
    (read,) = queries.standing_people(case, by, make.TODAY)
    assert read.ids == (one.pk, other.pk) and ("other_name", "Peggy Ridley") in read.other_names
    assert named(case, by, "Lodger", "Somebody Else").pseudonym == "Lodger", "the pseudonym is free meanwhile"
    with pytest.raises(Refused, match="E1453"):
        services.undo_joining(joining, reason="A mistake.", by=by, at=make.NOW)
    services.withdraw_person(Person.objects.latest("pk"), reason="A mistake.", by=by, at=make.NOW)
    services.undo_joining(joining, reason="A mistake.", by=by, at=make.NOW)
    assert queries.standing_people(case, by, make.TODAY) == before
    services.undo_joining(joining, reason="Sent twice.", by=by, at=make.NOW)
    assert Joining.objects.get().withdrawn_by_id == by.user


def test_what_was_said_of_one_who_was_joined_holds_of_the_one_kept(on_it: Any) -> None:
    by, case = on_it
    one, two, three = (named(case, by, name, "Jack Marlow") for name in ("Son", "Lodger", "Cousin"))
    services.keep_apart(one=two, other=three, reason="Seen together.", by=by, at=make.NOW)
    services.join(kept=one, other=two, reason="One.", by=by, at=make.NOW)
    assert pairs(case, by) == []
    with pytest.raises(Refused, match="E1456"):
        services.join(kept=three, other=two, reason="One.", by=by, at=make.NOW)


def test_a_child_of_the_case_is_kept_and_can_be_two_of_them(on_it: Any) -> None:
    by, case = on_it
    child = services.add_child(case=case, pseudonym="Hazel", real_name="Jack Marlow", by=by, at=make.NOW)
    twice = services.add_child(case=case, pseudonym="Ash", real_name="Marlow Jack", by=by, at=make.NOW)
    baby = named(case, by, "The baby", "Jack Marlowe")
    person = Person.objects.get(child=child)
    services.join(kept=baby, other=person, reason="One.", by=by, at=make.NOW)
    assert Person.objects.get(pk=baby.pk).joined_into_id == person.pk
    services.join(kept=person, other=Person.objects.get(child=twice), reason="One.", by=by, at=make.NOW)
    assert len(queries.standing_people(case, by, make.TODAY)) == 1
    with pytest.raises(Refused, match="E1458"):
        services.withdraw_child(child, reason="A mistake.", by=by, at=make.NOW)


def test_only_two_of_one_case_and_by_its_people(on_it: Any) -> None:
    by, case = on_it
    one, other = named(case, by, "Aunt", "Margaret Ridley"), named(case, by, "Lodger", "Peggy Ridley")
    far = make.case(case.partnership)
    make.on_case(far, person=make.User.objects.get(pk=by.user))
    elsewhere = named(far, by, "Aunt", "Margaret Ridley")
    for second in (one, elsewhere):
        with pytest.raises(Refused, match="E1456"):
            services.join(kept=one, other=second, reason="One.", by=by, at=make.NOW)
    outside = make.coordinator(case.partnership)
    for act in (services.join, services.keep_apart):
        names = ("kept", "other") if act is services.join else ("one", "other")
        with pytest.raises(Refused, match="E1451"):
            act(**dict(zip(names, (one, other), strict=True)), reason="One.", by=outside, at=make.NOW)
        with pytest.raises(Refused, match="E1452"):
            act(**dict(zip(names, (one, other), strict=True)), reason=" ", by=by, at=make.NOW)
    joining = services.join(kept=one, other=other, reason="One.", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1451"):
        services.undo_joining(joining, reason="No.", by=outside, at=make.NOW)
