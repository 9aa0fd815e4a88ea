"""What is not certain of a family on a day, as sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from throughline.family.rules import records as of
from throughline.family.rules.asat import PERHAPS, FamilyThen, FigureThen
from throughline.family.rules.households import Household
from throughline.family.rules.inwords.words import STATES
from throughline.kernel import periods


def uncertain(then: FamilyThen, homes: Sequence[Household]) -> tuple[str, ...]:
    """Each doubt once: where somebody lived, who somebody was, whether something had begun or ended."""
    names = {one.figure.key: one.figure.name for one in then.figures}
    found = [f"Whether {names[key]} lived at {home.home.name}." for home in homes for key in sorted(home.unsure)]
    for person in then.figures:
        found.extend(_of_person(person))
    found.extend(_of_unions(then, names))
    for tie in then.parentages:
        if not tie.is_certain:
            child, parent = names[tie.parentage.child], names[tie.parentage.parent]
            found.append(tie.parentage.why or f"Whether {child} had that tie to {parent} on that day.")
    return tuple(dict.fromkeys(found))


def _of_person(person: FigureThen) -> Iterator[str]:
    figure = person.figure
    if figure.uncertain_why:
        yield figure.uncertain_why
    elif not figure.identified:
        yield f"Who {figure.name} is."
    elif not figure.certain:
        yield f"What is recorded of {figure.name}."
    if person.dead == PERHAPS:
        yield f"Whether {figure.name} had died by that day: {periods.in_words(figure.died)}."
    if person.there == PERHAPS:
        if person.state == of.BORN:
            yield f"Whether {figure.name} had been born by that day."
        else:
            yield f"{figure.name}: whether the {STATES[person.state]} had begun, or was over, by that day."


def _of_unions(then: FamilyThen, names: Mapping[int, str]) -> Iterator[str]:
    for union in then.unions:
        both = f"{names[union.union.one]} and {names[union.union.other]}"
        if union.union.why or not union.union.certain:
            yield union.union.why or f"Whether {both} were together."
        elif not union.is_certain:
            yield f"Whether {both} were together on that day."
