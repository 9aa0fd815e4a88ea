"""What the page of a family on a day shows: the picture, its key, what each agency believed, and all of it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from throughline.family.drawing import draw, key_of, key_of_believed, laid_out, outside
from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen
from throughline.family.rules.days import Moment
from throughline.family.rules.inwords.beliefs import Beliefs
from throughline.family.rules.inwords.family import Told, told
from throughline.family.rules.inwords.lettered import Lettered, lettered
from throughline.family.rules.inwords.taken import Taken
from throughline.family.rules.relations import words_for
from throughline.ui.words import counted, day

Links = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A family on a day. `code` leads to a fresh code, where the ages of carers wait for one.

    `drawn` is what one agency believed, and `whose` leads to what each believed.
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
    drawn: Drawn
    whose: Links
    outside: tuple[str, ...]
    code: str
    add: str
    register: str
    ends: tuple[date, date, date] | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one agency believed and the picture holds besides what is known; of no `agency` where none was asked for.

    `nothing` says why none is drawn.
    """

    agency: str = ""
    beliefs: tuple[Lettered, ...] = ()
    key: tuple[Markup, ...] = ()
    nothing: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The same in words, each under its letter."""
        return tuple(f"{one.letter}. {one.words}." for one in self.beliefs)

    def letter(self, one: Taken) -> str:
        """The letter under which that belief is drawn, if it is."""
        return next((told.letter for told in self.beliefs if told.belief is one.belief), "")


def drawn_of(taken: Iterable[Taken], agency: str) -> Drawn:
    """Those of that agency, with their key."""
    told = [one for one in taken if one.agency == agency]
    if not agency:
        return Drawn()
    beliefs = lettered(told)
    why = (
        f"What {agency} believed on that day is what is now known."
        if told
        else f"No belief of {agency} is recorded for that day."
    )
    return Drawn(agency, beliefs, tuple(key_of_believed(beliefs, agency)), "" if beliefs else why)


def picture_of(
    then: FamilyThen, records: of.Records, drawn: Drawn
) -> tuple[Markup | None, tuple[Markup, ...], tuple[str, ...]]:
    """The picture of the family on that day, its key, and who had to be drawn outside a home; no picture of nobody."""
    if not then.figures:
        return None, (), ()
    laid = laid_out(then, words_for(records), drawn.beliefs)
    names = {one.figure.key: one.figure.name for one in then.figures}
    title = f"The family on {day(then.day)}" + (f", with what {drawn.agency} believed" if drawn.beliefs else "")
    words = told(then, records)
    described = [*(f"{head} {rest}" for head, rest in words.homes), *words.relations]
    if drawn.beliefs:
        described += [f"Drawn besides, what {drawn.agency} believed, and not what was so:", *drawn.words]
    picture = draw(then, laid, identity="family", title=title, description=" ".join(described))
    return picture, tuple(key_of(then, laid)), tuple(outside(then, laid, names))


def lead_of(then: FamilyThen, beliefs: Beliefs) -> tuple[str, str]:
    """Whether agencies agreed, where any held anything; else how many are shown."""
    if beliefs.rows:
        return beliefs.lead
    many = counted(len(then.figures), "person is", "people are")
    homes = len({one.stay.place for one in then.stays})
    where = counted(homes, "household", "households")
    first = f"{many} shown, in {where}." if homes else f"{many} shown. Where they lived is not recorded."
    return first, " No agency’s account of who lived where is recorded for that day."


def days_to(path: str, moments: Iterable[Moment], chosen: date, agency: str) -> Links:
    """Each day as an address."""
    return tuple((one.words, f"{path}?{_asked(one.day, agency)}", one.day == chosen) for one in moments)


def whose_to(path: str, agencies: Iterable[str], chosen: str, on: date) -> Links:
    """No agency, and each that believed anything, as addresses that draw what it believed."""
    named = [("", "None"), *((one, one) for one in agencies)]
    return tuple((words, f"{path}?{_asked(on, one)}", one == chosen) for one, words in named) if named[1:] else ()


def _asked(on: date, agency: str) -> str:
    """A day as the three boxes send it, and whose beliefs are drawn."""
    asked: dict[str, object] = {"day_day": on.day, "day_month": on.month, "day_year": on.year}
    return urlencode(asked | ({"believed": agency} if agency else {}))
