"""What a plan says of one action beside its words and its day, read with the action itself in one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from throughline.actionplans.models import Action, DueMove, Pilot
from throughline.actionplans.queries import visible_actions
from throughline.actionplans.queries.colours import COLUMNS, colouring, facts_of, marking, marks_in
from throughline.actionplans.rules import REACH, reach_of
from throughline.actionplans.rules.rag import colour_of
from throughline.kernel.actor import Actor
from throughline.partnerships.models import AgencyName
from throughline.partnerships.queries import named
from throughline.partnerships.rules import called
from throughline.reviews.queries import one_of
from throughline.ui.words import counted, day

_PILOT = ("id", "place", "families", "from_on", "to_on", "evaluation", "look_on")
_MOVE = ("before_on", "before_text", "after_on", "reason")


def get_planned(id: int, actor: Actor, on: date) -> Action:
    """That action with all that `plan_of` needs, or a 404."""
    rows = visible_actions(actor, on).select_related("case", "review", "changed_by")
    found: Action = one_of(_with_facts(rows, on), id)
    return found


def _with_facts(rows: QuerySet[Action], on: date) -> Any:
    pilots = Pilot.objects.filter(action=OuterRef("pk"), withdrawn_at__isnull=True)
    moves = DueMove.objects.filter(action=OuterRef("pk")).order_by("-id")
    often = moves.order_by().values("action").annotate(often=Count("*")).values("often")
    more = {f"pilot_{name}": Subquery(pilots.values(name)[:1]) for name in _PILOT}
    more |= {f"move_{name}": Subquery(moves.values(name)[:1]) for name in _MOVE}
    return rows.annotate(**colouring(), **marking("case__partnership", on), **more, moved_often=Subquery(often))


def plan_of(action: Any, on: date) -> tuple[tuple[str, str], ...]:
    """What the plan says of the action beside its words and its day, each with its label; what is empty left out."""
    row: Any = action if hasattr(action, "moved_often") else _with_facts(Action.objects.filter(pk=action.pk), on).get()
    colour = colour_of(facts_of({name: getattr(row, name) for name in COLUMNS}), marks_in(row), on)
    reach = reach_of(row.reach, row.owner_name, row.owner_id is not None)
    facts = [
        ("Colour", f"{colour.word}. {colour.why}"),
        ("Day moved", _moved(row)),
        ("For", REACH.get(reach, "")),
        ("Lead role", row.lead_role),
        ("Watched by", row.watching_group),
        ("How success is told", row.success),
        ("Cost", row.cost),
        ("Business plan or strategy", row.strategy),
        *(_pilot(row, on) if row.pilot_id else ()),
    ]
    return tuple((name, value) for name, value in facts if value)


def _moved(row: Any) -> str:
    """How often the day was moved, and the last move with its reason."""
    if not row.moved_often:
        return ""
    before = day(row.move_before_on) if row.move_before_on else row.move_before_text or "no day"
    often = "Once" if row.moved_often == 1 else f"{row.moved_often} times"
    return f"{often}. Last from {before} to {day(row.move_after_on)}: {row.move_reason}"


def _pilot(row: Any, on: date) -> list[tuple[str, str]]:
    begins, ends = row.pilot_from_on, row.pilot_to_on
    when = " to ".join(day(one) if one else "no day given" for one in (begins, ends))
    families = "" if row.pilot_families is None else f", {counted(row.pilot_families, 'family', 'families')}"
    return [
        ("Pilot", f"{row.pilot_place}{families}"),
        ("Tried by", ", ".join(_agencies(row.pilot_id, on))),
        ("Tried from", when if begins or ends else ""),
        ("Evaluation", row.pilot_evaluation),
        ("Looked at again", day(row.pilot_look_on) if row.pilot_look_on else ""),
    ]


def _agencies(pilot: int, on: date) -> list[str]:
    """The agencies that take part in a pilot, by the names that they bear on the day."""
    agencies = Pilot.agencies.through.objects.filter(pilot=pilot).values("agency")
    found: dict[int, list[Any]] = {}
    for row in AgencyName.objects.filter(agency__in=agencies).order_by("id"):
        found.setdefault(row.agency_id, []).append(row)
    return sorted(called(named(rows), on) for rows in found.values())
