"""What was said and done about one record: states, re-tests, updates, and its latest changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, TextField, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from throughline.access.rules import may
from throughline.actionplans.models import ActionState, ActionUpdate, Retest
from throughline.actionplans.rules import ANSWERS, STATES, ended
from throughline.audit.models import Event
from throughline.casefile.queries.columns import NO_TEXT, agency_called, text
from throughline.casefile.queries.packing import APART, packed
from throughline.casefile.queries.threads import day_of, moment_of
from throughline.findings.queries.citing import Cited, as_cited, citations_of
from throughline.findings.queries.episodes import cited_by as episodes_cited
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.national.queries import visible_advice
from throughline.reporting.models import PrintedReason
from throughline.responses.queries import ANSWERED, beside_of
from throughline.ui.words import day, moment

MOST_EVENTS = 40


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said or done: when, in words, by whom."""

    at: str
    what: str
    by: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of a record: states and updates, the latest changes, how it was answered."""

    said: tuple[Said, ...]
    changes: tuple[Said, ...]
    answered: list[tuple[Any, ...]]
    cited: tuple[Cited, ...] = ()
    episodes: tuple[tuple[int, str], ...] = ()


def said_of(kind: str, id: int, actor: Actor, on: date) -> Told:
    """States and updates in the order in which they were recorded, and what else was said, in one statement."""
    told: list[Said] = []
    answered: list[tuple[Any, ...]] = []
    changes: list[Said] = []
    cited: list[Cited] = []
    episodes: list[tuple[int, str]] = []
    for what, number, first, second, third, at, by in sorted(_said_rows(kind, id, actor, on), key=_in_order):
        if what in ANSWERED:
            answered.append((what, number, first, second, third, at))
        elif what == "printed":
            told.append(Said(day(day_of(at)), "The reason was published in a progress report.", by, "done"))
        elif what == "advice":
            source = ", ".join(part for part in (first, second) if part)
            told.append(Said(day(day_of(at)), f"It follows from national advice: {source}.", by))
        elif what == "entry":
            agency, now, entry = second.split("\x1f")
            cited.append(as_cited(int(entry), int(now or 0), first, agency, third))
        elif what == "episode":
            episodes.append((int(second), first))
        elif what == "change":
            changes.append(Said(moment(moment_of(at)), first.partition(".")[2].replace("_", " "), by))
        elif what == "state":
            state = STATES[first]
            told.append(Said(day(day_of(at)), f"{state.word}. {_ended(second, third)}".strip(), by, state.sign))
        elif what == "retest":
            answer = ANSWERS[first]
            told.append(Said(day(day_of(at)), f"{answer.word}. {_ended(second, third)}", by, answer.sign))
        else:
            told.append(Said(stated(second, third), first, by))
    return Told(tuple(told), tuple(reversed(changes[-MOST_EVENTS:])), answered, tuple(cited), tuple(episodes))


def _ended(reason: str, rest: str) -> str:
    grade, brought, unintended, again, why_not, unshown = rest.split(APART)
    return ended(
        grade=grade,
        reason=reason,
        brought=brought,
        unintended=unintended,
        again_on=day(date.fromisoformat(again)) if again else "",
        why_not_again=why_not,
        unshown=unshown,
    )


def _in_order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """As it was recorded; what was recorded at one moment by its kind, then by its number."""
    order = ("state", "retest", "update", "printed", "advice", "change", "entry", "episode", *ANSWERED)
    return row[5], order.index(row[0]), row[1]


def _said_rows(kind: str, id: int, actor: Actor, on: date) -> list[tuple[Any, ...]]:
    """What was said of the record and, for those who see who looked, who made and changed it: in one statement."""
    action = id if kind == "action" else 0
    ends = ("brought", "unintended", "again_on", "why_not_again")
    dated = (text("date_text"), text("date_iso"), "made_at", "made_by__name")
    events = Event.objects.filter(chain=actor.partnership, subject_type=kind, subject=id).exclude(verb="saw")
    events = events if may(actor.role, "see who looked") else events.none()
    asked = id if kind == "recommendation" else 0
    printed = PrintedReason.objects.filter(Q(ending__action=action) | Q(response__recommendation=asked))
    advice = visible_advice(actor).filter(Q(actions=action) | Q(recommendations=asked)).distinct()
    state = (text("state"), text("reason"), packed("grade", *ends, "why_no_evidence"), "at", "by__name")
    retest = (text("answer"), text("found"), packed(NO_TEXT, *ends, NO_TEXT), "at", "by__name")
    parts = [
        _row(ActionState.objects.filter(action=action), "state", *state),
        _row(Retest.objects.filter(action=action), "retest", *retest),
        _row(ActionUpdate.objects.filter(action=action), "update", F("text"), *dated),
        _row(advice, "advice", text("title"), text("body_name"), NO_TEXT, "made_at", "made_by__name"),
        _row(printed, "printed", NO_TEXT, NO_TEXT, NO_TEXT, "made_at", "made_by__name"),
        _row(events, "change", text("verb"), NO_TEXT, NO_TEXT, "at", "actor_name"),
    ]
    if kind == "finding":
        first, second, third = _entry(on)
        parts.append(_row(citations_of(id, actor, on), "entry", first, second, third, "made_at", "made_by__name"))
        of = (text("episode__name"), text("episode_id"), NO_TEXT, "made_at", "made_by__name")
        parts.append(_row(episodes_cited(id, actor, on), "episode", *of))
    if kind == "recommendation":
        parts += [
            _row(rows, what, first, second, third, when, "made_by__name")
            for rows, what, first, second, third, when in beside_of(id, actor, on)
        ]
    return list(parts[0].union(*parts[1:], all=True))


def _entry(on: date) -> tuple[Any, Any, Any]:
    """A cited entry: its date as typed; its agency, the entry that stands and the one cited; its words."""
    parted = Value("\x1f", output_field=TextField())
    of = Concat(
        Coalesce(agency_called(on, "entry__agency"), NO_TEXT),
        parted,
        Coalesce(text("now"), NO_TEXT),
        parted,
        text("entry_id"),
        output_field=TextField(),
    )
    return text("entry__start_text"), of, Coalesce(NullIf(text("entry__event"), NO_TEXT), text("entry__comment"))


def _row(rows: Any, what: str, first: Any, second: Any, third: Any, at: str, by: str) -> Any:
    columns = {
        "what": Value(what, output_field=CharField()),
        "row": F("id"),
        "first": first,
        "second": second,
        "third": third,
        "when": text(at),
        "teller": text(by),
    }
    return rows.order_by().annotate(**columns).values_list(*columns)
