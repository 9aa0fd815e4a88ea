"""The merged timeline as one person may see it, a page at a time: as many statements for 200 as for 20,000."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from throughline.chronology.models import (
    Chronology,
    ChronologyEntry,
    EntryMark,
    FoundLink,
    FoundSilence,
    Lane,
    TimelineRow,
)
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries import drawn, silences, uses
from throughline.chronology.queries.episodes import stretches_of, unfilled
from throughline.chronology.rules.holding import EPISODE
from throughline.chronology.rules.picture.facts import Stretch
from throughline.chronology.rules.picture.marks import Dot, Tie
from throughline.chronology.rules.picture.persons import as_about
from throughline.identities.queries import register_state
from throughline.kernel.actor import Actor

A_PAGE = 50
MOST_DRAWN, MOST_FLAGS = 600, 8


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the timeline is shown: of an agency, a person, with a mark or a theme, on a line of enquiry, in an
    episode, between two days; a page of it. `by_person` is whether the picture has a lane for each person, not for each
    agency, and `themes` whether its marks are coloured by theme."""

    agency: int = 0
    who: str = ""
    mark: str = ""
    theme: str = ""
    line: int = 0
    episode: int = 0
    show: str = ""
    by_person: bool = False
    first: date | None = None
    last: date | None = None
    themes: bool = False
    page: int = 1
    among: tuple[int, ...] | None = None

    @property
    def is_whole(self) -> bool:
        """True when nothing is left out but by paging."""
        said = self.mark or self.theme or self.line or self.episode or self.show
        return not (self.agency or self.who or said or self.first or self.last) and self.among is None


@dataclass(frozen=True, slots=True)
class Other:
    """The entry at the other end of a tie: whose, when, and its number where it stands on the same page."""

    entry: int
    agency: int
    day: date | None
    number: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the page: the entry, its number in what was chosen, its marks, and what it is tied to."""

    number: int
    row: TimelineRow
    entry: ChronologyEntry
    marks: tuple[EntryMark, ...] = ()
    ties: tuple[tuple[FoundLink, Other], ...] = ()
    is_cited: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the timeline: its rows, how many there are, the longest silences, of how many, and the picture.

    `after` is the first day of the row before it, where there is one.
    """

    rows: tuple[Shown, ...]
    of: int
    page: int
    pages: int
    silences: tuple[FoundSilence, ...] = ()
    dots: tuple[Dot, ...] = ()
    ties: tuple[Tie, ...] = ()
    too_many: bool = False
    flags: tuple[tuple[date, str], ...] = ()
    silences_of: int = 0
    themes: Mapping[int, str] = field(default_factory=dict)
    episodes: tuple[Stretch, ...] = ()
    after: date | None = None


def every_lane(held: Chronology) -> list[Lane]:
    """All together, and each agency's lane, in the order of their names; for whoever sees them see `lanes_of`.

    Each has the state of the case's register as `register`.
    """
    rows = Lane.objects.filter(case=held.case_id).annotate(register=register_state("case"))
    return list(rows.order_by("name", "id"))


def lanes_of(held: Chronology, rows: Sequence[Lane] | None = None, *, actor: Actor) -> tuple[Lane | None, list[Lane]]:
    """All together, and each agency's lane that this person may see, in the order of their names."""
    rows = every_lane(held) if rows is None else rows
    whole = next((row for row in rows if row.agency_id is None), None)
    lanes = [row for row in rows if row.agency_id is not None]
    if not sees_all(actor=actor, thing=held):
        return None, [row for row in lanes if row.agency_id == actor.agency]
    return whole, lanes


def is_laid(held: Chronology, stamp: str) -> bool:
    """True once the timeline was laid out by the register as it is, whoever may see its lanes."""
    return Lane.objects.filter(case=held.case_id, agency=None, stamp=stamp).exists()


def rows_of(held: Chronology, choice: Choice, *, actor: Actor) -> QuerySet[TimelineRow]:
    """The rows of the timeline that were chosen and that this person may see, in the one order."""
    rows = TimelineRow.objects.filter(case=held.case_id)
    all_of_them = sees_all(actor=actor, thing=held)
    if not all_of_them:
        rows = rows.filter(agency=actor.agency or -1)
    if choice.agency:
        rows = rows.filter(agency=choice.agency)
    if choice.who:
        rows = rows.filter(about__contains=as_about([choice.who]))
    if choice.first:
        rows = rows.filter(Q(last_day__gte=choice.first) | Q(last_day=None, first_day__gte=choice.first))
    if choice.last:
        rows = rows.filter(Q(first_day__lte=choice.last) | Q(first_day=None, last_day__lte=choice.last))
    if choice.show == "unfollowed":
        rows = rows.exclude(unfollowed="")
    if choice.show == "noaction":
        rows = rows.filter(entry__action="")
    if choice.among is not None:
        rows = rows.filter(root__in=choice.among)
    return _said(rows, held, choice, all_of_them, actor).order_by("key", "id")


KEY_EVENTS = ("key_episode", "significant", "life_event")


def _said(
    rows: QuerySet[TimelineRow], held: Chronology, choice: Choice, all_of_them: bool, actor: Actor
) -> QuerySet[TimelineRow]:
    """Narrowed by what was said of entries, and by links; both are the reviewers' until it is shared."""
    if not all_of_them:
        said = choice.mark or choice.theme or choice.line or choice.episode or choice.show
        return rows.none() if said else rows
    rows = rows.annotate(is_cited=Exists(uses.cited(held.case_id).filter(entry=OuterRef("root"))))
    marks = EntryMark.objects.filter(case=held.case_id, entry=OuterRef("root"), withdrawn_at__isnull=True)
    for chosen, of in (
        (choice.mark, {"kind": choice.mark}),
        (choice.theme, {"kind": "theme", "text": choice.theme}),
        (choice.episode, {"episode": choice.episode}),
    ):
        if chosen:
            rows = rows.filter(Exists(marks.filter(**of)))
    if choice.line:
        rows = rows.filter(root__in=uses.on_line(held.case_id, choice.line))
    if choice.show in ("key", "uncited"):
        rows = rows.filter(Exists(marks.filter(kind__in=KEY_EVENTS)))
    if choice.show == "uncited":
        rows = rows.filter(is_cited=False)
    if choice.show == "mine":
        rows = rows.filter(Exists(marks.filter(made_by=actor.user)))
    if choice.show in DIFFERING:
        rows = rows.filter(_differs(held, DIFFERING[choice.show]))
    if choice.show == "undisputed":
        rows = rows.exclude(_differs(held, ("open", "disputed")))
    return rows


# Which differences each view shows, by what became of them. What is undisputed differs from nothing that still stands.
DIFFERING = {"differ": ("open", "explained", "disputed"), "disputed": ("disputed",)}


def _differs(held: Chronology, settled: Collection[str]) -> Q:
    differ = FoundLink.objects.filter(case=held.case_id, kind="contradiction", settled__in=settled)
    return Q(Exists(differ.filter(one=OuterRef("entry")))) | Q(Exists(differ.filter(other=OuterRef("entry"))))


def page_of(
    held: Chronology, choice: Choice, *, whole: Lane | None = None, lanes: Sequence[Lane], actor: Actor
) -> Page:
    """That page of what was chosen. How many there are the lanes know; they are counted where it was narrowed."""
    rows = rows_of(held, choice, actor=actor)
    if choice.is_whole:
        of = sum(lane.entries for lane in lanes)
        dots = () if of > MOST_DRAWN else drawn.laid_dots(choice.by_person, whole, lanes)
    else:
        found = list(rows.values_list(*drawn.FIELDS)[: MOST_DRAWN + 1])
        of = len(found) if len(found) <= MOST_DRAWN else rows.count()
        dots = () if of > MOST_DRAWN else drawn.found_dots(found, choice.who, choice.by_person, whole)
    pages = max(1, -(-of // A_PAGE))
    page = min(max(choice.page, 1), pages)
    start = (page - 1) * A_PAGE
    shown, after = _from(rows.annotate(unfilled=unfilled(held.case_id)), start) if of else ([], None)
    marks, flags, themes, episodes = _said_of(held, shown, choice.themes, actor=actor)
    links = _links(held, shown, dots, actor=actor)
    numbers = {row.entry_id: start + place for place, row in enumerate(shown, 1)}
    by_entry = _by_entry(links, numbers)
    made = tuple(
        Shown(
            start + place,
            row,
            row.entry,
            tuple(marks.get(row.root_id, ())),
            tuple(by_entry.get(row.entry_id, ())),
            getattr(row, "is_cited", False),
        )
        for place, row in enumerate(shown, 1)
    )
    there = {dot.entry for dot in dots}
    ties = tuple(
        Tie(link.pk, link.one_id, link.other_id, link.kind)
        for link in links
        if link.one_id in there and link.other_id in there and link.kind != "follows"
    )
    silent, silent_of = silences.longest(held, choice.agency, choice.who, actor=actor)
    said = (flags, silent_of, themes, episodes, after)
    return Page(made, of, page, pages, silent, dots, ties, of > MOST_DRAWN, *said)


def _from(rows: QuerySet[TimelineRow], start: int) -> tuple[list[TimelineRow], date | None]:
    """A page of the rows from there on, and the first day of the row before them."""
    found = list(rows.select_related("entry")[max(0, start - 1) : start + A_PAGE])
    before = found.pop(0) if start and found else None
    return found, before.first_day if before else None


def _said_of(
    held: Chronology, rows: list[TimelineRow], with_themes: bool, *, actor: Actor
) -> tuple[dict[int, list[EntryMark]], tuple[tuple[date, str], ...], dict[int, str], tuple[Stretch, ...]]:
    """What was said of those rows, the life events and episodes over the picture, and each entry's first theme.

    An agency sees none of it until it is shared.
    """
    marks: dict[int, list[EntryMark]] = defaultdict(list)
    themes: dict[int, str] = {}
    if not sees_all(actor=actor, thing=held) or not rows:
        return marks, (), themes, ()
    laid = TimelineRow.objects.filter(root=OuterRef("entry")).order_by("key")
    wanted = Q(kind__in=("life_event", EPISODE, *(("theme",) if with_themes else ())))
    said = EntryMark.objects.filter(
        Q(entry__in=[row.root_id for row in rows]) | wanted, case=held.case_id, withdrawn_at__isnull=True
    )
    now, day, last = (Subquery(laid.values(name)[:1]) for name in ("entry", "first_day", "last_day"))
    every = list(said.annotate(now=now, day=day, last_day=last).select_related("made_by", "episode").order_by("id"))
    flags = []
    for mark in every:
        marks[mark.entry_id].append(mark)
        if mark.kind == "life_event" and mark.day:
            flags.append((mark.day, mark.text))
        if mark.kind == "theme" and mark.now:
            themes.setdefault(mark.now, mark.text)
    drawn_of = stretches_of(every, getattr(rows[0], "unfilled", None) or ())
    return marks, tuple(sorted(flags)[:MOST_FLAGS]), themes, drawn_of


def _links(held: Chronology, rows: list[TimelineRow], dots: Sequence[Dot], *, actor: Actor) -> list[FoundLink]:
    """What those rows, and the marks of the picture, are tied to; an agency sees none until it is shared."""
    if not sees_all(actor=actor, thing=held) or not rows:
        return []
    ids = [row.entry_id for row in rows]
    tied = Q(one__in=ids) | Q(other__in=ids)
    if dots:
        tied |= Q(kind__in=("same event", "contradiction"))
    links = FoundLink.objects.filter(tied, case=held.case_id).exclude(settled="not_so")
    wanted = ("one__agency_id", "one__start_earliest", "other__agency_id", "other__start_earliest")
    fields = ("id", "kind", "settled", "why", "one_id", "other_id", "case_id")
    return list(links.select_related("one", "other").only(*fields, *wanted).order_by("id")[: 2 * MOST_DRAWN])


def _by_entry(links: Iterable[FoundLink], numbers: dict[int, int]) -> dict[int, list[tuple[FoundLink, Other]]]:
    found: dict[int, list[tuple[FoundLink, Other]]] = defaultdict(list)
    for link in links:
        for mine, theirs in ((link.one, link.other), (link.other, link.one)):
            other = Other(theirs.pk, theirs.agency_id, theirs.start_earliest, numbers.get(theirs.pk, 0))
            found[mine.pk].append((link, other))
    return found
