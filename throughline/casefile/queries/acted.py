"""The recommendations of reviews that were acted on, for what each of them cost."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q

from throughline.actionplans.models import Action
from throughline.commissioning.queries.acted import Acted, find_acted_with
from throughline.findings.models import Recommendation


def acted_of(reviews: Iterable[int]) -> dict[int, Acted]:
    """By review: how many of its recommendations have an action that was confirmed, and how many there are."""
    done = Action.objects.filter(recommendations=OuterRef("pk"), state="confirmed", withdrawn_at__isnull=True)
    rows = Recommendation.objects.filter(review__in=list(reviews), withdrawn_at__isnull=True).annotate(
        done=Exists(done)
    )
    counted = rows.order_by().values_list("review_id").annotate(on=Count("pk", filter=Q(done=True)), asked=Count("pk"))
    return {review: Acted(on, asked) for review, on, asked in counted}


def watch() -> None:
    """They are counted from now on."""
    find_acted_with(acted_of)
