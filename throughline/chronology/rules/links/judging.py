"""Whether two entries tell one event, contradict one another, or follow: a verdict with its reason. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.links.attendance import agencies
from throughline.chronology.rules.links.candidates import WINDOW
from throughline.chronology.rules.links.conflicts import conflicts
from throughline.chronology.rules.links.learnt import disagree
from throughline.chronology.rules.links.likeness import Likeness, Weighed, likeness
from throughline.chronology.rules.links.persons import workers
from throughline.chronology.rules.links.words import TOPIC, agency_words, as_said, stem, vocabulary
from throughline.kernel.periods import MONTHS

SAME, CONTRADICTION, FOLLOWS = "same event", "contradiction", "follows"
_WEAK = 0.85  # what a pair of one day needs where no other comes near it
_UNTOLD = 1.0  # the same, where what they share hardly tells anything
_SAME_DAY, _OTHER_DAY, _FAR, _FOLLOWS = 1.0, 2.1, 4.2, 1.2
_SURELY = 2.8  # two tellings so alike that a later receipt does not account for the other date
_BY_WEIGHT, _BY_KIND, _BY_OTHER_KIND, _BY_DAY = 0.5, 0.5, 0.3, 0.03
_NEAR_MINUTES, _FAR_MINUTES = 60, 360
_LEAST_WEIGHT = 0.8
_LONE = 0.5  # what a day that each has to itself adds, and what they need not share then
_ASTRAY = 0.2  # what it adds to a pair of two days that little is told around either
_CROWDED = 0.4  # what it takes away that on their days much else is told
_LEAST_APART = 2.1  # what two tellings on different days must share: a few common words are shared every week
_WIDE = 3
_AWAY = 99
_UNTELLING = frozenset(("with",))  # a meaning may be said by a word that tells a reader nothing
_SOON = 7  # days after an event, in which one agency is told of it by another
_MONTHS = frozenset(stem(month.lower()) for month in MONTHS)
_BY_WORDS = 1.2  # what a pair needs of which one tells of the other's day
_DATED = 1.8  # and where it tells of one near that
_TOLD_AGAIN = 2  # particulars in common, from which an event is told again and not only that it was
_SHOWN = 5
_SEVERAL = 3
_RECEIVED = re.compile(
    r"^\W*(?:\w+ ){0,4}?(?:received|minutes of|notified by|informed by|informed that|advised by|told by|told that"
    r"|(?:tells|told|informs|informed|advises|confirms) (?:\w+ ){1,3}that|advised that|following"
    r"|seen (?:on|in|at) (?:\w+ ){1,3}(?:after|following)|as a result of|in response to|after the)\b",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"\b(?:yesterday|last night|overnight|the (?:day|night|evening) before|previous (?:day|night|evening))\b",
    re.IGNORECASE,
)
_DAYS_BEFORE = re.compile(
    r"\b(?:on|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:last week|at the weekend|over the weekend"
    r"|the other day|earlier (?:this|in the) week|a few days ago|\w+ days ago)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a pair: its kind, how sure (`score`), and why."""

    kind: str
    pair: tuple[int, int]
    score: float
    why: str
    weak: bool = False  # enough only where no other entry comes near it


def judge(entries: Sequence[Entry], weighed: Sequence[Weighed], i: int, j: int) -> Judged | None:
    """The verdict on the entries at `i` and `j`, or nothing where they have no more to do with one another than any."""
    one, two = weighed[i], weighed[j]
    alike = likeness(one, two)
    by_words = alike.gap > 0 and alike.told == 0
    lone = (one.lone and two.lone and alike.gap == 0) or (by_words and (one.sparse or two.sparse))
    if alike.weight < (_LEAST_WEIGHT - _LONE if lone else _LEAST_WEIGHT):
        return None
    score = _score(alike, one, two) + _LONE * lone - _CROWDED * (one.crowded and two.crowded)
    names = one.told.names & two.told.names
    tells = _tells(alike, names) or (0 <= (_AWAY if alike.told is None else alike.told) <= _WIDE and alike.kinds > 0)
    if not tells and alike.shared <= {stem(name) for name in names} | {
        word for word in alike.shared if word[0] == TOPIC
    }:
        return None  # that both name somebody tells of no event
    if alike.gap == 0:
        return _same_day(one, two, (i, j), alike, score, tells)
    if not tells:
        return None
    if 0 < (alike.told or 0) <= _WIDE:
        found = _otherwise_dated(one, two, (i, j), alike, score)
        if found is not None:
            return found
    if by_words:
        found = _told_of(one, two, (i, j), alike, score)
        if found is not None:
            return found
    return _other_day(entries, one, two, (i, j), alike, score)


def _tells(alike: Likeness, names: frozenset[str]) -> bool:
    """One telling word in common is enough only with several others, or if it is a meeting that nobody holds twice.

    That both speak of one thing, in whatever words, adds weight; it is enough with a name or a kind of event.
    """
    known = vocabulary()
    said = {word for word in alike.shared if word[0] != TOPIC}
    if len(said) >= _SEVERAL or said & known.meetings:
        return True
    telling = said - known.common
    return len(telling) > 1 or bool(telling & (names | known.kinds) and said != alike.shared)


def _score(alike: Likeness, one: Weighed, two: Weighed) -> float:
    score = alike.weight * _BY_WEIGHT + alike.within + alike.among
    score += _BY_KIND * min(alike.kinds, 2) - _BY_OTHER_KIND * alike.others
    if alike.gap == 0:
        score -= 0.3 * (max(one.last - one.first, two.last - two.first) > _WIDE)
    if one.minutes is not None and two.minutes is not None and alike.gap == 0:
        apart = abs(one.minutes - two.minutes)
        score += 0.3 if apart <= _NEAR_MINUTES else -0.4 if apart > _FAR_MINUTES else 0.0
    return score


def _same_day(
    one: Weighed,
    two: Weighed,
    pair: tuple[int, int],
    alike: Likeness,
    score: float,
    tells: bool = True,
) -> Judged | None:
    if score < (_WEAK if tells else _UNTOLD):
        return None
    weak = score < _SAME_DAY or not tells
    who = agency_words(one.agency), agency_words(two.agency)
    against = next(conflicts(one.told, two.told), "") or workers(one.told, two.told, *who)
    against = against or _days_told(one, two)
    against = against or agencies(one.told, two.told, *who) or disagree(one.told, two.told)
    shared = _shared(alike, one)
    if against:
        return Judged(CONTRADICTION, pair, score, f"Both tell of {shared}; {against}.", weak)
    return Judged(SAME, pair, score, f"Both tell of {shared}{_when(alike)}.", weak)


def _told_of(one: Weighed, two: Weighed, pair: tuple[int, int], alike: Likeness, score: float) -> Judged | None:
    """One entry tells of the day of the other, or both of a third, and of what was then."""
    topics = sum(word[0] == TOPIC for word in alike.shared)
    if score < _BY_WORDS or len(_particulars(alike)) + alike.kinds + topics < _TOLD_AGAIN:
        return None
    return _same_day(one, two, pair, alike, score)


def _otherwise_dated(one: Weighed, two: Weighed, pair: tuple[int, int], alike: Likeness, score: float) -> Judged | None:
    """What is otherwise one event is of one day by the words of one entry, and of another near it in the other."""
    if score < _DATED or len(_particulars(alike)) + alike.kinds < _TOLD_AGAIN + bool(alike.others):
        return None
    days = f"one says that it was on {_day(one, two)}, the other {_day(two, one)}"
    return Judged(
        CONTRADICTION,
        pair,
        score,
        f"Both tell of {_shared(alike, one)}; {days}.",
        score < _SURELY,
    )


def _days_told(one: Weighed, two: Weighed) -> str:
    """Each tells of one day before its own, and it is not the same."""
    if len(one.days) == len(two.days) == 1 and 0 < abs(one.days[0] - two.days[0]) <= _WIDE:
        return f"one says that it was on {_day(one, two)}, the other {_day(two, one)}"
    return ""


def _day(one: Weighed, two: Weighed) -> str:
    """The day of the event by the words of the first, or its own, that lies nearest to that of the second."""
    theirs = two.days or (two.first, two.last)
    day = min(one.days or (one.first, one.last), key=lambda each: min(abs(each - other) for other in theirs))
    said = date.fromordinal(day)
    return f"{said.day} {said:%B %Y}"


def _particulars(alike: Likeness) -> frozenset[str]:
    """What both tell that tells something."""
    return frozenset(word for word in alike.shared if word[0] != TOPIC and word not in _MONTHS) - vocabulary().common


def _other_day(
    entries: Sequence[Entry], one: Weighed, two: Weighed, pair: tuple[int, int], alike: Likeness, score: float
) -> Judged | None:
    if score < _FOLLOWS:
        return None
    near = alike.gap <= WINDOW
    often = one.repeated or two.repeated
    before, after = (entries[pair[0]], entries[pair[1]])
    # that both held a meeting says less on two days than on one: either may have been held
    bound = score - _BY_DAY * alike.gap - _BY_KIND * min(alike.kinds, 2)
    bound += _ASTRAY * (one.sparse and two.sparse)
    looks_back = near and _looks_back(before, after, alike.gap)
    told_later = looks_back or (near and bool(_RECEIVED.search(after.event)))
    if near and bound >= _OTHER_DAY and _tells_of_the_day(before, after, alike.gap):
        return _same_day(one, two, pair, alike, bound)
    if alike.gap <= _WIDE and not looks_back and bound >= _OTHER_DAY and (_is_marked(before) or _is_marked(after)):
        return _same_day(one, two, pair, alike, bound)
    if (
        near
        and not often
        and not looks_back
        and alike.told != 0
        and alike.weight >= _LEAST_APART - _ASTRAY * (one.sparse and two.sparse)
        and bound >= (_SURELY if told_later else _OTHER_DAY)
    ):
        return Judged(
            CONTRADICTION,
            pair,
            bound,
            f"Both tell of {_shared(alike, one)}; their dates are {_dates(before, after)}.",
            True,
        )
    if not near and score >= _FAR and alike.within >= 0.6 and _may_be_a_slip(before, after):
        return Judged(
            CONTRADICTION,
            pair,
            score - 1.0,
            f"Both tell of {_shared(alike, one)}; their dates are {_dates(before, after)}.",
        )
    again = _names_day(before, after) or (
        told_later and alike.gap <= _SOON and not often and len(_particulars(alike)) >= _TOLD_AGAIN
    )
    against = next(conflicts(one.told, two.told), "") if near and again else ""
    if against:  # it names the day, so it tells of that day's event, in another way
        return Judged(CONTRADICTION, pair, score, f"Both tell of {_shared(alike, one)}; {against}.")
    if near and told_later:
        return Judged(
            FOLLOWS, pair, score, f"The later entry tells that it learned of {_shared(alike, one)} from before."
        )
    return None


def _when(alike: Likeness) -> str:
    if alike.gap and alike.told == 0:
        return " and of one day"
    return " on the same day" if alike.gap == 0 else ", and one date is uncertain"


def _is_marked(entry: Entry) -> bool:
    """Its date is said to be uncertain, so that another day close by does not speak against it."""
    return entry.start.edtf.endswith(("?", "~", "%"))


def _tells_of_the_day(before: Entry, after: Entry, days: int) -> bool:
    """The later entry says that what it tells was on the day of the earlier."""
    return bool(days == 1 and _DAY_BEFORE.search(after.event)) or _names_day(before, after)


def _looks_back(before: Entry, after: Entry, days: int) -> bool:
    """The later entry says of itself that it tells of another day: yesterday, last week, or a day by its name."""
    return bool(days <= 7 and _DAYS_BEFORE.search(after.event)) or _tells_of_the_day(before, after, days)


def _names_day(before: Entry, after: Entry) -> bool:
    """The later entry names the day of the earlier."""
    day = before.start.earliest
    if day is None:
        return False
    month = day.strftime("%b").lower()
    said = after.event.lower()
    forms = (
        rf"\b0?{day.day}(?:st|nd|rd|th)?[ /.-](?:of )?(?:0?{day.month}\b|{month})",
        rf"\bon (?:the )?{day.day}(?:st|nd|rd|th)\b",
    )
    return any(re.search(form, said) for form in forms)


def _may_be_a_slip(before: Entry, after: Entry) -> bool:
    """The dates differ as by a slip of the hand: in the year, in the month, or with day and month changed over."""
    one, two = before.start.earliest, after.start.earliest
    if one is None or two is None:
        return False
    return _swapped(one, two) or (one.day == two.day and (one.month == two.month or one.year == two.year))


def _swapped(one: date, two: date) -> bool:
    return one.year == two.year and (one.day, one.month) == (two.month, two.day)


def _dates(before: Entry, after: Entry) -> str:
    return f"{before.start.text} and {after.start.text}"


def _shared(alike: Likeness, one: Weighed) -> str:
    """The words that weigh most among those that both have, as a person reads them."""
    tells = [word for word in alike.shared if word[0] == TOPIC or as_said(one.told, word) not in _UNTELLING]
    words = sorted(tells or alike.shared, key=lambda word: (-one.weights.get(word, 0.0), word))[:_SHOWN]
    return ", ".join(dict.fromkeys(word[1:] if word[0] == TOPIC else as_said(one.told, word) for word in words))
