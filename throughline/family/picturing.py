"""What the page of a family on a day shows: the picture, its key, what each agency believed, and all of it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from throughline.family.drawing import draw, key_of, laid_out, outside
from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen, as_at
from throughline.family.rules.days import Moment
from throughline.family.rules.inwords.beliefs import Beliefs
from throughline.family.rules.inwords.family import Told, told
from throughline.family.rules.inwords.taken import Taken
from throughline.family.rules.relations import words_for
from throughline.ui.words import counted, day

Links = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A family on a day. `code` leads to a fresh code, where the ages of carers wait for one.

    `ends` are the first and the last day that can be slid to, and the one shown.
    """

    id: int
    over: str
    trail: tuple[tuple[str, str], ...]
    moments: Links
    elsewhere: Links
    day: str
    lead: tuple[str, str]
    picture: Markup | None
    key: tuple[Markup, ...]
    beliefs: Beliefs
    taken: tuple[Taken, ...]
    told: Told
    outside: tuple[str, ...]
    code: str
    add: str
    register: str
    ends: tuple[date, date, date] | tuple[()] = ()


def picture_of(records: of.Records, on: date) -> tuple[FamilyThen, Markup | None, tuple[Markup, ...], tuple[str, ...]]:
    """The family on that day, its picture and key, and who had to be drawn outside a home; no picture of nobody."""
    then = as_at(records, on)
    if not then.figures:
        return then, None, (), ()
    laid = laid_out(then, words_for(records))
    names = {one.figure.key: one.figure.name for one in then.figures}
    title = f"The family on {day(on)}"
    words = told(then, records)
    described = " ".join([*(f"{head} {rest}" for head, rest in words.homes), *words.relations])
    picture = draw(then, laid, identity="family", title=title, description=described)
    return then, picture, tuple(key_of(then, laid)), tuple(outside(then, laid, names))


def lead_of(then: FamilyThen, beliefs: Beliefs) -> tuple[str, str]:
    """Whether agencies agreed, where any held anything; else how many are shown."""
    if beliefs.rows:
        return beliefs.lead
    many = counted(len(then.figures), "person is", "people are")
    homes = len({one.stay.place for one in then.stays})
    where = counted(homes, "household", "households")
    first = f"{many} shown, in {where}." if homes else f"{many} shown. Where they lived is not recorded."
    return first, " No agency’s account of who lived where is recorded for that day."


def days_to(path: str, moments: Iterable[Moment], chosen: date) -> Links:
    """Each day as an address."""
    return tuple((one.words, f"{path}?{urlencode(boxes(one.day))}", one.day == chosen) for one in moments)


def boxes(on: date) -> dict[str, int]:
    """A day as the three boxes send it."""
    return {"day_day": on.day, "day_month": on.month, "day_year": on.year}
