"""What stands in one cell, taken apart: several actions, dated lines of progress, a day or words for one. Pure."""

from __future__ import annotations

import re
from datetime import date

from throughline.kernel.periods import is_period, parse, understood
from throughline.planfiles.plan import Update

_BULLET = re.compile(
    r"^\s*(?:(?P<mark>[•●○▪■◦‣⁃·➢➔→✓*–—-])|(?P<number>\(?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]|\(?[a-z]\)|\(?[ivx]{1,4}[.)]"
    r"|\d{1,2}\.\d{1,2}[a-z]?))\s+(?=\S)"
)
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATED = re.compile(
    r"^(?:update(?:d)?:?\s+|as (?:at|of)\s+)?"
    rf"(?P<when>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH},?\s+\d{{2,4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}(?:-\d{2})?)\s*(?:[:–—.-]+\s*|\n)(?P<says>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHORT_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")
_SHORT_YEAR = re.compile(rf"(.*{_MONTH},?\s+)(\d{{2}})$", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?:^|[\n;,&]|\band\b)\s*(?:recommendations?|recs?\.?|r|findings?)?\s*(\d{1,3}(?:\.\d{1,3})*[a-z]?)\b", re.I
)
_OPENS = re.compile(
    r"^\s*(?:recommendations?|recs?\.?|r|findings?|learning points?)?\s*(\d{1,3}(?:\.\d{1,3})*[a-z]?)\s*(?:[.:)–—-]|$)",
    re.I,
)
_NOT_STATED = "date not stated"


def written(words: str) -> str:
    """The written form of a date in words, years of two figures too; ``""`` where it is not plainly one."""
    words = " ".join(words.split()).strip(" .,")
    if numbers := _SHORT_DAY.fullmatch(words):
        year = numbers[3] if len(numbers[3]) == 4 else f"20{numbers[3]}"
        iso = f"{year}-{int(numbers[2]):02}-{int(numbers[1]):02}"
        return iso if is_period(iso) else ""
    if short := _SHORT_YEAR.fullmatch(words):
        words = f"{short[1]}20{short[2]}"
    return understood(words)


def day_in(words: str) -> date | None:
    """The day that the words name, where they name one day and nothing else."""
    iso = written(words)
    period = parse(iso)
    return period.first if period is not None and len(iso) == 10 else None


def split_actions(text: str) -> tuple[tuple[str, str], ...]:
    """The actions of one cell, each with the number that stands before it: several only where marks set them apart."""
    lines = [line for whole in text.split("\n") for line in _SENTENCES.split(whole)]
    parts: list[list[str]] = []
    marks: list[str] = []
    lead: list[str] = []
    for line in lines:
        found = _BULLET.match(line)
        if found:
            marks.append((found["number"] or "").strip("().: "))
            parts.append([line[found.end() :].strip()])
        elif parts:
            parts[-1].append(line.strip())
        else:
            lead.append(line.strip())
    said = ["\n".join(filter(None, part)) for part in parts]
    if len(said) < 2 or not all(said):
        return (("", text.strip()),)
    before = " ".join(filter(None, lead))
    return tuple((mark, f"{before} {one}".strip()) for mark, one in zip(marks, said, strict=True))


def parts_for(text: str, count: int, *, by_lines: bool = True) -> tuple[str, ...] | None:
    """A cell beside several actions, apart in as many; ``None`` where it is not in so many, and is said of each.

    `by_lines`: lines alone part it, where marks do not. Lines of progress are dates of one story, and do not.
    """
    parts = split_actions(text)
    if len(parts) == count:
        return tuple(part for _, part in parts)
    lines = [line.strip() for line in text.split("\n") if line.strip()] if by_lines else []
    return tuple(lines) if len(lines) == count else None


def updates_in(text: str) -> tuple[Update, ...]:
    """The dated lines of a progress cell, in their order; what has no date before it has none."""
    if not text.strip():
        return ()
    found: list[list[str]] = []
    for line in text.split("\n"):
        dated = _DATED.match(line)
        if dated and (written(dated["when"]) or not found):
            found.append([dated["when"].strip(), dated["says"].strip()])
        elif found:
            found[-1].append(line)
        else:
            found.append(["", line])
    made = []
    for when, *says in found:
        told = "\n".join(says).strip()
        if told or when:
            made.append(Update(when, written(when), told or when))
    return tuple(made)


def own_updates(text: str) -> tuple[Update, ...]:
    """The updates of a plan that was written here: each begins with its date, and lines that go on with an ellipsis."""
    found: list[Update] = []
    for line in text.split("\n") if text else []:
        if line.startswith("…") and found:
            last = found[-1]
            found[-1] = Update(last.date_text, last.date_iso, f"{last.text}\n{line[1:].removeprefix(' ')}")
            continue
        when, colon, says = line.partition(": ")
        when = "" if when == _NOT_STATED else when
        found.append(Update(when, written(when), says) if colon else Update("", "", line))
    return tuple(found)


def update_line(update: Update) -> str:
    """One update as `own_updates` reads it."""
    when = " ".join(update.date_text.split()).replace(": ", " ") or _NOT_STATED
    first, *more = update.text.split("\n")
    return "\n".join([f"{when}: {first}", *(f"… {line}".rstrip() for line in more)])


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of recommendations that a cell names: “3”, “1, 2 and 5”, “Recommendation 4: ...” on each line."""
    bare = " ".join(text.split())
    if re.fullmatch(
        r"(?:(?:recommendations?|recs?\.?|r|findings?)?\s*\d{1,3}(?:\.\d{1,3})*[a-z]?(?:\s*(?:[,;&/]|and)\s*|$))+",
        bare,
        re.I,
    ):
        return tuple(dict.fromkeys(_NUMBERS.findall(text.replace("/", ","))))
    return tuple(dict.fromkeys(found[1] for line in text.split("\n") if (found := _OPENS.match(line))))
