"""Who sees a source, what the page shows of it, and how the file is handed out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories
from tests.signing_in import signed_in, stale
from throughline.audit.models import Event
from throughline.cases.models import Case, CasePaper
from throughline.documents.models import Document, Span
from throughline.documents.queries import get_document, visible_documents
from throughline.documents.services import keep, span
from throughline.intake.tests.papers import proposed
from throughline.intake.tests.readings import reading
from throughline.partnerships.models import User

pytestmark = pytest.mark.django_db
TEXT = "Report\n\nThe child was not seen.\n\n<script>alert(1)</script> & more."


def in_case(where: Case, name: str = "report.docx", text: str = TEXT) -> Document:
    by = factories.actor(factories.member(where.partnership))
    data = f"{name}{text}".encode()
    row = keep(partnership=where.partnership_id, name=name, data=data, reading=reading(text), by=by, at=factories.NOW)
    CasePaper.objects.create(case=where, document=row)
    return row


def sees(user: User, row: Document) -> bool:
    return visible_documents(factories.actor(user), on=factories.TODAY).filter(pk=row.pk).exists()


def test_a_source_is_seen_through_its_case_by_the_roles_that_see_sources() -> None:
    where = factories.partnership()
    case = factories.case(where)
    row = in_case(case)
    agency = factories.agency(where)
    lead = factories.member(where, "agency_lead", agency=agency)
    seen = {role: sees(factories.member(where, role), row) for role in ("coordinator", "chair", "scrutineer")}
    unseen = {role: sees(factories.member(where, role), row) for role in ("elected_member", "administrator")}
    assert all(seen.values()) and not any(unseen.values())
    assert not sees(lead, row)
    factories.on_case(case, agency=agency)
    assert sees(lead, row)
    assert not sees(factories.member(factories.partnership()), row)
    assert not sees(factories.user(), row)


def test_a_conflict_or_a_seal_closes_a_source_even_when_another_case_holds_it_too() -> None:
    where = factories.partnership()
    one, two = factories.case(where), factories.case(where)
    row = in_case(one)
    CasePaper.objects.create(case=two, document=row)
    ruth, other = factories.member(where), factories.member(where)
    factories.conflict(one, ruth)
    assert not sees(ruth, row) and sees(other, row)
    factories.seal(two, ruth)
    assert not sees(other, row)


def test_a_paper_of_a_sealed_case_asks_its_readers_for_a_fresh_code() -> None:
    where = factories.partnership()
    case = factories.case(where)
    row, ruth = in_case(case), factories.member(where)
    addresses = (f"/documents/{row.pk}/", f"/documents/{row.pk}/download")
    late = stale(signed_in(ruth))
    assert [late.get(address).status_code for address in addresses] == [200, 200], "no seal, no code"
    seal = factories.seal(case, ruth)
    looked = Event.objects.count()
    for address in addresses:
        asked = late.get(address)
        assert asked.status_code == 302 and asked.headers["Location"].split("?")[0] == reverse("mfa_reauthenticate")
    assert Event.objects.count() == looked, "nothing was shown"
    assert [signed_in(ruth).get(address).status_code for address in addresses] == [200, 200]
    other = stale(signed_in(factories.member(where)))
    assert [other.get(address).status_code for address in addresses] == [404, 404], "the question tells nobody of it"
    seal.lifted_at, seal.lifted_by = factories.NOW, ruth
    seal.save()
    assert stale(signed_in(ruth)).get(addresses[0]).status_code == 200


def test_before_it_is_settled_a_source_is_seen_by_those_who_may_settle_it() -> None:
    by = factories.coordinator()
    row = proposed(by).document
    where = factories.Partnership.objects.get(pk=by.partnership)
    assert sees(factories.member(where), row)
    assert not sees(factories.member(where, "chair"), row)
    assert not sees(factories.member(factories.partnership()), row)
    assert get_document(row.pk, actor=by, on=factories.TODAY) == row


def test_the_page_shows_the_words_escaped_and_marks_the_chosen_ones() -> None:
    where = factories.partnership()
    case = factories.case(where)
    row = in_case(case)
    chosen = span(row, TEXT.index("The child"), TEXT.index("seen.") + 5)
    ruth = factories.member(where)
    page = signed_in(ruth).get(f"/documents/{row.pk}/?span={chosen.pk}").content.decode()
    assert (
        f'<mark class="tl-span tl-span--chosen" id="span-{chosen.pk}" tabindex="-1">The child was not seen.</mark>'
        in page
    )
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    event = Event.objects.get(verb="saw", subject_type="document")
    assert (event.subject, event.case, event.actor) == (row.pk, case.pk, ruth.pk)
    assert event.details["records"] == [f"document {row.pk}", f"span {chosen.pk}"]


def test_a_span_of_another_document_is_not_found_and_odd_numbers_do_no_harm() -> None:
    where = factories.partnership()
    case = factories.case(where)
    row, other = in_case(case), in_case(case, text="Quite another text.")
    elsewhere = span(other, 0, 5)
    client = signed_in(factories.member(where))
    assert client.get(f"/documents/{row.pk}/?span={elsewhere.pk}").status_code == 404
    assert client.get(f"/documents/{row.pk}/?span=x&page=99999999999999999999").status_code == 200
    assert client.get("/documents/999999/").status_code == 404


def test_a_long_source_opens_at_the_page_of_its_span() -> None:
    where = factories.partnership()
    text = "\n\n".join(f"Paragraph {n} of many." for n in range(1, 201))
    row = in_case(factories.case(where), text=text)
    start = text.index("Paragraph 150 ")
    chosen = Span.objects.create(document=row, start=start, end=start + 13, words="Paragraph 150")
    page = signed_in(factories.member(where)).get(f"/documents/{row.pk}/?span={chosen.pk}").content.decode()
    assert f'id="span-{chosen.pk}"' in page and "Paragraph 121 of many" in page and "Paragraph 120 of" not in page


@pytest.mark.parametrize("name", ["../../x.docx", "report\u202ecod.exe.docx", 'a"; filename=b.exe.docx'])
def test_the_file_is_handed_out_and_never_shown(name: str) -> None:
    where = factories.partnership()
    case = factories.case(where)
    row = in_case(case, name=name)
    response = signed_in(factories.member(where)).get(f"/documents/{row.pk}/download")
    assert response.status_code == 200 and response.content == f"{name}{TEXT}".encode()
    header = response.headers["Content-Disposition"]
    assert header.startswith("attachment; filename=") and header.count('"') == 2 and "/" not in header.split("*=")[0]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox;") and "default-src 'none'" in policy and "script-src" not in policy
    assert Event.objects.filter(verb="document.handed_out", subject=row.pk, case=case.pk).count() == 1


def test_strangers_get_the_same_for_a_document_that_is_there_and_one_that_is_not() -> None:
    row = in_case(factories.case(factories.partnership()))
    client = signed_in(factories.member(factories.partnership()))
    for end in ("", "download"):
        there, not_there = client.get(f"/documents/{row.pk}/{end}"), client.get(f"/documents/999999/{end}")
        assert (there.status_code, not_there.status_code) == (404, 404)


def test_a_file_that_is_gone_is_said_so_in_words() -> None:
    where = factories.partnership()
    row = factories.document(factories.case(where))
    response = signed_in(factories.member(where)).get(f"/documents/{row.pk}/download", follow=True)
    assert response.status_code == 200 and "is not in the file store" in response.content.decode()
