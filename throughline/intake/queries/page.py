"""Build the page of a proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.documents.rules import CALLED, Mark, Paragraph, paragraph_at, paragraphs, pieces
from throughline.intake.models import Proposal, ProposedDoubt, ProposedItem
from throughline.intake.queries.lead import lead
from throughline.intake.queries.settling import counts_of, joinable, reviews_shown
from throughline.intake.queries.shown import (
    Note,
    SettlePage,
    ShownAnswer,
    ShownDoubt,
    ShownItem,
    ShownPiece,
    ShownRow,
    ShownRun,
    Tag,
)
from throughline.intake.queries.words import Worded
from throughline.intake.rules.answers import BY_HAND, UNSETTLED, answers_to
from throughline.intake.rules.kinds import ALREADY, DROPPED, GONE, KINDS, OPEN, TAKEN
from throughline.intake.rules.plans import PLAN
from throughline.intake.rules.rows import SETTLED, SURE, THERE, UNREAD, runs
from throughline.kernel.actor import Actor
from throughline.ui.words import capital, counted

A_PAGE = 40
COUNT, NAME = "count", "name"
# A line of so few words is most often a heading.
SHORT = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: which page, the paragraph to stand open, and the item in whose place a form stands."""

    page: int = 1
    at: int = 0
    edit: int = 0
    do: str = ""


def settle_page(proposal: Proposal, asked: Asked, *, actor: Actor, on: date) -> SettlePage:
    """The page of a proposal that the person was given."""
    text = proposal.document.text if proposal.document else ""
    every = paragraphs(text)
    pages = max(1, -(-len(every) // A_PAGE))
    number = min(max(asked.page, 1), pages)
    part = every[(number - 1) * A_PAGE : number * A_PAGE]
    doubts = list(proposal.doubts.order_by("position"))
    shown = _Shown(proposal, text, part, doubts)
    counts = counts_of(proposal)
    open_doubts = sum(not doubt.answer for doubt in doubts)
    return SettlePage(
        proposal=proposal,
        called=CALLED[proposal.document.media] if proposal.document else "",
        title=(proposal.document.title if proposal.document else "") or proposal.name,
        lead=lead(counts),
        doubts=tuple(_doubt(doubt, every) for doubt in doubts),
        open_doubts=open_doubts,
        reviews=reviews_shown(proposal, actor=actor, on=on),
        runs=_runs(shown.rows(), asked),
        key=shown.key(),
        counts=counts,
        mended=mended(proposal),
        page=number,
        pages=pages,
        first=part[0].number if part else 0,
        last=part[-1].number if part else 0,
        of=len(every),
        edit=asked.edit,
        do=asked.do,
        marking=asked.at if asked.do == "mark" else 0,
        is_plan=bool(proposal.document and proposal.document.kind == PLAN),
    )


def mended(proposal: Proposal) -> tuple[tuple[str, int], ...]:
    """What was mended on the way in, by rule, in words, with how often."""
    told = proposal.document.reading.get("mended", []) if proposal.document else []
    found = Counter(str(mend["rule"]).replace("_", " ") for mend in told)
    return tuple(sorted(found.items()))


def _doubt(doubt: ProposedDoubt, every: Sequence[Paragraph]) -> ShownDoubt:
    place = paragraph_at(every, doubt.start) if doubt.end > doubt.start else 0
    return ShownDoubt(
        position=doubt.position,
        rule=doubt.rule,
        says=doubt.says,
        grave=doubt.severity != "low",
        paragraph=place,
        page=(place - 1) // A_PAGE + 1 if place else 0,
        answers=tuple(
            ShownAnswer(one.key, one.words, one.key == doubt.answer, one.does == BY_HAND)
            for one in answers_to(doubt.rule)
        ),
        answered=bool(doubt.answer),
    )


class _Shown:
    """A page of the source with everything that was read from it."""

    def __init__(
        self, proposal: Proposal, text: str, part: Sequence[Paragraph], doubts: Sequence[ProposedDoubt]
    ) -> None:
        self._text, self._part = text, part
        self._from, self._to = (part[0].start, part[-1].end) if part else (0, 0)
        rows = proposal.items.filter(start__lt=self._to, end__gt=self._from).exclude(state__in=GONE)
        self._items = list(rows.select_related("of").prefetch_related("doubts").order_by("start", "-end", "id"))
        self._doubts = [doubt for doubt in doubts if doubt.start < self._to and doubt.end > self._from]
        reading = proposal.document.reading if proposal.document else {}
        self._claims = self._of_page(reading.get("claims", []))
        self._worded = Worded(proposal, text, joinable(proposal))

    def key(self) -> tuple[Tag, ...]:
        """The kinds of mark on this page, once each, in the order of the kinds."""
        there = {item.kind for item in self._items}
        tags = [Tag(kind.one, kind.key) for kind in KINDS.values() if kind.key in there]
        return (*tags, *((Tag("count", COUNT),) if self._claims else ()), *self._name_tags())

    def rows(self) -> tuple[ShownRow, ...]:
        """A row for each paragraph."""
        marks = self._marks()
        return tuple(self._row(paragraph, marks) for paragraph in self._part)

    def _of_page(self, claims: Iterable[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
        numbered = enumerate((claim for claim in claims if claim["at"]), 1)
        return [(n, c) for n, c in numbered if c["at"][0] < self._to and c["at"][1] > self._from]

    def _name_tags(self) -> tuple[Tag, ...]:
        return (Tag("name", NAME),) if any("name" in doubt.rule for doubt in self._doubts) else ()

    def _marks(self) -> list[tuple[Mark, str, str, bool]]:
        """Every mark on the page: where, its kind, its tag, and whether it was dropped."""
        found = [
            (Mark(order, item.start, item.end), item.kind, item.tag, item.state == DROPPED)
            for order, item in enumerate(self._items)
        ]
        found += [
            (Mark(len(found) + order, *claim["at"]), COUNT, f"C{number}", False)
            for order, (number, claim) in enumerate(self._claims)
        ]
        outcomes = [(item, item.extra.get("outcome_at")) for item in self._items if item.extra.get("outcome_at")]
        found += [
            (Mark(len(found) + order, *place), item.kind, f"{item.tag} outcome", item.state == DROPPED)
            for order, (item, place) in enumerate(outcomes)
        ]
        names = [doubt for doubt in self._doubts if "name" in doubt.rule]
        found += [
            (Mark(len(found) + order, doubt.start, doubt.end), NAME, f"N{order + 1}", False)
            for order, doubt in enumerate(names)
        ]
        return found

    def _row(self, paragraph: Paragraph, marks: Sequence[tuple[Mark, str, str, bool]]) -> ShownRow:
        here = [mark for mark, *_ in marks]
        cut = pieces(self._text, paragraph.start, paragraph.end, here)
        items = tuple(self._worded.item(item) for item in self._items if self._begins(item.start, paragraph))
        return ShownRow(
            number=paragraph.number,
            start=paragraph.start,
            end=paragraph.end,
            heading=paragraph.number == 1,
            pieces=tuple(
                ShownPiece(
                    text=piece.text,
                    kinds=tuple(dict.fromkeys(marks[key][1] for key in piece.marks)),
                    gone=bool(piece.marks) and all(marks[key][3] for key in piece.marks),
                    tags=tuple(Tag(marks[key][2], marks[key][1]) for key in piece.ends),
                )
                for piece in cut
            ),
            items=items,
            notes=self._notes(paragraph, items),
            goes_on=tuple(self._goes_on(paragraph)),
            short=len(self._text[paragraph.start : paragraph.end].split()) <= SHORT,
        )

    def _goes_on(self, paragraph: Paragraph) -> Iterator[str]:
        """What began in an earlier paragraph and has words in this one."""
        for item in self._items:
            title = f"{capital(KINDS[item.kind].one)} {item.tag}"
            if item.start < paragraph.start < item.end and not self._begins(item.start, paragraph):
                yield f"{title} goes on here."
            place = item.extra.get("outcome_at")
            if place and paragraph.start <= place[0] < paragraph.end:
                yield f"The outcome of {title[:1].lower()}{title[1:]}."

    def _begins(self, place: int, paragraph: Paragraph) -> bool:
        """True of a place in the paragraph; what begins before the page belongs to its first paragraph."""
        first = paragraph is self._part[0]
        return paragraph.start <= place < paragraph.end or (first and place < paragraph.start)

    def _notes(self, paragraph: Paragraph, items: Sequence[ShownItem]) -> tuple[Note, ...]:
        told = {position for item in items for position in item.doubts}
        found: list[Note] = []
        doubts = [doubt for doubt in self._doubts if self._begins(doubt.start, paragraph) and doubt.answer in UNSETTLED]
        for number, claim in self._claims:
            if not self._begins(claim["at"][0], paragraph):
                continue
            start, end = claim["at"]
            about = [d for d in doubts if d.start < end and d.end > start] if claim["agrees"] is not True else []
            told |= {doubt.position for doubt in about}
            found.append(Note(f"Count C{number}", claim_in_words(claim), about[0].position if about else 0))
        found += [Note("", doubt.says, doubt.position) for doubt in doubts if doubt.position not in told]
        return tuple(found)


def claim_in_words(claim: Mapping[str, Any]) -> str:
    """``Says 18 learning points. 12 are listed.``"""
    counts = str(claim["counts"]).replace("_", " ")
    said = f"Says {claim['says']} {counts}."
    if claim["lists"] is None:
        return f"{said} They are not listed here."
    return f"{said} {claim['lists']} {'is' if claim['lists'] == 1 else 'are'} listed."


def _runs(rows: Sequence[ShownRow], asked: Asked) -> tuple[ShownRun, ...]:
    shapes = [_shape(row, asked) for row in rows]
    found = []
    for run in runs(shapes):
        part = tuple(rows[run.first : run.last])
        found.append(_titled(run.folds, part) if run.folds else ShownRun("", part))
    return tuple(found)


def _shape(row: ShownRow, asked: Asked) -> str:
    if row.number == asked.at or row.number == 1 or any(item.id == asked.edit for item in row.items):
        return ""
    if row.unread:
        return UNREAD
    if row.notes or not row.items:
        return ""
    states = {item.state for item in row.items}
    if states == {ALREADY}:
        return THERE
    if states <= {*TAKEN, DROPPED, ALREADY}:
        return SETTLED
    kinds = {item.kind for item in row.items}
    certain = states == {OPEN} and len(kinds) == 1 and not any(i.doubts or i.whose_in_doubt for i in row.items)
    return f"{SURE}:{kinds.pop()}" if certain else ""


def _titled(folds: str, rows: tuple[ShownRow, ...]) -> ShownRun:
    items = [item for row in rows for item in row.items]
    place = f"Paragraphs {rows[0].number} to {rows[-1].number}"
    if folds == SURE:
        kind = KINDS[items[0].kind]
        title = f"{capital(kind.many)} {items[0].tag} to {items[-1].tag}"
        return ShownRun(folds, rows, title, kind.key, len(items))
    titles = {
        UNREAD: f"{place}: nothing was read from them",
        THERE: f"{place}: {counted(len(items), 'thing')} already in the record",
        SETTLED: f"{place}: {counted(len(items), 'thing')} settled",
    }
    return ShownRun(folds, rows, titles[folds], things=len(items))


def item_page(item: ProposedItem) -> tuple[int, int]:
    """The page and the paragraph on which an item stands."""
    text = item.proposal.document.text if item.proposal.document else ""
    number = paragraph_at(paragraphs(text), item.start)
    return (number - 1) // A_PAGE + 1, number
