"""The one way in which a file leaves: as an attachment under a safe name, its type not guessed at, in a sandbox."""

from __future__ import annotations

from django.http import HttpResponse

from throughline.documents.rules import disposition

# Nothing in a file may run, load, frame or send anything, should a browser show it after all.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "markdown": "text/markdown; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "values": "text/csv; charset=utf-8",
    "json": "application/json",
}


def attachment(data: bytes | str, name: str, media: str) -> HttpResponse:
    """The file to keep. `media` is a key of `TYPES`, or a type as it stands in the header."""
    response = HttpResponse(data, content_type=TYPES.get(media, media))
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
