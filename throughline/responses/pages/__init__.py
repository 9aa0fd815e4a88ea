"""What the pages of answers, of one answer and of one dissent show."""

from __future__ import annotations

from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.partnerships.queries import agencies_of
from throughline.responses import queries
from throughline.responses.models import Dissent, Response
from throughline.responses.permissions import sees_drafts, why_not_draft, why_not_follow, why_not_move_answer
from throughline.responses.queries import Answered, Followed
from throughline.responses.rules import answers, following
from throughline.reviews.addresses import address_of, new_address, shortened
from throughline.reviews.formpages import name_of, trail_of
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.sheets import Block, Cell, Sheet, tabs_of
from throughline.ui.words import counted, day, moment, short_day

NOTHING_MORE = "This answer has come to its end. A later answer stands before it: write another."
NOT_RESOLVED = "Nothing is resolved yet, so there is nothing to follow up. Record first what was resolved."


def review_sheet(review: Review, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """Every recommendation of the review with its answer, then dissent, then what committees were asked."""
    rows = queries.answers_of(review, actor, on)
    dissents = queries.dissents_of(review, actor, on)
    asked = queries.followed_of(review, actor, on)
    writes = why_not_record(actor=actor, thing=review, on=on, verb="answer a recommendation") is None
    owners = {row.id: row.name for row in agencies_of(actor, on=on)}
    late = sum(one.is_late(on) for one in rows)
    answered = sum(one.is_answered for one in rows)
    lead = (
        f"{answered} of {counted(len(rows), 'recommendation')} answered." if rows else "No recommendation is recorded."
    )
    sheet = Sheet(
        title=review.name,
        over=review.case.reference,
        trail=trail_of(review)[:-1],
        lead=(lead, f" {counted(late, 'answer')} late." if late else ""),
        tabs=tabs_of(review, "Answers", actor),
        blocks=(
            Block(
                "Answers",
                "How those who were asked answered. An answer is never overwritten; a later one stands before it.",
                ("Recommendation", "Who is asked", "Answer due", "Answer", "Stage"),
                tuple(_answered_row(one, owners, on) for one in rows),
                "No recommendation is recorded.",
                deeds=(("Say by when answers are due", address_of("review", review.pk, "answers/due")),)
                if writes and rows
                else (),
            ),
            _dissent_block(review, dissents, actor, on),
            _committee_block(asked, actor, on),
        ),
        deeds=(("What is asked of national bodies", address_of("review", review.pk, "national")),),
    )
    shown = [f"recommendation {one.recommendation.pk}" for one in rows]
    shown += [f"response {row.pk}" for one in rows for row in one.responses]
    return sheet, [*shown, *(f"dissent {one.pk}" for one in dissents)]


def _answered_row(one: Answered, owners: dict[int, str], on: date) -> tuple[Cell, ...]:
    row, stands, draft = one.recommendation, one.stands, one.draft
    named = f"{row.number}. " if row.number else ""
    moved = f"moved {counted(one.moved, 'time')}" if one.moved else ""
    due = Cell(short_day(one.due_on), moved) if one.due_on else Cell("No day set")
    if one.is_late(on) and one.due_on:
        due = Cell(f"Due {short_day(one.due_on)}", moved, sign="overdue", strong=True)
    if one.is_own:
        told = Cell("Accepted", "the agency asks this of itself", sign="accepted")
    elif stands is None:
        told = Cell("No answer", sign="waiting")
        if draft is not None:
            told = Cell(f"Draft: {answers.ANSWERS[draft.answer].word}", shortened(draft.reason, 200), sign="waiting")
    else:
        known = answers.ANSWERS[stands.answer]
        told = Cell(known.word, shortened(stands.reason, 200), sign=known.sign)
    latest = stands or draft
    stage = Cell("")
    if latest is not None:
        word = answers.STATES[latest.state].word  # type: ignore[attr-defined]
        second = "a later draft waits" if draft and stands else f"given {short_day(latest.day_on)}"
        stage = Cell(word, second, address_of("response", (draft or latest).pk))
    asked = row.owner_name or owners.get(row.owner_id or 0, "Nobody is named")
    return (
        Cell(f"{named}{shortened(row.text, 160)}", url=address_of("recommendation", row.pk)),
        Cell(asked),
        due,
        told,
        stage,
    )


def _dissent_block(review: Review, rows: list[Dissent], actor: Actor, on: date) -> Block:
    writes = why_not_record(actor=actor, thing=review, on=on) is None
    return Block(
        "Dissent",
        "What a member or somebody of the family disagreed with. What is held is not printed in any report.",
        ("What", "Whose", "About", "Printed"),
        tuple(
            (
                Cell(shortened(one.text, 200), url=address_of("dissent", one.pk)),
                Cell(one.who, Dissent.Whose(one.whose).label),
                Cell(about_of(one)),
                printed_cell(one),
            )
            for one in rows
        ),
        "Nobody’s dissent is recorded.",
        deeds=(("Add a dissent", new_address("dissent", review.pk)),) if writes else (),
    )


def printed_cell(row: Dissent) -> Cell:
    """Whether a dissent is printed; a held one with its reason."""
    return Cell("Printed", sign="done") if row.is_printed else Cell("Held", row.held_because, sign="held")


def about_of(row: Dissent) -> str:
    """What the dissent is about."""
    return name_of(row.recommendation) if row.recommendation else "The report as a whole"


def _committee_block(rows: list[Followed], actor: Actor, on: date) -> Block:
    return Block(
        "Asked of a committee or board",
        "What the report itself asks of the body it is addressed to, and what became of what that resolved.",
        ("What is asked", "Of whom", "Where it stands", "Who follows it up", "By"),
        tuple(
            (
                Cell(shortened(one.row.text, 160), url=address_of("committee_recommendation", one.row.pk)),
                Cell(one.row.body_name or "Not named"),
                Cell(following.STATES[one.state].word, sign=following.STATES[one.state].sign),
                Cell(one.owner or ("Nobody yet" if one.state in following.OPEN else "")),
                _due_cell(one, on),
            )
            for one in rows
        ),
        "The report asks nothing of a committee or board.",
    )


def _due_cell(one: Followed, on: date) -> Cell:
    if one.due_on is None:
        return Cell("")
    return Cell(short_day(one.due_on), sign="overdue" if one.is_overdue(on) else "", strong=one.is_overdue(on))


def in_short(row: Response) -> str:
    """The answer in a sentence: its word, and its reason."""
    return " ".join(part for part in (f"{answers.ANSWERS[row.answer].word}.", row.reason) if part)


def answer_sheet(row: Response, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One answer: its words, its stages, and the other answers to the same recommendation."""
    state = queries.stage_of(row)
    others = queries.responses_to(row.recommendation, actor, on)
    stands = answers.standing(others)  # type: ignore[type-var]
    every = answers.moves_from(state)
    mine = [m for m in every if why_not_move_answer(actor=actor, thing=row, state=state, move=m, on=on) is None]
    shut = [why_not_move_answer(actor=actor, thing=row, state=state, move=m, on=on) for m in every]
    again = why_not_draft(actor=actor, thing=row.recommendation, on=on) is None
    deeds = [("Say what has become of it", address_of("response", row.pk, "stage"))] * bool(mine)
    deeds += [("Write a later answer", address_of("recommendation", row.recommendation_id, "answer"))] * again
    known, stage = answers.ANSWERS[row.answer], answers.STATES[state]
    says = "It is the answer that stands." if stands is not None and stands.pk == row.pk else ""
    if stands is not None and stands.pk != row.pk and state in answers.STANDS:
        says = "A later answer stands before it."
    sheet = Sheet(
        title=name_of(row),
        over=row.review.name,
        trail=trail_of(row.review, row.recommendation),
        lead=(f"{known.word}. {stage.word}:", f" {stage.means}. {says}".rstrip()),
        warnings=tuple(dict.fromkeys(said for said in shut if said and again)),
        pairs=(
            ("Asked", row.recommendation.text),
            ("Answer", known.word),
            *((("Why", row.reason),) if row.reason else ()),
            ("Given", day(row.day_on)),
        ),
        blocks=(
            Block(
                "How it came here",
                "",
                ("Stage", "On", "Why", "Who said so"),
                tuple(
                    (
                        Cell(answers.STATES[one.state].word, sign=answers.STATES[one.state].sign),
                        Cell(short_day(one.day_on)),
                        Cell(one.reason),
                        Cell(f"{one.by.name}, {moment(one.at)}"),
                    )
                    for one in queries.stages_of(row)
                ),
            ),
            Block(
                "Every answer to this recommendation",
                "The latest first. None is ever overwritten.",
                ("Given", "Answer", "Stage"),
                tuple(_other_row(one, row) for one in others),
            ),
        ),
        deeds=tuple(deeds),
    )
    return sheet, [*(f"response {one.pk}" for one in others), f"recommendation {row.recommendation_id}"]


def _other_row(one: Response, this: Response) -> tuple[Cell, ...]:
    known, stage = answers.ANSWERS[one.answer], answers.STATES[one.state]  # type: ignore[attr-defined]
    given = Cell(day(one.day_on), "this one") if one.pk == this.pk else Cell(day(one.day_on), url=f"/answers/{one.pk}/")
    return given, Cell(known.word, one.reason, sign=known.sign), Cell(stage.word, sign=stage.sign)


def dissent_sheet(row: Dissent, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One dissent: whose, about what, and whether it is printed."""
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    agency = next((one.name for one in agencies_of(actor, on=on) if one.id == row.agency_id), "")
    facts = (
        ("Whose", f"{row.who}, {Dissent.Whose(row.whose).label[0].lower()}{Dissent.Whose(row.whose).label[1:]}"),
        ("Speaks for", agency),
        ("About", about_of(row)),
        ("When", stated(row.said_text, row.said_iso) if row.said_text or row.said_iso else ""),
        ("Printed", "Yes" if row.is_printed else "No, it is held"),
        ("Why it is held", row.held_because if sees_drafts(actor) else ""),
    )
    about: tuple[tuple[str, str], ...] = ()
    if row.recommendation_id:
        about = (("See what it is about", address_of("recommendation", row.recommendation_id)),)
    sheet = Sheet(
        title="Dissent",
        over=row.review.name,
        trail=(*trail_of(row.review), ("Answers", address_of("review", row.review_id, "answers"))),
        lead=("", row.text),
        pairs=tuple((label, text) for label, text in facts if text),
        deeds=((("Change it", address_of("dissent", row.pk, "edit")),) if writes else ()) + about,
    )
    return sheet, [f"dissent {row.pk}"]


def may_follow(row: Followed, *, actor: Actor, on: date) -> bool:
    """True when this person may say what becomes of what a committee resolved."""
    return any(
        why_not_follow(actor=actor, thing=row.row, state=row.state, move=one, on=on) is None
        for one in following.moves_from(row.state)
    )
