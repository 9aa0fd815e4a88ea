"""A number that is none, or that no database has, is no error of ours: wherever somebody may send one."""

from __future__ import annotations

import pytest
from django.http import Http404

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.partnerships.models import User
from throughline.reporting.queries import find_review
from throughline.ui import drafts

pytestmark = pytest.mark.django_db
STRANGE = ("²", "٣", "9" * 16, "9" * 5000, "-1", "1e3", "０")


@pytest.mark.parametrize("number", STRANGE)
def test_a_strange_number_in_an_address_is_no_error(number: str) -> None:
    by = make.coordinator()
    review = records.review(by)
    finding = records.finding(review, by)
    client = signed_in(User.objects.get(pk=by.user))
    base = f"/reviews/{review.pk}"
    for address, name in (
        ("/safeguards/new", "finding"),
        ("/safeguards/new", "action"),
        ("/safeguards/", "page"),
        ("/search?q=child", "page"),
        (f"{base}/thread", "finding"),
        (f"{base}/thread", "screen"),
        ("/incidents/new", "case"),
        ("/access/explain", "person"),
        ("/imports/new", "review"),
        (f"/cases/{review.case_id}/chronology/send", "agency"),
    ):
        mark = "&" if "?" in address else "?"
        assert client.get(f"{address}{mark}{name}={number}").status_code in (200, 404), (address, name)
    with pytest.raises(Http404):
        find_review(f"#{number}", actor=by, on=make.TODAY)
    drafts.keep(owner=by.user, key=f"finding-{finding.pk}-edit", typed={"version": [number]}, at=make.NOW)
    assert client.get(f"/findings/{finding.pk}/edit").status_code == 200


@pytest.mark.parametrize("number", STRANGE)
def test_advice_that_leads_to_a_strange_number_is_refused_on_the_form(number: str) -> None:
    client = signed_in(make.member(make.partnership()))
    sent = {"title": "National review", "body_name": "The Panel", "text": "Train.", "followed": f"/actions/{number}/"}
    page = client.post("/advice/new", sent)
    assert page.status_code in (200, 422) and "leads to no recommendation or action" in page.content.decode()
