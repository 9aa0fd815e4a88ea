"""What an incident is, what becomes of it, who decides and who is told, and when a child's safety is owed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from throughline.kernel.days import working_day_after, working_days
from throughline.kernel.states import Move, State, by_key, find

YES, NO, NOT_KNOWN = "yes", "no", "not_known"
ANSWERS = ((YES, "Yes"), (NO, "No"), (NOT_KNOWN, "Not known"))
YES_OR_NO = ((YES, "Yes, notify"), (NO, "No, do not notify"))
NATURES = (("death", "Child death"), ("serious_harm", "Serious harm"), ("other", "Other"))
OUTCOMES = (("notifiable", "Notifiable"), ("not_notified", "Not notified"))
MOST_CHILDREN = 4
"""Children that one notification takes; further ones are described in words. [GOVSIN]"""

# The partners that decide together, by the kind of agency that each is. Education joins where it is named.
PARTNERS = {
    "local_authority": "Local authority",
    "police": "Police",
    "health_commissioner": "Integrated care board",
    "education": "Education",
}
ALWAYS_ASKED = ("local_authority", "police", "health_commissioner")


STATES = by_key(
    State("undecided", "Not decided", "nobody has decided yet whether it is notified", "not_started"),
    State("notifiable", "To be notified", "it is decided, and the Panel is not told yet", "due"),
    State("notified", "Notified", "the notification was sent", "done"),
    State("not_notified", "Not notified", "it was decided not to notify, with the reason", "not_agreed"),
    State(
        "stood_down",
        "Notified, criteria not met",
        "after it was notified it was found not to meet the criteria",
        "not_agreed",
    ),
    State("near_miss", "Near miss", "no child came to harm; it is kept to be learned from", "rising"),
)


MOVES = (
    Move("notify", "undecided", "notifiable"),
    Move("notify", "near_miss", "notifiable"),
    Move("notify", "not_notified", "notifiable"),
    Move("not", "undecided", "not_notified"),
    Move("not", "near_miss", "not_notified"),
    Move("not", "notifiable", "not_notified"),
    Move("not", "notified", "stood_down"),
    Move("send", "notifiable", "notified"),
    Move("send", "notified", "notified"),
    Move("notify", "stood_down", "notified"),
)
VERBS = {"notifiable": "notify", "not_notified": "not"}


def state_of(*, near_miss: bool, outcome: str, sent: bool) -> State:
    """The state that follows from the last decision, from whether a notification was sent, and from the record."""
    if not outcome:
        return STATES["near_miss" if near_miss else "undecided"]
    if outcome == "not_notified":
        return STATES["stood_down" if sent else "not_notified"]
    return STATES["notified" if sent else "notifiable"]


def move(before: str, verb: str) -> Move | None:
    """The move of that verb out of that state, or ``None`` when there is none."""
    return find(MOVES, before, verb)


@dataclass(frozen=True, slots=True)
class Said:
    """A limb of the criteria as it was decided: its words, source and answer, and the fact it rests on."""

    limb: str
    words: str
    source: str
    answer: str
    fact: str


def fault_of_limbs(limbs: Sequence[Said], outcome: str, why: str) -> str:
    """What is wrong with a decision made limb by limb, in a sentence; empty when it can stand.

    A person decides, not the limbs: an outcome that the limbs do not lead to stands too, once it says why.
    """
    if any(limb.answer not in dict(ANSWERS) for limb in limbs):
        return "Each criterion is answered with yes, no or not known."
    if any(limb.answer in (YES, NO) and not limb.fact.strip() for limb in limbs):
        return "A criterion answered yes or no rests on a fact, which is missing."
    if outcome == "not_notified" and not why.strip():
        return "A decision not to notify says why."
    if outcome == "notifiable" and limbs and all(limb.answer != YES for limb in limbs) and not why.strip():
        return "No criterion is answered yes, so the decision to notify says why."
    return ""


def standing(answers: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The last answer of each partner, from (partner, answer) in the order in which they were given."""
    return dict(answers)


def missing_partners(answered: Iterable[str]) -> tuple[str, ...]:
    """The partners that are always asked and have not answered, in their order."""
    said = set(answered)
    return tuple(key for key in ALWAYS_ASKED if key not in said)


def dissent(answers: Sequence[tuple[str, str]], outcome: str) -> tuple[str, ...]:
    """The partners whose last answer differs from what was decided, in the order of the partners."""
    said = standing(answers)
    wanted = YES if outcome == "notifiable" else NO
    return tuple(key for key in PARTNERS if outcome and said.get(key, wanted) != wanted)


class Told(Protocol):
    """A proof that a body was told."""

    @property
    def body(self) -> str: ...
    @property
    def body_name(self) -> str: ...


T = TypeVar("T", bound=Told)


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody who is to be told: its key, its name, why, and the source of the duty."""

    key: str
    name: str
    why: str
    source: str

    @property
    def choice(self) -> str:
        """What stands for it in an address and a form: its key, and of another area its name too."""
        return f"{self.key}:{self.name}" if self.key == "other_area" else self.key


BODIES = {
    "panel": "Child Safeguarding Practice Review Panel",
    "partnership": "Safeguarding partners",
    "ofsted": "Ofsted",
    "secretary_of_state": "Secretary of State",
    "other_area": "Another area",
}
BOARD = ("wt2006", "wt2010", "wt2013", "wt2015")


def bodies_to_tell(
    *, edition: str, nature: str, looked_after: str, care_leaver: str, regulated: str, other_areas: str
) -> tuple[Body, ...]:
    """Whom the rules of that edition want told of an incident that is notified, and why."""
    old = edition in BOARD
    found = []
    if old:
        found.append(Body("ofsted", BODIES["ofsted"], "Every notifiable incident is told to Ofsted.", "WARR"))
        found.append(Body("partnership", "Safeguarding children board", "The board decides on a review.", "WARR"))
    else:
        found.append(Body("panel", BODIES["panel"], "It receives every notification, and shares it.", "GOVSIN"))
        found.append(Body("partnership", BODIES["partnership"], "They hold the rapid review.", "GOVSIN"))
    if not old and care_leaver == YES:
        why = "The death of a care leaver up to and including the age of 24 is told to both."
        found.append(Body("secretary_of_state", BODIES["secretary_of_state"], why, "SLOUGH"))
        found.append(Body("ofsted", BODIES["ofsted"], why, "SLOUGH"))
    elif not old and nature == "death" and looked_after == YES:
        why = "The death of a looked-after child is told to both, whatever its cause."
        found.append(Body("secretary_of_state", BODIES["secretary_of_state"], why, "GOVSIN"))
        found.append(Body("ofsted", BODIES["ofsted"], why, "GOVSIN"))
    found += [Body("other_area", area, "A child lives or is placed there.", "GOVSIN") for area in areas_of(other_areas)]
    return tuple(found)


def areas_of(words: str) -> tuple[str, ...]:
    """The areas that are named there, one after another with a comma or a semicolon; each once.

    “And” parts none: it stands in the names of areas.
    """
    named = (" ".join(one.split()) for one in re.split(r"[;,\n]", words))
    return tuple({one.casefold(): one for one in named if one}.values())


def told_of(body: Body, told: Iterable[T]) -> T | None:
    """The first proof that this body was told; that another area was, by its name."""
    for one in told:
        is_other = body.key == "other_area"
        if one.body == body.key and (not is_other or one.body_name.casefold() == body.name.casefold()):
            return one
    return None


# A partner says yes or no within one working day of the day on which the incident was recorded. Practice, no law.
ANSWER_WITHIN = 1


def answer_of(recorded_on: date, answered_on: date | None, on: date) -> tuple[date, str, int]:
    """When a partner's yes or no is due, how that stands (waiting, overdue, in_time or late), and by how many days."""
    due = working_day_after(recorded_on, ANSWER_WITHIN)
    late = working_days(due, answered_on or on) if (answered_on or on) > due else 0
    key = ("late" if late else "in_time") if answered_on else ("overdue" if late else "waiting")
    return due, key, late


def why_no_rapid_review(*, nature: str, looked_after: str, care_leaver: str, abuse: str) -> str:
    """Why no rapid review is required of an incident that was notified, in a sentence; empty where one is.

    Partners may hold one all the same. A care leaver of 18 or more is meant; whoever records a younger one does not
    tick it without the criteria. [SLOUGH] [GOVSIN]
    """
    if care_leaver == YES:
        return "For the death of a care leaver it is not required. The partners may hold one."
    if nature == "death" and looked_after == YES and abuse == NO:
        return "For the death of a looked-after child without abuse or neglect it is not required."
    return ""


# The safety of the children now, and after.

EVERY_WEEKS = 4
SAFETY = (
    ("safe", "No child is in danger now"),
    ("danger", "A child is in danger now"),
    ("not_known", "It is not known"),
)


@dataclass(frozen=True, slots=True)
class Watch:
    """How a child's safety stands: `key` is owed, danger, watching, late or ended; `due_on` is the next report."""

    key: str
    due_on: date | None = None

    @property
    def is_open(self) -> bool:
        """The question is on top of every page of the case: nobody has attested, or a child is in danger."""
        return self.key in ("owed", "danger")


def watch_of(answers: Sequence[tuple[str, date]], *, every_weeks: int, ended: bool, on: date) -> Watch:
    """How the question stands on that day, from its (answer, day it speaks of) in the order of being given.

    Once somebody attests that no child is in danger, a report is due every so many weeks from the day attested to;
    it is late the day after. It ends only when somebody has said why; a question never answered cannot end.
    """
    if not answers:
        return Watch("owed")
    last, day = answers[-1]
    if last == "danger":
        return Watch("danger")
    if last != "safe":
        return Watch("owed")
    if ended:
        return Watch("ended")
    due = day + timedelta(weeks=every_weeks)
    return Watch("late" if due < on else "watching", due)
