"""Without scripts, too, a form that is sent too late loses nothing, and gives nothing to anybody else."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from tests import factories as make
from tests import records
from tests.signing_in import second_factor, signed_in
from throughline.access.models import Session
from throughline.access.roles import ADMINISTRATOR
from throughline.findings.models import Finding
from throughline.partnerships.models import User
from throughline.ui import drafts, sent
from throughline.ui.models import Draft

pytestmark = pytest.mark.django_db
WORDS = "Nobody asked about the men in the home."


@pytest.fixture
def person() -> User:
    """A coordinator with a second factor."""
    cache.clear()
    made = make.member(make.partnership())
    second_factor(made)
    return made


@pytest.fixture
def address(person: User) -> str:
    """The form on which that person adds a finding."""
    return f"/reviews/{records.review(make.actor(person)).pk}/findings/new"


def opened(client: Client, address: str) -> dict[str, str]:
    """The form as it was opened: its hidden fields."""
    page = client.get(address).content.decode()
    return dict(
        re.findall(r'<input type="hidden" name="([^"]+)"(?: id="[^"]+")? value="([^"]*)"', page.split("<main")[1])
    )


def post(client: Client, address: str, fields: dict[str, str]) -> Any:
    """As a browser sends a form."""
    return client.post(address, urlencode(fields), content_type=sent.FORM)


def timed_out() -> None:
    Session.objects.all().delete()


def sent_too_late(person: User, address: str, **more: Any) -> tuple[Client, Any]:
    client = signed_in(person)
    hidden = opened(client, address)
    timed_out()
    return client, post(client, address, {**hidden, "number": "4", "text": WORDS, **more})


def shown(client: Client, address: str) -> bool:
    return WORDS in client.get(address).content.decode()


def test_after_a_time_out_the_words_wait_in_their_form(person: User, address: str) -> None:
    client, answer = sent_too_late(person, f"{address}?theme=3")
    assert answer["Location"] == "/sign-in/?" + urlencode({"next": f"{address}?theme=3", "kept": "1"})
    assert "it is kept" in client.get(answer["Location"]).content.decode()
    assert not Finding.objects.exists()
    signed_in(person, client=client)
    page = client.get(address).content.decode()
    assert WORDS in page and 'value="4"' in page and "What you typed is kept" in page


def test_nobody_else_ever_sees_them(person: User, address: str) -> None:
    client, _ = sent_too_late(person, address)
    other = make.member(person.memberships.get().partnership)
    signed_in(other, client=client)
    assert not shown(client, address)
    assert set(Draft.objects.values_list("owner", flat=True)) == {person.pk}
    assert shown(signed_in(person), address)


def test_nothing_is_kept_without_the_mark_of_a_form_of_ours(person: User, address: str) -> None:
    _, answer = sent_too_late(person, address, typed_by="")
    assert "kept" not in answer["Location"]
    mark = opened(signed_in(person), address)[drafts.MARK]
    forged = signing.dumps(signing.loads(mark, salt=drafts.MARK_SALT), salt="another")
    for wrong in (mark[:-2] + "xx", forged, "nonsense", mark.replace(":", "")):
        answer = post(Client(), address, {"text": WORDS, drafts.MARK: wrong})
        assert "kept" not in answer["Location"]
    assert not Draft.objects.exists()


def test_only_the_fields_of_that_form_are_kept(person: User, address: str) -> None:
    sent_too_late(person, address, password="secret", other="x", **{"csrfmiddlewaretoken": "t"})
    kept = set(Draft.objects.values_list("field", flat=True))
    assert {"number", "text"} <= kept
    assert not kept & {"password", "other", "csrfmiddlewaretoken", drafts.MARK}


def test_a_mark_goes_out_of_use(person: User, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent, "MARK_LASTS", -sent.MARK_LASTS)
    sent_too_late(person, address)
    assert not Draft.objects.exists()


def test_nothing_is_kept_for_somebody_who_may_no_longer_sign_in(person: User, address: str) -> None:
    client = signed_in(person)
    hidden = opened(client, address)
    timed_out()
    User.objects.filter(pk=person.pk).update(is_active=False)
    post(client, address, {**hidden, "text": WORDS})
    assert not Draft.objects.exists()


def test_files_and_floods_are_not_kept(person: User, address: str, settings: Any) -> None:
    client = signed_in(person)
    hidden = opened(client, address)
    timed_out()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3000
    post(client, address, {**hidden, "text": "x" * 3000})
    client.post(address, {**hidden, "text": "in many parts"})
    assert not Draft.objects.exists()
    for number in range(sent.MOST + 5):
        post(client, address, {**hidden, "text": f"t{number}"})
    assert Draft.objects.get(field="text").text == [f"t{sent.MOST - 1}"]


def test_a_form_that_was_opened_before_signing_in_again_is_kept_too(person: User, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    signed_in(person, client=client)
    hidden = opened(client, address)
    client.cookies.pop("csrf")
    answer = post(client, address, {**hidden, "text": WORDS})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "What you typed is kept" in page and f'href="{address}"' in page and WORDS not in page
    assert shown(client, address)
    without = post(client, address, {"text": "other"}).content.decode()
    assert "What you typed is kept" not in without


def test_unticked_boxes_stay_unticked_and_the_old_version_is_still_known(person: User) -> None:
    actor = make.actor(person)
    review = records.review(actor)
    one = records.finding(review, actor)
    address = f"/findings/{one.pk}/edit"
    client = signed_in(person)
    hidden = opened(client, address)
    timed_out()
    post(client, address, {**hidden, "text": WORDS})
    Finding.objects.filter(pk=one.pk).update(version=one.version + 1)
    signed_in(person, client=client)
    assert opened(client, address)["version"] == str(one.version)
    assert "shown both versions" in client.get(address).content.decode()


def test_words_wait_while_a_grave_act_asks_for_the_code_again(person: User) -> None:
    admin = make.member(person.memberships.get().partnership, ADMINISTRATOR)
    second_factor(admin)
    client = signed_in(admin)
    hidden = opened(client, "/people/new")
    session: Any = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    answer = post(client, "/people/new", {**hidden, "name": "Ash Wren"})
    assert answer["Location"] == "/sign-in/again/?next=%2Fpeople%2Fnew&kept=1"
    assert Draft.objects.get(field="name").text == ["Ash Wren"]
