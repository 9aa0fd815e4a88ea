"""Lay the timeline out from what stands: one agency's rows, or all; silences, links, and what the picture draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Max

from throughline.cases import editing
from throughline.chronology import bulk
from throughline.chronology.finishing import MOST_DRAWN, finish, put_lane, whole_of
from throughline.chronology.jobs import link_when_many
from throughline.chronology.linking import link_now
from throughline.chronology.models import Chronology, ChronologyEntry, FoundSilence, Lane, Submission, TimelineRow
from throughline.chronology.placing import Placed, rows_of, write
from throughline.chronology.queries.entries import FIELDS, day_bounds, entry_of
from throughline.chronology.queries.persons import print_of, register_of, stamp_of
from throughline.chronology.rules import silences
from throughline.chronology.rules.picture.persons import counted_of, dot_of, names_in
from throughline.chronology.rules.whom import Register
from throughline.chronology.services.explaining import explain_silences
from throughline.partnerships.queries import agency_names

# So many are linked at once, in half a second or less; more are linked by the background worker.
AT_ONCE = 1_000
_SILENCE = ("who", "from_day", "to_day", "kind", "side", "before_id", "after_id", "why")


@transaction.atomic
def lay_out_once(held: Chronology, *, on: date) -> None:
    """The timeline is laid out by the register as it is, and told as a whole, if it was not.

    All of it is where it never was, as after a backup came back, and where somebody may be told otherwise than before.
    Whoever comes second finds it done. Nothing is a record here, so no event tells of it.
    """
    now = editing.locked(held)
    whole, stamp = whole_of(now.case_id), stamp_of(now)
    if whole is not None and whole.stamp == stamp:
        return
    register = register_of(now)
    if whole is None or whole.by_register != print_of(register):
        lay_out(now, on=on)
    elif whole.stamp:  # nothing of the register changed that is read here
        Lane.objects.filter(pk=whole.pk).update(stamp=stamp)
    else:
        finish(now, register, stamp)


@transaction.atomic
def lay_out(held: Chronology, *, agencies: Iterable[int] | None = None, on: date) -> None:
    """The rows of those agencies, or of all, stand in the timeline as they are now; links and silences follow.

    Nothing is a record here, so no event tells of it: the act that changed the entries has its own.
    """
    lay_new(held, dict.fromkeys(agencies) if agencies is not None else None, on=on)


def lay_new(held: Chronology, placed: Mapping[int, Sequence[Placed] | None] | None, *, on: date) -> None:
    """The same; of agencies whose entries are at hand, these are `placed`."""
    case, partnership = held.case_id, held.case.partnership_id
    names, register, whole = agency_names(partnership, on=on), register_of(held), whole_of(case)
    by_register = print_of(register)
    told = dict(placed or {})
    if placed is None or whole is None or whole.by_register != by_register:
        every = Submission.objects.filter(case=case).values_list("agency_id", flat=True).distinct()
        told = dict.fromkeys(every) | told
    for agency, entries in sorted(told.items(), key=lambda one: one[0]):
        name = names.get(agency, "")
        standing = standing_of(case, agency, name) if entries is None else _named(entries, name)
        _lay_agency(held, agency, name, standing, on, register)
    total = sum(Lane.objects.filter(case=case, agency__isnull=False).values_list("entries", flat=True))
    put_lane(case, None, {"is_linked": False, "stamp": "", "by_register": by_register})
    if total <= AT_ONCE:
        finish(held, register, stamp_of(held))
        link_now(held, names)
    else:  # the worker links them, and tells them as a whole, unless somebody looks before
        link_when_many(held)


def _named(placed: Sequence[Placed], name: str) -> list[Placed]:
    """The same, under the name that the agency bears now."""
    return [one if one[2].agency == name else (one[0], one[1], replace(one[2], agency=name)) for one in placed]


def standing_of(case: int, agency: int, name: str) -> list[Placed]:
    """The entries of the agency that stand: of its last version and typed in, those that no other replaces."""
    last = Submission.objects.filter(case=case, agency=agency).aggregate(last=Max("version"))["last"] or 0
    counting = Submission.objects.filter(case=case, agency=agency, version__in={0, last})
    rows = ChronologyEntry.objects.filter(submission__in=list(counting.values_list("pk", flat=True))).order_by("id")
    found = list(rows.values_list("pk", "first_id", "replaces_id", *FIELDS))
    replaced = {replaces for _, _, replaces, *_ in found}
    return [(pk, first or pk, entry_of(fields, name)) for pk, first, _, *fields in found if pk not in replaced]


def _lay_agency(
    held: Chronology, agency: int, name: str, placed: Sequence[Placed], on: date, register: Register
) -> None:
    case = held.case_id
    TimelineRow.objects.filter(case=case, agency=agency).delete()
    rows = rows_of(placed, on, register)
    write(case, agency, rows)
    first, last = day_bounds([entry for _, _, entry in placed])
    told = {
        "name": name[:200],
        "entries": len(rows),
        "first_day": first,
        "last_day": last,
        "months": dict(Counter(day.isoformat()[:7] for row in rows if (day := row.first_day or row.last_day))),
        "children": counted_of(register.children, (row.children for row in rows)),
        "dots": [
            dot_of(row.entry, row.first_day, row.last_day, row.contact, row.how)
            for row in sorted(rows, key=lambda row: (row.key, row.entry))
        ]
        if len(rows) <= MOST_DRAWN
        else [],
    }
    put_lane(case, agency, told)
    _lay_silences(held, agency, placed, register, {row.entry: names_in(row.about) for row in rows if row.about})


def _lay_silences(
    held: Chronology, agency: int, placed: Sequence[Placed], register: Register, about: dict[int, list[str]]
) -> None:
    """What names nobody may be about the child with whom it begins, so it breaks that child's silence."""
    FoundSilence.objects.filter(case=held.case_id, agency=agency).delete()
    number = {id(entry): pk for pk, _, entry in placed}
    nobody = (register.main,) if register.main else ()
    found = silences(
        (entry for _, _, entry in placed),
        held.silence_days,
        lambda entry: about.get(number[id(entry)]) or nobody,
    )
    if found:
        rows = [
            (
                (each.who or "")[:200],
                each.from_,
                each.to,
                each.kind,
                each.said_by,
                number[id(each.before)],
                number[id(each.after)],
                each.why,
            )
            for each in found
        ]
        bulk.insert(FoundSilence, {"case_id": held.case_id, "agency_id": agency}, _SILENCE, rows)
        explain_silences(held.case_id, agency)
