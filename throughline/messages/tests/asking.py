"""What the tests of this room stand on: a case, whom one may ask about it, and an ask that went out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import mail

from tests import factories as make
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.messages import sending
from throughline.messages.models import Ask, AskCode, AskLink, Message
from throughline.messages.queries.asks import ask_of_link
from throughline.messages.queries.people import Recipient, recipients
from throughline.messages.services import ask, register_contact, send_code
from throughline.partnerships.models import Agency, Partnership, User

DUE = date(2026, 3, 20)


@dataclass
class Scene:
    """A case, its coordinator and chair, the police with a lead and a deputy, and the head of the health board."""

    where: Partnership
    case: Case
    unit: Actor
    chair: Actor
    police: Agency
    health: Agency
    lead: User

    def may_ask(self, agency: Agency, rank: str = "lead") -> Recipient:
        """The one person of that rank there."""
        return next(one for one in recipients(self.where.pk, on=make.TODAY, agency=agency.pk) if one.rank == rank)


def scene() -> Scene:
    """The scene."""
    where = make.partnership()
    police, health = make.agency(where), make.agency(where, "Wexmoor Integrated Care Board", "health_commissioner")
    made = Scene(
        where=where,
        case=make.case(where, "WX-2026-04"),
        unit=make.actor(make.member(where, name="Ruth Adeyemi")),
        chair=make.actor(make.member(where, CHAIR)),
        police=police,
        health=health,
        lead=make.member(where, AGENCY_LEAD, agency=police, name="Helen Roe"),
    )
    for agency, name, rank in (
        (police, "Mark Tull", "deputy"),
        (health, "Anil Kapoor", "lead"),
        (health, "Grace Idle", "chief"),
    ):
        email = f"{name.split()[0].lower()}@health.example"
        register_contact(agency=agency, name=name, email=email, rank=rank, by=made.unit, at=make.NOW)
    return made


def asked(of: Scene, **more: Any) -> Ask:
    """The health board's lead is asked about the case."""
    given: dict[str, Any] = {
        "case": of.case,
        "kind": "question",
        "to": of.may_ask(of.health).key,
        "subject": ("case", of.case.pk),
        "question": "Did you know Marrow Child?",
        "due_on": DUE,
        "by": of.unit,
        "at": make.NOW,
    }
    return ask(**{**given, **more})


def send_all(at: datetime = make.NOW) -> list[Any]:
    """Every message that waits is sent; the letters."""
    mail.outbox.clear()
    for pk in Message.objects.filter(state="waiting").order_by("id").values_list("pk", flat=True):
        sending.send(pk, at)
    return list(mail.outbox)


def token_in(letter: Any) -> str:
    """The token of the link in a letter."""
    return re.search(r"/ask/([\w-]+)/", letter.body)[1]  # type: ignore[index]


def code_in(letter: Any) -> str:
    """The code in a letter."""
    return re.search(r"\b(\d{8})\b", letter.body)[1]  # type: ignore[index]


def link_sent(of: Ask, at: datetime = make.NOW) -> tuple[AskLink, str]:
    """A link of that ask to whoever was asked, and its token."""
    token = sending.new_link(of, of.to, at).split("/")[2]
    link = ask_of_link(token)
    assert link is not None
    return link, token


def code_for(link: AskLink, at: datetime = make.NOW) -> str:
    """A code that was sent for that link."""
    send_code(link, at=at)
    message = AskCode.objects.filter(link=link).latest("id").message_id
    mail.outbox.clear()
    sending.send(message, at)
    return code_in(mail.outbox[-1])
