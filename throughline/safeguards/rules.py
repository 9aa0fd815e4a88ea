"""How a safeguard stands, worked out from facts each time it is asked: alive, in doubt, or gone. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from throughline.kernel.clocks import months_after
from throughline.partnerships.rules import Named, called


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of safeguard: its key, its title, and what belongs to it."""

    key: str
    title: str
    such_as: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "panel", "Panel or regular meeting", "a panel, board, forum or meeting that comes together again and again"
        ),
        Kind("protocol", "Protocol, pathway or procedure", "what people follow, step by step"),
        Kind("checklist", "Checklist", "a list of questions or signs that is gone through"),
        Kind("tool", "Tool or template", "an assessment, a template, a way of mapping"),
        Kind("role", "Role", "somebody whose job it is"),
        Kind("service", "Service", "help that families or practitioners are given"),
        Kind("course", "Course or training", "training that is held again and again"),
        Kind("register", "Register or return", "a record that is kept up: who, where, since when"),
        Kind("form", "Form", "a form that asks what was not asked before"),
        Kind("threshold", "Threshold document", "when to act, and how early"),
        Kind("escalation", "Escalation route", "where to go when agencies do not agree"),
    )
}

WORKS, IN_PART, FAILED = "works", "in_part", "failed"
RESULTS = {
    WORKS: "It works",
    IN_PART: "It works in part",
    FAILED: "It does not work, or is not used",
}
RED, AMBER, GREEN, GREY = "red", "amber", "green", "grey"
COLOURS = {RED: "Red", AMBER: "Amber", GREEN: "Green", GREY: "Ended"}
SIGNS = {RED: "unguarded", AMBER: "doubt", GREEN: "guarded", GREY: "done"}
WORST_FIRST = (RED, AMBER, GREEN, GREY)


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody attested: the result, and the day on which they looked."""

    result: str
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a safeguard. `every_months` is 0 where nobody said how often it must be shown to be alive.

    `owner_asked` says why it needs a new owner, empty where it has one that stands. `successor` is the name of what
    took its place.
    """

    recorded_on: date
    every_months: int = 0
    shown: Shown | None = None
    owner_asked: str = ""
    ended_on: date | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands: a colour, its word, every reason in a sentence, and the day by which it must be shown again."""

    colour: str
    word: str
    reasons: tuple[str, ...] = ()
    due_on: date | None = None

    @property
    def sign(self) -> str:
        """The key of its sign."""
        return SIGNS[self.colour]

    @property
    def asks(self) -> bool:
        """True when somebody has to do something about it."""
        return self.colour in (RED, AMBER)


def why_owner_is_asked(owned: bool, named: str, names: Iterable[Named], on: date) -> str:
    """Why a safeguard needs a new owner; empty where the one it has stands.

    `named` is what the owning agency was called when it was said to own it, empty where no agency does. An agency that
    bears another name today may be another body: somebody has to say so.
    """
    if not owned:
        return "Nobody owns it."
    every = list(names)
    if not named or not every:
        return ""
    now = called(every, on)
    if not any(name.stands(on) for name in every if not name.alias):
        return f"{now or named} ended. Say who owns it now."
    if now != named:
        return f"{named} is called {now} now. Say who owns it since."
    return ""


def due_on(facts: Facts) -> date | None:
    """The day by which it must be shown to be alive again; none where nobody said how often, or it ended."""
    if not facts.every_months or facts.ended_on:
        return None
    return months_after(facts.shown.on if facts.shown else facts.recorded_on, facts.every_months)


def standing(facts: Facts, on: date, *, unguarded: bool = False) -> Standing:
    """How it stands that day. `unguarded`: findings that it guarded have nothing else that guards them.

    Red: it failed when it was last looked at, was missed twice over, or ended and left something unguarded. Amber: it
    works in part, was missed, was never shown, has no owner who stands, or nobody said how often it must be shown.
    """
    if facts.ended_on and facts.ended_on <= on:
        return _ended(facts, unguarded)
    due = due_on(facts)
    found = [*_looked_at(facts), *_missed(facts, due, on)]
    if facts.owner_asked:
        found.append((AMBER, "New owner needed", facts.owner_asked))
    if not facts.every_months:
        found.append((AMBER, "No rhythm", "Nobody said how often it must be shown to be alive."))
    if not found:
        return Standing(GREEN, "Alive", (), due)
    found.sort(key=lambda one: WORST_FIRST.index(one[0]))
    return Standing(found[0][0], found[0][1], tuple(says for _, _, says in found), due)


def _ended(facts: Facts, unguarded: bool) -> Standing:
    by = f"{facts.successor} took its place." if facts.successor else "Nothing took its place."
    word = "Replaced" if facts.successor else "Ended"
    if unguarded:
        return Standing(RED, word, (f"{by} What it guarded against is not guarded by anything that is alive.",))
    return Standing(GREY, word, (by,))


def _looked_at(facts: Facts) -> list[tuple[str, str, str]]:
    if facts.shown is None:
        return [(AMBER, "Not shown yet", "Nobody has shown yet that it is alive.")]
    if facts.shown.result == FAILED:
        return [(RED, "Failed", "When it was last looked at it did not work, or was not used.")]
    if facts.shown.result == IN_PART:
        return [(AMBER, "Works in part", "When it was last looked at it worked in part.")]
    return []


def _missed(facts: Facts, due: date | None, on: date) -> list[tuple[str, str, str]]:
    if due is None or due >= on:
        return []
    if months_after(due, facts.every_months) < on:
        return [(RED, "Missed twice", f"It was to be shown by {_day(due)}, and a whole further turn was missed.")]
    return [(AMBER, "Missed", f"It was to be shown to be alive by {_day(due)}.")]


def guarded_by(colours: Mapping[int, str], cites: Mapping[int, Collection[int]], among: Collection[str]) -> set[int]:
    """The findings that safeguards of those colours guard. `colours` and `cites` are by the safeguard’s number."""
    return {one for key, findings in cites.items() if colours.get(key) in among for one in findings}


def all_standing(
    facts: Mapping[int, Facts], cites: Mapping[int, Collection[int]], on: date
) -> tuple[dict[int, Standing], dict[int, set[int]]]:
    """How every safeguard stands, and which findings each leaves unguarded, whichever order they come in.

    A finding is guarded while one safeguard that cites it is neither red nor ended. What is red or ended leaves its
    findings unguarded unless another guards them; what is amber, those that nothing green guards.
    """
    first = {key: standing(one, on) for key, one in facts.items()}
    colours = {key: one.colour for key, one in first.items()}
    alive, sound = guarded_by(colours, cites, (GREEN, AMBER)), guarded_by(colours, cites, (GREEN,))
    left: dict[int, set[int]] = {}
    for key, one in first.items():
        own = set(cites.get(key, ()))
        left[key] = set() if one.colour == GREEN else own - (sound if one.colour == AMBER else alive)
    return {key: standing(one, on, unguarded=bool(left[key])) for key, one in facts.items()}, left


def rank(one: Standing) -> tuple[int, date]:
    """The worst first, and of one colour what is due first."""
    return WORST_FIRST.index(one.colour), one.due_on or date.max


def turns_in_words(every_months: int) -> str:
    """``every 6 months``, ``every month``, ``every year``; nothing said where it is 0."""
    if not every_months:
        return "Nobody said"
    if every_months % 12 == 0:
        years = every_months // 12
        return "Every year" if years == 1 else f"Every {years} years"
    return "Every month" if every_months == 1 else f"Every {every_months} months"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
