"""Cases: references without gaps, members, conflicts and seals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import Http404

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, ROLES, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases import services
from throughline.cases.models import Case
from throughline.cases.queries import get_case, visible_cases
from throughline.cases.rules import letters_of, next_number, reference_of
from throughline.kernel.refusals import Refused

TOMORROW = make.TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Wexmoor Partnership", "WX"), ("Tarnshire", "TR"), ("Aa", "AA"), ("", "PA"), ("Ö", "PA"), ("I", "IX")],
)
def test_letters(name: str, letters: str) -> None:
    assert letters_of(name) == letters


def test_numbers_follow_the_highest_of_their_year() -> None:
    assert next_number([], "WX", 2026) == 1
    assert next_number(["WX-2026-01", "WX-2025-40", "WX-2026-x", "old 7", "WX-2026-09"], "WX", 2026) == 10
    assert reference_of("WX", 2026, 112) == "WX-2026-112"


@pytest.mark.django_db
def test_opening_a_case_gives_it_the_next_reference_and_an_event() -> None:
    by = make.coordinator()
    where = make.Partnership.objects.get(pk=by.partnership)
    first = services.open_case(partnership=where, by=by, at=make.NOW)
    second = services.open_case(partnership=where, by=by, at=make.NOW)
    assert (first.reference, second.reference) == ("WX-2026-01", "WX-2026-02")
    event = Event.objects.order_by("-id").first()
    assert (event.verb, event.case, event.details) == ("case.opened", second.pk, {"reference": "WX-2026-02"})
    with pytest.raises(Refused, match="E1404"):
        services.open_case(partnership=where, reference="WX-2026-01", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1402"):
        services.open_case(partnership=make.partnership(), by=by, at=make.NOW)
    with pytest.raises(Refused, match="As an independent scrutineer you may not open a case"):
        services.open_case(partnership=where, by=make.actor(make.member(where, SCRUTINEER)), at=make.NOW)
    assert Case.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_parallel_creators_leave_no_gap() -> None:
    by = make.coordinator()
    where = make.Partnership.objects.get(pk=by.partnership)

    def open_some(_: int) -> list[str]:
        try:
            return [services.open_case(partnership=where, by=by, at=make.NOW).reference for _ in range(3)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        made = [reference for some in pool.map(open_some, range(8)) for reference in some]
    assert sorted(made) == [f"WX-2026-{number:02d}" for number in range(1, 25)]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_who_sees_a_case(role: str) -> None:
    where = make.partnership()
    case = make.case(where)
    person = make.member(where, role)
    actor = make.actor(person)
    sees = role in {COORDINATOR, CHAIR, SCRUTINEER, ELECTED_MEMBER}
    assert visible_cases(actor, on=make.TODAY).filter(pk=case.pk).exists() is sees
    member = make.on_case(case, person=person)
    assert visible_cases(actor, on=make.TODAY).filter(pk=case.pk).exists() is (role != ADMINISTRATOR)
    member.to_on = make.TODAY - timedelta(days=1)
    member.save()
    assert visible_cases(actor, on=make.TODAY).filter(pk=case.pk).exists() is sees
    make.conflict(case, person)
    assert not visible_cases(actor, on=make.TODAY).filter(pk=case.pk).exists()


@pytest.mark.django_db
def test_an_agency_s_leads_see_what_their_agency_is_on() -> None:
    where = make.partnership()
    police, health = make.agency(where), make.agency(where, "Wexmoor Community Health", "health_provider")
    case = make.case(where)
    make.on_case(case, agency=police)
    assert get_case(case.pk, actor=make.actor(make.member(where, AGENCY_LEAD, agency=police)), on=make.TODAY) == case
    with pytest.raises(Http404):
        get_case(case.pk, actor=make.actor(make.member(where, AGENCY_LEAD, agency=health)), on=make.TODAY)


@pytest.mark.django_db
def test_members_are_dated_and_told() -> None:
    by = make.coordinator()
    where = make.Partnership.objects.get(pk=by.partnership)
    case, police = make.case(where), make.agency(where)
    lead = make.member(where, AGENCY_LEAD, agency=police)
    day = date(2026, 3, 1)
    member = services.add_member(case=case, user=lead, from_on=day, by=by, at=make.NOW)
    assert visible_cases(make.actor(lead), on=make.TODAY).exists()
    with pytest.raises(Refused, match="E1408"):
        services.add_member(case=case, user=lead, from_on=day, by=by, at=make.NOW)
    services.end_member(member=member, by=by, at=make.NOW)
    assert not visible_cases(make.actor(lead), on=make.TODAY).exists()
    today = services.add_member(case=case, agency=police, from_on=make.TODAY, by=by, at=make.NOW)
    services.end_member(member=today, by=by, at=make.NOW)
    assert not visible_cases(make.actor(lead), on=make.TODAY).exists()
    for who in (
        {"user": make.user()},
        {"agency": make.agency(make.partnership())},
        {},
        {"user": lead, "agency": police},
    ):
        with pytest.raises(Refused, match=r"E140[67]"):
            services.add_member(case=case, **who, from_on=day, by=by, at=make.NOW)
    verbs = list(Event.objects.filter(case=case.pk).order_by("id").values_list("verb", flat=True))
    assert verbs == ["case.member_added", "case.member_ended", "case.member_added", "case.member_removed"]


@pytest.mark.django_db
def test_a_conflict_beats_every_role_until_somebody_else_lifts_it() -> None:
    by = make.coordinator()
    where = make.Partnership.objects.get(pk=by.partnership)
    case, chair = make.case(where), make.member(where, CHAIR)
    made = services.declare_conflict(case=case, user=chair, reason="Her brother was the GP.", by=by, at=make.NOW)
    assert not visible_cases(make.actor(chair), on=make.TODAY).exists()
    for who, why in ((make.actor(chair), "It is about you"), (by, "You declared it")):
        with pytest.raises(Refused, match=why):
            services.lift_conflict(conflict=made, by=who, at=make.NOW)
    services.lift_conflict(conflict=made, by=make.actor(make.member(where)), at=make.NOW)
    assert visible_cases(make.actor(chair), on=make.TODAY).exists()
    with pytest.raises(Refused, match="lifted already"):
        services.lift_conflict(conflict=made, by=make.actor(make.member(where)), at=make.NOW)
    with pytest.raises(Refused, match="no reason"):
        services.declare_conflict(case=case, user=chair, reason=" ", by=by, at=make.NOW)


@pytest.mark.django_db
def test_anybody_may_declare_their_own_conflict() -> None:
    where = make.partnership()
    case, scrutineer, other = make.case(where), make.member(where, SCRUTINEER), make.member(where)
    by = make.actor(scrutineer)
    with pytest.raises(Refused, match="E1401"):
        services.declare_conflict(case=case, user=other, reason="x", by=by, at=make.NOW)
    services.declare_conflict(case=case, user=scrutineer, reason="I know the family.", by=by, at=make.NOW)
    assert not visible_cases(by, on=make.TODAY).exists()


@pytest.mark.django_db
def test_a_seal_beats_every_role_until_another_reader_lifts_it() -> None:
    by = make.coordinator()
    where = make.Partnership.objects.get(pk=by.partnership)
    case, chair, other = make.case(where), make.member(where, CHAIR), make.member(where, SCRUTINEER)
    for readers in ([], [other]):
        with pytest.raises(Refused, match="E1409"):
            services.seal(case=case, reason="A trial.", readers=readers, by=by, at=make.NOW)
    made = services.seal(case=case, reason="A trial.", readers=[chair], by=by, at=make.NOW)
    assert visible_cases(by, on=make.TODAY).exists() and visible_cases(make.actor(chair), on=make.TODAY).exists()
    assert not visible_cases(make.actor(other), on=make.TODAY).exists()
    with pytest.raises(Refused, match="You sealed it"):
        services.unseal(seal=made, by=by, at=make.NOW)
    services.unseal(seal=made, by=make.actor(chair), at=make.NOW)
    assert visible_cases(make.actor(other), on=make.TODAY).exists()


@pytest.mark.django_db
def test_a_paper_is_added_once_and_never_to_another_partnership_s_case() -> None:
    by = make.coordinator()
    where = make.Partnership.objects.get(pk=by.partnership)
    case, elsewhere = make.case(where), make.case(make.partnership())
    document = make.document(elsewhere)
    with pytest.raises(Refused, match="E1405"):
        services.add_paper(case=case, document=document, by=by, at=make.NOW)
    second = make.case(where)
    paper = make.document(case)
    services.add_paper(case=second, document=paper, by=by, at=make.NOW)
    services.add_paper(case=second, document=paper, by=by, at=make.NOW)
    assert Event.objects.filter(verb="case.paper_added").count() == 1


@pytest.mark.django_db
def test_if_the_event_cannot_be_written_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    by = make.coordinator()
    where = make.Partnership.objects.get(pk=by.partnership)

    def broken(**_: Any) -> None:
        raise OSError("the chain cannot be written")

    monkeypatch.setattr(services, "record", broken)
    with pytest.raises(OSError, match="chain"):
        services.open_case(partnership=where, by=by, at=datetime.fromisoformat("2026-03-12T09:00:00+00:00"))
    assert not Case.objects.exists()
