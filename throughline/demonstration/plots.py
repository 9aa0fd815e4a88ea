"""What a made-up review holds, as plain values. Days are counted back from the seeding; one to come is negative."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.actionplans.services import Ending, Plan

# How the made-up actions end: most with no day to ask again, for the plots say nothing of it.
ENDINGS = {
    "confirmed": Ending(
        grade="acceptable",
        why_not_again="It was done once and leaves nothing behind.",
        why_no_evidence="It was seen where it is used, and no paper tells more.",
    ),
    "stopped": Ending(grade="no_longer_applicable"),
}
REASONS = {
    "confirmed": "What shows it was read, and two people who use it were asked.",
    "returned": "The school did not get the agreement.",
}
WATCHED = {name: Plan(watching_group=name) for name in ("Case Review Group", "Learning and Improvement Group")}
ASKED_AGAIN = 230
"""Days after which an action that was confirmed in the weeks before is asked about again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation: its words, whom it asks, the numbers of its findings, and how they answered."""

    text: str
    of: str = ""
    findings: tuple[int, ...] = ()
    points: tuple[int, ...] = ()
    answer: str = "accepted"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A pilot: where, by which agencies, with how many families, when, what came of it, and when it is looked at."""

    place: str
    by: tuple[str, ...]
    families: int
    began: int
    ended: int
    look: int
    evaluation: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """An action: words, owner, its day, the recommendations it answers, and the states it came to with their days.

    `lasts` is what was found when it was asked again whether it lasts, and how many days ago.
    """

    text: str
    owner: str
    due: int | None = None
    answers: tuple[int, ...] = ()
    moves: tuple[tuple[str, int], ...] = ()
    says: tuple[tuple[str, int], ...] = ()
    due_text: str = ""
    plan: Plan | None = None
    pilot: Tried | None = None
    lasts: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence: its words, the actions it shows, the day it was brought, its kind; `accepted` by another and graded."""

    text: str
    shows: tuple[int, ...]
    day: int
    kind: str = ""
    grade: str = ""
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Gauge:
    """A measure: what it asks, its target, who guards it, the evidence it rests on, and (value, days ago) readings."""

    text: str
    readings: tuple[tuple[str, int], ...]
    target: str = ""
    guard: str = ""
    evidence: tuple[int, ...] = ()
    actions: tuple[int, ...] = ()
    unit: str = "%"
    better: str = "higher"


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of ``progress``, ``impact`` or a ``case_study`` about a finding or theme, 0 for the whole review."""

    kind: str
    text: str
    finding: int = 0
    theme: int = 0
    outcome: str = ""
    date_text: str = ""
    date_iso: str = ""
    why_bare: str = ""


@dataclass(frozen=True, slots=True)
class ToBody:
    """What a report asks of its committee, and what was resolved."""

    text: str
    body: str
    resolved: str = ""
    day: int = 0


@dataclass(frozen=True, slots=True)
class Plot:
    """One review with everything that hangs from it; `whys` say of the first findings why it was so."""

    key: str
    kind: str
    name: str
    began: int
    state: tuple[tuple[str, int], ...] = ()
    subjects: tuple[str, ...] = ()
    done_by: str = ""
    jointly: str = ""
    dates: tuple[tuple[str, str | int], ...] = ()
    account: str = ""
    contains: str = ""
    members: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    whys: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    deeds: tuple[Deed, ...] = ()
    proofs: tuple[Proof, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    told: tuple[Told, ...] = ()
    to_body: tuple[ToBody, ...] = ()
    earlier: str = ""
    sealed_for: tuple[str, ...] = ()
    conflict: str = ""
    partnership: str = "wexmoor"
    report: bool = False
