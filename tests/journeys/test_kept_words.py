"""Nothing typed is ever lost: not by a time-out, a lost network, a form sent too late or a sign-in by somebody else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import A_SECOND_PRESS, Walkers, nothing_in_storage
from tests.journeys.wexmoor import Wexmoor
from throughline.actionplans.models import Action
from throughline.ui.drafts import take

WORDS = "Ask every team how often a child was seen alone, and write down what they say."


def form(wexmoor: Wexmoor) -> tuple[str, str]:
    """The form on which an action is added to Child Alder's review, and the key of what is kept from it."""
    review = wexmoor.review()
    return f"/reviews/{review.pk}/actions/new", f"new-action-{review.pk}"


def kept(wexmoor: Wexmoor, key: str) -> list[str]:
    """What the server holds of the field."""
    draft = take(owner=wexmoor.person("ruth").pk, key=key).get("text")
    return draft.text if draft else []


def test_a_time_out_in_mid_typing(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given somebody who types an action
    address, key = form(wexmoor)
    page = enter("ruth", to=address)
    field = page.get_by_label("What is to be done")
    field.press_sequentially(WORDS[:40], delay=10)
    expect(page.locator(".tl-kept")).to_contain_text("Saved", timeout=5000)
    assert kept(wexmoor, key) == [WORDS[:40]]
    assert nothing_in_storage(page)
    # When the session ends while they go on typing
    assert wexmoor.time_out("ruth") == 1
    field.press_sequentially(WORDS[40:], delay=5)
    expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible(timeout=6000)
    # Then what was typed till then is kept, and the page holds on to the rest when they try to save
    page.get_by_role("button", name="Save", exact=True).click()
    expect(field).to_have_value(WORDS)
    assert not Action.objects.filter(text=WORDS).exists()
    # And once they have signed in, in another tab, the rest goes by itself
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    enter.sign_in(other, "ruth")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".tl-kept")).to_contain_text("Saved", timeout=10_000)
    assert kept(wexmoor, key) == [WORDS]
    page.wait_for_timeout(A_SECOND_PRESS)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The action is in the record.")).to_be_visible()
    assert Action.objects.filter(text=WORDS).count() == 1
    assert kept(wexmoor, key) == []
    assert nothing_in_storage(page)


def test_after_a_time_out_the_same_field_holds_its_text(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given somebody whose browser was closed in mid-typing
    address, _ = form(wexmoor)
    page = enter("ruth", to=address)
    page.get_by_label("Who is to do it").fill("Each team manager")
    page.get_by_label("What is to be done").press_sequentially(WORDS, delay=2)
    expect(page.locator(".tl-kept")).to_contain_text("Saved", timeout=5000)
    wexmoor.time_out("ruth")
    page.close()
    # When they open the page again and sign in
    page = enter("ruth", to=address)
    # Then the form holds their words, and they stand in the field where they stopped
    field = page.get_by_label("What is to be done")
    expect(field).to_have_value(WORDS)
    expect(page.get_by_label("Who is to do it")).to_have_value("Each team manager")
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    expect(field).to_be_focused()


def test_the_network_goes_and_comes_back(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given somebody on a train
    address, key = form(wexmoor)
    page = enter("ruth", to=address)
    page.context.set_offline(True)
    # When they type in a tunnel
    page.get_by_label("What is to be done").fill(WORDS)
    expect(page.locator(".tl-kept")).to_contain_text("No connection", timeout=6000)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("What is to be done")).to_have_value(WORDS)
    assert kept(wexmoor, key) == []
    assert nothing_in_storage(page)
    page.wait_for_timeout(A_SECOND_PRESS)
    # Then it goes when the connection is back, and saving works
    page.context.set_offline(False)
    expect(page.locator(".tl-kept")).to_contain_text("Saved", timeout=10_000)
    assert kept(wexmoor, key) == [WORDS]
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The action is in the record.")).to_be_visible()


def test_without_scripts_a_form_sent_after_the_time_out(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given somebody without scripts, whose session ended while they typed
    address, _ = form(wexmoor)
    page = enter("ruth", to=address, scripts=False)
    page.get_by_label("What is to be done").fill(WORDS)
    page.get_by_label("Under way").check()
    page.get_by_label("Day", exact=True).fill("31")
    wexmoor.time_out("ruth")
    # When they press Save
    page.get_by_role("button", name="Save", exact=True).click()
    # Then they are told that it is kept, sign in, and find it as they left it
    expect(page).to_have_title("Sign in - Throughline")
    expect(page.get_by_text("it is kept, and stands in the form")).to_be_visible()
    enter.sign_in(page, "ruth")
    assert page.url.endswith(address)
    expect(page.get_by_label("What is to be done")).to_have_value(WORDS)
    expect(page.get_by_label("Under way")).to_be_checked()
    expect(page.get_by_label("Day", exact=True)).to_have_value("31")
    page.get_by_label("Day", exact=True).fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The action is in the record.")).to_be_visible()
    assert Action.objects.filter(text=WORDS).count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_signs_in_next_sees_nothing_of_it(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given a form that was sent, or typed in, after its person's session had ended
    address, key = form(wexmoor)
    page = enter("ruth", to=address, scripts=scripts)
    wexmoor.time_out("ruth")
    page.get_by_label("What is to be done").fill(WORDS)
    if scripts:
        expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible(timeout=6000)
        page.evaluate("document.querySelector('form[data-draft]').remove()")
        page.goto("about:blank")
        page.goto(address)
    else:
        page.get_by_role("button", name="Save", exact=True).click()
    # When a colleague signs in at the same browser
    enter.sign_in(page, "marian")
    # Then the form is empty for them, and only its own person finds the words
    assert page.url.endswith(address)
    expect(page.get_by_label("What is to be done")).to_have_value("")
    assert kept(wexmoor, key) == ([] if scripts else [WORDS])


def test_two_people_change_one_record_and_nothing_is_lost(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given two people who opened the same action
    action = wexmoor.one(Action, "Agree it with two neighbouring areas")
    ruth, marian = (enter(key, to=f"/actions/{action.pk}/edit") for key in ("ruth", "marian"))
    # When one changes what is to be done, and the other, later, the same words and the owner
    marian.get_by_label("What is to be done").fill("Agree it in writing with two neighbouring areas.")
    marian.get_by_role("button", name="Save", exact=True).click()
    expect(marian.get_by_text(re.compile("is changed"))).to_be_visible()
    ruth.get_by_label("What is to be done").fill("Agree it with three neighbouring areas.")
    ruth.get_by_label("Who is to do it").fill("Head of safeguarding")
    ruth.get_by_role("button", name="Save", exact=True).click()
    # Then nothing is overwritten: the second sees both, and keeps what they typed
    expect(ruth.get_by_text("Your words are kept.")).to_be_visible()
    expect(ruth.locator("#both").locator("xpath=..")).to_be_visible()
    expect(ruth.get_by_label("What is to be done")).to_have_value("Agree it with three neighbouring areas.")
    expect(ruth.locator("main")).to_contain_text("Agree it in writing with two neighbouring areas.")
    action.refresh_from_db()
    assert action.text == "Agree it in writing with two neighbouring areas."
    # And saves what they decide
    ruth.get_by_label("What is to be done").fill("Agree it in writing with three neighbouring areas.")
    ruth.get_by_role("button", name="Save", exact=True).click()
    expect(ruth.get_by_text(re.compile("is changed"))).to_be_visible()
    action.refresh_from_db()
    assert (action.text, action.owner_name) == (
        "Agree it in writing with three neighbouring areas.",
        "Head of safeguarding",
    )
