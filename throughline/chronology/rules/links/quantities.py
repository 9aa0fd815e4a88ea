"""What is measured in a telling: money, doses, weights, shares, ages, weeks and lengths of time. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from throughline.kernel.numbers import NUMBER_WORDS

_VALUES = {word: value for word, value in NUMBER_WORDS.items() if value}
_VALUE_WORD = f"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{_VALUE_WORD})"


@dataclass(frozen=True, slots=True)
class Unit:
    """Something measured: how it is written, and what one of it is in the unit that stands for all of its kind."""

    name: str
    written: re.Pattern[str]
    worth: float = 1.0


def _after(name: str, unit: str, worth: float = 1.0) -> Unit:
    return Unit(name, re.compile(rf"(?<![\w.£/+])({_NUMBER})[ -]?(?:{unit})(?!\w|/\d)"), worth)


def _before(name: str, lead: str) -> Unit:
    return Unit(name, re.compile(rf"(?:{lead})[ :-]{{0,2}}({_NUMBER})(?![\w/%]|\.\d)"))


_RANGE = re.compile(rf"(?<![\w.£/+])({_NUMBER})(?: to | or |-)$")
_DRUGS = (
    r"(?:paracetamol|ibuprofen|aspirin|co-?codamol|tramadol|codeine|zopiclone|\w+(?:aline|oxetine|alopram|ramine"
    r"|apine|epam"
    r"|zolam|amol|adol|azine))"
)
_UNITS = (
    Unit("money", re.compile(rf"£ ?({_NUMBER})(?!\w)")),
    _after("money", "pounds"),
    Unit("arrears", re.compile(rf"arrears[^.;£]{{0,25}}£ ?({_NUMBER})(?!\w)")),
    _after("gestation", r"\+\d(?= (?:by|weeks|wks))"),
    _after("percent", r"%|per ?cent|percent"),
    _before("percent", r"\battendance (?:is|at|was|now|of|fell to|down to|stands at)?"),
    _after("centile", r"(?:st|nd|rd|th) ?(?:centile|percentile|c\b)|centile"),
    _after("dose", r"mcg|micrograms?", 0.001),
    _after("dose", r"mg|milligrams?"),
    _after("volume", r"mls?|millilitres?"),
    _after("weight", r"kgs?|kilos?|kilograms?", 1000.0),
    _after("weight", r"g|grams?"),
    _after("ounces", r"oz|ounces?"),
    _after("pounds", r"lbs?"),
    _after("length", r"mm|millimetres?", 0.1),
    _after("length", r"cms?|centimetres?"),
    _after("tablets", r"(?:\w+ ){0,1}(?:tablets?|pills?|capsules?)"),
    _after("tablets", rf"(?:x |\*)?(?:\d+ ?mg )?(?:of )?{_DRUGS}"),
    Unit("tablets", re.compile(rf"{_DRUGS}(?: \d+ ?mg)? ?(?:x|\*) ?({_NUMBER})(?!\w)")),
    _after("units", r"u(?=/w)|units?(?! of (?:accom|hous))"),
    _after("gestation", r"(?:\+\d)?(?:/40|(?:\+\d)? ?(?:wks?|weeks?)['’]? (?:pregnant|gestation|gest))"),
    _after("age", r"(?:years?|yrs?|y)[ -]olds?|y/o|yo"),
    _after("age in months", r"(?:months?|mths?)[ -]olds?|/12 old"),
    _after("age in weeks", r"(?:weeks?|wks?)[ -]olds?|/52 old"),
    Unit("of all", re.compile(rf"(?<![\w.£/+])({_NUMBER}) (?:out )?of (?:the |her |his |their )?{_NUMBER}(?!\w)")),
    _before("age", r"\baged|\b(?:boyfriend|girlfriend|partner|friend|father|he|she) (?:is|was)(?: aged)?"),
    _before(
        "score", r"\b(?:epds|phq-?9|gad-?7|gcs|score)(?: score)?(?: was| of| is| at| given as| came to| came out at)?"
    ),
    _after("minutes", r"minutes?|mins?"),
    _after("minutes", r"hours?|hrs?", 60.0),
    _after("days", r"(?:school |working )?days?"),
    _after("days", r"weeks?|wks?|/52", 7.0),
    _after("months", r"months?|mths?|/12"),
    _after("months", r"years?|yrs?", 12.0),
    _after("hours of work", r"hours?(?= (?:of )?(?:unpaid|community))"),
)
_BARE = frozenset(("minutes", "days", "months"))
"""What can be told beside many things: how long it took, when the next is; held against one another with care."""
_LEAST_WEEKS, _MOST_WEEKS = 4, 42
_OLD = re.compile(r"[ -](?:old|pregnant|gestation)")


@lru_cache(maxsize=65536)
def measured(text: str) -> dict[str, frozenset[float]]:
    """What is measured in a text, by its kind."""
    found: dict[str, set[float]] = {}
    lowered = (
        text.lower().replace("a couple of", "two").replace("a fortnight", "two weeks").replace("a week", "one week")
    )
    for unit in _UNITS:
        for match in unit.written.finditer(lowered):
            if unit.name in _BARE and _OLD.match(lowered, match.end()):
                continue
            found.setdefault(unit.name, set()).add(round(_value(match.group(1)) * unit.worth, 3))
            first = _RANGE.search(lowered, 0, match.start())
            if first:
                found[unit.name].add(round(_value(first.group(1)) * unit.worth, 3))
    return {name: frozenset(values) for name, values in found.items()}


def _weeks_along(mine: dict[str, frozenset[float]], yours: dict[str, frozenset[float]]) -> dict[str, frozenset[float]]:
    """Weeks that are not said to be of a pregnancy are, where the other telling counts those of one."""
    if "gestation" in yours and "gestation" not in mine and len(mine.get("days", ())) == 1:
        weeks = min(mine["days"]) / 7
        if weeks.is_integer() and _LEAST_WEEKS <= weeks <= _MOST_WEEKS:
            return {**mine, "gestation": frozenset((weeks,))}
    return mine


def _value(said: str) -> float:
    if said[0].isdigit():
        return float(said.replace(",", ""))
    return float(_VALUES[said])


def otherwise(one: str, two: str) -> Iterator[tuple[str, str, str]]:
    """What both measure, once each, and each finds another value; what is rounded by one is not another value."""
    mine, yours = measured(one), measured(two)
    mine, yours = _weeks_along(mine, yours), _weeks_along(yours, mine)
    for name in mine:
        if name in yours and not mine[name] & yours[name]:
            if name in _BARE and len(mine[name]) + len(yours[name]) > 2:
                continue
            if name == "percent" and any(a + b == _ALL for a in mine[name] for b in yours[name]):
                continue  # so much was missed in one, and so much kept in the other
            if rounded(one, two):
                continue
            if not any(_rounded(a, b) for a in mine[name] for b in yours[name]):
                yield name, _said(min(mine[name])), _said(min(yours[name]))


_ALL = 100


def rounded(one: str, two: str) -> bool:
    """One of the tellings gives a number as over, under or nearly so much."""
    return bool(_OPEN_ENDED.search(f"{one}\n{two}"))


_OPEN_ENDED = re.compile(
    r"[<>]\s?\d|\b(?:over|just over|just under|more than|at least|nearly|almost|under|less than|up to) £?\d",
    re.IGNORECASE,
)


def _rounded(a: float, b: float) -> bool:
    """Nearly the same: 2,980 grams and 3 kilograms."""
    return abs(a - b) < 0.03 * max(a, b)


def _said(value: float) -> str:
    return f"{value:g}"
