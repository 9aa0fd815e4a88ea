"""How a family was asked and what came of it, who may quote whose words, and who came to a learning event. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, SCRUTINEER

# What can stand in the log of a family member, in the order in which it is offered.
CONTACTS = {
    "asked": "Asked to take part",
    "asked_again": "Asked again",
    "took_part": "Took part",
    "refused": "Said no",
    "no_answer": "Has not replied",
    "told": "Told how the review stands",
    "advocate": "Offered an advocate",
    "bereavement": "Offered bereavement support",
    "draft": "Shown the draft",
    "comments": "Gave comments on the draft",
    "changed": "Something changed because of them",
    "other": "Something else",
}
HOWS = {
    "letter": "By letter",
    "telephone": "By telephone",
    "visit": "In person",
    "video": "By video",
    "other": "Another way",
}
# Which entries say how somebody stands; the last of them counts.
STANDS = {
    "asked": "asked",
    "asked_again": "asked_again",
    "took_part": "took_part",
    "comments": "took_part",
    "refused": "refused",
    "no_answer": "no_answer",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a family member stands: the word and sign of a list, and the words of a sentence, for one and for several."""

    key: str
    word: str
    sign: str
    one: str
    many: str


STATES = {
    state.key: state
    for state in (
        Standing("not_asked", "Not asked yet", "not_started", "has not been asked", "have not been asked"),
        Standing("asked", "Asked", "waiting", "was asked", "were asked"),
        Standing("asked_again", "Asked again", "waiting", "was asked again", "were asked again"),
        Standing("took_part", "Took part", "done", "took part", "took part"),
        Standing("refused", "Said no", "not_agreed", "said no", "said no"),
        Standing("no_answer", "Has not replied", "waiting", "has not replied", "have not replied"),
    )
}


def standing(kinds: Iterable[str]) -> Standing:
    """How somebody stands by their log, oldest entry first. Somebody who took part and later says no has said no."""
    said = [STANDS[kind] for kind in kinds if kind in STANDS]
    return STATES[said[-1] if said else "not_asked"]


def family_by_log(people: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """The family in a sentence each, from (relation, their log as (kind, when), the oldest entry first)."""
    told = []
    for relation, log in people:
        again = next((when for kind, when in reversed(log) if kind == "asked_again"), "")
        told.append((relation, standing(kind for kind, _ in log).key, again))
    return family_in_words(told)


def family_in_words(people: Sequence[tuple[str, str, str]]) -> str:
    """``Mother and grandmother took part. Father has not replied; asked again 2 March 2026.``

    `people` are (relation, key of ``STATES``, when they were last asked again), in order.
    """
    said = []
    for key, state in STATES.items():
        names = [(relation, again) for relation, at, again in people if at == key]
        if not names:
            continue
        listed = _listed([relation for relation, _ in names])
        last = next((again for _, again in reversed(names) if again), "") if key in ("no_answer", "asked_again") else ""
        says = f"{listed[:1].upper()}{listed[1:]} {state.one if len(names) == 1 else state.many}"
        asked = f"; asked again {last}" if last and key == "no_answer" else f", {last}" if last else ""
        said.append((key, f"{says}{asked}."))
    order = ("took_part", "refused", "no_answer", "asked_again", "asked", "not_asked")
    return " ".join(text for key, text in sorted(said, key=lambda one: order.index(one[0])))


def _listed(names: Sequence[str]) -> str:
    lower = [names[0], *(name[:1].lower() + name[1:] for name in names[1:])]
    return lower[0] if len(lower) == 1 else f"{', '.join(lower[:-1])} and {lower[-1]}"


WHOSE = {"child": "A child’s words", "family": "A family member’s words", "practitioner": "A practitioner’s words"}
# Who may quote words, from nobody to everybody, and which roles read them.
QUOTES = {
    "nobody": "Nobody. Only the business unit and the chair read them",
    "panel": "The panel of this review, among themselves",
    "report": "The report of this review",
    "published": "Anybody: they may stand in what is published",
}
KEEPERS = frozenset({COORDINATOR, CHAIR})
WORKING = frozenset({COORDINATOR, CHAIR, AGENCY_LEAD, SCRUTINEER})
_ORDER = tuple(QUOTES)


def may_read_words(role: str, quotable: str) -> bool:
    """True when somebody of that role, on the case, reads words that those may quote."""
    return role in (KEEPERS if quotable == "nobody" else WORKING)


def may_quote(quotable: str, place: str) -> bool:
    """True when the words may stand in that place: ``panel``, ``report`` or ``published``."""
    return _ORDER.index(quotable) >= _ORDER.index(place) > 0


# What words may stand in, from the fewest readers to the most.
PLACES = {
    "panel": "papers of the panel of this review",
    "report": "the report of this review",
    "published": "what is published",
}


def may_stand_in(quotable: str) -> tuple[str, ...]:
    """What the words may stand in, in words, from the fewest readers to the most; nothing where nobody quotes them."""
    return tuple(words for place, words in PLACES.items() if may_quote(quotable, place))


INVITED = {
    "proposed": ("Not invited yet", "not_started"),
    "invited": ("Invited", "waiting"),
    "attended": ("Came", "done"),
    "declined": ("Declined", "not_agreed"),
    "missed": ("Did not come", "not_agreed"),
}
NEEDS_REASON = frozenset({"declined"})
MODES = {"in_person": "In person", "online": "Online", "both": "In person and online"}
TAKEN = {"": "Not known", "yes": "Taken up", "no": "Not taken up"}


def late(next_on: date | None, on: date) -> bool:
    """The day of the next contact has passed."""
    return next_on is not None and next_on < on
