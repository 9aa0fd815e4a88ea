"""An agency is asked for its chronology: how the form behind the code looks, and what becomes of the file."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.chronology.forms import AnswerForm
from throughline.chronology.queries.held import columns_of
from throughline.chronology.rules.template import instructions
from throughline.chronology.services.asking import take_answer
from throughline.chronology.services.sending import KIND
from throughline.messages.kinds import Kind, register
from throughline.messages.models import Ask


@dataclass(frozen=True, slots=True)
class Told:
    """What a contributor is told, a sentence each."""

    lines: tuple[str, ...]


def told(ask: Ask) -> Told:
    """The instructions, made from the columns that the partnership asks for."""
    return Told(tuple(instructions(columns_of(ask.case.partnership_id))))


def watch() -> None:
    """Agencies can be asked from now on."""
    register(
        Kind(
            key=KIND,
            title="Your agency’s chronology",
            form=AnswerForm,
            answer=take_answer,
            nil=take_answer,
            more=told,
            template="chronology/answer.jinja",
        )
    )
