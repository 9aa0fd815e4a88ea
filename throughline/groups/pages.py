"""What the pages of groups' meetings show: each a sheet, with every choice made."""

from __future__ import annotations

from datetime import date

from throughline.groups import rules
from throughline.groups.models import GroupCondition, GroupItem, GroupMeeting
from throughline.groups.permissions import why_not_keep
from throughline.groups.queries import cases_named, items_of, names_of, open_of, visible_meetings
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import shortened
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import capital, counted, day, in_words, short_day

HOME = (("Your work", "/"), ("Groups", "/groups/"))
MEETINGS = ("Meetings", "/meetings/")
SCOPE = "Of each case only what you may see: a line about a case that is closed to you is left out."
MOST = 100


def list_sheet(*, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """The meetings of all groups, the latest first, and what groups wait for."""
    meetings = list(visible_meetings(actor).order_by("-held_on", "-id")[:MOST])
    names, waits = names_of(actor, on), open_of(actor, on)
    kinds: dict[int, list[str]] = {}
    for item in items_of([row.pk for row in meetings], actor, on):
        kinds.setdefault(item.meeting_id, []).append(item.kind)
    rows = tuple(
        (
            Cell(day(row.held_on), url=f"/meetings/{row.pk}/"),
            Cell(names.get(row.group_id, "")),
            Cell(capital(rules.counts_in_words(kinds.get(row.pk, ()))) or "Nothing that you may see"),
        )
        for row in meetings
    )
    page = Sheet(
        title="Meetings of the groups",
        over="",
        trail=HOME,
        lead=_list_lead(len(meetings), len(waits.referrals), len(waits.conditions)),
        blocks=(
            Block(
                "Referred, and not answered",
                "",
                ("What is asked", "By whom", "Of whom", "How it stands"),
                tuple(_referral(row, names, on) for row in waits.referrals),
                "Nothing waits for an answer.",
            ),
            Block(
                "Conditions not met",
                "",
                ("Condition", "Of which group", "Who is to meet it", "How it stands"),
                tuple(_condition(row, names, on) for row in waits.conditions),
                "No decision has a condition that is open.",
            ),
            Block("Meetings", SCOPE, ("Day", "Group", "What it did"), rows, "No meeting is on record."),
        ),
        deeds=(("Record a meeting", "/meetings/new"),) if why_not_keep(actor=actor) is None else (),
    )
    shown = [f"group_meeting {row.pk}" for row in meetings]
    return page, shown + [f"group_item {row.pk}" for row in waits.referrals]


def _list_lead(meetings: int, referrals: int, conditions: int) -> tuple[str, str]:
    if not meetings:
        return "No meeting of a group is on record.", ""
    waits = [
        f"{in_words(number)} {one if number == 1 else more}"
        for number, one, more in (
            (referrals, "referral waits for its answer", "referrals wait for their answer"),
            (conditions, "condition is not met", "conditions are not met"),
        )
        if number
    ]
    rest = f" {capital('; '.join(waits))}." if waits else " Nothing waits for an answer."
    return f"{counted(meetings, 'meeting')} on record.", rest


def _whom(row: GroupItem, names: dict[int, str]) -> str:
    return names.get(row.to_group_id or 0, "") or row.to_name


def _referral(row: GroupItem, names: dict[int, str], on: date) -> tuple[Cell, ...]:
    stands = rules.referral_stands(row.meeting.held_on, row.answered_on, on)
    return (
        Cell(shortened(row.text, 120), url=f"/meetings/{row.meeting_id}/"),
        Cell(names.get(row.meeting.group_id, ""), day(row.meeting.held_on)),
        Cell(_whom(row, names)),
        Cell(stands.words, sign=stands.sign),
    )


def _condition(row: GroupCondition, names: dict[int, str], on: date) -> tuple[Cell, ...]:
    stands = rules.condition_stands(row.due_on, row.met_on, on)
    return (
        Cell(row.text, url=f"/meetings/{row.item.meeting_id}/"),
        Cell(names.get(row.item.meeting.group_id, "")),
        Cell(row.owner_name or "Nobody named", f"by {short_day(row.due_on)}" if row.due_on else ""),
        Cell(stands.words, sign=stands.sign, strong=bool(stands.late)),
    )


def meeting_sheet(row: GroupMeeting, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One meeting: who was there, and of what it did all that this person may see."""
    items, names = items_of([row.pk], actor, on), names_of(actor, on)
    cases = cases_named(items, actor, on)
    keeps = why_not_keep(actor=actor, thing=row) is None
    made = tuple(
        _block(row, kind, [one for one in items if one.kind == kind.key], cases, names, keeps, on)
        for kind in rules.KINDS.values()
    )
    did = rules.counts_in_words(one.kind for one in items)
    page = Sheet(
        title=f"{names.get(row.group_id, 'Group')}, {day(row.held_on)}",
        over="Meeting of a group",
        trail=(*HOME, MEETINGS),
        lead=(f"{capital(did)}." if did else "Nothing is on record that you may see.", f" {SCOPE}"),
        pairs=(
            ("Who was there", "; ".join(line for line in row.present.splitlines() if line.strip()) or "Not written"),
            *((("Could not come", row.apologies),) if row.apologies else ()),
        ),
        blocks=made,
        deeds=(("Change the meeting", f"/meetings/{row.pk}/edit"),) if keeps else (),
    )
    shown = [f"group_meeting {row.pk}", *(f"group_item {one.pk}" for one in items), *(f"case {key}" for key in cases)]
    return page, shown


HEADS = {
    rules.LOOKED: ("Case", "What the group saw in it"),
    rules.DECIDED: ("What was decided", "About", "Conditions"),
    rules.REFLECTED: ("Theme", "What the group thinks of it", "Drawn from"),
    rules.REFERRED: ("What is asked", "Of whom", "Answer"),
}


def _block(
    meeting: GroupMeeting,
    kind: rules.Kind,
    items: list[GroupItem],
    cases: dict[int, tuple[str, str]],
    names: dict[int, str],
    keeps: bool,
    on: date,
) -> Block:
    rows = tuple(_row(one, cases, names, keeps, on) for one in items)
    add = (f"Add a {kind.word}", f"/meetings/{meeting.pk}/{kind.slug}/new")
    return Block(kind.title, kind.explains, HEADS[kind.key], rows, "None is on record.", deeds=(add,) if keeps else ())


def _row(
    one: GroupItem, cases: dict[int, tuple[str, str]], names: dict[int, str], keeps: bool, on: date
) -> tuple[Cell, ...]:
    mine = [cases[case.pk] for case in one.cases.all()]
    about = "; ".join(label for label, _ in mine)
    edit = f"/group-items/{one.pk}/edit" if keeps else ""
    if one.kind == rules.LOOKED:
        return Cell(about, url=mine[0][1] if len(mine) == 1 else ""), Cell(one.text, url=edit)
    if one.kind == rules.DECIDED:
        return Cell(one.text, url=edit), Cell(about or "No one case"), _conditions(one, keeps, on)
    if one.kind == rules.REFLECTED:
        return Cell(one.theme or "None named", url=edit), Cell(one.text), Cell(about or "No one case")
    return Cell(one.text, about, edit), Cell(_whom(one, names)), _answer(one, keeps, on)


def _conditions(one: GroupItem, keeps: bool, on: date) -> Cell:
    """The first condition that is open, else that all are met; leading to where the next is written or met."""
    rows: list[GroupCondition] = one.standing  # type: ignore[attr-defined]
    add = f"/group-items/{one.pk}/conditions/new" if keeps else ""
    if not rows:
        return Cell("Add a condition" if keeps else "None", url=add)
    unmet = [row for row in rows if not row.met_on]
    if not unmet:
        said = "; ".join(f"{row.text.rstrip('.')}: {row.how}" for row in rows)
        return Cell("All met", said, sign="confirmed")
    first = unmet[0]
    stands = rules.condition_stands(first.due_on, first.met_on, on)
    by = f", by {short_day(first.due_on)}" if first.due_on else ""
    second = f"{stands.words}. {first.owner_name or 'Nobody named'}{by}. {len(rows) - len(unmet)} of {len(rows)} met."
    return Cell(first.text, second, f"/group-conditions/{first.pk}/edit" if keeps else "")


def _answer(one: GroupItem, keeps: bool, on: date) -> Cell:
    if one.answered_on:
        return Cell(one.answer, f"{one.answered_by_name}, {day(one.answered_on)}".strip(", "))
    stands = rules.referral_stands(one.meeting.held_on, None, on)
    if keeps:
        return Cell("Record the answer", stands.words, f"/group-referrals/{one.pk}/answer")
    return Cell(stands.words, sign=stands.sign)
