"""The door: a file comes in, and its parts go out, or a numbered refusal and nothing else."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePath

from throughline.files import docx, markdown, pdf, plaintext
from throughline.files.decoding import text_of
from throughline.files.macros import refuse_macros
from throughline.files.package import has_types
from throughline.files.parts import Media, Opened
from throughline.files.refusals import (
    MOST_SENT,
    has_no_text,
    is_empty,
    is_locked,
    not_found,
    not_what_it_claims,
    too_large,
    type_not_taken,
)

_TAKEN: dict[str, Media] = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_SAYS = {"docx": "Word", "pdf": "PDF", "markdown": "Markdown", "text": "plain text"}
_WORD = "Open it in Word and save it as .docx."
_NOT_TAKEN = {
    ".doc": ("an old Word file (.doc)", _WORD),
    ".docm": ("a Word file with macros (.docm)", _WORD),
    ".dot": ("a Word template (.dot)", _WORD),
    ".dotx": ("a Word template (.dotx)", _WORD),
    ".rtf": ("a rich text file (.rtf)", _WORD),
    ".odt": ("an OpenDocument text (.odt)", "Save it as .docx."),
    ".pages": ("a Pages document", "Export it as Word or PDF."),
    ".xls": ("a spreadsheet", "Copy the table that matters into a Word document."),
    ".xlsx": ("a spreadsheet", "Copy the table that matters into a Word document."),
    ".csv": ("a table of values (.csv)", "Copy the table that matters into a Word document."),
    ".ppt": ("a presentation", "Export it as PDF."),
    ".pptx": ("a presentation", "Export it as PDF."),
    ".html": ("a web page", "Print it to PDF."),
    ".htm": ("a web page", "Print it to PDF."),
    ".eml": ("an e-mail", "Save the document attached to it and send that."),
    ".msg": ("an e-mail", "Save the document attached to it and send that."),
    ".zip": ("a zip file", "Unpack it and send the documents in it."),
}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".heic", ".bmp", ".webp")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MAGIC = (
    (_OLE, "ole", "an old Office file"),
    (b"PK\x03\x04", "zip", "a zip file"),
    (b"PK\x05\x06", "zip", "an empty zip file"),
    (b"{\\rtf", "rtf", "rich text"),
    (b"\x89PNG\r\n", "picture", "a picture"),
    (b"\xff\xd8\xff", "picture", "a picture"),
    (b"GIF8", "picture", "a picture"),
    (b"II*\0", "picture", "a picture"),
    (b"MM\0*", "picture", "a picture"),
    (b"MZ\x90", "program", "a program"),
    (b"\x7fELF", "program", "a program"),
    (b"\x1f\x8b\x08", "archive", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "a 7z archive"),
    (b"Rar!\x1a", "archive", "a RAR archive"),
)
_PDF = b"%PDF-"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_OTHER_OFFICE = (
    (b"spreadsheetml", "an Excel spreadsheet"),
    (b"presentationml", "a PowerPoint presentation"),
    (b"wordprocessingml.template", "a Word template"),
)


def open_path(path: str | os.PathLike[str]) -> Opened:
    """The parts of the file at `path`; refused (E1101 to E1112) without anything left behind."""
    place = Path(path)
    return open_bytes(place.name, bytes_of(place))


def bytes_of(place: Path) -> bytes:
    """What the file at `place` holds; refused (E1101, E1109) where it cannot or should not be read."""
    try:
        found = place.stat()
        if stat.S_ISDIR(found.st_mode):
            raise not_found(place.name or str(place), "it is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise not_found(place.name, "it is not an ordinary file")
        if found.st_size > MOST_SENT:
            raise too_large(place.name, found.st_size)
        return place.read_bytes()
    except FileNotFoundError as error:
        raise not_found(str(place), "there is no such file") from error
    except (OSError, ValueError) as error:
        raise not_found(str(place), "this account may not open it, or the name is not a file's") from error


def open_bytes(name: str, data: bytes) -> Opened:
    """The parts of a file called `name` that holds `data`; refused (E1102 to E1112) where it cannot be read."""
    if not data:
        raise is_empty(name)
    if len(data) > MOST_SENT:
        raise too_large(name, len(data))
    media = _media(name)
    _refuse_disguise(name, media, data)
    opened = _OPEN[media](name, data)
    if not opened.parts:
        raise has_no_text(name, "there is not a word in it", "Check that it is the right file, and not a scan.")
    return opened


def sha256_of(data: bytes) -> str:
    """The fingerprint by which the same file is known again."""
    return hashlib.sha256(data).hexdigest()


def _media(name: str) -> Media:
    """What the ending of the name claims; refused (E1103) where that is nothing we read."""
    ending = PurePath(name).suffix.lower()
    if ending in _TAKEN:
        return _TAKEN[ending]
    if ending in _NOT_TAKEN:
        raise type_not_taken(name, *_NOT_TAKEN[ending])
    if ending in _PICTURES:
        raise type_not_taken(name, "a picture", "Have its text recognised, and send a PDF or Word file with the text.")
    raise type_not_taken(name, f"a file of the kind “{ending}”" if ending else "a file whose name has no ending")


def _refuse_disguise(name: str, media: Media, data: bytes) -> None:
    """Refuse (E1104, E1105) content that is not what the name claims, told by its first bytes and its own words."""
    kind, looks = kind_of(data)
    if media == "docx" and kind == "ole" and is_encrypted(data):
        raise is_locked(name, "a Word file")
    expected = {"docx": "zip", "pdf": "pdf"}.get(media, "text")
    if kind != expected:
        raise not_what_it_claims(name, _SAYS[media], looks)
    if media == "docx":
        _refuse_other_zips(name, data)
        refuse_macros(name, data)


def is_encrypted(data: bytes) -> bool:
    """Whether an old Office file is the wrapping of a new one that is locked with a password."""
    return _ENCRYPTED_PACKAGE in data


def kind_of(data: bytes) -> tuple[str, str]:
    """What the content is by its first bytes, as a key and in words."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_PDF):
        return "pdf", "a PDF"
    for magic, kind, looks in _MAGIC:
        if data.startswith(magic):
            return kind, looks
    if _PDF in data[:1024] and b"\0" in data[:4096]:
        return "pdf", "a PDF"
    return "text", "text or something unknown"


def _refuse_other_zips(name: str, data: bytes) -> None:
    types = has_types(data)
    if _DOCUMENT in types or b"ms-word.document.macroEnabled" in types:
        return
    for words, looks in _OTHER_OFFICE:
        if words in types:
            raise not_what_it_claims(name, "Word", looks)
    if types or b"[Content_Types].xml" not in data:
        raise not_what_it_claims(name, "Word", "a zip file without a Word document in it")


def _open_docx(name: str, data: bytes) -> Opened:
    return docx.open_docx(name, data, sha256_of(data))


def _open_pdf(name: str, data: bytes) -> Opened:
    return pdf.open_pdf(name, data, sha256_of(data))


def _open_markdown(name: str, data: bytes) -> Opened:
    parts = markdown.parts_of(text_of(name, data))
    return Opened(name=name, media="markdown", sha256=sha256_of(data), size=len(data), parts=parts)


def _open_text(name: str, data: bytes) -> Opened:
    parts = plaintext.parts_of(text_of(name, data))
    return Opened(name=name, media="text", sha256=sha256_of(data), size=len(data), parts=parts)


_OPEN: dict[Media, Callable[[str, bytes], Opened]] = {
    "docx": _open_docx,
    "pdf": _open_pdf,
    "markdown": _open_markdown,
    "text": _open_text,
}
