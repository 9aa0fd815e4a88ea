"""Paragraphs of a text, marks laid over them, and names under which a file may safely be handed out. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from urllib.parse import quote

MEDIA = {".docx": "docx", ".pdf": "pdf", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
MEDIA |= {".xlsx": "excel", ".csv": "values", ".json": "json", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}
ENDINGS = {"docx": ".docx", "pdf": ".pdf", "markdown": ".md", "text": ".txt", "excel": ".xlsx", "values": ".csv"}
ENDINGS |= {"png": ".png", "jpeg": ".jpg", "json": ".json"}
CALLED = {"docx": "Word document", "pdf": "PDF", "markdown": "Markdown text", "text": "Plain text"}
CALLED |= {"excel": "Excel workbook", "values": "Table of values", "png": "Picture", "jpeg": "Picture"}
CALLED |= {"json": "JSON"}
LONGEST_STEM = 120
# A paragraph is a run of lines that hold a word: a blank line parts it from the next.
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*)(?:\n[^\n]*\S[^\n]*)*")
_NOT_IN_A_NAME = re.compile(r"[^\w .,()\[\]&+'’–-]+")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text: its number from 1, and the code points it covers."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something laid over the text from `start` to `end`; `key` says what, in the words of whoever lays it."""

    key: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a paragraph that lies under the same marks. `starts` and `ends`: whose beginning or end it is."""

    text: str
    marks: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Every paragraph of the text that holds a word, parted by blank lines, numbered from 1 in order."""
    return tuple(
        Paragraph(number, found.start(), found.end()) for number, found in enumerate(_PARAGRAPH.finditer(text), start=1)
    )


def paragraph_at(all_of_them: Sequence[Paragraph], place: int) -> int:
    """The number of the paragraph that holds that place, or of the last one that begins before it; 0 for no text."""
    low, high = 0, len(all_of_them)
    while low < high:
        middle = (low + high) // 2
        if all_of_them[middle].start <= place:
            low = middle + 1
        else:
            high = middle
    return max(low, 1) if all_of_them else 0


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text from `start` to `end`, cut wherever a mark begins or ends. Joined, the pieces are that text."""
    over = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(max(start, m.start) for m in over), *(min(end, m.end) for m in over)})
    return tuple(
        Piece(
            text=text[left:right],
            marks=tuple(m.key for m in over if m.start <= left and m.end >= right),
            starts=tuple(m.key for m in over if m.start == left),
            ends=tuple(m.key for m in over if m.end == right),
        )
        for left, right in pairwise(cuts)
    )


def moved(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words that stand at `start` to `end` of `new` stand in `old`; nothing where they do not.

    For a document that is stored as an earlier reading saw it. The occurrence nearest to the same place is taken.
    """
    words = new[start:end]
    if not words or old[start:end] == words:
        return (start, end) if words else None
    found = [at for at in (old.find(words, start), old.rfind(words, 0, start + len(words))) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda place: abs(place - start))
    return at, at + len(words)


def served_name(name: str, media: str) -> str:
    """A name for the file that says what it is and can do no harm wherever it is saved.

    No folder, no control character, no character that turns the direction of writing, no name that a system keeps for
    itself; at most `LONGEST_STEM` letters; and the ending is that of what the file was found to be.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(
        " " if unicodedata.category(letter) == "Zs" else letter
        for letter in last
        if not unicodedata.category(letter).startswith("C")
    )
    path = PurePath(plain)
    stem = path.stem if path.suffix.lower() in MEDIA else path.name
    stem = re.sub(r"\s+", " ", _NOT_IN_A_NAME.sub("_", stem)).strip(" ._")[:LONGEST_STEM].strip(" .")
    if not stem or stem.lower() in _RESERVED:
        stem = "document"
    return stem + ENDINGS[media]


def disposition(name: str) -> str:
    """The header that hands a file out under that name and never shows it in the page (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("–", "-"))
    fallback = re.sub(r'["\\%]', "_", plain.encode("ascii", "ignore").decode("ascii")).strip() or "document"
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def shown_name(name: str) -> str:
    """The name as sent, without the characters that cannot be seen or that turn the writing round."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(letter for letter in last if not unicodedata.category(letter).startswith("C"))
    return seen.strip()[:255] or "document"
