"""The page of one record: where it comes from, what came of it, and what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.http import Http404

from throughline.access.rules import may
from throughline.actionplans.models import Action, ActionState, ActionUpdate, Retest
from throughline.actionplans.permissions import why_not_retest
from throughline.actionplans.rules import ANSWERS, STATES, ended
from throughline.audit.models import Event
from throughline.casefile.queries.columns import NO_TEXT, text
from throughline.casefile.queries.sources import Sentence, sources_of
from throughline.casefile.queries.threads import day_of, moment_of, thread_for
from throughline.casefile.rules.attention import offered
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import (
    ACTION,
    CASE_STUDY,
    EVIDENCE,
    KINDS,
    MEASURE,
    RECOMMENDATION,
    STATEMENTS,
    Item,
    Key,
)
from throughline.casefile.rules.open_ends import open_ends
from throughline.casefile.rules.reach import Branch, backwards, forwards
from throughline.casefile.rules.states import Status, course, figure, status_of
from throughline.findings.models import Finding, LearningPoint, Recommendation, Theme
from throughline.impact.models import Evidence, Measure, Reading, Statement
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.patterns.queries import Stands, stands_of
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import get_record
from throughline.ui.words import counted, day, moment

MODELS: dict[str, Any] = {
    "finding": Finding,
    "learning_point": LearningPoint,
    "recommendation": Recommendation,
    "theme": Theme,
    "action": Action,
    "statement": Statement,
    "evidence": Evidence,
    "measure": Measure,
}
MOST_EVENTS = 40


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said or done: when, in words, by whom."""

    at: str
    what: str
    by: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record of a review."""

    item: Item
    review_id: int
    review_name: str
    reference: str
    status: Status | None
    course: str
    facts: tuple[tuple[str, str], ...]
    ends: tuple[OpenEnd, ...]
    back: tuple[Branch, ...]
    on: tuple[Branch, ...]
    sources: tuple[Sentence, ...]
    said: tuple[Said, ...]
    changes: tuple[Said, ...]
    deeds: tuple[tuple[str, str], ...]
    thread_url: str
    case: int
    behind: str = ""
    stands: tuple[Stands, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyPage:
    """The words of a case study, which no other page shows."""

    id: int
    name: str
    review_id: int
    review_name: str
    reference: str
    paragraphs: tuple[str, ...]
    outcome: tuple[str, ...]
    sources: tuple[Sentence, ...]
    case: int


def study_page(id: int, *, actor: Actor, on: date) -> StudyPage:
    """That case study in its own words; the same 404 for a stranger, and for a statement that is no case study."""
    row = get_record(Statement, id, actor, on)
    if row.kind != CASE_STUDY:
        raise Http404
    item = thread_for(row.review.pk, on).by_key[Key(CASE_STUDY, id)]
    return StudyPage(
        id=id,
        name=item.name,
        review_id=row.review.pk,
        review_name=row.review.name,
        reference=row.case.reference,
        paragraphs=parted(row.text),
        outcome=parted(row.outcome),
        sources=sources_of(row, actor=actor, on=on),
        case=row.case.pk,
    )


def parted(text: str) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def how_long(row: Statement) -> str:
    """How long a case study is, so that a person knows before they choose to read it."""
    told = counted(len(parted(row.text)), "paragraph")
    return f"a family’s circumstances and what was done. {told}{', and its outcome' if row.outcome else ''}."


def record_page(kind: str, id: int, *, actor: Actor, on: date) -> RecordPage:
    """That record with its trail both ways; the same 404 for a stranger as where there is none."""
    row = get_record(MODELS[kind], id, actor, on)
    thread = thread_for(row.review.pk, on)
    item = thread.by_key.get(Key(getattr(row, "kind", kind) if kind == "statement" else kind, id))
    if item is None:
        raise Http404
    said, readings, changes = _said(kind, id, actor)
    return RecordPage(
        item=item,
        review_id=row.review.pk,
        review_name=row.review.name,
        reference=row.case.reference,
        status=status_of(item, on),
        course=course(item) if kind == "measure" else "",
        facts=_facts(item, row),
        ends=offered((end for end in open_ends(thread, on) if end.item.key == item.key), actor),
        back=backwards(thread, item, on),
        on=forwards(thread, item, on),
        sources=() if item.kind == CASE_STUDY else sources_of(row, actor=actor, on=on),
        said=(*said, *_readings(readings, item)),
        changes=changes,
        deeds=_deeds(kind, item, actor, row, on),
        thread_url=_thread_url(item, row.review.pk, thread),
        case=row.case.pk,
        behind=how_long(row) if item.kind == CASE_STUDY else "",
        stands=stands_of(row.pk, actor=actor, on=on) if item.kind == RECOMMENDATION else (),
    )


def _thread_url(item: Item, review: int, thread: Any) -> str:
    base = f"/reviews/{review}/thread"
    begins = [key for key in thread.backwards(item) if key.kind == "finding"]
    return f"{base}?finding={min(begins).id}" if begins else base


def _facts(item: Item, row: Any) -> tuple[tuple[str, str], ...]:
    due = day(item.due_on) if item.due_on else item.due_text
    facts = [
        ("Owner", item.owner),
        ("Origin", "The agency’s own report to this review: it asks this of itself" if item.origin else ""),
        ("Due", due if item.kind == ACTION else ""),
        ("Date", stated(row.date_text, row.date_iso) if item.kind in STATEMENTS else ""),
        ("Why", getattr(row, "response_reason", "")),
        ("Target", figure(item.target, item.unit) if item.target is not None else ""),
        ("Watched by", (item.guarded_by or "nobody") if item.kind == MEASURE else ""),
        ("Recorded", day(item.since)),
    ]
    return tuple((name, value) for name, value in facts if value)


def _said(kind: str, id: int, actor: Actor) -> tuple[list[Said], list[tuple[Any, ...]], tuple[Said, ...]]:
    """States and updates in the order in which they were recorded, readings of a measure, and the latest changes."""
    told: list[Said] = []
    readings: list[tuple[Any, ...]] = []
    changes: list[Said] = []
    for what, number, first, second, third, at, by in sorted(_said_rows(kind, id, actor), key=_in_order):
        if what == "reading":
            readings.append((number, first, second, third, at, by))
        elif what == "change":
            changes.append(Said(moment(moment_of(at)), first.partition(".")[2].replace("_", " "), by))
        elif what == "state":
            state = STATES[first]
            grade, _, again = third.partition(" ")
            told.append(Said(day(day_of(at)), f"{state.word}. {_ended(second, again, grade)}".strip(), by, state.sign))
        elif what == "retest":
            answer = ANSWERS[first]
            told.append(Said(day(day_of(at)), f"{answer.word}. {_ended(second, third)}", by, answer.sign))
        else:
            told.append(Said(stated(second, third), first, by))
    return told, readings, tuple(reversed(changes[-MOST_EVENTS:]))


def _ended(reason: str, again: str, grade: str = "") -> str:
    on = day(date.fromisoformat(again)) if again else ""
    return ended(grade=grade, reason=reason, unintended="", again_on=on, why_not_again="")


def _in_order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """As it was recorded; what was recorded at one moment by its kind, then by its number."""
    return row[5], ("state", "retest", "update", "reading", "change").index(row[0]), row[1]


def _said_rows(kind: str, id: int, actor: Actor) -> list[tuple[Any, ...]]:
    """What was said of the record and, for those who see who looked, who made and changed it: in one statement."""
    action, measure = (id if kind == "action" else 0), (id if kind == "measure" else 0)
    again = Coalesce(text("again_on"), NO_TEXT)
    dated = (text("date_text"), text("date_iso"), "made_at", "made_by__name")
    events = Event.objects.filter(chain=actor.partnership, subject_type=kind, subject=id).exclude(verb="saw")
    events = events if may(actor.role, "see who looked") else events.none()
    state = (
        text("state"),
        text("reason"),
        Concat(text("grade"), Value(" ", output_field=TextField()), again, output_field=TextField()),
        "at",
        "by__name",
    )
    retest = (text("answer"), text("found"), again, "at", "by__name")
    parts = [
        _row(ActionState.objects.filter(action=action), "state", *state),
        _row(Retest.objects.filter(action=action), "retest", *retest),
        _row(ActionUpdate.objects.filter(action=action), "update", F("text"), *dated),
        _row(Reading.objects.filter(measure=measure), "reading", text("value"), *dated),
        _row(events, "change", text("verb"), NO_TEXT, NO_TEXT, "at", "actor_name"),
    ]
    return list(parts[0].union(*parts[1:], all=True))


def _row(rows: Any, what: str, first: Any, second: Any, third: Any, at: str, by: str) -> Any:
    columns = {
        "what": Value(what, output_field=CharField()),
        "row": F("id"),
        "first": first,
        "second": second,
        "third": third,
        "when": text(at),
        "who": text(by),
    }
    return rows.order_by().annotate(**columns).values_list(*columns)


def _readings(rows: list[tuple[Any, ...]], item: Item) -> list[Said]:
    known = {read.id: read for read in item.readings}
    corrected = {read.corrects for read in item.readings}
    told = []
    for number, value, words, iso, _, by in rows:
        read = known.get(number)
        note = " (baseline)" if read and read.baseline else ""
        note += " (corrected since)" if number in corrected else ""
        amount = figure(read.value, item.unit) if read else value
        told.append(Said(stated(words, iso), f"{amount}{note}", by))
    return told


def _deeds(kind: str, item: Item, actor: Actor, row: Any, on: date) -> tuple[tuple[str, str], ...]:
    """What this person can do here, the likeliest first."""
    base = f"/{KINDS[item.kind].path}/{item.id}/"
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    own = kind == ACTION and item.agency and item.agency == actor.agency
    deeds = []
    if kind == ACTION and (writes or own):
        deeds += [("Say how it stands", f"{base}updates/new"), ("Change its state", f"{base}state")]
    if kind == ACTION and why_not_retest(actor=actor, thing=row, on=on) is None:
        deeds.insert(0, ("Say whether it lasts", f"{base}again"))
    if kind == MEASURE and writes:
        deeds.append(("Add a reading", f"{base}readings/new"))
    if kind == EVIDENCE and writes and item.state != "accepted":
        deeds.append(("Accept it", f"{base}accept"))
    if kind == RECOMMENDATION and writes:
        deeds.append(("Record the answer", f"{base}answer"))
    if writes and not (kind == EVIDENCE and item.state == "accepted"):
        deeds.append(("Edit", f"{base}edit"))
        if kind not in ("finding", "theme"):
            deeds.append(("Change its ties", f"{base}ties"))
    if kind == RECOMMENDATION:
        deeds.append(("Asked before?", f"{base}earlier"))
    return tuple(deeds)


def seen_on(page: RecordPage) -> tuple[str, ...]:
    """The records that the page showed."""
    shown: set[str] = set()
    waiting = [*page.back, *page.on]
    while waiting:
        branch = waiting.pop()
        shown.add(f"{branch.item.kind} {branch.item.id}")
        waiting.extend(branch.branches)
    shown |= {f"span {sentence.span}" for sentence in page.sources}
    return (f"{page.item.kind} {page.item.id}", *sorted(shown))
