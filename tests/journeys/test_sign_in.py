"""Signing in: an error, then password and code; then out again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journeys.walking import Walkers, nothing_in_storage
from tests.journeys.wexmoor import Wexmoor


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_password_then_the_right_one_and_a_code(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given a coordinator who follows a link to a page and is not signed in
    ruth = wexmoor.person("ruth")
    page = enter.nobody(scripts=scripts)
    page.goto("/reviews/")
    expect(page).to_have_title("Sign in - Throughline")
    # When she mistypes her password
    page.get_by_label("E-mail address").fill(ruth.email)
    page.get_by_label("Password", exact=True).fill("not it")
    page.get_by_role("button", name="Continue").click()
    # Then the page says what is wrong, and does not say whether anybody has that address
    expect(page).to_have_title("Error: Sign in - Throughline")
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("There is a problem")
    if scripts:
        expect(summary).to_be_focused()
    wrong = summary.inner_text()
    page.get_by_label("E-mail address").fill("nobody.here@wexmoor.example")
    page.get_by_label("Password", exact=True).fill("not it")
    page.get_by_role("button", name="Continue").click()
    assert page.locator(".govuk-error-summary").inner_text() == wrong
    # When she signs in with her password, a wrong code, and the right one
    page.get_by_label("E-mail address").fill(ruth.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title("Enter a code - Throughline")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("Error: Enter a code - Throughline")
    page.get_by_label("Code").fill(wexmoor.code("ruth"))
    page.get_by_role("button", name="Sign in").click()
    # Then she is on the page that she asked for
    expect(page).to_have_title("Reviews - Throughline")
    assert page.url.endswith("/reviews/")
    # And when she signs out, every address is the sign-in page again
    page.get_by_role("button", name="Sign out").click()
    page.goto("/reviews/")
    expect(page).to_have_title("Sign in - Throughline")
    if scripts:
        assert nothing_in_storage(page)
