"""Reviews and what stands beside them: commissions, proceedings, actions, evidence, families, national bodies."""

from __future__ import annotations

from tests import factories as make
from tests.laws.may.tables import (
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
from throughline.actionplans import permissions as actions
from throughline.actionplans.models import Action
from throughline.actionplans.rules import CLOSED
from throughline.actionplans.rules import MOVES as ACTION_MOVES
from throughline.actionplans.rules import STATES as ACTION_STATES
from throughline.commissioning import permissions as commissions
from throughline.commissioning.models import AgencyRecommendation, AgencyReport, LineOfEnquiry, Reviewer
from throughline.commissioning.rules import reports
from throughline.impact import permissions as impact
from throughline.impact.models import Evidence, Measure, Reading
from throughline.impact.views import why_not_add_evidence
from throughline.national import permissions as national
from throughline.national.models import Advice, NationalAsk
from throughline.partnerships.models import Partnership
from throughline.proceedings import permissions as proceedings
from throughline.proceedings import rules as beside
from throughline.proceedings.models import Hold, Proceeding
from throughline.reviews import permissions as reviews
from throughline.reviews import rules
from throughline.reviews.models import Review, StateProposal
from throughline.voices.models import FamilyMember
from throughline.voices.permissions import why_not_keep_log


def review(state: str = "under_way") -> Review:
    """A review in that state."""
    return Review(pk=1, case=CASE, state=state)


def action(state: str = "under_way", owner: int | None = OWN) -> Action:
    """An action of that agency's."""
    return Action(pk=1, case=CASE, owner_id=owner, state=state)


def report(state: str = "requested", agency: int = OWN) -> AgencyReport:
    """A report of that agency's."""
    return AgencyReport(pk=1, case=CASE, agency_id=agency, state=state)


def proposal(move: rules.Move, by: int = SOMEBODY, now: str = "") -> StateProposal:
    """That move, proposed by that person of a review that stands so."""
    of = review(now or move.before)
    return StateProposal(pk=1, review=of, before=move.before, state=move.after, proposed_by_id=by)


def settled(of: StateProposal) -> StateProposal:
    """The same once it was settled."""
    of.settled_at = make.NOW
    return of


SECOND = [move for move in rules.MOVES if move.two]
RECORD = {
    "a case": ({"thing": CASE}, UNIT),
    "a partnership": ({"thing": Partnership(pk=HERE)}, UNIT),
    "a record": ({"thing": review()}, UNIT),
    "withdrawn": ({"thing": withdrawn(review())}, NOBODY),
}
OWNED = {
    "nobody owns it": (None, UNIT),
    "somebody else does": (SOMEBODY, UNIT),
    "the scrutineer does": (NUMBERS[SCRUTINEER], LOOK),
    "an agency’s lead does": (NUMBERS["agency_lead"], UNIT | LEAD),
    "an elected member does": (NUMBERS[ELECTED_MEMBER], UNIT),
}
TABLES = (
    Table(reviews.why_not_record, RECORD),
    Table(reviews.why_not_there, {key: (given, ALL if who else who) for key, (given, who) in RECORD.items()}),
    Table(
        reviews.why_not_move_review,
        {
            f"{move.before} to {move.after}": (
                {"thing": review(move.before), "move": move},
                UNIT if move.two else UNIT & frozenset(move.roles),
            )
            for move in rules.MOVES
        }
        | {"withdrawn": ({"thing": withdrawn(review()), "move": rules.MOVES[0]}, NOBODY)},
    ),
    Table(
        reviews.why_not_confirm,
        {
            f"{move.before} to {move.after}, {word}": ({"thing": thing}, UNIT & frozenset(move.roles) - without)
            for move in SECOND
            for word, thing, without in (
                ("of somebody's", proposal(move), NOBODY),
                ("of the coordinator's", proposal(move, NUMBERS[COORDINATOR]), {COORDINATOR}),
                ("of the chair's", proposal(move, NUMBERS[CHAIR]), {CHAIR}),
                ("settled", settled(proposal(move)), ALL),
                ("overtaken", proposal(move, now="stopped"), ALL),
            )
        },
    ),
    one(commissions.why_not_see, WORK, thing=review()),
    one(commissions.why_not_see, LOOK, thing=review(), inside=True),
    Table(commissions.why_not_write, {key: RECORD[key] for key in ("a record", "withdrawn")}),
    Table(
        commissions.why_not_settle,
        {
            "somebody": ({"thing": Reviewer(case=CASE, name="Tomasz Lewin")}, UNIT),
            "the chair": ({"thing": Reviewer(case=CASE, name="The chair")}, {COORDINATOR}),
            "withdrawn": ({"thing": withdrawn(Reviewer(case=CASE, name="Tomasz Lewin"))}, NOBODY),
        },
    ),
    Table(
        commissions.why_not_tell,
        {key: ({"thing": report(key)}, NOBODY if key in reports.CLOSED else UNIT | LEAD) for key in reports.STATES}
        | {"another's": ({"thing": report(agency=OTHER)}, UNIT), "withdrawn": ({"thing": withdrawn(report())}, NOBODY)},
    ),
    Table(
        commissions.why_not_write_part,
        {
            "the panel's": ({"thing": review(), "model": LineOfEnquiry, "report": None}, UNIT),
            "an agency's": ({"thing": review(), "model": AgencyRecommendation, "report": None}, UNIT | LEAD),
            "of its report": ({"thing": review(), "model": AgencyRecommendation, "report": report()}, UNIT | LEAD),
            "of another's": ({"thing": review(), "model": AgencyRecommendation, "report": report(agency=OTHER)}, UNIT),
            "closed": ({"thing": review(), "model": AgencyRecommendation, "report": report("accepted")}, NOBODY),
        },
    ),
    Table(
        commissions.why_not_move_report,
        {
            f"{move.before} to {move.after}": (
                {"thing": report(move.before), "move": move},
                UNIT | LEAD if move.who == "agency" else UNIT,
            )
            for move in reports.MOVES
        },
    ),
    Table(
        proceedings.why_not_move_proceeding,
        {
            f"{move.before} to {move.after}": ({"thing": Proceeding(case=CASE, state=move.before), "move": move}, UNIT)
            for move in beside.MOVES
        }
        | {"withdrawn": ({"thing": withdrawn(Proceeding(case=CASE)), "move": beside.MOVES[0]}, NOBODY)},
    ),
    Table(
        proceedings.why_not_look,
        {key: ({"thing": Hold(case=CASE, owner_id=owner)}, who) for key, (owner, who) in OWNED.items()}
        | {"withdrawn": ({"thing": withdrawn(Hold(case=CASE, owner_id=NUMBERS[SCRUTINEER]))}, NOBODY)},
    ),
    Table(
        why_not_keep_log,
        {key: ({"thing": FamilyMember(case=CASE, owner_id=owner)}, who) for key, (owner, who) in OWNED.items()},
    ),
    Table(
        actions.why_not_write_about,
        {
            "their own": ({"thing": action()}, UNIT | LEAD),
            "another's": ({"thing": action(owner=OTHER)}, UNIT),
            "nobody's": ({"thing": action(owner=None)}, UNIT),
            "withdrawn": ({"thing": withdrawn(action())}, NOBODY),
        },
    ),
    Table(
        actions.why_not_move,
        {
            f"{move.before} to {move.after}, {word}": (
                {"thing": action(move.before, owner), "move": move},
                UNIT | (LEAD if move.who == "owner" and owner == OWN else NOBODY),
            )
            for move in ACTION_MOVES
            for word, owner in (("their own", OWN), ("another's", OTHER), ("nobody's", None))
        },
    ),
    Table(
        actions.why_not_move_due,
        {key: ({"thing": action(key)}, NOBODY if key in CLOSED else UNIT | LEAD) for key in ACTION_STATES},
    ),
    Table(
        actions.why_not_retest,
        {key: ({"thing": action(key)}, UNIT if key == "confirmed" else NOBODY) for key in ACTION_STATES},
    ),
    one(actions.why_not_take, LOOK, thing=review()),
    one(actions.why_not_colour, frozenset({"administrator"})),
    Table(
        impact.why_not_bring_evidence,
        {
            "of no action": ({"thing": review(), "actions": []}, UNIT),
            "of their own": ({"thing": review(), "actions": [action()]}, UNIT | LEAD),
            "of another's too": ({"thing": review(), "actions": [action(), action(owner=OTHER)]}, UNIT),
        },
    ),
    one(why_not_add_evidence, UNIT, held=True, thing=review()),
    Table(
        impact.why_not_accept,
        {
            "somebody's": ({"thing": Evidence(pk=1, case=CASE, made_by_id=SOMEBODY)}, UNIT),
            "the chair's": ({"thing": Evidence(pk=1, case=CASE, made_by_id=NUMBERS[CHAIR])}, {COORDINATOR}),
            "withdrawn": ({"thing": withdrawn(Evidence(pk=1, case=CASE, made_by_id=SOMEBODY))}, NOBODY),
        },
    ),
    Table(
        impact.why_not_assure,
        {
            word: ({"thing": Reading(pk=1, measure=Measure(pk=1, case=CASE), made_by_id=number)}, who)
            for word, number, who in (("somebody's", SOMEBODY, UNIT), ("the chair's", NUMBERS[CHAIR], {COORDINATOR}))
        },
    ),
    Table(
        national.why_not_ask,
        {
            "a review's": ({"thing": review()}, UNIT),
            "an ask": ({"thing": NationalAsk(case=CASE)}, UNIT),
            "withdrawn": ({"thing": withdrawn(NationalAsk(case=CASE))}, NOBODY),
        },
    ),
    one(national.why_not_advise, UNIT),
    Table(
        national.why_not_advise,
        {
            "there": ({"thing": Advice(partnership_id=HERE)}, UNIT),
            "withdrawn": ({"thing": withdrawn(Advice(partnership_id=HERE))}, NOBODY),
        },
    ),
)
