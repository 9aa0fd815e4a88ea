"""Where two tellings of one event cannot both be so: another person, another number, a yes against a no. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from throughline.chronology.rules.links.agents import doers, others, titled
from throughline.chronology.rules.links.attendance import bare_absence, by_name
from throughline.chronology.rules.links.callers import callers, turned_out
from throughline.chronology.rules.links.clauses import left_open
from throughline.chronology.rules.links.clocks import times
from throughline.chronology.rules.links.company import company
from throughline.chronology.rules.links.dimensions import differing
from throughline.chronology.rules.links.insisting import absent, insisted
from throughline.chronology.rules.links.opposites import FIRM, LOOSE, ONE_OF, TIMES, around
from throughline.chronology.rules.links.persons import called, coded, names, persons, sex, side
from throughline.chronology.rules.links.places import addresses, filled
from throughline.chronology.rules.links.quantities import otherwise, rounded
from throughline.chronology.rules.links.sides import sides
from throughline.chronology.rules.links.slots import slots
from throughline.chronology.rules.links.subjects import subjects
from throughline.chronology.rules.links.tone import tones
from throughline.chronology.rules.links.turnout import turnout
from throughline.chronology.rules.links.words import Told, as_said, vocabulary

_DRUG = re.compile(
    r"\b[a-z]{2,}(?:apine|oxetine|aline|ramine|epam|olam|idone|mycin|icillin|ofen|amol|dol|azole|phine|done|tropium"
    r"|alopram|izine|deine|phen|statin|cillin|profen|prazole|sartan)\b"
)


def conflicts(one: Told, two: Told) -> Iterator[str]:
    """Why the two cannot both be so, in words; nothing where they can."""
    for find in _FINDERS:
        found = find(one, two)
        if found:
            yield found


def outright(one: Told, two: Told) -> str:
    """Who it was or who was not there, said so plainly that it counts wherever it stands; nothing where it is not."""
    return next(
        (found for find in (insisted, absent, company, callers, turned_out, sides) if (found := find(one, two))), ""
    )


_UNHURT = frozenset(("uninjur", "uninjured", "unhurt", "unharm", "unharmed"))
_INJURY = frozenset(("injury", "mark"))
_HURTS = frozenset(("treat", "stitch", "bruise", "fracture", "burn", "bite", "cut", "scratch", "swelling", "mark"))


_UN = ("un", "in", "dis", "non", "im")


def _prefixed(one: Told, two: Told) -> str:
    """A word in one, and in the other the same with un- before it: safe and unsafe."""
    for yes, no in ((one, two), (two, one)):
        for word in sorted(no.affirmed):
            for bare in _without_prefix(word):
                if bare in yes.affirmed and bare not in no.words:
                    return f"one says {as_said(yes, bare)}, the other {as_said(no, word)}"
    return ""


def _without_prefix(word: str) -> Iterator[str]:
    """What a word is without its un-, in each way that it may stand in the other telling."""
    single = vocabulary().single
    for prefix in _UN:
        bare = word.removeprefix(prefix)
        if bare != word and len(bare) > 2:
            for form in (bare, bare + "e"):
                yield single.get(form, form)


def _unhurt(one: Told, two: Told) -> str:
    """No injury at all in one, and one of a kind in the other."""
    for no, yes in ((one, two), (two, one)):
        if (no.denied - no.affirmed) & _INJURY | no.affirmed & _UNHURT and not no.affirmed & _HURTS:
            found = sorted((yes.affirmed - yes.denied) & _HURTS)
            if found:
                return f"one says that there was no injury, the other tells of {as_said(yes, found[0])}"
    return ""


def _numbers(one: Told, two: Told) -> str:
    """Another number of the same thing."""
    for unit in sorted(set(one.counts) & set(two.counts)):
        mine, yours = one.counts[unit], two.counts[unit]
        counted = _measures if unit in ("kg", "percent") else _counts
        if unit in TIMES or mine & yours or not all(map(counted, mine | yours)):
            continue
        if unit in _SHARES and any(float(a) + float(b) == _WHOLE for a in mine for b in yours):
            continue  # so much was missed in one, and so much kept in the other
        if rounded(one.raw, two.raw) or (
            unit == "kg" and any(abs(float(a) - float(b)) < _BY_THE_SCALE for a in mine for b in yours)
        ):
            continue
        if _one_more(mine, yours) and _COUPLED.search(f"{one.raw}\n{two.raw}"):
            continue
        if unit.removesuffix(" of") in two.words and not _said(mine, two) and not _said(yours, one):
            said = as_said(one, unit.removesuffix(" of"))
            return f"one counts {_list(mine)} where the other counts {_list(yours)} ({said})"
    return ""


_WHOLE = 100
_BY_THE_SCALE = 0.06  # kilograms, to which weights are rounded
_SHARES = frozenset(("percent", "attendance_figure"))
_COUPLED = re.compile(
    r"\b(?:and|with|plus) (?:his |her |their |the )?(?:one|two|three|four|five|[1-5])\b", re.IGNORECASE
)


def _one_more(mine: Iterable[str], yours: Iterable[str]) -> bool:
    """The unborn and two siblings are three."""
    return any(a.isdigit() and b.isdigit() and abs(int(a) - int(b)) == 1 for a in mine for b in yours)


def _counts(number: str) -> bool:
    return number.isdigit() and len(number) <= 3


def _measures(number: str) -> bool:
    return number.replace(".", "", 1).isdigit()


def _said(numbers: Iterable[str], read: Told) -> bool:
    """The telling has one of the numbers, unless only as a count of something: the two bedrooms of a flat."""
    counted = {number for unit, found in read.counts.items() if unit in _ROOMS for number in found}
    return any(number in read.words and number not in counted for number in numbers)


_ROOMS = frozenset(("bedroom", "room", "bed"))


def _list(numbers: Iterable[str]) -> str:
    return " and ".join(sorted(numbers))


def _kinds(one: Told, two: Told) -> str:
    """Two different things of a kind of which there is one."""
    for anywhere, kinds in ONE_OF:
        mine, yours = one.affirmed & kinds, two.affirmed & kinds
        if not mine or not yours or mine & yours or mine & _spoken(two) or yours & _spoken(one):
            continue
        if (mine | yours) & _AWAY and (one.words | two.words) & vocabulary().meetings:
            continue  # who of all that were asked stayed away is told by name, or not at all
        if "bring" in mine | yours and as_said(one if "bring" in mine else two, "bring") == "with":
            continue
        for a in sorted(mine):
            for b in sorted(yours):
                if anywhere or around(one, a) & around(two, b):
                    return f"one says {as_said(one, a)}, the other {as_said(two, b)}"
    mine, yours = (frozenset(_DRUG.findall(read.raw.lower())) for read in (one, two))
    if mine and yours and not mine & yours:
        return f"one names {min(mine)}, the other {min(yours)}"
    return ""


def _denials(one: Told, two: Told) -> str:
    """What one says did happen, the other says did not."""
    for yes, no in ((one, two), (two, one)):
        if any(bare in no.line for word in yes.affirmed for bare in _without_prefix(word)):
            continue  # unplanned is the same as not planned
        for word in sorted(no.denied - no.affirmed):
            if word not in yes.affirmed or word in yes.denied or _beside_a_no(yes, word) or around(yes, word) & _ENDED:
                continue
            if word in left_open(yes.raw) or word in no.names:
                continue
            if word in ("come", "attend") and _NOBODY.search(no.raw):
                continue
            if word == "attend" and (_UNABLE.search(no.raw) or bare_absence(no) or (yes.words | no.words) & _NOBODY_IN):
                continue  # of itself the agency says so; who of the others came, it does not tell
            if word in FIRM or (word not in LOOSE and len(word) > 2 and word not in vocabulary().common):
                return f"one says that it was so and the other that it was not ({as_said(no, word)})"
    return ""


def _beside_a_no(read: Told, word: str) -> bool:
    """Its sentence denies something all the same, so that a threshold for it may not have been met."""
    line = read.line
    for at in [place for place, each in enumerate(line) if each == word]:
        after = line[at + 1 : at + 1 + _AHEAD]
        if "not" in (after[: after.index(".")] if "." in after else after):
            return True
    return False


_AWAY = frozenset(("dna", "absence", "absent"))
_ENDED = frozenset(
    ("missing", "gone", "lack", "free", "remov", "drop", "withdraw", "withdrawn", "cancel", "cancelled", "discontinu")
)  # of these a yes is a no
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one|none)\b", re.IGNORECASE)
_UNABLE = re.compile(
    r"\b(?:gp|hv|hco|we|i|school|nursery|practice|surgery|housing|police|om|health visitor|midwife)"
    r" (?:had |was |were |has )?(?:been )?unable to attend",
    re.IGNORECASE,
)  # the agency says of itself that it was not there
_NOBODY_IN = frozenset(("no_access",))  # a worker who came to the door, and nobody who came to open it
_AHEAD = 3  # meanings after a word, within which a no may be meant of it
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DUE = re.compile(
    r"\b(?:due|edd|delivery|expected)\b[^.]{0,25}?\b(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.-]([a-z]{3}|\d{1,2})",
    re.IGNORECASE,
)


def _due(one: Told, two: Told) -> str:
    """A child expected on one day in one telling and on another in the other."""
    mine, yours = ({_day_of(*each) for each in _DUE.findall(read.raw)} for read in (one, two))
    if len(mine) == len(yours) == 1 and mine != yours and all(month for _, month in mine | yours):
        return "one gives another day on which it is due than the other"
    return ""


def _day_of(day: str, month: str) -> tuple[int, int]:
    said = month.lower()
    return int(day), int(said) if said.isdigit() else _MONTHS.index(said) + 1 if said in _MONTHS else 0


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekdays(one: Told, two: Told) -> str:
    """A day of the week in each that the other does not name."""
    mine, yours = ({day for day in _WEEKDAYS if day in read.raw.lower()} for read in (one, two))
    if mine - yours and yours - mine:
        return f"one names {min(mine - yours).title()}, the other {min(yours - mine).title()}"
    return ""


_APOLOGIES = re.compile(r"\bapolog")
_KEPT = "keeping an appointment"


def _ways(one: Told, two: Told) -> str:
    """What is one way in one telling is another way in the other."""
    for name, mine, yours in differing(one.raw, two.raw):
        if mine == yours:
            continue
        if name == _KEPT and (any(bare_absence(read) for read in (one, two)) or _APOLOGIES.search(f"{mine} {yours}")):
            continue  # an agency that did not come to a meeting says nothing of who did
        return f"one says “{mine}”, the other “{yours}”"
    return ""


def _measures_differ(one: Told, two: Told) -> str:
    """Another amount of what both measure."""
    for name, mine, yours in otherwise(one.raw, two.raw):
        return f"one gives {mine}, the other {yours} ({name})"
    return ""


def _spoken(read: Told) -> frozenset[str]:
    return read.affirmed | read.denied


_FINDERS: tuple[Callable[[Told, Told], str], ...] = (
    persons,
    side,
    sex,
    names,
    called,
    coded,
    by_name,
    _numbers,
    _measures_differ,
    times,
    _due,
    _weekdays,
    _kinds,
    _prefixed,
    _unhurt,
    _denials,
    _ways,
    doers,
    others,
    turnout,
    slots,
    titled,
    filled,
    addresses,
    subjects,
    tones,
)
