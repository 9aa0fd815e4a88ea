"""What the pages of proceedings, holds and disclosures show: each a sheet, with every choice made."""

from __future__ import annotations

from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.proceedings import rules
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding
from throughline.proceedings.permissions import why_not_look
from throughline.proceedings.queries import (
    disclosures_of,
    holds_of,
    notes_of,
    outcomes_of,
    papers_of,
    proceedings_of,
    states_of,
)
from throughline.reviews.addresses import address_of, new_address, shortened
from throughline.reviews.formpages import trail_of
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.sheets import Block, Cell, Sheet, tabs_of
from throughline.ui.words import capital, counted, day, in_words, moment, short_day

HOLD_HEADS = ("What", "Held because", "Owner of the hold", "Clock", "Look again by")


def review_sheet(review: Review, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """All that runs beside a review, and the records that the page shows."""
    proceedings, holds, given = proceedings_of(review), holds_of(review), disclosures_of(review)
    writes = why_not_record(actor=actor, thing=review, on=on) is None
    standing = [row for row in holds if rules.stands(row.from_on, row.to_on, on)]
    page = Sheet(
        title=review.name,
        over=f"Beside the review, {review.case.reference}",
        trail=trail_of(review)[:2],
        lead=lead_of(proceedings, standing, on),
        tabs=tabs_of(review, "Proceedings", actor),
        blocks=(
            _proceedings_block(review, proceedings, writes),
            _holds_block(review, holds, writes, on),
            _disclosures_block(review, given, writes, set(papers_of(review, actor, on).values_list("pk", flat=True))),
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
    number = f"{capital(in_words(len(running)) if running else 'none')} of {in_words(len(proceedings))} still run"
    first = f"{number}{'s' if len(running) == 1 else ''}." if proceedings else "No other proceeding is recorded."
    return first, f" {held_in_words(standing, on)}"


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


def look_cell(row: Hold, on: date) -> Cell:
    """By when somebody looks at the hold again."""
    if row.to_on is not None and row.to_on < on:
        return Cell("Ended", short_day(row.to_on))
    if row.look_on is None:
        return Cell("None set", "give it an owner and a date")
    if rules.late_to_look(row.look_on, on):
        return Cell(f"Was {short_day(row.look_on)}", sign="overdue", strong=True)
    return Cell(short_day(row.look_on))


def clock_words(row: Hold, on: date) -> str:
    """``Six-month clock, stopped for 273 days``; where nothing statutory stops, how long it has been held."""
    days = counted(rules.held_days(row.from_on, row.to_on, on), "day")
    if row.clock in rules.NOT_STATUTORY:
        return f"No statutory clock stopped; held for {days}"
    word = "suspended by authority" if row.authority else "stopped"
    return f"{rules.short_clock(row.clock)}, {word} for {days}"


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
            Cell("; ".join(rules.OUTCOMES[one.kind] for one in row.outcomes.all()) or "None yet"),
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


def hold_row(row: Hold, on: date) -> tuple[Cell, ...]:
    """One hold as a table shows it."""
    until = f" to {short_day(row.to_on)}" if row.to_on else " on"
    return (
        Cell(capital(row.what), f"from {short_day(row.from_on)}{until}", address_of("hold", row.pk)),
        Cell(row.reason),
        owner_cell(row),
        Cell(clock_words(row, on)),
        look_cell(row, on),
    )


def _holds_block(review: Review, rows: list[Hold], writes: bool, on: date) -> Block:
    return Block(
        "Held",
        "A hold has a reason, an owner and a day to look again. It stops only the clock named.",
        HOLD_HEADS,
        tuple(hold_row(row, on) for row in reversed(rows)),
        "Nothing is or was held.",
        deeds=(("Add a hold", new_address("hold", review.pk)),) if writes else (),
        id="held",
    )


def _disclosures_block(review: Review, rows: list[Disclosure], writes: bool, papers: set[int]) -> Block:
    made = tuple(
        (
            Cell(shortened(row.what, 120), _paper(row, papers), address_of("disclosure", row.pk)),
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


def _paper(row: Disclosure, papers: set[int]) -> str:
    return row.document.title or row.document.name if row.document and row.document_id in papers else ""


def proceeding_sheet(row: Proceeding, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One proceeding: its facts, what it came to, what waits and what need not, and the holds it brings."""
    outcomes = outcomes_of(row)
    holds = [one for one in holds_of(row.review) if one.proceeding_id == row.pk]
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    state = rules.STATES[row.state]
    facts = (
        ("What it is", rules.KINDS[row.kind]),
        ("Who runs it", row.body),
        ("Reference", row.reference),
        ("Whom we speak to", row.contact),
        ("Began", stated(row.started_text, row.started_iso) if row.started_text or row.started_iso else ""),
        ("Listed for", stated(row.listed_text, row.listed_iso) if row.listed_text or row.listed_iso else ""),
        ("Ended", stated(row.ended_text, row.ended_iso) if row.ended_text or row.ended_iso else ""),
    )
    deeds = (
        ("Say what has become of it", address_of("proceeding", row.pk, "state")),
        ("Change what it says", address_of("proceeding", row.pk, "edit")),
    )
    page = Sheet(
        title=row.text,
        over=row.review.name,
        trail=(*trail_of(row.review), ("Proceedings", address_of("review", row.review_id, "proceedings"))),
        lead=(f"{state.word}:", f" {state.means}."),
        pairs=tuple((label, text) for label, text in facts if text),
        blocks=(
            _outcomes_block(row, outcomes, writes),
            Block(
                "What waits for it", "Exactly this, and nothing else.", lines=_lines(row.waits), none="Nothing waits."
            ),
            Block("What need not wait", "", lines=_lines(row.goes_on), none="Nothing is said to go on meanwhile."),
            Block(
                "Held because of it",
                "",
                HOLD_HEADS,
                tuple(hold_row(one, on) for one in holds),
                "No hold comes from it.",
                deeds=(
                    (("Add a hold", f"{new_address('hold', row.review_id)}?proceeding={row.pk}"),) if writes else ()
                ),
            ),
            Block(
                "How it came here",
                "",
                ("State", "Why", "Who said so"),
                tuple(
                    (
                        Cell(rules.STATES[one.state].word, sign=rules.STATES[one.state].sign),
                        Cell(one.reason),
                        Cell(f"{one.by.name}, {moment(one.at)}"),
                    )
                    for one in states_of(row)
                ),
            ),
        ),
        deeds=deeds if writes else (),
    )
    return page, [f"proceeding {row.pk}", *(f"outcome {one.pk}" for one in outcomes), *(f"hold {h.pk}" for h in holds)]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _outcomes_block(row: Proceeding, outcomes: list[Outcome], writes: bool) -> Block:
    made = tuple(
        (
            Cell(rules.OUTCOMES[one.kind], stated(one.when_text, one.when_iso), address_of("outcome", one.pk, "edit"))
            if writes
            else Cell(rules.OUTCOMES[one.kind], stated(one.when_text, one.when_iso)),
            Cell(f"“{one.words}”"),
            Cell(rules.AUDIENCES[one.audience], "" if one.audience == "published" else "say them to nobody else"),
        )
        for one in outcomes
    )
    return Block(
        "What it came to",
        "In the exact words given. Who may repeat them stands beside each.",
        ("Outcome", "The exact words", "Who may repeat them"),
        made,
        "No outcome is recorded.",
        deeds=(("Record an outcome", address_of("proceeding", row.pk, "outcomes/new")),) if writes else (),
    )


def hold_sheet(row: Hold, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One hold: why, whose, since when, when somebody looks again, and to whom the delay was explained."""
    notes = notes_of(row)
    stands = rules.stands(row.from_on, row.to_on, on)
    days = counted(rules.held_days(row.from_on, row.to_on, on), "day")
    owner = owner_of(row)
    lead = (f"Held {days}{' so far' if stands else ''}.", f" {row.reason}.".replace("..", "."))
    facts = (
        ("Clock", clock_words(row, on)),
        ("Owner", owner or rules.NOBODY),
        ("First day", day(row.from_on)),
        ("Last day", day(row.to_on) if row.to_on else "It stands"),
        ("Look again by", day(row.look_on) if row.look_on else "None set" if stands else ""),
        ("Comes from", row.proceeding.text if row.proceeding else ""),
        ("Suspended by", row.authority),
    )
    warnings = () if owner or not stands else (f"{rules.NOBODY}. Give it an owner and a date.",)
    return (
        Sheet(
            title=capital(row.what),
            over=f"Hold, {row.review.name}",
            trail=(*trail_of(row.review), ("Proceedings", address_of("review", row.review_id, "proceedings"))),
            lead=lead,
            warnings=warnings,
            pairs=tuple((label, text) for label, text in facts if text),
            blocks=(_notes_block(row, notes),),
            deeds=_hold_deeds(row, stands, actor, on),
        ),
        [f"hold {row.pk}"],
    )


def _hold_deeds(row: Hold, stands: bool, actor: Actor, on: date) -> tuple[tuple[str, str], ...]:
    looks = why_not_look(actor=actor, thing=row, on=on) is None
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    deeds = [("Look at it again", "look")] * (looks and stands)
    deeds += [("Say to whom it was explained", "explain")] * looks
    deeds += [("End the hold", "end")] * (writes and row.to_on is None) + [("Change it", "edit")] * writes
    return tuple((label, address_of("hold", row.pk, verb)) for label, verb in deeds)


def _notes_block(row: Hold, notes: list[HoldNote]) -> Block:
    return Block(
        "To whom it was explained, and who looked",
        "These stand for ever.",
        ("When", "What", "Words", "Kept by"),
        tuple(
            (
                Cell(short_day(one.day_on)),
                Cell(f"Explained to {one.whom}" if one.whom else HoldNote.Kind(one.kind).label),
                Cell(one.says),
                Cell(one.by.name),
            )
            for one in notes
        ),
        "Nobody has looked at it again, and the delay is explained to nobody.",
    )


def disclosure_sheet(row: Disclosure, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One disclosure, as the log keeps it."""
    papers = set(papers_of(row.review, actor, on).values_list("pk", flat=True))
    facts = (
        ("What", row.what),
        ("Document", _paper(row, papers)),
        ("Made", stated(row.made_text, row.made_iso)),
        ("Why it matters", row.relevance),
        ("To whom", ", ".join(part for part in (rules.TO[row.to], row.to_name) if part)),
        ("For", row.proceeding.text if row.proceeding else ""),
        ("On what basis", row.basis),
        ("When", stated(row.when_text, row.when_iso)),
        ("By whom", row.given_by_name),
    )
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    return (
        Sheet(
            title=f"Disclosed to the {rules.TO[row.to].lower()}" if row.to in ("police", "coroner") else "Disclosed",
            over=row.review.name,
            trail=(*trail_of(row.review), ("Proceedings", address_of("review", row.review_id, "proceedings"))),
            lead=("", ""),
            pairs=tuple((label, text) for label, text in facts if text),
            deeds=(("Change it", address_of("disclosure", row.pk, "edit")),) if writes else (),
        ),
        [f"disclosure {row.pk}"],
    )
