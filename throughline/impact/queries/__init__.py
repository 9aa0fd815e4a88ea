"""Statements, evidence and measures, as far as a person may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from throughline.actionplans.models import Action
from throughline.documents.models import Document
from throughline.documents.queries import visible_documents
from throughline.impact.models import Evidence, Measure, Reading, ReadingsFile, Statement
from throughline.impact.rules import Read, State, measure_state
from throughline.impact.rules.figures import Known
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.reviews.models import Review
from throughline.reviews.queries import get_record, records_of, visible_reviews


def statements_of(review: Review, actor: Actor, on: date) -> QuerySet[Statement]:
    """The review's statements of progress and impact and its case studies, in order; none where it may not be seen."""
    return records_of(Statement, review, actor, on)


def evidence_of(review: Review, actor: Actor, on: date) -> QuerySet[Evidence]:
    """The review's evidence in its order; none where the review may not be seen."""
    return records_of(Evidence, review, actor, on)


def measures_of(review: Review, actor: Actor, on: date) -> QuerySet[Measure]:
    """The review's measures in their order; none where the review may not be seen."""
    return records_of(Measure, review, actor, on)


def visible_measures(actor: Actor, on: date) -> QuerySet[Measure]:
    """Every measure of the reviews that this person may see, none withdrawn."""
    return Measure.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)


def get_statement(id: int, actor: Actor, on: date) -> Statement:
    """That statement, or a 404."""
    return get_record(Statement, id, actor, on)


def get_evidence(id: int, actor: Actor, on: date) -> Evidence:
    """That evidence, or a 404."""
    return get_record(Evidence, id, actor, on)


def get_measure(id: int, actor: Actor, on: date) -> Measure:
    """That measure, or a 404."""
    return get_record(Measure, id, actor, on)


def readings_of(measure: Measure) -> list[Reading]:
    """Its readings in the order of their dates, those without a date last. The measure is one the person was given."""
    return in_order(measure.readings.select_related("made_by", "source"))


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """The readings by their dates, of one date as they were recorded, those without a date last."""
    return sorted(readings, key=lambda row: (sort_key(row.date_iso), row.pk))


SLID = frozenset({"fell_once", "sliding", "no_better"})
"""The states of a measure whose readings got worse, or no better."""


def has_slid(measure: Measure) -> bool:
    """True where a reading of the measure, which the person was given, slid back."""
    return state_of(measure, readings_of(measure)).key in SLID


def state_of(measure: Measure, readings: Iterable[Reading]) -> State:
    """What those readings of the measure come to."""
    rows = [Read(row.pk, row.value, row.date_iso, row.baseline, row.corrects_id) for row in readings]
    return measure_state(rows, better=measure.better, target=measure.target, unit=measure.unit)


def papers_of(review: Review, actor: Actor, on: date) -> list[Document]:
    """The papers of the review's case that this person may see. The review is one that the person was given."""
    papers = visible_documents(actor, on=on).filter(cases__case=review.case_id)
    return list(papers.defer("text", "reading").order_by("name", "id"))


def known_of(measure: Measure) -> list[Known]:
    """The figures that stand already, by the days they are of."""
    return [Known(*row) for row in measure.readings.filter(corrections__isnull=True).values_list("value", "date_iso")]


def lacks_baseline(measure: Measure) -> bool:
    """Nothing says what it was before, nor why that cannot be said."""
    found = measure.readings.filter(baseline=True, corrections__isnull=True).exists()
    return not found and not measure.why_no_baseline.strip()


def get_reading(id: int, actor: Actor, on: date) -> Reading:
    """That reading, where its measure may be seen, or a 404."""
    found = Reading.objects.select_related("measure__review", "measure__case", "made_by").filter(pk=id).first()
    if found is None:
        raise Http404
    found.measure = get_measure(found.measure_id, actor, on)
    return found


def get_readings_file(id: int, actor: Actor, on: date) -> ReadingsFile:
    """That file of values, where its measure may be seen, or a 404."""
    found = ReadingsFile.objects.select_related("taken_by").filter(pk=id).first()
    if found is None:
        raise Http404
    found.measure = get_measure(found.measure_id, actor, on)
    return found


def files_waiting(measure: Measure) -> list[ReadingsFile]:
    """The files of values that were sent for the measure, and whose readings nobody took yet; the newest first."""
    return list(measure.files.filter(taken_at=None).order_by("-made_at", "-pk"))


def actions_shown(measure: Measure) -> QuerySet[Action]:
    """The actions whose effect the measure shows, by itself or by the evidence it draws on."""
    tied = Q(measures=measure) | Q(evidence__measures=measure, evidence__withdrawn_at__isnull=True)
    return Action.objects.filter(tied, withdrawn_at__isnull=True).distinct()


def confirmed_of(measure: Measure) -> list[Action]:
    """The confirmed actions that the measure speaks for, which a slide may open again."""
    return list(actions_shown(measure).filter(state="confirmed").order_by("position", "id"))
