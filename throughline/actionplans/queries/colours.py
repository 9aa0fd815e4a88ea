"""How a partnership colours its actions, and the facts that the colours rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import CharField, DateTimeField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.timezone import get_current_timezone, localdate

from throughline.actionplans.models import ActionState, ActionUpdate, PlanColours, Retest
from throughline.actionplans.rules.rag import COLOURS, Facts, Marks


def colours_row(partnership: int, on: date) -> PlanColours | None:
    """The latest choice of that partnership by the end of the day, if it made one."""
    rows = PlanColours.objects.filter(partnership_id=partnership, made_at__lte=_end_of(on))
    return rows.order_by("-id").first()


def marks_of(partnership: int, on: date) -> Marks:
    """How that partnership colours on that day; as everybody does while it chose nothing."""
    row = colours_row(partnership, on)
    if row is None:
        return Marks()
    return Marks(row.four, row.soon, row.quiet, tuple((key, getattr(row, key)) for key in COLOURS))


def marking(partnership: str, on: date) -> dict[str, Any]:
    """The columns that a query needs to know how its partnership colours on that day."""
    rows = PlanColours.objects.filter(partnership=OuterRef(partnership), made_at__lte=_end_of(on)).order_by("-id")
    return {f"marks_{name}": Subquery(rows.values(name)[:1]) for name in ("four", "soon", "quiet", *COLOURS)}


def marks_in(row: Any) -> Marks:
    """How a row with the columns of `marking` is coloured."""
    if row.marks_four is None:
        return Marks()
    words = tuple((key, getattr(row, f"marks_{key}")) for key in COLOURS)
    return Marks(row.marks_four, row.marks_soon, row.marks_quiet, words)


def _end_of(on: date) -> datetime:
    return datetime.combine(on, time.max, tzinfo=get_current_timezone())


def every_choice(partnership: int) -> list[PlanColours]:
    """Every choice that was made, the latest first."""
    return list(PlanColours.objects.filter(partnership_id=partnership).select_related("made_by").order_by("-id"))


def colouring() -> dict[str, Any]:
    """The columns that a query of actions needs for their colours, in its own statement."""
    states = ActionState.objects.filter(action=OuterRef("pk")).order_by("-id")
    updates = ActionUpdate.objects.filter(action=OuterRef("pk")).order_by("-made_at")
    retests = Retest.objects.filter(action=OuterRef("pk")).order_by("-id")
    moved = Coalesce(Subquery(states.values("at")[:1]), F("made_at"), output_field=DateTimeField())
    told = Coalesce(Subquery(updates.values("made_at")[:1]), F("made_at"), output_field=DateTimeField())
    nothing = Value("", output_field=CharField())
    return {
        "moved_at": moved,
        "told_at": Greatest(moved, told, output_field=DateTimeField()),
        "grade": Coalesce(Subquery(states.values("grade")[:1]), nothing, output_field=CharField()),
        "answer": Coalesce(Subquery(retests.values("answer")[:1]), nothing, output_field=CharField()),
        "answered_at": Subquery(retests.values("at")[:1], output_field=DateTimeField()),
    }


COLUMNS = ("state", "due_on", "due_text", "told_at", "grade", "answer", "answered_at", "moved_at")


def facts_of(row: Mapping[str, Any]) -> Facts:
    """The facts in a row of `COLUMNS`. An answer from before the latest step counts no more."""
    fresh = row["answered_at"] is not None and row["answered_at"] >= row["moved_at"]
    return Facts(
        state=row["state"],
        due_on=row["due_on"],
        due_text=row["due_text"],
        said_on=localdate(row["told_at"]),
        grade=row["grade"],
        answer=row["answer"] if fresh else "",
    )
