"""What the page of one proceeding, one hold or one disclosure shows."""

from __future__ import annotations

from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.proceedings import rules
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding
from throughline.proceedings.pages import HOLD_HEADS, both_days, clock_words, hold_row, owner_of, paper_of
from throughline.proceedings.permissions import why_not_look
from throughline.proceedings.queries import clocks_of, due_of, holds_of, notes_of, outcomes_of, papers_of, states_of
from throughline.reviews.addresses import address_of, new_address
from throughline.reviews.formpages import trail_of
from throughline.reviews.permissions import why_not_record
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import capital, counted, day, moment, short_day


def proceeding_sheet(row: Proceeding, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One proceeding: its facts, what it came to, what waits and what need not, and the holds it brings."""
    outcomes = outcomes_of(row)
    every = holds_of(row.review)
    holds = [one for one in every if one.proceeding_id == row.pk]
    due = {one.due.id: one.due for one in clocks_of(row.review, on, holds=every).running}
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
                tuple(hold_row(one, on, due.get(one.clock)) for one in holds),
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
            Cell(rules.AUDIENCES[one.audience], rules.kept_out_of(one.audience)),
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
    told = next((one for one in reversed(notes) if one.kind == HoldNote.Kind.EXPLAINED), None)
    lead = (f"Held {days}{' so far' if stands else ''}.", f" {row.reason}.".replace("..", "."))
    facts = (
        ("Clock", clock_words(row, on)),
        ("Its day", capital(both_days(due_of(row, on)))),
        ("Owner", owner or rules.NOBODY),
        ("First day", day(row.from_on)),
        ("Last day", day(row.to_on) if row.to_on else "It stands"),
        ("Look again by", day(row.look_on) if row.look_on else "None set" if stands else ""),
        ("Comes from", row.proceeding.text if row.proceeding else ""),
        ("Suspended by", row.authority),
        ("The delay", rules.explained(told.whom if told else "", day(told.day_on) if told else "")),
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
        ("Document", paper_of(row, papers)),
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
