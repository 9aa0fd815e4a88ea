"""What the page of a recommendation shows of its answers, and of who dissents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.findings.models import Recommendation
from throughline.kernel.days import day_written
from throughline.responses.rules import answers
from throughline.reviews.addresses import address_of, shortened
from throughline.ui.words import counted, day


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as the page of its recommendation shows it."""

    given: str
    url: str
    word: str
    sign: str
    reason: str
    stage: str
    stage_sign: str
    stands: bool


@dataclass(frozen=True, slots=True)
class DissentLine:
    """One dissent as the page of its recommendation shows it."""

    who: str
    url: str
    text: str
    printed: str
    sign: str
    why: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What the page of a recommendation shows of its answers."""

    due: str
    none: str
    answers: tuple[AnswerLine, ...]
    dissents: tuple[DissentLine, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as `queries.beside_of` tells of it."""

    pk: int
    answer: str
    reason: str
    state: str
    day_on: date


def published_reason(told: Sequence[tuple[Any, ...]]) -> str:
    """Why it was answered so, by the last of the published answers among those that `queries.beside_of` told of."""
    stands = answers.standing(one for one in _given(told) if one.state == "published")
    return stands.reason if stands is not None else ""


def _given(told: Sequence[tuple[Any, ...]]) -> list[Given]:
    return [
        Given(number, first, second, third, day_written(at))
        for what, number, first, second, third, at in told
        if what == "answer"
    ]


def beside(row: Recommendation, told: Sequence[tuple[Any, ...]], *, answered: bool, on: date) -> Beside:
    """What `queries.beside_of` told of that recommendation: its answers, the day one is due, and who dissents."""
    rows = _given(told)
    rows.sort(key=lambda one: (one.day_on, one.pk), reverse=True)
    stands = answers.standing(rows)
    days = [(date.fromisoformat(first), second) for what, _, first, second, _, _ in told if what == "answer_due"]
    return Beside(
        due=_due_in_words(days, answered=answered, on=on),
        none="The agency asks it of itself." if row.origin_id else "No answer is recorded.",
        answers=tuple(_answer_line(one, stands) for one in rows),
        dissents=tuple(
            DissentLine(
                who=first,
                url=address_of("dissent", number),
                text=shortened(second, 220),
                printed="Held" if third else "Printed",
                sign="held" if third else "done",
                why=third,
            )
            for what, number, first, second, third, _ in told
            if what == "dissent"
        ),
    )


def _due_in_words(days: list[tuple[date, str]], *, answered: bool, on: date) -> str:
    if not days:
        return ""
    due_on, reason = days[-1]
    late = answers.is_late(due_on, answered=answered, on=on)
    moved = f" The day was moved {counted(len(days) - 1, 'time')}, last because: {reason}" if days[1:] else ""
    return f"{'Was due' if late else 'Due'} {day(due_on)}{', and is late' if late else ''}.{moved}"


def _answer_line(one: Given, stands: Given | None) -> AnswerLine:
    known, stage = answers.ANSWERS[one.answer], answers.STATES[one.state]
    return AnswerLine(
        given=day(one.day_on),
        url=address_of("response", one.pk),
        word=known.word,
        sign=known.sign,
        reason=one.reason,
        stage=stage.word,
        stage_sign=stage.sign,
        stands=stands is not None and stands.pk == one.pk,
    )
