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
from throughline.chronology.rules.papercells import INK, OURS, Paragraph, aside, drawn, told
from throughline.chronology.rules.paperrows import (
    AT,
    DIFFERING,
    ENTRIES,
    NOTES,
    ROW,
    SEQUENCE,
    SILENT,
    SOURCE,
    UNTIL,
    WAITING,
    counts,
)
from throughline.chronology.rules.writing import noted_rows, refused_rows, row_of
from throughline.documents.rendering import pdf
from throughline.documents.rendering.letters import drawable
from throughline.kernel.periods import parse
from throughline.ui.words import counted, day, moment, short_day

TEMPLATE = Path(__file__).resolve().parent / "templates" / "timeline" / "1" / "timeline.typ"
Cell = list[Paragraph]
_WIDEST = 80  # letters that have room on the whole width, if each were the widest of the typeface


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
    entries = [row_of(entry) for entry in whole.entries]
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
                "Dates stand as they were typed. Below, where it says something else, is how they were understood. "
                "What agencies gave stands in black; what was added to it here, in grey.",
                counts(entries, refused_rows(whole), noted_rows(whole)),
            ],
            "ink": INK,
            "ours": OURS,
            "sheets": [sheet for sheet in _sheets(held, whole, differing, names) if sheet["rows"] or sheet["told"]],
        },
        at=at,
    )


def _sheets(
    held: Chronology, whole: Timeline, differing: Sequence[FoundLink], names: Mapping[int, str]
) -> list[dict[str, Any]]:
    period = parse(held.born_iso) if held.born_iso else None
    born = (period.first, period.last) if period else None
    rows = [_row(number, entry, born) for number, entry in enumerate(whole.entries, 1)]
    differ = [
        (_account(link.one, names), _account(link.other, names), link.why, SETTLED[link.settled]) for link in differing
    ]
    silent = [
        (each.agency, each.who or "", f"{short_day(each.from_)} to {short_day(each.to)}", each.why, each.said)
        for each in whole.silences
    ]
    return [
        _sheet("Entries", ENTRIES, (4, 11, 6, 13, 29, 20, 15), rows, "" if rows else "No entry stands yet."),
        _sheet("Where accounts differ", DIFFERING, (3, 3, 4, 2), _plain(differ)),
        _sheet("Silences", SILENT, (3, 2, 3, 5, 4), _plain(silent)),
        _sheet("Rows that wait to be mended", WAITING, (3, 1, 1, 8), _plain(refused_rows(whole))),
        _sheet("Notes of the agencies", NOTES, (3, 1, 9), _plain(noted_rows(whole))),
    ]


def _sheet(
    heading: str, heads: Sequence[str], widths: Sequence[int], rows: list[list[Cell]], told: str = ""
) -> dict[str, Any]:
    """A table; of each paragraph the words of its runs, and whose they are, one sign for each."""
    shares = [width / sum(widths) for width in widths]
    made = [[_cell(cell, share) for cell, share in zip(row, shares, strict=True)] for row in rows]
    return {"heading": heading, "told": told, "heads": list(heads), "widths": shares, "rows": made}


def _cell(cell: Cell, share: float) -> list[list[Any]]:
    """What the template draws: 0 is theirs, 1 ours, 2 theirs with a word that may be longer than the column."""
    most = share * _WIDEST
    return [
        [[1 if ours else 2 if max(map(len, words.split(" "))) > most else 0, words] for ours, words in paragraph]
        for paragraph in cell
    ]


def _plain(rows: Sequence[Sequence[str]]) -> list[list[Cell]]:
    return [[drawn(words, drawable()) for words in row] for row in rows]


def _row(number: int, entry: Entry, born: tuple[date, date] | None) -> list[Cell]:
    letters = drawable()
    sequence, start, time, end, source, event, action, comment, agency, row = row_of(entry)
    when = [*drawn(start, letters), *aside(_means(entry.start), letters)]
    if entry.end:
        when += [*told(UNTIL, end, letters), *aside(_means(entry.end), letters)]
    return [
        drawn(str(number), letters),
        [*when, *told(AT, time, letters), *told(SEQUENCE, sequence, letters)],
        aside(ages(born, entry.start.earliest, entry.start.latest), letters),
        [*drawn(agency, letters), *told(SOURCE, source, letters), *told(ROW, row, letters)],
        [*drawn(event, letters), *aside(f"About {entry.who}" if entry.who else "", letters)],
        drawn(action, letters),
        drawn(comment, letters),
    ]


def _means(when: When) -> str:
    """The days that the words can mean, where they leave a doubt."""
    if when.earliest and when.earliest == when.latest:
        return f"{short_day(when.earliest)}, uncertain" if any(sign in when.edtf for sign in "?~%") else ""
    if when.earliest and when.latest:
        return f"{short_day(when.earliest)} to {short_day(when.latest)}"
    if when.latest:
        return f"up to {short_day(when.latest)}"
    return f"from {short_day(when.earliest)}" if when.earliest else ""


def _account(entry: Any, names: Mapping[int, str]) -> str:
    on = day(entry.start_earliest) if entry.start_earliest else entry.start_text
    return f"{names.get(entry.agency_id, '')}, {on}: {entry.event or entry.comment}"
