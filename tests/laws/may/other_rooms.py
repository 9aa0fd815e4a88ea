"""People, cases, incidents, messages, documents, assurance and reports."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws.may.tables import (
    ADMINISTRATOR,
    ALL,
    CASE,
    CHAIR,
    COORDINATOR,
    ELECTED_MEMBER,
    HERE,
    LEAD,
    LOOK,
    NOBODY,
    NUMBERS,
    OTHER,
    OWN,
    SCRUTINEER,
    SOMEBODY,
    UNIT,
    WORK,
    Table,
    one,
    withdrawn,
)
from throughline.access.permissions import why_not_manage
from throughline.assurance import permissions as assurance
from throughline.assurance.models import AgencyReturn, AssuranceRound, ReturnAnswer
from throughline.assurance.rules import answers, returns
from throughline.boards.permissions import why_not_see_board
from throughline.caseexport.models import IDENTITIES, CaseExport
from throughline.caseexport.permissions import why_not_settle as why_not_settle_export
from throughline.cases import permissions as cases
from throughline.cases.models import Conflict, Seal
from throughline.chronology.models import Chronology, RefusedLine, Submission
from throughline.chronology.permissions import why_not_mend
from throughline.intake import permissions as intake
from throughline.intake.models import Proposal
from throughline.letters.permissions import why_not_head
from throughline.messages import permissions as messages
from throughline.messages.models import Ask, Message
from throughline.notifications.models import Incident
from throughline.notifications.permissions import why_not_set_rhythm
from throughline.partnerships.models import Partnership
from throughline.rapidreviews import permissions as rapid
from throughline.rapidreviews import rules as rapid_rules
from throughline.rapidreviews.models import RapidReview
from throughline.reporting import permissions as reporting
from throughline.reviews.models import Review
from throughline.rulebook.permissions import why_not_read

SENDABLE = (Message.State.FAILED, Message.State.UNSURE)


def conflict(about: int = SOMEBODY, by: int = SOMEBODY, **more: Any) -> Conflict:
    """A conflict about somebody, declared by somebody."""
    return Conflict(case=CASE, user_id=about, declared_by_id=by, **more)


def returned(state: str, of: str = "answering", agency: int = OWN, peer: int | None = None) -> AgencyReturn:
    """What that agency answers in a round that stands so, and who is its peer."""
    round = AssuranceRound(case=CASE, state=of)
    return AgencyReturn(pk=1, case=CASE, agency_id=agency, peer_id=peer, state=state, round=round)


def said(state: str, of: AgencyReturn) -> ReturnAnswer:
    """One answer of those, written by somebody."""
    return ReturnAnswer(pk=1, case=CASE, of=of, state=state, made_by_id=SOMEBODY)


def export(by: int = SOMEBODY, **more: Any) -> CaseExport:
    """A file with identities that somebody asked for."""
    return CaseExport(case=CASE, made_by_id=by, **{"scope": IDENTITIES, **more})


def refused(agency: int = OWN) -> RefusedLine:
    """A row of that agency's that was not taken in."""
    return RefusedLine(submission=Submission(case=CASE, agency_id=agency, version=1))


TABLES = (
    Table(
        why_not_manage,
        {
            "anybody": ({}, {ADMINISTRATOR}),
            "another": ({"person": SOMEBODY}, {ADMINISTRATOR}),
            "oneself": ({"person": NUMBERS[ADMINISTRATOR]}, NOBODY),
        },
        held=False,
    ),
    one(cases.why_not_open, UNIT),
    one(cases.why_not_say_who_is_on, UNIT, held=True, thing=CASE),
    Table(
        cases.why_not_declare,
        {
            "of another": ({"thing": CASE, "person": SOMEBODY}, UNIT),
            "of the scrutineer": ({"thing": CASE, "person": NUMBERS[SCRUTINEER]}, LOOK),
            "of the administrator": ({"thing": CASE, "person": NUMBERS[ADMINISTRATOR]}, UNIT | {ADMINISTRATOR}),
        },
    ),
    Table(
        cases.why_not_lift,
        {
            "of others": ({"thing": conflict()}, UNIT),
            "about the chair": ({"thing": conflict(about=NUMBERS[CHAIR])}, {COORDINATOR}),
            "declared by the coordinator": ({"thing": conflict(by=NUMBERS[COORDINATOR])}, {CHAIR}),
            "lifted": ({"thing": conflict(lifted_at=make.NOW)}, NOBODY),
        },
    ),
    one(cases.why_not_seal, UNIT, held=True, thing=CASE),
    Table(
        cases.why_not_unseal,
        {
            "by others": ({"thing": Seal(case=CASE, sealed_by_id=SOMEBODY)}, UNIT),
            "by the coordinator": ({"thing": Seal(case=CASE, sealed_by_id=NUMBERS[COORDINATOR])}, {CHAIR}),
            "lifted": ({"thing": Seal(case=CASE, sealed_by_id=SOMEBODY, lifted_at=make.NOW)}, NOBODY),
        },
    ),
    Table(
        why_not_settle_export,
        {
            "asked by others": ({"thing": export()}, UNIT),
            "asked by the chair": ({"thing": export(NUMBERS[CHAIR])}, {COORDINATOR}),
            "agreed": ({"thing": export(agreed_at=make.NOW)}, NOBODY),
            "declined": ({"thing": export(declined_at=make.NOW)}, NOBODY),
            "under pseudonyms": ({"thing": export(scope="pseudonyms")}, NOBODY),
        },
    ),
    Table(
        why_not_mend,
        {
            f"{word}, {state}": (
                {"thing": refused(agency), "held": Chronology(case=CASE, state=state)},
                NOBODY if state == "closed" else who,
            )
            for state in ("gathering", "shared", "closed")
            for word, agency, who in (("their own", OWN, UNIT | LEAD), ("another's", OTHER, UNIT))
        },
    ),
    one(messages.why_not_ask, UNIT, held=True, thing=CASE),
    one(messages.why_not_chase, UNIT, held=True, thing=Ask(case=CASE)),
    Table(
        messages.why_not_send_again,
        {
            f"{kind}, {state}": (
                {"thing": Message(partnership_id=HERE, kind=kind, state=state)},
                UNIT if state in SENDABLE and kind != "code" else NOBODY,
            )
            for state in Message.State.values
            for kind in ("ask", "code")
        },
    ),
    one(messages.why_not_see, LOOK),
    one(messages.why_not_register, UNIT),
    one(intake.why_not_import, frozenset({COORDINATOR})),
    Table(
        intake.why_not_settle,
        {
            state: (
                {"thing": Proposal(partnership_id=HERE, state=state)},
                {COORDINATOR} if state == Proposal.State.OPEN else NOBODY,
            )
            for state in Proposal.State.values
        },
    ),
    one(why_not_set_rhythm, UNIT, held=True, thing=Partnership(pk=HERE)),
    Table(
        rapid.why_not_open,
        {
            "notified": ({"thing": Incident(case=CASE), "notified": True}, UNIT),
            "not notified": ({"thing": Incident(case=CASE), "notified": False}, NOBODY),
            "withdrawn": ({"thing": withdrawn(Incident(case=CASE)), "notified": True}, NOBODY),
        },
    ),
    Table(
        rapid.why_not_sign,
        {
            f"{state.key}, {word}": (
                {"thing": RapidReview(case=CASE), "state": state, "partner": "police", "agency": agency, "kind": kind},
                who if state.key in ("concluded", "sent") else NOBODY,
            )
            for state in rapid_rules.STATES.values()
            for word, agency, kind, who in (
                ("their own", OWN, "police", UNIT | LEAD),
                ("of another kind", OWN, "school", UNIT),
                ("another's", OTHER, "police", UNIT),
                ("nobody named", 0, "", UNIT),
            )
        },
    ),
    one(assurance.why_not_run, UNIT),
    Table(
        assurance.why_not_run,
        {
            "there": ({"thing": AssuranceRound(case=CASE)}, UNIT),
            "withdrawn": ({"thing": withdrawn(AssuranceRound(case=CASE))}, NOBODY),
        },
    ),
    Table(
        assurance.why_not_answer,
        {key: ({"thing": returned(key)}, UNIT | LEAD if key in returns.OPEN else NOBODY) for key in returns.STATES}
        | {
            "another's": ({"thing": returned("asked", agency=OTHER)}, UNIT),
            "closed": ({"thing": returned("asked", "challenging")}, NOBODY),
            "withdrawn": ({"thing": withdrawn(returned("asked"))}, NOBODY),
        },
    ),
    Table(
        assurance.why_not_send_back,
        {key: ({"thing": returned(key)}, UNIT if key == "sent" else NOBODY) for key in returns.STATES}
        | {"closed": ({"thing": returned("sent", "challenging")}, NOBODY)},
    ),
    Table(
        assurance.why_not_challenge,
        {
            f"{key}, {of}, {word}": (
                {"thing": said(key, returned("sent", of, OTHER, peer))},
                who if (key, of) == ("answered", "challenging") else NOBODY,
            )
            for key in answers.STATES
            for of in ("answering", "challenging", "shared")
            for word, peer, who in (("their peer", OWN, LEAD | {SCRUTINEER}), ("no peer", None, {SCRUTINEER}))
        }
        | {"their own": ({"thing": said("answered", returned("sent", "challenging"))}, {SCRUTINEER})},
    ),
    Table(
        assurance.why_not_moderate,
        {
            f"{key}, {of}": (
                {"thing": said(key, returned("sent", of))},
                UNIT if key == "challenged" and of != "shared" else NOBODY,
            )
            for key in answers.STATES
            for of in ("challenging", "shared")
        },
    ),
    Table(
        assurance.why_not_name_peer,
        {
            key: ({"thing": AssuranceRound(case=CASE, state=key)}, who)
            for key, who in (("answering", UNIT), ("challenging", UNIT), ("shared", NOBODY))
        },
    ),
    one(reporting.why_not_report, LOOK, thing=Review(case=CASE)),
    one(reporting.why_not_write_for_report, UNIT, thing=Review(case=CASE)),
    one(reporting.why_not_brand, frozenset({COORDINATOR, ADMINISTRATOR})),
    one(why_not_head, frozenset({COORDINATOR, ADMINISTRATOR})),
    one(why_not_read, ALL),
    Table(
        why_not_see_board,
        {
            "partnership": ({"kind": "partnership", "key": HERE}, LOOK | {ELECTED_MEMBER}),
            "own agency": ({"kind": "agency", "key": OWN}, WORK),
            "other agency": ({"kind": "agency", "key": OTHER}, LOOK),
            "no agency": ({"kind": "agency", "key": 0}, LOOK),
            "group": ({"kind": "group", "key": 1}, LOOK),
            "review": ({"kind": "review", "key": 1}, WORK | {ELECTED_MEMBER}),
        },
        held=False,
    ),
)
