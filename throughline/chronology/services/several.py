"""A timeline that was taken out comes in again: each agency's rows to its own place, and none that is there already."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.timezone import localdate

from throughline.chronology.models import Chronology, Submission
from throughline.chronology.permissions import require, why_not_send
from throughline.chronology.rules import Timeline, read_bytes, write
from throughline.chronology.rules.writing import WRITERS
from throughline.chronology.services.laying import lay_new, standing_of
from throughline.chronology.services.sending import agency_called, check_kind, take, typed_in
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.partnerships.queries import agency_names

# Of a merged PDF each agency’s part is kept as Word: a PDF is made for a person, and of all that this person sees.
KEPT_AS = ".docx"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one agency in a file of several."""

    agency: Agency
    rows: Timeline


def read_several(held: Chronology, *, name: str, data: bytes, on: date) -> list[Part]:
    """What the file holds of each agency, by the names in it; nothing is written.

    Refused (E1213) where it does not say whose its rows are, or names somebody who is no agency of the partnership.
    """
    check_kind(name)
    timeline = read_bytes(data, name, today=on, agency=name, silence=held.silence_days)
    if not timeline.named or name in (whose := _whose(timeline)):
        raise Refused(
            "E1213",
            f"{name} does not say of each row whose it is.",
            "Choose the agency whose rows they are. Files that were taken out here have the columns Agency and Row.",
        )
    known = {one: agency_called(one, held.case.partnership_id) for one in sorted(whose)}
    unknown = [one for one, agency in known.items() if agency is None]
    if unknown:
        raise Refused(
            "E1213",
            f"{name} holds rows of {', '.join(unknown)}, and the partnership has no such agency.",
            "Add the agency, or send its rows in a file of their own and choose whose they are.",
        )
    return [Part(agency, _rows_of(timeline, one)) for one, agency in known.items() if agency is not None]


@transaction.atomic
def submit_several(
    held: Chronology, *, name: str, data: bytes, parts: list[Part] | None = None, by: Actor, at: datetime
) -> list[Submission]:
    """Each agency's rows are its newest version, but where nothing of them is new. Events ``submission.added``.

    The timeline is laid out once, of all of them. What is kept of the file for each agency holds its own rows alone: it
    sees no others through it.
    """
    on = localdate(at)
    found = read_several(held, name=name, data=data, on=on) if parts is None else parts
    for part in found:
        require(why_not_send(actor=by, thing=held, agency=part.agency.pk, on=on))
    names = agency_names(held.case.partnership_id, on=on)
    made, to_lay = [], {}
    for part in found:
        called = names.get(part.agency.pk, "")
        rows = _without_what_stands(held, part, called)
        if rows is None:
            continue
        file = PurePath(name)
        ending = file.suffix.lower() if file.suffix.lower() in WRITERS else KEPT_AS
        whole = f"{file.stem[:100]}, {called}{ending}"
        data = write(replace(rows, held=(), told=()), ending)
        sent, placed = take(held, agency=part.agency, name=whole, data=data, read=rows, by=by, at=at)
        made.append(sent)
        if placed is not None:
            to_lay[part.agency.pk] = placed
    if to_lay:
        lay_new(held, to_lay, on=on)
    return made


def _whose(timeline: Timeline) -> set[str]:
    return {each.agency for rows in (timeline.entries, timeline.refused, timeline.notes) for each in rows}


def _rows_of(timeline: Timeline, one: str) -> Timeline:
    entries = tuple(each for each in timeline.entries if each.agency == one)
    refused = tuple(each for each in timeline.refused if each.agency == one)
    notes = tuple(each for each in timeline.notes if each.agency == one)
    return replace(timeline, entries=entries, refused=refused, notes=notes)


def _without_what_stands(held: Chronology, part: Part, called: str) -> Timeline | None:
    """The rows as they would come in; nothing where each of them is there already, and none that is there is missing.

    What was typed in beside the files stands beside the next one too, so it does not come in with it.
    """
    rows = part.rows
    entries = tuple(replace(each, agency=called) for each in rows.entries)
    last = Submission.objects.filter(case=held.case_id, agency=part.agency).order_by("-version").first()
    if last is None:
        return replace(rows, entries=entries)
    waiting = {(one.row, one.rule, one.why): one.typed for one in last.refused.filter(mended=None)}
    notes = Counter(last.notes.values_list("row", "text"))
    before = standing_of(held.case_id, part.agency.pk, called)
    there = Counter(entry.key for _, _, entry in before)
    same = (
        there == Counter(each.key for each in entries)
        and set(waiting) == {(each.row, each.rule, each.why) for each in rows.refused}
        and notes == Counter((each.row, each.text) for each in rows.notes)
    )
    if same:
        return None
    typed = typed_in(held.case_id, part.agency.pk)
    beside = Counter(entry.key for pk, _, entry in before if pk in typed)
    left = []
    for each in entries:
        if beside[each.key]:
            beside[each.key] -= 1
        else:
            left.append(each)
    refused = tuple(
        replace(each, typed=tuple(waiting.get((each.row, each.rule, each.why), {}).items()) or each.typed)
        for each in rows.refused
    )
    return replace(rows, entries=tuple(left), refused=refused)
