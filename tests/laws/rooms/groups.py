"""Meetings of groups: whoever works here reads them, and of each line only what their cases allow."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from throughline.cases.models import Case
from throughline.groups.models import GroupCondition, GroupItem, GroupMeeting
from throughline.groups.rules import BY_SLUG
from throughline.partnerships.models import Group

READS = "page: coordinator conflicted chair agency_lead lead_elsewhere scrutineer | 404: rest"
KEEPS = "page: coordinator conflicted chair | 403: agency_lead lead_elsewhere scrutineer | 404: rest"

SLUGS = tuple(BY_SLUG)


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A meeting with a decision about the case, its condition, and a referral that waits for its answer."""
    group = Group.objects.filter(partnership=case.partnership).first() or make.group(case.partnership)
    kept = {"made_at": make.NOW, "made_by": case.made_by}
    meeting = GroupMeeting.objects.create(group=group, held_on=make.TODAY, present="Marrow", apologies="M", **kept)
    decided = GroupItem.objects.create(meeting=meeting, kind="decided", text="Marrow decided.", theme="M", **kept)
    asked = GroupItem.objects.create(
        meeting=meeting, kind="referred", text="Marrow asked.", to_name="M", answer="M", answered_by_name="M", **kept
    )
    for row in (decided, asked):
        row.cases.add(case)
    condition = GroupCondition.objects.create(item=decided, text="Marrow.", owner_name="M", how="M", **kept)
    return {
        "group_meeting": meeting.pk,
        "group_item": decided.pk,
        "group_referral": asked.pk,
        "group_condition": condition.pk,
        **{f"slug_{slug}": slug for slug in SLUGS},
    }


def rows() -> None:
    """The addresses of the room."""
    writes = matrix.WRITES
    matrix.row(
        "meetings/", get="page: coordinator conflicted stranger chair agency_lead lead_elsewhere scrutineer | 404: rest"
    )
    new = "page: coordinator conflicted stranger chair | 403: agency_lead lead_elsewhere scrutineer | 404: rest"
    matrix.row("meetings/new", get=new, post=new)
    matrix.row("meetings/<int:id>/", "id=group_meeting", get=READS)
    matrix.row("meetings/<int:id>/", "id=far_group_meeting", get="page: stranger | 404: rest")
    matrix.row("meetings/<int:id>/edit", "id=group_meeting", get=KEEPS, post=KEEPS)
    for slug in SLUGS:
        line = f"id=group_meeting slug=slug_{slug}"
        matrix.row("meetings/<int:id>/<slug:slug>/new", line, get=KEEPS, post=KEEPS)
    for path, kind in (
        ("group-items/<int:id>/edit", "group_item"),
        ("group-items/<int:id>/withdraw", "group_item"),
        ("group-referrals/<int:id>/answer", "group_referral"),
        ("group-items/<int:id>/conditions/new", "group_item"),
        ("group-conditions/<int:id>/edit", "group_condition"),
    ):
        matrix.row(path, f"id={kind}", get=writes, post=writes)
        sealed = "page: coordinator chair | 404: rest"
        matrix.row(path, f"id=sealed_{kind}", get=sealed, post=sealed)
        matrix.row(path, f"id=far_{kind}", get="page: stranger | 404: rest", post="page: stranger | 404: rest")
