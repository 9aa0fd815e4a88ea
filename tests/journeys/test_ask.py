"""A question to somebody outside, from the case to the answer, which needs no account."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.owed import faults, look
from tests.journeys.walking import Walkers
from tests.journeys.wexmoor import Wexmoor
from throughline.messages import sending
from throughline.messages.models import Message


def letter() -> Any:
    """The newest message, sent as the background worker sends it."""
    mail.outbox.clear()
    assert sending.send(Message.objects.latest("id").pk, timezone.now()) == "sent"
    return mail.outbox[-1]


def test_from_a_question_to_its_answer(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given a coordinator who asks the lead of an agency
    case = wexmoor.review().case
    ruth = enter("ruth", to=f"/cases/{case.pk}/ask")
    ruth.get_by_label("Whom do you ask?").select_option(index=1)
    ruth.get_by_label("What do you ask?").fill("What did your service know of the family?")
    later = timezone.localdate() + timedelta(days=7)
    for part in ("day", "month", "year"):
        ruth.get_by_label(part.capitalize(), exact=True).fill(str(getattr(later, part)))
    ruth.get_by_role("button", name="Ask", exact=True).click()
    expect(ruth.get_by_role("heading", name="A question")).to_be_visible()
    # When the lead opens the link in a browser where nobody is signed in
    door = re.search(r"/ask/[\w-]+/", letter().body)
    assert door
    lead = enter.nobody()
    lead.goto(door[0])
    assert case.reference not in lead.content()
    lead.get_by_role("button", name="Send me a code").click()
    expect(lead.get_by_role("heading", name="Enter the code")).to_be_visible()
    code = re.search(r"\d{8}", letter().body)
    assert code
    lead.get_by_label("Code").fill("00000000")
    lead.get_by_role("button", name="Open").click()
    expect(lead.get_by_role("alert")).to_contain_text("The code is not right")
    lead.get_by_label("Code").fill(code[0])
    lead.get_by_role("button", name="Open").click()
    # Then the one form is open, and what is sent stands in the record
    expect(lead.get_by_text("What did your service know of the family?")).to_be_visible()
    look(lead, "ask-answer-1280")
    assert not faults(lead, 320)
    lead.get_by_label("Your answer").fill("We saw them twice.")
    lead.get_by_role("button", name="Send the answer").click()
    expect(lead.get_by_role("heading", name="Your answer is in")).to_be_visible()
    assert not faults(lead, 320)
    ruth.reload()
    expect(ruth.get_by_text("We saw them twice.")).to_be_visible()
