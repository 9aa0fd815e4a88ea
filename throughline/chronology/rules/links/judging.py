"""Whether two entries tell one event, contradict one another, or follow: a verdict with its reason. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.links.attendance import agencies
from throughline.chronology.rules.links.candidates import WINDOW
from throughline.chronology.rules.links.clocks import gatherings, too_early
from throughline.chronology.rules.links.conflicts import conflicts, outright
from throughline.chronology.rules.links.learnt import disagree
from throughline.chronology.rules.links.likeness import Likeness, Weighed
from throughline.chronology.rules.links.persons import workers
from throughline.chronology.rules.links.words import TOPIC, agency_words, as_said, vocabulary

SAME, CONTRADICTION, FOLLOWS = "same event", "contradiction", "follows"
_FAR, _FOLLOWS = 4.2, 1.2  # what must be shared over a long time, and of what is heard later
_TURNED = 1.7  # the same, where day and month are changed over
_NEARLY, _ALIKE = -1.5, 3.0  # the same within a month, which is nearly likely enough
_PARTLY = 0.3  # of the shorter telling
_SURE = 4.5  # so likely that it is another date, although the later entry heard of it
_DATED = 2.0  # from which a day that one tells of is another day of one event
_LEAST_WEIGHT = 0.8
_POST = 5  # days that something sent takes until it is entered
_GOT = re.compile(
    r"\b(?:referral|letter|report|notification|form|e-?mail|request|minutes|summary|notice)\b[^.;]{0,40}\breceived\b"
    r"|^\W*(?:letter|report|form|e-?mail|referral) (?:from|of|sent by)\b"
    r"|\breceived\b[^.;]{0,40}\b(?:referral|letter|report|notification|form|request|minutes|summary|notice)\b",
    re.IGNORECASE,
)
_SOON = 7  # days after an event, in which one agency is told of it by another
_WIDE = 3
_UNTELLING = frozenset(("with",))  # a meaning may be said by a word that tells a reader nothing
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


Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a pair: its kind, how sure (`score`), and why; where its dates alone differ, of what (`dated`)."""

    kind: str
    pair: Pair
    score: float
    why: str
    dated: str = ""


def on_two_days(entries: Sequence[Entry], pair: Pair, what: str, score: float) -> Judged:
    """The verdict that both tell of `what`, and that their dates differ."""
    one, two = (entries[at].start.text for at in pair)
    return Judged(CONTRADICTION, pair, score, f"Both tell of {what}; their dates are {one} and {two}.", what)


def judge(
    entries: Sequence[Entry], weighed: Sequence[Weighed], pair: Pair, alike: Likeness, likely: float
) -> Judged | None:
    """The verdict on two entries, or nothing where they have no more to do with one another than any.

    `likely` is above nothing where, by what was learnt, they more likely tell one event than not.
    """
    found = _one_event(entries, weighed, pair, alike, likely) if likely >= 0 else None
    return found or _slip(entries, weighed, pair, alike, likely) or _follows(entries, weighed, pair, alike, likely)


def _one_event(
    entries: Sequence[Entry], weighed: Sequence[Weighed], pair: Pair, alike: Likeness, likely: float
) -> Judged | None:
    """Whether two entries that most likely tell one event agree; nothing where the later only heard of it."""
    one, two = weighed[pair[0]], weighed[pair[1]]
    before, after = entries[pair[0]], entries[pair[1]]
    shared = _shared(alike, one)
    marked = alike.gap <= _WIDE and (_is_marked(before) or _is_marked(after))
    told = alike.told or 0
    if 0 < told <= _WIDE and alike.gap and likely >= _DATED:
        return Judged(CONTRADICTION, pair, likely, f"Both tell of {shared}; {_other_day(one, two)}.")
    of_the_day = alike.gap == 0 or alike.told == 0 or marked or _tells_of_the_day(before, after, alike.gap)
    heard = not of_the_day and (_looks_back(before, after, alike.gap) or bool(_RECEIVED.search(after.event)))
    if heard and likely < _SURE:
        against = next(conflicts(one.claims, two.claims), "") if alike.gap <= _SOON else ""
    else:
        against = _against(one, two)
    if against:
        return Judged(CONTRADICTION, pair, likely, f"Both tell of {shared}; {against}.")
    if of_the_day:
        return Judged(SAME, pair, likely, f"Both tell of {shared}{_when(alike)}.")
    if heard and likely < _SURE:
        return None
    if 0 < alike.gap <= _POST and _GOT.search(after.event) and not _GOT.search(before.event):
        return Judged(SAME, pair, likely, f"Both tell of {shared}, sent by one and received by the other.")
    if 0 < told <= _WIDE:
        return Judged(CONTRADICTION, pair, likely, f"Both tell of {shared}; {_other_day(one, two)}.")
    return on_two_days(entries, pair, shared, likely)


def _other_day(one: Weighed, two: Weighed) -> str:
    return f"one says that it was on {_day(one, two)}, the other {_day(two, one)}"


def _slip(
    entries: Sequence[Entry], weighed: Sequence[Weighed], pair: Pair, alike: Likeness, likely: float
) -> Judged | None:
    """Two tellings so alike that of two days one is written wrongly: in the year, the month, or turned round."""
    before, after = entries[pair[0]], entries[pair[1]]
    one, two = weighed[pair[0]], weighed[pair[1]]
    if alike.gap == 0 or not _tells(alike, one.told.names & two.told.names):
        return None
    score = _score(alike)
    if alike.gap <= WINDOW:
        heard = _looks_back(before, after, alike.gap) or _RECEIVED.search(after.event)
        if heard or alike.told == 0 or one.repeated or two.repeated or likely < _NEARLY or score < _ALIKE:
            return None
    else:
        turned = one.sparse and two.sparse and alike.kinds and _swapped(before.start.earliest, after.start.earliest)
        if alike.within < _PARTLY or not _may_be_a_slip(before, after) or score < (_TURNED if turned else _FAR):
            return None
    return on_two_days(entries, pair, _shared(alike, one), min(likely, score - _FAR))


def _follows(
    entries: Sequence[Entry], weighed: Sequence[Weighed], pair: Pair, alike: Likeness, likely: float
) -> Judged | None:
    """The later entry tells that its agency learned of what the earlier tells; it names the day, or was soon after."""
    before, after = entries[pair[0]], entries[pair[1]]
    if not 0 < alike.gap <= WINDOW or alike.weight < _LEAST_WEIGHT:
        return None
    if not (_looks_back(before, after, alike.gap) or _RECEIVED.search(after.event)):
        return None
    one, two = weighed[pair[0]], weighed[pair[1]]
    if _score(alike) < _FOLLOWS or not _tells(alike, one.told.names & two.told.names):
        return None
    shared = _shared(alike, one)
    often = one.repeated or two.repeated
    again = alike.gap <= _SOON and not often and len(_particulars(alike)) > 1
    against = next(conflicts(one.claims, two.claims), "") if again or _names_day(before, after) else ""
    if against:  # it tells of that day's event, in another way
        return Judged(CONTRADICTION, pair, likely, f"Both tell of {shared}; {against}.")
    return Judged(FOLLOWS, pair, likely, f"The later entry tells that it learned of {shared} from before.")


def _score(alike: Likeness) -> float:
    return alike.weight * 0.5 + alike.within + alike.among + 0.5 * min(alike.kinds, 2) - 0.3 * alike.others


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


def _against(one: Weighed, two: Weighed) -> str:
    """What cannot be so in both tellings, in words."""
    who = agency_words(one.agency), agency_words(two.agency)
    mine, yours = one.claims, two.claims
    return (
        next((why for why in conflicts(mine, yours) if not _of_writers(why, one.writers | two.writers)), "")
        or outright(one.in_all, two.in_all)
        or (_at_another_time(one, two) if one.first == two.first else "")
        or workers(mine, yours, *who)
        or _days_told(one, two)
        or agencies(mine, yours, *who)
        or disagree(mine, yours, one.people)
    )


def _at_another_time(one: Weighed, two: Weighed) -> str:
    times = one.minutes, two.minutes
    return too_early(one.claims, two.claims, *times) or gatherings(one.claims, two.claims, *times)


def _of_writers(why: str, writers: frozenset[str]) -> bool:
    """It is only that whoever wrote one entry is named in the other."""
    return why.startswith("one names ") and any(name in why for name in writers)


def _days_told(one: Weighed, two: Weighed) -> str:
    """Each tells of one day before its own, and it is not the same."""
    if len(one.days) == len(two.days) == 1 and 0 < abs(one.days[0] - two.days[0]) <= _WIDE:
        return _other_day(one, two)
    return ""


def _day(one: Weighed, two: Weighed) -> str:
    """The day of the event by the words of the first, or its own, that lies nearest to that of the second."""
    theirs = two.days or (two.first, two.last)
    day = min(one.days or (one.first, one.last), key=lambda each: min(abs(each - other) for other in theirs))
    said = date.fromordinal(day)
    return f"{said.day} {said:%B %Y}"


def _particulars(alike: Likeness) -> frozenset[str]:
    """What both tell that tells something."""
    return frozenset(word for word in alike.shared if word[0] != TOPIC) - vocabulary().common


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


def _swapped(one: date | None, two: date | None) -> bool:
    """Day and month are changed over."""
    if one is None or two is None:
        return False
    return one.year == two.year and (one.day, one.month) == (two.month, two.day)


def _shared(alike: Likeness, one: Weighed) -> str:
    """The words that weigh most among those that both have, as a person reads them."""
    tells = [word for word in alike.shared if word[0] == TOPIC or as_said(one.told, word) not in _UNTELLING]
    words = sorted(tells or alike.shared, key=lambda word: (-one.weights.get(word, 0.0), word))[:_SHOWN]
    return ", ".join(dict.fromkeys(word[1:] if word[0] == TOPIC else as_said(one.told, word) for word in words))
