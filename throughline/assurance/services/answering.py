"""Answer for an agency: save as they go, send, send back; by account, or by a link and its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.assurance.models import AgencyReturn, ReturnAnswer, RoundStep
from throughline.assurance.permissions import why_not_answer, why_not_run, why_not_send_back
from throughline.assurance.queries.rounds import Line, parts_of, standing_of
from throughline.assurance.rules import returns as rules
from throughline.assurance.rules.levels import NOT_FOR_US, levels_of
from throughline.assurance.services.uploads import keep_upload
from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.models import Document
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask
from throughline.messages.services import ask, close_answered
from throughline.reviews.permissions import require
from throughline.reviews.services import given

KIND = "assurance.return"
SUBJECT = "agency_return"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to one line: the level, ``same`` where last time's answer is confirmed, the words, a file."""

    level: int | None
    words: str = ""
    same: bool = False
    document: Document | None = None


@transaction.atomic
def save_answers(of: AgencyReturn, *, said: Mapping[str, Said], by: Actor, at: datetime) -> AgencyReturn:
    """What was said stands, line by line, by the names of the lines; the rest stays. Event ``return_answer.added`` or
    ``return_answer.changed`` for each."""
    row = _held(of)
    require(why_not_answer(actor=by, thing=row))
    _save(row, said, by, at)
    return row


@transaction.atomic
def send_answers(of: AgencyReturn, *, by: Actor, at: datetime) -> AgencyReturn:
    """The agency stands by its answers, every one of them given or confirmed; no link waits for them any more. Event
    ``agency_return.moved``."""
    row = _held(of)
    if row.state == "sent":
        return row
    require(why_not_answer(actor=by, thing=row))
    return _send(row, "by account", by, at)


@transaction.atomic
def send_back(of: AgencyReturn, *, reason: str, by: Actor, at: datetime) -> AgencyReturn:
    """The answers are open again to the agency, with the reason. Event ``agency_return.moved``."""
    row = _held(of)
    require(why_not_send_back(actor=by, thing=row))
    given(reason, True)
    return _step(row, "send_back", by, at, reason.strip())


@transaction.atomic
def ask_agency(of: AgencyReturn, *, to: str, by: Actor, at: datetime) -> Ask:
    """A link to the questions waits to be sent to that person of the agency. Event ``ask.added``."""
    row = _held(of)
    require(why_not_run(actor=by, thing=row))
    if row.state not in rules.OPEN or row.round.state != "answering":
        raise Refused("E1596", "The agency owes no answers now.", "Open the round again, or send the answers back.")
    due = max(row.round.due_on, localdate(at))
    return ask(case=row.case, kind=KIND, to=to, subject=(SUBJECT, row.pk), due_on=due, by=by, at=at)


@transaction.atomic
def keep_so_far(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> None:
    """What was typed and sent behind the link is saved; the link stays open."""
    row = _asked(ask)
    _save(row, _with_files(row, values, by, at), by, at)


@transaction.atomic
def take_answer(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> None:
    """What was answered behind the link is saved and sent. Whoever answers was asked, and has no role here."""
    row = _asked(ask)
    _save(row, _with_files(row, values, by, at), by, at)
    _send(row, "by another link", by, at)


def _with_files(row: AgencyReturn, values: dict[str, Any], by: Actor, at: datetime) -> dict[str, Said]:
    """What was said behind the link, each line with the file that was sent for it, opened safely and kept."""
    said: dict[str, Said] = dict(values["said"])
    for name, one in values["said"].items():
        file = values.get(f"{name}_file")
        if file:
            kept = keep_upload(partnership=row.chain, name=file.name, data=file.read(), by=by, at=at)
            said[name] = replace(one, document=kept)
    return said


def _asked(ask: Ask) -> AgencyReturn:
    row = _held(AgencyReturn.objects.get(pk=ask.subject, case_id=ask.case_id))
    if row.state not in rules.OPEN or row.round.state != "answering":
        raise Refused(
            "E1596", "The answers of your agency are closed.", "Ask the business unit if something must be changed."
        )
    return row


def _held(of: AgencyReturn) -> AgencyReturn:
    editing.locked(of)
    return AgencyReturn.objects.select_related("round__case", "round__before", "case").get(pk=of.pk)


def _save(row: AgencyReturn, said: Mapping[str, Said], by: Actor, at: datetime) -> None:
    lines = {line.name: line for part in parts_of(row) for line in part.lines}
    most = len(levels_of(row.round.levels))
    for name, one in said.items():
        if name not in lines:
            raise Refused("E1597", "That question is not asked in this round.", "Open the page again.")
        _save_line(row, lines[name], *_with_level(lines[name], one, most), by, at)


def _with_level(line: Line, said: Said, most: int) -> tuple[int, Said]:
    """What is said, with the level of last time where that is confirmed."""
    if said.same:
        if line.carried is None:
            raise Refused("E1597", "Nothing was carried forward to that question.", "Choose a level.")
        last = line.carried
        return last.level, Said(last.level, said.words or last.words, True, said.document or last.document)
    if said.level is None or not NOT_FOR_US <= said.level <= most:
        raise Refused("E1597", "That is no level of this questionnaire.", "Choose one that the page offers.")
    if said.level == NOT_FOR_US and not said.words.strip():
        raise Refused("E1597", f"Question {line.place} does not say why it does not apply.", "Say why.")
    return said.level, said


def _save_line(row: AgencyReturn, line: Line, level: int, said: Said, by: Actor, at: datetime) -> None:
    if line.answer is not None:
        fields: dict[str, Any] = {"level": level, "words": said.words.strip()}
        if said.document is not None:
            fields["document"] = said.document
        editing.change(line.answer, fields=fields, version=line.answer.version, by=by, at=at)
        return
    answer = ReturnAnswer(case=row.case, of=row, question=line.question, sample=line.sample, level=level)
    answer.words, answer.document, answer.carried = said.words.strip(), said.document, line.carried
    editing.add(answer, by=by, at=at)


def _send(row: AgencyReturn, how: str, by: Actor, at: datetime) -> AgencyReturn:
    if why := rules.why_not_sendable(standing_of(parts_of(row))):
        raise Refused("E1597", why, "Then send the answers.")
    close_answered(kind=KIND, subject=(SUBJECT, row.pk), how=how, by=by, at=at)
    return _step(row, "send", by, at)


def _step(row: AgencyReturn, verb: str, by: Actor, at: datetime, reason: str = "") -> AgencyReturn:
    move = rules.find(row.state, verb)
    if move is None:
        raise Refused("E1596", f"What is “{rules.STATES[row.state].word}” has no such step.", "Look at it again.")
    before, row.state = row.state, move.after
    editing.kept(row)
    editing.kept(RoundStep(round=row.round, of=row, state=row.state, reason=reason, at=at, by_id=by.user))
    record(
        by=by,
        at=at,
        verb="agency_return.moved",
        subject=("agency_return", row.pk),
        case=row.case_id,
        details={"before": before, "after": row.state, "reason": reason},
    )
    return row
