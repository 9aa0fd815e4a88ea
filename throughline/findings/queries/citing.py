"""What entries of a chronology are used for: findings, sentences of reports, and lines of enquiry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.http import Http404
from django.urls import reverse

from throughline.access.roles import AGENCY_LEAD
from throughline.chronology.models import ChronologyEntry, EntryMark, Lane, TimelineRow
from throughline.chronology.queries import uses
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.episodes import marks_in
from throughline.chronology.queries.held import get_entry, within_sight
from throughline.chronology.queries.timeline import KEY_EVENTS
from throughline.chronology.queries.uses import Use
from throughline.commissioning.models import LineOfEnquiry
from throughline.documents.queries import visible_documents
from throughline.findings.models import EntryCitation, Finding
from throughline.findings.queries import episodes
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import called, shortened
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import visible_reviews

MOST = 200


def standing(case: int) -> QuerySet[EntryCitation]:
    """The uses of entries of that case; none withdrawn, none of a finding, line or review that was."""
    gone = Q(finding__withdrawn_at__isnull=False) | Q(line__withdrawn_at__isnull=False)
    rows = EntryCitation.objects.filter(case=case, withdrawn_at__isnull=True, review__withdrawn_at__isnull=True)
    return rows.exclude(gone)


def cited(case: int) -> QuerySet[Any]:
    """The entries that a finding or a sentence cites, or that are in an episode on which a finding rests.

    A line of enquiry asks, and cites nothing.
    """
    return _entries(standing(case).filter(line__isnull=True), episodes.through(case, finding__isnull=False))


def on_line(case: int, line: int) -> QuerySet[Any]:
    """The entries of that line of enquiry, and those of the episodes that serve it."""
    return _entries(standing(case).filter(line=line), episodes.through(case, line=line))


def _entries(cites: QuerySet[EntryCitation], marks: QuerySet[EntryMark]) -> QuerySet[Any]:
    rows = ChronologyEntry.objects.filter(Q(pk__in=cites.values("entry")) | Q(pk__in=marks.values("entry")))
    return rows.annotate(entry=F("pk")).values("entry")


def lines(case: int) -> list[tuple[int, str]]:
    """The lines of enquiry of the case's reviews, in their order."""
    return [(row.pk, line_name(row)) for row in lines_of(case)]


def lines_of(case: int) -> list[LineOfEnquiry]:
    """The same, as records."""
    rows = LineOfEnquiry.objects.filter(case=case, withdrawn_at__isnull=True, review__withdrawn_at__isnull=True)
    return list(rows.select_related("review").order_by("review", "position", "id")[:MOST])


def line_name(row: LineOfEnquiry) -> str:
    """A line of enquiry by its number and the beginning of its words."""
    return f"{row.number}: {shortened(row.text, 90)}" if row.number else shortened(row.text, 100)


def uses_of(entry: ChronologyEntry, actor: Actor, on: date) -> list[Use]:
    """What that entry is used for, as far as this person may see it, each with where it is shown."""
    rows = standing(entry.case_id).filter(entry=root_of(entry), review__in=visible_reviews(actor, on))
    rows = rows.select_related("finding", "line", "review", "source").order_by("id")
    may = why_not_record(actor=actor, thing=entry.case, on=on) is None
    found = list(rows[:MOST])
    papers = [row.source.document_id for row in found if row.source]
    open_ = set(visible_documents(actor, on=on).filter(pk__in=papers).values_list("pk", flat=True)) if papers else set()
    mine = [_use(row, open_, may=may) for row in found]
    return mine + episodes.uses_through(entry.case_id, root_of(entry), actor, on)


def _use(row: EntryCitation, open_: set[int], *, may: bool) -> Use:
    back = reverse("findings:uncite", args=[row.pk]) if may else ""
    if row.finding:
        url = f"/findings/{row.finding_id}/"
        return Use(called("finding", row.finding.number), shortened(row.finding.text, 200), url, back, row.pk)
    if row.line:
        name = f"Line of enquiry {row.line.number}".strip()
        url = f"{reverse('chronology:timeline', args=[row.case_id])}?line={row.line_id}"
        return Use(name, shortened(row.line.text, 200), url, back, row.pk)
    there = row.source if row.source and row.source.document_id in open_ else None
    url = f"{reverse('documents:source', args=[there.document_id])}?span={there.pk}" if there else ""
    return Use(
        f"The report of {row.review.name}{', ' + row.where if row.where else ''}", row.sentence, url, back, row.pk
    )


def deed_of(entry: ChronologyEntry, actor: Actor, on: date) -> str:
    """Where this person says what the entry is used for; empty where they may not, or the case has no review."""
    may = why_not_record(actor=actor, thing=entry.case, on=on) is None
    if not may or not visible_reviews(actor, on).filter(case=entry.case_id).exists():
        return ""
    return reverse("findings:cite", args=[entry.pk])


def lost(case: int) -> list[tuple[str, ChronologyEntry, str]]:
    """Uses of entries that no version of their agency holds any longer; they wait for a person."""
    there = TimelineRow.objects.filter(case=case, root=OuterRef("entry"))
    rows = standing(case).exclude(Exists(there)).select_related("entry", "finding", "line", "review").order_by("id")
    return [
        (_use(row, set(), may=False).name, row.entry, reverse("findings:cite", args=[row.entry_id])) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry that a finding cites: whose, when and what, as it was cited, and how it stands now."""

    id: int
    when: str
    agency: str
    what: str
    how: str


def citations_of(finding: int, actor: Actor, on: date) -> QuerySet[EntryCitation]:
    """What the finding cites, as far as this person sees entries: `now` is the entry that stands.

    Where the timeline is not laid out, as in a case that just came back, it is the one that was cited.
    """
    now = TimelineRow.objects.filter(root=OuterRef("entry")).order_by("key", "id").values("entry")[:1]
    laid = Lane.objects.filter(case=OuterRef("case"), agency=None)
    seen = ChronologyEntry.objects.filter(within_sight(actor, on=on))
    rows = EntryCitation.objects.filter(finding=finding, withdrawn_at__isnull=True, entry__in=seen.values("pk"))
    return rows.annotate(
        now=Case(When(Exists(laid), then=Subquery(now)), default=F("entry_id"), output_field=BigIntegerField())
    )


def as_cited(entry: int, now: int, when: str, agency: str, what: str) -> Cited:
    """One of them for people to read; `now` is 0 where no version holds it."""
    how = "" if now == entry else "Sent anew since" if now else "In no version any longer"
    return Cited(now or entry, when, agency, shortened(what, 200), how)


def to_cite(finding: Finding) -> list[TimelineRow]:
    """Entries that the finding may well cite: those it cites, those that reviewers marked, those of its lines.

    Each has the name of the key practice episode that it belongs to as `episode`, or nothing.
    """
    named = marks_in(finding.case_id).filter(entry=OuterRef("root"))
    episode = Subquery(named.order_by("id").values("episode__name")[:1])
    rows = _citable(finding).annotate(episode=episode).select_related("entry")
    return list(rows.order_by("key", "id")[:MOST])


def _citable(finding: Finding) -> QuerySet[TimelineRow]:
    case = finding.case_id
    marked = EntryMark.objects.filter(case=case, entry=OuterRef("root"), withdrawn_at__isnull=True)
    uses_ = standing(case).filter(entry=OuterRef("root"))
    mine = Q(finding=finding) | Q(line__in=finding.lines.values("pk"))
    return TimelineRow.objects.filter(Exists(marked.exclude(kind="comment")) | Exists(uses_.filter(mine)), case=case)


def uncited(case: int, actor: Actor, on: date) -> QuerySet[TimelineRow]:
    """Key practice episodes, significant entries and life events of the case that no finding and no sentence cites.

    They are the reviewers' to know, so an agency's lead is told of none.
    """
    if actor.role == AGENCY_LEAD:
        return TimelineRow.objects.none()
    key = EntryMark.objects.filter(case=case, entry=OuterRef("root"), withdrawn_at__isnull=True, kind__in=KEY_EVENTS)
    rows = TimelineRow.objects.filter(within_sight(actor, on=on), Exists(key), case=case)
    return rows.exclude(Exists(cited(case).filter(entry=OuterRef("root"))))


def uncited_waiting(case: int, actor: Actor, on: date) -> QuerySet[EntryMark]:
    """The same where the timeline waits to be laid out, as after a case came in from a file: a mark of each entry."""
    if actor.role == AGENCY_LEAD:
        return EntryMark.objects.none()
    key = EntryMark.objects.filter(case=case, withdrawn_at__isnull=True, kind__in=KEY_EVENTS)
    earlier = key.filter(entry=OuterRef("entry"), pk__lt=OuterRef("pk"))
    seen = ChronologyEntry.objects.filter(within_sight(actor, on=on), case=case).values("pk")
    rows = key.filter(~Exists(TimelineRow.objects.filter(case=case)), ~Exists(earlier), entry__in=seen)
    return rows.exclude(Exists(cited(case).filter(entry=OuterRef("entry"))))


def reviews_on(entry: ChronologyEntry, actor: Actor, on: date) -> list[Review]:
    """The reviews of the entry's case that this person may see."""
    return list(visible_reviews(actor, on).filter(case=entry.case_id).order_by("position", "id"))


def findings_on(case: int) -> list[Finding]:
    """The findings of the case's reviews, in their order."""
    rows = Finding.objects.filter(case=case, withdrawn_at__isnull=True, review__withdrawn_at__isnull=True)
    return list(rows.select_related("review").order_by("review", "position", "id")[:MOST])


def get_citation(id: int, actor: Actor, on: date) -> EntryCitation:
    """That use of an entry that this person sees, or a 404."""
    rows = EntryCitation.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    found = rows.select_related("case", "review", "entry").filter(pk=id).first()
    if found is None:
        raise Http404
    get_entry(found.entry_id, actor=actor, on=on)
    return found


def watch() -> None:
    """The chronology tells of these uses from now on."""
    of, serves = episodes.of_episodes, episodes.serves
    uses.watch(uses.Ways(cited, on_line, lines, uses_of, deed_of, lost, of, serves))
