"""The kinds of review with their dated names, and the states a review passes through. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.access.roles import CHAIR, COORDINATOR


@dataclass(frozen=True, slots=True)
class Name:
    """What a kind of review was called, from one day until another; both open where the name has no end."""

    name: str
    short: str = ""
    from_on: date | None = None
    to_on: date | None = None

    def stands(self, on: date) -> bool:
        """The name was in use on that day."""
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of review: its names, oldest first, words that also mean it, and when one chooses it."""

    key: str
    names: tuple[Name, ...]
    also: tuple[str, ...] = ()
    hint: str = ""


# The local review took over from the serious case review when the duty to notify began; the last serious case reviews
# were finished under the older guidance, so that name has no end. Adults' reviews were renamed by the Care Act 2014.
NEW_SYSTEM = date(2018, 6, 29)
CARE_ACT = date(2015, 4, 1)
KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "lcspr",
            (Name("Local child safeguarding practice review", "LCSPR", NEW_SYSTEM),),
            ("child safeguarding practice review", "safeguarding practice review", "CSPR"),
            "Commissioned by the safeguarding partners, since June 2018",
        ),
        Kind(
            "scr",
            (Name("Part 8 review", "", None, date(1999, 12, 31)), Name("Serious case review", "SCR", date(2000, 1, 1))),
            ("SCR", "case review under chapter 8"),
            "Commissioned by a safeguarding children board, under the guidance before 2018",
        ),
        Kind(
            "local_learning_review",
            (Name("Local learning review"),),
            ("learning review", "learning lessons review", "case review", "practice review"),
            "The criteria were not met, and there was something to learn",
        ),
        Kind(
            "partnership_learning_review",
            (Name("Partnership learning review"),),
            ("multi-agency learning review", "multi-agency case review"),
            "Not required by law, done by several agencies together",
        ),
        Kind("thematic_review", (Name("Thematic review"),), ("thematic learning review",), "One theme across cases"),
        Kind(
            "national_review_part",
            (Name("Part in a national review"),),
            ("national review", "national child safeguarding practice review"),
            "What this area gave to, or did for, a review of the national panel",
        ),
        Kind(
            "joint_domestic_homicide",
            (Name("Review jointly with a domestic homicide review", ""),),
            ("domestic homicide review", "DHR", "domestic abuse related death review", "DARDR"),
            "Led or shared with the community safety partnership",
        ),
        Kind(
            "joint_adults",
            (
                Name("Review jointly with an adult serious case review", "", None, date(2015, 3, 31)),
                Name("Review jointly with a safeguarding adults review", "", CARE_ACT),
            ),
            ("safeguarding adults review", "adult serious case review", "SAR"),
            "Led or shared with the safeguarding adults board",
        ),
        Kind("other", (Name("Review of another kind"),), ("review",), "Say in its name what it is"),
    )
}


def kind(key: str) -> Kind:
    """The kind of that key; an unknown key is a mistake in the program and says so."""
    if key not in KINDS:
        raise KeyError(f"There is no kind of review “{key}”. The kinds are: {', '.join(KINDS)}.")
    return KINDS[key]


def name_of(key: str, on: date) -> str:
    """What that kind was called on that day; outside all its days, the nearest of its names."""
    names = kind(key).names
    standing = next((name for name in names if name.stands(on)), None)
    if standing is None:
        standing = names[0] if names[0].from_on and on < names[0].from_on else names[-1]
    return standing.name


def short_of(key: str, on: date) -> str:
    """The usual letters for that kind on that day, ``""`` where it has none."""
    names = kind(key).names
    return next((name.short for name in names if name.stands(on)), names[-1].short)


def kind_in_words(words: str) -> str:
    """The key of the kind that these words name, the longest name first; ``""`` where they name none.

    ``"Serious Case Review (SCR)"`` gives ``scr``. A plain “review” names none.
    """
    text = " ".join(words.replace("-", " ").lower().split())
    if text in KINDS:
        return text
    best, length = "", 0
    for key, one in KINDS.items():
        for name in (*(n.name for n in one.names), *(n.short for n in one.names), *one.also):
            plain = name.replace("-", " ").lower()
            if plain and plain != "review" and len(plain) > length and f" {plain} " in f" {_spaced(text)} ":
                best, length = key, len(plain)
    return best


def _spaced(text: str) -> str:
    """The words alone, plural or not, with one space between them."""
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    return " ".join("review" if word == "reviews" else word for word in words)


@dataclass(frozen=True, slots=True)
class State:
    """A state of a review, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("decided", "Decided on", "it will be done; nobody has begun", "not_started"),
        State("under_way", "Under way", "it has begun", "under_way"),
        State(
            "as_far_as_possible",
            "Completed as far as possible",
            "what could be done is done; what is missing is on record, with the reason",
            "accepted_in_part",
        ),
        State("finished", "Finished", "its report is agreed and not published", "confirmed"),
        State("published", "Published", "its report may be read by everybody", "done"),
        State(
            "withheld", "Not to be published", "its report is agreed and stays unpublished, with the reason", "sealed"
        ),
        State("stopped", "Stopped", "it ended before its report was agreed, with the reason", "not_agreed"),
    )
}
# A review does not begin as published: two people bring it there.
FIRST = ("decided", "under_way", "finished")


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step from one state to another: its verb, the roles that own it, and whether it needs a reason.

    With `two` it needs two people: whoever may change the state proposes it, and another, in a role that owns it,
    confirms it. With `page` it asks for more than a reason, on that page of the review.
    """

    verb: str
    before: str
    after: str
    label: str
    roles: tuple[str, ...] = (COORDINATOR, CHAIR)
    reason: bool = False
    two: bool = False
    page: str = ""


MOVES = (
    Move("begin", "decided", "under_way", "It has begun"),
    Move("finish", "under_way", "finished", "Its report is agreed"),
    Move(
        "complete",
        "under_way",
        "as_far_as_possible",
        "It is completed as far as possible",
        reason=True,
        page="commission/complete",
    ),
    Move("reopen", "as_far_as_possible", "under_way", "It goes on: something came", reason=True),
    Move("finish", "as_far_as_possible", "finished", "Its report is agreed as it is"),
    Move("publish", "under_way", "published", "It is published", two=True),
    Move("publish", "as_far_as_possible", "published", "It is published as it is", two=True),
    Move("publish", "finished", "published", "It is published", two=True),
    Move("publish", "withheld", "published", "It is published after all", (CHAIR,), reason=True, two=True),
    Move("withhold", "under_way", "withheld", "It will not be published", (CHAIR,), reason=True),
    Move("withhold", "finished", "withheld", "It will not be published", (CHAIR,), reason=True),
    Move("withhold", "as_far_as_possible", "withheld", "It will not be published", (CHAIR,), reason=True),
    Move("take_down", "published", "finished", "It is no longer published", reason=True),
    Move("stop", "decided", "stopped", "It will not be done", reason=True),
    Move("stop", "under_way", "stopped", "It stopped before its end", reason=True),
    Move("reopen", "finished", "under_way", "It is open again", reason=True),
    Move("reopen", "stopped", "under_way", "It is open again", reason=True),
)


def move(before: str, after: str) -> Move | None:
    """The move from one state to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of a review in that state."""
    return tuple(one for one in MOVES if one.before == state)
