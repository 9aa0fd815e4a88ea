"""Where agencies are silent, as far as somebody may see it, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, F, QuerySet, Window

from throughline.chronology.models import Chronology, EntryMark, FoundSilence, TimelineRow
from throughline.chronology.permissions import sees_all
from throughline.chronology.rules.holding import SILENCE_MARKS
from throughline.chronology.rules.silences import SAYS, Silence
from throughline.kernel.actor import Actor

# So many can be drawn, and stand between entries. The page of silences has them all.
MOST_SILENCES = 200
A_PAGE = 50


def silences_of(held: Chronology, agency: int = 0, who: str = "", *, actor: Actor) -> QuerySet[FoundSilence]:
    """The silences that this person may see, of that agency, and of what is about nobody or that person."""
    found = FoundSilence.objects.filter(case=held.case_id).select_related("mark")
    if not sees_all(actor=actor, thing=held):
        found = found.filter(agency=actor.agency or -1)
    if agency:
        found = found.filter(agency=agency)
    return found.filter(who__in=("", who)) if who else found


def longest(held: Chronology, agency: int, who: str, *, actor: Actor) -> tuple[tuple[FoundSilence, ...], int]:
    """The longest of them in the order of their days, at most as many as can be drawn, and how many there are."""
    found = silences_of(held, agency, who, actor=actor)
    ordered = found.annotate(of=Window(Count("pk"))).order_by((F("to_day") - F("from_day")).desc(), "id")
    rows = list(ordered[: max(1, MOST_SILENCES)])
    of = getattr(rows[0], "of", 0) if rows else 0
    return tuple(sorted(rows[:MOST_SILENCES], key=lambda one: (one.from_day, one.pk))), of


def kind_of(one: FoundSilence, *, every: bool) -> str:
    """What is said of it: by a reviewer's mark for whoever sees `every` agency's rows, or else by the entries."""
    return SILENCE_MARKS[one.mark.kind] if every and one.mark else one.kind


def said_of_mark(mark: EntryMark) -> str:
    """The words of a mark: of a search that found nothing what was searched and by whom, of an episode its name."""
    if mark.episode:
        return f"{mark.episode.name}{f': {mark.text}' if mark.text else ''}"
    searched = f"Searched: {mark.searched}" if mark.searched else ""
    searched += (", by " if searched else "Searched by ") + mark.by_whom if mark.by_whom else ""
    return f"{mark.text.rstrip(chr(46))}. {searched}" if mark.text and searched else mark.text or searched


def told_of(held: Chronology, names: Mapping[int, str], *, actor: Actor) -> tuple[Silence, ...]:
    """Every silence that this person may see, with what a reviewer said of it for whoever sees every agency's rows."""
    every = sees_all(actor=actor, thing=held)
    found = [
        Silence(
            names.get(one.agency_id, ""),
            one.who or None,
            one.from_day,
            one.to_day,
            one.why,
            kind=kind_of(one, every=every),
            said=_said(one.mark) if every and one.mark else "",
        )
        for one in silences_of(held, actor=actor)
    ]
    return tuple(sorted(found, key=lambda each: (each.agency, each.from_, each.to, each.who or "")))


def _said(mark: EntryMark) -> str:
    """What the silence is by that mark, and its words."""
    words = said_of_mark(mark)
    return f"{SAYS[SILENCE_MARKS[mark.kind]]}.{f' {words.rstrip(chr(46))}.' if words else ''}"


def unfollowed_of(held: Chronology, *, actor: Actor) -> list[TimelineRow]:
    """Appointments that were missed and that nothing follows, in the one order, as far as this person sees them."""
    rows = TimelineRow.objects.filter(case=held.case_id).exclude(unfollowed="")
    if not sees_all(actor=actor, thing=held):
        rows = rows.filter(agency=actor.agency or -1)
    return list(rows.select_related("entry").order_by("key", "id")[:MOST_SILENCES])
