"""A finding answers a line of enquiry, or is marked as extra; where it does neither, the thread says so."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import records
from throughline.casefile.queries.threads import thread_for
from throughline.casefile.rules.open_ends import open_ends
from throughline.cases import editing
from throughline.commissioning.models import LineOfEnquiry
from throughline.commissioning.services.parts import add_part
from throughline.findings.forms import FindingForm
from throughline.findings.services import change_finding
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.recordforms import About

pytestmark = pytest.mark.django_db


def line(review: Review, by: Actor, text: str = "Who was at home?") -> LineOfEnquiry:
    """A line of enquiry of that review."""
    return add_part(LineOfEnquiry, review=review, fields={"number": "1", "text": text}, by=by, at=make.NOW)


def unanswering(review: Review) -> list[str]:
    """The findings at which the thread says that they answer no line."""
    ends = open_ends(thread_for(review.pk, make.TODAY, drafts=True), make.TODAY)
    return [end.item.number for end in ends if end.rule == "finding_answers_no_line"]


def test_only_a_finding_of_a_review_with_lines_that_is_neither_tied_nor_extra_stands_open() -> None:
    by = make.coordinator()
    review = records.review(by)
    first = records.finding(review, by, number="1")
    assert unanswering(review) == []
    asked = line(review, by)
    records.finding(review, by, number="2", is_extra=True)
    records.finding(review, by, number="3", lines=[asked])
    assert unanswering(review) == ["1"]
    change_finding(first, lines=[asked], version=1, by=by, at=make.NOW)
    assert unanswering(review) == []
    change_finding(first, lines=[], is_extra=True, version=2, by=by, at=make.NOW)
    assert unanswering(review) == []


def test_a_line_of_another_case_is_none_of_its_own() -> None:
    by = make.coordinator()
    review = records.review(by)
    finding = records.finding(review, by)
    far = line(records.review(by), by)
    with pytest.raises(Refused, match="different cases"):
        change_finding(finding, lines=[far], version=1, by=by, at=make.NOW)
    with pytest.raises(Refused, match="different cases"):
        records.finding(review, by, lines=[far])


def test_two_people_tie_one_finding_and_neither_loses_a_word() -> None:
    by = make.coordinator()
    review = records.review(by)
    finding, asked = records.finding(review, by), line(review, by)
    change_finding(finding, lines=[asked], version=1, by=by, at=make.NOW)
    with pytest.raises(editing.Changed):
        change_finding(finding, is_extra=True, version=1, by=by, at=make.NOW)


def test_the_form_asks_only_where_there_are_lines() -> None:
    by = make.coordinator()
    review = records.review(by)
    about = About(review, by, make.TODAY)
    assert "lines" not in FindingForm(about=about).fields
    asked = line(review, by)
    form = FindingForm({"text": "Nobody asked.", "lines": [str(asked.pk)], "is_extra": "False"}, about=about)
    assert form.is_valid(), form.errors
    assert form.values() == {"number": "", "text": "Nobody asked.", "why": "", "lines": [asked], "is_extra": False}
    extra = FindingForm({"text": "Nobody asked.", "is_extra": "True"}, about=about)
    assert extra.is_valid()
    assert extra.values()["is_extra"] is True
