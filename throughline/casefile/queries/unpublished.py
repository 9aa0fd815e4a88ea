"""Where something will not be done, and no report has published why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from throughline.actionplans.models import Action, ActionState
from throughline.casefile.queries.threads import day_of
from throughline.casefile.rules.ends import OpenEnd, ago
from throughline.casefile.rules.items import ACTION, RECOMMENDATION, Item
from throughline.findings.models import Recommendation
from throughline.kernel.actor import Actor
from throughline.reporting.models import PrintedReason
from throughline.reporting.notdone import NOT_IMPLEMENTED, REJECTED
from throughline.responses.models import Response
from throughline.responses.permissions import sees_drafts

Rows = QuerySet[Any, Any]
WHAT = {RECOMMENDATION: "was rejected", ACTION: "will not be implemented"}


def unpublished_ends(actor: Actor, on: date, reviews: Iterable[int]) -> dict[int, list[OpenEnd]]:
    """What will not be done and whose reason stands in no report yet, by review; in one statement.

    The reviews are such as the person may see. Who sees no drafts is told of none: a rejection may not be out yet.
    """
    if not sees_drafts(actor):
        return {}
    wanted = list(reviews)
    found: dict[int, list[OpenEnd]] = {}
    rejected, stopped = _rejected(wanted), _stopped(wanted)
    for kind, pk, number, text, review, since in rejected.union(stopped, all=True):
        item = Item(kind, pk, text, day_of(since), number=number or str(pk))
        found.setdefault(review, []).append(_end(item, review, on))
    return found


def _end(item: Item, review: int, on: date) -> OpenEnd:
    return OpenEnd(
        "reason_unpublished",
        item,
        "Reason not published",
        f"decided {ago(item.since, on)}",
        f"{item.name} {WHAT[item.kind]}, and no report says why.",
        "The reason is on the record. It is published when the progress report that prints it is made.",
        item.since,
        "Make the report",
        f"/reviews/{review}/report",
    )


def _rejected(reviews: list[int]) -> Rows:
    """Recommendations whose answer is no, with the day on which that was written down."""
    answers = Response.objects.filter(recommendation=OuterRef("pk"), answer=REJECTED).order_by("-pk")
    printed = PrintedReason.objects.filter(response__recommendation=OuterRef("pk"), response__answer=REJECTED)
    rows = Recommendation.objects.filter(review__in=reviews, withdrawn_at__isnull=True, response=REJECTED)
    rows = rows.filter(Exists(answers)).exclude(Exists(printed))
    return _told(rows, RECOMMENDATION, Cast(Subquery(answers.values("made_at")[:1]), TextField()))


def _stopped(reviews: list[int]) -> Rows:
    """Actions that ended as not implemented, with the moment at which they did."""
    last = ActionState.objects.filter(action=OuterRef("pk")).order_by("-pk")
    printed = PrintedReason.objects.filter(ending=OuterRef("ending"))
    rows = Action.objects.filter(review__in=reviews, withdrawn_at__isnull=True, state="stopped")
    rows = rows.annotate(ending=Subquery(last.values("pk")[:1]), grade=Subquery(last.values("grade")[:1]))
    rows = rows.filter(grade=NOT_IMPLEMENTED).exclude(Exists(printed))
    return _told(rows, ACTION, Cast(Subquery(last.values("at")[:1]), TextField()))


def _told(rows: QuerySet[Any], kind: str, since: Cast) -> Rows:
    told: Any = rows.order_by().annotate(kind_is=Value(kind, TextField()), words=F("text"), since=since)
    found: Rows = told.values_list("kind_is", "pk", "number", "words", "review_id", "since")
    return found
