"""Whether a safeguard is alive: with a file that shows it, by account, or by a link and a one-time code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask
from throughline.messages.queries import recipients
from throughline.messages.tests.asking import code_for, link_sent
from throughline.safeguards import services
from throughline.safeguards.models import Attestation
from throughline.safeguards.services import Owner
from throughline.safeguards.tests.scene import Scene, build, words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(make.NOW.isoformat())]
DAY = {"shown_on_day": str(make.TODAY.day), "shown_on_month": str(make.TODAY.month)}
SAID = {"result": "works", "evidence": "Three sets of minutes.", "shown_on_year": str(make.TODAY.year), **DAY}


@pytest.fixture
def scene() -> Scene:
    """The panel in the register, owned by the police."""
    return build()


def asked(scene: Scene) -> Ask:
    """The lead of the police is asked by a link."""
    to = recipients(scene.panel.partnership_id, on=make.TODAY, agency=scene.police.pk)[0].key
    due_on = make.TODAY + timedelta(days=14)
    return services.ask_owner(scene.panel, to=to, due_on=due_on, by=scene.by(), at=make.NOW)


def opened(ask: Ask, client: Client) -> str:
    """Where the form stands, once this browser came through the door with its code."""
    link, token = link_sent(ask)
    assert client.post(f"/ask/{token}/code", {"code": code_for(link)}).status_code == 302
    return f"/ask/{token}/answer"


def test_a_file_shows_it_and_whoever_reads_the_register_opens_it(scene: Scene) -> None:
    url, client = f"/safeguards/{scene.panel.pk}/attest", scene.client(AGENCY_LEAD)
    wrong = client.post(url, {**SAID, "once": "a", "file": SimpleUploadedFile("minutes.pdf", b"no pdf at all")})
    assert "There is a problem" in words(wrong) and not Attestation.objects.exists()
    sent = {**SAID, "once": "b", "file": SimpleUploadedFile("minutes.txt", b"Present: seven agencies.")}
    assert client.post(url, sent).status_code == 302
    document = Attestation.objects.get().document
    assert document is not None and document.name == "minutes.txt"
    assert "minutes.txt" in words(scene.client().get(f"/safeguards/{scene.panel.pk}/"))
    seen = {
        role: scene.client(role).get(f"/documents/{document.pk}/").status_code
        for role in (COORDINATOR, CHAIR, SCRUTINEER, AGENCY_LEAD, ELECTED_MEMBER, ADMINISTRATOR)
    }
    assert seen == {
        COORDINATOR: 200, CHAIR: 200, SCRUTINEER: 200, AGENCY_LEAD: 200, ELECTED_MEMBER: 404, ADMINISTRATOR: 404
    }  # fmt: skip


def test_an_owner_attests_by_a_link_and_its_code_once(scene: Scene, client: Client) -> None:
    ask = asked(scene)
    door = opened(ask, client)
    page = words(client.get(door))
    assert "Panel for orders not made" in page and "It guards against this: A child whom the court" in page
    assert "Child Alder" not in page
    assert "There is a problem" in words(client.post(door, {"evidence": "x"}))
    sent = {**SAID, "file": SimpleUploadedFile("minutes.txt", b"Present: seven agencies.")}
    assert client.post(door, sent).status_code == 302
    row = Attestation.objects.get()
    assert (row.result, row.by, row.document and row.document.name) == (
        "works",
        scene.people[AGENCY_LEAD],
        "minutes.txt",
    )
    event = Event.objects.get(verb="safeguard.attested")
    assert (event.actor, event.chain) == (scene.people[AGENCY_LEAD].pk, scene.panel.partnership_id)
    assert client.post(door, sent).status_code == 409 and Attestation.objects.count() == 1
    assert scene.line().standing.colour == "green"


def test_what_was_attested_by_account_is_waited_for_no_more(scene: Scene) -> None:
    asked(scene)
    scene.attest(role=AGENCY_LEAD)
    assert Ask.objects.get().state == "answered"


def test_what_ended_meanwhile_is_said_in_words(scene: Scene, client: Client) -> None:
    door = opened(asked(scene), client)
    fields = {"ended_on": make.TODAY, "why_ended": "It merged.", "successor": None}
    services.end_safeguard(scene.panel, fields=fields, version=1, by=scene.by(), at=make.NOW)
    assert "It is in use no more" in words(client.post(door, SAID))
    assert not Attestation.objects.exists()


def test_who_is_asked_and_when_nobody_can_be(scene: Scene) -> None:
    url = f"/safeguards/{scene.panel.pk}/ask"
    assert "Ask its owner by a link" in words(scene.client().get(f"/safeguards/{scene.panel.pk}/"))
    assert scene.client(AGENCY_LEAD).get(url).status_code == 403
    assert scene.client(ELECTED_MEMBER).get(url).status_code == 404
    lead = scene.people[AGENCY_LEAD]
    assert lead.name in words(scene.client().get(url))
    bare = scene.add("Chronology form", owner=Owner(agency=scene.police))
    to = recipients(scene.panel.partnership_id, on=make.TODAY, agency=scene.police.pk)[0].key
    with pytest.raises(Refused, match="No review that you may see cites it"):
        services.ask_owner(bare, to=to, due_on=make.TODAY, by=scene.by(), at=make.NOW)
    services.give_owner(scene.panel, owner=Owner(role="A head"), from_on=make.TODAY, by=scene.by(), at=make.NOW)
    with pytest.raises(Refused, match="No agency owns it now"):
        services.ask_owner(scene.panel, to=to, due_on=make.TODAY, by=scene.by(), at=make.NOW)
    assert "Ask its owner by a link" not in words(scene.client().get(f"/safeguards/{scene.panel.pk}/"))
