"""What one agency answers: part by part, with what was carried forward, the file, and the three scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.assurance.models import AgencyReturn, AnswerScore, ReturnAnswer
from throughline.assurance.pages import TRAIL
from throughline.assurance.pages.rounds import address
from throughline.assurance.permissions import (
    may_challenge,
    may_moderate,
    why_not_answer,
    why_not_send_back,
)
from throughline.assurance.queries.rounds import Line, Part, answers_of, parts_of, scores_of, standing_of
from throughline.assurance.rules import answers, returns
from throughline.assurance.rules.levels import Level, label_of, levels_of, sign_of
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import counted, day

HEADS = ("Question", "How it stands", "Own score", "Peer’s score", "Final score", "What shows it")


def return_sheet(row: AgencyReturn, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """The whole return."""
    parts, levels = parts_of(row), levels_of(row.round.levels)
    names = agency_names(row.round.case.partnership_id, on=on)
    writes = why_not_answer(actor=actor, thing=row) is None
    state = returns.STATES[row.state]
    missing = returns.why_not_sendable(standing_of(parts)) if row.state in returns.OPEN else ""
    scored = {one.pk: one for one in answers_of([row])}
    challenges = may_challenge(actor=actor, thing=row, on=on)
    view = _View(row, levels, names, scored, challenges, may_moderate(actor=actor, thing=row, on=on))
    blocks = tuple(_part(view, part, writes) for part in parts)
    page = Sheet(
        title=f"Return of {names[row.agency_id]}",
        over=row.round.title,
        trail=(*TRAIL, (row.round.title, address(row.round))),
        lead=(f"{state.word}: {state.means}.", f" {missing}" if missing else ""),
        pairs=(
            ("Answers due", day(row.round.due_on)),
            ("Answered", _answered(parts)),
            ("Peer", names.get(row.peer_id or 0, "Nobody named")),
        ),
        blocks=blocks,
        deeds=_deeds(row, parts, actor, writes, missing),
    )
    return page, [f"agency_return {row.pk}", *(f"return_answer {key}" for key in scored)]


def _answered(parts: tuple[Part, ...]) -> str:
    lines = [line for part in parts for line in part.lines]
    carried = sum(line.state == "carried" for line in lines)
    words = f"{sum(line.answer is not None for line in lines)} of {len(lines)}"
    return f"{words}; {counted(carried, 'answer')} carried forward and not confirmed" if carried else words


def _deeds(
    row: AgencyReturn, parts: tuple[Part, ...], actor: Actor, writes: bool, missing: str
) -> tuple[tuple[str, str], ...]:
    base = f"/agency-returns/{row.pk}"
    if writes:
        first = next((part.number for part in parts if part.answered < len(part.lines)), 1)
        send = (("Send the answers", f"{base}/send"),)
        return send if not missing else (("Answer the questions", f"{base}/parts/{first}"), *send)
    if why_not_send_back(actor=actor, thing=row) is None:
        return (("Send the answers back", f"{base}/send-back"),)
    return ()


@dataclass(frozen=True)
class _View:
    """What the rows of one return share: the levels, the agencies' names, the scores, and what the person may do."""

    row: AgencyReturn
    levels: tuple[Level, ...]
    names: dict[int, str]
    scored: dict[int, ReturnAnswer]
    challenges: bool
    moderates: bool

    def deed(self, answer: ReturnAnswer) -> tuple[str, str]:
        """The one thing that this person may do with it now, and where; whose hands it went through its page says."""
        if self.challenges and answers.find(answer.state, "challenge"):
            return "Challenge", f"/return-answers/{answer.pk}/challenge"
        if self.moderates and answers.find(answer.state, "moderate"):
            return "Moderate", f"/return-answers/{answer.pk}/moderate"
        return "", ""


def _part(view: _View, part: Part, writes: bool) -> Block:
    rows = tuple(_line(view, line) for line in part.lines)
    hint = f"{part.answered} of {counted(len(part.lines), 'question')} answered."
    deeds = ((f"Answer {part.title}", f"/agency-returns/{view.row.pk}/parts/{part.number}"),) if writes else ()
    return Block(f"{part.number}. {part.title}", hint, HEADS, rows, deeds=deeds)


def _line(view: _View, line: Line) -> tuple[Cell, ...]:
    question = Cell(f"{line.place} {line.question.text}")
    if line.answer is None:
        if line.carried is None:
            return question, Cell("Not answered", sign="waiting"), Cell(""), Cell(""), Cell(""), Cell("")
        state = answers.STATES["carried"]
        was = Cell(label_of(line.carried.level, view.levels), "Last time")
        stands = Cell(state.word, sign=state.sign)
        return question, stands, was, Cell(""), Cell(""), _shows(line.carried)
    answer = view.scored[line.answer.pk]
    state, scores = answers.STATES[answer.state], scores_of(answer)
    doing, where = view.deed(answer)
    return (
        question,
        Cell(doing, state.word, where) if doing else Cell(state.word, sign=state.sign),
        Cell(label_of(scores.own, view.levels), _carried(answer)),
        _score(scores.peer, view),
        Cell(
            label_of(scores.final, view.levels),
            scores.moderated.reason if scores.moderated else "",
            sign=sign_of(scores.final, view.levels),
        ),
        _shows(answer),
    )


def _carried(answer: ReturnAnswer) -> str:
    if answer.carried is None:
        return ""
    return "As last time, confirmed" if answer.carried.level == answer.level else "Changed since last time"


def _score(score: AnswerScore | None, view: _View) -> Cell:
    if score is None:
        return Cell("None")
    by = view.names.get(score.agency_id or 0, score.by.name)
    return Cell(label_of(score.level, view.levels), f"{by}: {score.reason}")


def _shows(answer: ReturnAnswer) -> Cell:
    if answer.document is not None:
        return Cell(answer.document.name, answer.words, f"/documents/{answer.document_id}/")
    return Cell(answer.words or "No words")
