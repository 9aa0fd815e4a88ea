"""The record of a review as it stood at the end of a day, as a report takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, TypeVar

from django.db import models
from django.http import Http404
from django.utils.timezone import make_aware

from throughline.actionplans.models import Action, ActionState
from throughline.actionplans.rules import STATES
from throughline.audit.queries import changes_after
from throughline.cases.models import CasePaper, OfCase
from throughline.findings.models import Finding, LearningPoint, Recommendation, Theme
from throughline.impact.models import Measure, Reading, Statement
from throughline.kernel.actor import Actor
from throughline.kernel.periods import in_words, sort_key
from throughline.kernel.refusals import Refused
from throughline.reporting.models import Brand, ReportText
from throughline.reporting.rules import CASE_STUDY, IMPACT, PROGRESS, Material, Report, Said, Subject, progress_report
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews
from throughline.reviews.rules import name_of
from throughline.ui.words import day

R = TypeVar("R", bound=OfCase)
ABOUT: dict[str, type[Any]] = {
    "finding": Finding,
    "learning_point": LearningPoint,
    "recommendation": Recommendation,
    "theme": Theme,
}


def find_review(reference: str, *, actor: Actor, on: date) -> Review:
    """The one review under that case reference (or of that number, ``#12``) that the person may see.

    Refused with the choice when the case holds several; 404 when there is none for this person.
    """
    rows = visible_reviews(actor, on).select_related("case")
    if reference.startswith("#") and reference[1:].isdigit():
        rows = rows.filter(pk=int(reference[1:]))
    else:
        rows = rows.filter(case__reference=reference)
    found = list(rows.order_by("id")[:10])
    if not found:
        raise Http404
    if len(found) > 1:
        names = "; ".join(f"#{review.pk} {review.name}" for review in found)
        raise Refused("E1603", f"{reference} holds {len(found)} reviews.", f"Name one of them: {names}.")
    return found[0]


def end_of(on: date) -> datetime:
    """The first moment after that day, in the partnership's own time."""
    return make_aware(datetime.combine(on + timedelta(days=1), time.min))


def as_at(model: type[R], review: Review, until: datetime, was: dict[tuple[str, int], dict[str, Any]]) -> list[R]:
    """The review's records of that model as they stood just before `until`, in their order."""
    rows = model._default_manager.filter(review=review, made_at__lt=until).exclude(withdrawn_at__lt=until)
    kind = model._meta.object_name or ""
    found = list(rows)
    for row in found:
        for name, value in was.get((snake(kind), row.pk), {}).items():
            field = model._meta.get_field(name)
            if not field.many_to_many:
                setattr(row, field.attname, value if field.is_relation else field.to_python(value))  # type: ignore[union-attr]
    return sorted(found, key=lambda row: (row.position, row.pk))


def snake(name: str) -> str:
    """``LearningPoint`` as events write it: ``learning_point``."""
    return "".join(
        f"_{letter.lower()}" if letter.isupper() and at else letter.lower() for at, letter in enumerate(name)
    )


def values_before(review: Review, until: datetime) -> dict[tuple[str, int], dict[str, Any]]:
    """What the case's records said at `until` wherever they were changed since: (kind, id) -> field -> value then."""
    was: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    for kind, row, before in changes_after(chain=review.case.partnership_id, case=review.case_id, at=until):
        for name, value in before.items():
            was[(kind, row)].setdefault(name, value)
    return was


def material(review: Review, *, on: date, today: date) -> Material:
    """All that a progress report on this review is made of, as the record stood at the end of day `on`."""
    until = end_of(on)
    was = values_before(review, until)
    rows = {kind: as_at(model, review, until, was) for kind, model in ABOUT.items()}
    said = statements_by_subject(as_at(Statement, review, until, was))
    more = plan_and_measures(review, until, was)
    written = texts_of(review)
    subjects = {kind: [subject(kind, row, said, more) for row in found] for kind, found in rows.items()}
    others = chain.from_iterable(subjects[kind] for kind in ("learning_point", "recommendation", "theme"))
    whole = Subject("", "", "", tuple(said[("", 0)]))
    return Material(
        review=", ".join(name for name in names_of(review)) or review.name,
        kind=name_of(review.kind, review.made_at.date()),
        subjects=tuple(names_of(review)),
        as_at=day(on),
        findings=tuple(subjects["finding"]),
        others=(*(one for one in others if one.said), *((whole,) if whole.said else ())),
        introduction=written.introduction,
        approach=written.approach,
        conclusion=written.conclusion,
        abbreviations=abbreviations_of(review),
    )


def report_on(review: Review, *, on: date, today: date) -> Report:
    """The progress report on that review, as the record stood at the end of day `on`."""
    return progress_report(material(review, on=on, today=today))


@dataclass(frozen=True, slots=True)
class Told:
    """One finding, and how many statements of each kind the record holds on it today."""

    name: str
    text: str
    progress: int
    impact: int
    case_studies: int


def outline_of(review: Review) -> tuple[Told, ...]:
    """What a report made today would tell of, finding by finding. The review is one that the person was given."""
    counts: dict[tuple[int, str], int] = {}
    said = Statement.objects.filter(review=review, withdrawn_at__isnull=True, finding__isnull=False)
    for finding, kind, number in said.order_by().values_list("finding", "kind").annotate(number=models.Count("pk")):
        counts[finding, kind] = number
    rows = Finding.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "pk")
    return tuple(
        Told(
            f"Finding {number}".strip(),
            text,
            *(counts.get((key, kind), 0) for kind in (PROGRESS, IMPACT, CASE_STUDY)),
        )
        for key, number, text in rows.values_list("pk", "number", "text")
    )


def texts_of(review: Review) -> ReportText:
    """What people wrote for the review's report; an empty one where nobody has. The review is one they were given."""
    return ReportText.objects.filter(review=review).first() or ReportText(review=review)


def brand_of(actor: Actor) -> Brand:
    """How the reports of the person's partnership look; as they come where nobody has said."""
    return Brand.objects.filter(partnership=actor.partnership).first() or Brand()


def names_of(review: Review) -> list[str]:
    """The pseudonyms of the children the review is about."""
    return list(review.subjects.order_by("position", "id").values_list("name", flat=True))


def statements_by_subject(rows: Sequence[Statement]) -> dict[tuple[str, int], list[Said]]:
    """What is said, by (kind, id) of what it is said about; (``""``, 0) for the review."""
    said: dict[tuple[str, int], list[Said]] = defaultdict(list)
    for row in rows:
        about = next(((kind, key) for kind in ABOUT if (key := getattr(row, f"{kind}_id"))), ("", 0))
        said[about].append(Said(row.kind, row.text, row.outcome))
    return said


def subject(
    kind: str, row: Any, said: dict[tuple[str, int], list[Said]], more: dict[tuple[str, int], list[Said]]
) -> Subject:
    """A finding or the like with everything told of it."""
    return Subject(kind, row.number, row.text, (*said[(kind, row.pk)], *more[(kind, row.pk)]))


def plan_and_measures(
    review: Review, until: datetime, was: dict[tuple[str, int], dict[str, Any]]
) -> dict[tuple[str, int], list[Said]]:
    """Actions as progress and measures as difference made, in a sentence each, by what they answer."""
    told: dict[tuple[str, int], list[Said]] = defaultdict(list)
    actions = as_at(Action, review, until, was)
    states = dict(
        ActionState.objects.filter(action__in=actions, at__lt=until).order_by("id").values_list("action_id", "state")
    )
    for action in actions:
        sentence = action_in_words(action, states.get(action.pk, action.state))
        for kind, ids in ties(action, ("finding", "learning_point", "recommendation"), was):
            told[(kind, ids)].append(Said(PROGRESS, sentence))
    measures = as_at(Measure, review, until, was)
    readings: dict[int, list[Reading]] = defaultdict(list)
    for reading in Reading.objects.filter(measure__in=measures, made_at__lt=until, corrections__isnull=True):
        readings[reading.measure_id].append(reading)
    for measure in measures:
        if sentence := measure_in_words(measure, readings[measure.pk]):
            for kind, ids in ties(measure, ("finding",), was):
                told[(kind, ids)].append(Said(IMPACT, sentence))
    return told


def ties(row: models.Model, kinds: Iterable[str], was: dict[tuple[str, int], dict[str, Any]]) -> list[tuple[str, int]]:
    """What a record was tied to, as (kind, id)."""
    before = was.get((snake(type(row).__name__), row.pk), {})
    found = []
    for kind in kinds:
        name = f"{kind}s"
        ids = before[name] if name in before else getattr(row, name).order_by("pk").values_list("pk", flat=True)
        found += [(kind, int(key)) for key in ids]
    return found


def action_in_words(action: Action, state: str) -> str:
    """“Action 5: … Owner: Health. Due 31 July 2025. Confirmed.”"""
    owner = f" Owner: {action.owner_name}." if action.owner_name else ""
    due = day(action.due_on) if action.due_on else action.due_text
    text = action.text if action.text.endswith((".", "!", "?")) else f"{action.text}."
    return f"Action {action.number}: {text}{owner}{f' Due {due}.' if due else ''} {STATES[state].word}."


def measure_in_words(measure: Measure, readings: Sequence[Reading]) -> str:
    """“Measured: …: 42% (June 2024) to 64% (February 2026). The target is 90%.” Nothing without a reading."""
    if not readings:
        return ""
    ordered = sorted(readings, key=lambda reading: (sort_key(reading.date_iso), reading.pk))
    unit = measure.unit if measure.unit == "%" else f" {measure.unit}".rstrip()
    shown = [
        f"{reading.value.normalize():f}{unit} ({in_words(reading.date_iso) or reading.date_text or 'date not stated'})"
        for reading in (ordered if len(ordered) < 3 else (ordered[0], ordered[-1]))
    ]
    target = f" The target is {measure.target.normalize():f}{unit}." if measure.target is not None else ""
    return f"Measured: {measure.text}: {' to '.join(shown)}.{target}"


def abbreviations_of(review: Review) -> dict[str, str]:
    """The abbreviations that the case's papers explain."""
    found: dict[str, str] = {}
    papers = CasePaper.objects.filter(case=review.case_id).order_by("id").values_list("document__reading", flat=True)
    for reading in papers:
        for short, meaning in (reading.get("abbreviations") or {}).items():
            found.setdefault(short, meaning)
    return found
