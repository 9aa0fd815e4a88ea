"""The date of an entry: the words as they were typed, their bounds, and what they are in EDTF. Pure.

A mark (``?``, circa, about) keeps the bounds of what it marks. Nothing is filled in that the words do not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from throughline.chronology.rules import feasts, plainly, spans, wording
from throughline.chronology.rules.months import Context
from throughline.chronology.rules.singles import single
from throughline.chronology.rules.spans import NotADate, Span
from throughline.chronology.rules.times import folded, read_time
from throughline.chronology.rules.whens import Dated, When

_MOST_PARTINGS, _LONGEST = 6, 120
_SURE = ("C103", "C105", "C107", "C104", "C102")


@lru_cache(maxsize=65536)
def read_date(text: str, today: date, year: int | None = None, end: bool = False) -> Dated:
    """The date in a cell; refused (C101 to C107) where the words are none, or none that can be.

    `year` completes a day that stands under a heading with a year. As the `end` of an entry ``ongoing`` is open.
    """
    quick = plainly.plain_day(text, today)
    if quick is not None:
        return Dated(When(text.strip(), quick.isoformat(), quick, quick))
    said = folded(wording.BENEATH.sub(r"\1, ", text.strip()) if "\n" in text else text)
    if len(said) > _LONGEST:
        raise NotADate("C102", f"“{text.strip()[:_LONGEST]}…” is too long for a date.")
    if wording.FIGURES_AND_LETTERS.fullmatch(said):
        said = said.translate(wording.AS_FIGURES)
    if wording.NOTHING.fullmatch(said):
        raise NotADate(
            "C101", f"There is no date: the cell says “{text.strip()}”." if text.strip() else "There is no date."
        )
    if end and wording.OPEN_WORDS.fullmatch(said):
        return Dated(When(text.strip(), "..", None, None))
    context = Context(today, year)
    try:
        span, time = plainly.serial(said) or _spanned(said, context), ""
    except NotADate as refused:
        parted = _with_time(said, context) or _marked_inside(said, context)
        if parted is None:
            raise plainly.in_full(refused, text) from None
        span, time = parted
    plainly.within(span, today, text)
    return Dated(When(text.strip(), span.edtf, span.first, span.last), read_time(time) or "" if time else "", time)


def _with_time(said: str, context: Context) -> tuple[Span, str] | None:
    for form in (wording.TIME_TAIL, wording.TIME_LEAD):
        match = form.fullmatch(said)
        if match and read_time(match["time"]) is not None and not _is_year(match):
            try:
                clock = "" if wording.NO_CLOCK.fullmatch(match["time"]) else match["time"]
                return _spanned(match["date"].strip(" ,;"), context), clock
            except NotADate as refused:
                if refused.rule in ("C103", "C105", "C107"):
                    raise
    return None


def _is_year(match: re.Match[str]) -> bool:
    """``early May 25, 2007`` ends with no time."""
    words = match["date"].strip(" ,;")
    return wording.YEAR.fullmatch(match["time"]) is not None and wording.NO_YEAR_YET.fullmatch(words) is not None


def _marked_inside(said: str, context: Context) -> tuple[Span, str] | None:
    """``7? March 2016``: what a mark in the middle stands at is not certain, and so the whole is not."""
    bare = wording.INSIDE.sub("", said)
    if bare == said:
        return None
    try:
        return _spanned(bare, context).marked("?"), ""
    except NotADate:
        return None


def _spanned(said: str, context: Context) -> Span:
    """Marks taken off and put back, then operators, stretches and single dates."""
    said, mark = _unmarked(said.strip())
    return _operated(_unfilled(said), context).marked(mark)


def _unmarked(said: str) -> tuple[str, str]:
    marks: set[str] = set()
    while True:
        match = wording.LEAD.match(said) if not wording.UNKNOWN_DAY.match(said) else None
        rest = said[match.end() :] if match else ""
        if match and rest:
            marks.add("?" if match["unsure"] else "~")
            said = rest
            continue
        match = wording.TAIL.search(said)
        if match and match.start():
            marks |= {"?", "~"} if match["both"] else {"?"} if match["unsure"] else {"~"}
            said = said[: match.start()]
            continue
        bare = wording.FILLER.sub("", said)
        if bare != said and wording.LEAD.match(bare) and not said.startswith("c"):
            said = bare
            continue
        break
    return said, "%" if len(marks) == 2 else "".join(marks)


def _unfilled(said: str) -> str:
    """Without what says nothing about the day: ``on``, the name of a weekday, brackets, that no day is known."""
    while True:
        bare = said.strip(" ,;")
        bare = bare if bare.endswith("..") else bare.rstrip(".:")
        if bare[:1] + bare[-1:] in wording.AROUND:
            bare = bare[1:-1]
        bare = wording.IN_BRACKETS.sub("", wording.NO_DAY.sub("", bare) or bare)
        bare = wording.FILLER.sub("", bare)
        bare = wording.LATE_FILLER.sub("", bare) or bare
        if bare == said:
            return said
        said = bare


_OPERATORS: tuple[tuple[re.Pattern[str], Callable[[Span], Span]], ...] = (
    (wording.UNTIL, spans.until),
    (wording.OR_BEFORE, spans.until),
    (wording.BEFORE, spans.before),
    (wording.AFTER, spans.after),
    (wording.ONWARDS, spans.since),
)


def _operated(said: str, context: Context) -> Span:
    match = wording.EDTF.fullmatch(said)
    if match:
        return _pair(match["start"], match["end"], context, said)
    for form, meant in _OPERATORS:
        match = form.fullmatch(said)
        if match and match["rest"].strip():
            rest = match["rest"]
            if meant is spans.since:
                rest = re.sub(r"^(?:from|since)\s+", "", rest)
            return meant(_spanned(rest, context))
    match = wording.SINCE.fullmatch(said)
    if match:
        try:
            return _ranged(match["rest"], context, alone=False)
        except NotADate as refused:
            if refused.rule in ("C103", "C107"):
                raise
            return spans.since(_spanned(match["rest"], context))
    match = wording.BETWEEN.fullmatch(said)
    return _ranged(match["rest"] if match else said, context)


def _pair(start: str, end: str, context: Context, said: str) -> Span:
    """Two sides as EDTF has them, either of them open."""
    if start == "..":
        return spans.until(_spanned(end, context)) if end != ".." else Span(None, None, "..")
    if end == "..":
        return spans.since(_spanned(start, context))
    return spans.through(_spanned(start, context), _spanned(end, context), said)


def _ranged(said: str, context: Context, alone: bool = True) -> Span:
    """One date, or the stretch from one to another at the first parting where both sides are dates."""
    refusals: list[NotADate] = []
    try:
        if alone:
            return _beside_its_name(said, context) or single(said, context)
    except NotADate as refused:
        if refused.rule == "C103":
            raise
        refusals.append(refused)
    if len(wording.ANY_PARTING.findall(wording.WHOLE.sub("0", said))) > _MOST_PARTINGS:
        raise NotADate("C102", f"“{said}” has too many parts for a date.")
    for left, right, both in [*_surest(said), *_all_partings(said)]:
        try:
            return both(left, right, context, said)
        except NotADate as refused:
            if both is _both_whole and refused.rule == "C107":
                raise
            refusals.append(refused)
    if not refusals:
        raise NotADate("C102", f"“{said}” is no date.")
    surest = min(refusals, key=lambda each: _SURE.index(each.rule))
    if surest.rule == "C104" and refusals[0].rule == "C102" and wording.HAS_YEAR.search(said):
        raise NotADate("C102", f"“{said}” cannot be read as a date.")  # it has its year, so that is not what it lacks
    raise surest


def _beside_its_name(said: str, context: Context) -> Span | None:
    """``Easter Monday 28/3/16`` is the day, where it is one of those that have the name in that year."""
    found = feasts.beside(said)
    if found is None:
        return None
    name, words = found
    try:
        one = _ranged(words, context)
    except NotADate as refused:
        if refused.rule == "C103":
            raise
        return None
    named = feasts.named(f"{name} {one.first.year}", context.full_year) if one.first and one.last else None
    if named is None or named.first is None or named.last is None or one.first is None or one.last is None:
        return None
    if one.first > named.last or one.last < named.first:
        raise NotADate("C104", f"“{said}” names two times that are not the same.")
    return one


_Both = Callable[[str, str, Context, str], Span]


def _surest(said: str) -> Iterator[tuple[str, str, _Both]]:
    """For each kind of parting the likeliest place, if both its sides are whole dates."""
    for parting in wording.PARTINGS:
        yield from ((left, right, _both_whole) for left, right in list(_parted(said, parting))[:1])


def _all_partings(said: str) -> Iterator[tuple[str, str, _Both]]:
    """Every place of the surest kind of parting that there is."""
    for parting in wording.PARTINGS:
        places = list(_parted(said, parting))
        for left, right in places:
            yield left, right, _both_whole
            yield left, right, _both
        if places:
            return


def _parted(said: str, parting: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Both sides of each parting; the rarest sign first, as the dash of 12/3-14/3/15, and of like ones the middle."""
    whole = [each.span() for each in wording.WHOLE.finditer(said)]
    for match in sorted(parting.finditer(said), key=lambda each: _rarity(said, each)):
        if any(first < match.start() and match.end() < last for first, last in whole):
            continue
        left, right = said[: match.start()].strip(), said[match.end() :].strip()
        if left and right:
            yield left, right


def _rarity(said: str, parting: re.Match[str]) -> tuple[int, int]:
    return (said.count(parting[0].strip() or parting[0]), abs(len(said) - parting.start() - parting.end()))


def _both_whole(left: str, right: str, context: Context, said: str) -> Span:
    """Either side a date by itself."""
    bare = Context(context.today)
    return spans.through(_one(left, bare), _one(right, bare), said)


def _one(words: str, context: Context) -> Span:
    """One date with its mark, and no stretch."""
    bare, mark = _unmarked(words)
    return single(_unfilled(bare), context).marked(mark)


def _both(left: str, right: str, context: Context, said: str) -> Span:
    """What one side lacks, a month or a year, it has from the other."""
    try:
        end = _spanned(right, context)
    except NotADate as refused:
        if refused.rule == "C103":
            raise
        start = _spanned(left, context)
        if right.isdigit() and start.first != start.last:
            raise  # of a month there is no day to go on from: Jan 2014/15
        end = _completed(right, start.last, context)
        if start.first and end.last and end.last < start.first and end.last.month != start.first.month:
            end = _completed(right, start.last, context, years=1)
        return spans.through(start, end, said)
    try:
        start = _spanned(left, context)
    except NotADate:
        start = _completed(left, end.first, context)
        if start.first and end.first and start.first > end.first and start.first.month != end.first.month:
            start = _completed(left, end.first, context, years=-1)
    return spans.through(start, end, said)


def _completed(words: str, other: date | None, context: Context, years: int = 0) -> Span:
    if other is None:
        raise NotADate("C102", f"“{words}” cannot be read as a date.")
    return _spanned(words, Context(context.today, other.year + years, other.month))
