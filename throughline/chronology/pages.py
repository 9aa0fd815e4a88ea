"""What the pages of a timeline show, as plain values: rows of the table, and what stands between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from throughline.chronology.drawing.parts import mark as drawn_mark
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark, FoundSilence, TimelineRow
from throughline.chronology.queries.silences import kind_of, said_of_mark
from throughline.chronology.queries.timeline import Page, Shown
from throughline.chronology.rules.ages import ages
from throughline.chronology.rules.contact import KINDS as CONTACTS
from throughline.chronology.rules.holding import KINDS, MARKS, SETTLED, SILENCE_MARKS
from throughline.chronology.rules.picture.facts import Stretch
from throughline.chronology.rules.picture.marks import HOW, OPEN_AFTER, OPEN_BEFORE, UNSURE
from throughline.chronology.rules.picture.persons import names_in
from throughline.chronology.rules.picture.window import Window
from throughline.chronology.rules.silences import SAYS
from throughline.kernel.periods import parse
from throughline.ui.svg import element
from throughline.ui.words import counted, short_day

LONG = 280


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, ready to print."""

    id: int
    number: int
    when: str
    written: str
    age: str
    agency: str
    source: str
    what: str
    is_cut: bool
    seen: tuple[tuple[str, str], ...]
    done: str
    ties: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    barred: bool
    about: str
    is_cited: bool = False
    group: Markup | str = ""
    unfollowed: str = ""


@dataclass(frozen=True, slots=True)
class Across:
    """A row that speaks of others: accounts that differ, a silence, or an episode."""

    tone: str
    title: str
    rest: str
    link: str = ""
    link_words: str = ""
    hidden: str = ""


def sign_of(contact: str) -> Markup:
    """The mark of the picture, for a line of text."""
    return element("svg", drawn_mark(contact, 8, 8), width=16, height=16, viewBox="0 0 16 16", aria_hidden="true")


def born_of(held: Chronology) -> tuple[date, date] | None:
    """The first and last day on which the child can have been born, as far as it may be shown."""
    period = parse(held.born_iso) if held.born_iso else None
    return (period.first, period.last) if period else None


def when_of(entry: ChronologyEntry) -> str:
    """Its day or days as they were understood."""
    first, last = entry.start_earliest, entry.start_latest
    if first and last:
        words = short_day(first) if first == last else f"{short_day(first)} to {short_day(last)}"
    elif last:
        words = f"up to {short_day(last)}"
    else:
        words = f"from {short_day(first)}" if first else entry.start_text
    if entry.end_edtf:
        words += f", until {short_day(entry.end_latest)}" if entry.end_latest else ", going on"
    return words + (f", {entry.time}" if entry.time else "")


def lines_of(
    held: Chronology,
    page: Page,
    lanes: Mapping[int, str],
    shown_days: Window,
    *,
    every: bool,
    groups: Mapping[int, Markup] | None = None,
) -> list[Line | Across]:
    """The rows of the page with what stands between them: what the picture draws over those days, each where it begins.

    `every` is whether the reader sees every agency's rows, and so what reviewers say; `groups` the sign of each entry's
    group, where the timeline is coloured.
    """
    made: list[Line | Across] = []
    waiting = _between(page, shown_days)
    born = born_of(held)
    told: set[int] = set()
    for shown in page.rows:
        while waiting and shown.row.first_day and waiting[0][0] <= shown.row.first_day:
            made.append(_across(waiting.pop(0)[1], lanes, every))
        made.append(_line(shown, born, lanes, (groups or {}).get(shown.entry.pk, "")))
        for link, other in shown.ties:
            if link.kind == "contradiction" and link.pk not in told and (other.number or 0) <= shown.number:
                told.add(link.pk)
                made.append(_differ(link, lanes))
    if page.rows and page.page == page.pages:
        made += [_across(one, lanes, every) for _, one in waiting]
    return made


def _between(page: Page, shown_days: Window) -> list[tuple[date, Stretch | FoundSilence]]:
    """What stands between the rows of the page and those after it, each before the first row of that day or later.

    An episode stands before the entries of its first day, a silence after those of the day on which it begins.
    """
    found: list[tuple[date, Stretch | FoundSilence]] = [
        *((one.first, one) for one in page.episodes if shown_days.meets(one.first, one.last)),
        *((next_day(one.from_day), one) for one in page.silences if shown_days.meets(one.from_day, one.to_day)),
    ]
    return sorted((one for one in found if not page.after or one[0] > page.after), key=lambda one: one[0])


def _across(one: Stretch | FoundSilence, lanes: Mapping[int, str], every: bool) -> Across:
    return episode_of(one) if isinstance(one, Stretch) else silence_of(one, lanes, every=every)


def episode_of(one: Stretch) -> Across:
    """A key practice episode in words: its number in the picture, its name, its days, and how many entries it has."""
    of = counted(one.entries, "entry", "entries") if one.entries else "no entry yet"
    rest = f" {days_of((one.first, one.last))}, with {of}."
    to_it = reverse("chronology:episode", args=[one.record])
    return Across("episode", f"Key practice episode {one.number}: {one.name}.", rest, to_it, "Read it", f": {one.name}")


def days_of(days: tuple[date, date] | None) -> str:
    """From when to when it was, in words; empty where no day is known."""
    if days is None:
        return ""
    return short_day(days[0]) if days[0] == days[1] else f"{short_day(days[0])} to {short_day(days[1])}"


def silence_of(one: FoundSilence, lanes: Mapping[int, str], *, every: bool) -> Across:
    """A silence in words: whose, for how long, and what is said of it by whom."""
    days = (one.to_day - one.from_day).days
    name, kind = lanes.get(one.agency_id, ""), kind_of(one, every=every)
    of = f" about {one.who}" if one.who else ""
    title = f"{name} has nothing{of} for {days} days."
    if kind != "silent":
        title = f"{title[:-1]}: {SAYS[kind][:1].lower()}{SAYS[kind][1:]}."
    rest = f" From {short_day(one.from_day)} to {short_day(one.to_day)}.{said_of(one, every=every)}"
    link = f"{reverse('chronology:mark', args=[one.before_id])}?kind={MARK_OF.get(kind, 'not_expected')}&side=after"
    words = "Say what this silence is" if kind == "silent" else "Say otherwise"
    return Across("silence", title, rest, link, words, f": {name}, {short_day(one.from_day)}")


MARK_OF = {kind: mark for mark, kind in SILENCE_MARKS.items()}
SAID_BY = {"before": " The entry before says so.", "after": " The entry after says so."}


def said_of(one: FoundSilence, *, every: bool) -> str:
    """Who says what a silence is: an entry beside it, or a reviewer with what was searched and by whom."""
    mark = one.mark if every else None
    if mark is None:
        return SAID_BY.get(one.side, "") if one.kind != "missed" else " The entry before tells of it."
    words = said_of_mark(mark)
    return f" A reviewer says so{': ' if words else ''}{words}".rstrip(".") + "."


def _differ(link: Any, lanes: Mapping[int, str]) -> Across:
    one, other = lanes.get(link.one.agency_id, ""), lanes.get(link.other.agency_id, "")
    how = SETTLED[link.settled]
    to = reverse("chronology:settle", args=[link.one_id, link.other_id])
    words = "Settle it, or leave it open with a reason" if link.settled == "open" else "See how it was settled"
    return Across("differ", f"Accounts differ: {one} and {other}.", f" {link.why} {how}.", to, words)


def _line(shown: Shown, born: tuple[date, date] | None, lanes: Mapping[int, str], group: Markup | str) -> Line:
    entry, row = shown.entry, shown.row
    when = when_of(entry)
    what, is_cut = _cut(entry.event or entry.comment)
    ties = tuple((_tied(link, other, lanes), f"/chronology-entries/{other.entry}/") for link, other in shown.ties)
    doubt = ", ".join(words for sign, words in HOW.items() if sign in row.how and sign in SAID_HOW)
    certain = entry.start_earliest is not None and entry.start_earliest == entry.start_latest
    return Line(
        entry.pk,
        shown.number,
        when,
        written_of(entry.start_text if not certain or doubt else "", doubt),
        ages(born, entry.start_earliest, entry.start_latest),
        lanes.get(row.agency_id, ""),
        entry.source,
        what,
        is_cut,
        tuple(row.children.items()),
        _cut(entry.action)[0] or NO_ACTION,
        ties,
        tuple(_said(mark) for mark in shown.marks),
        any(link.kind == "same event" for link, _ in shown.ties),
        about_of(row),
        shown.is_cited,
        group,
        "Nothing follows it" if row.unfollowed else "",
    )


NO_ACTION = "No action is recorded"
SAID_HOW = (OPEN_BEFORE, OPEN_AFTER, UNSURE)


def written_of(words: str, doubt: str) -> str:
    """The words of a date as they were typed, and what they leave open."""
    return ", ".join(part for part in (f"written “{words}”" if words else "", doubt) if part)


def about_of(row: TimelineRow) -> str:
    """Whom an entry is about: by the names of the register, and by what was typed where that tells more."""
    return ", ".join(names_in(row.about)) or row.who


def _tied(link: Any, other: Any, lanes: Mapping[int, str]) -> str:
    kind = KINDS.get(link.kind, link.kind)
    if other.number:
        return f"{kind}: {other.number}"
    return f"{kind}: {lanes.get(other.agency, '')}" + (f", {short_day(other.day)}" if other.day else "")


def _said(mark: EntryMark) -> tuple[str, str]:
    name = MARKS[mark.kind]
    if mark.kind == "comment":
        return f"{mark.made_by.name}:", _cut(mark.text, 120)[0]
    return name, _cut(said_of_mark(mark), 80)[0]


def _cut(words: str, most: int = LONG) -> tuple[str, bool]:
    """The beginning of a long text, ended at a word; the whole stands on the entry's own page."""
    if len(words) <= most:
        return words, False
    return f"{words[:most].rsplit(' ', 1)[0]} …", True


def contact_words(contact: str) -> str:
    """What an entry says of the child."""
    return CONTACTS.get(contact, "Not said")


def to(base: str, given: Mapping[str, Any], **changed: Any) -> str:
    """The address with these parameters, some of them changed; what is empty is left out."""
    merged = {key: value for key, value in {**given, **changed}.items() if value not in ("", None, 0)}
    return f"{base}?{urlencode(merged)}" if merged else base


def next_day(on: date) -> date:
    """The day after."""
    return on + timedelta(days=1)
