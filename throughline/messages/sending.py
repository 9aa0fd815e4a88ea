"""How a message goes out: taken hold of, sent, and noted. It goes once at most, however often a job is started.

A message is taken hold of before it is sent (waiting, being sent), in a transaction of its own. A worker that is killed
in between leaves it so; whether it went cannot be known then, so it is not sent again but shown to a person.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.messages import rules
from throughline.messages.letters import LETTERS
from throughline.messages.models import Ask, AskCode, AskLink, AskState, Message
from throughline.partnerships.models import User

WAITING, SENDING, SENT = Message.State.WAITING, Message.State.SENDING, Message.State.SENT


def hash_of(token: str) -> str:
    """The hash under which a token of a link is kept. It is long and made at random, so one round is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def code_hash(code: str, link: int) -> str:
    """The hash of a code, made with the server's key: eight digits could be guessed from a plain one."""
    return salted_hmac("throughline.messages.code", f"{link}:{code}", algorithm="sha256").hexdigest()


def by_itself(partnership: int) -> Actor:
    """Nobody: what the background worker does because its time has come."""
    return Actor(user=0, name="", partnership=partnership, via="job")


def step(ask: Ask, state: str, *, by: Actor, at: datetime, who: rules.Who | None = None) -> bool:
    """The ask is in that state, with a row that says so; false, and nothing done, where no move leads there.

    The ask must be held by the caller's transaction. `who` narrows the moves to those that one of them may take.
    """
    if not rules.may_become(ask.state, state, who=who):
        return False
    ask.state = state
    ask.save(update_fields=["state"])
    AskState.objects.create(ask=ask, state=state, at=at, by_id=by.user or None)
    return True


def send(message: int, at: datetime) -> str:
    """The message of that number went out, if it was waiting and is still wanted. The state that it is in."""
    row = take(message, at)
    if row is None:
        return "not waiting"
    try:
        subject, body = words_of(row, at)
        send_mail(subject, body, None, [row.to.email])
    except OSError as error:  # what a mail server answers is an OSError too
        return not_sent(row, type(error).__name__, at)
    return went(row, at)


@transaction.atomic
def take(message: int, at: datetime) -> Message | None:
    """The message, held by this worker alone; ``None`` where it does not wait, or nobody needs it any more."""
    wanted = Message.objects.filter(pk=message, state=WAITING)
    if not wanted.update(state=SENDING, since=at, tries=F("tries") + 1):
        return None
    row = Message.objects.select_related("to", "ask__case").get(pk=message)
    if row.ask and row.kind != "code" and not rules.is_open(row.ask.state):
        row.state = Message.State.DROPPED
        row.save(update_fields=["state"])
        return None
    return row


@transaction.atomic
def words_of(row: Message, at: datetime) -> tuple[str, str]:
    """The subject and the body, with a link or a code made here and now, of which only the hash is kept."""
    letter = LETTERS[row.kind]
    if row.kind == "code":
        return letter.subject, letter.body.format(code=_new_code(row, at))
    if row.ask is None:
        return letter.subject, letter.body.format(link=f"{settings.ADDRESS}/", needs=needs_in_words(row))
    return letter.subject, letter.body.format(link=settings.ADDRESS + new_link(row.ask, row.to, at))


def new_link(ask: Ask, to: User, at: datetime) -> str:
    """A path that leads to the ask's door, for that person. It stands nowhere else: only its hash is kept."""
    token = secrets.token_urlsafe(32)
    AskLink.objects.create(ask=ask, to=to, hash=hash_of(token), at=at)
    return reverse("messages:door", args=[token])


def _new_code(row: Message, at: datetime) -> str:
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    AskCode.objects.filter(message=row).update(hash=code_hash(code, row.code.link_id), at=at)
    return code


def needs_in_words(row: Message) -> str:
    """``3 things need you, and 1 is late.``"""
    need = "1 thing needs you" if row.needs == 1 else f"{row.needs} things need you"
    if not row.late:
        return f"{need}. None is late."
    return f"{need}, and {row.late} {'is' if row.late == 1 else 'are'} late."


@transaction.atomic
def went(row: Message, at: datetime) -> str:
    """It is known that the message went, where to and when; its ask was sent. Event ``message.sent``."""
    _into(row, SENT, at, address=row.to.email)
    by = by_itself(row.partnership_id)
    if row.ask and row.kind == "ask":
        step(Ask.objects.select_for_update().get(pk=row.ask.pk), "sent", by=by, at=at)
    _tell(row, "message.sent", at)
    return str(row.state)


@transaction.atomic
def not_sent(row: Message, why: str, at: datetime) -> str:
    """The message waits to be tried again, or after `rules.TRIES` stands as not sent. Event ``message.failed``."""
    _into(row, Message.State.FAILED if row.tries >= rules.TRIES else WAITING, at, why=why)
    _tell(row, "message.failed", at)
    return str(row.state)


@transaction.atomic
def unsure(row: Message, at: datetime) -> str:
    """It is known that nobody knows whether it went: its worker died. Event ``message.unsure``."""
    if Message.objects.filter(pk=row.pk, state=SENDING).update(state=Message.State.UNSURE, since=at):
        _tell(row, "message.unsure", at)
    return str(Message.State.UNSURE)


def _into(row: Message, state: str, at: datetime, **fields: str) -> None:
    row.state, row.since = state, at
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "since", *fields])


def _tell(row: Message, verb: str, at: datetime) -> None:
    """The event names the message and its kind, and its ask's case; never an address or a word."""
    record(
        by=by_itself(row.partnership_id),
        at=at,
        verb=verb,
        subject=("message", row.pk),
        case=row.ask.case_id if row.ask else 0,
        details={"kind": row.kind, "to": row.to_id, "ask": row.ask_id, "tries": row.tries},
    )


def open_until(ask: Ask, on: date) -> bool:
    """True when the links of the ask work on that day: nobody answered, withdrew it, or let it run out."""
    return rules.is_open(ask.state) and on <= ask.open_until


def day_of(at: datetime) -> date:
    """The day of that moment in England."""
    return localdate(at)
