"""What the picture of a timeline draws, as plain facts, and what is true of it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from throughline.chronology.models import Chronology, Lane
from throughline.chronology.queries.drawn import people_of
from throughline.chronology.queries.silences import kind_of
from throughline.chronology.queries.then import Then
from throughline.chronology.queries.timeline import MOST_DRAWN, Choice, Page
from throughline.chronology.rules.contact import KINDS as CONTACTS
from throughline.chronology.rules.contact import SIGHTED
from throughline.chronology.rules.picture.colours import Group, groups
from throughline.chronology.rules.picture.facts import Gap, LaneFacts, PictureFacts, SeenLine, Unseen
from throughline.chronology.rules.picture.marks import Dot
from throughline.chronology.rules.picture.window import Window
from throughline.ui.words import counted, day

# So many children have a line of their own in the picture; the page of who was seen has them all.
MOST_CHILDREN = 4


def facts_of(
    held: Chronology,
    page: Page,
    whole: Lane | None,
    lanes: Sequence[Lane],
    choice: Choice,
    shown: Window,
    *,
    every: bool,
) -> PictureFacts:
    """What the picture draws: a lane for each agency, or for each person, under a line for each child.

    `every` is whether the reader sees every agency's rows, and so what reviewers say of silences.
    """
    chosen = [lane for lane in lanes if not choice.agency or lane.agency_id == choice.agency]
    lines = seen_lines(whole, choice.who)
    return PictureFacts(
        window=shown,
        lanes=_of_people(people_of(whole), choice, page.of) if choice.by_person else _of_agencies(chosen),
        dots=page.dots,
        ties=page.ties,
        gaps=_of_persons(people_of(whole), choice)
        if choice.by_person
        else tuple(
            Gap(one.agency_id, one.from_day, one.to_day, kind_of(one, every=every))
            for one in page.silences
            if one.agency_id in {lane.agency_id for lane in chosen} and not one.who
        ),
        seen=tuple(line for line in lines if line.stretches)[:MOST_CHILDREN],
        flags=page.flags,
        months=whole.months if whole and not choice.agency else (chosen[0].months if len(chosen) == 1 else {}),
        child=(lines[0].child if lines else held.child_name) or "The child",
        by_month=page.of > MOST_DRAWN,
        by_person=choice.by_person,
        episodes=page.episodes,
    )


def facts_then(found: Then, day: date, shown: Window, *, agency: int = 0, with_hindsight: bool = False) -> PictureFacts:
    """What the picture of one day draws. Who was seen, silences and ties are worked out with hindsight, so it has none.

    Of one agency alone, without hindsight, it has that agency's lane alone.
    """
    lanes = [one for one in found.lanes if not agency or with_hindsight or one.agency == agency]
    return PictureFacts(
        window=shown,
        lanes=tuple(LaneFacts(one.agency, one.name, one.known, one.first, one.last, one.months) for one in lanes),
        dots=found.dots,
        by_month=found.by_month,
        at=day,
    )


def _of_agencies(lanes: Sequence[Lane]) -> tuple[LaneFacts, ...]:
    return tuple(
        LaneFacts(lane.agency_id or 0, lane.name, lane.entries, lane.first_day, lane.last_day, lane.months)
        for lane in lanes
    )


def _of_people(people: Sequence[Mapping[str, Any]], choice: Choice, of: int) -> tuple[LaneFacts, ...]:
    """A lane for each person, numbered as the marks are; the last is of entries that name nobody, or somebody else.

    Somebody who is chosen has a lane, however few entries are about them.
    """
    named = any(one["who"] for one in people)
    if choice.who and choice.who not in {one["who"] for one in people}:
        place = next((n for n, one in enumerate(people, 1) if one["who"] is None), 0)
        return (LaneFacts(place, choice.who, of),)
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


def _of_persons(people: Sequence[Mapping[str, Any]], choice: Choice) -> tuple[Gap, ...]:
    """Where nobody tells anything of a person."""
    return tuple(
        Gap(place, *_pair(gap))
        for place, one in enumerate(people, 1)
        if not choice.who or one["who"] == choice.who
        for gap in one["gaps"]
    )


def seen_lines(whole: Lane | None, who: str = "") -> list[SeenLine]:
    """A line for each child of the case, or for the one that was chosen, the chronology's own first."""
    children = whole.children if whole else []
    chosen = [child for child in children if child["name"] == who] or children
    return [
        SeenLine(
            child["name"] or "The child",
            tuple(_pair(stretch) for stretch in child["stretches"]),
            tuple(Unseen(*_pair(gap[:2]), gap[2], gap[3]) for gap in child["gaps"]),
            tuple((first, last) for first, last in child["days"]),
        )
        for child in chosen
    ]


def _pair(days: Sequence[str]) -> tuple[date, date]:
    return date.fromisoformat(days[0]), date.fromisoformat(days[1])


def lead_of(held: Chronology, whole: Lane | None, lanes: Sequence[Lane], who: str = "") -> tuple[str, str]:
    """What is true, then what is next: of each child, or of the one that was chosen."""
    entries = sum(lane.entries for lane in lanes)
    if not entries:
        return "Nothing has come yet.", " Ask the agencies, or send what they gave you."
    said = f"{counted(len(lanes), 'agency', 'agencies')} made {counted(entries, 'entry', 'entries')}{_span(lanes)}"
    if whole is None:
        return f"{said}.", " You see your own agency’s entries until they are shared."
    children = [child for child in whole.children if child["name"] == who] or whole.children
    seen = "; ".join(_counted(child) for child in children[:MOST_CHILDREN])
    unseen = [(gap[2], gap[0], child["name"] or "the child") for child in children for gap in child["gaps"]]
    if unseen:
        days, since, name = max(unseen, key=lambda one: one[0])
        long = f"For {days} days, from {date.fromisoformat(since):%B %Y}, nobody recorded seeing {name}."
        return long, f" {said}. {seen[:1].upper()}{seen[1:]}."
    return f"{said}.", f" {seen[:1].upper()}{seen[1:]}."


def _counted(child: Mapping[str, Any]) -> str:
    said = child["contacts"]
    times = sum(count for kind, count in said.items() if kind in SIGHTED)
    alone, missed = said.get("alone", 0), said.get("missed", 0)
    name = child["name"] or "the child"
    return f"{name} was seen in {times:,} of them, alone in {alone:,}, and not brought to {missed:,}"


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
    gaps = "".join(
        f" {counted(len(line.unseen), 'gap')} of more than eight weeks in which nobody recorded seeing {line.child}."
        for line in facts.seen
    )
    episodes = "".join(
        f" Key practice episode {one.number}: {one.name}, {day(one.first)} to {day(one.last)}." for one in facts.bars
    )
    return (
        f"From {day(facts.window.first)} to {day(facts.window.last)}, a lane for each "
        f"{'person' if facts.by_person else 'agency'}: {lanes}.{gaps}{episodes} "
        f"{counted(len(facts.gaps), 'silence')}. The table below holds the same entries in words."
    )


def coloured(
    facts: PictureFacts, view: str, page: Page, lanes: Sequence[Lane]
) -> tuple[PictureFacts, dict[int, Group]]:
    """The same picture with its marks in the colour and under the letter of their group; and the group of each row."""
    made = groups(_named(view, facts, page, lanes))
    by_key = {one.key: one for one in made}
    dots = tuple(
        _in_colour(dot, by_key.get(_key(view, page, dot.entry, dot.agency, dot.contact))) for dot in facts.dots
    )
    by_lane = {int(one.key): one for one in made} if view == "agency" and not facts.by_person else {}
    drawn = tuple(
        replace(lane, letter=one.letter, colour=one.colour) if (one := by_lane.get(lane.key)) else lane
        for lane in facts.lanes
    )
    keys = {
        shown.entry.pk: _key(view, page, shown.entry.pk, shown.row.agency_id, shown.row.contact) for shown in page.rows
    }
    rows = {entry: by_key[key] for entry, key in keys.items() if key in by_key}
    return replace(facts, dots=dots, lanes=drawn, groups=made), rows


def _named(view: str, facts: PictureFacts, page: Page, lanes: Sequence[Lane]) -> list[tuple[str, str]]:
    if view == "agency":
        return [(str(lane.agency_id), lane.name) for lane in lanes]
    if view == "contact":
        there = {dot.contact for dot in facts.dots} | {shown.row.contact for shown in page.rows}
        return [(key, name) for key, name in CONTACTS.items() if key in there]
    return [(name, name) for name in sorted(set(page.themes.values()))]


def _key(view: str, page: Page, entry: int, agency: int, contact: str) -> str:
    if view == "agency":
        return str(agency)
    return contact if view == "contact" else page.themes.get(entry, "")


def _in_colour(dot: Dot, group: Group | None) -> Dot:
    return replace(dot, letter=group.letter, colour=group.colour) if group else dot
