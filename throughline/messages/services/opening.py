"""What happens at a link: it is opened, a code is sent, the code is tried, the form is answered. Each is an event.

Until a code is right nobody is known: these events have no person. After it, the person to whom the link was sent.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from throughline.audit.services import SYSTEM, record
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages import rules
from throughline.messages.kinds import kind_of
from throughline.messages.models import Ask, AskAnswer, AskCode, AskLink, AskOpening
from throughline.messages.queries.shut import is_shut
from throughline.messages.sending import code_hash, day_of, open_until, step
from throughline.messages.services.outbox import post

NOBODY = Actor(user=0, name="")


def person_of(link: AskLink) -> Actor:
    """Who answers by that link: the person to whom it was sent, without any role here."""
    ask = link.ask
    name = ask.to_name if link.to_id == ask.to_id else link.to.name
    return Actor(user=link.to_id, name=name, partnership=ask.case.partnership_id, agency=ask.agency_id or 0)


@transaction.atomic
def come_to_door(link: AskLink | None, *, by: Actor = NOBODY, at: datetime) -> bool:
    """True when the link still leads to something. Event ``ask.link_opened``, or ``ask.link_refused`` with why.

    A guessed one is refused in the system's chain, with as many statements as one that ran out.
    """
    if link is None:
        record(by=by, at=at, verb="ask.link_refused", subject=("ask", 0), chain=SYSTEM, details={"why": "unknown"})
        return False
    if not open_until(link.ask, day_of(at)):
        _tell(link, "ask.link_refused", by, at, why=link.ask.state if link.ask.state in _OVER else "expired")
        return False
    if is_shut(link.ask, link.to_id):
        _tell(link, "ask.link_refused", by, at, why="shut")
        return False
    _tell(link, "ask.link_opened", by, at)
    return True


_OVER = frozenset({"answered", "nil", "withdrawn"})


@transaction.atomic
def send_code(link: AskLink, *, by: Actor = NOBODY, at: datetime) -> bool:
    """A code waits to be sent to the address registered for the person of that link. Event ``ask.code_asked``.

    False, and nothing sent, after `rules.CODES_AN_HOUR`. Event ``ask.held_off``.
    """
    recent = AskCode.objects.filter(link__ask=link.ask_id, message__made_at__gt=at - rules.FORM_STANDS).count()
    if recent >= rules.CODES_AN_HOUR:
        _tell(link, "ask.held_off", by, at)
        return False
    number = AskCode.objects.filter(link__ask=link.ask_id).count() + 1
    message = post(
        kind="code",
        to=link.to_id,
        partnership=link.ask.case.partnership_id,
        once=f"code:{link.pk}:{number}",
        ask=link.ask,
        by=by,
        at=at,
    )
    if message is not None:
        AskCode.objects.create(link=link, message=message, at=at)
    _tell(link, "ask.code_asked", by, at, to=link.to_id)
    return True


@transaction.atomic
def try_code(link: AskLink, *, code: str, by: Actor = NOBODY, at: datetime) -> AskOpening | None:
    """The form is open for an hour, when the code is the newest that was sent at this link, in time and not tried out.

    Otherwise ``None``, and one try less. Event ``ask.opened`` or ``ask.code_refused``.
    """
    newest = AskCode.objects.select_for_update().filter(link=link).exclude(hash="").order_by("-id").first()
    said = code_hash("".join(code.split()), link.pk)
    same = hmac.compare_digest(newest.hash if newest else "", said)
    if newest is None or newest.used or newest.tries >= rules.CODE_TRIES or at - newest.at >= rules.CODE_STANDS:
        _tell(link, "ask.code_refused", by, at, why="used" if newest and newest.used else "none stands")
        return None
    if not same:
        AskCode.objects.filter(pk=newest.pk).update(tries=F("tries") + 1)
        _tell(link, "ask.code_refused", by, at, why="wrong")
        return None
    ask = Ask.objects.select_for_update().select_related("case").get(pk=link.ask_id)
    newest.used = True
    newest.save(update_fields=["used"])
    opening = AskOpening.objects.create(link=link, at=at)
    person = person_of(link)
    step(ask, "opened", by=person, at=at)
    _tell(link, "ask.opened", person, at)
    return opening


def stands(opening: AskOpening, at: datetime) -> bool:
    """True while what the code opened may be seen: an hour, and no longer than the links work."""
    return at - opening.at < rules.FORM_STANDS and day_of(at) <= opening.link.ask.open_until


@transaction.atomic
def answer(link: AskLink, *, values: dict[str, Any], by: Actor, at: datetime) -> bool:
    """The answer is in, its kind has kept what it says, and the links open nothing more. Event ``ask.answered``.

    False, and nothing done, where an answer is in already: of two at once, one has an effect.
    """
    ask = _held(link)
    if not step(ask, "answered", by=by, at=at, who="asked"):
        return come_late(link, by=by, at=at)
    words = kind_of(ask.kind).answer(ask=ask, values=values, by=by, at=at)
    AskAnswer.objects.create(
        ask=ask, text=words if isinstance(words, str) else "", answered_at=at, answered_by_id=by.user
    )
    _tell(link, "ask.answered", by, at)
    return True


@transaction.atomic
def keep_so_far(link: AskLink, *, values: dict[str, Any], by: Actor, at: datetime) -> bool:
    """What was typed so far is kept by its kind, and the links stay open. Event ``ask.kept_so_far``.

    False, and nothing done, where an answer is in already, or the kind keeps nothing.
    """
    ask = _held(link)
    keep = kind_of(ask.kind).so_far
    if keep is None or not rules.is_open(ask.state):
        return come_late(link, by=by, at=at)
    keep(ask=ask, values=values, by=by, at=at)
    _tell(link, "ask.kept_so_far", by, at)
    return True


@transaction.atomic
def return_nil(link: AskLink, *, searched: str, searched_name: str, by: Actor, at: datetime) -> bool:
    """They looked and hold nothing, with what was searched and by whom. Event ``ask.nil``; else as `answer`."""
    ask = _held(link)
    kind = kind_of(ask.kind)
    if not kind.offers_nil:
        raise Refused("E1807", "This question has no nil return.", "Answer it.")
    if not step(ask, "nil", by=by, at=at, who="asked"):
        return come_late(link, by=by, at=at)
    if kind.nil is not None:
        kind.nil(ask=ask, values={"searched": searched, "searched_name": searched_name}, by=by, at=at)
    AskAnswer.objects.create(
        ask=ask, nil=True, searched=searched, searched_name=searched_name, answered_at=at, answered_by_id=by.user
    )
    _tell(link, "ask.nil", by, at)
    return True


def _held(link: AskLink) -> Ask:
    return Ask.objects.select_for_update().select_related("case").get(pk=link.ask_id)


@transaction.atomic
def come_late(link: AskLink, *, by: Actor, at: datetime) -> bool:
    """False: an answer is in already, and this one has no effect. Event ``ask.used_twice``."""
    _tell(link, "ask.used_twice", by, at)
    return False


def _tell(link: AskLink, verb: str, by: Actor, at: datetime, **details: object) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        subject=("ask", link.ask_id),
        case=link.ask.case_id,
        chain=link.ask.case.partnership_id,
        details={"link": link.pk, **details},
    )
