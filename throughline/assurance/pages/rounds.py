"""A round: whom it asks and how each stands, what was done with it, and what can be done next."""

from __future__ import annotations

from datetime import date

from throughline.assurance.models import AgencyReturn, AssuranceRound
from throughline.assurance.pages import TRAIL
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries.rounds import answers_of, returns_of
from throughline.assurance.rules import returns, rounds
from throughline.kernel.actor import Actor
from throughline.messages.queries import visible_asks
from throughline.messages.rules import STATES as ASK_STATES
from throughline.partnerships.queries import agency_names
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import counted, day, moment


def address(row: AssuranceRound) -> str:
    """Where a round is read."""
    return f"/rounds/{row.pk}/"


def tabs_of(row: AssuranceRound, current: str) -> tuple[tuple[str, str, bool], ...]:
    """The parts of a round, the current one marked."""
    base = address(row)
    tabs = [("Round", base), ("Results", f"{base}results"), ("Compared with earlier rounds", f"{base}compare")]
    return tuple((label, url, label == current) for label, url in tabs)


def round_sheet(row: AssuranceRound, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """The round as far as the person may see it."""
    mine = returns_of(row, actor, on)
    names = agency_names(row.case.partnership_id, on=on)
    runs = why_not_run(actor=actor, thing=row) is None
    state = rounds.STATES[row.state]
    answered = {one.pk: 0 for one in mine}
    for answer in answers_of(mine):
        answered[answer.of_id] += 1
    asked = row.questions.count() * max(row.samples.count(), 1)
    asks = _asks(mine, actor, on) if runs else {}
    heads = ("Agency", "How it stands", "Answered", "Peer", *(("Link",) if runs else ()))
    lines = tuple(_return(one, names, answered[one.pk], asked, asks, runs, on) for one in mine)
    page = Sheet(
        title=row.title,
        over=f"{rounds.KINDS[row.kind]}, {row.case.reference}",
        trail=TRAIL,
        lead=(f"{state.word}: {state.means}.", _due(row, on)),
        tabs=tabs_of(row, "Round"),
        pairs=(
            ("Questionnaire", f"{row.questionnaire}, edition {row.edition}"),
            ("Answers due", day(row.due_on)),
            ("Round before", row.before.title if row.before else "None: nothing is carried forward"),
            *((("What agencies should know", row.words),) if row.words else ()),
            *_sample(row),
        ),
        blocks=(
            Block(
                "Agencies",
                "An agency sees its own answers, and everybody’s once the results are shared.",
                heads,
                lines,
                "Nobody was asked.",
                deeds=(("Say who is whose peer", f"{address(row)}peers"),) if runs and row.state != "shared" else (),
            ),
            *((_steps(row, names),) if runs else ()),
        ),
        deeds=_deeds(row) if runs else (),
    )
    return page, [f"assurance_round {row.pk}", *(f"agency_return {one.pk}" for one in mine)]


def _deeds(row: AssuranceRound) -> tuple[tuple[str, str], ...]:
    moves = tuple((move.label, f"{address(row)}steps/{move.verb}") for move in rounds.moves_from(row.state))
    return (*moves, ("Change the round", f"{address(row)}edit"))


def _due(row: AssuranceRound, on: date) -> str:
    if row.state != "answering":
        return ""
    days = (on - row.due_on).days
    return f" Answers are {counted(days, 'day')} late." if days > 0 else f" Answers are due by {day(row.due_on)}."


def _sample(row: AssuranceRound) -> tuple[tuple[str, str], ...]:
    samples = [one.reference for one in row.samples.order_by("position")]
    if not samples:
        return ()
    return ((counted(len(samples), "case in the sample", "cases in the sample"), "; ".join(samples)),)


def _asks(mine: list[AgencyReturn], actor: Actor, on: date) -> dict[int, tuple[str, str]]:
    """The last link of each return: how it stands, and where it is chased."""
    rows = visible_asks(actor, on=on).filter(subject_type="agency_return", subject__in=[one.pk for one in mine])
    return {
        row.subject: (f"{row.to_name}: {ASK_STATES[row.state].word.lower()}", f"/messages/{row.pk}/")
        for row in rows.order_by("id")
    }


def _return(
    one: AgencyReturn,
    names: dict[int, str],
    answered: int,
    asked: int,
    asks: dict[int, tuple[str, str]],
    runs: bool,
    on: date,
) -> tuple[Cell, ...]:
    state = returns.STATES[one.state]
    late = one.round.state == "answering" and returns.is_late(one.state, one.round.due_on, on)
    cells = (
        Cell(names[one.agency_id], url=f"/agency-returns/{one.pk}/"),
        Cell(f"{state.word}, late" if late else state.word, sign="overdue" if late else state.sign),
        Cell(f"{answered} of {asked}"),
        Cell(names.get(one.peer_id or 0, "Nobody named")),
    )
    if not runs:
        return cells
    said, where = asks.get(one.pk, ("", ""))
    opens = one.state in returns.OPEN and one.round.state == "answering"
    if not said and opens:
        return (*cells, Cell("Send a link", url=f"/agency-returns/{one.pk}/ask"))
    return (*cells, Cell(said or "None sent", url=where))


def _steps(row: AssuranceRound, names: dict[int, str]) -> Block:
    rows = tuple(
        (
            Cell(moment(one.at)),
            Cell(names.get(one.of.agency_id, "") if one.of else "The round"),
            Cell((returns if one.of else rounds).STATES[one.state].word, one.reason),
            Cell(one.by.name),
        )
        for one in row.steps.select_related("of", "by").order_by("id")
    )
    return Block("What was done", "", ("When", "What", "Became", "By whom"), rows)
