"""Key practice episodes: make and change one, put entries into it and take them out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.cases.models import Case
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark, KeyEpisode
from throughline.chronology.permissions import require, why_not_hold
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.episodes import standing
from throughline.chronology.queries.held import chronology_of
from throughline.chronology.rules.episodes import gathered, one_name, same_name
from throughline.chronology.rules.holding import EPISODE
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.queries import agency_names


@transaction.atomic
def make_episode(held: Chronology, *, fields: Mapping[str, Any], by: Actor, at: datetime) -> KeyEpisode:
    """The case has that key practice episode, under a name of its own. Event ``key_episode.added``."""
    now = editing.locked(held)
    require(why_not_hold(actor=by, thing=now, on=localdate(at)))
    row = KeyEpisode(case=now.case, **{**fields, "name": _named(now.case_id, str(fields["name"]))})
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_episode(row: KeyEpisode, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> KeyEpisode:
    """The episode says what was told of it now. Event ``key_episode.changed``."""
    held = editing.locked(_held(row))
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    fields = {**fields, "name": _named(held.case_id, str(fields["name"]), but=row.pk)}
    return editing.change(row, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_episode(row: KeyEpisode, *, by: Actor, at: datetime, reason: str = "") -> KeyEpisode:
    """The episode is shown no more, and no entry is in it. Event ``key_episode.withdrawn``, and one for each entry."""
    require(why_not_hold(actor=by, thing=_held(row), on=localdate(at)))
    for mark in EntryMark.objects.filter(episode=row, withdrawn_at__isnull=True).select_related("case"):
        editing.withdraw(mark, by=by, at=at, reason="Its episode was withdrawn.")
    return editing.withdraw(row, by=by, at=at, reason=reason)


@transaction.atomic
def put_in(
    held: Chronology,
    entries: Iterable[ChronologyEntry],
    *,
    episode: KeyEpisode | None = None,
    name: str = "",
    text: str = "",
    by: Actor,
    at: datetime,
) -> KeyEpisode:
    """The entries are in the episode, or in a new one of that name, in whatever version they stand.

    Event ``entry_mark.added`` for each that was not in it; `text` says why they belong to it.
    """
    into = editing.locked(episode) if episode else make_episode(held, fields={"name": name}, by=by, at=at)
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    told = list(entries)
    if {into.case_id, *(one.case_id for one in told)} != {held.case_id} or into.withdrawn_at:
        raise Refused("E1220", "This timeline has no such episode or entry.", "Choose one of this timeline.")
    there = set(EntryMark.objects.filter(episode=into, withdrawn_at__isnull=True).values_list("entry", flat=True))
    for root in dict.fromkeys(map(root_of, told)):
        if root not in there:
            row = EntryMark(case=held.case, entry_id=root, kind=EPISODE, episode=into, text=text.strip())
            editing.add(row, by=by, at=at)
    return into


@transaction.atomic
def hold_among(
    episode: KeyEpisode,
    held: Chronology,
    *,
    offered: Iterable[ChronologyEntry],
    chosen: Collection[int],
    by: Actor,
    at: datetime,
) -> None:
    """Of the entries offered, those chosen are in the episode and no other. An event for each change."""
    told = list(offered)
    put_in(held, [one for one in told if one.pk in chosen], episode=episode, by=by, at=at)
    gone = [root_of(one) for one in told if one.pk not in chosen]
    rows = EntryMark.objects.filter(episode=episode, entry__in=gone, withdrawn_at__isnull=True).select_related("case")
    for row in rows:
        editing.withdraw(row, by=by, at=at)


def pass_on_episodes(entry: ChronologyEntry, made: Sequence[ChronologyEntry], by: Actor, at: datetime) -> None:
    """Every part of an entry that was split is in the episodes that it is in, for the same reason."""
    rows = EntryMark.objects.filter(entry=root_of(entry), episode__isnull=False, withdrawn_at__isnull=True)
    for row in rows.select_related("case", "episode").order_by("id"):
        for part in made[1:]:
            said = {"kind": EPISODE, "episode": row.episode, "text": row.text}
            editing.add(EntryMark(case=row.case, entry_id=root_of(part), **said), by=by, at=at)


@transaction.atomic
def keep_episodes(*, case: Case) -> None:
    """Marks of a file that was made before episodes were things of their own are in the episodes that they name.

    No event: loading the case has its own.
    """
    marks = EntryMark.objects.filter(case=case, kind=EPISODE, withdrawn_at__isnull=True, episode__isnull=True)
    there = {row.pk: row for row in marks.select_related("entry").order_by("id")}
    if not there:
        return
    names = agency_names(case.partnership_id, on=localdate(case.made_at))
    told = [
        (row.pk, row.text, f"{names.get(row.entry.agency_id, '')}, {row.entry.start_text}".strip(", "))
        for row in there.values()
    ]
    for one in gathered(told, standing(case.pk).values_list("name", flat=True)):
        first = there[one.marks[0][0]]
        made = KeyEpisode(case=case, name=one.name, made_at=first.made_at, made_by_id=first.made_by_id)
        made.save()
        for number, said in one.marks:
            EntryMark.objects.filter(pk=number).update(episode=made, text=said)


def _held(row: KeyEpisode) -> Chronology:
    held = chronology_of(row.case)
    if held is None:
        raise Refused("E1220", "Its case has no chronology.", "Open the chronology first.")
    return held


def _named(case: int, words: str, *, but: int = 0) -> str:
    """The words as its name; refused (E1220) where they are none, or another episode of the case bears it."""
    name = one_name(words)
    if not name:
        raise Refused("E1220", "The episode has no name.", "Give it a short name that people will know it by.")
    for pk, other in standing(case).values_list("id", "name"):
        if pk != but and same_name(name, other):
            raise Refused("E1220", f"There is an episode of the name “{other}” already.", "Choose it, or another name.")
    return name
