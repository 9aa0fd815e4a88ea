"""Lists of actions, measures and effects across reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When, Window
from django.db.models.functions import Coalesce, NullIf

from throughline.actionplans.models import Action
from throughline.actionplans.queries.colours import COLUMNS, colouring, facts_of, marks_of
from throughline.actionplans.rules import CLOSED, STATES
from throughline.actionplans.rules.rag import Colour, Marks, colour_of
from throughline.casefile.queries.columns import NO_TEXT, agency_called, text
from throughline.casefile.rules.items import ACTION, MEASURE, Item, in_short
from throughline.casefile.rules.states import Status, action_status, course, figure, measure_status
from throughline.impact.models import Evidence, Measure, Reading, Statement
from throughline.impact.queries.consent import is_held_back
from throughline.impact.rules import Read
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.kernel.periods import stated
from throughline.reviews.queries import visible_reviews

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action in the list."""

    item: Item
    status: Status
    review: int
    review_name: str
    evidence: bool
    colour: Colour


@dataclass(frozen=True, slots=True)
class ActionFilters:
    """What the list of actions is narrowed to."""

    show: str = "open"
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ActionList:
    """A page of actions, and how many there are in all."""

    rows: tuple[ActionRow, ...]
    total: int
    filters: ActionFilters
    mine: bool
    scheme: str = ""

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.filters.page - 1) * A_PAGE + 1


SHOWN = ("open", "late", "claimed", "done", "all")


def action_list(filters: ActionFilters, *, actor: Actor, on: date) -> ActionList:
    """The actions of the reviews that the person may see: the unfinished by their day, then the others."""
    rows = Action.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    rows = _narrowed(rows, filters, on)
    owner = Coalesce(NullIf(text("owner_name"), NO_TEXT), agency_called(on), NO_TEXT)
    closed = Case(When(state__in=CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField())
    start = (filters.page - 1) * A_PAGE
    own = ("id", "number", "text", "owner_id", "made_at")
    marks = marks_of(actor.partnership, on)
    shown = list(
        rows.annotate(
            **colouring(),
            who=owner,
            closed=closed,
            shown=Exists(_evidence(on)),
            of=Window(Count("*")),
            review_name=F("review__name"),
        )
        .order_by("closed", F("due_on").asc(nulls_last=True), "id")
        .values(*own, *COLUMNS, "who", "shown", "review_id", "review_name", "of")[start : start + A_PAGE]
    )
    made = tuple(_action(row, marks, on) for row in shown)
    return ActionList(made, shown[0]["of"] if shown else 0, filters, bool(actor.agency), marks.name)


def _evidence(on: date) -> Any:
    return Evidence.objects.filter(actions=OuterRef("pk"), withdrawn_at__isnull=True).exclude(is_held_back(on))


def _narrowed(rows: Any, filters: ActionFilters, on: date) -> Any:
    unfinished = rows.exclude(state__in=CLOSED)
    narrowed = {
        "open": unfinished,
        "late": unfinished.filter(due_on__lt=on).exclude(state="claimed_done"),
        "claimed": rows.filter(state="claimed_done"),
        "done": rows.filter(state__in=CLOSED),
    }.get(filters.show, rows)
    for word in filters.words.split()[:8]:
        named = Q(text__icontains=word) | Q(owner_name__icontains=word) | Q(owner__names__name__icontains=word)
        named |= Q(strategy__icontains=word)
        narrowed = narrowed.filter(
            Q(pk__in=Action.objects.filter(named).values("pk")) | Q(review__name__icontains=word)
        )
    return narrowed


def _action(row: dict[str, Any], marks: Marks, on: date) -> ActionRow:
    item = Item(
        kind=ACTION,
        id=row["id"],
        text=row["text"],
        since=day_here(row["made_at"]),
        number=row["number"],
        label=f"A{row['number'] or row['id']}",
        owner=row["who"],
        agency=row["owner_id"] or 0,
        state=row["state"] if row["state"] in STATES else "not_started",
        due_on=row["due_on"],
        due_text=row["due_text"],
    )
    colour = colour_of(facts_of(row), marks, on)
    return ActionRow(item, action_status(item, on), row["review_id"], row["review_name"], row["shown"], colour)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in the list: what it asks, its course and how it stands."""

    item: Item
    status: Status
    course: str
    target: str
    last: str
    review: int
    review_name: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One statement of effect in the list."""

    id: int
    kind: str
    text: str
    when: str
    review: int
    review_name: str
    measured: bool


@dataclass(frozen=True, slots=True)
class ImpactList:
    """A page of measures, or of statements of effect."""

    show: str
    measures: tuple[MeasureRow, ...]
    effects: tuple[EffectRow, ...]
    total: int
    page: int

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.page - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.measures) + len(self.effects) - 1


def impact_list(*, show: str = "measures", page: int = 1, actor: Actor, on: date) -> ImpactList:
    """What changed: measures with their readings, or what is said to have changed."""
    start = (page - 1) * A_PAGE
    window = slice(start, start + A_PAGE)
    if show == "statements":
        effects, total = _effects(actor, on, window)
        return ImpactList(show, (), effects, total, page)
    measures, total = _measures(actor, on, window)
    return ImpactList("measures", measures, (), total, page)


def _measures(actor: Actor, on: date, window: slice) -> tuple[tuple[MeasureRow, ...], int]:
    rows = Measure.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    columns = ("id", "number", "text", "made_at", "unit", "better", "target", "guarded_by", "review_id", "review_name")
    shown = list(
        rows.annotate(of=Window(Count("*")), review_name=F("review__name"))
        .order_by("-id")
        .values_list(*columns, "of")[window]
    )
    reads: dict[int, list[Read]] = {}
    found = Reading.objects.filter(measure__in=[row[0] for row in shown]).order_by("id")
    read_columns = ("id", "value", "date_iso", "baseline", "corrects_id", "measure_id")
    for row in found.values_list(*read_columns):
        reads.setdefault(row[-1], []).append(Read(*row[:-1]))
    return tuple(_measure(row, tuple(reads.get(row[0], ()))) for row in shown), shown[0][-1] if shown else 0


def _measure(row: tuple[Any, ...], reads: tuple[Read, ...]) -> MeasureRow:
    id, number, words, made_at, unit, better, target, guarded, review, name, _ = row
    item = Item(
        kind=MEASURE,
        id=id,
        text=words,
        since=day_here(made_at),
        number=number,
        label=f"M{number or id}",
        unit=unit,
        better=better,
        target=target,
        guarded_by=guarded,
        readings=reads,
    )
    last = stated("", reads[-1].date_iso) if reads else ""
    aim = figure(target, unit) if target is not None else ""
    return MeasureRow(item, measure_status(item), course(item), aim, last, review, name)


def _effects(actor: Actor, on: date, window: slice) -> tuple[tuple[EffectRow, ...], int]:
    rows = Statement.objects.filter(
        review__in=visible_reviews(actor, on), withdrawn_at__isnull=True, kind__in=("impact", "case_study")
    ).exclude(is_held_back(on))
    measured = Measure.objects.filter(statements=OuterRef("pk"), withdrawn_at__isnull=True)
    columns = ("id", "kind", "text", "date_text", "date_iso", "review_id", "review_name", "measured", "of")
    shown = list(
        rows.annotate(of=Window(Count("*")), review_name=F("review__name"), measured=Exists(measured))
        .order_by("-id")
        .values_list(*columns)[window]
    )
    made = tuple(
        EffectRow(id, kind, in_short(kind, words), stated(when, iso), review, name, has)
        for id, kind, words, when, iso, review, name, has, _ in shown
    )
    return made, shown[0][-1] if shown else 0
