"""A new person: the letter's link, a password, an authenticator app, recovery codes, and a lost app."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journeys.pictures import picture
from tests.journeys.walking import Walkers, follow
from tests.journeys.wexmoor import Wexmoor
from tests.signing_in import code
from throughline.access.jobs import send_password_link
from throughline.partnerships.models import User


def test_an_administrator_adds_somebody_who_then_signs_in(
    enter: Walkers, wexmoor: Wexmoor, settings: Any, live_server: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    # Given an administrator who adds a chair
    gwen = enter("gwen", to="/people/")
    picture(gwen, "12-people", tall=620)
    follow(gwen, re.compile("^Add"))
    gwen.get_by_label("Name").fill("Ash Wren")
    gwen.get_by_label("E-mail address").fill("ash.wren@wexmoor.example")
    gwen.get_by_label("Chair").check()
    gwen.get_by_role("button", name=re.compile("^(Add|Save)")).last.click()
    expect(gwen.locator("main")).to_contain_text("Ash Wren")
    ash = User.objects.get(email="ash.wren@wexmoor.example")
    # When the letter has come, its link sets a password
    send_password_link.func(user=ash.pk, origin=live_server.url, why="invited")
    link = re.search(r"http\S+", mail.outbox[-1].body)
    assert link and "Ash" not in mail.outbox[-1].body
    page = enter.nobody()
    page.goto(link[0])
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name=re.compile("^(Set|Save)")).click()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name=re.compile("^(Set|Save)")).click()
    expect(page).to_have_title("Sign in - Throughline")
    # And a password alone opens only the page that connects an app
    page.get_by_label("E-mail address").fill(ash.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.goto("/reviews/")
    expect(page).to_have_url(re.compile("/sign-in/second-factor/"))
    key = re.search(r"[A-Z2-7]{4}( [A-Z2-7]{2,4}){5,}", page.locator("main").inner_text())
    assert key
    page.get_by_label("Code").fill(code(key[0].replace(" ", "")))
    page.get_by_role("main").get_by_role("button").last.click()
    # Then ten recovery codes are shown once, and the person is in
    expect(page).to_have_url(re.compile("/account/recovery-codes/"))
    assert len(re.findall(r"\b\d{4} \d{4}\b", page.locator("main").inner_text())) == 10
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    # And the link does not work a second time
    other = enter.nobody()
    other.goto(link[0])
    expect(other.locator("main")).to_contain_text("link")
    expect(other.get_by_label("New password")).to_have_count(0)
