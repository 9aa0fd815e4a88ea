"""A file that is kept to show something and is not read: what it is, told by its content and not by its name alone."""

from __future__ import annotations

from pathlib import PurePath

from throughline.files.decoding import text_of
from throughline.files.macros import refuse_macros
from throughline.files.opening import is_encrypted, kind_of
from throughline.files.package import has_types
from throughline.files.refusals import MEGABYTE, is_empty, is_locked, not_what_it_claims, type_not_taken
from throughline.kernel.refusals import Refused

MOST = 25 * MEGABYTE
ENDINGS = {
    ".docx": "docx",
    ".xlsx": "excel",
    ".pdf": "pdf",
    ".csv": "values",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".png": "png",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
}
CALLED = {
    "docx": "Word",
    "excel": "Excel",
    "pdf": "PDF",
    "values": "values (.csv)",
    "markdown": "Markdown",
    "text": "plain text",
    "png": "a PNG picture",
    "jpeg": "a JPEG picture",
}
TAKEN = "Word (.docx), Excel (.xlsx), PDF, values (.csv), plain text, or a picture (.png, .jpg)"
_OFFICE = {"docx": b"wordprocessingml.document.main+xml", "excel": b"spreadsheetml.sheet.main+xml"}
_PICTURES = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}


def media_of(name: str, data: bytes) -> str:
    """What the file is, a key of `CALLED`; refused (E1102 to E1105, E1109) when it is not what its name claims."""
    if not data:
        raise is_empty(name)
    if len(data) > MOST:
        raise _too_large(name, len(data))
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        what = f"a file of the kind “{ending}”" if ending else "a file whose name has no ending"
        raise type_not_taken(name, what, f"Save it as {TAKEN}.")
    media = ENDINGS[ending]
    kind, looks = kind_of(data)
    if media in _OFFICE:
        _refuse_other_office(name, media, data, kind, looks)
    elif media in _PICTURES:
        if not data.startswith(_PICTURES[media]):
            raise not_what_it_claims(name, CALLED[media], looks)
    elif kind != ("pdf" if media == "pdf" else "text"):
        raise not_what_it_claims(name, CALLED[media], looks)
    elif media != "pdf":
        text_of(name, data)
    return media


def _refuse_other_office(name: str, media: str, data: bytes, kind: str, looks: str) -> None:
    if kind == "ole" and is_encrypted(data):
        raise is_locked(name, f"a file of {CALLED[media]}")
    if kind != "zip":
        raise not_what_it_claims(name, CALLED[media], looks)
    refuse_macros(name, data)
    if _OFFICE[media] not in has_types(data):
        raise not_what_it_claims(name, CALLED[media], "another kind of file in a zip, or one with macros")


def _too_large(name: str, size: int) -> Refused:
    return Refused(
        "E1109",
        f"{name} is {size / MEGABYTE:.0f} MB, and evidence may be {MOST // MEGABYTE} MB.",
        "Send the part that shows it, or a smaller copy.",
    )
