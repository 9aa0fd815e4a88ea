"""Families, words and learning events, as far as a person may see them. An elected member sees none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from throughline.access.queries import agency_name_on, standing_on
from throughline.access.roles import ROLES
from throughline.access.rules import may
from throughline.cases.models import CaseMember, Conflict
from throughline.commissioning.models import LineOfEnquiry
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.partnerships.models import Membership
from throughline.proceedings.permissions import READS
from throughline.proceedings.queries import record_at_work
from throughline.reviews.models import Review
from throughline.reviews.queries import one_of, visible_reviews
from throughline.voices.models import Contribution, FamilyContact, FamilyMember, Invitation, LearningEvent, Voice
from throughline.voices.rules import KEEPERS


def get_family_member(id: int, actor: Actor, on: date) -> FamilyMember:
    """That family member, or a 404."""
    return record_at_work(FamilyMember, id, actor, on)


def get_voice(id: int, actor: Actor, on: date) -> Voice:
    """Those words, or the same 404 for words that this person may not read."""
    return one_of(visible_voices(actor, on).select_related("case", "review", "changed_by", "made_by"), id)


def get_event(id: int, actor: Actor, on: date) -> LearningEvent:
    """That learning event, or a 404."""
    return record_at_work(LearningEvent, id, actor, on)


def get_invitation(id: int, actor: Actor, on: date) -> Invitation:
    """That invitation, or a 404."""
    return record_at_work(Invitation, id, actor, on)


def visible_voices(actor: Actor, on: date) -> QuerySet[Voice]:
    """The words that this person may read; those that nobody may quote are for the business unit and the chair."""
    rows = Voice.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    if not actor.role or not may(actor.role, READS):
        return rows.none()
    return rows if actor.role in KEEPERS else rows.exclude(quotable="nobody")


def visible_family(actor: Actor, on: date) -> QuerySet[FamilyMember]:
    """The family members on the cases of the reviews that this person works on."""
    rows = FamilyMember.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return rows if actor.role and may(actor.role, READS) else rows.none()


def family_of(review: Review) -> list[FamilyMember]:
    """The family on the review's case with their logs. The review is one that the person was given."""
    log = FamilyContact.objects.select_related("by").order_by("id")
    rows = FamilyMember.objects.filter(case=review.case_id, withdrawn_at__isnull=True).select_related("owner")
    return list(rows.prefetch_related(Prefetch("log", log)).order_by("position", "id"))


def log_of(member: FamilyMember) -> list[FamilyContact]:
    """The log of a family member, the latest stated date first, those without a date as they were kept."""
    rows = list(member.log.select_related("by").order_by("-id"))
    dated = sorted((row for row in rows if row.when_iso), key=lambda row: sort_key(row.when_iso), reverse=True)
    return [*dated, *(row for row in rows if not row.when_iso)]


def voices_of(review: Review, actor: Actor, on: date) -> list[Voice]:
    """The words kept for the review that this person may read."""
    return list(visible_voices(actor, on).filter(review=review).order_by("position", "id"))


def events_of(review: Review) -> list[LearningEvent]:
    """The review's learning events. The review is one that the person was given."""
    rows = LearningEvent.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")
    invited = Invitation.objects.filter(withdrawn_at__isnull=True).order_by("position", "id")
    return list(rows.prefetch_related(Prefetch("invitations", invited)))


def invitations_of(event: LearningEvent) -> list[Invitation]:
    """Who is invited. The event is one that the person was given."""
    return list(event.invitations.filter(withdrawn_at__isnull=True).order_by("position", "id"))


def contributions_of(event: LearningEvent) -> list[Contribution]:
    """What was said at the event, by line of enquiry and then by its own words: no order tells who spoke when."""
    return list(event.contributions.select_related("line").order_by("line__position", "line_id", "text", "id"))


def contribution_of(event: LearningEvent, id: int) -> Contribution:
    """That statement of the event, or a 404. The event is one that the person was given."""
    return one_of(event.contributions.select_related("case"), id)  # type: ignore[type-var]


def lines_of(review: Review) -> list[LineOfEnquiry]:
    """The review's lines of enquiry, in order. The review is one that the person was given."""
    rows = LineOfEnquiry.objects.filter(review=review, withdrawn_at__isnull=True)
    return list(rows.order_by("position", "id"))


def agency_names(review: Review, on: date) -> Mapping[int, str]:
    """What each agency of the partnership is called that day, by its number."""
    rows = agency_name_on(on, agency__partnership=review.case.partnership_id)
    return dict(rows.order_by("from_on", "id").values_list("agency_id", "name"))


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody to invite: in what role, of which agency, or which person."""

    role: str
    agency: int | None = None
    person: int | None = None


def to_invite(event: LearningEvent, on: date) -> list[Proposed]:
    """The agencies and people on the case that are not on the list yet, without anybody who has a conflict.

    An agency whose every lead has a conflict is left out too.
    """
    case = event.case
    names = agency_names(event.review, on)
    conflicted = Exists(Conflict.objects.filter(case=case, lifted_at__isnull=True, user=OuterRef("user")))
    on_list: set[tuple[int | None, int | None]] = set(
        event.invitations.filter(withdrawn_at__isnull=True).values_list("agency_id", "person_id")
    )
    members = CaseMember.objects.filter(standing_on(on), case=case).annotate(barred=conflicted)
    here = Membership.objects.filter(standing_on(on), partnership=case.partnership_id).annotate(barred=conflicted)
    told = list(here.order_by("id").values_list("user_id", "agency_id", "role", "barred"))
    led = {agency for _, agency, _, _ in told if agency}
    free_led = {agency for _, agency, _, barred in told if agency and not barred}
    roles = {user: role for user, _, role, _ in told}
    found = []
    for row in members.select_related("user").order_by("id"):
        if row.agency_id is not None:
            if (row.agency_id, None) not in on_list and not (row.agency_id in led and row.agency_id not in free_led):
                found.append(Proposed(f"Practitioners of {names.get(row.agency_id, 'an agency')}", row.agency_id))
        elif not row.barred and (None, row.user_id) not in on_list and row.user is not None:
            word = ROLES.get(roles.get(row.user.pk, ""), "").split(" (")[0]
            found.append(Proposed(", ".join(part for part in (row.user.name, word.lower()) if part), None, row.user_id))
    return found


def owned_by(review: Review, user: int) -> QuerySet[FamilyMember]:
    """The family members of the review's case whose next contact that person owns."""
    return FamilyMember.objects.filter(Q(owner_id=user), case=review.case_id, withdrawn_at__isnull=True)
