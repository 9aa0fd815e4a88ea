"""The theme of an incident: picked from one list, proposed from the account, and nobody's until a person picks it."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import incidents
from tests.signing_in import signed_in
from throughline.notifications.models import Incident
from throughline.notifications.services import change_incident
from throughline.notifications.themes import THEMES, proposal, proposed


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ()),
        ("A child was hurt at home.", ()),
        ("He was neglected. Neglect was named in two visits, and a bruise seen.", ("neglect", "physical")),
        ("Criminal exploitation and county lines; he took an overdose.", ("exploitation", "self_harm")),
        ("The mother lived with domestic abuse and alcohol.", ("adult_needs", "domestic")),
        ("The gangster film was not the drugstore.", ()),
    ],
)
def test_what_words_speak_of(text: str, keys: tuple[str, ...]) -> None:
    assert proposed(text) == keys
    assert proposal(text).startswith("The account speaks of ") is bool(keys)


def test_every_theme_is_there_once() -> None:
    keys = [key for key, _ in THEMES]
    assert len(set(keys)) == len(keys) and keys[-1] == "other"


@pytest.mark.django_db
def test_it_is_picked_at_intake_proposed_later_and_shown() -> None:
    where = make.partnership()
    user = make.member(where)
    by, client = make.actor(user), signed_in(user)
    sent = {"name": "Child Teasel", "when_text": "2026", "theme": "neglect", "near_miss": "on", "abuse": "yes"}
    assert client.post("/incidents/new", {**sent, "once": "a"}).status_code == 302
    made = Incident.objects.get(name="Child Teasel")
    assert made.theme == "neglect"
    assert "<dt" in (page := client.get(f"/incidents/{made.pk}/").content.decode()) and "Neglect" in page
    other = incidents.incident(by, account="He was hit, and domestic violence was known.")
    assert other.theme == ""
    form = client.get(f"/incidents/{other.pk}/edit").content.decode()
    assert "The account speaks of domestic abuse. Pick what fits." in form
    assert "selected" not in form.partition('name="theme"')[2].partition("</select>")[0].replace(
        '<option value="" selected>', ""
    )
    change_incident(other, fields={"theme": "domestic"}, version=1, by=by, at=make.NOW)
    assert "The account speaks of" not in client.get(f"/incidents/{other.pk}/edit").content.decode()
