"""A report comes out: in Word and as a PDF, with what people wrote in it, from the record as it stood on a day."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import Page, expect

from tests.journeys.pictures import picture
from tests.journeys.walking import A_SECOND_PRESS, Walkers, follow
from tests.journeys.wexmoor import Wexmoor

INTRODUCTION = "This is what came of the review of Child Alder in its first nine months."


def made(page: Page, how: str) -> tuple[str, bytes]:
    """The name and the bytes of the report that the button makes."""
    page.get_by_label(how, exact=True).check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Make the report").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_in_word_and_as_pdf(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given a coordinator who writes the introduction
    page = enter("ruth", to=f"/reviews/{wexmoor.review().pk}/", scripts=scripts)
    follow(page, "Progress report")
    picture(page, "10-report")
    follow(page, "Write the introduction, approach and conclusion")
    page.get_by_label("Introduction").fill(INTRODUCTION)
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page).to_have_url(re.compile("/report$"))
    # When she makes it in Word
    name, data = made(page, "Word")
    # Then it holds her words, the findings by number and what was done
    assert name.endswith(".docx")
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)
    assert INTRODUCTION in text
    assert "Agencies held different pictures of who lived in the home" in text
    # And the PDF says the same
    page.wait_for_timeout(A_SECOND_PRESS)
    name, data = made(page, "PDF")
    assert name.endswith(".pdf")
    paper = pypdfium2.PdfDocument(data)
    words = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in paper).split())
    assert INTRODUCTION in words
    assert "Agencies held different pictures of who lived in the home" in words


def test_a_day_to_come_is_refused_beside_its_field(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given somebody who asks for a report on next month
    page = enter("ruth", to=f"/reviews/{wexmoor.review().pk}/report")
    later = timezone.localdate() + timedelta(days=40)
    for label, part in (("Day", later.day), ("Month", later.month), ("Year", later.year)):
        page.get_by_label(label, exact=True).fill(str(part))
    # When they press the button
    page.get_by_role("button", name="Make the report").click()
    # Then nothing is made, and the page says why
    expect(page).to_have_title(re.compile("^Error: Progress report"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("Year", exact=True)).to_have_value(str(later.year))
