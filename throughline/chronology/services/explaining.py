"""What reviewers say a silence is: that nobody was expected, that no record was found, that nobody followed it up."""

from __future__ import annotations

from django.db import transaction

from throughline.chronology.models import EntryMark, FoundSilence
from throughline.chronology.queries.entries import root_of
from throughline.chronology.rules.holding import SILENCE_MARKS


@transaction.atomic
def explain_silences(case: int, agency: int) -> None:
    """The silences of that agency are what the last mark beside each says. No event: the act of marking has its own.

    A mark that does not say on which side of its entry the silence lies is of the one after it; where nothing is silent
    after it, of the one before. Contact that was missed comes before the silence.
    """
    marks = EntryMark.objects.filter(case=case, kind__in=SILENCE_MARKS, withdrawn_at__isnull=True).order_by("id")
    said = list(marks.filter(entry__agency=agency))
    rows = FoundSilence.objects.filter(case=case, agency=agency).select_related("before", "after")
    silences = list(rows if said else rows.exclude(mark=None))
    begins = {root_of(one.before) for one in silences}
    changed = []
    for one in silences:
        before, after = root_of(one.before), root_of(one.after)
        of = [
            mark
            for mark in said
            if (mark.entry_id == before and mark.side != "before")
            or (mark.entry_id == after and (mark.side == "before" or _looks_back(mark, begins)))
        ]
        says = of[-1] if of else None
        if one.mark_id != (says.pk if says else None):
            one.mark = says
            changed.append(one)
    FoundSilence.objects.bulk_update(changed, ["mark"], batch_size=500)


def _looks_back(mark: EntryMark, begins: set[int]) -> bool:
    return not mark.side and mark.kind != "missed" and mark.entry_id not in begins
