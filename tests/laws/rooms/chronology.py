"""A chronology with everything that is said in it and worked out from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories as make
from tests.laws.matrix import ANYBODY, row
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.chronology.models import (
    Chronology,
    ChronologyEntry,
    ChronologyNote,
    ChronologyState,
    ColumnSet,
    EntryMark,
    EntrySource,
    KeyEpisode,
    PairDecision,
    RefusedLine,
    Submission,
)
from throughline.chronology.services import lay_out
from throughline.documents.models import Document

MARROW = "Marrow"
DAY, LATER = date(2025, 6, 5), date(2026, 1, 5)


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A chronology to which one agency sent a file: two entries, a refused row, a note, marks, an episode, decisions.

    An entry of the second decision stood in the version before, and is gone.
    """
    said = {"at": make.NOW, "by": case.made_by}
    held = Chronology.objects.create(**of_case(case, child_name=MARROW, born_text=MARROW, born_iso="2025"))
    ChronologyState.objects.create(chronology=held, state="gathering", reason=MARROW, **said)
    ColumnSet.objects.create(partnership=case.partnership, columns=[], **said)
    paper = Document.objects.create(
        partnership=case.partnership,
        name=f"{MARROW} chronology.csv",
        media="values",
        sha256=f"{case.pk + 71_000:064x}",
        size=1,
        kept_as=f"07/{case.pk:032x}",
        received_at=make.NOW,
        received_by=case.made_by,
    )
    made = {"made_at": make.NOW, "made_by": case.made_by}
    sent = Submission.objects.create(
        case=case, agency=agency, version=2, document=paper, rows_in=4, aside=MARROW, **made
    )
    line = RefusedLine.objects.create(submission=sent, row=3, rule="C101", why=MARROW, typed={"event": MARROW})
    ChronologyNote.objects.create(submission=sent, row=4, text=MARROW)
    entries = [_entry(case, agency, sent, number, made) for number in (1, 2)]
    mark = EntryMark.objects.create(**of_case(case, entry=entries[0], kind="comment", text=MARROW))
    told = dict.fromkeys(("name", "when_text", "happened", "why", "system", "good"), MARROW)
    episode = KeyEpisode.objects.create(**of_case(case, when_iso="2025", **told))
    EntryMark.objects.create(**of_case(case, entry=entries[1], kind="key_episode", text=MARROW, episode=episode))
    said_of = of_case(case, entry=entries[0], agency=agency, document=paper, place=MARROW, words=MARROW)
    source = EntrySource.objects.create(**said_of)
    pair = {"case": case, "one": entries[0], "other": entries[1], "kind": "contradiction", "settled": "disputed"}
    PairDecision.objects.create(**pair, reason=MARROW, **said)
    before = Submission.objects.create(case=case, agency=agency, version=1, rows_in=1, **made)
    gone = _entry(case, agency, before, 1, made)
    lost = PairDecision.objects.create(**pair | {"other": gone}, reason=MARROW, **said)
    lay_out(held, on=make.TODAY)  # what is worked out of these is made as it always is
    return {
        "chronology": held.pk,
        "submission": sent.pk,
        "refused_line": line.pk,
        "chronology_entry": entries[0].pk,
        "other_entry": entries[1].pk,
        "entry_mark": mark.pk,
        "key_episode": episode.pk,
        "entry_source": source.pk,
        "lost_decision": lost.pk,
    }


def _entry(case: Case, agency: Any, sent: Submission, number: int, made: dict[str, Any]) -> ChronologyEntry:
    words = dict.fromkeys(("source", "start_text", "event", "action", "comment", "who", "why", "sequence"), MARROW)
    words |= dict.fromkeys(("end_text", "time_text"), MARROW)
    on = DAY if number == 1 else LATER
    days = {"start_edtf": on.isoformat(), "start_earliest": on, "start_latest": on}
    days |= {} if number == 1 else {"end_edtf": ".."}  # a silence begins with what is known to be over
    return ChronologyEntry.objects.create(
        case=case, agency=agency, submission=sent, row=number, **words, **days, **made
    )


NO_POST = "405: rest anonymous deactivated"
SEES = "page: coordinator chair agency_lead scrutineer | 404: rest"
SENDS = "page: coordinator chair agency_lead | 403: scrutineer | 404: rest"
HOLDS = "page: coordinator chair | 403: agency_lead scrutineer | 404: rest"
MARKS = "page: coordinator chair | 403: scrutineer | 404: rest"


def rows() -> None:
    """The addresses of the room. It is not shared, so the lead sees the rows of their own agency and no marks."""
    base = "cases/<int:id>/chronology/"
    for what in ("", "known", "day", "differences", "silences", "agencies", "download"):
        row(f"{base}{what}", "id=case", get=SEES)
        row(f"{base}{what}", "id=sealed_case", get="page: coordinator chair | 404: rest")
        row(f"{base}{what}", "id=far_case", get="page: stranger | 404: rest")
    for what in ("choose", "practice"):
        row(f"{base}{what}", "id=case", get="page: coordinator chair scrutineer | 403: agency_lead | 404: rest")
    row(f"{base}unattached", "id=case", get=HOLDS)
    for what in ("set", "state", "ask"):
        row(f"{base}{what}", "id=case", get=HOLDS, post=HOLDS)
    for what in ("send", "entries/new"):
        row(f"{base}{what}", "id=case", get=SENDS, post=SENDS)
    row("chronology-submissions/<int:id>/", "id=submission", get=SEES)
    row("chronology-refused/<int:id>/mend", "id=refused_line", get=SENDS, post=SENDS)
    row("chronology-entries/<int:id>/", "id=chronology_entry", get=SEES)
    for what in ("correct", "split", "source"):
        row(f"chronology-entries/<int:id>/{what}", "id=chronology_entry", get=SENDS, post=SENDS)
    for what in ("mark", "episode"):
        row(f"chronology-entries/<int:id>/{what}", "id=chronology_entry", get=HOLDS, post=HOLDS)
    row(f"{base}episodes/new", "id=case", get=HOLDS, post=HOLDS)
    none_chosen = "403: coordinator chair agency_lead scrutineer | 404: rest"
    row(f"{base}episodes/put", "id=case", get=none_chosen, post=none_chosen)
    row("chronology-episodes/<int:id>/", "id=key_episode", get="page: coordinator chair scrutineer | 404: rest")
    back = MARKS.replace("page", "on")
    row("chronology-episodes/<int:id>/change", "id=key_episode", get=MARKS, post=MARKS)
    row("chronology-episodes/<int:id>/entries", "id=key_episode", get=MARKS, post=back)
    row("chronology-episodes/<int:id>/withdraw", "id=key_episode", post=back)
    pair = "one=chronology_entry other=other_entry"
    row("chronology-pairs/<int:one>/<int:other>", pair, get=HOLDS, post=HOLDS)
    row("chronology-marks/<int:id>/withdraw", "id=entry_mark", post=back)
    row("chronology-marks/<int:id>/attach", "id=entry_mark", get=MARKS, post=MARKS)
    sends_back = SENDS.replace("page", "on")
    row("chronology-sources/<int:id>/withdraw", "id=entry_source", post=sends_back)
    row("chronology-sources/<int:id>/attach", "id=entry_source", get=HOLDS, post=HOLDS)
    row("chronology-decisions/<int:id>/attach", "id=lost_decision", get=MARKS, post=MARKS)
    for address, known in (("help/chronology/", ""), ("help/chronology/<str:number>", "number=C102")):
        row(address, known, get=ANYBODY, post=NO_POST, other=NO_POST)
    all_roles = "page: coordinator conflicted stranger chair"
    row("chronologies/columns", get=f"{all_roles} | 403: rest", post=f"{all_roles} | 403: rest")
    row("chronologies/template", get=f"{all_roles} agency_lead lead_elsewhere scrutineer | 403: rest")
