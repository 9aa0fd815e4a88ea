"""What of a timeline is chosen by its address, and the addresses of what else could be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest

from throughline.chronology import services
from throughline.chronology.models import Chronology, Lane
from throughline.chronology.pages import to
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries import timeline as queries
from throughline.chronology.queries import uses
from throughline.chronology.queries.drawn import people_of
from throughline.chronology.queries.episodes import names_of
from throughline.chronology.queries.held import has_sent
from throughline.chronology.queries.persons import as_stamp
from throughline.chronology.queries.timeline import Choice
from throughline.chronology.rules.holding import MARKS
from throughline.chronology.rules.picture.colours import VIEWS
from throughline.chronology.rules.picture.window import LEVELS, Window, window
from throughline.kernel.actor import Actor
from throughline.kernel.numbers import is_whole

LONGEST = 200
Links = tuple[tuple[str, str, bool], ...]


def laid(held: Chronology, actor: Actor, on: date) -> tuple[Lane | None, list[Lane]]:
    """The lanes; where a case came back from a backup or a file, or its register changed, it is laid out first."""
    rows = queries.every_lane(held)
    whole = next((row for row in rows if row.agency_id is None), None)
    now = whole is not None and whole.stamp == as_stamp(held, getattr(whole, "register", None))
    if not now and (rows or has_sent(held)):
        services.lay_out_once(held, on=on)
        rows = queries.every_lane(held)
    return queries.lanes_of(held, rows, actor=actor)


SHOW = {
    "": "All entries",
    "key": "Key events",
    "uncited": "Significant, cited nowhere",
    "differ": "Differing accounts",
    "disputed": "Disputed",
    "undisputed": "Undisputed",
    "noaction": "No action recorded",
    "unfollowed": "Missed, not followed up",
    "mine": "Marked by you",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def given_in(request: HttpRequest) -> dict[str, str]:
    """What the address says, as far as it is understood."""
    found = {
        key: request.GET.get(key, "")[:LONGEST].replace("\x00", "")
        for key in ("agency", "who", "mark", "theme", "line", "episode", "show", "by", "colour", "zoom", "at", "page")
    }
    for key in ("agency", "line", "episode", "page"):
        if not is_whole(found[key]):
            found[key] = ""
    for key, known in (("mark", MARKS), ("show", SHOW), ("by", ("person",)), ("colour", VIEWS)):
        if found[key] not in known:
            found[key] = ""
    if found["zoom"] not in LEVELS or found["zoom"] == "all":
        found["zoom"] = ""
    if not _is_day(found["at"]):
        found["at"] = ""
    return {key: value for key, value in found.items() if value}


def _is_day(words: str) -> bool:
    try:
        return bool(_DAY.fullmatch(words)) and date.fromisoformat(words).year >= 1000
    except ValueError:
        return False


def choice_of(given: dict[str, str], whole: Lane | None, lanes: Sequence[Lane], today: date) -> tuple[Choice, Window]:
    chosen = [lane for lane in lanes if not given.get("agency") or str(lane.agency_id) == given["agency"]]
    first = min((lane.first_day for lane in chosen if lane.first_day), default=None)
    last = max((lane.last_day for lane in chosen if lane.last_day), default=None)
    at = date.fromisoformat(given["at"]) if given.get("at") else None
    days = window(given.get("zoom", "all"), at, first, last, today)
    near = days.level != "all"
    choice = Choice(
        agency=int(given.get("agency", 0)),
        who=given.get("who", ""),
        mark=given.get("mark", ""),
        theme=given.get("theme", ""),
        line=int(given.get("line", 0)),
        episode=int(given.get("episode", 0)),
        show=given.get("show", ""),
        by_person=given.get("by") == "person" and whole is not None,
        themes=given.get("colour") == "theme",
        first=days.first if near else None,
        last=days.last if near else None,
        page=int(given.get("page", 1)),
    )
    return choice, days


def views_of(base: str, given: Mapping[str, str], held: Chronology, whole: Lane | None, actor: Actor) -> Links:
    chosen = given.get("show", "")
    if not sees_all(actor=actor, thing=held):
        return (("All entries", to(base, given, show="", page=""), True),)
    links = [(name, to(base, given, show=key, page=""), chosen == key) for key, name in SHOW.items()]
    children = [child["name"] for child in whole.children if child["name"]] if whole else []
    links[2:2] = [(f"{name} only", to(base, given, who=name, page=""), given.get("who") == name) for name in children]
    return tuple(links)


def lanes_to(base: str, given: Mapping[str, str], lanes: Sequence[Lane]) -> Links:
    if len(lanes) < 2:
        return ()
    every = ("Every agency", to(base, given, agency="", page=""), "agency" not in given)
    return (
        every,
        *(
            (
                lane.name,
                to(base, given, agency=str(lane.agency_id), page=""),
                given.get("agency") == str(lane.agency_id),
            )
            for lane in lanes
        ),
    )


def chosen_words(given: Mapping[str, str], held: Chronology, *, every: bool) -> tuple[str, ...]:
    """What was chosen, in words: by person, mark, theme and line of enquiry; an episode for who sees `every` row."""
    told = []
    if who := given.get("who"):
        told.append(f"About: {who}")
    if mark := given.get("mark"):
        told.append(f"Marked: {MARKS[mark]}")
    if theme := given.get("theme"):
        told.append(f"Theme: {theme}")
    if line := given.get("line"):
        told.append(f"Line of enquiry {dict(uses.lines(held)).get(int(line), 'that is not there')}")
    if every and (episode := given.get("episode")):
        told.append(f"Key practice episode: {dict(names_of(held)).get(int(episode), 'one that is not there')}")
    return tuple(told)


def lanes_by(base: str, given: Mapping[str, str], whole: Lane | None) -> Links:
    """Lanes by agency or by person, where entries name persons and all of them may be seen."""
    if not any(one["who"] for one in people_of(whole)):
        return ()
    now = given.get("by", "")
    told = (("", "By agency"), ("person", "By person"))
    return tuple((name, to(base, given, by=key, page=""), key == now) for key, name in told)


def colours_of(base: str, given: Mapping[str, str], held: Chronology, actor: Actor) -> Links:
    """What the marks can be coloured by; themes are the reviewers' until it is shared."""
    now = given.get("colour", "")
    every = sees_all(actor=actor, thing=held)
    return tuple(
        (name, to(base, given, colour=key), key == now) for key, name in VIEWS.items() if every or key != "theme"
    )


def zooms_of(base: str, given: Mapping[str, str]) -> Links:
    now = given.get("zoom", "all")
    return tuple(
        (name, to(base, given, zoom="" if key == "all" else key, page=""), now == key) for key, name in LEVELS.items()
    )


def moves_of(
    base: str, given: Mapping[str, str], shown_days: Window, lanes: Sequence[Lane]
) -> tuple[tuple[str, str], ...]:
    """The windows before and after this one, as far as there are entries."""
    if shown_days.level == "all":
        return ()
    first = min((lane.first_day for lane in lanes if lane.first_day), default=None)
    last = max((lane.last_day for lane in lanes if lane.last_day), default=None)
    there = (
        ("Earlier", -1, first is not None and first < shown_days.first),
        ("Later", 1, last is not None and last > shown_days.last),
    )
    return tuple(
        (name, to(base, given, at=shown_days.moved(by).isoformat(), page=""))
        for name, by, is_there in there
        if is_there
    )


def page_link(base: str, given: Mapping[str, str], page: queries.Page, by: int) -> tuple[str, str] | tuple[()]:
    number = page.page + by
    if not 1 <= number <= page.pages:
        return ()
    first = (number - 1) * queries.A_PAGE + 1
    last = min(number * queries.A_PAGE, page.of)
    return f"{'Earlier' if by < 0 else 'Later'}: {first} to {last}", to(base, given, page=str(number))
