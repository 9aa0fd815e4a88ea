"""The merged timeline on paper: a tagged PDF with its headings, and the heads of its tables on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from throughline.chronology.models import Chronology, FoundLink
from throughline.chronology.rules import Entry, Timeline, When
from throughline.chronology.rules.ages import ages
from throughline.chronology.rules.holding import SETTLED
from throughline.documents.rendering import pdf
from throughline.kernel.periods import parse
from throughline.ui.words import counted, day, moment, short_day

TEMPLATE = Path(__file__).resolve().parent / "templates" / "timeline" / "1" / "timeline.typ"
Cell = list[str]


def timeline_as_pdf(
    held: Chronology,
    whole: Timeline,
    differing: Sequence[FoundLink],
    *,
    names: Mapping[int, str],
    partnership: str,
    for_name: str,
    at: datetime,
) -> bytes:
    """The timeline as that person sees it, with where accounts differ, silences, rows that wait, and notes."""
    agencies = len({entry.agency for entry in whole.entries})
    child = held.child_name or held.case.reference
    return pdf.render(
        TEMPLATE,
        {
            "title": f"Chronology of {child}",
            "subtitle": f"Merged from what {counted(agencies, 'agency', 'agencies')} sent, {held.case.reference}",
            "reference": held.case.reference,
            "partnership": partnership,
            "header": f"Chronology of {child}, {held.case.reference}",
            "footer": f"Copy for {for_name}, made {moment(at)}.",
            "lead": [
                f"{counted(len(whole.entries), 'entry', 'entries')} in the order of the earliest day that each can "
                "have been on; then of the latest, the time, and the sequence that the agency gave.",
                "Dates stand as they were typed. Below, where it says something else, is how they were understood.",
            ],
            "sheets": [sheet for sheet in _sheets(held, whole, differing, names) if sheet["rows"] or sheet["told"]],
        },
        at=at,
    )


def _sheets(
    held: Chronology, whole: Timeline, differing: Sequence[FoundLink], names: Mapping[int, str]
) -> list[dict[str, Any]]:
    heads = ("No.", "When", "Age", "Recorded by", "What is recorded", "What was done", "Comment of the agency")
    period = parse(held.born_iso) if held.born_iso else None
    born = (period.first, period.last) if period else None
    rows = [_row(number, entry, born) for number, entry in enumerate(whole.entries, 1)]
    differ = [
        [[_account(link.one, names)], [_account(link.other, names)], [link.why], [SETTLED[link.settled]]]
        for link in differing
    ]
    silent = [
        [[each.agency], [each.who or ""], [f"{short_day(each.from_)} to {short_day(each.to)}"], [each.why]]
        for each in whole.silences
    ]
    refused = [[[each.agency], [str(each.row)], [each.why]] for each in whole.refused]
    notes = [[[each.agency], [str(each.row)], [each.text]] for each in whole.notes]
    return [
        _sheet("Entries", heads, (3, 10, 6, 12, 30, 20, 14), rows, "" if rows else "No entry stands yet."),
        _sheet("Where accounts differ", ("One account", "The other", "Why", "How it stands"), (3, 3, 4, 2), differ),
        _sheet("Silences", ("Agency", "About", "From and to", "Why"), (3, 2, 3, 5), silent),
        _sheet("Rows that wait to be mended", ("Agency", "Row", "Why"), (3, 1, 9), refused),
        _sheet("Notes of the agencies", ("Agency", "Row", "Words"), (3, 1, 9), notes),
    ]


def _sheet(
    heading: str, heads: Sequence[str], widths: Sequence[int], rows: list[list[Cell]], told: str = ""
) -> dict[str, Any]:
    return {"heading": heading, "told": told, "heads": list(heads), "widths": list(widths), "rows": rows}


def _row(number: int, entry: Entry, born: tuple[date, date] | None) -> list[Cell]:
    when = _typed(entry.start)
    if entry.end:
        when += [f"until {line}" if place == 0 else line for place, line in enumerate(_typed(entry.end))]
    if entry.time:
        when.append(entry.time_text or entry.time)
    return [
        [str(number)],
        when,
        [ages(born, entry.start.earliest, entry.start.latest)],
        [entry.agency, entry.source],
        [entry.event, *([f"About {entry.who}"] if entry.who else [])],
        [entry.action],
        [entry.comment],
    ]


def _typed(when: When) -> Cell:
    """The words as they were typed, and where they leave a doubt the days that they can mean."""
    if when.earliest and when.earliest == when.latest:
        said = short_day(when.earliest)
        return [when.text] if not any(sign in when.edtf for sign in "?~%") else [when.text, f"{said}, uncertain"]
    if when.earliest and when.latest:
        return [when.text, f"{short_day(when.earliest)} to {short_day(when.latest)}"]
    if when.latest:
        return [when.text, f"up to {short_day(when.latest)}"]
    return [when.text, f"from {short_day(when.earliest)}"] if when.earliest else [when.text]


def _account(entry: Any, names: Mapping[int, str]) -> str:
    on = day(entry.start_earliest) if entry.start_earliest else entry.start_text
    return f"{names.get(entry.agency_id, '')}, {on}: {entry.event or entry.comment}"
