"""What reviewers marked, with the entries as they stand now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from throughline.chronology.models import Chronology, EntryMark, TimelineRow
from throughline.chronology.queries import uses
from throughline.chronology.rules.picture.persons import names_in


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark, the row of its entry, and whether a finding or a sentence of a report cites that entry."""

    mark: EntryMark
    row: TimelineRow
    is_cited: bool


def voices_of(held: Chronology) -> Counter[str]:
    """How many entries tell each child's voice, by the name of whoever they are about; for whoever sees all of it."""
    marks = EntryMark.objects.filter(case=held.case_id, kind="voice", withdrawn_at__isnull=True)
    rows = TimelineRow.objects.filter(case=held.case_id, root__in=marks.values("entry"))
    return Counter(name for about in rows.values_list("about", flat=True) for name in names_in(about))


def marked_of(held: Chronology, kinds: Collection[str]) -> list[Marked]:
    """The marks of those kinds in the order of the timeline; for whoever sees all of it."""
    marks = EntryMark.objects.filter(case=held.case_id, kind__in=kinds, withdrawn_at__isnull=True)
    said = list(marks.select_related("made_by").order_by("id"))
    rows = TimelineRow.objects.filter(case=held.case_id, root__in={mark.entry_id for mark in said})
    rows = rows.annotate(is_cited=Exists(uses.cited(held.case_id).filter(entry=OuterRef("root"))))
    of: dict[int, list[EntryMark]] = {}
    for mark in said:
        of.setdefault(mark.entry_id, []).append(mark)
    found = []
    for row in rows.select_related("entry").order_by("key", "id"):
        found += [Marked(mark, row, bool(getattr(row, "is_cited", False))) for mark in of.pop(row.root_id, ())]
    return found
