"""What a rapid review covers, concludes and hears, who signs it, and the marks it gives itself. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.kernel.periods import parse
from throughline.kernel.states import Move, State, by_key, find

YES, NO, NOT_KNOWN = "yes", "no", "not_known"
ANSWERS = ((YES, "Yes"), (NO, "No"), (NOT_KNOWN, "Not known"))
KNOWN = (("known", "Yes, we know the child or family"), ("not_known", "No, we hold nothing"))


@dataclass(frozen=True, slots=True)
class Section:
    """A purpose of the rapid review, written as a section: its heading, and what belongs in it. [CAMBSRR]"""

    key: str
    heading: str
    hint: str


SECTIONS = (
    Section("facts", "The facts", "What happened, which agencies were involved, and the key practice episodes."),
    Section("safety", "Immediate safety", "What was done at once, and learning that was shared at once."),
    Section("improvement", "What could be improved", "Where practice or systems could keep children safer."),
    Section("context", "Context", "Racism and other inequalities, protected characteristics, disability."),
    Section("next_steps", "Next steps", "What follows, and why there should or should not be a local review."),
)
KEYS = tuple(one.key for one in SECTIONS)

# What is ticked off when it is done, and shown beside the conclusion. None of them keeps it from the Panel. [S1]
CHECKS = {
    "genogram": "A genogram was drawn",
    "risk_assessments": "Risk assessments were done for every child in the home",
    "everyone_asked": "Every agency that may know the family was asked",
}

OUTCOMES = {
    "review": "A local child safeguarding practice review",
    "local_learning": "A local learning review instead",
    "national_case_study": "A case study for a national review instead",
    "join": "Join a review that is under way",
    "no_review": "No further review",
    "not_met": "The incident is found not to meet the notification criteria",
}
# Outcomes after which a practice review looks at the incident: one of its own, or one that is under way. What is held
# instead of one is none.
REVIEWED = frozenset({"review", "join"})
# The kind of review that an outcome opens. Joining one that is there opens none.
OPENS = {"review": "lcspr", "local_learning": "local_learning_review", "national_case_study": "national_review_part"}
# Outcomes that lead to a review: one of their own that they open, or one that is there.
LEADS = frozenset({*OPENS, "join"})

# What the Panel may answer, and what the partnership replies to that. [S1][KENT]
PANEL = {
    "agrees_none": "Agrees that no review is needed",
    "agrees_review": "Agrees that a review is needed",
    "wants_review": "Thinks that a review is needed",
    "wants_information": "Wants more information",
    "national": "Is considering a national review",
}
REPLIES = (("accepts", "Accepts"), ("disagrees", "Disagrees, with reasons"))

# Quality markers, neutral between the regimes. [SCIEQM], the rapid review's part of them in our own words.
MARKERS = {
    "referral": "The notice came with the right reason, and on time",
    "decision": "The decision is clear, can be defended, and fits the case and its context",
    "family": "The family was told what happens and why, within its limits",
    "clarity": "Its purpose is learning by organisations, complications admitted",
    "information": "Enough was gathered, and no more than needed",
    "practitioners": "Those who worked with the child had a safe and real part",
    "analysis": "It says why, not only what, and does not judge by hindsight",
    "report": "What was found is clear, and detail of the family is kept small",
    "action": "Agencies talked about what to improve before it was written down",
}
MARKS = {"met": "Met", "partly": "Partly met", "not_met": "Not met", "not_applicable": "Does not apply"}
WORTH = {"met": 2, "partly": 1, "not_met": 0}


STATES = by_key(
    State("gathering", "Under way", "agencies are asked, and it is being written", "under_way"),
    State("concluded", "Concluded", "its conclusion is recorded; signatures may be outstanding", "waiting"),
    State("sent", "Sent to the Panel", "the Panel has it and has not answered", "waiting"),
    State("answered", "The Panel answered", "the Panel’s view is recorded, and the partnership replies", "returned"),
    State("settled", "Settled", "local and national view agree, or how they differ is recorded", "done"),
    State("stopped", "Not needed", "the incident was found not to meet the criteria", "not_agreed"),
)


MOVES = (
    Move("conclude", "gathering", "concluded"),
    Move("conclude", "concluded", "concluded"),
    Move("conclude", "answered", "concluded"),
    Move("conclude", "settled", "concluded"),
    Move("conclude", "stopped", "concluded"),
    Move("send", "concluded", "sent"),
    Move("hear", "sent", "answered"),
    Move("hear", "answered", "answered"),
    Move("reply", "answered", "settled"),
    Move("hear", "settled", "answered"),
    Move("stop", "gathering", "stopped"),
    Move("stop", "concluded", "stopped"),
    Move("stop", "answered", "stopped"),
    Move("stop", "settled", "stopped"),
)


def state_of(*, outcome: str, sent: bool, heard: bool, replied: bool, concluded_since: bool) -> State:
    """The state that follows from its acts.

    `outcome` is the last conclusion's, empty before one. `sent` is whether that conclusion went to the Panel, `heard`
    whether the Panel answered it, `replied` whether the partnership replied to the last answer, `concluded_since`
    whether there is a newer conclusion than what was sent.
    """
    if outcome == "not_met":
        return STATES["stopped"]
    if not outcome:
        return STATES["gathering"]
    if not sent or concluded_since:
        return STATES["concluded"]
    if not heard:
        return STATES["sent"]
    return STATES["settled" if replied else "answered"]


def move(before: str, verb: str) -> Move | None:
    """The move of that verb out of that state, or ``None`` when there is none."""
    return find(MOVES, before, verb)


@dataclass(frozen=True, slots=True)
class Said:
    """A limb of the review criteria as it was answered, with the fact it rests on."""

    limb: str
    words: str
    source: str
    answer: str
    fact: str


def fault_of(outcome: str, why: str, limbs: Sequence[Said], complex_answer: str, joins: str | int) -> str:
    """What keeps a conclusion from standing, in a sentence, or nothing.

    Criteria that are met do not oblige a review, and none that is met does not forbid one: then it says why. [TRAF]
    `joins` is the number of the review that it joins, or the words for one that is held elsewhere.
    """
    if outcome not in OUTCOMES:
        return "A conclusion is one of those on the list."
    if any(one.answer not in dict(ANSWERS) for one in limbs) or complex_answer not in dict(ANSWERS):
        return "Each question is answered with yes, no or not known."
    if any(one.answer in (YES, NO) and not one.fact.strip() for one in limbs):
        return "A criterion answered yes or no rests on a fact, which is missing."
    if not why.strip():
        return "A conclusion says why."
    if outcome == "join" and not str(joins or "").strip():
        return "Say which review it joins."
    return ""


def missing_signatures(wanted: Sequence[str], signed: Sequence[str]) -> tuple[str, ...]:
    """The partners whose signature is still owed, in order. A no with its reason is a signature too."""
    return tuple(one for one in wanted if one not in signed)


def differs(outcome: str, view: str) -> bool:
    """True when the Panel sees it otherwise than the partnership.

    A Panel that says a review is needed, agreeing with whom or not, is not met by a local learning review or a case
    study held instead of one.
    """
    if view in ("wants_review", "agrees_review"):
        return outcome not in REVIEWED
    if view == "agrees_none":
        return outcome in REVIEWED
    return view in ("wants_information", "national")


def score_of(marks: Sequence[str]) -> tuple[int, int] | None:
    """What a self-check comes to: points and how many there could be; ``None`` when no mark applies.

    Met counts 2, partly met 1. So two years compare though different markers applied.
    """
    counted = [WORTH[mark] for mark in marks if mark in WORTH]
    return (sum(counted), 2 * len(counted)) if counted else None


def year_of(aware_on: date | None, when: str, made_on: date) -> int:
    """The year in which a rapid review counts: that of its incident, by the day of awareness, else by when it happened.

    One that was written down years later counts in its own year; the day it was recorded counts where nothing is known.
    """
    happened = parse(when)
    return (aware_on or (happened.first if happened else None) or made_on).year


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of so many rapid reviews with a conclusion, how many led to a review of that kind or none: outcome, how many, and
    of how many of them the review is on record, that they opened or joined.
    """

    concluded: int
    by_outcome: tuple[tuple[str, int, int], ...]


def conversion(outcomes: Sequence[tuple[str, bool]]) -> Conversion:
    """Rapid reviews by what they led to, every outcome named, in the order of the list; unit: rapid reviews.

    `outcomes` gives of each what it concluded, and whether the review that it opened or joined is on record.
    """
    known = [one for one in outcomes if one[0] in OUTCOMES]
    found = {key: [there for outcome, there in known if outcome == key] for key in OUTCOMES}
    return Conversion(len(known), tuple((key, len(those), sum(those)) for key, those in found.items()))
