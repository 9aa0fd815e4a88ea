"""What the pages of proceedings, holds and disclosures show: each a sheet, with every choice made."""

from __future__ import annotations

from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.editions import EVENTS
from throughline.kernel.periods import stated
from throughline.proceedings import rules
from throughline.proceedings.models import Disclosure, Hold, Proceeding
from throughline.proceedings.queries import (
    Clocks,
    came_to,
    clocks_of,
    disclosures_of,
    holds_of,
    proceedings_of,
)
from throughline.reviews.addresses import address_of, new_address, shortened
from throughline.reviews.formpages import trail_of
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.sheets import Block, Cell, Proof, Sheet, tabs_of
from throughline.ui.proofs import proof_of
from throughline.ui.words import capital, counted, day, in_words, short_day

HOLD_HEADS = ("What", "Held because", "Owner of the hold", "Clock", "Look again by")


def review_sheet(review: Review, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """All that runs beside a review, and the records that the page shows."""
    proceedings, holds, given = proceedings_of(review), holds_of(review), disclosures_of(review, actor, on)
    writes = why_not_record(actor=actor, thing=review, on=on) is None
    standing = [row for row in holds if rules.stands(row.from_on, row.to_on, on)]
    clocks = clocks_of(review, on, holds=holds)
    page = Sheet(
        title=review.name,
        over=f"Beside the review, {review.case.reference}",
        trail=trail_of(review)[:2],
        lead=lead_of(proceedings, standing, on),
        tabs=tabs_of(review, "Proceedings", actor),
        blocks=(
            _proceedings_block(review, proceedings, writes),
            clocks_block(clocks, on),
            holds_block(review, holds, clocks, writes, on),
            _disclosures_block(review, given, writes),
        ),
    )
    shown = [f"proceeding {row.pk}" for row in proceedings]
    shown += [f"hold {row.pk}" for row in holds] + [f"disclosure {row.pk}" for row in given]
    return page, shown


def lead_of(proceedings: list[Proceeding], standing: list[Hold], on: date) -> tuple[str, str]:
    """What is true of what runs beside the review, then what is next."""
    running = [row for row in proceedings if row.state not in rules.OVER]
    if not proceedings and not standing:
        return "Nothing runs beside this review,", " and nothing is held."
    first = _still_run(len(running), len(proceedings))
    return first, f" {held_in_words(standing, on)}"


def _still_run(running: int, every: int) -> str:
    """``One of two proceedings still runs.``, ``Both proceedings still run.``, ``The proceeding is over.``"""
    if not every:
        return "No other proceeding is recorded."
    if not running:
        return "The proceeding is over." if every == 1 else f"All {in_words(every)} proceedings are over."
    if running == every:
        some = {1: "One proceeding runs", 2: "Both proceedings still run"}
        return f"{some.get(every, f'All {in_words(every)} proceedings still run')}."
    return f"{capital(in_words(running))} of {in_words(every)} proceedings still run{'s' if running == 1 else ''}."


def held_in_words(standing: list[Hold], on: date) -> str:
    """``Publication is held, 273 days so far; look again by 27 March 2026.``, or that nothing is."""
    if not standing:
        return "Nothing is held."
    row = standing[-1]
    days = counted(rules.held_days(row.from_on, row.to_on, on), "day")
    look = f"look again by {day(row.look_on)}" if row.look_on else "no day is set to look again"
    others = len(standing) - 1
    more = f" {capital(in_words(others))} more {'hold stands' if others == 1 else 'holds stand'}." if others else ""
    nobody = "" if owner_of(row) else f" {rules.NOBODY}."
    return f"{capital(row.what)} is held, {days} so far; {look}.{nobody}{more}"


def owner_of(row: Hold) -> str:
    """Who owns the hold, by name; nothing where nobody does."""
    return row.owner.name if row.owner else row.owner_name


def owner_cell(row: Hold) -> Cell:
    """The owner, or in bold that there is none."""
    owner = owner_of(row)
    return Cell(owner) if owner else Cell(rules.NOBODY, "give it an owner and a date", strong=True)


def explained_in_words(row: Hold) -> str:
    """To whom the delay was last explained and when, of a hold that `holds_of` gave."""
    whom, told_on = row.__dict__["explained_to"], row.__dict__["explained_on"]
    return rules.explained(whom or "", day(told_on) if told_on else "")


def look_cell(row: Hold, on: date) -> Cell:
    """By when somebody looks at the hold again."""
    if row.to_on is not None and row.to_on < on:
        return Cell("Ended", short_day(row.to_on))
    if row.look_on is None:
        return Cell("None set", "give it an owner and a date")
    if rules.late_to_look(row.look_on, on):
        return Cell(f"Was {short_day(row.look_on)}", sign="overdue", strong=True)
    return Cell(short_day(row.look_on))


def clock_words(row: rules.Holding, on: date) -> str:
    """``Six-month clock, stopped for 273 days``; where nothing statutory stops, how long it has been held."""
    days = counted(rules.held_days(row.from_on, row.to_on, on), "day")
    if row.clock in rules.NOT_STATUTORY:
        return f"No statutory clock stopped; held for {days}"
    if row.clock in rules.OF_THE_INCIDENT:
        return f"{rules.short_clock(row.clock)}, a clock of the incident, is not stopped; held for {days}"
    word = "suspended by authority" if row.authority else "stopped"
    return f"{rules.short_clock(row.clock)}, {word} for {days}"


def both_days(due: Due | None) -> str:
    """``due 9 Apr 2025; 13 Nov 2024 without the hold``: the statutory day is never hidden; nothing without a clock."""
    if due is None:
        return ""
    if due.due == due.due_without_holds:
        return f"due {short_day(due.due)}, with the hold or without"
    return f"due {short_day(due.due)}; {short_day(due.due_without_holds)} without the hold"


def _proceedings_block(review: Review, rows: list[Proceeding], writes: bool) -> Block:
    made = tuple(
        (
            Cell(
                row.text,
                ", ".join(part for part in (row.body, row.reference) if part),
                address_of("proceeding", row.pk),
            ),
            Cell(rules.STATES[row.state].word, sign=rules.STATES[row.state].sign),
            Cell(_when(row)),
            Cell("; ".join(row.waits.split("\n")) or "Nothing"),
            Cell("; ".join(rules.OUTCOMES[kind] for kind in came_to(row)) or "None yet"),
        )
        for row in rows
    )
    return Block(
        "Proceedings",
        "What waits for each stands exactly; everything else goes on.",
        ("What", "State", "When", "What waits for it", "Outcome"),
        made,
        "No other proceeding is recorded.",
        deeds=(("Add a proceeding", new_address("proceeding", review.pk)),) if writes else (),
        id="proceedings",
    )


def _when(row: Proceeding) -> str:
    parts = (
        ("listed for", row.listed_text, row.listed_iso) if row.state == "listed" else ("", "", ""),
        ("ended", row.ended_text, row.ended_iso) if row.state in rules.OVER else ("", "", ""),
        ("began", row.started_text, row.started_iso),
    )
    said = [f"{word} {stated(text, iso)}" for word, text, iso in parts if text or iso]
    return capital("; ".join(said)) or "Date not stated"


def hold_row(row: Hold, on: date, due: Due | None) -> tuple[Cell, ...]:
    """One hold as a table shows it."""
    until = f" to {short_day(row.to_on)}" if row.to_on else " on"
    return (
        Cell(capital(row.what), f"from {short_day(row.from_on)}{until}", address_of("hold", row.pk)),
        Cell(row.reason, explained_in_words(row)),
        owner_cell(row),
        Cell(clock_words(row, on), both_days(due)),
        look_cell(row, on),
    )


def clocks_block(clocks: Clocks, on: date) -> Block:
    """The clocks that run or ran: the statutory day, the day with holds, and how each was worked out."""
    return Block(
        "Clocks",
        f"{clocks.governing.why} A hold never hides the statutory day, and none moves a clock of the incident.",
        ("Clock", "Began", "Statutory day", "With its holds", "How it stands"),
        tuple(
            (
                Cell(one.due.name, one.due.binding),
                Cell(short_day(one.due.starts)),
                Cell(short_day(one.due.due_without_holds)),
                Cell(short_day(one.due.due) if one.due.due != one.due.due_without_holds else "The same"),
                Cell(rules.how_it_stands(one, on), f"on {short_day(one.ended)}" if one.ended else ""),
            )
            for one in clocks.running
        ),
        "No clock runs: the dates of the review do not give the day on which one began.",
        proofs=tuple(proof_of_clock(one) for one in clocks.running),
        id="clocks",
    )


def proof_of_clock(one: rules.Running) -> Proof:
    """How the clock’s day was worked out, in sentences."""
    due = one.due
    event = capital(EVENTS[due.event])
    made = proof_of(
        f"{event} on",
        due.starts,
        due.proof,
        unit=due.unit,
        due=due.due,
        source=due.source,
        due_without_holds=due.due_without_holds,
    )
    return Proof(f"How this date was worked out: {rules.in_sentence(due.name)}", made.sentences)


def holds_block(review: Review, rows: list[Hold], clocks: Clocks, writes: bool, on: date) -> Block:
    """What is or was held, the latest first, with whom the delay was explained to."""
    due = {one.due.id: one.due for one in clocks.running}
    return Block(
        "Held",
        "A hold has a reason, an owner and a day to look again. It stops only the clock named.",
        HOLD_HEADS,
        tuple(hold_row(row, on, due.get(row.clock)) for row in reversed(rows)),
        "Nothing is or was held.",
        deeds=(("Add a hold", new_address("hold", review.pk)),) if writes else (),
        id="held",
    )


def _disclosures_block(review: Review, rows: list[Disclosure], writes: bool) -> Block:
    made = tuple(
        (
            Cell(
                shortened(row.what, 120),
                paper_of(row, {row.document_id or 0} if row.may_open else set()),  # type: ignore[attr-defined]
                address_of("disclosure", row.pk),
            ),
            Cell(rules.TO[row.to], row.to_name),
            Cell(row.basis),
            Cell(stated(row.when_text, row.when_iso), row.given_by_name),
        )
        for row in rows
    )
    return Block(
        "Disclosed",
        "What was handed to police, prosecutors, coroner or court, and on what basis.",
        ("What", "To whom", "On what basis", "When and by whom"),
        made,
        "Nothing is recorded as disclosed.",
        deeds=(("Record a disclosure", new_address("disclosure", review.pk)),) if writes else (),
        id="disclosed",
    )


def paper_of(row: Disclosure, papers: set[int]) -> str:
    return row.document.title or row.document.name if row.document and row.document_id in papers else ""
