"""Keep the record of a group's meetings: the meeting, its lines, conditions, and the answer to what was referred."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.cases.models import Case
from throughline.cases.queries import visible_cases
from throughline.groups import rules
from throughline.groups.models import GroupCondition, GroupItem, GroupMeeting
from throughline.groups.permissions import why_not_keep
from throughline.groups.queries import visible_items
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Group
from throughline.reviews.permissions import require
from throughline.reviews.queries import next_position


@transaction.atomic
def add_meeting(
    *, group: Group, held_on: date, present: str = "", apologies: str = "", by: Actor, at: datetime
) -> GroupMeeting:
    """The group met on that day, with who was there. Event ``group_meeting.added``."""
    require(why_not_keep(actor=by, thing=group))
    _has_come(held_on, localdate(at))
    row = GroupMeeting(group=group, held_on=held_on, present=present, apologies=apologies)
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_meeting(
    meeting: GroupMeeting, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> GroupMeeting:
    """The meeting has those values; ``editing.Changed`` when somebody changed it since."""
    require(why_not_keep(actor=by, thing=meeting))
    _has_come(fields.get("held_on", meeting.held_on), localdate(at))
    return editing.change(meeting, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_item(
    *,
    meeting: GroupMeeting,
    kind: str,
    text: str,
    cases: Collection[Case] = (),
    theme: str = "",
    to_group: Group | None = None,
    to_name: str = "",
    by: Actor,
    at: datetime,
) -> GroupItem:
    """The line stands in the record, about those cases of which the writer sees every one. Event ``group_item.added``.

    Refused (E1562) about a case that is closed to the writer, and where a line lacks what its kind needs.
    """
    require(why_not_keep(actor=by, thing=meeting))
    row = GroupItem(meeting=meeting, kind=kind, text=text, theme=theme, to_group=to_group, to_name=to_name)
    _holds_together(row, cases, by, localdate(at))
    row.position = next_position(GroupItem.objects.filter(meeting=meeting))
    return editing.add(row, by=by, at=at, links={"cases": list(cases)})


@transaction.atomic
def change_item(item: GroupItem, *, fields: dict[str, Any], version: int, by: Actor, at: datetime) -> GroupItem:
    """The line has those values; ``editing.Changed`` when somebody changed it since. Event ``group_item.changed``."""
    now = _open_to(item, by, at)
    as_meant = GroupItem(meeting=now.meeting, kind=now.kind, to_group=now.to_group, to_name=now.to_name)
    for name in ("to_group", "to_name"):
        setattr(as_meant, name, fields.get(name, getattr(now, name)))
    _holds_together(as_meant, fields.get("cases", list(now.cases.all())), by, localdate(at))
    return editing.change(item, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_item(item: GroupItem, *, reason: str, by: Actor, at: datetime) -> GroupItem:
    """The line is shown no more; it is kept, with the reason. Event ``group_item.withdrawn``."""
    _open_to(item, by, at)
    return editing.withdraw(item, reason=reason, by=by, at=at)


@transaction.atomic
def answer_referral(
    item: GroupItem,
    *,
    answer: str,
    answered_on: date,
    answered_by_name: str = "",
    version: int,
    by: Actor,
    at: datetime,
) -> GroupItem:
    """What the other group answered, and on which day, stands beside what was asked. Event ``group_item.changed``."""
    now = _open_to(item, by, at)
    if now.kind != rules.REFERRED:
        raise Refused("E1562", "Only what was referred is answered.", "Open the referral.")
    _has_come(answered_on, localdate(at))
    if answered_on < now.meeting.held_on:
        raise Refused("E1561", "It cannot be answered before it was asked.", "Look at the day.")
    fields = {"answer": answer, "answered_on": answered_on, "answered_by_name": answered_by_name}
    return editing.change(item, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_condition(
    *, item: GroupItem, text: str, owner_name: str = "", due_on: date | None = None, by: Actor, at: datetime, **met: Any
) -> GroupCondition:
    """The decision has that condition, open until it is met. Event ``group_condition.added``."""
    now = _open_to(item, by, at)
    if now.kind != rules.DECIDED:
        raise Refused("E1562", "Only a decision has conditions.", "Open the decision.")
    row = GroupCondition(item=now, text=text, owner_name=owner_name, due_on=due_on, **met)
    row.position = next_position(GroupCondition.objects.filter(item=now))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_condition(
    condition: GroupCondition, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> GroupCondition:
    """The condition has those values; ``editing.Changed`` when somebody changed it since."""
    _open_to(condition.item, by, at)
    require(why_not_keep(actor=by, thing=condition))
    if fields.get("met_on"):
        _has_come(fields["met_on"], localdate(at))
    return editing.change(condition, fields=fields, version=version, by=by, at=at)


def _open_to(item: GroupItem, by: Actor, at: datetime) -> GroupItem:
    """The line as it stands, for somebody who may write it and may see every case it is about."""
    now = editing.locked(item)
    require(why_not_keep(actor=by, thing=now))
    if not visible_items(by, localdate(at)).filter(pk=now.pk).exists():
        raise Refused(
            "E1562", "It is about a case that is closed to you.", "Leave it to somebody who may see the case."
        )
    return now


def _holds_together(row: GroupItem, cases: Collection[Case], by: Actor, on: date) -> None:
    """A case looked at is named, a referral goes to another group, and the writer may see every case."""
    if row.kind == rules.LOOKED and not cases:
        raise Refused("E1562", "No case is named.", "Name the case that the group looked at.")
    if row.kind == rules.REFERRED and row.to_group is None and not row.to_name:
        raise Refused("E1562", "Nobody is named to whom it is referred.", "Choose a group, or write who it is.")
    if row.to_group is not None and row.to_group.partnership_id != by.partnership:
        raise Refused("E1562", "That group is of another partnership.", "Choose a group of this one.")
    if row.to_group_id and row.to_group_id == row.meeting.group_id:
        raise Refused("E1562", "A group refers nothing to itself.", "Choose another group.")
    numbers = {case.pk for case in cases}
    if visible_cases(by, on=on).filter(pk__in=numbers).count() != len(numbers):
        raise Refused("E1562", "One of the cases is closed to you.", "Name cases that you may see.")


def _has_come(day: date, on: date) -> None:
    if day > on:
        raise Refused("E1561", "That day has not come yet.", "Give the day on which it was.")
