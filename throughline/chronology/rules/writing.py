"""A timeline as a document: Word in Chronolator's shape, Excel, CSV, JSON, which load back the same; a page. Pure."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable

from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.gathering import guarded
from throughline.chronology.rules.heads import HEADS, NOTE, REFUSED_HEADS
from throughline.chronology.rules.timeline import Timeline
from throughline.files.making import MOST_CELL, Sheet, excel, word
from throughline.kernel.refusals import Refused

TITLE = "Merged chronology"
_WIDTHS = (7, 12, 8, 12, 18, 38, 26, 22, 14, 5)
_LINKS = ("Link", "One entry", "The other", "Why")
_SILENCES = ("Silence of", "About", "Silent from", "Silent to", "Why", "What a reviewer says")
_SILENCE_WIDTHS = (20, 16, 12, 12, 60, 40)


def write(timeline: Timeline, ending: str) -> bytes:
    """The timeline as a file with that ending (``.docx``); refused (E1202, E1203) where it cannot be one."""
    if ending.lower() not in WRITERS:
        raise no_such_document(ending)
    return WRITERS[ending.lower()](timeline)


def no_such_document(ending: str) -> Refused:
    """The ending names nothing that is written here."""
    return Refused(
        "E1202",
        f"A chronology cannot be written as “{ending}”.",
        f"Give the file one of these endings: {', '.join(WRITERS)}.",
    )


def _rows(timeline: Timeline, prefixed: bool = False) -> list[tuple[str, ...]]:
    """A row of texts for each entry, then for each note."""
    rows = [row_of(entry, prefixed=prefixed) for entry in timeline.entries]
    rows += [("", "", "", "", NOTE, note.text, "", "", note.agency, str(note.row)) for note in timeline.notes]
    return rows


def row_of(entry: Entry, *, prefixed: bool = False) -> tuple[str, ...]:
    """The ten texts of an entry under `HEADS`; `prefixed` puts the agency before its source."""
    return (
        "" if entry.sequence is None else str(entry.sequence),
        entry.start.text,
        entry.time_text or entry.time or "",
        entry.end.text if entry.end else "",
        f"{entry.agency}: {entry.source}" if prefixed else entry.source,
        entry.event,
        entry.action,
        entry.comment,
        entry.agency,
        str(entry.row),
    )


def refused_rows(timeline: Timeline) -> list[tuple[str, ...]]:
    """The four texts of each refused row."""
    return [(each.agency, str(each.row), each.rule, each.why) for each in timeline.refused]


def noted_rows(timeline: Timeline) -> list[tuple[str, ...]]:
    """The agency, row and words of each note."""
    return [(each.agency, str(each.row), each.text) for each in timeline.notes]


def _sheets(timeline: Timeline, prefixed: bool) -> list[Sheet]:
    sheets = [Sheet("Chronology", HEADS, _WIDTHS, _rows(timeline, prefixed))]
    links = [
        (each.kind, _named(timeline.entries[each.entries[0]]), _named(timeline.entries[each.entries[1]]), each.why)
        for each in timeline.links
    ]
    said = any(each.said for each in timeline.silences)
    heads, widths = (_SILENCES, _SILENCE_WIDTHS) if said else (_SILENCES[:-1], _SILENCE_WIDTHS[:-1])
    silences = [
        (each.agency, each.who or "", each.from_.isoformat(), each.to.isoformat(), each.why, each.said)[: len(heads)]
        for each in timeline.silences
    ]
    if links:
        sheets.append(Sheet("Links between agencies", _LINKS, (14, 30, 30, 60), links))
    if silences:
        sheets.append(Sheet("Silences", heads, widths, silences))
    if timeline.refused:
        sheets.append(Sheet("Rows that were refused", REFUSED_HEADS, (20, 6, 8, 80), refused_rows(timeline)))
    return sheets


def _named(entry: Entry) -> str:
    return f"{entry.agency}, row {entry.row}, {entry.start.text}"


def about(timeline: Timeline) -> list[str]:
    """What came in and what became of it, in a sentence each."""
    agencies = sorted(
        {each.agency for each in timeline.entries}
        | {each.agency for each in timeline.notes}
        | {each.agency for each in timeline.refused}
    )
    rows = len(timeline.entries) + len(timeline.notes) + len(timeline.refused)
    lines = [
        f"{_count(rows, 'row')} from {_count(len(agencies), 'agency', 'agencies')}"
        + (f": {', '.join(agencies)}." if agencies else "."),
        f"{_count(len(timeline.entries), 'entry', 'entries')}, {_count(len(timeline.refused), 'refused row')}, "
        f"{_count(len(timeline.notes), 'note')}.",
    ]
    return lines


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _word(timeline: Timeline) -> bytes:
    return word(TITLE, about(timeline), _sheets(timeline, prefixed=True))


def _excel(timeline: Timeline) -> bytes:
    sheets = _sheets(timeline, prefixed=False)
    longest = max((len(cell) for sheet in sheets for row in sheet.rows for cell in row), default=0)
    if longest > MOST_CELL:
        raise Refused(
            "E1203",
            f"A cell holds {longest} characters, and Excel opens none with more than {MOST_CELL}.",
            "Write it as .docx, .csv or .json, or split the row at its source.",
        )
    return excel(TITLE, sheets)


def _values(timeline: Timeline) -> bytes:
    out = io.StringIO()
    write_row = csv.writer(out, lineterminator="\r\n").writerow
    write_row([*HEADS, "Rule", "Why"])
    for row in _rows(timeline):
        write_row([*map(guarded, row), "", ""])
    for agency, number, rule, why in refused_rows(timeline):
        write_row([*[""] * 8, guarded(agency), number, rule, guarded(why)])
    return out.getvalue().encode("utf-8-sig")


def _json(timeline: Timeline) -> bytes:
    return (json.dumps(timeline.as_json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


_LOOK = (
    "body{font:16px/1.4 "
    "Arial,sans-serif;margin:2rem;color:#0b0c0c}table{border-collapse:collapse;width:100%;margin:0 0 2rem}"
    "caption{font-weight:bold;font-size:1.25rem;text-align:left;margin:0 0 .5rem}th,td{border:1px solid "
    "#808080;padding:.3rem;"
    "text-align:left;vertical-align:top;white-space:pre-line}thead{display:table-header-group}tr{break-inside:avoid}"
)


def _page(timeline: Timeline) -> bytes:
    """One page that stands by itself: no script, nothing loaded from elsewhere."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in about(timeline))
    tables = "".join(_html_table(sheet) for sheet in _sheets(timeline, prefixed=False))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta '
        f'charset="utf-8"><title>{TITLE}</title><style>{_LOOK}</style></head>'
        f"<body><main><h1>{TITLE}</h1>{lines}{tables}</main></body></html>\n"
    ).encode()


def _html_table(sheet: Sheet) -> str:
    heads = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in sheet.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in sheet.rows)
    caption = html.escape(sheet.name)
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


WRITERS: dict[str, Callable[[Timeline], bytes]] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".csv": _values,
    ".json": _json,
    ".html": _page,
}
