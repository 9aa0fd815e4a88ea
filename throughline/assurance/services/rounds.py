"""Open a round, change it, bring it from state to state, and say whose peer looks at whose answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.assurance.models import (
    AgencyReturn,
    AnswerScore,
    AssuranceRound,
    QuestionnaireEdition,
    RoundQuestion,
    RoundSample,
    RoundStep,
)
from throughline.assurance.permissions import why_not_name_peer, why_not_run
from throughline.assurance.queries.questionnaires import standards_of
from throughline.assurance.queries.rounds import previous_round
from throughline.assurance.rules import rounds as rules
from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.cases.services import add_member, open_case
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency, Partnership
from throughline.reviews.permissions import require
from throughline.reviews.services import given

MOST_SAMPLES = 50


@transaction.atomic
def open_round(
    *,
    edition: QuestionnaireEdition,
    title: str,
    due_on: date,
    agencies: Sequence[Agency],
    samples: Sequence[str] = (),
    words: str = "",
    by: Actor,
    at: datetime,
) -> AssuranceRound:
    """The round is open under that edition, and each agency is asked, in a case of its own. Event
    ``assurance_round.added``.

    What is asked is kept with the round. Refused (E1595) where nobody is asked, an audit samples no case, or the
    edition is not published.
    """
    require(why_not_run(actor=by, thing=edition))
    on, kind = localdate(at), edition.questionnaire.kind
    _can_open(edition, due_on, agencies, samples, on)
    partnership = Partnership.objects.select_for_update().get(pk=by.partnership)
    row = AssuranceRound(
        case=open_case(partnership=partnership, reference=_reference(by.partnership, kind, on), by=by, at=at),
        kind=kind,
        title=title,
        questionnaire=edition.questionnaire.title,
        edition=edition.number,
        levels=edition.levels,
        words=words,
        opened_on=on,
        due_on=due_on,
        before=previous_round(by.partnership, kind, edition.questionnaire.title),
        state=rules.FIRST[0],
    )
    editing.add(row, by=by, at=at)
    _keep_questions(row, edition)
    for place, reference in enumerate(samples, 1):
        editing.kept(RoundSample(round=row, position=place, reference=reference))
    editing.kept(RoundStep(round=row, state=row.state, at=at, by_id=by.user))
    for agency in agencies:
        add_member(case=row.case, agency=agency, from_on=on, by=by, at=at)
        made = editing.add(AgencyReturn(case=row.case, round=row, agency=agency, state="asked"), by=by, at=at)
        editing.kept(RoundStep(round=row, of=made, state="asked", at=at, by_id=by.user))
    return row


@transaction.atomic
def change_round(
    row: AssuranceRound, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> AssuranceRound:
    """The round has that title, day and words; ``editing.Changed`` when somebody changed it since."""
    require(why_not_run(actor=by, thing=row))
    return editing.change(row, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def move_round(row: AssuranceRound, *, verb: str, reason: str = "", by: Actor, at: datetime) -> AssuranceRound:
    """The round is in the state to which that verb leads. Event ``assurance_round.moved``.

    Answers are not opened again once a score was given, and results are not shared while a challenge is unsettled.
    """
    now = editing.locked(row)
    require(why_not_run(actor=by, thing=now))
    move = rules.find(now.state, verb)
    if move is None:
        raise Refused(
            "E1596", f"A round that is “{rules.STATES[now.state].word}” has no such step.", "Look at its state again."
        )
    given(reason, move.reason)
    _may_move(now, verb)
    before, now.state = now.state, move.after
    editing.kept(now)
    editing.kept(RoundStep(round=now, state=now.state, reason=reason.strip(), at=at, by_id=by.user))
    record(
        by=by,
        at=at,
        verb="assurance_round.moved",
        subject=("assurance_round", now.pk),
        case=now.case_id,
        details={"before": before, "after": now.state, "reason": reason.strip()},
    )
    return now


@transaction.atomic
def name_peers(row: AssuranceRound, *, peers: Mapping[int, int], by: Actor, at: datetime) -> None:
    """Each return, by its number, has that agency as its peer, 0 for none; never itself.

    Event ``agency_return.changed``.
    Refused (E1595) for an agency that is not of the round.
    """
    now = editing.locked(row)
    require(why_not_name_peer(actor=by, thing=now))
    returns = {one.pk: one for one in AgencyReturn.objects.filter(round=row, withdrawn_at__isnull=True)}
    asked = {one.agency_id for one in returns.values()}
    for key, peer in peers.items():
        mine = returns.get(key)
        if mine is None or (peer and (peer not in asked or peer == mine.agency_id)):
            raise Refused(
                "E1595", "A peer is another agency that is asked in this round.", "Choose one of those that are listed."
            )
        standing = editing.locked(mine)
        editing.change(standing, fields={"peer_id": peer or None}, version=standing.version, by=by, at=at)


@transaction.atomic
def take_results(row: AssuranceRound, *, by: Actor, at: datetime) -> None:
    """What the person may see of the round's results is taken along in a file. Event ``assurance_round.taken``."""
    record(by=by, at=at, verb="assurance_round.taken", subject=("assurance_round", row.pk), case=row.case_id)


def _reference(partnership: int, kind: str, on: date) -> str:
    begins = f"{rules.LETTERS[kind]}-{on.year}-"
    used = set(Case.objects.filter(partnership_id=partnership, reference__startswith=begins).values_list("reference"))
    return next(name for number in range(1, 1000) if ((name := f"{begins}{number:02}"),) not in used)


def _can_open(
    edition: QuestionnaireEdition, due_on: date, agencies: Sequence[Agency], samples: Sequence[str], on: date
) -> None:
    if edition.published_at is None:
        raise Refused("E1595", "That edition is a draft.", "Publish it first; from then on it does not change.")
    if not agencies or any(one.partnership_id != edition.questionnaire.partnership_id for one in agencies):
        raise Refused("E1595", "No agency of this partnership was chosen.", "Choose at least one.")
    if due_on < on:
        raise Refused("E1595", "The day for the answers has passed.", "Give today or a later day.")
    if (edition.questionnaire.kind == rules.AUDIT) != bool(samples):
        raise Refused(
            "E1595",
            "An audit looks at a sample of cases; a self-assessment does not.",
            "Name the references of the sample, or leave them out.",
        )
    if len(samples) > MOST_SAMPLES or len(set(samples)) != len(samples):
        raise Refused("E1595", f"A sample names each case once, at most {MOST_SAMPLES}.", "Look at the references.")


def _keep_questions(row: AssuranceRound, edition: QuestionnaireEdition) -> None:
    place = 0
    for standard in standards_of(edition):
        for asked in standard.asked:  # type: ignore[attr-defined]
            place += 1
            kept = RoundQuestion(round=row, position=place, standard_key=standard.key, standard=standard.title)
            kept.key, kept.text, kept.descriptors, kept.upload = asked.key, asked.text, asked.descriptors, asked.upload
            editing.kept(kept)


def _may_move(row: AssuranceRound, verb: str) -> None:
    if verb == "reopen" and AnswerScore.objects.filter(answer__of__round=row).exists():
        raise Refused(
            "E1596", "An answer was challenged already, so what was said stays as it was.", "Settle the challenge."
        )
    if verb == "share" and row.returns.filter(answers__state="challenged").exists():
        raise Refused("E1596", "A challenge is not settled yet.", "Moderate every challenged answer first.")
