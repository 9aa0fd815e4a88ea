"""The pages of the register: pseudonyms for all at work on a case, who they are after a reason or a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.signing_in import second_factor, signed_in, stale
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, ELECTED_MEMBER, ROLES
from throughline.audit.models import Event
from throughline.cases.models import Case
from throughline.identities import permissions, queries, services
from throughline.identities.models import Joining, Person
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
REAL = "Margaret Real"


@dataclass
class Scene:
    """A case with a child, a grandmother, a foster carer, a worker, a school and an address; and who looks."""

    case: Case
    by: Any
    on_it: Client
    outside: Client
    ids: dict[str, int]

    @property
    def register(self) -> str:
        return f"/cases/{self.case.pk}/people"

    def say_why(self, client: Client) -> None:
        """That client gives a reason."""
        assert client.post(self.register, {"reason": "To prepare the meeting."}).status_code == 302


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    person, cover = make.member(where, name="Ruth"), make.member(where, name="Cover")
    case = make.case(where)
    make.on_case(case, person=person)
    for one in (person, cover):
        second_factor(one)
    now = timezone.now()
    by = make.actor(person, on=now.date())
    given: dict[str, Any] = {"case": case, "by": by, "at": now}
    services.add_child(pseudonym="Hazel", real_name="Hazel Real", **given)
    family = services.add_person(pseudonym="Grandmother", kind="family", real_name=REAL, born="1954", **given)
    carer = services.add_person(pseudonym="Carer 1", kind="carer", real_name="Carrie Real", relation="foster", **given)
    worker = services.add_person(pseudonym="Worker 1", kind="professional", job="health visitor", **given)
    school = services.add_place(pseudonym="The school", kind="school", words="Marsh Primary", **given)
    home = services.add_place(pseudonym="Quay Street", kind="address", words="1 Real Street", **given)
    ids = {"family": family.pk, "carer": carer.pk, "worker": worker.pk, "school": school.pk, "home": home.pk}
    return Scene(case, by, signed_in(person), signed_in(cover), ids)


def words(client: Client, address: str) -> str:
    """The page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("on_case", [True, False])
def test_whoever_sees_the_case_may_look_with_a_code_unless_it_is_closed_to_them(role: str, on_case: bool) -> None:
    where = make.partnership()
    case, person = make.case(where), make.member(where, role)
    if on_case:
        make.on_case(case, person=person)
    given: dict[str, Any] = {"actor": make.actor(person), "thing": case, "on": make.TODAY}
    knows = role not in (ADMINISTRATOR, ELECTED_MEMBER) and (on_case or role != AGENCY_LEAD)
    assert (permissions.why_not_look(**given) is None) is knows
    assert permissions.is_outside(**given) is not on_case
    seal = make.seal(case)
    assert permissions.why_not_look(**given) == "This case is closed to you."
    seal.delete()
    make.conflict(case, person)
    assert permissions.why_not_look(**given) == "This case is closed to you."
    assert permissions.why_not_look(actor=make.coordinator(), thing=case, on=make.TODAY)


def test_pseudonyms_first_then_who_they_are_and_carers_and_addresses_behind_a_code(scene: Scene) -> None:
    before = words(scene.on_it, scene.register)
    assert "Grandmother" in before and "Quay Street" in before and "Real" not in before and "1954" not in before
    person = f"/persons/{scene.ids['family']}/"
    assert scene.on_it.get(person).headers["Location"] == f"{scene.register}?next=%2Fpersons%2F{scene.ids['family']}%2F"
    said = scene.on_it.post(f"{scene.register}?next={person}", {"reason": "To prepare the meeting."})
    assert said.headers["Location"] == person
    after = words(scene.on_it, scene.register)
    for shown in (REAL, "Hazel Real", "health visitor", "Marsh Primary", "1954"):
        assert shown in after
    for kept in ("Carrie Real", "foster", "1 Real Street"):
        assert kept not in after
    assert REAL in words(scene.on_it, person)
    close = {f"/persons/{scene.ids['carer']}/": "Carrie Real", f"/places/{scene.ids['home']}/": "1 Real Street"}
    for where, shown in close.items():
        assert shown in words(scene.on_it, where)
        assert shown in words(scene.on_it, f"{where}edit")
    stale(scene.on_it)
    for where in close:
        for page in (where, f"{where}edit"):
            assert scene.on_it.get(page).headers["Location"].split("?")[0] == reverse("mfa_reauthenticate")
    assert "Marsh Primary" in words(scene.on_it, f"/places/{scene.ids['school']}/")
    assert REAL in words(scene.on_it, scene.register), "the reason stands for the session"


def test_every_sight_says_whether_it_was_of_who_they_are(scene: Scene) -> None:
    words(scene.on_it, scene.register)
    scene.say_why(scene.on_it)
    words(scene.on_it, scene.register)
    words(scene.on_it, f"/places/{scene.ids['school']}/")
    told = [event.details["records"] for event in Event.objects.filter(verb="saw").order_by("number")]
    family, school = scene.ids["family"], scene.ids["school"]
    assert f"person {family}" in told[0] and f"identity of person {family}" in told[1]
    assert told[2] == [f"identity of place {school}"]


def test_somebody_not_on_the_case_owes_a_fresh_code_too_and_it_is_told_apart(scene: Scene) -> None:
    stale(scene.outside)
    page = words(scene.outside, scene.register)
    assert "Give a code first" in page and "Why you look" not in page and "Real" not in page
    with pytest.raises(Refused, match="E1459"):
        services.say_why(case=scene.case, reason="Cover.", by=make.coordinator(scene.case.partnership), at=make.NOW)
    scene.outside.post(scene.register, {"reason": "I cover for Ruth."})
    assert not Event.objects.filter(verb__startswith="identities.opened").exists()
    fresh = signed_in(make.User.objects.get(name="Cover"), client=scene.outside)
    assert "Why you look" in words(fresh, scene.register)
    fresh.post(scene.register, {"reason": "I cover for Ruth."})
    event = Event.objects.get(verb="identities.opened_from_outside")
    assert (event.actor_name, event.details["reason"]) == ("Cover", "I cover for Ruth.")
    assert REAL in words(fresh, scene.register) and "Carrie Real" in words(fresh, f"/persons/{scene.ids['carer']}/")
    assert "Hazel Real" in words(fresh, f"/cases/{scene.case.pk}/children")
    for where in (f"/persons/{scene.ids['family']}/edit", f"{scene.register}/new", f"/cases/{scene.case.pk}/joining"):
        assert fresh.get(where).status_code == 403
    stale(fresh)
    assert REAL not in words(fresh, scene.register) and "Hazel Real" not in words(
        fresh, f"/cases/{scene.case.pk}/children"
    )
    assert fresh.get(f"/persons/{scene.ids['family']}/").status_code == 302


def test_people_and_places_are_written_on_their_pages(scene: Scene) -> None:
    scene.say_why(scene.on_it)
    other = make.case(scene.case.partnership)
    make.on_case(other, person=make.User.objects.get(pk=scene.by.user))
    services.add_person(case=other, pseudonym="Uncle", kind="family", by=scene.by, at=timezone.now())
    form = {"pseudonym": "Uncle", "kind": "family", "sex": "male", "state": "born", "born": "9/3/1980", "certain": "on"}
    answer = scene.on_it.post(f"{scene.register}/new", {**form, "identified": "on"}, follow=True)
    assert "9 March 1980" in (page := answer.content.decode())
    assert f"“Uncle” is a pseudonym in {other.reference} too." in page
    assert f"Also a pseudonym in {other.reference}." in words(scene.on_it, scene.register)
    uncle = Person.objects.get(case=scene.case, pseudonym="Uncle")
    assert (uncle.born, uncle.certain) == ("1980-03-09", True)
    change = {**form, "born": "1980", "version": "1", "agency": "", "certain": ""}
    wrong = scene.on_it.post(f"/persons/{uncle.pk}/edit", change)
    assert "Say in a sentence why it is not certain." in wrong.content.decode()
    scene.on_it.post(f"/persons/{uncle.pk}/edit", {**change, "uncertain_why": "Two papers differ."})
    uncle.refresh_from_db()
    assert (uncle.born, uncle.certain, uncle.identified) == ("1980", False, False)
    assert scene.on_it.post(f"/persons/{uncle.pk}/edit", {**change, "born": "about then"}).status_code == 200
    named = scene.on_it.post(f"/persons/{uncle.pk}/", {"name": "Bert", "kind": "nickname"}, follow=True)
    assert "Bert" in named.content.decode()
    name = uncle.other_names.get()
    scene.on_it.post(f"/other-names/{name.pk}/withdraw", {"reason": "Nobody calls him so."})
    assert "Bert" not in words(scene.on_it, f"/persons/{uncle.pk}/")
    scene.on_it.post(f"/persons/{uncle.pk}/withdraw", {"reason": "Of the other case."})
    assert "Uncle" not in words(scene.on_it, scene.register)
    place = {"pseudonym": "Marsh Lane", "kind": "placement", "words": "2 Real Lane"}
    scene.on_it.post(f"/cases/{scene.case.pk}/places/new", place)
    made = queries.standing_places(scene.case, scene.by, make.TODAY)[-1]
    scene.on_it.post(f"/places/{made.pk}/edit", {**place, "words": "3 Real Lane", "version": "1"})
    assert "3 Real Lane" in words(scene.on_it, f"/places/{made.pk}/")
    scene.on_it.post(f"/places/{made.pk}/", {"name": "The cottage", "kind": "other_name"})
    assert "The cottage" in words(scene.on_it, f"/places/{made.pk}/")
    scene.on_it.post(f"/places/{made.pk}/withdraw", {"reason": "A mistake."})
    assert "Marsh Lane" not in words(scene.on_it, scene.register)


def test_a_pair_is_looked_at_side_by_side_joined_and_undone(scene: Scene) -> None:
    scene.say_why(scene.on_it)
    given = {"real_name": "Peggy Real", "by": scene.by, "at": timezone.now()}
    lodger = services.add_person(case=scene.case, pseudonym="Lodger", kind="other", **given)
    base = f"/cases/{scene.case.pk}/joining"
    assert "One pair in this register" in words(scene.on_it, scene.register)
    page = words(scene.on_it, base)
    assert "Margaret and Peggy" in page and "Peggy Real" in page
    pair = f"{base}/{scene.ids['family']}/{lodger.pk}"
    chosen = f"{base}?one={scene.ids['family']}&other="
    assert scene.on_it.get(f"{chosen}{lodger.pk}").headers["Location"] == pair
    assert "Choose somebody else." in words(scene.on_it, f"{chosen}{scene.ids['family']}")
    assert "Say in" not in words(scene.on_it, pair)
    scene.on_it.post(pair, {"says": str(scene.ids["family"]), "reason": "Her own account."})
    assert scene.on_it.get(f"/persons/{lodger.pk}/").headers["Location"] == f"/persons/{scene.ids['family']}/"
    assert "Joined from" in words(scene.on_it, f"/persons/{scene.ids['family']}/")
    assert "Lodger is Grandmother." in words(scene.on_it, base)
    assert scene.on_it.get(pair).status_code == 404
    joining = Joining.objects.get()
    scene.on_it.post(f"/joinings/{joining.pk}/undo", {"reason": "A mistake."})
    scene.on_it.post(pair, {"says": "two", "reason": "Seen together."})
    assert "Grandmother and Lodger are two people." in words(scene.on_it, base)
    assert "One pair in this register" not in words(scene.on_it, scene.register)


def test_the_register_asks_as_few_statements_for_many_as_for_few(scene: Scene) -> None:
    scene.say_why(scene.on_it)
    with CaptureQueriesContext(connection) as few:
        words(scene.on_it, scene.register)
    for number in range(12):
        one = services.add_person(
            case=scene.case, pseudonym=f"Worker {number + 2}", kind="professional", by=scene.by, at=timezone.now()
        )
        services.add_other_name(of=one, name=f"Name {number}", by=scene.by, at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        words(scene.on_it, scene.register)
    assert len(many) == len(few), [row["sql"][:90] for row in many]
    reads = [row["sql"] for row in many if "identities_" in row["sql"] and row["sql"].startswith("SELECT")]
    assert len(reads) <= 6


def test_whoever_was_found_to_be_a_carer_is_behind_the_code_by_either_name(scene: Scene) -> None:
    scene.say_why(scene.on_it)
    family, carer = (Person.objects.get(pk=scene.ids[name]) for name in ("family", "carer"))
    given = {"by": scene.by, "at": timezone.now()}
    name = services.add_other_name(of=family, name="Nan Real", kind="nickname", **given)
    services.join(kept=family, other=carer, reason="She fosters him.", **given)
    stale(scene.on_it)
    away = scene.on_it.get(f"/other-names/{name.pk}/withdraw")
    assert away.status_code == 302 and away.headers["Location"].split("?")[0] == reverse("mfa_reauthenticate")
    for one in (family, carer):
        for page in ("", "edit", "withdraw"):
            answer = scene.on_it.get(f"/persons/{one.pk}/{page}")
            assert answer.status_code == 302, (one.pseudonym, page)
            assert answer.headers["Location"].split("?")[0] == reverse("mfa_reauthenticate")
    assert REAL not in words(scene.on_it, scene.register)
