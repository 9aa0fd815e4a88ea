"""What key practice episodes of a chronology serve: lines of enquiry, and findings that rest on them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.cases.queries import visible_cases
from throughline.chronology.models import Chronology, EntryMark, KeyEpisode
from throughline.chronology.permissions import SEES
from throughline.chronology.queries.episodes import marks_in
from throughline.chronology.queries.uses import Use
from throughline.findings.models import EpisodeUse
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import called, shortened
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import visible_reviews


def standing_of(case: int) -> QuerySet[EpisodeUse]:
    """What the episodes of that case serve; none withdrawn, none of a finding, line, review or episode that was."""
    gone = Q(finding__withdrawn_at__isnull=False) | Q(line__withdrawn_at__isnull=False)
    rows = EpisodeUse.objects.filter(case=case, withdrawn_at__isnull=True, review__withdrawn_at__isnull=True)
    return rows.filter(episode__withdrawn_at__isnull=True).exclude(gone)


def through(case: int, **of: object) -> QuerySet[EntryMark]:
    """The marks of entries that are in an episode that serves that: ``line=`` one, or ``finding__isnull=False``."""
    return marks_in(case).filter(episode__in=standing_of(case).filter(**of).values("episode"))


def of_episodes(case: int, actor: Actor, on: date) -> dict[int, list[Use]]:
    """What each episode of the case serves, as far as this person sees it: lines of enquiry first, then findings."""
    rows = standing_of(case).filter(review__in=visible_reviews(actor, on)).select_related("finding", "line")
    found: dict[int, list[Use]] = {}
    for row in rows.order_by("finding__position", "line__position", "id"):
        found.setdefault(row.episode_id, []).append(_use(row))
    return {episode: sorted(told, key=lambda one: "?line=" not in one.url) for episode, told in found.items()}


def _use(row: EpisodeUse, words: str = "") -> Use:
    if row.finding:
        name, told, url = called("finding", row.finding.number), row.finding.text, f"/findings/{row.finding_id}/"
    else:
        name, told = f"Line of enquiry {row.line.number if row.line else ''}".strip(), row.line.text if row.line else ""
        url = f"{reverse('chronology:timeline', args=[row.case_id])}?line={row.line_id}"
    return Use(name, words or shortened(told, 200), url, "", row.pk)


def uses_through(case: int, entry: int, actor: Actor, on: date) -> list[Use]:
    """What an entry is used for through the episodes that it is in."""
    there = marks_in(case).filter(entry=entry).values("episode")
    rows = standing_of(case).filter(episode__in=there, review__in=visible_reviews(actor, on))
    rows = rows.select_related("finding", "line", "episode").order_by("id")
    return [_use(row, f"with the key practice episode “{row.episode.name}”") for row in rows]


def serves(episode: KeyEpisode, actor: Actor, on: date) -> str:
    """Where this person says what the episode serves; empty where they may not, or the case has no review."""
    may = why_not_record(actor=actor, thing=episode.case, on=on) is None
    if not may or not visible_reviews(actor, on).filter(case=episode.case_id).exists():
        return ""
    return reverse("findings:serves", args=[episode.pk])


def cited_by(finding: int, actor: Actor, on: date) -> QuerySet[EpisodeUse]:
    """The episodes on which the finding rests, for whoever sees the chronology of its case.

    An agency's lead knows of them once it is shared; whoever reads findings alone, as an elected member, of none.
    """
    rows = EpisodeUse.objects.filter(finding=finding, withdrawn_at__isnull=True, episode__withdrawn_at__isnull=True)
    if why_not(actor, SEES):
        return rows.none()
    rows = rows.filter(case__in=visible_cases(actor, on=on))
    if actor.role == AGENCY_LEAD:
        shared = Chronology.objects.filter(case=OuterRef("case"), withdrawn_at__isnull=True).exclude(state="gathering")
        rows = rows.filter(Exists(shared))
    return rows
