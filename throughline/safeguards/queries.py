"""The register of safeguards, and of what reviews say of each only what a person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.timezone import localdate

from throughline.access.rules import may
from throughline.actionplans.models import Action
from throughline.cases.models import Case
from throughline.findings.models import Finding
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, AgencyName
from throughline.partnerships.queries import agency_names, named
from throughline.partnerships.rules import Named, called
from throughline.reviews.addresses import called as record_called
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews
from throughline.safeguards import rules
from throughline.safeguards.models import Attestation, Safeguard, SafeguardCitation, SafeguardOwner
from throughline.safeguards.permissions import SEES

T = TypeVar("T", Finding, Action)


@dataclass(frozen=True, slots=True)
class Cited:
    """A finding or an action of a review that this person may see: its number, name, words and address."""

    id: int
    name: str
    text: str
    url: str
    review: int
    review_name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A safeguard in the register, as it stands on a day: its owner, its findings, and what it leaves unguarded."""

    row: Safeguard
    owner: str
    role: str
    agency: int
    shown: rules.Shown | None
    standing: rules.Standing
    findings: tuple[Cited, ...]
    unguarded: tuple[Cited, ...]


def visible_safeguards(actor: Actor) -> QuerySet[Safeguard]:
    """The safeguards of the partnership, for somebody who may read its register; none withdrawn."""
    rows = Safeguard.objects.filter(partnership_id=actor.partnership, withdrawn_at__isnull=True)
    return rows if actor.role and may(actor.role, SEES) else rows.none()


def visible_citations(actor: Actor, on: date) -> QuerySet[SafeguardCitation]:
    """What the reviews that this person may see say of safeguards; none withdrawn."""
    seen = {"review__in": visible_reviews(actor, on), "safeguard__in": visible_safeguards(actor)}
    return SafeguardCitation.objects.filter(**seen, withdrawn_at__isnull=True)


def get_safeguard(id: int, actor: Actor) -> Safeguard:
    """That safeguard, or a 404."""
    row = visible_safeguards(actor).select_related("changed_by", "made_by", "successor").filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def get_citation(id: int, actor: Actor, on: date) -> SafeguardCitation:
    """What that review says of a safeguard, or the same 404 where the review may not be seen."""
    row = visible_citations(actor, on).select_related("safeguard", "review__case", "made_by").filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def owner_of(row: Safeguard) -> SafeguardOwner | None:
    """Who owns it now. The safeguard is one that the person was given."""
    return row.owners.order_by("-id").first()


def owners_of(row: Safeguard) -> list[SafeguardOwner]:
    """Everybody who owned it, the latest first."""
    return list(row.owners.select_related("by").order_by("-id"))


def attestations_of(row: Safeguard) -> list[Attestation]:
    """What was attested of it, the latest day first."""
    return list(row.attestations.select_related("by", "document").order_by("-shown_on", "-id"))


def citations_of(row: Safeguard, actor: Actor, on: date) -> list[SafeguardCitation]:
    """What each review that this person may see says of it, with its findings, actions and source."""
    rows = _with_records(visible_citations(actor, on).filter(safeguard=row))
    return list(rows.select_related("review__case", "source__document"))


def case_for_ask(row: Safeguard, actor: Actor, on: date) -> Case | None:
    """The case under which a question about it stands: that of the review that cites it last and that they may see."""
    cited = visible_citations(actor, on).filter(safeguard=row, review__case__partnership_id=row.partnership_id)
    last = cited.select_related("review__case").order_by("-id").first()
    return last.review.case if last else None


def documents_seen(actor: Actor, on: date) -> Q:
    """The files that show whether a safeguard is alive, for whoever may read the register."""
    shown = Attestation.objects.filter(safeguard__in=visible_safeguards(actor), document__isnull=False)
    return Q(pk__in=shown.values("document"))


def agency_called(agency: int, on: date) -> str:
    """What an agency is called on that day."""
    return called(named(AgencyName.objects.filter(agency_id=agency).order_by("id")), on)


def register(actor: Actor, on: date, *, only: Collection[int] | None = None) -> tuple[Line, ...]:
    """Every safeguard as it stands, the worst first, in a fixed number of statements.

    With `only` those alone are given, weighed with all the others: what guards a finding beside them counts.
    """
    last = SafeguardOwner.objects.filter(safeguard=OuterRef("pk")).order_by("-id")
    newest = Attestation.objects.filter(safeguard=OuterRef("pk")).order_by("-shown_on", "-id")
    rows = list(
        visible_safeguards(actor)
        .select_related("successor")
        .annotate(last=Subquery(last.values("pk")[:1]), newest=Subquery(newest.values("pk")[:1]))
        .order_by("name", "id")
    )
    owners = SafeguardOwner.objects.in_bulk([row.last for row in rows if row.last])
    told = Attestation.objects.in_bulk([row.newest for row in rows if row.newest])
    names = _agency_names(actor.partnership)
    cites = _cited(actor, on)
    facts = {row.pk: _facts(row, owners.get(row.last), told.get(row.newest), names, on) for row in rows}
    stands, left = rules.all_standing(facts, {key: {one.id for one in found} for key, found in cites.items()}, on)
    lines = [
        _line(row, owners.get(row.last), facts[row.pk], stands[row.pk], cites.get(row.pk, ()), left[row.pk], names, on)
        for row in rows
        if only is None or row.pk in only
    ]
    return tuple(sorted(lines, key=lambda line: (*rules.rank(line.standing), line.row.name, line.row.pk)))


def guarding(kind: str, id: int, actor: Actor, on: date) -> tuple[Safeguard, ...]:
    """What guards a finding, or what an action left behind, in one statement. The person was given the record.

    How each stands is weighed with all the others, so the register and its own page say it.
    """
    if not actor.role or not may(actor.role, SEES):
        return ()
    cited = visible_citations(actor, on).filter(**{f"{kind}s": id})
    return tuple(visible_safeguards(actor).filter(pk__in=cited.values("safeguard")).order_by("name", "id"))


def kept_by(review: Review, actor: Actor, on: date) -> tuple[Safeguard, ...]:
    """What the actions of that review left behind in practice, as the review says, in one statement."""
    cited = visible_citations(actor, on).filter(review=review)
    return tuple(visible_safeguards(actor).filter(pk__in=cited.values("safeguard")).order_by("name", "id"))


def findings_by_number(review: Review, numbers: Iterable[str]) -> Mapping[str, Finding]:
    """The findings of that review with those numbers, as they were typed."""
    return _by_number(Finding.objects.filter(review=review, withdrawn_at__isnull=True), numbers)


def actions_by_number(review: Review, numbers: Iterable[str]) -> Mapping[str, Action]:
    """The actions of that review with those numbers, as they were typed."""
    return _by_number(Action.objects.filter(review=review, withdrawn_at__isnull=True), numbers)


def reviews_to_cite(actor: Actor, on: date) -> list[Review]:
    """The reviews that this person may see, the newest first."""
    return list(visible_reviews(actor, on).select_related("case").order_by("-id")[:300])


def others_alive(row: Safeguard, actor: Actor) -> list[Safeguard]:
    """The safeguards that could have taken its place: those that did not end, and the one that did, by name."""
    rows = visible_safeguards(actor).filter(Q(ended_on__isnull=True) | Q(pk=row.successor_id))
    return list(rows.exclude(pk=row.pk).order_by("name", "id"))


def _by_number(rows: QuerySet[T], numbers: Iterable[str]) -> Mapping[str, T]:
    there = {row.number.strip().rstrip(".").casefold(): row for row in rows.order_by("-id")}
    wanted = {number: number.strip().rstrip(".").casefold() for number in numbers}
    return {number: there[key] for number, key in wanted.items() if key in there}


def _with_records(rows: QuerySet[SafeguardCitation]) -> QuerySet[SafeguardCitation]:
    return rows.prefetch_related(
        Prefetch("findings", Finding.objects.filter(withdrawn_at__isnull=True).order_by("position", "id")),
        Prefetch("actions", Action.objects.filter(withdrawn_at__isnull=True).order_by("position", "id")),
    ).order_by("review_id", "id")


def _cited(actor: Actor, on: date) -> dict[int, list[Cited]]:
    """The findings that reviews cite for each safeguard, once each."""
    through = SafeguardCitation.findings.through
    rows = through.objects.filter(
        safeguardcitation__in=visible_citations(actor, on), finding__withdrawn_at__isnull=True
    ).order_by("finding__review_id", "finding__position", "finding_id")
    columns = ("safeguardcitation__safeguard_id", "finding_id", "finding__number", "finding__text")
    found: dict[int, dict[int, Cited]] = {}
    for key, id, number, text, review, name in rows.values_list(
        *columns, "finding__review_id", "finding__review__name"
    ):
        one = Cited(id, record_called("finding", number, text), text, f"/findings/{id}/", review, name)
        found.setdefault(key, {})[id] = one
    return {key: list(those.values()) for key, those in found.items()}


def _agency_names(partnership: int) -> dict[int, list[Named]]:
    found: dict[int, list[AgencyName]] = {}
    for row in AgencyName.objects.filter(agency__partnership_id=partnership).order_by("id"):
        found.setdefault(row.agency_id, []).append(row)
    return {agency: named(rows) for agency, rows in found.items()}


def _facts(
    row: Safeguard,
    owner: SafeguardOwner | None,
    told: Attestation | None,
    names: Mapping[int, list[Named]],
    on: date,
) -> rules.Facts:
    owned = owner is not None and bool(owner.agency_id or owner.body_name or owner.role)
    bears = names.get(owner.agency_id or 0, []) if owner else []
    return rules.Facts(
        recorded_on=localdate(row.made_at),
        every_months=row.every_months,
        shown=rules.Shown(told.result, told.shown_on) if told else None,
        owner_asked=rules.why_owner_is_asked(owned, owner.called if owner else "", bears, on),
        ended_on=row.ended_on,
        successor=row.successor.name if row.successor else "",
    )


def _line(
    row: Safeguard,
    owner: SafeguardOwner | None,
    facts: rules.Facts,
    stands: rules.Standing,
    cites: Iterable[Cited],
    left: Collection[int],
    names: Mapping[int, list[Named]],
    on: date,
) -> Line:
    agency = (owner.agency_id or 0) if owner else 0
    who = called(names.get(agency, []), on) if agency else (owner.body_name if owner else "")
    found = tuple(cites)
    return Line(
        row=row,
        owner=who,
        role=owner.role if owner else "",
        agency=agency,
        shown=facts.shown,
        standing=stands,
        findings=found,
        unguarded=tuple(one for one in found if one.id in left),
    )


def came_before(row: Safeguard) -> list[Safeguard]:
    """The safeguards whose place it took."""
    return list(row.replaces.filter(withdrawn_at__isnull=True).order_by("id"))


def agencies_to_own(actor: Actor, on: date) -> list[tuple[Agency, str]]:
    """The agencies of the partnership, each with its name of the day, by name."""
    names = agency_names(actor.partnership, on=on)
    rows = Agency.objects.filter(partnership_id=actor.partnership)
    return sorted(((row, names.get(row.pk, "")) for row in rows), key=lambda one: (one[1], one[0].pk))


def asked_by(action: Action) -> list[Finding]:
    """The findings that an action answers, itself or by its recommendations. The action is one the person was given."""
    asked = Finding.objects.filter(withdrawn_at__isnull=True, review=action.review_id)
    found = asked.filter(actions=action) | asked.filter(recommendations__actions=action)
    return list(found.distinct().order_by("position", "id"))
