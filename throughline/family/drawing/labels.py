"""The words in the picture, broken into lines as wide as the typeface has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from throughline.family.rules.asat import PERHAPS, YES, FamilyThen, FigureThen
from throughline.family.rules.inwords.words import STATES, union_words
from throughline.family.rules.laying.facts import Label, Labels
from throughline.family.rules.laying.ties import pair_of
from throughline.family.rules.records import BORN, PREGNANCY
from throughline.kernel import periods
from throughline.ui.typeface import SPARE, width, wrap

NAMES, WORDS = 15, 14
MOST = 124.0
ON_A_LINE = 92.0


def labels_of(then: FamilyThen, relations: Mapping[int, str]) -> Labels:
    """Words for everybody, every couple and every home of that family."""
    couples: dict[tuple[int, int], list[str]] = {}
    for one in then.unions:
        couples.setdefault(pair_of(one.union.one, one.union.other), []).append(union_words(one))
    for tie in then.parentages:
        for other in then.parentages:
            if tie.parentage.child == other.parentage.child and tie.parentage.parent < other.parentage.parent:
                couples.setdefault((tie.parentage.parent, other.parentage.parent), [])
    return Labels(
        {one.figure.key: _person(one, relations.get(one.figure.key, "")) for one in then.figures},
        {pair: _label(wrap("; ".join(words), WORDS, 400, ON_A_LINE), WORDS, 400) for pair, words in couples.items()},
        {home.key: _label(wrap(home.name, WORDS, 600, 190), WORDS, 600) for home in then.homes},
    )


def _person(one: FigureThen, relation: str) -> Label:
    name = wrap(one.figure.name, NAMES, 600, MOST)[:2]
    words = ", ".join(part for part in (relation, *_state(one)) if part)
    lines = wrap(words, WORDS, 400, MOST)
    wide = max((width(line, NAMES, 600) for line in name), default=0.0)
    wide = max(wide, *(width(line, WORDS, 400) for line in lines), 0.0)
    return Label((*name, *lines), wide * SPARE)


def names_in(label: Label, name: str) -> int:
    """How many of the lines are the name."""
    return len(wrap(name, NAMES, 600, MOST)[:2])


def _state(one: FigureThen) -> Iterator[str]:
    if one.state == PREGNANCY:
        yield "not yet born"
        if one.figure.born and one.figure.state == PREGNANCY:
            yield f"expected {periods.in_words(one.figure.born)}"
    elif one.state != BORN:
        yield f"{STATES[one.state]} {periods.in_words(one.figure.born) if one.figure.born else ''}".strip()
    elif one.dead == YES:
        yield f"died {periods.in_words(one.figure.died)}"
        if one.age.words != "age not known":
            yield f"aged {one.age.words}"
    elif one.dead == PERHAPS:
        yield "may have died by then"
    elif one.age.words == one.figure.age_words and not one.figure.born:
        yield one.figure.age_words


def _label(lines: list[str], size: float, weight: int) -> Label:
    return Label(tuple(lines), max((width(line, size, weight) for line in lines), default=0.0) * SPARE)
