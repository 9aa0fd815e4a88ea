"""What a person may see, and why: the sentence and the rule never part."""

from __future__ import annotations

from itertools import product

import pytest

from tests import factories as make
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ROLES, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases.queries import facts_of, visible_cases
from throughline.cases.rules import why_sees

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["", *ROLES])
def test_the_sentence_says_what_the_rule_does(role: str) -> None:
    where = make.partnership()
    police = make.agency(where)
    for elsewhere, on_it, by_agency, conflict, sealed, reader in product((False, True), repeat=6):
        person = make.user()
        if role:
            make.membership(person, where, role, agency=police if role == AGENCY_LEAD else None)
        case = make.case(make.partnership() if elsewhere else where)
        if on_it:
            make.on_case(case, person=person)
        if by_agency:
            make.on_case(case, agency=police)
        if conflict:
            make.conflict(case, person)
        if sealed:
            make.seal(case, *([person] if reader else []))
        actor = make.actor(person)
        sees, why = why_sees(facts_of(case, actor=actor, on=make.TODAY))
        assert sees is visible_cases(actor, on=make.TODAY).filter(pk=case.pk).exists(), why
        assert why.endswith(".")


def test_everybody_may_ask_for_themselves_and_some_for_others() -> None:
    where = make.partnership()
    people = {role: make.member(where, role) for role in ROLES}
    case = make.case(where, "WX-2026-07")
    for role, person in people.items():
        client = signed_in(person)
        own = client.get("/access/explain").content.decode()
        assert "What you may see, and why" in own
        other = people[SCRUTINEER if role != SCRUTINEER else CHAIR]
        answer = client.get(f"/access/explain?person={other.pk}&case={case.reference}")
        assert answer.status_code == (200 if role in (COORDINATOR, ADMINISTRATOR) else 403), role
        assert ("WX-2026-07: seen" in answer.content.decode()) is (role == COORDINATOR), role
    assert Event.objects.filter(verb="saw", subject_type="user").count() == 2


def test_a_case_that_is_not_yours_is_as_if_there_were_none() -> None:
    where = make.partnership()
    case = make.case(where, "WX-2026-07")
    coordinator = make.member(where)
    make.conflict(case, coordinator)
    client = signed_in(coordinator)
    hidden = client.get("/access/explain?case=WX-2026-07").content.decode()
    never = client.get("/access/explain?case=WX-2026-99").content.decode()
    assert "You see no case with that reference." in hidden and "You see no case with that reference." in never
    stranger = make.member(make.partnership())
    assert client.get(f"/access/explain?person={stranger.pk}").status_code == 404
    assert client.get("/access/explain?person=99999999999999999").status_code == 404
    assert client.get("/access/explain?person=abc").status_code == 404
    assert client.get("/access/explain?person=").status_code == 200
