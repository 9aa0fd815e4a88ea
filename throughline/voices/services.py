"""Write how a family is asked, whose words are kept, and what was said at a learning event."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.queries import works_here
from throughline.audit.services import record
from throughline.cases import editing
from throughline.commissioning.models import LineOfEnquiry
from throughline.kernel.actor import Actor
from throughline.kernel.periods import parse
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency, User
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.queries import next_position
from throughline.reviews.services import change_record, dated, given
from throughline.voices import rules
from throughline.voices.models import Contribution, FamilyContact, FamilyMember, Invitation, LearningEvent, Voice
from throughline.voices.permissions import why_not_keep_log
from throughline.voices.queries import owned_by, to_invite


@transaction.atomic
def add_family_member(
    *, review: Review, relation: str, owner: User | None = None, by: Actor, at: datetime, **words: Any
) -> FamilyMember:
    """Somebody of the family is on the plan, by relation and pseudonym. Event ``family_member.added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    _works_here(review, owner, at)
    row = FamilyMember(case=review.case, review=review, relation=relation, owner=owner, **words)
    row.position = next_position(FamilyMember.objects.filter(case=review.case))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_family_member(member: FamilyMember, *, version: int, by: Actor, at: datetime, **fields: Any) -> FamilyMember:
    """The plan for that family member says so now; ``editing.Changed`` when somebody changed it since."""
    if fields.get("owner") is not None and fields["owner"].pk != member.owner_id:
        _works_here(member.review, fields["owner"], at)
    return change_record(member, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def keep_contact(
    member: FamilyMember,
    *,
    kind: str,
    how: str = "",
    asker_name: str = "",
    says: str = "",
    when_text: str = "",
    when_iso: str = "",
    next_on: date | None = None,
    next_what: str = "",
    by: Actor,
    at: datetime,
) -> FamilyContact:
    """The log has one more entry, which stands for ever, and the next contact is the one given, or none.

    What changed because of somebody, and what they said, is told in words. Event ``family_member.contacted``.
    """
    now = editing.locked(member)
    require(why_not_keep_log(actor=by, thing=now, on=localdate(at)))
    given(says, kind in ("comments", "changed", "other"))
    row = FamilyContact(member=now, case=now.case, kind=kind, how=how, asker_name=asker_name.strip(), says=says.strip())
    row.when_text, row.when_iso, row.at, row.by_id = when_text, dated(when_iso), at, by.user
    editing.kept(row)
    fields = {"next_on": next_on, "next_what": next_what}
    editing.change(now, fields=fields, version=now.version, by=by, at=at)
    _tell(now, "family_member.contacted", by, at, {"entry": row.pk, "kind": kind})
    return row


@transaction.atomic
def hand_over(review: Review, *, of: User, to: User, by: Actor, at: datetime) -> int:
    """Every next contact with this case's family that the one owned belongs to the other; returns how many.

    One event ``review.family_handed_over`` tells of all.
    """
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    _works_here(review, to, at)
    members = list(owned_by(review, of.pk).order_by("id"))
    if not members:
        raise Refused("E1542", f"{of.name} owns no contact with this family.", "Choose who owns one.")
    for member in members:
        editing.change(member, fields={"owner": to}, version=member.version, by=by, at=at)
    told = {"of": of.pk, "to": to.pk, "members": [member.pk for member in members]}
    _tell(review, "review.family_handed_over", by, at, told)
    return len(members)


@transaction.atomic
def add_voice(
    *, review: Review, whose: str, words: str, quotable: str = "nobody", by: Actor, at: datetime, **more: str
) -> Voice:
    """The words stand with who may quote them. Event ``voice.added``. Refused (E1541) without consent to quote."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    _consented(quotable, more.get("consent", ""))
    row = Voice(case=review.case, review=review, whose=whose, words=words, quotable=quotable, **more)
    dated(row.consent_iso)
    row.position = next_position(Voice.objects.filter(review=review))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_voice(voice: Voice, *, version: int, by: Actor, at: datetime, **fields: Any) -> Voice:
    """The words, or who may quote them, are so now. Consent can be taken back: then nobody may quote them."""
    _consented(fields.get("quotable", voice.quotable), fields.get("consent", voice.consent))
    return change_record(voice, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_event(*, review: Review, name: str, by: Actor, at: datetime, **words: str) -> LearningEvent:
    """The learning event stands. Event ``learning_event.added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    dated(words.get("when_iso", ""))
    row = LearningEvent(case=review.case, review=review, name=name, **words)
    row.position = next_position(LearningEvent.objects.filter(review=review))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def propose_invitations(event: LearningEvent, *, by: Actor, at: datetime) -> int:
    """Everybody whom the case names, and who has no conflict, is on the list; returns how many are new.

    Event ``learning_event.proposed``.
    """
    require(why_not_record(actor=by, thing=event, on=localdate(at)))
    proposed = to_invite(event, localdate(at))
    for one in proposed:
        row = _invitation(event, role=one.role)
        row.agency_id, row.person_id = one.agency, one.person
        editing.add(row, by=by, at=at)
    _tell(event, "learning_event.proposed", by, at, {"new": len(proposed)})
    return len(proposed)


@transaction.atomic
def add_invitation(
    event: LearningEvent, *, role: str, agency: Agency | None = None, by: Actor, at: datetime, **more: Any
) -> Invitation:
    """One more practitioner is on the list, by role and agency. Event ``invitation.added``."""
    require(why_not_record(actor=by, thing=event, on=localdate(at)))
    if agency is not None and agency.partnership_id != event.case.partnership_id:
        raise Refused("E1503", "That agency belongs to another partnership.", "Choose one of this partnership.")
    row = _invitation(event, role=role, agency=agency, **more)
    given(row.reason, row.state in rules.NEEDS_REASON)
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_invitation(invitation: Invitation, *, version: int, by: Actor, at: datetime, **fields: Any) -> Invitation:
    """The invitation says so now: whether they came, and whether the support that was offered was taken up."""
    state, reason = fields.get("state", invitation.state), fields.get("reason", invitation.reason)
    given(reason, state in rules.NEEDS_REASON)
    if state not in rules.INVITED:
        raise ValueError(state)
    now = editing.locked(invitation)
    require(why_not_record(actor=by, thing=now, on=localdate(at)))
    return editing.change(now, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_contribution(
    event: LearningEvent,
    *,
    text: str,
    line: LineOfEnquiry | None = None,
    speaker: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """The statement stands under its line of enquiry, with its speaker only where they wish it.

    Event ``learning_event.heard`` says that something was heard: not what, not by whom, not which row. The row keeps
    the day of the event and no moment, so nothing leads from one to the other, whether it is attributed or not.
    """
    require(why_not_record(actor=by, thing=event, on=localdate(at)))
    if line is not None and line.review_id != event.review_id:
        raise Refused("E1508", "That line of enquiry belongs to another review.", "Choose one of this review.")
    period = parse(event.when_iso)
    day = period.first if period and period.first == period.last else localdate(at)
    editing.kept(
        Contribution(case=event.case, event=event, line=line, text=text.strip(), speaker=speaker.strip(), day_on=day)
    )
    _tell(event, "learning_event.heard", by, at, {})


@transaction.atomic
def withdraw_statement(contribution: Contribution, *, event: LearningEvent, by: Actor, at: datetime) -> None:
    """The statement is gone, as whoever made it asked. Event ``learning_event.taken_back`` keeps none of it."""
    require(why_not_record(actor=by, thing=event, on=localdate(at)))
    contribution.delete()
    _tell(event, "learning_event.taken_back", by, at, {})


def _invitation(event: LearningEvent, **values: Any) -> Invitation:
    row = Invitation(case=event.case, review=event.review, event=event, **values)
    row.position = next_position(Invitation.objects.filter(event=event))
    return row


def _works_here(review: Review, person: User | None, at: datetime) -> None:
    if person is not None and not works_here(person.pk, partnership=review.case.partnership_id, on=localdate(at)):
        raise Refused("E1503", f"{person.name} has no role here today.", "Choose somebody of this partnership.")


def _consented(quotable: str, consent: str) -> None:
    if quotable != "nobody" and not consent.strip():
        raise Refused(
            "E1541",
            "Nobody may quote words without consent.",
            "Say who consented and to what, or let nobody quote them.",
        )


def _tell(row: Any, verb: str, by: Actor, at: datetime, details: dict[str, Any]) -> None:
    record(by=by, at=at, verb=verb, subject=(editing.kind_of(row), row.pk), case=row.case_id, details=details)
