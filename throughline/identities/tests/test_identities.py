"""Who the children of a case are: written and seen by the people of the case alone, each sight with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, ELECTED_MEMBER, ROLES
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.identities import permissions, queries, rules, services
from throughline.kernel.refusals import Refused


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        (date(2024, 2, 29), date(2026, 2, 28), "23 months"),
        (date(2024, 2, 29), date(2026, 3, 1), "2 years"),
        (date(2026, 2, 12), date(2026, 3, 12), "1 month"),
        (date(2026, 3, 11), date(2026, 3, 12), "1 day"),
        (date(2026, 3, 12), date(2026, 3, 12), "0 days"),
        (date(2026, 3, 13), date(2026, 3, 12), "Age not known"),
        (None, date(2026, 3, 12), "Age not known"),
    ],
)
def test_an_age_is_in_words(born: date | None, on: date, words: str) -> None:
    assert rules.age_in_words(born, on) == words
    assert rules.age_in_words(born, on, unborn=True) == "Not yet born"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("on_case", [True, False])
def test_only_the_people_of_a_case_may_be_shown_who_its_children_are(role: str, on_case: bool) -> None:
    where = make.partnership()
    case = make.case(where)
    person = make.member(where, role)
    if on_case:
        make.on_case(case, person=person)
    given: dict[str, Any] = {"actor": make.actor(person), "thing": case, "on": make.TODAY}
    sees = on_case and role not in (ADMINISTRATOR, ELECTED_MEMBER)
    assert (permissions.why_not_see(**given) is None) is sees
    assert (permissions.why_not_write(**given) is None) is (on_case and role in ("coordinator", "chair"))
    stranger = make.coordinator()
    assert permissions.why_not_see(actor=stranger, thing=case, on=make.TODAY)
    assert permissions.why_not_write(actor=stranger, thing=case, on=make.TODAY)


@pytest.mark.django_db
def test_a_lead_is_of_the_case_through_their_agency() -> None:
    where = make.partnership()
    case, police = make.case(where), make.agency(where)
    lead = make.actor(make.member(where, AGENCY_LEAD, agency=police))
    assert permissions.why_not_see(actor=lead, thing=case, on=make.TODAY)
    make.on_case(case, agency=police)
    assert permissions.why_not_see(actor=lead, thing=case, on=make.TODAY) is None


@pytest.fixture
def on_it() -> Any:
    """A coordinator who is on a case, and the case."""
    where = make.partnership()
    person = make.member(where)
    case = make.case(where)
    make.on_case(case, person=person)
    return make.actor(person), case


@pytest.mark.django_db
def test_whoever_looks_says_why_and_it_is_on_record(on_it: Any) -> None:
    by, case = on_it
    with pytest.raises(Refused, match="E1452"):
        services.say_why(case=case, reason="  ", by=by, at=make.NOW)
    services.say_why(case=case, reason="To key the notification.", by=by, at=make.NOW)
    event = Event.objects.get(verb="identities.opened")
    assert (event.actor, event.case, event.details) == (by.user, case.pk, {"reason": "To key the notification."})
    with pytest.raises(Refused, match="E1451"):
        services.say_why(case=case, reason="Curious.", by=make.coordinator(), at=make.NOW)


@pytest.mark.django_db
def test_a_pseudonym_is_once_in_its_case_and_the_other_cases_are_named(on_it: Any) -> None:
    by, case = on_it
    child = services.add_child(case=case, pseudonym="Hazel", real_name="A Name", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1453"):
        services.add_child(case=case, pseudonym=" hazel ", by=by, at=make.NOW)
    other = make.case(case.partnership)
    make.on_case(other, person=make.User.objects.get(pk=by.user))
    brother = services.add_child(case=other, pseudonym="Hazel", by=by, at=make.NOW)
    assert queries.also_called_so("HAZEL", actor=by, on=make.TODAY, but=other.pk) == (case.reference,)
    second = services.add_child(case=other, pseudonym="Ash", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1453"):
        services.change_child(second, fields={"pseudonym": "hazel"}, version=1, by=by, at=make.NOW)
    services.withdraw_child(brother, reason="A mistake.", by=by, at=make.NOW)
    services.change_child(second, fields={"pseudonym": "Hazel"}, version=1, by=by, at=make.NOW)
    with pytest.raises(editing.Changed):
        services.change_child(second, fields={"pseudonym": "Oak"}, version=1, by=by, at=make.NOW)
    assert child.version == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "days",
    [
        {"unborn": True, "born_on": date(2026, 1, 1)},
        {"born_on": date(2026, 3, 13)},
        {"died_on": date(2026, 3, 13)},
        {"born_on": date(2026, 1, 2), "died_on": date(2026, 1, 1)},
    ],
)
def test_days_that_cannot_be_are_refused(on_it: Any, days: dict[str, Any]) -> None:
    by, case = on_it
    with pytest.raises(Refused, match="E1454"):
        services.add_child(case=case, pseudonym="Hazel", by=by, at=make.NOW, **days)


@pytest.mark.django_db
def test_what_is_shown_of_a_child_leaves_out_where_it_lives_and_with_whom(on_it: Any) -> None:
    by, case = on_it
    child = services.add_child(
        case=case, pseudonym="Hazel", carer="An aunt", address_area="Marsh Lane", unborn=True, by=by, at=make.NOW
    )
    said = str(queries.identity_of(child, make.TODAY).facts)
    assert "An aunt" not in said and "Marsh Lane" not in said and "Not yet born" in said
