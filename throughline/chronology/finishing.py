"""What all agencies together have in the timeline: from when to when, what of each child, what each person has."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction

from throughline.cases import editing
from throughline.chronology.models import Chronology, Lane, TimelineRow
from throughline.chronology.queries.persons import print_of, register_of, stamp_of
from throughline.chronology.rules.contact import SIGHTED
from throughline.chronology.rules.picture.persons import people_in, seen_of
from throughline.chronology.rules.whom import Register

# So many marks can be told apart in a picture; where there are more, months are drawn.
MOST_DRAWN = 600


def whole_of(case: int) -> Lane | None:
    """The lane of all together, where the timeline was ever laid out."""
    return Lane.objects.filter(case=case, agency=None).first()


def put_lane(case: int, agency: int | None, told: dict[str, Any]) -> None:
    """The lane of the agency, or of all together, has that; whoever calls holds the chronology."""
    if not Lane.objects.filter(case=case, agency=agency).update(**told):
        Lane.objects.create(case_id=case, agency_id=agency, **told)


def tell_whole(held: Chronology) -> None:
    """What waited to be told of all together is told, if the rows are by the register as it is. Safe to call again."""
    with transaction.atomic():
        now = editing.locked(held)
        whole, register = whole_of(now.case_id), register_of(now)
        if whole is not None and not whole.stamp and whole.by_register == print_of(register):
            finish(now, register, stamp_of(now))


def finish(held: Chronology, register: Register, stamp: str) -> None:
    """The lane of all together is of the rows as they stand; `stamp` is of the register as it is."""
    case = held.case_id
    lanes = list(Lane.objects.filter(case=case, agency__isnull=False))
    months: Counter[str] = Counter()
    contacts: dict[str, Counter[str]] = {name: Counter() for name in register.children}
    for lane in lanes:
        months.update(lane.months)
        for child in lane.children:
            contacts.setdefault(child["name"], Counter()).update(child["contacts"])
    total = sum(lane.entries for lane in lanes)
    rows = TimelineRow.objects.filter(case=case).order_by("key", "id")
    people = rows.values_list("about", "entry_id", "first_day", "last_day", "contact", "how", "agency_id")
    sighted = TimelineRow.objects.filter(case=case, contact__in=SIGHTED).order_by("first_day", "id")
    seen = seen_of(register.children, sighted.values_list("children", "first_day", "last_day"))
    told = {
        "entries": total,
        "first_day": min((lane.first_day for lane in lanes if lane.first_day), default=None),
        "last_day": max((lane.last_day for lane in lanes if lane.last_day), default=None),
        "months": dict(months),
        "children": [{"name": name, "contacts": dict(contacts[name]), **seen[name]} for name in register.children],
        "people": people_in(
            ((about, (pk, first, last, contact, how, of)) for about, pk, first, last, contact, how, of in people),
            dots=total <= MOST_DRAWN,
            silence=held.silence_days,
        ),
        "stamp": stamp,
    }
    put_lane(case, None, told)
