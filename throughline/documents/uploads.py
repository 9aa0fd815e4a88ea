"""The one place where files come in: what is sent is counted, and scanned for viruses, before anybody sees it.

A request that is too large is read away and nothing of it is stored; nor is a file in which something was found.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from throughline.audit.services import SYSTEM, record
from throughline.documents.rules import shown_name
from throughline.documents.scanning import Stream, Verdict, infected, unscanned
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

LOG = logging.getLogger("throughline.documents")
# Several documents at once, each of at most a hundred megabytes by the reading room's own limit.
MOST_A_REQUEST = 250_000_000
TOO_LARGE = "throughline.too_large"


class Quota(FileUploadHandler):
    """The first handler of every upload: it lets a request's files through, or none of them."""

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Remembers whether the request says that it is larger than is taken."""
        self._too_large = content_length > MOST_A_REQUEST
        if self._too_large:
            meta[TOO_LARGE] = True

    def new_file(self, *args: Any, **more: Any) -> None:
        """Leaves the file out of a request that is too large."""
        if self._too_large:
            raise SkipFile
        super().new_file(*args, **more)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes the bytes on to the handlers that keep them."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing: another handler made the file."""
        return None


class TurnedAway(SimpleUploadedFile):
    """What stands in a request for a file that was not taken: its name and the refusal, and none of its bytes."""

    def __init__(self, name: str, refusal: Refused) -> None:
        super().__init__(name, b"")
        self.refusal = refusal


class Scan(FileUploadHandler):
    """Every file of every request goes by the virus scanner, where there is one, before anybody sees it.

    What is infected, or could not be scanned, reaches no view: a `TurnedAway` stands in its place, which forms refuse
    in words. Event ``upload.refused``.
    """

    def new_file(self, *args: Any, **more: Any) -> None:
        """The scanner is asked about the next file."""
        super().new_file(*args, **more)
        self._stream = Stream(settings.CLAMD) if settings.CLAMD else None
        self._hash = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The bytes go to the scanner, and on to the handlers that keep them."""
        if self._stream is not None:
            self._stream.send(raw_data)
            self._hash.update(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Nothing where it is clean or there is no scanner; else what stands in its place."""
        if self._stream is None:
            return None
        verdict, self._stream = self._stream.verdict(), None
        if not verdict.found and not verdict.failed:
            return None
        for handler in self.request.upload_handlers if self.request else ():
            _drop(handler)
        name = shown_name(self.file_name or "")
        refusal = infected(name, verdict.found) if verdict.found else unscanned(name)
        self._tell(refusal, verdict, file_size)
        return TurnedAway(name, refusal)

    def upload_interrupted(self) -> None:
        """Nobody waits for the scanner any longer."""
        if getattr(self, "_stream", None) is not None:
            self._stream.close()  # type: ignore[union-attr]

    def _tell(self, refusal: Refused, verdict: Verdict, size: int) -> None:
        request: Any = self.request
        by = getattr(request, "actor", None) or Actor(user=0, name="")
        LOG.warning("A file was not taken (%s): %s", refusal.number, verdict.found or verdict.failed)
        told = {"refused": refusal.number, "found": verdict.found, "size": size, "sha256": self._hash.hexdigest()}
        chain = by.partnership or SYSTEM
        record(by=by, at=request.now, verb="upload.refused", subject=("upload", 0), chain=chain, details=told)


def _drop(handler: FileUploadHandler) -> None:
    """What the handler had kept of the file, in memory or in a file that removes itself, is gone."""
    kept = getattr(handler, "file", None)
    if kept is not None:
        kept.close()
