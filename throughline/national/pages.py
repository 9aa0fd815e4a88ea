"""What the pages of national asks and of advice show: each a sheet, with every choice made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.national import queries
from throughline.national.models import Advice, NationalAsk
from throughline.national.permissions import sees_advice, why_not_advise, why_not_ask, why_not_move_ask
from throughline.national.rules import advice as advised
from throughline.national.rules import asks
from throughline.reviews.addresses import address_of, new_address, shortened
from throughline.reviews.formpages import name_of, trail_of
from throughline.reviews.models import Review
from throughline.reviews.sheets import Block, Cell, Sheet, tabs_of
from throughline.ui.words import counted, day, moment, short_day

HOME = (("Your work", "/"),)
NATIONAL = ("National", "/national/")
HEADS = ("What is asked", "Of whom", "Reply due", "Where it stands")


def national_sheet(*, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """What waits on national bodies, late first, and the advice that came from them."""
    rows, advice = queries.open_asks(actor, on), list(queries.visible_advice(actor))
    late = sum(asks.is_overdue(one.state, one.reply_due_on, on) for one in rows)
    undecided = sum(stage(one) == "noted" for one in advice)
    rest = f" {counted(late, 'reply', 'replies')} late." if late else ""
    rest += f" {counted(undecided, 'piece')} of advice not decided." if undecided else ""
    sheet = Sheet(
        title="National",
        over="",
        trail=HOME,
        lead=("What we ask of national bodies, and what they advise.", rest),
        blocks=(
            Block(
                "Waiting on national bodies",
                "What was sent and has no reply, and replies of which the author has not been told. Late first.",
                (*HEADS, "Review"),
                tuple((*ask_row(one, on), Cell(one.review.name)) for one in rows),
                "Nothing waits.",
            ),
            Block(
                "Advice of national reviews and reports",
                "Adopted, adapted or declined by the partnership, each with its reason.",
                ("Advice", "From", "Published", "Decided"),
                tuple(_advice_row(one) for one in advice),
                "No advice is on record.",
                deeds=(("Record advice", "/advice/new"),) if why_not_advise(actor=actor) is None else (),
            ),
        ),
    )
    return sheet, [*(f"national_ask {one.pk}" for one in rows), *(f"advice {one.pk}" for one in advice)]


def stage(row: Advice) -> str:
    """Where advice stands, as `queries.visible_advice` told."""
    return str(row.__dict__.get("state", "noted"))


def ask_row(one: NationalAsk, on: date) -> tuple[Cell, ...]:
    """An ask in a table: what, of whom, by when, where it stands."""
    state = asks.STATES[one.state]
    due = Cell(short_day(one.reply_due_on)) if one.reply_due_on else Cell("No day set")
    if asks.is_overdue(one.state, one.reply_due_on, on) and one.reply_due_on:
        due = Cell(f"Due {short_day(one.reply_due_on)}", sign="overdue", strong=True)
    return (
        Cell(shortened(one.text, 160), asks.KINDS[one.kind], address_of("national_ask", one.pk)),
        Cell(one.to_name),
        due,
        Cell(state.word, sign=state.sign),
    )


def _advice_row(one: Advice) -> tuple[Cell, ...]:
    state = advised.STATES[stage(one)]
    named = f"{one.number}. " if one.number else ""
    return (
        Cell(f"{named}{shortened(one.text, 160)}", url=f"/advice/{one.pk}/"),
        Cell(one.title, one.body_name),
        Cell(stated(one.published_text, one.published_iso)),
        Cell(state.word, sign=state.sign),
    )


def review_sheet(review: Review, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """What one review asks of national bodies."""
    rows = queries.asks_of(review, actor, on)
    writes = why_not_ask(actor=actor, thing=review, on=on) is None
    sheet = Sheet(
        title=f"{review.name}, asked nationally",
        over=review.case.reference,
        trail=trail_of(review)[:-1],
        lead=("What the review asks of departments and national bodies.", " Who wrote it is told of the reply."),
        tabs=tabs_of(review, "Answers", actor),
        blocks=(
            Block(
                "Asked of national bodies",
                "National recommendations, and letters of concern.",
                HEADS,
                tuple(ask_row(one, on) for one in rows),
                "The review asks nothing of a national body.",
                deeds=(("Ask a national body", new_address("national_ask", review.pk)),) if writes else (),
            ),
        ),
        deeds=(("Everything national", NATIONAL[1]),) if sees_advice(actor) else (),
    )
    return sheet, [f"national_ask {one.pk}" for one in rows]


def ask_sheet(row: NationalAsk, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One ask: its words, the reply, and how it came here."""
    state, steps = asks.STATES[row.state], queries.steps_of(row)
    writes = why_not_ask(actor=actor, thing=row, on=on) is None
    mine = [
        one for one in asks.moves_from(row.state) if why_not_move_ask(actor=actor, thing=row, move=one, on=on) is None
    ]
    late = asks.is_overdue(row.state, row.reply_due_on, on)
    replies = [one for one in steps if one.state == "replied"]
    carries = (("Recommendation it carries", name_of(row.recommendation)),) if row.recommendation else ()
    deeds = [("Say what has become of it", address_of("national_ask", row.pk, "state"))] * bool(mine)
    deeds += [("Change it", address_of("national_ask", row.pk, "edit"))] * writes
    if row.recommendation_id:
        deeds.append(("See the recommendation", address_of("recommendation", row.recommendation_id)))
    due = day(row.reply_due_on) if row.reply_due_on else ""
    sheet = Sheet(
        title=f"{asks.KINDS[row.kind]} to {row.to_name}",
        over=row.review.name,
        trail=(*trail_of(row.review), ("Asked of national bodies", address_of("review", row.review_id, "national"))),
        lead=(f"{state.word}:", f" {state.means}."),
        warnings=(f"The reply was due {due}, and has not come.",) if late else (),
        pairs=(
            ("What is asked", row.text),
            ("Of whom", row.to_name),
            *carries,
            *((("Reply due", due),) if due else ()),
            *((("Who is told of the reply", row.author_name),) if row.author_name else ()),
        ),
        blocks=(
            Block("The reply", "", lines=tuple(f"{day(one.day_on)}: {one.says}" for one in replies), none="No reply."),
            Block(
                "How it came here",
                "These stand for ever.",
                ("Step", "On", "What was said", "Recorded by"),
                tuple(
                    (
                        Cell(asks.STATES[one.state].word, sign=asks.STATES[one.state].sign),
                        Cell(short_day(one.day_on)),
                        Cell(shortened(one.says, 200)),
                        Cell(f"{one.by.name}, {moment(one.at)}"),
                    )
                    for one in steps
                ),
            ),
        ),
        deeds=tuple(deeds),
    )
    return sheet, [f"national_ask {row.pk}"]


def advice_sheet(row: Advice, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One piece of advice: its source, what was decided and why, and what followed."""
    state = advised.STATES[stage(row)]
    writes = why_not_advise(actor=actor, thing=row) is None
    asked, done = queries.asked_because_of(row, actor, on), queries.done_because_of(row, actor, on)
    base = f"/advice/{row.pk}/"
    deeds = (
        ("Say what was decided", f"{base}decide"),
        ("Change it", f"{base}edit"),
        ("Withdraw it", f"{base}withdraw"),
    )
    sheet = Sheet(
        title=f"Advice {row.number}".strip(),
        over=row.title,
        trail=(*HOME, NATIONAL),
        lead=(f"{state.word}:", f" {state.means}."),
        pairs=(
            ("What is advised", row.text),
            ("From", f"{row.title}, {row.body_name}"),
            ("Published", stated(row.published_text, row.published_iso)),
        ),
        blocks=(
            Block(
                "What was decided",
                "A later decision stands before an earlier one, which stays.",
                ("Decided", "On", "Why", "Recorded by"),
                tuple(
                    (
                        Cell(advised.STATES[one.state].word, sign=advised.STATES[one.state].sign),
                        Cell(short_day(one.day_on)),
                        Cell(one.reason),
                        Cell(f"{one.by.name}, {moment(one.at)}"),
                    )
                    for one in reversed(queries.decisions_of(row))
                ),
                "Nothing is decided yet.",
            ),
            Block(
                "What followed from it here",
                "",
                ("Record", "Words", "Review"),
                _followed([*asked, *done]),
                "No recommendation or action is said to follow from it.",
            ),
        ),
        deeds=deeds if writes else (),
    )
    shown = [f"recommendation {one.pk}" for one in asked] + [f"action {one.pk}" for one in done]
    return sheet, [f"advice {row.pk}", *shown]


def _followed(rows: Sequence[object]) -> tuple[tuple[Cell, ...], ...]:
    made = []
    for one in rows:
        kind = type(one).__name__.lower()
        made.append(
            (
                Cell(name_of(one), url=address_of(kind, one.pk)),  # type: ignore[attr-defined]
                Cell(shortened(one.text, 160)),  # type: ignore[attr-defined]
                Cell(one.review.name),  # type: ignore[attr-defined]
            )
        )
    return tuple(made)
