"""A file that somebody sends with an answer or of a look from outside: opened safely, and kept as it came."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from throughline.documents.models import Document
from throughline.documents.services import keep
from throughline.files.opening import open_bytes
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

MOST = 20_000_000


@transaction.atomic
def keep_upload(*, partnership: int, name: str, data: bytes, by: Actor, at: datetime) -> Document:
    """The file is a document, seen through what it was sent with and nothing else. Event ``document.kept``.

    Refused with the numbers of `files` where it is not what it says it is, and (E1598) where it is too large.
    """
    if len(data) > MOST:
        raise Refused("E1598", f"The file is larger than {MOST // 1_000_000} megabytes.", "Send the part that matters.")
    opened = open_bytes(name, data)
    reading = {"kind": "", "title": opened.title, "text": "\n".join(part.text for part in opened.parts)}
    return keep(partnership=partnership, name=name, data=data, reading=reading, by=by, at=at)
