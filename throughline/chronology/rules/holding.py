"""How a chronology is held: its states and steps, reviewers’ marks, and what settles a difference. Pure."""

from __future__ import annotations

from throughline.kernel.states import Move, State, by_key, find

GATHERING = "gathering"
STATES = by_key(
    State(GATHERING, "Agencies are sending", "each agency sees its own rows and no others", "under_way"),
    State("shared", "Shared", "the agencies on the case see one another’s rows", "accepted"),
    State("closed", "Closed", "it is shared, and nothing further is taken in", "done"),
)
MOVES = (
    Move("share", "gathering", "shared"),
    Move("take_back", "shared", "gathering"),
    Move("close", "shared", "closed"),
    Move("reopen", "closed", "shared"),
)
VERBS = {
    "share": "Share it with the agencies on the case",
    "take_back": "Take it back: each agency sees its own rows again",
    "close": "Close it: nothing further is taken in",
    "reopen": "Open it again",
}

EPISODE = "key_episode"
# What reviewers say of an entry. Each is its own thing: a missed appointment is not a child who was not seen.
MARKS = {
    "comment": "Comment",
    "voice": "Voice of the child",
    "good_practice": "Good practice",
    EPISODE: "Key practice episode",
    "missed": "Missed appointment",
    "not_seen": "Child not seen",
    "not_alone": "Child not seen alone",
    "not_expected": "No contact expected",
    "no_record": "No record found",
    "significant": "Significant",
    "life_event": "Life event",
    "theme": "Theme",
}
# Marks that say what a silence beside the entry is, each by the kind of silence it makes; and on which side that lies.
SILENCE_MARKS = {"not_expected": "expected", "no_record": "no_record", "missed": "missed"}
SIDES = {"after": "The silence after this entry", "before": "The silence before it"}
# What a page about an entry lets reviewers say; an entry is put into an episode on pages of its own.
SAID = {kind: name for kind, name in MARKS.items() if kind != EPISODE}
WORDS_ASKED = frozenset({"comment", "life_event", "theme"})

# What becomes of two entries that were found to tell one event, or to differ. The last answer counts.
OPEN, NOT_SO = "open", "not_so"
SETTLED = {
    OPEN: "Left open",
    "explained": "Explained",
    "disputed": "Disputed",
    NOT_SO: "Not so: they tell different events",
}
# A decision of two entries of which a newer version no longer holds one can be put aside; nobody settles a pair so.
ASIDE = "aside"
DECIDED = {**SETTLED, ASIDE: "Put aside"}
KINDS = {"same event": "Same event", "contradiction": "Accounts differ", "follows": "Follows"}


def move(before: str, verb: str) -> Move | None:
    """The step of that verb out of that state."""
    return find(MOVES, before, verb)


def moves_from(state: str) -> tuple[Move, ...]:
    """The steps out of a state, in order."""
    return tuple(one for one in MOVES if one.before == state)
