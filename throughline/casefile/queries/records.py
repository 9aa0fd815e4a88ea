"""The page of one record: where it comes from, what came of it, and what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from throughline.access.rules import may
from throughline.actionplans.models import Action
from throughline.actionplans.permissions import why_not_retest
from throughline.actionplans.queries.facts import get_planned, plan_of
from throughline.actionplans.rules import CLOSED
from throughline.casefile.queries.said import Said, said_of
from throughline.casefile.queries.sources import Sentence, paper_of, sources_of
from throughline.casefile.queries.threads import thread_for
from throughline.casefile.rules.attention import offered
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import (
    ACTION,
    CASE_STUDY,
    EVIDENCE,
    FINDING,
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
from throughline.findings.queries.citing import Cited
from throughline.impact.models import Evidence, Measure, Statement
from throughline.impact.permissions import why_not_accept
from throughline.impact.queries.consent import KEEPS
from throughline.impact.queries.sheets import Sheet, sheet_of
from throughline.impact.rules.grades import grade_told, kind_word
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.patterns.queries import Stands, stands_of
from throughline.responses.pages.beside import Beside, beside, published_reason
from throughline.responses.permissions import sees_drafts
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import get_record
from throughline.safeguards.models import Safeguard
from throughline.safeguards.permissions import why_not_keep
from throughline.safeguards.queries import guarding
from throughline.ui.words import counted, day

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
# What a safeguard may cite, so that its page names the safeguard.
GUARDED = (FINDING, ACTION)


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
    kept: str = ""
    stands: tuple[Stands, ...] = ()
    answered: Beside | None = None
    paper: tuple[str, str] | None = None
    safeguards: tuple[Safeguard, ...] = ()
    may_guard: bool = False
    sheet: Sheet | None = None
    cited: tuple[Cited, ...] = ()
    episodes: tuple[tuple[int, str], ...] = ()
    may_cite: bool = False


@dataclass(frozen=True, slots=True)
class StudyPage:
    """The words of a case study, which no other page shows."""

    id: int
    name: str
    review_id: int
    review_name: str
    reference: str
    held: str
    paragraphs: tuple[str, ...]
    outcome: tuple[str, ...]
    sources: tuple[Sentence, ...]
    case: int


def study_page(id: int, *, actor: Actor, on: date) -> StudyPage:
    """That case study in its own words; the same 404 for a stranger, and for a statement that is no case study."""
    row = get_record(Statement, id, actor, on)
    if row.kind != CASE_STUDY:
        raise Http404
    item = thread_for(row.review.pk, on, drafts=sees_drafts(actor)).whole.by_key[Key(CASE_STUDY, id)]
    told = item.held is None or may(actor.role, KEEPS)
    return StudyPage(
        id=id,
        name=item.name,
        review_id=row.review.pk,
        review_name=row.review.name,
        reference=row.case.reference,
        held=item.held.sentence if item.held else "",
        paragraphs=parted(row.text) if told else (),
        outcome=parted(row.outcome) if told else (),
        sources=sources_of(row, actor=actor, on=on) if told else (),
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
    row: Any = get_planned(id, actor, on) if kind == ACTION else get_record(MODELS[kind], id, actor, on)
    thread = thread_for(row.review.pk, on, drafts=sees_drafts(actor))
    item = thread.whole.by_key.get(Key(getattr(row, "kind", kind) if kind == "statement" else kind, id))
    if item is None:
        raise Http404
    around, thread = thread, thread if item.held is None else thread.whole
    words_kept = item.held is not None and not may(actor.role, KEEPS)
    told = said_of(kind, id, actor, on)
    why = getattr(row, "response_reason", "") if sees_drafts(actor) else published_reason(told.answered)
    return RecordPage(
        item=item,
        review_id=row.review.pk,
        review_name=row.review.name,
        reference=row.case.reference,
        status=status_of(item, on),
        course=course(item) if kind == "measure" else "",
        facts=_facts(item, row, on, why),
        ends=offered((end for end in open_ends(around, on) if end.item.key == item.key), actor),
        back=backwards(thread, item, on),
        on=forwards(thread, item, on),
        sources=() if item.kind == CASE_STUDY or words_kept else sources_of(row, actor=actor, on=on),
        said=told.said,
        changes=told.changes,
        deeds=_deeds(kind, item, actor, row, on),
        thread_url=_thread_url(item, row.review.pk, thread),
        case=row.case.pk,
        behind=how_long(row) if item.kind == CASE_STUDY and not words_kept else "",
        kept=row.text if item.held is not None and item.kind == EVIDENCE and not words_kept else "",
        stands=stands_of(row.pk, actor=actor, on=on) if item.kind == RECOMMENDATION else (),
        answered=beside(row, told.answered, answered=bool(item.state), on=on) if item.kind == RECOMMENDATION else None,
        paper=paper_of(row, actor=actor, on=on) if item.kind == EVIDENCE and not words_kept else None,
        safeguards=guarding(kind, id, actor, on) if kind in GUARDED else (),
        may_guard=kind in GUARDED and why_not_keep(actor=actor) is None,
        sheet=sheet_of(row, actor=actor, on=on) if item.kind == MEASURE else None,
        cited=told.cited,
        episodes=told.episodes,
        may_cite=item.kind == FINDING and why_not_record(actor=actor, thing=row, on=on) is None,
    )


def _thread_url(item: Item, review: int, thread: Any) -> str:
    base = f"/reviews/{review}/thread"
    begins = [key for key in thread.backwards(item) if key.kind == "finding"]
    return f"{base}?finding={min(begins).id}" if begins else base


def _facts(item: Item, row: Any, on: date, why: str) -> tuple[tuple[str, str], ...]:
    due = day(item.due_on) if item.due_on else item.due_text
    facts = [
        ("Owner", item.owner),
        ("Origin", "The agency’s own report to this review: it asks this of itself" if item.origin else ""),
        ("Due", due if item.kind == ACTION else ""),
        ("Date", stated(row.date_text, row.date_iso) if item.kind in STATEMENTS else ""),
        ("Why", why),
        ("Kind", kind_word(row.kind) if item.kind == EVIDENCE else ""),
        ("How far it goes", grade_told(row.grade) if item.kind == EVIDENCE and item.state == "accepted" else ""),
        ("Consent", consent_told(row) if item.kind in (EVIDENCE, CASE_STUDY) else ""),
        ("Why the figure stands alone", getattr(row, "why_bare", "")),
        ("Target", figure(item.target, item.unit) if item.target is not None else ""),
        ("Watched by", (item.guarded_by or "nobody") if item.kind == MEASURE else ""),
        ("Recorded", day(item.since)),
    ]
    told = tuple((name, value) for name, value in facts if value)
    return (*told, *plan_of(row, on)) if item.kind == ACTION else told


def consent_told(row: Statement | Evidence) -> str:
    """``The mother, 3 March 2026: told in the yearly report. Until 3 March 2028.``; nothing where none is needed."""
    if row.consent_on is None or row.consent_until is None:
        if row.why_no_consent:
            return f"None is needed: {row.why_no_consent}"
        return "Nobody has recorded one" if row.kind in (CASE_STUDY, "case_example") else ""
    said = f"{row.consent_by_role}, {day(row.consent_on)}: {row.consent_for.rstrip('.')}."
    return f"{said} Until {day(row.consent_until)}."


def _deeds(kind: str, item: Item, actor: Actor, row: Any, on: date) -> tuple[tuple[str, str], ...]:
    """What this person can do here, the likeliest first."""
    base = f"/{KINDS[item.kind].path}/{item.id}/"
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    own = kind == ACTION and item.agency and item.agency == actor.agency
    deeds = []
    if kind == ACTION and (writes or own):
        deeds += [("Say how it stands", f"{base}updates/new"), ("Change its state", f"{base}state")]
        deeds += [("Move its day", f"{base}due")] if item.state not in CLOSED else []
    if kind == ACTION and why_not_retest(actor=actor, thing=row, on=on) is None:
        deeds.insert(0, ("Say whether it lasts", f"{base}again"))
    if kind == MEASURE and writes:
        deeds += [("Add a reading", f"{base}readings/new"), ("Read them from a file", f"{base}readings/file")]
    if kind == EVIDENCE and not row.grade and why_not_accept(actor=actor, thing=row, on=on) is None:
        deeds.append(("Grade it" if item.state == "accepted" else "Accept it", f"{base}accept"))
    if kind == RECOMMENDATION and writes:
        deeds.append(("Write an answer", f"{base}answer"))
    if writes and not (kind == EVIDENCE and item.state == "accepted"):
        deeds.append(("Edit", f"{base}edit"))
        if kind not in ("finding", "theme"):
            deeds.append(("Change its ties", f"{base}ties"))
        if kind == ACTION:
            deeds.append(("Pilot", f"{base}pilot"))
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
    shown |= {f"safeguard {line.pk}" for line in page.safeguards}
    shown |= {f"chronology_entry {one.id}" for one in page.cited}
    shown |= {f"key_episode {pk}" for pk, _ in page.episodes}
    return (f"{page.item.kind} {page.item.id}", *sorted(shown))
