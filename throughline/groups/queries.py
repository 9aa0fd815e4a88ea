"""Groups' meetings, and of each line only what a person may see: every case it is about must be open to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from throughline.access.rules import may
from throughline.cases.models import Case
from throughline.cases.queries import visible_cases
from throughline.groups.models import GroupCondition, GroupItem, GroupMeeting
from throughline.groups.permissions import SEES
from throughline.groups.rules import REFERRED
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Group, GroupName
from throughline.partnerships.queries import named
from throughline.partnerships.rules import called
from throughline.reviews.queries import visible_reviews

T = TypeVar("T", GroupMeeting, GroupItem, GroupCondition)


def visible_meetings(actor: Actor) -> QuerySet[GroupMeeting]:
    """The meetings of the partnership's groups, for somebody who may read them; none withdrawn."""
    rows = GroupMeeting.objects.filter(group__partnership_id=actor.partnership, withdrawn_at__isnull=True)
    return rows.select_related("group") if actor.role and may(actor.role, SEES) else rows.none()


def visible_items(actor: Actor, on: date) -> QuerySet[GroupItem]:
    """The lines of those meetings that are about no case closed to this person."""
    seen = visible_cases(actor, on=on)
    closed = GroupItem.cases.through.objects.filter(groupitem=OuterRef("pk")).exclude(case__in=seen)
    rows = GroupItem.objects.filter(meeting__in=visible_meetings(actor), withdrawn_at__isnull=True)
    return rows.exclude(Exists(closed)).select_related("meeting__group")


def visible_conditions(actor: Actor, on: date) -> QuerySet[GroupCondition]:
    """The conditions of the decisions that this person may see."""
    rows = GroupCondition.objects.filter(item__in=visible_items(actor, on), withdrawn_at__isnull=True)
    return rows.select_related("item__meeting__group")


def get_meeting(id: int, actor: Actor) -> GroupMeeting:
    """That meeting, or a 404."""
    return _there(visible_meetings(actor).select_related("changed_by", "made_by"), id)


def get_item(id: int, actor: Actor, on: date) -> GroupItem:
    """That line, or the same 404 for one about a case that is closed to this person."""
    return _there(visible_items(actor, on).select_related("changed_by", "made_by"), id)


def get_condition(id: int, actor: Actor, on: date) -> GroupCondition:
    """That condition, or a 404."""
    return _there(visible_conditions(actor, on).select_related("changed_by", "made_by"), id)


def _there(rows: QuerySet[T], id: int) -> T:
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def names_of(actor: Actor, on: date) -> dict[int, str]:
    """What each group of the partnership is called that day, by its number."""
    rows: dict[int, list[GroupName]] = {}
    for row in GroupName.objects.filter(group__partnership_id=actor.partnership).order_by("id"):
        rows.setdefault(row.group_id, []).append(row)
    return {group: called(named(names), on) for group, names in rows.items()}


def meeting_groups(actor: Actor, on: date) -> list[tuple[Group, str]]:
    """The groups that have not ended, each with its name of the day, by name."""
    names = names_of(actor, on)
    rows = Group.objects.filter(partnership_id=actor.partnership).exclude(to_on__lt=on)
    return sorted(((row, names.get(row.pk, "")) for row in rows), key=lambda one: (one[1], one[0].pk))


def items_of(meetings: Collection[int], actor: Actor, on: date) -> list[GroupItem]:
    """The lines of those meetings that the person may see, with their cases and conditions, in their order."""
    conditions = GroupCondition.objects.filter(withdrawn_at__isnull=True).order_by("position", "id")
    rows = visible_items(actor, on).filter(meeting__in=meetings)
    rows = rows.prefetch_related("cases", Prefetch("conditions", conditions, to_attr="standing"))
    return list(rows.order_by("position", "id"))


def cases_named(items: Sequence[GroupItem], actor: Actor, on: date) -> dict[int, tuple[str, str]]:
    """Each case of those lines: its reference with the name of its newest review, and where that is read."""
    cases = {case.pk: case for item in items for case in item.cases.all()}
    found = {key: (case.reference, "") for key, case in cases.items()}
    rows = visible_reviews(actor, on).filter(case__in=cases).order_by("id").values_list("case_id", "id", "name")
    for case, review, name in rows if cases else ():
        found[case] = (f"{cases[case].reference}, {name}", f"/reviews/{review}/")
    return found


def cases_called(references: Collection[str], actor: Actor, on: date) -> Mapping[str, Case]:
    """The cases of those references that this person may see, each by its reference."""
    return {row.reference: row for row in visible_cases(actor, on=on).filter(reference__in=references)}


@dataclass(frozen=True, slots=True)
class Open:
    """What groups wait for, as far as the person may see it: referrals without an answer, conditions not met."""

    referrals: tuple[GroupItem, ...]
    conditions: tuple[GroupCondition, ...]


def open_of(actor: Actor, on: date, most: int = 100) -> Open:
    """The oldest first."""
    asked = visible_items(actor, on).filter(kind=REFERRED, answered_on__isnull=True)
    unmet = visible_conditions(actor, on).filter(met_on__isnull=True)
    return Open(
        tuple(asked.order_by("meeting__held_on", "id")[:most]),
        tuple(unmet.order_by("due_on", "id")[:most]),
    )
