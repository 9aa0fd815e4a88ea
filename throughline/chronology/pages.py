"""What the pages of a timeline show, as plain values: rows of the table, what stands between them, the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from throughline.chronology.drawing.parts import mark as drawn_mark
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark, FoundSilence, Lane
from throughline.chronology.queries.timeline import MOST_DRAWN, Choice, Page, Shown, people_of
from throughline.chronology.rules.ages import ages
from throughline.chronology.rules.contact import KINDS as CONTACTS
from throughline.chronology.rules.holding import KINDS, MARKS, SETTLED
from throughline.chronology.rules.picture.facts import Gap, LaneFacts, PictureFacts, Unseen
from throughline.chronology.rules.picture.window import Window
from throughline.kernel.periods import parse
from throughline.ui.svg import element
from throughline.ui.words import counted, day, short_day

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
    contact: str
    done: str
    ties: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    barred: bool
    about: str
    is_cited: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """A row that speaks of others: accounts that differ, or a silence."""

    tone: str
    title: str
    rest: str
    link: str = ""
    link_words: str = ""


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


def lines_of(held: Chronology, page: Page, lanes: Mapping[int, str]) -> list[Line | Across]:
    """The rows of the page with what stands between them, each at the entry after which it begins."""
    made: list[Line | Across] = []
    waiting = list(page.silences)
    born = born_of(held)
    told: set[int] = set()
    for place, shown in enumerate(page.rows):
        here = shown.row.first_day or shown.row.last_day
        if place:
            made += _silences_before(waiting, here, lanes)
        else:
            waiting = [one for one in waiting if here and one.from_day >= here]
        made.append(_line(shown, born, lanes))
        for link, other in shown.ties:
            if link.kind == "contradiction" and link.pk not in told and (other.number or 0) <= shown.number:
                told.add(link.pk)
                made.append(_differ(link, lanes))
    if page.rows and page.page == page.pages:
        made += [_silence(one, lanes) for one in waiting]
    return made


def _silences_before(waiting: list[FoundSilence], here: date | None, lanes: Mapping[int, str]) -> list[Across]:
    found = [one for one in waiting if here and one.from_day < here]
    waiting[:] = [one for one in waiting if one not in found]
    return [_silence(one, lanes) for one in found]


WHY = {
    "silent": "",
    "expected": " The entry before says that no contact was expected.",
    "no_record": " The entry before says that no record was found.",
    "missed": " The entry before tells of contact that was missed, and nothing follows it up.",
}


def _silence(one: FoundSilence, lanes: Mapping[int, str]) -> Across:
    days = (one.to_day - one.from_day).days
    of = f" about {one.who}" if one.who else ""
    name = lanes.get(one.agency_id, "")
    title = f"{name} has nothing{of} for {days} days."
    rest = f" From {short_day(one.from_day)} to {short_day(one.to_day)}.{WHY.get(one.kind, '')}"
    return Across("silence", title, rest)


def _differ(link: Any, lanes: Mapping[int, str]) -> Across:
    one, other = lanes.get(link.one.agency_id, ""), lanes.get(link.other.agency_id, "")
    how = SETTLED[link.settled]
    to = reverse("chronology:settle", args=[link.one_id, link.other_id])
    words = "Settle it, or leave it open with a reason" if link.settled == "open" else "See how it was settled"
    return Across("differ", f"Accounts differ: {one} and {other}.", f" {link.why} {how}.", to, words)


def _line(shown: Shown, born: tuple[date, date] | None, lanes: Mapping[int, str]) -> Line:
    entry, row = shown.entry, shown.row
    when = when_of(entry)
    what, is_cut = _cut(entry.event or entry.comment)
    ties = tuple((_tied(link, other, lanes), f"/chronology-entries/{other.entry}/") for link, other in shown.ties)
    certain = entry.start_earliest is not None and entry.start_earliest == entry.start_latest
    marked = any(sign in entry.start_edtf for sign in "?~%")
    return Line(
        entry.pk,
        shown.number,
        when,
        "" if certain and not marked else entry.start_text,
        ages(born, entry.start_earliest, entry.start_latest),
        lanes.get(row.agency_id, ""),
        entry.source,
        what,
        is_cut,
        row.contact,
        _cut(entry.action)[0],
        ties,
        tuple(_said(mark) for mark in shown.marks),
        any(link.kind == "same event" for link, _ in shown.ties),
        row.who,
        shown.is_cited,
    )


def _tied(link: Any, other: Any, lanes: Mapping[int, str]) -> str:
    kind = KINDS.get(link.kind, link.kind)
    if other.number:
        return f"{kind}: {other.number}"
    return f"{kind}: {lanes.get(other.agency, '')}" + (f", {short_day(other.day)}" if other.day else "")


def _said(mark: EntryMark) -> tuple[str, str]:
    name = MARKS[mark.kind]
    if mark.kind == "comment":
        return f"{mark.made_by.name}:", _cut(mark.text, 120)[0]
    return name, _cut(mark.text, 80)[0]


def _cut(words: str, most: int = LONG) -> tuple[str, bool]:
    """The beginning of a long text, ended at a word; the whole stands on the entry's own page."""
    if len(words) <= most:
        return words, False
    return f"{words[:most].rsplit(' ', 1)[0]} …", True


def contact_words(contact: str) -> str:
    """What an entry says of the child."""
    return CONTACTS.get(contact, "Not said")


def facts_of(
    held: Chronology, page: Page, whole: Lane | None, lanes: Sequence[Lane], choice: Choice, shown: Window
) -> PictureFacts:
    """What the picture draws: a lane for each agency, or for each person; silences are an agency's."""
    chosen = [lane for lane in lanes if not choice.agency or lane.agency_id == choice.agency]
    seen = whole.seen if whole else {}
    keys = {lane.agency_id for lane in chosen} if not choice.by_person else set()
    return PictureFacts(
        window=shown,
        lanes=_of_people(people_of(whole), choice) if choice.by_person else _of_agencies(chosen),
        dots=page.dots,
        ties=page.ties,
        gaps=tuple(
            Gap(one.agency_id, one.from_day, one.to_day, one.kind not in ("expected", "no_record"))
            for one in page.silences
            if one.agency_id in keys and not one.who
        ),
        unseen=tuple(Unseen(*_days(gap[:2]), gap[2], gap[3]) for gap in seen.get("gaps", ())),
        stretches=tuple(_pair(stretch) for stretch in seen.get("stretches", ())),
        flags=page.flags,
        months=whole.months if whole and not choice.agency else (chosen[0].months if len(chosen) == 1 else {}),
        child=held.child_name or "The child",
        shows_seen=bool(seen.get("stretches")),
        by_month=page.of > MOST_DRAWN,
        by_person=choice.by_person,
    )


def _of_agencies(lanes: Sequence[Lane]) -> tuple[LaneFacts, ...]:
    return tuple(
        LaneFacts(lane.agency_id or 0, lane.name, lane.entries, lane.first_day, lane.last_day, lane.months)
        for lane in lanes
    )


def _of_people(people: Sequence[Mapping[str, Any]], choice: Choice) -> tuple[LaneFacts, ...]:
    """A lane for each person, numbered as the marks are; the last is of entries that name nobody, or somebody else."""
    named = any(one["who"] for one in people)
    return tuple(
        LaneFacts(
            place,
            one["who"] or ("Nobody named, or others" if named else "Nobody named"),
            one["entries"],
            date.fromisoformat(one["first"]) if one["first"] else None,
            date.fromisoformat(one["last"]) if one["last"] else None,
            one["months"],
        )
        for place, one in enumerate(people, 1)
        if not choice.who or one["who"] == choice.who
    )


def _pair(days: Sequence[str]) -> tuple[date, date]:
    return date.fromisoformat(days[0]), date.fromisoformat(days[1])


def _days(days: Sequence[str]) -> tuple[date, date]:
    return _pair(days)


def lead_of(held: Chronology, whole: Lane | None, lanes: Sequence[Lane], differing: int) -> tuple[str, str]:
    """What is true, then what is next."""
    child = held.child_name or "the child"
    entries = sum(lane.entries for lane in lanes)
    if not entries:
        return "Nothing has come yet.", " Ask the agencies, or send what they gave you."
    said = f" {counted(len(lanes), 'agency', 'agencies')} made {counted(entries, 'entry', 'entries')}{_span(lanes)}"
    if whole:
        seen = sum(whole.contacts.get(kind, 0) for kind in ("seen", "alone"))
        said += f"; {child} was seen in {seen:,} of them and not brought to {whole.contacts.get('missed', 0):,}."
    else:
        said += ". You see your own agency’s entries until they are shared."
    gaps = (whole.seen.get("gaps", ()) if whole else ()) or ()
    if gaps:
        longest = max(gaps, key=lambda gap: gap[2])
        since = date.fromisoformat(longest[0])
        return f"For {longest[2]} days, from {since:%B %Y}, nobody recorded seeing {child}.", said
    if differing:
        return f"{counted(differing, 'account differs', 'accounts differ')} and nobody has settled them.", said
    return said.strip().split(";")[0].rstrip(".") + ".", (
        f" {child[:1].upper()}{child[1:]} was" + said.split(" was", 1)[1]
    ) if " was" in said else ""


def _span(lanes: Sequence[Lane]) -> str:
    first = min((lane.first_day for lane in lanes if lane.first_day), default=None)
    last = max((lane.last_day for lane in lanes if lane.last_day), default=None)
    if first is None or last is None:
        return ""
    years = (last - first).days / 365.25
    return (
        f" in {counted(round(years), 'year')}" if years >= 1.5 else f" in {counted(max(1, round(years * 12)), 'month')}"
    )


def describe(facts: PictureFacts) -> str:
    """The picture in words, for those who do not see it; the table below says everything."""
    lanes = "; ".join(f"{lane.name}, {counted(lane.entries, 'entry', 'entries')}" for lane in facts.lanes)
    gaps = (
        f" {counted(len(facts.unseen), 'gap')} of more than eight weeks in which nobody recorded seeing the child."
        if facts.shows_seen
        else ""
    )
    return (
        f"From {day(facts.window.first)} to {day(facts.window.last)}, a lane for each "
        f"{'person' if facts.by_person else 'agency'}: {lanes}.{gaps} "
        f"{counted(len(facts.gaps), 'silence')}. The table below holds the same entries in words."
    )


def to(base: str, given: Mapping[str, Any], **changed: Any) -> str:
    """The address with these parameters, some of them changed; what is empty is left out."""
    merged = {key: value for key, value in {**given, **changed}.items() if value not in ("", None, 0)}
    return f"{base}?{urlencode(merged)}" if merged else base


def next_day(on: date) -> date:
    """The day after."""
    return on + timedelta(days=1)
