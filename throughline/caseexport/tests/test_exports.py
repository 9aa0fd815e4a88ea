"""A case leaves under pseudonyms at once, and with who the children are only when another person agreed."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from docx import Document as Word

from tests import factories as make
from tests import records
from tests.signing_in import signed_in, stale
from throughline.access.roles import AGENCY_LEAD, ROLES
from throughline.actionplans.models import Action
from throughline.audit.models import Event
from throughline.caseexport import permissions, services
from throughline.caseexport.models import IDENTITIES, CaseExport
from throughline.caseexport.tests.making import AT, REAL, Scene, scene
from throughline.cases.models import CasePaper
from throughline.identities import services as register
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications.models import Incident
from throughline.notifications.services import change_incident
from throughline.patterns.models import EarlierAsk
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
WHY = "We move to another system."


@pytest.fixture
def here() -> Scene:
    """A case and its people."""
    return scene()


def parts(data: bytes) -> dict[str, bytes]:
    """The members of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def everything(data: bytes) -> str:
    """All that can be read in the file and in the Word file inside it."""
    inside = parts(data)
    with zipfile.ZipFile(io.BytesIO(inside["case.docx"])) as word:
        inside |= {f"word {name}": word.read(name) for name in word.namelist()}
    return "\n".join(f"{name} {part.decode('utf-8', 'replace')}" for name, part in inside.items())


def agreed(here: Scene) -> CaseExport:
    """A file with identities, asked for and agreed to."""
    return services.agree(
        services.ask_with_identities(here.case, reason=WHY, by=here.unit, at=AT), by=here.chair, at=AT
    )


def test_under_pseudonyms_no_part_of_the_file_says_who_a_child_is(here: Scene) -> None:
    made = services.make_export(here.case, by=here.unit, at=AT)
    told = everything(made.data)
    for hidden in ("Zebedee", "Quillfeather", "Upper Thornley Street", "Flat 9", "example.org"):
        assert hidden not in told
    assert "When Hazel was home" in told
    assert "UNDER PSEUDONYMS" in parts(made.data)["README.txt"].decode()
    assert json.loads(parts(made.data)["manifest.json"])["scope"] == "pseudonyms"


def test_everybody_else_of_the_case_and_its_places_are_put_back_to_their_pseudonyms(here: Scene) -> None:
    given: dict[str, Any] = {"case": here.case, "by": here.unit, "at": AT}
    aunt = register.add_person(pseudonym="Juniper", kind="family", real_name="Philomena Vane", job="cook", **given)
    fields = {"real_name": "Philomena Brandreth", "relation": "aunt of Zebedee"}
    register.change_person(aunt, fields=fields, version=1, by=here.unit, at=AT)
    register.add_other_name(of=aunt, name="Philly", by=here.unit, at=AT)
    home = register.add_place(pseudonym="Quay Street", kind="address", words="12 Ropewalk", **given)
    register.add_other_name(of=home, name="Ropewalk Cottage", by=here.unit, at=AT)
    incident = Incident.objects.get(case=here.case)
    told_of = "Philly, or Philomena Vane, left 12 Ropewalk, called Ropewalk Cottage."
    change_incident(incident, fields={"when_text": told_of}, version=incident.version, by=here.unit, at=AT)
    told = everything(services.make_export(here.case, by=here.unit, at=AT).data)
    for hidden in ("Philomena", "Philly", "Vane", "Brandreth", "Ropewalk", "Zebedee"):
        assert hidden not in told
    assert "Juniper, or Juniper, left Quay Street, called Quay Street." in told
    whole = everything(services.take_with_identities(agreed(here), by=here.unit, at=AT).data)
    assert all(shown in whole for shown in ("Philomena Brandreth", "Philly", "12 Ropewalk", "Ropewalk Cottage"))


def test_the_file_says_that_papers_were_left_out_and_how_many(here: Scene) -> None:
    paper = make.document(here.case)
    make.span(paper, "The child")
    inside = parts(services.make_export(here.case, by=here.unit, at=AT).data)
    told = json.loads(inside["manifest.json"])["papers"]
    count = sum(name.startswith("files/") for name in inside)
    assert count and (told["of_the_case"], told["left_out"]) == (count, count) and "left out" in told["says"]
    assert "a note for each paper, which itself is left out" in inside["README.txt"].decode()
    assert paper.sha256.encode() in b"".join(data for name, data in inside.items() if name.startswith("files/"))
    told = json.loads(parts(services.take_with_identities(agreed(here), by=here.unit, at=AT).data)["manifest.json"])
    assert (told["papers"]["of_the_case"], told["papers"]["left_out"]) == (count, 0)


def test_with_identities_everything_is_in_it_and_the_file_says_so(here: Scene) -> None:
    made = services.take_with_identities(agreed(here), by=here.unit, at=AT)
    told = everything(made.data)
    for shown in (REAL, "Upper Thornley Street", "Flat 9", here.person(here.unit).email):
        assert shown in told
    assert "WITH WHO THE CHILDREN ARE" in told
    assert any(name.startswith("files/") for name in parts(made.data))


def test_every_sheet_bears_the_mark_that_leads_back_to_who_took_it(here: Scene) -> None:
    made = services.make_export(here.case, by=here.unit, at=AT)
    word = Word(io.BytesIO(parts(made.data)["case.docx"]))
    head, foot = word.sections[0].header.paragraphs[0].text, word.sections[0].footer.paragraphs[0].text
    assert made.export.mark in head and here.unit.name in foot
    assert made.export.mark in word.core_properties.subject
    told = Event.objects.get(verb="case.exported", details__mark=made.export.mark)
    assert (told.actor, told.case, told.details["scope"]) == (here.unit.user, here.case.pk, "pseudonyms")
    assert told.details["sha256"] == made.export.sha256


def test_nothing_is_hidden_in_the_word_file_and_no_name_is_in_a_file_name(here: Scene) -> None:
    made = services.take_with_identities(agreed(here), by=here.unit, at=AT)
    inside = parts(made.data)
    word = Word(io.BytesIO(inside["case.docx"]))
    properties = word.core_properties
    assert (properties.comments, properties.keywords, properties.category) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(inside["case.docx"])) as package:
        names = " ".join(package.namelist())
        body = package.read("word/document.xml").decode()
    assert not [part for part in ("comments", "customXml", "custom.xml", "thumbnail", "embeddings") if part in names]
    assert not [mark for mark in ("w:vanish", "w:del ", "w:ins ", "w:comment") if mark in body]
    called = " ".join((made.name, *inside))
    assert not [name for name in ("Zebedee", "Quillfeather", "Hazel") if name.lower() in called.lower()]


def test_the_calendar_names_no_child(here: Scene) -> None:
    made: dict[str, Any] = {"case": here.case, "made_at": AT, "made_by": here.person(here.unit)}
    review = Review.objects.create(**made, kind="lcspr", name="Hazel")
    Action.objects.create(**made, review=review, text="Hazel is seen.", due_on=AT.date())
    calendar = parts(services.make_export(here.case, by=here.unit, at=AT).data)["deadlines.ics"].decode()
    assert calendar.startswith("BEGIN:VCALENDAR") and "BEGIN:VEVENT" in calendar
    assert here.case.reference in calendar
    assert "Hazel" not in calendar and "Quillfeather" not in calendar


def test_identities_leave_by_two_people_once_and_within_a_week(here: Scene) -> None:
    asked = services.ask_with_identities(here.case, reason=WHY, by=here.unit, at=AT)
    again = services.ask_with_identities(here.case, reason="Again.", by=here.unit, at=AT)
    assert asked.pk == again.pk, "the same request sent twice is one"
    for who in (here.unit, here.chair):
        with pytest.raises(Refused):
            services.take_with_identities(asked, by=who, at=AT)
    with pytest.raises(Refused):
        services.agree(asked, by=here.unit, at=AT)
    services.agree(asked, by=here.chair, at=AT)
    with pytest.raises(Refused):
        services.take_with_identities(asked, by=here.chair, at=AT)
    with pytest.raises(Refused):
        services.take_with_identities(asked, by=here.unit, at=AT + timedelta(days=8))
    services.take_with_identities(asked, by=here.unit, at=AT)
    with pytest.raises(Refused):
        services.take_with_identities(asked, by=here.unit, at=AT)
    verbs = ["case.export_asked", "case.export_agreed", "case.exported"]
    assert list(Event.objects.filter(verb__in=verbs).order_by("number").values_list("verb", flat=True)) == verbs


def test_the_table_itself_keeps_author_and_approver_apart(here: Scene) -> None:
    asked = services.ask_with_identities(here.case, reason=WHY, by=here.unit, at=AT)
    rows = CaseExport.objects.filter(pk=asked.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(agreed_at=AT, agreed_by=here.unit.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(taken_at=AT, taken_by=here.unit.user)


def test_a_declined_request_says_why_and_is_never_taken(here: Scene) -> None:
    asked = services.ask_with_identities(here.case, reason=WHY, by=here.unit, at=AT)
    with pytest.raises(Refused, match="E1730"):
        services.decline(asked, why=" ", by=here.chair, at=AT)
    gone = services.decline(asked, why="Not needed.", by=here.chair, at=AT)
    assert permissions.why_not_take(actor=here.unit, thing=gone, at=AT, on=AT.date()) == "It was declined."
    with pytest.raises(Refused, match="E1730"):
        services.ask_with_identities(here.case, reason="", by=here.unit, at=AT)


def test_only_the_business_unit_and_the_chair_export_and_only_people_of_the_case_ask_for_identities(
    here: Scene,
) -> None:
    may = {
        role: permissions.why_not_export(actor=_as(here, role), thing=here.case, on=AT.date()) is None for role in ROLES
    }
    assert [role for role, yes in may.items() if yes] == ["coordinator", "chair"]
    stranger = make.coordinator()
    assert permissions.why_not_export(actor=stranger, thing=here.case, on=AT.date())
    not_on_it = make.coordinator(here.home)
    assert permissions.why_not_export(actor=not_on_it, thing=here.case, on=AT.date()) is None
    assert "not on this case" in str(permissions.why_not_ask(actor=not_on_it, thing=here.case, on=AT.date()))
    loads = [role for role in ROLES if permissions.why_not_load(actor=_as(here, role), on=AT.date()) is None]
    assert loads == ["coordinator"]


def _as(here: Scene, role: str) -> Actor:
    agency = make.agency(here.home) if role == AGENCY_LEAD else None
    return make.actor(make.member(here.home, role, agency=agency))


def test_a_paper_that_a_conflict_closes_elsewhere_does_not_leave_with_this_case(here: Scene) -> None:
    paper = make.document(here.case)
    other = make.case(here.home)
    CasePaper.objects.create(case=other, document=paper)
    services.make_export(here.case, by=here.unit, at=AT)
    make.conflict(other, here.person(here.unit))
    make.span(paper, "The child")
    with pytest.raises(Refused, match="E1728"):
        services.make_export(here.case, by=here.unit, at=AT)


def test_the_page_hands_out_the_file_and_tells_of_it(here: Scene) -> None:
    client = signed_in(here.person(here.unit))
    where = f"/cases/{here.case.pk}/export"
    sent = client.post(where, {"scope": "pseudonyms"})
    assert sent["Content-Type"] == "application/zip" and "attachment" in sent["Content-Disposition"]
    assert parts(sent.content)["manifest.json"]
    assert client.post(where, {"scope": IDENTITIES}).status_code == 200, "a reason is missing"
    assert client.post(where, {"scope": IDENTITIES, "reason": WHY}).status_code == 302
    chair = signed_in(here.person(here.chair))
    asked = CaseExport.objects.get(scope=IDENTITIES)
    page = chair.get(where).content.decode()
    assert WHY in page and f"/exports/{asked.pk}/agree" in page
    assert f"/exports/{asked.pk}/agree" not in client.get(where).content.decode()
    chair.post(f"/exports/{asked.pk}/agree")
    assert f"/exports/{asked.pk}/take" in client.get(where).content.decode()
    assert REAL in everything(client.post(f"/exports/{asked.pk}/take").content)


def test_every_address_asks_for_a_fresh_code_and_a_conflict_or_a_seal_closes_it(here: Scene) -> None:
    client: Any = signed_in(here.person(here.unit))
    make.on_case(here.case, person=here.person(here.chair))
    asked = services.ask_with_identities(here.case, reason=WHY, by=here.chair, at=AT)
    places = (f"/cases/{here.case.pk}/export", f"/exports/{asked.pk}/decline", "/cases/load")
    for place in places:
        assert client.get(place).status_code == 200, place
    make.seal(here.case, here.person(here.chair))
    for place in places[:2]:
        assert client.get(place).status_code == 404, place
    old = stale(client)
    for place in (*places, f"/exports/{asked.pk}/agree", f"/exports/{asked.pk}/take"):
        assert "/sign-in/again/" in old.post(place)["Location"], place


def test_what_hangs_between_two_cases_stays_and_is_counted(here: Scene) -> None:
    mine, other = records.review(here.unit), records.review(here.unit)
    asked, earlier = records.recommendation(mine, here.unit), records.recommendation(other, here.unit, number="9")
    made: dict[str, Any] = {"case": mine.case, "made_at": AT, "made_by": here.person(here.unit)}
    EarlierAsk.objects.create(**made, recommendation=asked, earlier=earlier, answer="joins")
    mine.earlier.add(other)
    inside = parts(services.make_export(mine.case, by=here.unit, at=AT).data)
    assert json.loads(inside["manifest.json"])["ties_to_other_cases_left_out"] == 2
    assert "patterns.earlierask" not in json.loads(inside["case.json"])["records"]
    assert "Left out: 2 ties" in inside["README.txt"].decode()
