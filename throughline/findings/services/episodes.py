"""Say what a key practice episode serves: lines of enquiry, and findings that rest on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.chronology.models import KeyEpisode
from throughline.findings.models import EpisodeUse, Finding
from throughline.findings.services import same_case
from throughline.findings.services.targets import Target, field_of, settle
from throughline.kernel.actor import Actor
from throughline.reviews.permissions import require, why_not_record


@transaction.atomic
def serve(episode: KeyEpisode, *, target: Target, by: Actor, at: datetime) -> EpisodeUse:
    """The episode serves the line of enquiry, or the finding rests on it, once. Event ``episode_use.added``."""
    now = editing.locked(target)
    require(why_not_record(actor=by, thing=now, on=localdate(at)))
    same_case(now.case, episode)
    there = _standing(episode, now).first()
    if there is not None:
        return there
    row = EpisodeUse(case=now.case, review=now.review, episode=episode, **field_of(now))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def serve_among(
    episode: KeyEpisode, *, offered: Iterable[Target], chosen: Collection[Target], by: Actor, at: datetime
) -> None:
    """Of what was offered, the episode serves what was chosen and nothing else. An event for each change."""
    settle(
        offered,
        chosen,
        use=lambda target: serve(episode, target=target, by=by, at=at),
        let_go=lambda target: _let_go(episode, target, by, at),
    )


@transaction.atomic
def rest_on_episodes(
    finding: Finding, *, offered: Iterable[KeyEpisode], chosen: Collection[KeyEpisode], by: Actor, at: datetime
) -> None:
    """Of the episodes offered, the finding rests on those chosen and no other. An event for each change."""
    settle(
        offered,
        chosen,
        use=lambda episode: serve(episode, target=finding, by=by, at=at),
        let_go=lambda episode: _let_go(episode, finding, by, at),
    )


def _let_go(episode: KeyEpisode, target: Target, by: Actor, at: datetime) -> None:
    for row in _standing(episode, target).select_related("review", "case"):
        require(why_not_record(actor=by, thing=row.review, on=localdate(at)))
        editing.withdraw(row, by=by, at=at)


def _standing(episode: KeyEpisode, target: Target) -> QuerySet[EpisodeUse]:
    return EpisodeUse.objects.filter(episode=episode, withdrawn_at__isnull=True, **field_of(target))
