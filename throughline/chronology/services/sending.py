"""Take in what an agency sends: the file is kept, every row becomes an entry, is refused, or is a note."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.chronology import bulk
from throughline.chronology.models import Chronology, ChronologyEntry, ChronologyNote, RefusedLine, Submission
from throughline.chronology.permissions import CLOSED, require, why_not_send
from throughline.chronology.placing import Placed
from throughline.chronology.queries.entries import FIELDS, fields_of
from throughline.chronology.queries.held import columns_of
from throughline.chronology.rules import Entry, RefusedRow, Timeline, read_bytes
from throughline.chronology.rules.rematching import rematch
from throughline.chronology.rules.template import must_of
from throughline.chronology.services.carrying import Plan, as_placed, carry, plan_of
from throughline.chronology.services.laying import lay_new, standing_of
from throughline.documents.services import keep
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.services import close_answered
from throughline.partnerships.models import Agency, AgencyName
from throughline.partnerships.queries import agency_names

KIND = "chronology.agency"
# A file says that its rows are somebody’s whom nobody knows: then whoever sends it is asked.
NAMED_OTHERWISE = "E1219"
TAKEN = (".docx", ".xlsx", ".csv", ".json", ".pdf")


def check_kind(name: str) -> None:
    """Nothing, or the refusal (E1213) of a file of a kind that no chronology comes in."""
    ending = PurePath(name).suffix.lower()
    if ending not in TAKEN:
        raise Refused(
            "E1213",
            f"{name} is no chronology that can be taken in.",
            "Send it as Word (.docx), Excel (.xlsx), CSV or JSON, or as the PDF that was taken out here.",
        )


def agency_called(name: str, partnership: int) -> Agency | None:
    """The agency of the partnership that bears that name, or bore it; nothing where none did, or two."""
    wanted = " ".join(name.split()).casefold()
    rows = AgencyName.objects.filter(agency__partnership_id=partnership).select_related("agency")
    found = {row.agency_id: row.agency for row in rows if " ".join(row.name.split()).casefold() == wanted}
    return next(iter(found.values())) if len(found) == 1 else None


def read_sent(
    held: Chronology, *, agency: Agency, name: str, data: bytes, on: date, is_theirs: bool = False
) -> Timeline:
    """What the file holds, row by row, under the agency's name; nothing is written.

    Refused where it cannot be read; (E1213) where it holds rows of several agencies, or names another agency of the
    partnership; and (E1219) where it names none of them, until somebody says that its rows are the agency's own.
    """
    check_kind(name)
    called = agency_names(held.case.partnership_id, on=on).get(agency.pk, "")
    must = must_of(columns_of(held.case.partnership_id))
    timeline = read_bytes(data, name, today=on, agency=called, silence=held.silence_days, must=must)
    whose = {each.agency for each in timeline.entries} | {each.agency for each in timeline.refused}
    whose |= {each.agency for each in timeline.notes}
    others = whose - {called}
    if len(whose) > 1:
        raise Refused(
            "E1213",
            f"{name} holds rows of several agencies: {', '.join(sorted(whose))}.",
            "Send each agency’s rows in a file of their own; the business unit can send a merged chronology whole.",
        )
    if others:
        _check_name(others.pop(), name, agency, called, held.case.partnership_id, is_theirs=is_theirs)
    return timeline


def _check_name(said: str, name: str, agency: Agency, called: str, partnership: int, *, is_theirs: bool) -> None:
    """Nothing where the name in the file is the agency's, or one that nobody else bears and somebody vouched for."""
    found = agency_called(said, partnership)
    if found is not None and found.pk != agency.pk:
        raise Refused(
            "E1213",
            f"{name} says that its rows are those of {said}, and {called} was chosen.",
            f"Choose {said}, or send the file of {called}.",
        )
    if found is None and not is_theirs:
        raise Refused(
            "E1219",
            f"{name} says that its rows are those of “{said}”, which is no name of {called}.",
            f"If they are the rows of {called} all the same, say so and send it again.",
        )


@transaction.atomic
def submit(
    held: Chronology,
    *,
    agency: Agency,
    name: str,
    data: bytes,
    read: Timeline | None = None,
    ask: int | None = None,
    by: Actor,
    at: datetime,
) -> Submission:
    """The file is the agency's newest version, and its rows stand in the timeline. Event ``submission.added``.

    `read` is what was read of it before the transaction began. The same file as before adds nothing. An answer to an
    `ask` comes from whoever entered its code; without one, the agency's open asks are answered by it. What was said of
    entries of the version before stays with them.
    """
    made, placed = take(held, agency=agency, name=name, data=data, read=read, ask=ask, by=by, at=at)
    if placed is not None:
        lay_new(held, {agency.pk: placed}, on=localdate(at))
    return made


@transaction.atomic
def take(
    held: Chronology,
    *,
    agency: Agency,
    name: str,
    data: bytes,
    read: Timeline | None = None,
    ask: int | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Submission, list[Placed] | None]:
    """The same but for the timeline, and the entries that are to be laid out; nothing where the file adds nothing."""
    now = editing.locked(held)
    if ask is None:
        require(why_not_send(actor=by, thing=now, agency=agency.pk, on=localdate(at)))
        subject = ("chronology", now.pk)
        close_answered(kind=KIND, subject=subject, how="by account", agency=agency.pk, by=by, at=at)
    elif now.state == "closed":
        raise Refused("E1211", CLOSED, "Ask the partnership to open it again.")
    on = localdate(at)
    last = Submission.objects.filter(case=now.case_id, agency=agency).order_by("-version").first()
    sha256 = hashlib.sha256(data).hexdigest()
    if last is not None and last.document is not None and last.document.sha256 == sha256:
        return last, None
    timeline = read or read_sent(now, agency=agency, name=name, data=data, on=on)
    document = keep(
        partnership=now.case.partnership_id,
        name=name,
        data=data,
        reading={"kind": "chronology", "title": "", "text": ""},
        sha256=sha256,
        by=by,
        at=at,
    )
    version = (last.version if last else 0) + 1
    before = standing_of(now.case_id, agency.pk, "") if last else []
    rows_in = len(timeline.entries) + len(timeline.refused) + len(timeline.notes)
    made = Submission.objects.create(
        case_id=now.case_id,
        agency=agency,
        version=version,
        document=document,
        ask=ask,
        rows_in=rows_in,
        aside="\n".join(timeline.aside),
        made_at=at,
        made_by_id=by.user,
    )
    _tell(made, timeline, by, at)
    return made, _keep_rows(made, timeline, before, by, at)


def _keep_rows(made: Submission, timeline: Timeline, before: Sequence[Placed], by: Actor, at: datetime) -> list[Placed]:
    """Every row of the file is kept; those that stand now, as they are to be laid out."""
    typed = typed_in(made.case_id, made.agency_id) if before else set()
    turned = [
        RefusedLine(submission=made, row=one.row, rule=one.rule, why=one.why, typed=typed_words(one))
        for one in timeline.refused
    ]
    plan = plan_of([pk for pk, _, _ in before if pk not in typed], timeline.entries, turned) if before else Plan()
    left = [one for one in before if one[0] not in typed and one[0] not in plan.gone]
    first_of = _first_of(left, timeline.entries, plan) if before else {}
    numbers = keep_entries(made, timeline.entries, first_of, by, at)
    RefusedLine.objects.bulk_create(turned)
    notes = [(one.row, one.text) for one in timeline.notes]
    if notes:
        bulk.insert(ChronologyNote, {"submission_id": made.pk}, ("row", "text"), notes)
    placed = [
        (pk, first_of.get(place, pk), entry)
        for place, (pk, entry) in enumerate(zip(numbers, timeline.entries, strict=True))
        if place not in plan.replaced
    ]
    placed += as_placed(carry(plan, made, numbers, timeline.entries, turned, by, at))
    return placed + [one for one in before if one[0] in typed]


def keep_entries(
    made: Submission, entries: Sequence[Entry], first_of: Mapping[int, int], by: Actor, at: datetime
) -> list[int]:
    """The entries stand in the submission, which held none, in their order. Their numbers."""
    same = {"case_id": made.case_id, "submission_id": made.pk, "agency_id": made.agency_id}
    rows = ((*fields_of(entry, bulk.day_text), first_of.get(place)) for place, entry in enumerate(entries))
    bulk.insert(ChronologyEntry, same | {"made_at": at, "made_by_id": by.user}, (*FIELDS, "first_id"), rows)
    return list(ChronologyEntry.objects.filter(submission=made).order_by("id").values_list("pk", flat=True))


def typed_words(row: RefusedRow) -> dict[str, str]:
    """The words under each heading; two columns of one heading one after the other."""
    found: dict[str, str] = {}
    for heading, words in row.typed:
        found[heading] = f"{found[heading]}\n{words}" if heading in found else words
    return found


def typed_in(case: int, agency: int) -> set[int]:
    """Entries that were typed in; they stand beside every version of a file."""
    rows = ChronologyEntry.objects.filter(case=case, agency=agency, submission__version=0)
    return set(rows.values_list("pk", flat=True))


def _first_of(before: Sequence[Placed], entries: Sequence[Entry], plan: Plan) -> dict[int, int]:
    """What was said of each new entry hangs from, by its place: that of which the plan knows, and of what is alike.

    What was corrected is looked for as it was corrected, and then as the agency had sent it.
    """
    found, left = dict(plan.roots), list(before)
    passes: list[dict[int, Entry]] = [{}, plan.as_sent] if plan.as_sent else [{}]
    for look in passes:
        old = [(pk, root, look.get(pk, entry)) for pk, root, entry in left if not look or pk in look]
        places = [place for place in range(len(entries)) if place not in found]
        matches = rematch([entry for _, _, entry in old], [entries[place] for place in places]) if old else ()
        found |= {places[match.new]: old[match.old][1] for match in matches}
        done = {old[match.old][0] for match in matches}
        left = [one for one in left if one[0] not in done]
    return found


def _tell(made: Submission, timeline: Timeline, by: Actor, at: datetime) -> None:
    details = {
        "agency": made.agency_id,
        "version": made.version,
        "rows": made.rows_in,
        "kept": len(timeline.entries),
        "refused": len(timeline.refused),
        "notes": len(timeline.notes),
        "document": made.document_id or 0,
        "ask": made.ask or 0,
    }
    subject = ("submission", made.pk)
    record(by=by, at=at, verb="submission.added", subject=subject, case=made.case_id, details=details)
