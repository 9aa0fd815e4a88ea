"""The record of a review as it stood at the end of a day, as a report takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db import models
from django.http import Http404

from throughline.actionplans.models import Action, ActionState
from throughline.actionplans.rules import STATES
from throughline.cases.models import CasePaper
from throughline.findings.models import Finding, LearningPoint, Recommendation, Theme
from throughline.impact.models import Measure, Reading, Statement
from throughline.impact.queries.consent import is_held_back, why_held_back
from throughline.impact.queries.difference import Made, difference_of
from throughline.impact.rules.difference import UNSHOWN
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.kernel.numbers import is_whole
from throughline.kernel.periods import in_words, sort_key
from throughline.kernel.refusals import Refused
from throughline.reporting.models import Brand, ReportText
from throughline.reporting.notdone import dissenting, printed_on, unmet
from throughline.reporting.rules import CASE_STUDY, IMPACT, PROGRESS, Material, Report, Said, Subject, progress_report
from throughline.reporting.standing import Since, as_at, end_of, since, ties_of
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews
from throughline.reviews.rules import name_of
from throughline.ui.words import day

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
    if reference.startswith("#") and is_whole(reference[1:]):
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


def material(review: Review, *, on: date, today: date) -> Material:
    """All that a progress report on this review is made of, as the record stood at the end of day `on`."""
    then = since(review, end_of(on))
    rows = {kind: as_at(model, review, then) for kind, model in ABOUT.items()}
    told = [row for row in as_at(Statement, review, then) if why_held_back(row, today) is None]
    said = statements_by_subject(told)
    more = plan_and_measures(review, then)
    # What follows from what is read as it stands today, so a report as at an earlier day does not say what it came to.
    for made in difference_of(review, on=today, until=then.until) if on >= today else ():
        more[("finding", made.finding.pk)].extend(difference_in_words(made))
    written = texts_of(review)
    subjects = {kind: [subject(kind, row, said, more) for row in found] for kind, found in rows.items()}
    others = chain.from_iterable(subjects[kind] for kind in ("learning_point", "recommendation", "theme"))
    whole = Subject("", "", "", tuple(said[("", 0)]))
    return Material(
        review=", ".join(name for name in names_of(review)) or review.name,
        kind=name_of(review.kind, day_here(review.made_at)),
        subjects=tuple(names_of(review)),
        as_at=day(on),
        findings=tuple(subjects["finding"]),
        others=(*(one for one in others if one.said), *((whole,) if whole.said else ())),
        introduction=written.introduction,
        approach=written.approach,
        conclusion=written.conclusion,
        abbreviations=abbreviations_of(review),
        not_done=tuple(one.told for one in unmet(review, then)),
        dissent=dissenting(review, then),
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


def outline_of(review: Review, on: date) -> tuple[Told, ...]:
    """What a report made today would tell of, finding by finding. The review is one that the person was given."""
    counts: dict[tuple[int, str], int] = {}
    said = Statement.objects.filter(review=review, withdrawn_at__isnull=True, finding__isnull=False)
    said = said.exclude(is_held_back(on))
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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something will not be done, and when that was first printed in a report; empty where it never was."""

    name: str
    how: str
    text: str
    why: str
    printed: str


def reasons_of(review: Review, on: date) -> tuple[Reason, ...]:
    """What a report made today would say of what will not be done. The review is one that the person was given."""
    printed = printed_on(review)
    found = []
    for one in unmet(review, since(review, end_of(on))):
        at = printed.get(("response", one.response or 0)) or printed.get(("ending", one.ending or 0))
        told = one.told
        found.append(Reason(told.name, told.how, told.text, told.why, day(at) if at else ""))
    return tuple(found)


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
    told = (*said[(kind, row.pk)], *more[(kind, row.pk)])
    return Subject(kind, row.number, row.text, told, getattr(row, "why", ""))


def plan_and_measures(review: Review, then: Since) -> dict[tuple[str, int], list[Said]]:
    """Actions as progress and measures as difference made, in a sentence each, by what they answered then."""
    told: dict[tuple[str, int], list[Said]] = defaultdict(list)
    actions = as_at(Action, review, then)
    moves = ActionState.objects.filter(action__in=actions, at__lt=then.until).order_by("id")
    states = dict(moves.values_list("action_id", "state"))
    tied = ties_of(actions, ("finding", "learning_point", "recommendation"), then)
    for action in actions:
        for about in tied[action.pk]:
            told[about].append(Said(PROGRESS, action_in_words(action, states.get(action.pk, action.state))))
    measures = as_at(Measure, review, then)
    readings: dict[int, list[Reading]] = defaultdict(list)
    known = Reading.objects.filter(measure__in=measures, made_at__lt=then.until)
    for reading in known.exclude(corrections__made_at__lt=then.until):
        readings[reading.measure_id].append(reading)
    tied = ties_of(measures, ("finding",), then)
    for measure in measures:
        if sentence := measure_in_words(measure, readings[measure.pk]):
            for about in tied[measure.pk]:
                told[about].append(Said(IMPACT, sentence))
    return told


def difference_in_words(made: Made) -> list[Said]:
    """“The record shows: Practice changed, shown once.” and what else it brought; no word while nothing shows it."""
    brought = [Said(IMPACT, f"What else it brought: {text}") for text in made.unintended]
    shows = [] if made.difference.key in UNSHOWN else [Said(IMPACT, f"The record shows: {made.difference.sentence}.")]
    return [*shows, *brought]


def action_in_words(action: Action, state: str) -> str:
    """“Action 5: … Owner: Health. Due 31 July 2025. Confirmed.”"""
    owner = f" Owner: {action.owner_name}." if action.owner_name else ""
    due = day(action.due_on) if action.due_on else action.due_text
    text = action.text if action.text.endswith((".", "!", "?")) else f"{action.text}."
    return f"Action {action.number}: {text}{owner}{f' Due {due}.' if due else ''} {STATES[state].word}."


def measure_in_words(measure: Measure, readings: Sequence[Reading]) -> str:
    """“Measured: …: 42% (June 2024) to 64% (February 2026). The target is 90%.” Nothing of bare figures alone."""
    if all(reading.why_bare for reading in readings):
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
