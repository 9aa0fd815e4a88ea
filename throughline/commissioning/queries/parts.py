"""The records of a commission, as far as a person may see them."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Exists, FilteredRelation, OuterRef, QuerySet, Subquery
from django.http import Http404

from throughline.access.queries import agency_name_on, standing_on
from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may
from throughline.commissioning.models import (
    AgencyReport,
    AgencyReportState,
    AgencyReportVersion,
    Commission,
    OfCommission,
    OfReport,
)
from throughline.commissioning.permissions import SEES
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Membership
from throughline.reviews.models import Review
from throughline.reviews.queries import one_of, visible_reviews

P = TypeVar("P", bound=OfCommission)


def get_commissioned(id: int, actor: Actor, on: date) -> Review:
    """That review for somebody who works with it; an elected member, who reads what is published, gets the 404 too.

    It is read together with its commission, for `commission_of`.
    """
    rows = visible_reviews(actor, on).annotate(commission_written=FilteredRelation("commission_parts"))
    # The plugin does not know that a filtered relation may be selected.
    review = one_of(rows.select_related("case", "changed_by", "commission_written"), id)  # type: ignore[misc]
    if not may(actor.role, SEES):
        raise Http404
    return review


def parts_of(model: type[P], review: Review) -> QuerySet[P]:
    """The review's records of that kind, none withdrawn, in their order. The review is one the person was given."""
    return model._default_manager.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")


def get_part(model: type[P], id: int, review: Review, actor: Actor) -> P:
    """That record of the review, or a 404. The review is one that the person was given.

    An agency's lead reads what that agency wrote, and no other agency's report.
    """
    rows = own(parts_of(model, review), model, actor)
    report = ("report",) if any(field.name == "report" for field in model._meta.fields) else ()
    found = one_of(rows.select_related("case", "review", "changed_by", "made_by", *report), id)
    if report:
        found.report.case = found.case  # type: ignore[attr-defined]
    return found


def get_report(review: int, id: int, actor: Actor, on: date) -> AgencyReport:
    """That report with its review, or a 404: what its agency `called` itself that day, and whether the person leads it.

    An agency's lead reads what that agency wrote, and no other agency's report.
    """
    if not may(actor.role, SEES):
        raise Http404
    names = agency_name_on(on, agency=OuterRef("agency")).order_by("-from_on", "-id")
    mine = Membership.objects.filter(standing_on(on), user=actor.user, agency=OuterRef("agency"), role=AGENCY_LEAD)
    seen = AgencyReport.objects.filter(review__in=visible_reviews(actor, on), review=review, withdrawn_at__isnull=True)
    rows = own(seen, AgencyReport, actor).annotate(called=Subquery(names.values("name")[:1]), is_led=Exists(mine))
    return one_of(rows.select_related("case", "review__case", "changed_by", "made_by"), id)


def own(rows: QuerySet[P], model: type[P], actor: Actor) -> QuerySet[P]:
    """The rows that this person may read: all, or for an agency's lead those of the agency's own reports."""
    if actor.role != AGENCY_LEAD:
        return rows
    if model is AgencyReport:
        return rows.filter(agency=actor.agency or -1)
    return rows.filter(report__agency=actor.agency or -1) if issubclass(model, OfReport) else rows


def reports_of(review: Review, actor: Actor) -> QuerySet[AgencyReport]:
    """The agencies' reports of the review that this person may read. The review is one that the person was given."""
    return own(parts_of(AgencyReport, review), AgencyReport, actor)


def commission_of(review: Review) -> Commission | None:
    """The commission of the review, if it is written. The review is one that `get_commissioned` gave."""
    found: Commission | None = review.__dict__.get("commission_written")
    return found


def versions_of(report: AgencyReport) -> list[AgencyReportVersion]:
    """What was handed in, the latest first. The report is one that the person was given."""
    return list(report.versions.select_related("made_by", "document").order_by("-number"))


def report_states_of(report: AgencyReport) -> list[AgencyReportState]:
    """The states the report passed through, oldest first. The report is one that the person was given.

    They stay with it, so that who signed it off is not asked again.
    """
    found = report.__dict__.setdefault("steps", list(report.states.select_related("by").order_by("id")))
    return list(found)
