"""Make a letter from the record: whole, or held until the record says what is missing."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate
from docx import Document as Word
from docx.shared import RGBColor

from throughline.audit.services import record, saw
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.documents.rendering import word
from throughline.documents.services import hand_out, keep
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.letters import permissions, rules
from throughline.letters.models import Letter
from throughline.letters.queries import abouts, facts_for, real_names, tos
from throughline.letters.rules import Fact, Kind
from throughline.reporting.models import Brand
from throughline.ui.words import day, moment

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@transaction.atomic
def make_letter(
    case: Case,
    *,
    kind: str,
    about: str,
    to: str,
    typed: Mapping[str, str],
    once: str = "",
    by: Actor,
    at: datetime,
) -> Letter:
    """The letter is made by its template, kept with its hash, and its making is a sight of what it tells.

    `about` and `to` are keys of `queries.abouts` and `queries.tos`; `typed` is what only a person can say, such as the
    day of the answer. Held, and refused (E1641), while the record says nothing for a place of it: nothing is made up.
    Events: ``document.kept``, ``letter.made``, ``saw``.
    """
    on = localdate(at)
    permissions.require(permissions.why_not_write(actor=by, thing=case, on=on))
    made = Letter.objects.filter(case=case, made_by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    of, whom = _chosen(case, kind, about, to, on)
    facts = facts_for(of, case=case, about=about, to=to, on=on)
    _refuse_held(of, facts, typed)
    data = _written(of, case, {name: fact.words for name, fact in facts.items()} | dict(typed), whom, by, at)
    _refuse_names(data, case)
    sheet = keep(
        partnership=case.partnership_id,
        name=f"letter {of.key} {case.reference}.docx",
        data=data,
        reading={"kind": "letter", "title": f"{of.name}, {case.reference}", "text": ""},
        by=by,
        at=at,
    )
    subject, _, number = about.partition("-")
    row = Letter(
        case=case,
        kind=of.key,
        to_name=whom,
        subject_type=subject,
        subject=int(number),
        template=of.template,
        template_sha256=hashlib.sha256(template_of(of).read_bytes()).hexdigest(),
        document=sheet,
        sha256=hashlib.sha256(data).hexdigest(),
        once=once,
        made_at=at,
        made_by_id=by.user,
    )
    editing.kept(row)
    told = {"kind": of.key, "to": whom, "template": of.template, "template_sha256": row.template_sha256}
    record(
        by=by,
        at=at,
        verb="letter.made",
        subject=("letter", row.pk),
        case=case.pk,
        details=told | {"sha256": row.sha256},
    )
    records = sorted({fact.record for fact in facts.values() if fact.record})
    saw(by=by, at=at, subject=("letter", row.pk), case=case.pk, records=records)
    return row


@transaction.atomic
def hand_out_letter(letter: Letter, *, by: Actor, at: datetime) -> bytes:
    """The letter as it was made, byte for byte. Refused (E1643) when it is not. Event ``document.handed_out``."""
    data = hand_out(document=letter.document, case=letter.case_id, by=by, at=at)
    if hashlib.sha256(data).hexdigest() != letter.sha256:
        raise Refused(
            "E1643",
            "The file is not the letter that was made.",
            "Tell the person who looks after the service; a backup holds it.",
        )
    return data


def template_of(kind: Kind) -> Path:
    """The Word file of the kind's template, of its version now."""
    return TEMPLATES / kind.template / "letter.docx"


def _chosen(case: Case, kind: str, about: str, to: str, on: object) -> tuple[Kind, str]:
    """The kind, and to whom; refused (E1640) where what was chosen is not of this case."""
    of = rules.KINDS.get(kind)
    whom = next((one.words for one in tos(of, case, on) if one.key == to), "") if of else ""  # type: ignore[arg-type]
    if of is None or not whom or about not in {one.key for one in abouts(of, case)}:
        raise Refused(
            "E1640", "The letter is about, or to, what this case does not hold.", "Choose from what the page offers."
        )
    return of, whom


def _refuse_held(of: Kind, facts: Mapping[str, Fact], typed: Mapping[str, str]) -> None:
    lacks = [one.place.label.lower() for one in rules.missing(rules.filled(of, facts))]
    lacks += [name.replace("_", " ") for name in of.asks if not typed.get(name, "").strip()]
    if lacks:
        raise Refused(
            "E1641",
            f"The letter is held: nothing on record says {rules.listed(lacks)}.",
            "Record what is missing, and make it then. Nothing is put in its place.",
        )


def _written(of: Kind, case: Case, words: Mapping[str, str], whom: str, by: Actor, at: datetime) -> bytes:
    brand = Brand.objects.filter(partnership=case.partnership_id).first() or Brand()
    values = {
        **words,
        "title": of.name,
        "to": whom,
        "today": day(at),
        "header": case.reference,
        "footer": f"{case.reference}. To {whom}. Made {moment(at)} by {by.name}. Template {of.template}.",
        "brand": {"name": words["partnership"], "line": brand.line},
    }
    return _branded(word.render(template_of(of), values, at=at), brand.colour)


def _branded(data: bytes, colour: str) -> bytes:
    """The letter with the partnership's name in its own colour at the head of every sheet."""
    file = Word(io.BytesIO(data))
    for section in file.sections:
        for run in section.header.paragraphs[0].runs:
            run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _refuse_names(data: bytes, case: Case) -> None:
    """Nothing, or the refusal of a letter into which somebody wrote a child's real name."""
    file = Word(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs).casefold()
    if any(name.casefold() in text for name in real_names(case)):
        raise Refused(
            "E1642",
            "The letter would hold the real name of a child.",
            "Put the pseudonym where the name stands in the record or in what you typed.",
        )
