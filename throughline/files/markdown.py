"""Markdown into parts: the marks of bold, links, tags and tables are taken off, and what was damaged is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .leading import bullet_of, is_bullet, number_of
from .lines import Line, gather
from .parts import Mend, Part

_HEADING = re.compile(r" {0,3}(#{1,6})\s")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_DIVIDER = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOTE = re.compile(r"(?P<mark>[¹²³⁰⁴-⁹]+)\s*(?=\S)|\[\^(?P<number>\w{1,4})\]:\s*")
# What may stand between two marks is bounded, so that marks which are never closed cost no more than they are many.
_IMAGE = re.compile(r"!\[[^\]]{0,400}\]\([^)]{0,1000}\)")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.){0,1000})\]\((?:[^()\\]|\\.|\([^()]{0,300}\)){0,1000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|www\.)[^>\s]{0,1000})>")
_SUPER_NUMBER = re.compile(
    r"<sup>\s*(?:\[?(\d{1,3})\]?(?:\(#[^)]{0,200}\))?)\s*</sup>|\[(\d{1,3})\]\(#[^)]{0,200}\)|\[\^(\d{1,3})\](?!:)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]*)?/?>")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,1500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
_CODE = re.compile(r"`+([^`]+)`+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&$%\"'])")
_STRAY = re.compile(r"\*{2,}|__+(?=\s|$)")
_ENTITY = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&nbsp;": " ",
    "&quot;": '"',
    "&#39;": "'",
    "&rsquo;": "’",
}
_ENTITIES = re.compile("|".join(_ENTITY))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPENS = re.compile(r"(\*{2,3})(?=[^\s*])")
_CLOSES = re.compile(r"(?<=[^\s*])(\*{2,3})\s*$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?=\S)(?:(?!\*\*|__).)+(?:\*\*|__)[:.]?$|\*\*\*(?:(?!\*\*\*).)+\*\*\*[:.]?$")


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a Markdown text, in reading order."""
    body = _COMMENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    pages = body.split("\f")
    parts: list[Part] = []
    for page, words in enumerate(pages, 1 if len(pages) > 1 else 0):
        parts.extend(gather(_lines(words.split("\n")), page=page))
    return tuple(parts)


def _lines(raw: list[str]) -> list[Line]:
    lines: list[Line] = []
    fenced = False
    for line in _closed(raw):
        bare = line.strip()
        tidy = " ".join(bare.split())  # a run of spaces would be tried at each of its places
        if bare.startswith(("```", "~~~")):
            fenced = not fenced
            lines.append(Line())
        elif lines and lines[-1].words and lines[-1].shape == "paragraph" and _SETEXT.match(line):
            lines[-1] = lines[-1].as_heading(1 if "=" in line else 2)
        elif not bare or _RULE.match(tidy) or ("|" in tidy and _DIVIDER.match(tidy)):
            lines.append(lines.pop() if lines and lines[-1].shape == "row" and bare else Line())
        else:
            lines.append(_line(line))
    return lines


def _closed(raw: list[str]) -> list[str]:
    """The lines, bold that runs from the start of one to the end of the next closed and opened at the break."""
    lines = list(raw)
    for position in range(len(lines) - 1):
        opened, closed = (
            _OPENS.match(lines[position]),
            _CLOSES.search(lines[position + 1]),
        )
        if opened and closed and opened[1] == closed[1] and closed.start():
            sign = opened[1]
            if lines[position].count(sign) == 1 and lines[position + 1].count(sign) == 1:
                lines[position] += sign
                lines[position + 1] = sign + lines[position + 1]
    return lines


def _line(raw: str) -> Line:
    heading = _HEADING.match(raw)
    if heading:
        made = _worded(raw[heading.end() :].strip().rstrip("#").rstrip(), bold=False)
        return replace(made, shape="heading", level=len(heading[1])) if made.words else made
    bare = raw.strip()
    while bare.startswith("> ") or bare == ">":
        bare = bare[1:].lstrip()
    if bare.startswith("|") or (bare.count("|") >= 2 and " | " in bare):
        return _row(re.split(r"(?<!\\)\|", bare.strip("|")))
    if "\t" in bare and _is_row(bare):
        return _row(bare.split("\t"))
    depth = (len(raw) - len(raw.lstrip(" \t"))) // 2
    mark, rest = bullet_of(bare)
    made = _worded(rest, bold=bool(_BOLD_LINE.match(rest)))
    if mark and not made.mark:
        made = replace(made, mark=mark, shape="item", bullet=is_bullet(mark))
    return replace(
        made,
        level=depth if made.shape == "item" else 0,
        width=len(bare),
        breaks=raw.endswith(("  ", "\\")),
    )


def _is_row(bare: str) -> bool:
    """True of words set apart by tabs that are the cells of a row, not a number or bullet and its words."""
    filled = [cell for cell in bare.split("\t") if cell.strip()]
    opened = bool(bullet_of(bare)[0] or number_of(bare)[0])
    return len(filled) > 2 or not opened


def _worded(raw: str, bold: bool) -> Line:
    """The line without its markup, its number taken off as a mark."""
    note = _NOTE.match(raw)
    clean, mends = clean_of(raw)
    if note:
        mark = note["mark"] or (note["number"] or "").translate(_RAISED)
        body = clean_of(raw[note.end() :])
        return Line(shape="footnote", words=body[0], mark=mark, mends=body[1])
    raised = _NOTE.match(clean)
    if raised and raised["mark"]:
        words = clean[raised.end() :]
        return Line(
            shape="footnote",
            words=words,
            mark=raised["mark"],
            mends=_moved(mends, raised.end()),
        )
    mark, words = number_of(clean)
    cut = len(clean) - len(words)
    return Line(
        shape="item" if mark else "paragraph",
        words=words,
        mark=mark,
        bold=bold,
        mends=_moved(mends, cut),
    )


def _moved(mends: tuple[Mend, ...], cut: int) -> tuple[Mend, ...]:
    return tuple(replace(mend, at=max(0, mend.at - cut)) for mend in mends)


def _row(raw: list[str]) -> Line:
    cleaned = [_cell_of(cell) for cell in raw]
    while cleaned and not cleaned[-1][0]:
        cleaned.pop()
    mends: list[Mend] = []
    offset = 0
    for words, own in cleaned:
        mends.extend(replace(mend, at=mend.at + offset) for mend in own)
        offset += len(words) + 1
    cells = tuple(words for words, _ in cleaned)
    full = [cell for cell in cells if cell]
    if not full:
        return Line()
    if len(cells) == 1:
        return replace(_worded(raw[0].strip(), bold=False), breaks=True)
    bold = all(not cell.strip() or _BOLD_LINE.match(cell.strip()) for cell in raw)
    return Line(shape="row", words="\t".join(cells), cells=cells, bold=bold, mends=tuple(mends))


def _cell_of(raw: str) -> tuple[str, tuple[Mend, ...]]:
    """The words of a cell, each paragraph of it on a line of its own."""
    words: list[str] = []
    mends: list[Mend] = []
    for piece in _BREAK.split(raw.strip()):
        clean, own = clean_of(piece.strip())
        if clean:
            offset = sum(len(line) + 1 for line in words)
            mends.extend(replace(mend, at=mend.at + offset) for mend in own)
            words.append(clean)
    return "\n".join(words), tuple(mends)


def clean_of(raw: str) -> tuple[str, tuple[Mend, ...]]:
    """The words of a line without its markup, and what had to be put right to get them."""
    if not any(sign in raw for sign in "*_<[`\\&!"):
        return " ".join(raw.split()), ()
    damaged: list[tuple[str, str, int]] = []
    text = _AUTOLINK.sub(r"\1", _IMAGE.sub("", raw))
    text = _SUPER_NUMBER.sub(lambda m: (m[1] or m[2] or m[3]).translate(_RAISED), text)
    text = _noting(_LINK, "link", text, damaged, keep=lambda m: m[1])
    text = _noting(
        _TAG,
        "html_tag",
        text,
        damaged,
        keep=lambda m: " " if m[0].lower().startswith("<br") else "",
    )
    text = _CODE.sub(r"\1", text)
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _EMPHASIS.sub(lambda m: m[1] or m[2], text)
    text = _noting(_STRAY, "stray_bold_mark", text, damaged, keep=lambda m: "")
    text = _noting(_ESCAPE, "escaped_mark", text, damaged, keep=lambda m: m[1])
    text = _ENTITIES.sub(lambda m: _ENTITY[m[0]], text)
    words = " ".join(text.split())
    return words, tuple(Mend(rule, was, min(at, len(words))) for rule, was, at in damaged)


def _noting(
    pattern: re.Pattern[str],
    rule: str,
    text: str,
    damaged: list[tuple[str, str, int]],
    keep: Callable[[re.Match[str]], str],
) -> str:
    """`text` with each match of `pattern` replaced by what `keep` leaves of it, the matches noted."""
    if not pattern.search(text):
        return text
    out: list[str] = []
    done = size = 0
    for found in pattern.finditer(text):
        kept = keep(found)
        out.append(text[done : found.start()])
        size += found.start() - done
        damaged.append((rule, found[0], size))
        out.append(kept)
        size += len(kept)
        done = found.end()
    out.append(text[done:])
    return "".join(out)
