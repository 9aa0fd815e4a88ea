"""Dates as documents write them, with their value where the text gives a year."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Block
from .result import DateSaid
from .words import fold, heading_fold

_MONTHS = {
    name: place
    for place, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_LONG_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ]+(?:the[ ]+)?)?"
_ONE = re.compile(
    rf"""(?:
      (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)
    | (?P<full>{_WEEKDAY}(?P<d>{_DAY})[ ]?(?:st|nd|rd|th)?(?:[ ]+of)?[ ]+(?P<m>{_MONTH})\.?,?[ ]+(?P<y>{_YEAR}))
    | (?P<us>(?P<um>{_MONTH})[ ]+(?P<ud>{_DAY})(?:st|nd|rd|th)?,[ ]+(?P<uy>{_YEAR}))
    | (?P<numeric>(?P<nd>{_DAY})(?P<sep>[/.-])(?P<nm>0?[1-9]|1[0-2])(?P=sep)(?P<ny>{_YEAR}|\d\d)(?![\d/.-]\d))
    | (?P<months>(?P<m1>{_MONTH})[ ]*(?:to|and|[-–—])[ ]*(?P<m2>{_MONTH})[ ]+(?P<my>{_YEAR}))
    | (?P<month>(?P<mm>{_MONTH})\.?,?[ ]+(?:of[ ]+)?(?P<mmy>{_YEAR})(?![ ]*/))
    | (?P<years>(?P<y1>{_YEAR})[ ]?(?P<ysep>[/–—-]|[ ]+to[ ]+|[ ]+and[ ]+)[ ]?(?P<y2>{_YEAR}|\d\d)(?![\d/-]))
    | (?P<short>(?P<sd>{_DAY})[ ]?(?:st|nd|rd|th)?(?:[ ]+of)?[ ]+(?P<sm>{_LONG_MONTH}))\b(?![ ]*\d)
    | (?P<six>(?P<xd>0[1-9]|[12]\d|3[01])(?P<xm>0[1-9]|1[0-2])(?P<xy>\d\d))(?!\d)
    )""",
    re.VERBOSE,
)
_OPENS_ONE = re.compile(r"[\dJFMASONDTW](?<!\w.)")  # the figures and the capitals of months and days of the week
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|during|since|by|until|before|after|for|from|between|of|throughout|died|born|around|circa|"
    r"year|and|to|early|late|mid)\s+)$",
    re.IGNORECASE,
)
_PLAIN_YEAR = re.compile(rf"(?P<y>{_YEAR})(?![\d/–-]|\.\d)")
_NEVER_BEFORE_YEAR = frozenset("0123456789/.£#–-")
_IN_A_NAME = re.compile(r"\b(?:Act|Together|Regulations)(?: of)?\s$")
_SEASON = re.compile(
    r"(?:\bthe )?\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ee]arly|[Mm]id|[Ll]ate|"
    r"(?:end|beginning|start|middle) of)(?: term)?(?: (?:of|in))?[ -]$"
)
_DIGIT = re.compile(r"\d(?:\d{3}|[/.]\d|\d \d\d \d\d|(?:st|nd|rd|th)?(?: of)? ?[JFMASOND][a-zA-Z]{2})")
_MONTH_WORD = re.compile(
    r"(?:January|February|March|April|June|July|August|September|October|November|December|spring|summer|"
    r"autumn|winter)(?!\w)"
)
_NO_YEAR = re.compile(
    r"\b(?:in|by|during|until|since|from|next|last|this|every|each)\s+(?:(?:early|mid|late|the|end of|start of|beg"
    r"inning of)\s+)*$"
)
_YEAR_AFTER = re.compile(r"\s+(?:\d|term\b\s+\d|of\s+\d)")
_BETWEEN = re.compile(r" *(?:to|and|until|till|through|[-–—]) *(?:the +)?")
_FROM = re.compile(r"(?:\bfrom|\bbetween|\bperiod(?:\s+of)?|\bcovers?|\bcovering)\s+(?:the\s+)?$", re.IGNORECASE)
_SPACED = re.compile(rf"^\s*(?P<d>{_DAY}) (?P<m>0?[1-9]|1[0-2]) (?P<y>\d\d|{_YEAR})\s*$")
_SIX_CONTEXT = re.compile(r"\b(?:between|and|from|to|since|on|dated|date|until)\W*$", re.IGNORECASE)
_MEANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("published", re.compile(r"\bpublish|\bpublication\b|\bissued\b")),
    ("died", re.compile(r"\bdied\b|\bdeath\b|\bown life\b|\bkilled\b")),
    ("meeting", re.compile(r"\bmeeting\b|\bcommittee\b|\bcabinet\b|\bpanel\b.*\bmet\b|\bboard met\b")),
    ("agreed", re.compile(r"\bagreed\b|\bapproved\b|\bendorsed\b|\bsigned off\b|\baccepted\b|\bratified\b")),
    ("received", re.compile(r"\breceived\b")),
    ("submitted", re.compile(r"\bsubmitted\b|\bsent to\b")),
    (
        "commissioned",
        re.compile(r"\bcommission(?:ed|ing)\b|\binitiated\b|\bbegun\b|\bbegan\b|\bcommenced\b|\bstarted\b"),
    ),
    (
        "due",
        re.compile(
            r"\bby (?:the end of )?$|\bdue\b|\bdeadline\b|\btarget\b|\bno later than\b|\bnext (?:review|edition|"
            r"report|update)\b"
        ),
    ),
    ("incident", re.compile(r"\bincident\b|\binjur|\badmitted\b|\bassault")),
    ("concluded", re.compile(r"\bconclud|\bcompleted\b|\bended\b|\bfinished\b|\bconvict")),
    ("review_period", re.compile(r"\bperiod (?:under|of the) review\b|\breview period\b|\btimeframe\b|\bscope\b")),
)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    iso: str | None


def dates_of(text: str, blocks: list[Block], kind: str) -> tuple[DateSaid, ...]:
    """The dates in `text`, in order, with what the words before each say it is."""
    singles = sorted(_singles(text, blocks), key=lambda one: one.start)
    found = _apart(singles)
    found += _periods(text, found)
    labels = _labels(blocks, kind)
    said = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        said.append(DateSaid(_means(text, one, labels), text[one.start : one.end], one.iso, (one.start, one.end)))
    return tuple(said)


def _singles(text: str, blocks: list[Block]) -> Iterator[_Found]:
    for block in blocks:
        if _DIGIT.search(block.text):
            yield from _with_figures(text, block)
    for match in _MONTH_WORD.finditer(text):
        before = _NO_YEAR.search(text, max(0, match.start() - 28), match.start())
        if before and not _YEAR_AFTER.match(text, match.end()):
            yield _Found(match.start(), match.end(), None)


def _with_figures(text: str, block: Block) -> Iterator[_Found]:
    taken: set[int] = set()
    for match in _ones(text, block.start, block.end):
        iso = _value(match, text)
        if iso != "":
            taken.update(range(match.start() + 1, match.end()))
            yield _Found(match.start(), match.end(), iso)
    for match in _PLAIN_YEAR.finditer(text, block.start, block.end):
        if match.start() in taken:
            continue
        before = text[max(0, match.start() - 28) : match.start()]
        season = _SEASON.search(before)
        if season:
            yield _Found(match.start() - len(before) + season.start(), match.end(), match["y"])
        elif before[-1:] in _NEVER_BEFORE_YEAR and before:
            continue
        elif _BEFORE_YEAR.search(before) and not _IN_A_NAME.search(before):
            yield _Found(match.start(), match.end(), match["y"])
    for words, start in [(c.text, c.start) for c in block.cells] or [(block.text, block.start)]:
        spaced = _SPACED.match(words) if len(words) < 14 else None
        if spaced:
            yield _Found(start, start + len(words.rstrip()), _iso(spaced["y"], spaced["m"], spaced["d"]))


def _ones(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `_ONE` between two places, none inside another."""
    done = start
    for opening in _OPENS_ONE.finditer(text, start, end):
        match = _ONE.match(text, opening.start(), end) if opening.start() >= done else None
        if match:
            done = match.end()
            yield match


def _value(found: re.Match[str], text: str) -> str | None:
    """The value of a match; None without a year; empty where it is no date after all."""
    match found.lastgroup:
        case "iso":
            return found[0]
        case "full":
            return _iso(*found.group("y", "m", "d"))
        case "us":
            return _iso(*found.group("uy", "um", "ud"))
        case "numeric":
            dotted = found["sep"] == "." and len(found["ny"]) != 4 and len(found["nm"]) != 2
            return "" if dotted else _iso(*found.group("ny", "nm", "nd"))
        case "months":
            return f"{_iso(found['my'], found['m1'])}/{_iso(found['my'], found['m2'])}"
        case "month":
            return _iso(found["mmy"], found["mm"])
        case "years":
            return _years(found, text)
        case "six":
            before = text[max(0, found.start() - 12) : found.start()]
            return _iso(*found.group("xy", "xm", "xd")) if _SIX_CONTEXT.search(before) else ""
    return None


def _years(found: re.Match[str], text: str) -> str:
    first, second = found["y1"], found["y2"]
    second = first[:2] + second if len(second) == 2 else second
    if int(second) <= int(first) or int(second) - int(first) > 30:
        return ""
    start, between = found.start(), found["ysep"].strip()
    if between in {"and", "to"} and not _FROM.search(text[max(0, start - 20) : start]):
        return "" if between == "and" else f"{first}/{second}"
    return f"{first}/{second}"


def _iso(year: str, month: str, day: str = "") -> str:
    """The value of a year, month and day as printed; empty where there is no such day."""
    number = int(month) if month.isdecimal() else _MONTHS[month[:3].lower()]
    whole = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 60 else 1900 + int(year)
    if not day:
        return f"{whole:04}-{number:02}"
    longest = 29 if number == 2 else 30 if number in {4, 6, 9, 11} else 31
    return f"{whole:04}-{number:02}-{int(day):02}" if int(day) <= longest else ""


def _apart(found: list[_Found]) -> list[_Found]:
    """The dates of which none lies inside another."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _periods(text: str, found: list[_Found]) -> list[_Found]:
    """Periods made of two dates with "to" or "and" between them."""
    periods = []
    for first, second in itertools.pairwise(found):
        between = text[first.end : second.start]
        if first.iso is None and second.iso and _BETWEEN.fullmatch(between):
            first = _with_year(text, first, second.iso)
        if len(between) > 8 or not first.iso or not second.iso or "/" in first.iso + second.iso:
            continue
        if not _BETWEEN.fullmatch(between) or first.iso >= second.iso:
            continue
        if "and" in between and not _FROM.search(text[max(0, first.start - 20) : first.start]):
            continue
        periods.append(_Found(first.start, second.end, f"{first.iso}/{second.iso}"))
    return periods


def _with_year(text: str, first: _Found, second: str) -> _Found:
    """The "1 April" of "1 April to 30 June 2020", which the text dates by the year after it."""
    said = re.match(rf"(?P<d>{_DAY})\D{{0,3}}\s+(?:of\s+)?(?P<m>{_MONTH})", text[first.start : first.end])
    return _Found(first.start, first.end, _iso(second[:4], said["m"], said["d"]) or None) if said else first


def _labels(blocks: list[Block], kind: str) -> dict[int, str]:
    """Where a form's row or line says what its date is, by the place of the value."""
    own = "meeting" if kind in {"committee_report", "committee_minutes"} else "report"
    labels: dict[int, str] = {}
    for block in blocks[:40]:
        for label, value in zip(block.cells, block.cells[1:], strict=False):
            if heading_fold(label.text) in {"date", "date of report", "report date", "meeting date", "date of meeting"}:
                labels[value.start] = own
        if not block.cells and len(block.text) < 60 and block.index < 12:
            labels[block.start] = own
    return labels


def _means(text: str, one: _Found, labels: dict[int, str]) -> str:
    fallback = "period" if one.iso and "/" in one.iso else labels.get(one.start, "")
    begin = max(text.rfind(".", 0, one.start), text.rfind("\n", 0, one.start), one.start - 70) + 1
    before = fold(text[begin : one.start])
    best: tuple[int, str] | None = None
    for means, pattern in _MEANS:
        for match in pattern.finditer(before + " "):
            if best is None or match.start() > best[0]:
                best = (match.start(), means)
    if fallback and (best is None or best[1] not in {"published", "agreed", "review_period"}):
        return fallback
    return best[1] if best else ""
