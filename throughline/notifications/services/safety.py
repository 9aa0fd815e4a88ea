"""Ask whether any child is in danger, record who attests to it, and end the reports with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.identities.models import Child
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications import rules
from throughline.notifications.models import Incident, SafetyAnswer, SafetyQuestion, SafetyRhythm
from throughline.notifications.permissions import require, why_not_ask, why_not_attest, why_not_set_rhythm
from throughline.notifications.queries import answers_on_safety, rhythm_of
from throughline.partnerships.models import Partnership

LONGEST_RHYTHM = 52


@transaction.atomic
def ask_safety(
    incident: Incident,
    *,
    child: Child | None = None,
    asked_of: str = "",
    every_weeks: int = 0,
    by: Actor,
    at: datetime,
) -> SafetyQuestion:
    """It is asked whether that child, or any, is in danger now; an open question of the same child stands instead.

    Reports back are due every so many weeks once somebody has attested; without a number, as the partnership has it.
    Event ``safety_question.added``.
    """
    now = editing.locked(incident)
    require(why_not_ask(actor=by, thing=now, on=localdate(at)))
    every_weeks = _possible(every_weeks or rhythm_of(now.case.partnership_id))
    if child is not None and child.case_id != now.case_id:
        raise Refused("E1943", "That child is not of this case.", "Choose a child of the case.")
    same = now.safety_questions.filter(child=child, ended_at__isnull=True, withdrawn_at__isnull=True).first()
    if same is not None:
        return same
    asked = SafetyQuestion(case=now.case, incident=now, child=child, asked_of=asked_of.strip(), every_weeks=every_weeks)
    return editing.add(asked, by=by, at=at)


@transaction.atomic
def change_rhythm(question: SafetyQuestion, *, every_weeks: int, by: Actor, at: datetime) -> SafetyQuestion:
    """Reports on that child's safety come back every so many weeks from now on. Event ``safety_question.changed``."""
    now = editing.locked(question)
    require(why_not_ask(actor=by, thing=now, on=localdate(at)))
    return editing.change(now, fields={"every_weeks": _possible(every_weeks)}, version=now.version, by=by, at=at)


@transaction.atomic
def set_rhythm(*, partnership: Partnership, every_weeks: int, by: Actor, at: datetime) -> SafetyRhythm:
    """The partnership asks again every so many weeks, in each question asked from now on. Event ``safety_rhythm.set``.

    Questions that were asked keep their own rhythm.
    """
    require(why_not_set_rhythm(actor=by, thing=partnership, on=localdate(at)))
    weeks = _possible(every_weeks)
    row, _ = SafetyRhythm.objects.update_or_create(partnership=partnership, defaults={"every_weeks": weeks})
    subject = ("partnership", partnership.pk)
    record(by=by, at=at, verb="safety_rhythm.set", subject=subject, chain=partnership.pk, details={"weeks": weeks})
    return row


def _possible(every_weeks: int) -> int:
    if not 1 <= every_weeks <= LONGEST_RHYTHM:
        raise Refused("E1942", "Reports come back every 1 to 52 weeks.", "Give a number of weeks.")
    return every_weeks


@transaction.atomic
def attest(
    question: SafetyQuestion,
    *,
    answer: str,
    known_on: date,
    knows: str,
    attested_by_name: str,
    once: str = "",
    by: Actor,
    at: datetime,
) -> SafetyAnswer:
    """A named person says what they know of the child's safety, and of which day. Event ``safety_question.answered``.

    Only “no child is in danger” takes the question from the top of the pages; then reports are due on its rhythm.
    """
    now = editing.locked(question)
    made = now.answers.filter(by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    require(why_not_attest(actor=by, thing=now, on=localdate(at)))
    if answer not in dict(rules.SAFETY):
        raise Refused("E1944", "The question is answered with one of three answers.", "Choose one.")
    if not knows.strip() or not attested_by_name.strip():
        raise Refused("E1945", "An answer names who attests, and what they know.", "Give both.")
    if known_on > localdate(at):
        raise Refused("E1946", "Nobody knows yet how it is on a day to come.", "Give the day on which it was so.")
    row = SafetyAnswer(
        question=now,
        answer=answer,
        known_on=known_on,
        knows=knows.strip(),
        attested_by_name=attested_by_name.strip(),
        once=once,
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    told = {"answer": answer, "known_on": known_on.isoformat(), "knows": row.knows, "attested_by": row.attested_by_name}
    _tell(now, "safety_question.answered", by, at, told)
    return row


@transaction.atomic
def end_reports(question: SafetyQuestion, *, why: str, by: Actor, at: datetime) -> SafetyQuestion:
    """No more reports on the child's safety are asked for, and why. Event ``safety_question.ended``.

    Refused while nobody has attested that no child is in danger, or the last answer says otherwise.
    """
    now = editing.locked(question)
    if now.ended_at is not None:
        return now
    require(why_not_ask(actor=by, thing=now, on=localdate(at)))
    said = answers_on_safety(now)
    if not said or said[-1].answer != "safe":
        raise Refused("E1947", "The last answer does not say that no child is in danger.", "Record an answer first.")
    if not why.strip():
        raise Refused("E1931", "There is no reason.", "Say in a sentence why.")
    now.ended_at, now.ended_by_id, now.ended_why, now.version = at, by.user, why.strip(), now.version + 1
    editing.kept(now)
    _tell(now, "safety_question.ended", by, at, {"why": now.ended_why})
    return now


def _tell(question: SafetyQuestion, verb: str, by: Actor, at: datetime, details: Mapping[str, object]) -> None:
    subject = ("safety_question", question.pk)
    record(by=by, at=at, verb=verb, subject=subject, case=question.case_id, details=details)
