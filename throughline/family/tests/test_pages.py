"""The pages of ties, counts and services: after a reason, in few statements, with what they show and where it leads."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.signing_in import second_factor, signed_in, stale
from throughline.access.roles import COORDINATOR
from throughline.chronology.tests.scene import Scene
from throughline.chronology.tests.scene import scene as chronicle
from throughline.family import services
from throughline.family.models import Parentage, RoleHeld, Stay, Union
from throughline.identities import services as register
from throughline.identities.models import Person

pytestmark = pytest.mark.django_db
AT = make.NOW
SAID = (
    ("17/10/2024", "", "Record HV1", "Mother said that the family had had ten social workers.", "", ""),
    ("18/10/2024", "", "Record HV1", "Ash had two placements between 2016 and 2019.", "", ""),
    ("19/10/2024", "", "Record HV1", "Two social workers attended the meeting. Alder seen.", "", ""),
    ("20/10/2024", "", "Record HV1", "Visit refused. Alder was not seen.", "", ""),
)  # fmt: skip


class Made:
    """A case with a chronology, a family, three social workers and two placements; and Ruth, who is on it."""

    def __init__(self) -> None:
        scene: Scene = chronicle()
        self.scene, self.case, person = scene, scene.case, scene.people[COORDINATOR]
        make.on_case(self.case, person=person)
        second_factor(person)
        self.by = make.actor(person)
        scene.send(scene.health, SAID)
        given: dict[str, Any] = {"case": self.case, "by": self.by, "at": AT}
        child = register.add_child(pseudonym="Ash", **given)
        self.people = {"Ash": Person.objects.get(child=child)}
        for name, kind in (
            ("Laurel", "family"),
            ("Carer 1", "carer"),
            *((f"Worker {n}", "professional") for n in "123"),
        ):
            self.people[name] = register.add_person(pseudonym=name, kind=kind, **given)
        for number, since in zip("123", ("2016", "2018-03", "2020-05-01"), strict=True):
            person_ = self.people[f"Worker {number}"]
            until = "" if number == "3" else "2019"
            services.add_role(
                person=person_, kind="social_worker", agency=scene.police, since=since, until=until, **given
            )
        self.home = register.add_place(pseudonym="Foster home", kind="placement", words="1 Road", **given)
        other = register.add_place(pseudonym="Children’s home", kind="placement", words="2 Road", **given)
        for place, since, until in ((self.home, "2016-01", "2017-03"), (other, "2017-04", "2019-01")):
            services.add_stay(person=self.people["Ash"], place=place, since=since, until=until, **given)
        self.tie = services.add_parentage(
            child=self.people["Ash"], parent=self.people["Laurel"], kind="birth", why="Laurel’s word", **given
        )
        self.client = signed_in(person)

    def opened(self) -> Client:
        """Ruth said why she looks."""
        assert self.client.post(f"/cases/{self.case.pk}/people", {"reason": "To count."}).status_code == 302
        return self.client

    def page(self, address: str) -> str:
        """The page, for Ruth who said why."""
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()


@pytest.fixture
def made() -> Made:
    return Made()


def test_every_page_asks_first_why_one_looks(made: Made) -> None:
    ash, case = made.people["Ash"].pk, made.case.pk
    for address in (f"/cases/{case}/counts", f"/cases/{case}/services", f"/persons/{ash}/ties"):
        answer = made.client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/cases/{case}/people?next={address.replace('/', '%2F')}"
    made.opened()
    for address in (f"/cases/{case}/counts", f"/cases/{case}/services", f"/persons/{ash}/ties"):
        assert made.client.get(address).status_code == 200


def test_counts_stand_beside_what_texts_say_with_where_it_stands(made: Made) -> None:
    made.opened()
    page = made.page(f"/cases/{made.case.pk}/counts")
    assert page.index("Social workers") < page.index("Worker 1") < page.index("Placements of Ash")
    assert "The text says 10. The records have 3 social workers." in page
    assert "The records have fewer" in page
    assert "The text says 2. The records have 2 placements “between 2016 and 2019”." in page
    assert "attended the meeting" not in page
    assert page.count("/chronology-entries/") == 2
    assert "<strong>1 text says another number than the records have.</strong>" in page


def test_counts_in_a_stretch_of_days(made: Made) -> None:
    made.opened()
    days = {
        "first_day": "1",
        "first_month": "2",
        "first_year": "2018",
        "last_day": "1",
        "last_month": "5",
        "last_year": "2018",
    }
    page = made.client.get(f"/cases/{made.case.pk}/counts", days).content.decode()
    assert "In that time" in page
    assert "Counted from 1 February 2018 to 1 May 2018." in page
    assert "Worker 3" not in page


def test_services_are_drawn_and_told(made: Made) -> None:
    made.opened()
    page = made.client.get(
        f"/cases/{made.case.pk}/services", {"day_day": "20", "day_month": "10", "day_year": "2024"}
    ).content.decode()
    assert page.count("<title") == 2
    assert 'id="services-title"' in page
    assert "Wexmoor Community Health" in page
    assert "Worker 3, social worker" in page
    assert "Worker 1, social worker" not in page
    assert (
        "No service is known"
        in made.client.get(
            f"/cases/{made.case.pk}/services", {"day_day": "1", "day_month": "1", "day_year": "2005"}
        ).content.decode()
    )


def test_a_page_is_read_in_few_statements(made: Made) -> None:
    made.opened()
    for address in (f"/cases/{made.case.pk}/counts", f"/cases/{made.case.pk}/services"):
        made.client.get(address)
        with CaptureQueriesContext(connection) as told:
            assert made.client.get(address).status_code == 200
        rest = [one["sql"] for one in told if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
        assert len(rest) <= 20, "\n".join(sql[:160] for sql in rest)


def test_ties_are_added_changed_and_taken_back(made: Made) -> None:
    client, ash, laurel = made.opened(), made.people["Ash"].pk, made.people["Laurel"].pk
    page = made.page(f"/persons/{ash}/ties")
    assert "Birth parent: Laurel" in page
    assert "Laurel’s word" in page
    assert "Birth parent of Ash" in made.page(f"/persons/{laurel}/ties")
    new = f"/persons/{laurel}/ties/new"
    worker = str(made.people["Worker 1"].pk)
    sent = {
        "other": worker,
        "kind": "partners",
        "since": "March 2016",
        "until": "2018",
        "ended": "parted",
        "certain": "no",
    }
    assert client.post(f"{new}/union", sent).status_code == 302
    union = Union.objects.get()
    assert (union.since, union.until, union.ended, union.certain) == ("2016-03", "2018", "parted", False)
    assert (
        client.post(
            f"{new}/parentage", {"way": "parent", "other": worker, "kind": "step", "certain": "yes"}
        ).status_code
        == 302
    )
    assert Parentage.objects.get(kind="step").parent_id == laurel
    assert client.post(f"{new}/twins", {"other": worker, "identical": ""}).status_code == 302
    stay = {"place": str(made.home.pk), "since": "2016", "according_to": str(made.scene.police.pk), "certain": "yes"}
    assert client.post(f"{new}/stay", stay).status_code == 302
    assert Stay.objects.get(person=laurel).according_to_id == made.scene.police.pk
    assert client.post(f"{new}/role_held", {"kind": "other", "own_words": "", "certain": "yes"}).status_code == 200
    assert (
        client.post(f"{new}/role_held", {"kind": "other", "own_words": "Aunt’s friend", "certain": "yes"}).status_code
        == 302
    )
    assert RoleHeld.objects.get(person=laurel).own_words == "Aunt’s friend"
    assert client.get(f"{new}/nothing").status_code == 404
    change = f"/persons/{laurel}/ties/union/{union.pk}"
    assert "March 2016" in made.page(change)
    fields = {"kind": "married", "since": "yesterday", "certain": "yes", "version": "1"}
    assert "Give a year" in client.post(change, fields).content.decode()
    assert client.post(change, fields | {"since": "2015"}).status_code == 302
    union.refresh_from_db()
    assert (union.since, union.kind, union.other_id) == ("2015", "married", int(worker))
    assert client.post(f"{change}/withdraw", {"reason": "A mistake."}).status_code == 302
    assert client.get(change).status_code == 404
    assert client.get(f"/persons/{ash}/ties/union/{union.pk}").status_code == 404


def test_who_a_carer_is_tied_to_is_behind_a_fresh_code(made: Made) -> None:
    made.opened()
    address = f"/persons/{made.people['Carer 1'].pk}/ties"
    assert made.client.get(address).status_code == 200
    answer = stale(made.client).get(address)
    assert answer.status_code == 302
    assert "/sign-in/again/" in answer.headers["Location"]
