"""Readings of measures: entered by hand or from a file, assured by somebody else, and the cause of a slide."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.actionplans.services import move_action
from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.models import Span
from throughline.documents.rules import shown_name
from throughline.files.refusals import type_not_taken
from throughline.files.tables import open_tables
from throughline.impact.models import Assurance, Measure, Reading, ReadingsFile, SlideCause
from throughline.impact.permissions import why_not_assure
from throughline.impact.queries import SLID, actions_shown, known_of, lacks_baseline, readings_of, state_of
from throughline.impact.rules.figures import bare
from throughline.impact.rules.tables import MOST_COLUMNS, MOST_ROWS, Columns, formulas_in, rows_of, table_of
from throughline.impact.services.writing import too_bare
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.kernel.refusals import Refused
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.services import change_record, dated, given

"""States of a measure that raise a doubt, and whose cause is asked for."""


@transaction.atomic
def add_reading(
    measure: Measure,
    *,
    value: Decimal,
    counted: int | None = None,
    date_text: str = "",
    date_iso: str = "",
    baseline: bool = False,
    corrects: Reading | None = None,
    comes_from: str = "",
    why_bare: str = "",
    source: Span | None = None,
    file: ReadingsFile | None = None,
    by: Actor,
    at: datetime,
) -> Reading:
    """The reading stands beside the others, with the date that the text gives, or none. Event `measure.reading_added`.

    One that `corrects` another leaves it in the record and takes its place in what the measure comes to. Without a
    baseline and a period it is kept only with the reason why (E1522).
    """
    require(why_not_record(actor=by, thing=measure, on=localdate(at)))
    now = editing.locked(measure)
    if corrects is not None and corrects.measure_id != measure.pk:
        raise Refused("E1508", "That is a reading of another measure.", "Correct a reading of this one.")
    if corrects is not None and corrects.corrections.exists():
        raise Refused("E1511", "That reading was corrected already.", "Correct the reading that took its place.")
    compared = baseline or not lacks_baseline(now)
    lacks = bare(has_baseline=compared, date_iso=dated(date_iso or ""))
    if lacks and not why_bare.strip():
        raise too_bare(lacks)
    row = Reading(measure=measure, value=value, counted=counted, date_text=date_text, date_iso=date_iso or "")
    row.baseline, row.corrects, row.source, row.file = baseline, corrects, source, file
    row.comes_from, row.why_bare = comes_from.strip(), why_bare.strip()
    row.made_at, row.made_by_id = at, by.user
    editing.kept(row)
    names = ("value", "date_text", "date_iso", "baseline", "corrects")
    told = {"reading": row.pk, **editing.values_of(row, names)}
    _tell("reading_added", measure, by, at, {"after": told})
    return row


@transaction.atomic
def assure_reading(reading: Reading, *, how: str, by: Actor, at: datetime) -> Assurance:
    """Somebody who did not enter the reading, and owns nothing it speaks for, looked at where it comes from.

    Once a reading. Event ``measure.reading_assured``.
    """
    editing.locked(reading.measure)
    found = Assurance.objects.filter(reading=reading).first()
    if found is not None:
        return found
    require(why_not_assure(actor=by, thing=reading, on=localdate(at)))
    if reading.corrections.exists():
        raise Refused("E1523", "That reading was corrected.", "Assure the reading that took its place.")
    given(how, True)
    row = Assurance(reading=reading, how=how.strip(), at=at, by_id=by.user)
    editing.kept(row)
    _tell("reading_assured", reading.measure, by, at, {"reading": reading.pk})
    return row


@transaction.atomic
def say_why_it_slid(
    measure: Measure, *, cause: str, reopen: Iterable[Action] = (), only_told: bool = False, by: Actor, at: datetime
) -> SlideCause:
    """The cause stands beside the reading it explains, and the actions of the measure that are named are open again.

    With `only_told` somebody says that it slid after its last reading, and no figure says how far. Else it is refused
    (E1524) where no reading slid back. Event ``measure.slide_explained``, and ``action.moved`` for each action.
    """
    require(why_not_record(actor=by, thing=measure, on=localdate(at)))
    editing.locked(measure)
    given(cause, True)
    readings = readings_of(measure)
    if not readings or (state_of(measure, readings).key not in SLID and not only_told):
        raise Refused("E1524", "No reading of this measure slid back.", "Look at its readings first.")
    actions = list(reopen)
    if any(action.pk not in set(actions_shown(measure).values_list("pk", flat=True)) for action in actions):
        raise Refused(
            "E1524", "This measure does not speak for that action.", "Choose one of those that the page offers."
        )
    last = [row for row in readings if row.date_iso or only_told][-1]
    row = SlideCause(measure=measure, after=last, cause=cause.strip(), at=at, by_id=by.user)
    editing.kept(row)
    told: dict[str, object] = {"reading": last.pk, "cause": row.cause, "reopened": [action.pk for action in actions]}
    told |= {"only_told": True} if only_told else {}
    _tell("slide_explained", measure, by, at, told)
    for action in actions:
        move_action(action, state="under_way", reason=row.cause, by=by, at=at)
    return row


@transaction.atomic
def receive_readings_file(measure: Measure, *, name: str, data: bytes, by: Actor, at: datetime) -> ReadingsFile:
    """The file's table waits to be looked at; nothing of it is a reading yet. The same file again is the same one.

    Event ``measure.file_received``. Refused where it holds formulas (E1221), no table or a huge one (E1525).
    """
    require(why_not_record(actor=by, thing=measure, on=localdate(at)))
    if PurePath(name).suffix.lower() not in (".csv", ".xlsx"):
        raise type_not_taken(name, "no file of values", "Save it as Excel (.xlsx) or as values (.csv).")
    sha256 = hashlib.sha256(data).hexdigest()
    same = ReadingsFile.objects.filter(measure=measure, sha256=sha256).first()
    if same is not None:
        return same
    tables = open_tables(name, data).tables
    if worked_out := formulas_in(tables):
        raise _formulas(name, worked_out)
    cells = table_of(tables)
    if not cells or len(cells[0]) < 2:
        raise Refused(
            "E1525",
            f"{name} holds no table of two columns or more.",
            "Give the days in one column and the figures in another.",
        )
    if len(cells) > MOST_ROWS or len(cells[0]) > MOST_COLUMNS:
        raise Refused(
            "E1525",
            f"{name} holds a table of {len(cells)} rows and {len(cells[0])} columns.",
            f"Send the part with the readings alone: at most {MOST_ROWS} rows and {MOST_COLUMNS} columns.",
        )
    row = ReadingsFile(
        measure=measure, name=shown_name(name), sha256=sha256, cells=cells, made_at=at, made_by_id=by.user
    )
    editing.kept(row)
    _tell("file_received", measure, by, at, {"sha256": sha256, "rows": len(cells)})
    return row


def _formulas(name: str, places: list[str]) -> Refused:
    """The same refusal as of a plan with formulas: what is worked out is no record."""
    some = ", ".join(places[:3])
    return Refused(
        "E1221",
        f"{name} holds formulas, {len(places)} in all ({some}), and what a formula shows can change.",
        "Copy the table, paste it as values, save, and send that.",
    )


@transaction.atomic
def take_readings(
    file: ReadingsFile,
    *,
    columns: Columns,
    comes_from: str = "",
    baseline: str = "",
    why_no_baseline: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """The readings of those columns stand, but those that stand already and rows that cannot be read; how many.

    Of a measure's first readings the earliest by its date is the baseline. `baseline` says otherwise where the measure
    has none: ``earliest`` for the earliest of this file, ``none`` with the reason why nobody can say what it was. A
    file is taken once: given again it adds nothing. Events ``measure.file_taken``, ``measure.changed`` for the reason.
    """
    measure = editing.locked(file.measure)
    now = ReadingsFile.objects.select_for_update().get(pk=file.pk)
    require(why_not_record(actor=by, thing=measure, on=localdate(at)))
    if now.taken_at is not None:
        return 0
    rows = rows_of(now.cells, columns, known_of(measure), unit=measure.unit)
    good = [row for row in rows if row.is_new]
    if not good:
        raise Refused(
            "E1525", "Nothing in those columns is a new reading.", "Choose the columns with the days and the figures."
        )
    begins = baseline != "none" and not measure.readings.exists()
    begins = begins or (baseline == "earliest" and lacks_baseline(measure))
    if baseline == "none" and lacks_baseline(measure):
        given(why_no_baseline, True)
        fields = {"why_no_baseline": why_no_baseline.strip()}
        change_record(measure, fields=fields, version=measure.version, by=by, at=at)
    for place, row in enumerate(sorted(good, key=lambda row: sort_key(row.date_iso)) if begins else good):
        add_reading(
            measure,
            value=row.value or Decimal(0),
            counted=row.counted,
            date_text=row.date_text,
            date_iso=row.date_iso,
            baseline=begins and place == 0,
            comes_from=comes_from or now.name,
            file=now,
            by=by,
            at=at,
        )
    now.taken_at, now.taken_by_id = at, by.user
    now.save(update_fields=["taken_at", "taken_by"])
    left = [row.number for row in rows if row.wrong]
    _tell("file_taken", measure, by, at, {"file": now.pk, "readings": len(good), "rows_left_out": left})
    return len(good)


def _tell(verb: str, measure: Measure, by: Actor, at: datetime, details: dict[str, object]) -> None:
    record(by=by, at=at, verb=f"measure.{verb}", subject=("measure", measure.pk), case=measure.case_id, details=details)
