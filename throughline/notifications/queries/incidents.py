"""Incidents that a person may see, and what became of them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from throughline.access.queries import standing_on
from throughline.access.rules import why_not
from throughline.cases.models import CaseMember
from throughline.cases.queries import visible_cases
from throughline.identities.models import Child
from throughline.kernel.actor import Actor
from throughline.kernel.states import State
from throughline.notifications import rules
from throughline.notifications.models import (
    Decision,
    Incident,
    Notification,
    PartnerAnswer,
    Telling,
)
from throughline.partnerships.models import Agency
from throughline.partnerships.queries import agencies_of


def visible_incidents(actor: Actor, on: date) -> QuerySet[Incident]:
    """The incidents of the cases on which this person works, none withdrawn."""
    if why_not(actor, "see an incident"):
        return Incident.objects.none()
    return Incident.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)


def get_incident(id: int, actor: Actor, on: date) -> Incident:
    """That incident with its case; or the 404 of one that does not exist.

    `on_case` is whether they are on it, `first_sent` the day on which its first notification was sent.
    """
    rows = visible_incidents(actor, on).select_related("case", "case__partnership", "changed_by", "made_by")
    mine = Q(user_id=actor.user) | Q(agency_id=actor.agency or -1)
    there = CaseMember.objects.filter(mine, standing_on(on), case=OuterRef("case"))
    sent = Notification.objects.filter(incident=OuterRef("pk")).order_by("sent_on", "id")
    rows = rows.annotate(on_case=Exists(there), first_sent=Subquery(sent.values("sent_on")[:1]))
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def get_notification(id: int, actor: Actor, on: date) -> Notification:
    """That notification with its incident and document, or 404."""
    rows = Notification.objects.filter(incident__in=visible_incidents(actor, on))
    found = rows.filter(pk=id).select_related("incident", "incident__case", "document", "child").first()
    if found is None:
        raise Http404
    return found


def children_of_incident(incident: Incident) -> list[Child]:
    """The children whom the incident is about: those of its case, or those named where the case has other incidents."""
    return about_and_untied(incident)[0]


def about_and_untied(incident: Incident) -> tuple[list[Child], list[Child]]:
    """The same, and beside them the children of the case who are tied to no incident of it. One statement."""
    of_case = Incident.objects.filter(case=incident.case_id, withdrawn_at__isnull=True)
    tied = Exists(of_case.filter(children=OuterRef("pk")))
    named = Exists(of_case.filter(children=OuterRef("pk"), pk=incident.pk))
    rows = Child.objects.filter(case=incident.case_id, withdrawn_at__isnull=True)
    rows = rows.annotate(has_others=Exists(of_case.exclude(pk=incident.pk)), is_tied=tied, is_named=named)
    about: list[Child] = []
    untied: list[Child] = []
    for row in rows.order_by("position", "id"):
        told = row.__dict__
        if told["is_named"] or not told["has_others"]:
            about.append(row)
        elif not told["is_tied"]:
            untied.append(row)
    return about, untied


def decisions_of(incident: Incident, *, limbs: bool = True) -> list[Decision]:
    """The decisions on the incident, with their limbs if asked, oldest first; the last counts.

    The incident was given.
    """
    rows = incident.decisions.select_related("by").order_by("id")
    return list(rows.prefetch_related("limbs") if limbs else rows)


def answers_of(incident: Incident) -> list[PartnerAnswer]:
    """The partners' answers, oldest first; the last of each partner counts."""
    return list(incident.answers.select_related("by").order_by("id"))


def notifications_of(incident: Incident) -> list[Notification]:
    """The notifications sent of the incident, oldest first."""
    return list(incident.notifications.select_related("by", "child").order_by("sent_on", "id"))


def tellings_of(incident: Incident) -> list[Telling]:
    """Who was told of the incident, and the proof, oldest first."""
    return list(incident.tellings.select_related("by").order_by("told_on", "id"))


def state_of(incident: Incident) -> State:
    """The state that the incident is in, by its last decision and its notifications."""
    last = incident.decisions.order_by("-id").values_list("outcome", flat=True).first()
    return rules.state_of(near_miss=incident.near_miss, outcome=last or "", sent=incident.notifications.exists())


def deciding_agencies(actor: Actor, on: date) -> list[tuple[Agency, str]]:
    """The agencies that decide together in the actor's partnership, each with its name of the day, by name."""
    kinds = rules.ALWAYS_ASKED
    rows = {row.pk: row for row in Agency.objects.filter(partnership_id=actor.partnership, kind__in=kinds)}
    named = [(row.id, row.name) for row in agencies_of(actor, on=on) if row.id in rows and not row.outside_area]
    return [(rows[id], name) for id, name in named]
