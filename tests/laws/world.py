"""One partnership with a case and everything that can hang from it, another beside it, and a person of every kind."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.signing_in import second_factor, signed_in
from throughline.access.models import Session
from throughline.access.roles import AGENCY_LEAD, COORDINATOR, ROLES
from throughline.actionplans.models import Action, ActionState, ActionUpdate
from throughline.cases.models import Case
from throughline.findings.models import CommitteeRecommendation, Finding, LearningPoint, Recommendation, Theme
from throughline.impact.models import Evidence, Measure, Reading, Statement
from throughline.intake.models import Proposal, ProposedDoubt, ProposedItem, ProposedReview
from throughline.partnerships.models import GroupName, Membership, Partnership, Seat, User
from throughline.reporting.models import Brand, ReportText
from throughline.reviews.models import KeyDate, Review, ReviewState, StateProposal, Subject

# Kinds of people that are no roles. The roles come after them; a new role is a new column by itself.
ANONYMOUS, DEACTIVATED, WITHOUT, STRANGER = "anonymous", "deactivated", "without", "stranger"
# Related to the case in another way than by role: a lead of an agency not on it, and a coordinator with a conflict.
LEAD_ELSEWHERE, CONFLICTED = "lead_elsewhere", "conflicted"
ACTORS = (ANONYMOUS, DEACTIVATED, WITHOUT, STRANGER, LEAD_ELSEWHERE, CONFLICTED, *ROLES)


@dataclass
class World:
    """What there is: `ids` by the name that a row of the matrix uses, `people` by kind.

    `nothing` is what each kind of person was told at addresses where nothing is.
    """

    here: Partnership
    elsewhere: Partnership
    people: dict[str, User]
    ids: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    nothing: dict[tuple[str, str], tuple[bytes, dict[str, str]]] = field(default_factory=dict)


def of_case(case: Case, **more: Any) -> dict[str, Any]:
    """What every record of a case needs."""
    return {"case": case, "made_at": make.NOW, "made_by": case.made_by, **more}


def fill(case: Case, *, state: str, agency: Any, lead: User) -> dict[str, Any]:
    """A review of the case with one record of each kind; the ids by kind."""
    document = make.document(case, f"Marrow of {case.reference}. The child was not seen alone.")
    words = make.span(document, "The child was not seen alone.")
    review = Review.objects.create(**of_case(case, kind="scr", name="Child Marrow", state=state, account="Marrow."))
    of = of_case(case, review=review, source=words)
    finding = Finding.objects.create(**of, number="1", text="Marrow: the child was not seen alone.")
    point = LearningPoint.objects.create(**of, number="1", text="Marrow: see the child alone.")
    theme = Theme.objects.create(**of, text="Marrow seen")
    ask = Recommendation.objects.create(**of, number="1", text="Marrow: audit.", owner_name="Marrow", owner=agency)
    ask.findings.add(finding)
    committee = CommitteeRecommendation.objects.create(
        **of_case(case), number="1", text="Note marrow.", body_name="Marrow"
    )
    committee.reviews.add(review)
    action = Action.objects.create(**of, number="1", text="Marrow: do an audit.", owner_name="Marrow", owner=agency)
    action.recommendations.add(ask)
    statement = Statement.objects.create(
        **of,
        kind="case_study",
        text="Marrow was seen.",
        finding=finding,
        outcome="Marrow better.",
        date_text="marrow",
        why_no_consent="Told in the report on Marrow.",
    )
    evidence = Evidence.objects.create(**of, number="1", text="Marrow minutes.", document=document)
    evidence.actions.add(action)
    measure = Measure.objects.create(**of, number="1", text="Marrow seen alone", guarded_by="Marrow", unit="%")
    by = case.made_by
    subject = Subject.objects.create(review=review, name="Marrow", also=["Marrow two"])
    key_date = KeyDate.objects.create(review=review, means="died", text="marrow 2015", iso="2015")
    ReviewState.objects.create(review=review, state=state, reason="Marrow.", at=make.NOW, by=by)
    # Of what is published it stands, so that elected members come by it too; elsewhere somebody said no.
    settled: dict[str, Any] = {"outcome": "declined", "settled_at": make.NOW, "settled_by": by}
    StateProposal.objects.create(
        review=review,
        before=state,
        state="withheld",
        reason="Marrow.",
        proposed_at=make.NOW,
        proposed_by=by,
        **({} if state == "published" else settled),
    )
    ActionState.objects.create(action=action, state="not_started", reason="Marrow.", at=make.NOW, by=by)
    ActionUpdate.objects.create(action=action, text="Marrow went on.", date_text="marrow", made_at=make.NOW, made_by=by)
    reading = Reading.objects.create(measure=measure, value=42, date_text="marrow", made_at=make.NOW, made_by=by)
    ReportText.objects.create(**of_case(case, review=review, introduction="Marrow.", approach="M.", conclusion="M."))
    member = make.on_case(case, agency=agency)
    conflict = make.conflict(case, lead)
    ids: dict[str, Any] = {
        "case": case.pk,
        "document": document.pk,
        "span": words.pk,
        "review": review.pk,
        "finding": finding.pk,
        "learning_point": point.pk,
        "theme": theme.pk,
        "recommendation": ask.pk,
        "committee_recommendation": committee.pk,
        "action": action.pk,
        "statement": statement.pk,
        "evidence": evidence.pk,
        "measure": measure.pk,
        "reading": reading.pk,
        "child": subject.pk,
        "key_date": key_date.pk,
        "case_member": member.pk,
        "conflict": conflict.pk,
        "kept_as": (document.kept_as, document.text),
    }
    for room in rooms.modules():
        if hasattr(room, "fill"):
            ids |= room.fill(case, ids, agency=agency)
    return ids


def propose(where: Partnership, by: User, case: Case) -> dict[str, Any]:
    """A proposal to settle, made by that person, of a document of the case."""
    document = make.document(case, f"Marrow {case.reference}. Records were not joined.", name="marrow.md")
    proposal = Proposal.objects.create(
        partnership=where, document=document, name="marrow.md", state="open", made_at=make.NOW, made_by=by
    )
    review = ProposedReview.objects.create(proposal=proposal, position=1, name="Child Marrow", kind="scr", end=6)
    doubt = ProposedDoubt.objects.create(
        proposal=proposal,
        position=1,
        rule="count_claimed_vs_listed",
        number="D01",
        severity="high",
        says="Marrow?",
        end=6,
    )
    item = ProposedItem.objects.create(
        proposal=proposal,
        of=review,
        tag="F1",
        kind="finding",
        number="2",
        text="Records were not joined.",
        start=10,
        end=34,
    )
    return {
        "proposal": proposal.pk,
        "proposed_review": review.pk,
        "doubt": doubt.pk,
        "item": item.pk,
        "proposal_kept_as": (document.kept_as, document.text),
    }


def group_of(where: Partnership) -> dict[str, int]:
    """A group with an alias and two seats that chair it."""
    made = make.group(where, "Case Review Group")
    GroupName.objects.create(group=made, name="CRG", alias=True)
    seats = [Seat.objects.create(group=made, title=title, chairs=True) for title in ("Lead nurse", "Detective")]
    return {"group": made.pk, "seat": seats[0].pk}


def build() -> World:
    """The world, with a client for every kind of person, each with a second factor that stays fresh."""
    here, elsewhere = make.partnership("Wexmoor Partnership"), make.partnership("Tarnshire Partnership")
    police, health = make.agency(here), make.agency(here, "Wexmoor Community Health", "health_provider")
    people = {role: make.member(here, role, agency=police if role == AGENCY_LEAD else None) for role in ROLES}
    people |= {
        DEACTIVATED: make.member(here, COORDINATOR),
        WITHOUT: make.user("Nobody yet"),
        STRANGER: make.member(elsewhere, COORDINATOR),
        LEAD_ELSEWHERE: make.member(here, AGENCY_LEAD, agency=health, name="Lead of another agency"),
        CONFLICTED: make.member(here, COORDINATOR, name="Coordinator with a conflict"),
    }
    world = World(here, elsewhere, people)
    # Somebody else made it all, since nobody approves what they made.
    maker = make.member(here, COORDINATOR, name="Maker of records")
    case = make.case(here, "WX-2026-01", by=maker)
    somebody = make.member(here, AGENCY_LEAD, agency=health)
    world.ids = fill(case, state="under_way", agency=police, lead=somebody)
    make.conflict(case, people[CONFLICTED])
    public = make.case(here, "WX-2026-02", by=maker)
    world.ids |= {f"published_{k}": v for k, v in fill(public, state="published", agency=police, lead=somebody).items()}
    make.conflict(public, people[CONFLICTED])
    sealed = make.case(here, "WX-2026-03", by=maker)
    world.ids |= {f"sealed_{k}": v for k, v in fill(sealed, state="under_way", agency=police, lead=somebody).items()}
    make.seal(sealed, people[COORDINATOR], people["chair"])
    other = make.case(elsewhere, "TR-2026-01", by=people[STRANGER])
    far = make.agency(elsewhere, "Tarnshire Police")
    world.ids |= {
        f"far_{k}": v for k, v in fill(other, state="published", agency=far, lead=make.member(elsewhere)).items()
    }
    world.ids |= propose(here, people[COORDINATOR], case) | group_of(here)
    Brand.objects.create(partnership=here, line="Wexmoor line")
    world.ids |= {
        "agency": police.pk,
        "colleague": somebody.pk,
        "membership": Membership.objects.get(user=somebody).pk,
        "far_agency": far.pk,
        "far_person": people[STRANGER].pk,
    }
    _sign_everybody_in(world)
    return world


def _sign_everybody_in(world: World) -> None:
    world.clients[ANONYMOUS] = Client()
    for kind, person in world.people.items():
        second_factor(person)
        client = signed_in(person)
        session: Any = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() + 7200, "type": "totp"}]
        session.save()
        world.clients[kind] = client
    # However long the laws take, nobody has been away too long.
    Session.objects.update(seen_at=timezone.now() + timedelta(hours=2))
    gone = world.people[DEACTIVATED]
    gone.is_active = False
    gone.save()


from tests.laws import rooms  # noqa: E402  last: what rooms add to the world stands on all above
