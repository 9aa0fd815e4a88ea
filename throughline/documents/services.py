"""Keep documents and the spans of their text; hand their bytes out; clear away what belongs to nothing."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction

from throughline.audit.services import record
from throughline.documents import store
from throughline.documents.models import Document, Span, Waiting
from throughline.documents.queries import names_in_use
from throughline.documents.rules import MEDIA, shown_name
from throughline.files.showing import media_of
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

LOG = logging.getLogger("throughline.documents")
STRAYS_STAY = timedelta(hours=1)
_UNWRITABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")


@transaction.atomic
def keep(
    *,
    partnership: int,
    name: str,
    data: bytes,
    reading: Mapping[str, Any],
    reader: str = "",
    by: Actor,
    at: datetime,
    kept_as: str = "",
    sha256: str = "",
) -> Document:
    """The document is kept: its bytes in the file store, its text and what was read from it in the record.

    `reading` is what the reader says of it, with the keys of ``throughline read --json``. The same bytes in the same
    partnership are the same document: it is returned as it was, and nothing is written, unless it was kept unread.
    `kept_as` names bytes that lie in the store already, `sha256` is their fingerprint where it is known.
    Event: ``document.kept``.
    """
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    same = Document.objects.filter(partnership_id=partnership, sha256=sha256).first()
    if same is not None:
        _not_needed(kept_as, same)
        return _read_since(same, reading, reader)
    place = kept_as or store.put(data)
    document = Document(
        partnership_id=partnership,
        name=shown_name(name),
        media=MEDIA[PurePath(name).suffix.lower()],
        sha256=sha256,
        size=len(data),
        kept_as=place,
        kind=str(reading["kind"])[:40],
        title=_writable(str(reading["title"]))[:500],
        text=_writable(reading["text"]),
        reading=_writable({key: value for key, value in reading.items() if key != "text"}),
        reader=reader,
        received_at=at,
        received_by_id=by.user,
    )
    try:
        with transaction.atomic():
            document.full_clean(exclude=["partnership", "received_by"], validate_constraints=False)
            document.save(force_insert=True)
    except IntegrityError:  # another request kept the same bytes a moment ago
        other = Document.objects.get(partnership_id=partnership, sha256=sha256)
        _not_needed(place, other)
        return other
    except BaseException:
        if not kept_as:
            store.remove(place)
        raise
    record(
        by=by,
        at=at,
        verb="document.kept",
        subject=("document", document.pk),
        chain=partnership,
        details={"after": {"sha256": sha256, "size": len(data), "media": document.media, "kind": document.kind}},
    )
    return document


@transaction.atomic
def keep_what_shows(*, partnership: int, name: str, data: bytes, by: Actor, at: datetime) -> Document:
    """A file that shows something and is not read is kept as it came. Event ``document.kept``.

    It is what its content says, not its name (refused with E1102 to E1105, E1109 and E1115).
    """
    media_of(name, data)
    reading = {"kind": "evidence", "title": "", "text": ""}
    return keep(partnership=partnership, name=name, data=data, reading=reading, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its name, size and fingerprint, and the place of its bytes in the store."""

    name: str
    size: int
    sha256: str
    kept_as: str


@transaction.atomic
def receive(*, partnership: int, sent: Sent, by: Actor, at: datetime) -> Waiting:
    """The bytes in the file store wait for the background worker to read them. Event: ``document.received``."""
    waiting = Waiting.objects.create(
        partnership_id=partnership,
        name=shown_name(sent.name),
        sha256=sent.sha256,
        size=sent.size,
        kept_as=sent.kept_as,
        received_at=at,
        received_by_id=by.user,
    )
    record(
        by=by,
        at=at,
        verb="document.received",
        subject=("waiting", waiting.pk),
        chain=partnership,
        details={"after": {"sha256": sent.sha256, "size": sent.size}},
    )
    return waiting


@transaction.atomic
def let_go(*, waiting: Waiting, refusal: Refused | None, by: Actor, at: datetime) -> None:
    """Nothing waits any longer. Refused bytes are gone; read ones are a document now. Event: ``document.let_go``."""
    place, number = waiting.kept_as, waiting.pk
    waiting.delete()
    record(
        by=by,
        at=at,
        verb="document.let_go",
        subject=("waiting", number),
        details={"refused": refusal.number if refusal else ""},
    )
    if refusal is not None or not Document.objects.filter(kept_as=place).exists():
        transaction.on_commit(lambda: store.remove(place))


def span(document: Document, start: int, end: int) -> Span:
    """The span of the document's text from `start` to `end`, made if it is not there yet. It never changes after.

    Refused (E1310) when it does not lie within the text. The event of the record that rests on it names it.
    """
    if not 0 <= start < end <= len(document.text):
        raise Refused("E1310", f"Places {start} to {end} are not in the text.", "Choose words of the document again.")
    found = Span.objects.filter(document=document, start=start, end=end).first()
    return found or Span.objects.create(document=document, start=start, end=end, words=document.text[start:end])


@transaction.atomic
def hand_out(*, document: Document, case: int, by: Actor, at: datetime) -> bytes:
    """The bytes as they were received. Event: ``document.handed_out``. Refused (E1311) when the file is gone."""
    try:
        data = store.get(document.kept_as)
    except FileNotFoundError as error:
        raise Refused(
            "E1311",
            f"The file of “{document.name}” is not in the file store.",
            "Tell the person who looks after the service; a backup holds it.",
        ) from error
    record(by=by, at=at, verb="document.handed_out", subject=("document", document.pk), case=case)
    return data


def sweep(*, at: datetime, older_than: timedelta = STRAYS_STAY) -> int:
    """No file older than `older_than` lies in the store without a row that names it. Returns how many were removed."""
    swept = 0
    for file in list(store.strays(names_in_use(), older_than=older_than, at=at)):
        file.unlink(missing_ok=True)
        swept += 1
    if swept:
        LOG.warning("%d files that belonged to no document were removed from the file store.", swept)
    return swept


def _not_needed(place: str, document: Document) -> None:
    """Bytes that the document keeps elsewhere already are removed once that is certain."""
    if place and place != document.kept_as:
        transaction.on_commit(lambda: store.remove(place))


def _read_since(document: Document, reading: Mapping[str, Any], reader: str) -> Document:
    """A document that was kept to show something, and is read only now, has its text from now on."""
    if document.text or not reading["text"]:
        return document
    document.kind, document.title = str(reading["kind"])[:40], _writable(str(reading["title"]))[:500]
    document.text, document.reader = _writable(reading["text"]), reader
    document.reading = _writable({key: value for key, value in reading.items() if key != "text"})
    document.save(update_fields=["kind", "title", "text", "reader", "reading"])
    return document


def _writable(value: Any) -> Any:
    """The value with every character that a database cannot write replaced by one that says so, place for place."""
    if isinstance(value, str):
        return value.translate(_UNWRITABLE)
    if isinstance(value, Mapping):
        return {key: _writable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(inner) for inner in value]
    return value
