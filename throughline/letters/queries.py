"""What the record gives for a letter, to whom one can be written, and the letters that were made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from throughline.access.queries import agency_name_on, name_on
from throughline.access.rules import why_not
from throughline.cases.models import Case, CaseMember
from throughline.cases.queries import visible_cases
from throughline.commissioning.models import Commission, LegalBasis, Reviewer
from throughline.commissioning.rules.lists import STATUTES
from throughline.identities.models import Child
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.letters.models import Letter, Letterhead
from throughline.letters.rules import Fact, Kind, listed
from throughline.messages.models import Contact
from throughline.messages.queries.people import recipients
from throughline.notifications.models import Notification
from throughline.notifications.queries import book_of, governs
from throughline.notifications.rules import PARTNERS
from throughline.rapidreviews.models import Conclusion, RapidReview, Signature
from throughline.rapidreviews.rules import OUTCOMES
from throughline.reviews.models import Review
from throughline.reviews.rules import name_of
from throughline.ui.words import day
from throughline.voices.models import FamilyMember

Facts = dict[str, Fact]
PANEL = "Child Safeguarding Practice Review Panel"
HEAD = "/letters/head"
WHOM = "/messages/whom/new"


def letters_of(case: Case) -> list[Letter]:
    """The letters that were made about the case, the newest first."""
    rows = Letter.objects.filter(case=case, withdrawn_at__isnull=True).select_related("made_by")
    return list(rows.order_by("-id"))


def get_letter(id: int, actor: Actor, on: date) -> Letter:
    """That letter, or the same 404 as for one that does not exist."""
    if why_not(actor, "read letters"):
        raise Http404
    rows = Letter.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    found = rows.filter(pk=id).select_related("case", "document", "made_by").first()
    if found is None:
        raise Http404
    return found


def head_of(partnership: int) -> Letterhead:
    """What stands at the head and the foot of that partnership's letters; empty where nobody said."""
    return Letterhead.objects.filter(partnership=partnership).first() or Letterhead(partnership_id=partnership)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a letter can be about or to: its key in a form, and its words."""

    key: str
    words: str


def abouts(kind: Kind, case: Case) -> tuple[Choice, ...]:
    """What in the case a letter of that kind can be about."""
    found: list[Choice] = []
    if "rapid_review" in kind.about:
        rapid = RapidReview.objects.filter(case=case, withdrawn_at__isnull=True).select_related("incident")
        found += [
            Choice(f"rapid_review-{one.pk}", f"Rapid review, {one.incident.name}") for one in rapid.order_by("id")
        ]
    if "review" in kind.about:
        rows = Review.objects.filter(case=case, withdrawn_at__isnull=True).order_by("id")
        found += [Choice(f"review-{one.pk}", one.name) for one in rows]
    return tuple(found)


def tos(kind: Kind, case: Case, on: date) -> tuple[Choice, ...]:
    """To whom in the case a letter of that kind can be: chosen from the case, never typed."""
    if kind.to == "panel":
        return (Choice("panel", PANEL),)
    if kind.to == "agency":
        agencies = (
            CaseMember.objects.filter(case=case, agency__isnull=False).values_list("agency", flat=True).distinct()
        )
        names = ((agency, _agency(agency, on)) for agency in agencies.order_by("agency"))
        return tuple(Choice(f"agency-{agency}", name) for agency, name in names)
    rows = FamilyMember.objects.filter(case=case, withdrawn_at__isnull=True).order_by("id")
    return tuple(Choice(f"family_member-{one.pk}", one.text) for one in rows)


def facts_for(kind: Kind, *, case: Case, about: str, to: str, on: date) -> Facts:
    """What the record gives for the places of that letter. A place it says nothing of is not among them."""
    of, _, number = about.partition("-")
    facts = _from(case, on)
    if of == "rapid_review":
        rapid = RapidReview.objects.select_related("incident").filter(case=case, pk=number).first()
        facts |= _rapid(rapid, on) if rapid else {}
    else:
        review = Review.objects.filter(case=case, pk=number).first()
        facts |= _review(review, on) if review else {}
    whom, _, number = to.partition("-")
    if whom == "agency":
        facts |= _to_agency(int(number), case, kind, on)
    elif whom == "family_member":
        member = FamilyMember.objects.select_related("owner").filter(case=case, pk=number).first()
        facts |= _to_family(member) if member else {}
    return facts


def real_names(case: Case) -> list[str]:
    """The children’s real names: no letter may hold one."""
    rows = Child.objects.filter(case=case).exclude(real_name="").values_list("real_name", flat=True)
    return [name.strip() for name in rows]


def _from(case: Case, on: date) -> Facts:
    head = head_of(case.partnership_id)
    named = name_on(on, partnership=case.partnership_id).values_list("name", flat=True).first() or ""
    return {
        "partnership": Fact(named),
        "reference": Fact(case.reference),
        **{name: Fact(getattr(head, name), HEAD) for name in ("address", "telephone", "signs_name", "signs_title")},
    }


def _rapid(rapid: RapidReview, on: date) -> Facts:
    where, record = f"/rapid-reviews/{rapid.pk}/", f"rapid_review {rapid.pk}"
    incident = rapid.incident
    edition = governs(incident, book_of(incident, on)).edition
    facts = {
        "kind": Fact("rapid review", where, record),
        "child": Fact(incident.name, f"/incidents/{incident.pk}/", f"incident {incident.pk}"),
        "began": Fact(day(rapid.made_at), where, record),
        "law": Fact(edition.name if edition else "", f"/incidents/{incident.pk}/edition"),
    }
    sent = Notification.objects.filter(incident=incident).order_by("-id").first()
    if sent is not None:
        notified = f"notification {sent.pk}"
        facts["notification"] = Fact(sent.reference, f"/incidents/{incident.pk}/sheet", notified)
        facts["notified_on"] = Fact(day(sent.sent_on), f"/incidents/{incident.pk}/sheet", notified)
    return facts | _concluded(rapid, where)


def _concluded(rapid: RapidReview, where: str) -> Facts:
    places = ("concluded_on", "outcome", "why", "signed")
    said = Conclusion.objects.filter(rapid_review=rapid).order_by("-id").first()
    if said is None:
        return {name: Fact("", f"{where}conclude") for name in places} | {"notification": Fact("", where)}
    record = f"conclusion {said.pk}"
    yes = Signature.objects.filter(conclusion=said, answer="yes").order_by("id").values_list("partner", flat=True)
    return {
        "law": Fact(said.edition_name, where, record),
        "concluded_on": Fact(day(said.decided), where, record),
        "outcome": Fact(OUTCOMES.get(said.outcome, ""), where, record),
        "why": Fact(said.why, where, record),
        "signed": Fact(listed([PARTNERS[one].lower() for one in yes if one in PARTNERS]), f"{where}sign", record),
    }


def _review(review: Review, on: date) -> Facts:
    where, record = f"/reviews/{review.pk}/", f"review {review.pk}"
    facts = {
        "kind": Fact(_small(name_of(review.kind, on)), where, record),
        "child": Fact(review.name, where, record),
        "began": Fact("", f"{where}commission"),
    }
    said = Commission.objects.filter(review=review, withdrawn_at__isnull=True).first()
    if said is not None and (said.commissioned_text or said.commissioned_iso):
        words = stated(said.commissioned_text, said.commissioned_iso)
        facts["began"] = Fact(words, f"{where}commission", f"commission {said.pk}")
    bases = LegalBasis.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")
    laws = [one.words or STATUTES.get(one.statute, "") for one in bases]
    facts["law"] = Fact(listed([_small(one) for one in laws if one]), f"{where}commission")
    lead = Reviewer.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")
    now = [one for one in lead if (one.from_on is None or one.from_on <= on) and (one.to_on is None or on <= one.to_on)]
    facts["reviewers"] = Fact(listed([one.name for one in now]), f"{where}commission/people")
    return facts


def _to_agency(agency: int, case: Case, kind: Kind, on: date) -> Facts:
    """The agency and who of it is written to: its head for a letter to a chief executive, else its lead."""
    rank = Contact.Rank.CHIEF if kind.key == "chief_executive" else Contact.Rank.LEAD
    of_it = recipients(case.partnership_id, on=on, agency=agency)
    who = next((one for one in of_it if one.rank == rank), None)
    return {
        "agency": Fact(_agency(agency, on), f"/cases/{case.pk}/members", f"agency {agency}"),
        "addressee": Fact(who.name if who else "", WHOM),
    }


def _to_family(member: FamilyMember) -> Facts:
    where, record = f"/family-members/{member.pk}/", f"family_member {member.pk}"
    contact = member.owner.name if member.owner else member.owner_name
    return {
        "contact": Fact(contact, where, record),
        "next_what": Fact(member.next_what, where, record),
        "next_on": Fact(day(member.next_on) if member.next_on else "", where, record),
    }


def _agency(agency: int, on: date) -> str:
    return agency_name_on(on, agency=agency).values_list("name", flat=True).first() or ""


def _small(words: str) -> str:
    """The words as they stand in a sentence; letters that stand for words stay as they are."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def kinds_with_something(case: Case, kinds: Iterable[Kind], on: date) -> dict[str, bool]:
    """For each kind of letter whether the case holds something to write about and somebody to write to."""
    return {kind.key: bool(abouts(kind, case) and tos(kind, case, on)) for kind in kinds}


def visible(rows: QuerySet[Letter], actor: Actor, on: date) -> QuerySet[Letter]:
    """Those of the letters whose case this person may see."""
    return rows.filter(case__in=visible_cases(actor, on=on))
