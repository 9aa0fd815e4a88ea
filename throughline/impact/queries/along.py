"""What was done beside a measure, on which day: the whole life of its actions, and why its readings slid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from throughline.actionplans.models import ActionState
from throughline.impact.models import Measure, SlideCause
from throughline.impact.queries import actions_shown
from throughline.ui.measureframe import Upright

WORDS = {
    "under_way": "started",
    "claimed_done": "claimed done",
    "confirmed": "confirmed",
    "returned": "returned",
    "stopped": "stopped",
}
AGAIN = "open again"
BACK = frozenset({"returned", "stopped", AGAIN})
CLOSED = frozenset({"confirmed", "stopped"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A step in the life of an action that the measure speaks for: the day, which action, what became of it."""

    on: date
    action: int
    name: str
    text: str
    key: str

    @property
    def word(self) -> str:
        """What became of it, in words."""
        return WORDS.get(self.key, self.key)


def happened(measure: Measure) -> tuple[tuple[Deed, ...], tuple[tuple[Any, ...], ...]]:
    """The days on which actions of the measure were started, claimed, confirmed, returned, opened again or stopped; and
    why it slid; both in order.

    In one statement. A cause is (when, what caused it, who said so, after which reading).
    """
    text = {"output_field": TextField()}
    states = ActionState.objects.filter(action__in=actions_shown(measure)).order_by()
    causes = SlideCause.objects.filter(measure=measure).order_by()
    parts = [
        rows.annotate(
            when=F("at"), sort=Value(sort), says=Cast(says, **text), who=Cast(who, **text), words=words, of=F(of)
        ).values_list("sort", "id", "when", "says", "who", "words", "of")
        for rows, sort, says, who, words, of in (
            (states, "state", F("state"), F("action__number"), Cast(F("action__text"), **text), "action_id"),
            (causes, "cause", F("cause"), F("by__name"), Value("", **text), "after_id"),
        )
    ]
    told = sorted(parts[0].union(parts[1], all=True), key=lambda row: row[:2])
    deeds = _deeds([row[2:] for row in told if row[0] == "state"])
    return deeds, tuple((row[2], row[3], row[4], row[6]) for row in told if row[0] == "cause")


def _deeds(told: list[tuple[Any, ...]]) -> tuple[Deed, ...]:
    found: list[Deed] = []
    before: dict[int, str] = {}
    for at, state, number, words, action in told:
        was, before[action] = before.get(action, ""), state
        key = AGAIN if was in CLOSED and state not in CLOSED else state
        if key in WORDS or key == AGAIN:
            found.append(Deed(localdate(at), action, f"A{number}" if number else "Action", words, key))
    return tuple(sorted(found, key=lambda one: one.on))


def upright(one: Deed) -> Upright:
    """The deed as the picture marks it: what begins or is claimed by its name alone, the rest with words."""
    is_step = one.key in ("under_way", "claimed_done")
    short = one.text if len(one.text) <= 26 else f"{one.text[:24].rsplit(' ', 1)[0]} …"
    first = f"{one.name} {one.word}"
    return Upright(one.on, first, "" if is_step else short, stopped=one.key in BACK, step=is_step)
