"""The chronology of a case, what each agency sent, and the columns that are asked for."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.cases.models import Case, CaseMember
from throughline.cases.queries import get_case_at_work, visible_cases
from throughline.chronology.models import (
    Chronology,
    ChronologyEntry,
    ColumnSet,
    EntryMark,
    RefusedLine,
    Submission,
)
from throughline.chronology.permissions import SEES, sees_all
from throughline.chronology.rules.template import Column, columns_from
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency
from throughline.partnerships.queries import agency_names


def case_of(case: int, *, actor: Actor, on: date) -> Case:
    """That case, for somebody who may see chronologies; else 404."""
    found = get_case_at_work(case, actor=actor, on=on)
    if why_not(actor, SEES):
        raise Http404
    return found


def chronology_of(case: Case) -> Chronology | None:
    """The chronology of the case, if there is one."""
    return Chronology.objects.filter(case=case, withdrawn_at__isnull=True).select_related("case").first()


def find_chronology(case: int, *, actor: Actor, on: date) -> Chronology | None:
    """The chronology of that case, in one statement, if this person may see the case and it has one."""
    if why_not(actor, SEES):
        raise Http404
    rows = Chronology.objects.filter(case=case, case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    return rows.select_related("case").first()


def has_sent(held: Chronology) -> bool:
    """True once an agency has sent anything."""
    return Submission.objects.filter(case=held.case_id).exists()


def get_chronology(case: int, *, actor: Actor, on: date) -> Chronology:
    """The chronology of that case, or 404: the case is not to be seen, or has none yet."""
    found = find_chronology(case, actor=actor, on=on)
    if found is None:
        raise Http404
    return found


def within_sight(actor: Actor, *, on: date) -> Q:
    """What a row with a case and an agency must meet for this person to see it."""
    if why_not(actor, SEES):
        return Q(pk__in=[])
    rows = Q(case__in=visible_cases(actor, on=on))
    if actor.role == AGENCY_LEAD:
        shared = Chronology.objects.filter(case=OuterRef("case"), withdrawn_at__isnull=True).exclude(state="gathering")
        return rows & Q(Q(agency_id=actor.agency or -1) | Q(Exists(shared)))
    return rows


def find_entry(entry: int, *, actor: Actor, on: date) -> ChronologyEntry | None:
    """That entry, where this person may see it."""
    rows = ChronologyEntry.objects.filter(within_sight(actor, on=on)).select_related(
        "case", "submission", "submission__document", "made_by", "replaces", "mends"
    )
    return rows.filter(pk=entry).first()


def get_entry(entry: int, *, actor: Actor, on: date) -> tuple[ChronologyEntry, Chronology]:
    """That entry and its chronology, or 404."""
    found = find_entry(entry, actor=actor, on=on)
    held = chronology_of(found.case) if found else None
    if found is None or held is None:
        raise Http404
    return found, held


def get_submission(submission: int, *, actor: Actor, on: date) -> tuple[Submission, Chronology]:
    """That submission and its chronology, or 404."""
    rows = Submission.objects.filter(within_sight(actor, on=on)).select_related("case", "made_by", "document")
    found = rows.filter(pk=submission).first()
    held = chronology_of(found.case) if found else None
    if found is None or held is None:
        raise Http404
    return found, held


def get_refused(line: int, *, actor: Actor, on: date) -> tuple[RefusedLine, Chronology]:
    """That refused row and its chronology, or 404."""
    found = RefusedLine.objects.filter(pk=line).select_related("submission__case").first()
    if found is None:
        raise Http404
    _, held = get_submission(found.submission_id, actor=actor, on=on)
    return found, held


def get_mark(mark: int, *, actor: Actor, on: date) -> tuple[EntryMark, Chronology]:
    """That mark and its chronology, or 404."""
    rows = EntryMark.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    found = rows.select_related("case", "entry", "made_by", "changed_by").filter(pk=mark).first()
    held = chronology_of(found.case) if found else None
    if found is None or held is None or why_not(actor, SEES) or not sees_all(actor=actor, thing=held):
        raise Http404
    return found, held


def columns_of(partnership: int) -> tuple[Column, ...]:
    """The columns that the partnership asks for: its own, or the usual ones."""
    last = ColumnSet.objects.filter(partnership_id=partnership).order_by("-id").first()
    return columns_from([(one[0], one[1], one[2]) for one in last.columns] if last else [])


def has_own_columns(partnership: int) -> bool:
    """True once the partnership set its columns."""
    return ColumnSet.objects.filter(partnership_id=partnership).exists()


def agencies_on(case: Case, *, on: date) -> dict[int, str]:
    """The agencies of the partnership by number, those on the case first, each by its name of the day."""
    mine = CaseMember.objects.filter(case=case, agency__isnull=False).values_list("agency_id", flat=True)
    names = agency_names(case.partnership_id, on=on)
    first = set(mine)
    return dict(sorted(names.items(), key=lambda pair: (pair[0] not in first, pair[1])))


def visible_submissions(held: Chronology, *, actor: Actor) -> QuerySet[Submission]:
    """The submissions of the case that this person may see, the newest of each agency first."""
    rows = Submission.objects.filter(case=held.case_id).select_related("made_by", "document")
    if not sees_all(actor=actor, thing=held):
        rows = rows.filter(agency=actor.agency or -1)
    return rows.order_by("agency_id", "-version")


def counted_submissions(rows: QuerySet[Submission]) -> list[Submission]:
    """The same, each with how many rows were kept, refused, mended, and are notes."""
    return list(
        rows.annotate(
            kept=Count("entries", filter=Q(entries__replaces=None, entries__mends=None), distinct=True),
            turned=Count("refused", distinct=True),
            mended=Count("entries", filter=Q(entries__mends__isnull=False, entries__replaces=None), distinct=True),
            noted=Count("notes", distinct=True),
        )
    )


def agency_of(number: int, *, case: Case) -> Agency:
    """That agency of the partnership that holds the case, or 404."""
    found = Agency.objects.filter(pk=number, partnership=case.partnership_id).first()
    if found is None:
        raise Http404
    return found
