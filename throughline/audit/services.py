"""Write an event. If it cannot be written, what it tells of does not happen either: both are in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction

from throughline.audit.models import Event, Head, as_written
from throughline.audit.rules import hash_of
from throughline.kernel.actor import Actor

# The chain of what belongs to no partnership: sign-ins of strangers, the machine's own doings.
SYSTEM = 0
Weigh = Callable[[str, int], None]
_WEIGHED: ContextVar[Weigh | None] = ContextVar("weighed", default=None)


@contextmanager
def weighed(weigh: Weigh) -> Iterator[None]:
    """Meanwhile `weigh` is given each event's verb and case before it is written; what it raises ends the act."""
    token = _WEIGHED.set(weigh)
    try:
        yield
    finally:
        _WEIGHED.reset(token)


def record(
    *,
    by: Actor,
    at: datetime,
    verb: str,
    subject: tuple[str, int],
    case: int = 0,
    chain: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> Event:
    """The event stands at the end of its partnership's chain, in the caller's transaction.

    `verb` is a word of docs/ops/events.md, `subject` the kind and the number of the record, `details` what changed
    (``before``, ``after``) or what was seen (``records``); all JSON. `chain` is the actor's partnership unless given.
    """
    weigh = _WEIGHED.get()
    if weigh is not None:
        weigh(verb, case)
    link = by.partnership if chain is None else chain
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(chain=link)
        event = Event(
            chain=link,
            number=head.length + 1,
            at=at,
            actor=by.user,
            actor_name=by.name,
            role=by.role,
            via=by.via,
            verb=verb,
            subject_type=subject[0],
            subject=subject[1],
            case=case,
            details=dict(details or {}),
            before_hash=head.hash,
        )
        event.hash = hash_of(as_written(event))
        event.save(force_insert=True)
        Head.objects.filter(chain=link).update(length=event.number, hash=event.hash)
    return event


def saw(*, by: Actor, at: datetime, subject: tuple[str, int], case: int = 0, records: Sequence[str] = ()) -> Event:
    """One sight: this person opened this page, which showed these sensitive `records` (``"finding 12"``)."""
    return record(by=by, at=at, verb="saw", subject=subject, case=case, details={"records": list(records)})
