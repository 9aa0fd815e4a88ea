"""What is sent is counted before it is kept: a request that is too large is read away and nothing of it is stored."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

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
