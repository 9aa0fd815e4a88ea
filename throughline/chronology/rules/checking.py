"""A row is checked and becomes an entry, or is refused with the number of its rule, or is a note. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from throughline.chronology.rules.columns import kind_of, plain_heading
from throughline.chronology.rules.dates import read_date
from throughline.chronology.rules.entries import Entry, Note, RefusedRow, Sequence
from throughline.chronology.rules.gathering import RawRow, words_of
from throughline.chronology.rules.spans import NotADate
from throughline.chronology.rules.times import read_time
from throughline.chronology.rules.whens import Dated, When
from throughline.files.rows import Value

Checked = Entry | RefusedRow | Note
_NOTE = re.compile(r"[\w &'’./()-]{1,60}: ?[#^¬~](?!\d)")
_SAID_NOTE = re.compile(r"(?:please )?n\.?b\b[.:;,]?\s|(?:author'?s? |editor'?s? )?notes?\s?[:–-]", re.IGNORECASE)
_NOTE_AS_SOURCE = re.compile(r"\(?(?:(?:author|editor)(?:['’]?s)? )?note\)?:?|n\.?b\.?:?", re.IGNORECASE)
_TEMPLATE_YEAR = re.compile(r"(?<!\d)0100(?!\d)")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_END = "End date: "
_PLAIN = frozenset(("sequence", "start", "time", "end", "source", "event", "action", "comment"))
WHO = "Child"
SEEN, KNOWN = "Child seen?", "Date known"
LOOKED_FOR = (SEEN, KNOWN)


@dataclass(slots=True)
class _Broken:
    """What is wrong with one row."""

    rules: list[tuple[str, str]] = field(default_factory=list)

    def add(self, rule: str, why: str) -> None:
        self.rules.append((rule, why))

    def refused(self, agency: str, raw: RawRow) -> RefusedRow:
        """Under the first rule by number; every sentence is in the reason."""
        self.rules.sort(key=lambda each: each[0])
        why = " ".join(why for _, why in self.rules)
        return RefusedRow(agency, raw.number, self.rules[0][0], why, (*raw.texts.items(), *raw.others))


def check_row(agency: str, raw: RawRow, today: date, must: tuple[tuple[str, str], ...] = ()) -> Checked:
    """What the row of that agency is. `must` are columns that are never left empty, each by kind and heading."""
    texts = raw.texts
    agency = raw.agency or agency
    if raw.across:
        return Note(agency, raw.number, _joined(words_of(raw)))
    source = texts.get("source", "")
    if (source and source[0] in "#^¬~") or (":" in source and _NOTE.match(source)) or _says_note(raw):
        return _note(agency, raw, today)
    broken = _Broken()
    start = _start(raw, today, broken)
    if start is None and raw.lone and broken.rules[0][0] == "C102":
        return Note(agency, raw.number, _joined(words_of(raw)))
    end, ending = _end(raw, today, start, broken)
    time_text, at = _time(raw, start, broken)
    if not source:
        why = "The file has no column for the source." if raw.no_source_column else "There is no source."
        broken.add("C110", why)
    if not ("event" in texts or "action" in texts or "comment" in texts or raw.others):
        broken.add("C111", "The row tells no event, action or comment.")
    for kind, heading in must:
        if not _is_filled(raw, kind, heading):
            broken.add("C112", f"“{heading}” is empty, and it must be filled in here.")
    if broken.rules or start is None:
        return broken.refused(agency, raw)
    others = _others(raw, ending) if raw.others or ending or not _PLAIN.issuperset(texts) else []
    return Entry(
        agency=agency,
        row=raw.number,
        sequence=sequence_of(texts.get("sequence", "")),
        source=_without_prefix(source, raw),
        start=start.when,
        end=end,
        time=at or None,
        event=texts.get("event", ""),
        action=texts.get("action", ""),
        comment=_joined([texts.get("comment", ""), *others]) if others else texts.get("comment", ""),
        time_text=time_text,
        who=_who(texts, others),
    )


def _says_note(raw: RawRow) -> bool:
    """Words without a day that say themselves that they are a note: ``Note:`` before them, or as their source."""
    if "start" in raw.texts:
        return False
    words = [*raw.texts.values(), *(text for _, text in raw.others)]
    if len(words) == 1:
        return _SAID_NOTE.match(words[0]) is not None
    return _NOTE_AS_SOURCE.fullmatch(raw.texts.get("source", "")) is not None


def _is_filled(raw: RawRow, kind: str, heading: str) -> bool:
    if raw.texts.get(kind):
        return True
    wanted = plain_heading(heading)
    if any(text and plain_heading(head) == wanted for head, text in raw.others):
        return True
    lines = raw.texts.get("comment", "").split("\n") if raw.agency else []  # in a timeline made here it stands there
    return any(rest and plain_heading(head) == wanted for head, _, rest in (line.partition(": ") for line in lines))


def _joined(words: Iterable[str]) -> str:
    return "\n".join(word for word in words if word)


def _without_prefix(source: str, raw: RawRow) -> str:
    """A timeline made here has the organisation before each source; it belongs to the row, not to its words."""
    return source.removeprefix(f"{raw.agency}: ") if raw.agency else source


def _note(agency: str, raw: RawRow, today: date) -> Checked:
    """A note skips every check but those of its date and time, where it has any; the year 0100 is a template's."""
    broken = _Broken()
    if raw.texts.get("start") and not _TEMPLATE_YEAR.search(raw.texts["start"]):
        _start(raw, today, broken)
    _time(raw, None, broken)
    broken.rules = [each for each in broken.rules if each[0] != "C101"]
    if broken.rules:
        return broken.refused(agency, raw)
    if raw.agency:
        return Note(agency, raw.number, raw.texts.get("event", ""))
    return Note(agency, raw.number, _joined(words_of(raw)))


def _start(raw: RawRow, today: date, broken: _Broken) -> Dated | None:
    text = raw.texts.get("start", "")
    try:
        if "start" in raw.values:
            return _of_value(text, raw.values["start"], today)
        dated = read_date(text, today, raw.year)
    except NotADate as refused:
        broken.add(refused.rule, refused.why)
        return None
    if raw.year is not None and str(raw.year) not in text and dated.when.edtf.find(str(raw.year)) >= 0:
        return _completed(text, raw.year, dated, today)
    return dated


def _completed(text: str, year: int, dated: Dated, today: date) -> Dated:
    """A day whose year stands in a heading has both in its words; in EDTF where the words then mean something else."""
    if _edtf_of(text, today):
        return dated
    when = dated.when
    said = (words for words in (f"{text} {year}", f"{year} {text}") if _edtf_of(words, today) == when.edtf)
    words = next(said, when.edtf)
    return Dated(When(words, when.edtf, when.earliest, when.latest), dated.time, dated.time_text)


def _edtf_of(text: str, today: date) -> str:
    try:
        return read_date(text, today).when.edtf
    except NotADate:
        return ""


def _of_value(text: str, value: Value, today: date) -> Dated:
    """A real day of a sheet, in the words that the sheet shows, unless they say another day or none."""
    day = value.date() if isinstance(value, datetime) else value
    if not isinstance(day, date):
        raise NotADate("C102", f"“{text}” cannot be read as a date.")
    clock = value.time() if isinstance(value, datetime) else None
    at = f"{clock.hour:02}:{clock.minute:02}" if clock and clock != time(0) else ""
    try:
        dated = read_date(text, today)
        when = dated.when
        if when.earliest and when.latest and when.earliest <= day <= when.latest:
            return Dated(when, dated.time or at, dated.time_text or at)
    except NotADate as refused:
        if refused.rule == "C105":
            raise
    iso = day.isoformat()
    read_date(iso, today)  # refused where the year cannot be meant
    return Dated(When(iso, iso, day, day), at, at)


def _end(raw: RawRow, today: date, start: Dated | None, broken: _Broken) -> tuple[When | None, str]:
    """The end of an entry; words that name none are kept aside, to stand in the comment."""
    text = raw.texts.get("end", "")
    if not text:
        return None, ""
    year = start.when.earliest.year if start and start.when.earliest else None
    try:
        if "end" in raw.values:
            end = _of_value(text, raw.values["end"], today).when
        else:
            end = read_date(text, today, year, True).when
    except NotADate as refused:
        if refused.rule == "C101":
            return None, text if any(sign.isalpha() for sign in text) else ""
        rule = refused.rule if refused.rule in ("C103", "C105", "C107") else "C106"
        broken.add(rule, f"{_END}{refused.why}")
        return None, ""
    if start and end.latest and start.when.earliest and end.latest < start.when.earliest:
        broken.add("C107", f"It ends on {end.text} and starts on {start.when.text}.")
    elif start and _same_day(start.when, end):
        first, last = read_time(raw.texts.get("time", "")), read_time(raw.texts.get("end_time", ""))
        if first and last and last < first:
            broken.add("C107", f"It ends at {last} and starts at {first} on the same day.")
    return end, ""


def _same_day(start: When, end: When) -> bool:
    return start.earliest is not None and start.earliest == start.latest == end.earliest == end.latest


def _time(raw: RawRow, start: Dated | None, broken: _Broken) -> tuple[str, str]:
    """The words of the time and the time; without a time of its own that which stands beside the date."""
    value, text = raw.values.get("time"), raw.texts.get("time", "")
    ending = raw.texts.get("end_time", "")
    if ending and "end_time" not in raw.values and read_time(ending) is None:
        broken.add("C108", f"“{ending}” cannot be read as a time.")
    if isinstance(value, datetime | time):
        at = f"{value.hour:02}:{value.minute:02}"
        return text if read_time(text) == at else at, at
    if not text:
        return (start.time_text, start.time) if start else ("", "")
    read = read_time(text)
    if read is None:
        broken.add("C108", f"“{text}” cannot be read as a time.")
    return text, read or ""


def sequence_of(text: str) -> Sequence:
    """A sequence as it is counted by: a number where it is one, else its text, or nothing."""
    text = text.strip().removesuffix(".")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text)
    return int(number) if number.is_integer() else number


def _others(raw: RawRow, ending: str) -> list[str]:
    """What stands in columns that an entry has no place for, each under its heading."""
    lines = [f"{_heading(head)}: {text}" if head else text for head, text in raw.others]
    if "who" in raw.texts:
        lines.insert(0, f"{WHO}: {raw.texts['who']}")
    if raw.texts.get("end_time"):
        lines.append(f"End time: {raw.texts['end_time']}")
    if raw.texts.get("agency") and not raw.agency:
        lines.append(f"Agency: {raw.texts['agency']}")
    if raw.texts.get("row") and not raw.agency:
        lines.append(f"Row: {raw.texts['row']}")
    return [*lines, f"{_END}{ending}"] if ending else lines


def _heading(head: str) -> str:
    """The heading as it stands in the comment; of what is looked for there, without a partnership's own name for it."""
    said = " ".join(head.split()).rstrip(":")
    return next((one for one in LOOKED_FOR if said.startswith(f"{one} (")), said)


def _who(texts: dict[str, str], others: list[str]) -> str:
    """Whom the row is about, where a column or, in a timeline made here, a line of the comment says so."""
    if texts.get("who"):
        return " ".join(texts["who"].split())
    comment = texts.get("comment", "")
    if f"{WHO}: " in comment:
        for line in comment.split("\n"):
            head, parted, rest = line.partition(": ")
            if parted and head == WHO and kind_of(head)[0] == "who":
                return " ".join(rest.split())
    return ""
