"""An agency is asked for its chronology: how the form behind the code looks, and what becomes of what is sent there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from throughline.chronology.forms import AnswerForm
from throughline.chronology.pages import when_of
from throughline.chronology.queries.held import columns_of
from throughline.chronology.queries.sent import typed_behind
from throughline.chronology.rules import CHECKS, Timeline
from throughline.chronology.rules.template import instructions, template
from throughline.chronology.services.asking import add_entry, take_answer
from throughline.chronology.services.sending import KIND
from throughline.messages.kinds import Kind, Paper, register
from throughline.messages.models import Ask
from throughline.ui.words import counted

TYPED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What a contributor is told, a sentence each; and what was typed in so far behind this question."""

    lines: tuple[str, ...]
    typed: tuple[tuple[str, str, str], ...]
    of: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that would wait to be mended: its number, its rule with the rule's title, why, and what stands in it."""

    row: int
    rule: str
    title: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file would come to, if it were sent as it is."""

    says: str
    refused: tuple[Broken, ...]
    aside: tuple[str, ...]


def told(ask: Ask) -> Told:
    """The instructions, made from the columns that the partnership asks for."""
    rows = typed_behind(ask)
    typed = tuple((when_of(one), one.source, one.event or one.comment) for one in rows[:TYPED_SHOWN])
    return Told(tuple(instructions(columns_of(ask.case.partnership_id))), typed, rows.count())


def checked(ask: Ask, values: dict[str, Any]) -> Checked | None:
    """What the file comes to, row by row. Nothing is kept."""
    read: Timeline | None = values.get("read")
    if read is None:
        return None
    rows = len(read.entries) + len(read.refused) + len(read.notes)
    says = (
        f"{counted(rows, 'row')}: {counted(len(read.entries), 'entry', 'entries')}, "
        f"{counted(len(read.refused), 'row to mend', 'rows to mend')}, {counted(len(read.notes), 'note')}."
    )
    broken = (
        Broken(
            one.row,
            one.rule,
            CHECKS[one.rule].title if one.rule in CHECKS else "",
            one.why,
            " · ".join(words for _, words in one.typed if words),
        )
        for one in read.refused
    )
    return Checked(says, tuple(broken), read.aside)


def paper(ask: Ask, name: str) -> Paper | None:
    """The empty template, as Word or Excel."""
    kinds = {"template.docx": "docx", "template.xlsx": "excel"}
    if name not in kinds:
        return None
    ending = f".{name.partition('.')[2]}"
    data = template(columns_of(ask.case.partnership_id), ending)
    return Paper(data, f"chronology-{name}", kinds[name])


def watch() -> None:
    """Agencies can be asked from now on."""
    register(
        Kind(
            key=KIND,
            title="Your agency’s chronology",
            form=AnswerForm,
            answer=take_answer,
            nil=take_answer,
            so_far=add_entry,
            check=checked,
            papers=paper,
            more=told,
            dated=True,
            tells=True,
            template="chronology/answer.jinja",
        )
    )
