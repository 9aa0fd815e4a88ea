"""The results of a round, its comparison with earlier ones, and the same as tables to take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from throughline.assurance.models import AssuranceRound
from throughline.assurance.pages import TRAIL
from throughline.assurance.pages.drawing import bars, key
from throughline.assurance.pages.rounds import address, tabs_of
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries.results import Compared, Results, Row, comparison_of, results_of
from throughline.assurance.queries.rounds import scores_of
from throughline.assurance.rules import answers, returns, rounds
from throughline.assurance.rules.comparing import Asked, Tally, together
from throughline.assurance.rules.levels import Level, label_of, levels_of
from throughline.kernel.actor import Actor
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import counted, day, listed


@dataclass(frozen=True)
class Picture:
    """A drawing with its title, what it says, and the section that holds its table."""

    title: str
    under: str
    drawn: Markup
    source: str


@dataclass(frozen=True)
class Drawn:
    """A sheet with pictures above its tables."""

    sheet: Sheet
    pictures: tuple[Picture, ...]
    key: tuple[Markup, ...]


def results_page(row: AssuranceRound, actor: Actor, on: date) -> tuple[Drawn, list[str]]:
    """By agency and by standard; who has not answered."""
    found, levels = results_of(row, actor, on), levels_of(row.levels)
    silent = listed([found.names[one.agency_id] for one in found.silent])
    sent = len(found.returns) - len(found.silent)
    lead = f"{sent} of {counted(len(found.returns), 'agency', 'agencies')} sent answers." if found.returns else ""
    only = "" if row.state == "shared" or why_not_run(actor=actor) is None else " You see what is open to you so far."
    base = address(row)
    picture = Picture(
        "Answers by standard",
        "Of the answers with a level, how many stand at each; a darker bar is a stronger level.",
        bars("by-standard", "Answers by standard", [(one.name, one.tally) for one in found.by_standard], levels),
        "The same in figures under “By standard”. As at " + day(on) + ".",
    )
    unsettled = counted(found.unsettled, "challenge is", "challenges are")
    sheet = Sheet(
        title=row.title,
        over=f"{rounds.KINDS[row.kind]}, {row.case.reference}",
        trail=(*TRAIL, (row.title, base)),
        lead=(lead, only),
        tabs=tabs_of(row, "Results"),
        warnings=(f"{unsettled} not settled; the agency’s own score counts until then.",) if found.unsettled else (),
        pairs=(("Has not answered", silent or "Nobody: all sent their answers"),),
        blocks=(
            _table("By standard", "Standard", found.by_standard, levels),
            _table("By agency", "Agency", found.by_agency, levels),
            *((_results_brought(row),) if why_not_run(actor=actor, thing=row) is None else ()),
        ),
        deeds=(("Take it as Excel", f"{base}download/excel"), ("Take it as CSV", f"{base}download/csv")),
    )
    shown = [f"assurance_round {row.pk}", *(f"agency_return {one.pk}" for one in found.returns)]
    return Drawn(sheet, (picture,), key(levels)), shown


def _table(title: str, what: str, rows: Sequence[Row], levels: tuple[Level, ...]) -> Block:
    heads = (what, *(one.label for one in levels), "Does not apply", "Missing", f"At {levels[-1].label}")
    made = tuple((Cell(one.name, url=one.url), *_figures(one.tally)) for one in rows)
    return Block(title, "", heads, made, "Nothing to count.")


def _figures(one: Tally) -> tuple[Cell, ...]:
    share = "No answer" if one.share is None else f"{one.share}% of {one.counted}"
    return (*(Cell(str(number)) for number in one.at), Cell(str(one.not_for_us)), Cell(str(one.missing)), Cell(share))


def _results_brought(row: AssuranceRound) -> Block:
    rows = tuple(
        (Cell(one.text, one.standard), Cell("Bring it into a review", url=f"/round-questions/{one.pk}/bring"))
        for one in row.questions.order_by("position")
    )
    hint = "What a question shows becomes evidence or an action in a review’s thread."
    return Block("Questions", hint, ("Question", "Into the thread"), rows)


def comparison_page(row: AssuranceRound, actor: Actor, on: date, *, back: int = 0) -> tuple[Drawn, list[str]]:
    """Like with like: the questions that are the same in every round, and those that are not, with why."""
    found, levels = comparison_of(row, actor, on, back=back), levels_of(row.levels)
    base, several = address(row), len(found.rounds) > 1
    rows = _compared(found.rows, levels) if several else ()
    standards = _standards(found.rows) if several else {}
    drawn = [
        (f"{name}: {of.title}", one)
        for name, tallies in standards.items()
        for of, one in zip(found.rounds, tallies, strict=True)
    ]
    heads = ("Question", *(one.title for one in found.rounds))
    same = counted(len(rows), "question is the same", "questions are the same")
    unlike = found.comparison.unlike if several else ()
    blocks = (
        Block(
            "By standard",
            "The questions that are the same, put together.",
            ("Standard", *heads[1:]),
            tuple((Cell(name), *(_stands(one, levels) for one in of)) for name, of in standards.items()),
            "None is the same.",
        ),
        Block("Questions that are the same", _scope(found.agencies, found.left_out), heads, rows, "There is none."),
        Block(
            "Not comparable",
            "They are left out of every figure here.",
            ("Question", "Why"),
            tuple((Cell(one.text), Cell(one.why)) for one in unlike),
            "Every question is the same.",
        ),
        _beside(found, f"/rounds/{row.pk}/compare"),
    )
    nothing = Block("Nothing to compare", "There is no earlier round under this questionnaire that you may see.")
    picture = Picture(
        "Round by round",
        "The questions that are the same, by standard, the oldest round first; a darker bar is a stronger level.",
        bars("compared", "Answers round by round", drawn, levels),
        "The same in figures under “By standard”.",
    )
    sheet = Sheet(
        title=row.title,
        over=f"{rounds.KINDS[row.kind]}, {row.case.reference}",
        trail=(*TRAIL, (row.title, base)),
        lead=(f"{same} in {counted(len(found.rounds), 'round')}." if several else "One round alone.", ""),
        tabs=tabs_of(row, "Compared with earlier rounds"),
        blocks=blocks if several else (nothing,),
    )
    return Drawn(sheet, (picture,) if rows else (), key(levels)), [f"assurance_round {one.pk}" for one in found.rounds]


def _beside(found: Compared, here: str) -> Block:
    """The earlier rounds, each to be held against this one alone."""
    rows = tuple(
        (Cell(one.title, url=f"{here}?back={number}"), Cell(day(one.opened_on)))
        for number, one in enumerate(found.earlier, 1)
    )
    hint = "A question or an agency that is missing in one round between is then not left out."
    return Block("Beside one earlier round alone", hint, ("Round", "Opened"), rows)


def _compared(
    rows: Sequence[tuple[Asked, tuple[Tally, ...]]], levels: tuple[Level, ...]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (Cell(asked.text, asked.standard), *(_stands(one, levels) for one in tallies)) for asked, tallies in rows
    )


def _standards(rows: Sequence[tuple[Asked, tuple[Tally, ...]]]) -> dict[str, tuple[Tally, ...]]:
    """The tallies of each standard's questions put together, round by round."""
    found: dict[str, tuple[Tally, ...]] = {}
    for asked, tallies in rows:
        before = found.get(asked.standard)
        found[asked.standard] = tuple(map(together, before, tallies)) if before else tallies
    return found


def _scope(agencies: tuple[str, ...], left_out: tuple[str, ...]) -> str:
    if not agencies:
        return "No agency sent its answers in every round."
    said = f"Counted: {listed(agencies)}, which sent answers in every round."
    return f"{said} Left out: {listed(left_out)}." if left_out else said


def _stands(one: Tally, levels: tuple[Level, ...]) -> Cell:
    if not one.counted:
        return Cell("No answer")
    said = ", ".join(f"{number} {level.label}" for number, level in zip(one.at, levels, strict=True) if number)
    return Cell(said, f"{one.share}% {levels[-1].label}")


HEADS = (
    "Agency",
    "How it stands",
    "Case",
    "Standard",
    "Question",
    "Answer stands",
    "Own score",
    "What shows it",
    "Peer’s score",
    "Peer’s reason",
    "Moderated score",
    "Moderation’s reason",
    "Final score",
)


def answer_rows(row: AssuranceRound, found: Results) -> list[list[str]]:
    """Every answer with its three scores, and a row for every agency that has not answered."""
    levels = levels_of(row.levels)
    of = {one.pk: one for one in found.returns}
    made = []
    for one in found.answers:
        scores, mine = scores_of(one), of[one.of_id]
        peer, last = scores.peer, scores.moderated
        made.append(
            [
                found.names[mine.agency_id],
                returns.STATES[mine.state].word,
                one.sample.reference if one.sample else "",
                one.question.standard,
                one.question.text,
                answers.STATES[one.state].word,
                label_of(scores.own, levels),
                one.words,
                label_of(peer.level, levels) if peer else "",
                peer.reason if peer else "",
                label_of(last.level, levels) if last else "",
                last.reason if last else "",
                label_of(scores.final, levels),
            ]
        )
    blank = [""] * (len(HEADS) - 2)
    made += [[found.names[one.agency_id], returns.STATES[one.state].word, *blank] for one in found.silent]
    return made


def tally_rows(rows: Sequence[Row]) -> list[list[str]]:
    """A table of tallies as texts."""
    return [[one.name, *(cell.text for cell in _figures(one.tally))] for one in rows]
