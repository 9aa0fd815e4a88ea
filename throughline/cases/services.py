"""Open a case, say who is on it and who must not be, and seal it. Each act is whole or nothing, and an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.queries import anybody_may, name_on, works_here
from throughline.audit.services import record
from throughline.cases import permissions, rules
from throughline.cases.models import Case, CaseMember, CasePaper, Conflict, Seal
from throughline.documents.models import Document
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency, Partnership, User


def next_reference(partnership: Partnership, *, on: date) -> str:
    """The next free reference of the partnership in that year, such as ``WX-2026-01``, without gaps.

    The partnership's row is held until the transaction ends, so two who open cases at once get two numbers.
    """
    held = Partnership.objects.select_for_update().get(pk=partnership.pk)
    official = name_on(on, partnership=held).values_list("name", flat=True).first()
    letters = rules.letters_of(official or held.short)
    used = Case.objects.filter(partnership=held, reference__startswith=f"{letters}-{on.year}-")
    return rules.reference_of(
        letters, on.year, rules.next_number(used.values_list("reference", flat=True), letters, on.year)
    )


@transaction.atomic
def open_case(*, partnership: Partnership, reference: str = "", by: Actor, at: datetime) -> Case:
    """The partnership holds a case with that reference, or with its next one."""
    permissions.require(permissions.why_not_open(actor=by, on=localdate(at)))
    if partnership.pk != by.partnership:
        raise Refused(
            "E1402", "A case can be opened only for your own partnership.", "Choose your membership there first."
        )
    reference = reference.strip() or next_reference(partnership, on=localdate(at))
    if len(reference) > 40:
        raise Refused("E1403", "The reference is longer than 40 characters.", "Give a shorter one, or leave it out.")
    if Case.objects.filter(partnership=partnership, reference=reference).exists():
        raise Refused(
            "E1404", f"There is a case with the reference {reference} already.", "Give another, or leave it out."
        )
    case = Case.objects.create(partnership=partnership, reference=reference, made_at=at, made_by_id=by.user)
    record(by=by, at=at, verb="case.opened", subject=("case", case.pk), case=case.pk, details={"reference": reference})
    return case


@transaction.atomic
def add_paper(*, case: Case, document: Document, by: Actor, at: datetime) -> CasePaper:
    """The document belongs to the case, and is seen by whoever may see the case. Once, however often it is asked."""
    if document.partnership_id != case.partnership_id:
        raise Refused("E1405", "The document belongs to another partnership.", "Keep it in this partnership first.")
    paper, new = CasePaper.objects.get_or_create(case=case, document=document)
    if new:
        _tell("case.paper_added", case, by, at, {"document": document.pk})
    return paper


@transaction.atomic
def add_member(
    *, case: Case, user: User | None = None, agency: Agency | None = None, from_on: date, by: Actor, at: datetime
) -> CaseMember:
    """That person, or every lead of that agency, is on the case from that day."""
    permissions.require(permissions.why_not_say_who_is_on(actor=by, thing=case, on=localdate(at)))
    if (user is None) == (agency is None):
        raise Refused("E1406", "A member of a case is a person or an agency.", "Choose one of the two.")
    if agency and agency.partnership_id != case.partnership_id:
        raise Refused("E1407", "That agency belongs to another partnership.", "Choose an agency of this partnership.")
    if user and not works_here(user.pk, partnership=case.partnership_id, on=localdate(at)):
        raise Refused("E1407", "That person has no membership here today.", "An administrator can give them one.")
    if CaseMember.objects.filter(case=case, user=user, agency=agency, to_on__isnull=True).exists():
        raise Refused("E1408", "They are on the case already.", "Nothing needs doing.")
    member = CaseMember.objects.create(case=case, user=user, agency=agency, from_on=from_on)
    _tell("case.member_added", case, by, at, {"user": member.user_id, "agency": member.agency_id, "from": str(from_on)})
    return member


@transaction.atomic
def end_member(*, member: CaseMember, by: Actor, at: datetime) -> CaseMember:
    """Yesterday was the last day that person or agency was on the case: from now on they are not."""
    permissions.require(permissions.why_not_say_who_is_on(actor=by, thing=member.case, on=localdate(at)))
    if member.from_on >= localdate(at):
        _tell("case.member_removed", member.case, by, at, {"user": member.user_id, "agency": member.agency_id})
        member.delete()
        return member
    member.to_on = localdate(at) - timedelta(days=1)
    member.save(update_fields=["to_on"])
    _tell("case.member_ended", member.case, by, at, {"user": member.user_id, "agency": member.agency_id})
    return member


@transaction.atomic
def declare_conflict(*, case: Case, user: User, reason: str, by: Actor, at: datetime) -> Conflict:
    """That person sees nothing of the case from now on, whatever their role."""
    permissions.require(permissions.why_not_declare(actor=by, thing=case, person=user.pk, on=localdate(at)))
    _need_reason(reason)
    if Conflict.objects.filter(case=case, user=user, lifted_at__isnull=True).exists():
        raise Refused("E1408", "That conflict is declared already.", "Nothing needs doing.")
    made = Conflict.objects.create(case=case, user=user, reason=reason.strip(), declared_at=at, declared_by_id=by.user)
    _tell("case.conflict_declared", case, by, at, {"user": user.pk, "conflict": made.pk})
    return made


@transaction.atomic
def lift_conflict(*, conflict: Conflict, by: Actor, at: datetime) -> Conflict:
    """The conflict stands no more; that it stood stays on record."""
    permissions.require(permissions.why_not_lift(actor=by, thing=conflict, on=localdate(at)))
    conflict.lifted_at, conflict.lifted_by_id = at, by.user
    conflict.save(update_fields=["lifted_at", "lifted_by"])
    _tell("case.conflict_lifted", conflict.case, by, at, {"user": conflict.user_id, "conflict": conflict.pk})
    return conflict


@transaction.atomic
def seal(*, case: Case, reason: str, readers: Sequence[User], by: Actor, at: datetime) -> Seal:
    """Only the person who seals and those `readers` see the case, whatever anybody's role.

    There must be another reader who could lift it, for nobody can lift their own seal.
    """
    permissions.require(permissions.why_not_seal(actor=by, thing=case, on=localdate(at)))
    _need_reason(reason)
    if Seal.objects.filter(case=case, lifted_at__isnull=True).exists():
        raise Refused("E1408", "The case is sealed already.", "Unseal it first, or leave it.")
    others = [reader.pk for reader in readers if reader.pk != by.user]
    if not anybody_may("unseal a case", among=others, partnership=case.partnership_id, on=localdate(at)):
        raise Refused("E1409", "A seal needs a second reader who could lift it.", "Name another coordinator or chair.")
    made = Seal.objects.create(case=case, reason=reason.strip(), sealed_at=at, sealed_by_id=by.user)
    made.readers.set({by.user, *(reader.pk for reader in readers)})
    _tell("case.sealed", case, by, at, {"seal": made.pk, "readers": sorted(made.readers.values_list("pk", flat=True))})
    return made


@transaction.atomic
def unseal(*, seal: Seal, by: Actor, at: datetime) -> Seal:
    """The seal stands no more; that it stood stays on record."""
    permissions.require(permissions.why_not_unseal(actor=by, thing=seal, on=localdate(at)))
    seal.lifted_at, seal.lifted_by_id = at, by.user
    seal.save(update_fields=["lifted_at", "lifted_by"])
    _tell("case.unsealed", seal.case, by, at, {"seal": seal.pk})
    return seal


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("E1410", "There is no reason.", "Say in a sentence why.")
    if len(reason.strip()) > 500:
        raise Refused("E1410", "The reason is longer than 500 characters.", "Say it in fewer words.")


def _tell(verb: str, case: Case, by: Actor, at: datetime, details: dict[str, object]) -> None:
    record(by=by, at=at, verb=verb, subject=("case", case.pk), case=case.pk, details=details)
