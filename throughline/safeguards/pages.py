"""What the register and the page of one safeguard show: every choice made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from throughline.documents.queries import visible_documents
from throughline.findings.models import Finding
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.reviews.addresses import called as record_called
from throughline.reviews.addresses import shortened
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.safeguards import rules
from throughline.safeguards.models import Attestation, Safeguard, SafeguardCitation, SafeguardOwner
from throughline.safeguards.permissions import why_not_attest, why_not_keep
from throughline.safeguards.queries import (
    Cited,
    Line,
    attestations_of,
    came_before,
    citations_of,
    owners_of,
    register,
)
from throughline.ui.words import capital, counted, day, in_words, listed, short_day

HOME = (("Your work", "/"),)
REGISTER = ("Safeguards", "/safeguards/")
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to."""

    show: str = ""
    kind: str = ""
    owner: str = ""
    words: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """True when something is left out."""
        return bool(self.show or self.kind or self.owner or self.words)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register: rows worst first, and how many stand how."""

    lines: tuple[Line, ...]
    filters: Filters
    total: int
    every: int
    counts: tuple[tuple[str, str, int], ...]
    kinds: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    may_keep: bool

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.filters.page - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.lines) - 1


def register_page(filters: Filters, *, actor: Actor, on: date) -> RegisterPage:
    """The register as this person may read it, narrowed, the worst first."""
    every = register(actor, on)
    found = [line for line in every if _matches(line, filters)]
    start = (filters.page - 1) * A_PAGE
    counts = Counter(line.standing.colour for line in every)
    owners = {str(line.agency): line.owner for line in every if line.agency}
    return RegisterPage(
        lines=tuple(found[start : start + A_PAGE]),
        filters=filters,
        total=len(found),
        every=len(every),
        counts=tuple((colour, rules.COLOURS[colour], counts[colour]) for colour in rules.WORST_FIRST),
        kinds=tuple((key, one.title) for key, one in rules.KINDS.items()),
        owners=tuple(sorted(owners.items(), key=lambda one: one[1])),
        lead=_register_lead(every, counts),
        may_keep=why_not_keep(actor=actor) is None,
    )


def _matches(line: Line, filters: Filters) -> bool:
    words = filters.words.casefold().split()
    told = " ".join((line.row.name, line.row.guards_against, line.owner, line.role)).casefold()
    told += " ".join(one.review_name for one in line.findings).casefold()
    return (
        filters.show in ("", line.standing.colour)
        and filters.kind in ("", line.row.kind)
        and filters.owner in ("", str(line.agency))
        and all(word in told for word in words)
    )


def _register_lead(every: tuple[Line, ...], counts: Counter[str]) -> tuple[str, str]:
    if not every:
        return (
            "No safeguard is on the register.",
            " When an action is done, write down what it left behind in practice.",
        )
    red, amber = counts[rules.RED], counts[rules.AMBER]
    left = len({one.id for line in every if line.standing.colour == rules.RED for one in line.unguarded})
    asks = [f"{in_words(number)} {word}" for number, word in ((red, "red"), (amber, "amber")) if number]
    first = f"{counted(len(every), 'safeguard')}: {listed(asks) or 'none red or amber'}."
    return capital(
        first
    ), f" {capital(counted(left, 'finding'))} {'is' if left == 1 else 'are'} unguarded." if left else ""


def safeguard_sheet(row: Safeguard, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One safeguard: how it stands and why, who owned it, what was attested, and its thread back to findings."""
    line = next(iter(register(actor, on, only={row.pk})))
    cited, attested, owners = citations_of(row, actor, on), attestations_of(row), owners_of(row)
    keeps = why_not_keep(actor=actor, thing=row) is None
    base = f"/safeguards/{row.pk}/"
    page = Sheet(
        title=row.name,
        over=f"Safeguard: {rules.KINDS[row.kind].title}",
        trail=(*HOME, REGISTER),
        lead=_lead(line),
        pairs=_pairs(row, line),
        blocks=(
            _unguarded(line),
            _findings(cited, base, keeps),
            _sources(cited, actor, on),
            _attested(attested),
            _owners(owners),
        ),
        deeds=_deeds(row, line, actor, keeps, base),
    )
    shown = [f"safeguard {row.pk}", *(f"safeguard_citation {one.pk}" for one in cited)]
    shown += [f"finding {one.id}" for one in line.findings]
    return page, shown


def _lead(line: Line) -> tuple[str, str]:
    stands = line.standing
    colour = rules.COLOURS[stands.colour]
    reasons = " ".join(stands.reasons)
    if stands.colour == rules.GREEN:
        due = f" To be shown again by {day(stands.due_on)}." if stands.due_on else ""
        return "Green: it is alive.", due
    if stands.colour == rules.GREY:
        return f"{stands.word}.", f" {reasons}"
    return f"{colour}: {stands.word[:1].lower()}{stands.word[1:]}.", f" {reasons}"


def _pairs(row: Safeguard, line: Line) -> tuple[tuple[str, str], ...]:
    since = stated(row.since_text, row.since_iso) if row.since_text or row.since_iso else "Not stated"
    owner = ", ".join(part for part in (line.owner, line.role) if part) or "Nobody"
    due = line.standing.due_on
    pairs = [
        ("Guards against", row.guards_against or "Nobody has written it"),
        ("Owner now", owner),
        ("In use since", since),
        ("Known to work by", row.known_how or "Nobody has written it"),
        ("Shown to be alive", rules.turns_in_words(row.every_months) + (f", due by {day(due)}" if due else "")),
    ]
    if row.ended_on:
        pairs.append(("Ended", f"{day(row.ended_on)}. {row.why_ended}"))
    if row.successor:
        pairs.append(("Replaced by", row.successor.name))
    before = came_before(row)
    if before:
        pairs.append(("Took the place of", listed(one.name for one in before)))
    return tuple(pairs)


def _unguarded(line: Line) -> Block:
    red = line.standing.colour == rules.RED
    title = "Unguarded now" if red else "Guarded in part" if line.standing.asks else "Left unguarded"
    hint = "Of the reviews that you may see. Nothing else that is alive guards against it." if line.unguarded else ""
    none = "Nothing, as far as you may see." if line.findings else "No finding is cited that you may see."
    rows = tuple((Cell(one.name, shortened(one.text, 200), one.url), Cell(one.review_name)) for one in line.unguarded)
    return Block(title, hint, ("Finding", "Review"), rows, none)


def _findings(cited: list[SafeguardCitation], base: str, keeps: bool) -> Block:
    rows = []
    for one in cited:
        made = listed(record_called("action", row.number, row.text) for row in one.actions.all())
        found: list[Finding | None] = [*one.findings.all()] or [None]
        for row in found:
            what = (
                Cell(record_called("finding", row.number), shortened(row.text, 200), f"/findings/{row.pk}/")
                if row
                else Cell("No finding named")
            )
            review = Cell(one.review.name, one.review.case.reference, f"/reviews/{one.review_id}/")
            rows.append((what, review, _made(one, made), _undo(one, keeps)))
    heads = ("Finding that asked for it", "Review", "Made by", "Citation")
    deeds = (("Cite a review", f"{base}cite"),) if keeps else ()
    return Block(
        "Why it is there",
        "Back to what was found. Of each review only what you may see.",
        heads if keeps else heads[:3],
        tuple(row if keeps else row[:3] for row in rows),
        "No review that you may see cites it.",
        deeds=deeds,
        id="findings",
    )


def _made(one: SafeguardCitation, words: str) -> Cell:
    actions = list(one.actions.all())
    if len(actions) == 1:
        return Cell(words, url=f"/actions/{actions[0].pk}/")
    return Cell(words or "No action named")


def _undo(one: SafeguardCitation, keeps: bool) -> Cell:
    return Cell("Withdraw", url=f"/safeguard-citations/{one.pk}/withdraw" if keeps else "")


def _sources(cited: list[SafeguardCitation], actor: Actor, on: date) -> Block:
    told = [one for one in cited if one.words or one.source_id]
    wanted = {one.source.document_id for one in told if one.source}
    open_to = (
        set(visible_documents(actor, on=on).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    )
    rows = []
    for one in told:
        span = one.source
        seen = span is not None and span.document_id in open_to
        words = one.words or (span.words if span is not None and seen else "") or "You may not open source documents."
        if span is not None and seen:
            where = Cell(f"Show it in “{shortened(span.document.title or span.document.name, 60)}”",
                         url=f"/documents/{span.document_id}/?span={span.pk}")  # fmt: skip
        else:
            where = Cell("Written by hand" if span is None else "A document")
        rows.append((Cell(words), Cell(one.review.name), where))
    return Block(
        "In the source", "", ("What is said of it", "Review", "Where"), tuple(rows), "It rests on no document."
    )


def _attested(rows: list[Attestation]) -> Block:
    sign = {rules.WORKS: "holding", rules.IN_PART: "doubt", rules.FAILED: "unguarded"}
    made = tuple(
        (
            Cell(short_day(one.shown_on)),
            Cell(rules.RESULTS[one.result], sign=sign[one.result]),
            Cell(one.evidence, one.document.name if one.document else "", _file(one)),
            Cell(one.by_name or one.by.name, f"written down by {one.by.name}" if one.by_name else ""),
        )
        for one in rows
    )
    heads = ("Day", "Alive?", "What was looked at", "By whom")
    return Block("Attested", "As it was said; nothing is ever overwritten.", heads, made, "Nobody has attested it yet.")


def _file(one: Attestation) -> str:
    return f"/documents/{one.document_id}/" if one.document_id else ""


def _owners(rows: list[SafeguardOwner]) -> Block:
    made = tuple(
        (
            Cell(short_day(one.from_on)),
            Cell(one.called or one.body_name or "No body named", one.role),
            Cell(one.reason or "No reason given"),
            Cell(one.by.name, short_day(one.at)),
        )
        for one in rows
    )
    heads = ("From", "Owner, as it was called", "Why", "Recorded by")
    return Block("Owners", "The latest first.", heads, made, "Nobody has owned it yet.")


def _deeds(row: Safeguard, line: Line, actor: Actor, keeps: bool, base: str) -> tuple[tuple[str, str], ...]:
    deeds = []
    if why_not_attest(actor=actor, thing=row, owner=line.agency) is None:
        deeds.append(("Say whether it is alive", f"{base}attest"))
    if keeps and line.agency and not row.ended_on:
        deeds.append(("Ask its owner by a link", f"{base}ask"))
    if keeps:
        deeds += [("Give it an owner", f"{base}owner"), ("Change it", f"{base}edit"), ("It ended", f"{base}end")]
    return tuple(deeds)


def cited_in_words(one: Cited) -> str:
    """``Finding 3 of Child Alder``."""
    return f"{one.name} of {one.review_name}"
