"""Make the file of a case: one zip with the records as JSON, as tables, in Word, and the days that are due."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline import __version__
from throughline.access.queries import name_on
from throughline.audit.services import record
from throughline.caseexport import permissions
from throughline.caseexport.gathered import Gathered
from throughline.caseexport.kinds import LEFT_OUT, by_label, columns, ties
from throughline.caseexport.models import IDENTITIES, PSEUDONYMS, CaseExport
from throughline.caseexport.queries import gather
from throughline.caseexport.rules import packing
from throughline.caseexport.scoping import under_pseudonyms, with_identities
from throughline.caseexport.services.asking import new_mark
from throughline.caseexport.written import sections_of
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.documents.rendering import word
from throughline.files import cells
from throughline.kernel.actor import Actor
from throughline.messages.calendars import as_icalendar
from throughline.messages.deadlines import deadlines
from throughline.ui.words import moment

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "case" / "1" / "case.docx"
_REFERENCE = re.compile(r"[A-Z]{2}-\d{4}-\d{2,6}")
SAYS = {
    PSEUDONYMS: (
        "UNDER PSEUDONYMS. Who the children are, where they live, the accounts of what happened, protected words and "
        "the papers themselves are not in it. A person who knows the family may still know them by what is told."
    ),
    IDENTITIES: "WITH WHO THE CHILDREN ARE. Keep it as safe as the record itself.",
}


@dataclass(frozen=True, slots=True)
class Made:
    """An export that was made: its file name, its bytes, its row, and how many records it holds."""

    name: str
    data: bytes
    export: CaseExport
    rows: int


@transaction.atomic
def make_export(case: Case, *, by: Actor, at: datetime) -> Made:
    """The whole case in one file under pseudonyms. Event ``case.exported``, which names the scope and the hash."""
    permissions.require(permissions.why_not_export(actor=by, thing=case, on=localdate(at)))
    row = CaseExport(case=case, scope=PSEUDONYMS, mark=new_mark(), made_at=at, made_by_id=by.user)
    return _made(row, under_pseudonyms(gather(case, by=by)), by, at)


@transaction.atomic
def take_with_identities(export: CaseExport, *, by: Actor, at: datetime) -> Made:
    """The whole case with who the children are, taken once by whoever asked, once another agreed. ``case.exported``."""
    now = editing.locked(export)
    permissions.require(permissions.why_not_take(actor=by, thing=now, at=at, on=localdate(at)))
    return _made(now, with_identities(gather(now.case, by=by), by), by, at)


def _made(row: CaseExport, found: Gathered, by: Actor, at: datetime) -> Made:
    case = row.case
    members = {
        packing.README: _readme(row, found, by, at),
        packing.RECORDS: packing.as_json(_as_values(found)),
        "case.docx": _word(row, found, by, at),
        "deadlines.ics": _calendar(row, found, by, at),
        **_tables(found),
        **found.files,
    }
    manifest = {
        "made_with": __version__,
        "scope": row.scope,
        "says": SAYS[row.scope],
        "reference": found.case["reference"],
        "mark": row.mark,
        "made_at": at.isoformat(),
        "made_by": by.name,
        "partnership": _partnership(case, at),
        "counts": {label: len(rows) for label, rows in found.records.items()},
        "ties_to_other_cases_left_out": found.cut,
        "kinds_left_out": LEFT_OUT,
        "papers": _papers(row, found),
    }
    data = packing.pack(members, manifest, at=at)
    row.sha256, row.taken_at, row.taken_by_id = hashlib.sha256(data).hexdigest(), at, by.user
    editing.kept(row)
    told = {"export": row.pk, "mark": row.mark, "scope": row.scope, "sha256": row.sha256, "records": found.rows()}
    record(by=by, at=at, verb="case.exported", subject=("case", case.pk), case=case.pk, details=told)
    return Made(file_name(row), data, row, found.rows())


def _papers(row: CaseExport, found: Gathered) -> dict[str, Any]:
    """How many papers the case has, whether they are in the file, and why they are not."""
    kept = row.scope == IDENTITIES
    says = (
        "The papers themselves are in it, under files/."
        if kept
        else "The papers themselves were left out, because they may name the children. In the place of each stands a "
        "note with its kind, length and hash."
    )
    count = len(found.documents)
    return {"of_the_case": count, "left_out": 0 if kept else count, "says": says}


def file_name(row: CaseExport) -> str:
    """What the file is called: the reference where it is of our own make, the scope and the mark; no child’s name."""
    reference = row.case.reference if _REFERENCE.fullmatch(row.case.reference) else f"case-{row.case_id}"
    return f"{reference}-{row.scope}-{row.mark}.zip"


def _as_values(found: Gathered) -> dict[str, Any]:
    return {
        "case": found.case,
        "people": found.people,
        "agencies": found.agencies,
        "documents": found.documents,
        "spans": found.spans,
        "records": found.records,
        "events": found.events,
    }


def _tables(found: Gathered) -> dict[str, bytes]:
    """One table a kind, and one each of people, agencies, papers and events."""
    tables = {}
    for label, rows in found.records.items():
        kind = by_label()[label]
        names = ["id", *(field.name for field in (*columns(kind), *ties(kind)))]
        tables[f"tables/{label}.csv"] = cells.table(names, ([row[name] for name in names] for row in rows))
    people = [(row["id"], row["name"], row["email"]) for row in found.people]
    tables["tables/people.csv"] = cells.table(("id", "name", "email"), people)
    agencies = [(row["id"], row["kind"], [one["name"] for one in row["names"]]) for row in found.agencies]
    tables["tables/agencies.csv"] = cells.table(("id", "kind", "names"), agencies)
    papers = ("id", "name", "title", "media", "size", "sha256", "file")
    tables["tables/documents.csv"] = cells.table(papers, ([row[name] for name in papers] for row in found.documents))
    told = ("number", "at", "actor_name", "role", "verb", "subject_type", "subject", "hash")
    tables["tables/events.csv"] = cells.table(told, ([row[name] for name in told] for row in found.events))
    return tables


def _word(row: CaseExport, found: Gathered, by: Actor, at: datetime) -> bytes:
    reference = found.case["reference"]
    values = {
        "title": f"The whole case {reference}",
        "subtitle": SAYS[row.scope],
        "reference": f"{reference}, export {row.mark}",
        "header": f"{reference}, export {row.mark}",
        "footer": f"{row.get_scope_display()}. Copy for {by.name}, made {moment(at)}.",
        "brand": {"name": _partnership(row.case, at), "line": ""},
        "sections": list(sections_of(found)),
    }
    return word.render(TEMPLATE, values, at=at)


def _calendar(row: CaseExport, found: Gathered, by: Actor, at: datetime) -> bytes:
    """What is due in the case, in words that hold no name."""
    mine = [one for one in deadlines(by, on=localdate(at)) if one.reference == row.case.reference]
    return as_icalendar(mine, name=f"{found.case['reference']}, export {row.mark}", at=at).encode()


def _readme(row: CaseExport, found: Gathered, by: Actor, at: datetime) -> bytes:
    kept = row.scope == IDENTITIES
    lines = (
        f"The whole case {found.case['reference']} of {_partnership(row.case, at)}.",
        "",
        SAYS[row.scope],
        "",
        f"Made {moment(at)} for {by.name}. Export {row.mark}: who took it, and when, is on the record under that mark.",
        "",
        "case.docx      every record in words, for people",
        "tables/        one table a kind of record, for spreadsheets; what one could run begins with '",
        "deadlines.ics  what is due, for a calendar; it names no child",
        "case.json      every record, for a system. Another Throughline loads this file back",
        f"files/         {'the papers' if kept else 'a note for each paper, which itself is left out'}",
        "manifest.json  what is in this file, with the SHA-256 of each part",
        "",
        f"Left out: {found.cut} ties to records of other cases, which stay with those." if found.cut else "",
        "Do not change this file: one that differs by a single byte is not loaded.",
        "",
    )
    return "\n".join(lines).encode()


def _partnership(case: Case, at: datetime) -> str:
    named = name_on(localdate(at), partnership=case.partnership_id).values_list("name", flat=True).first()
    return named or "a partnership without a name"
