"""What stands in the record of a review already, as words that a reading can be compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from throughline.actionplans.models import Action, ActionUpdate
from throughline.actionplans.queries.histories import became_of
from throughline.findings.models import CommitteeRecommendation, Finding, LearningPoint, Recommendation
from throughline.impact.models import Evidence, Measure, Statement
from throughline.intake.models import ProposedItem
from throughline.intake.rules.again import Words, already_there, folded
from throughline.intake.rules.plans import from_plan
from throughline.reviews.models import KeyDate, Review
from throughline.safeguards.models import SafeguardCitation

BY_KIND = {
    "finding": Finding,
    "learning_point": LearningPoint,
    "recommendation": Recommendation,
    "action": Action,
    "evidence": Evidence,
    "measure": Measure,
}


@dataclass(slots=True)
class Standing:
    """Words in the record, and what each of them is: its type and its number."""

    words: list[Words] = field(default_factory=list)
    things: list[tuple[str, int]] = field(default_factory=list)

    def add(self, kind: str, number: str, text: str, thing: tuple[str, int]) -> None:
        """These words stand in the record as that thing."""
        self.words.append(Words(len(self.things), kind, number, text))
        self.things.append(thing)

    def among(self, read: Iterable[Words]) -> dict[int, tuple[str, int]]:
        """Which of the things read are there already, and as what."""
        return {key: self.things[there] for key, there in already_there(read, self.words).items()}


def progress_of(action: str) -> str:
    """The kind of what is said of that one action: the same words of another action are something else."""
    return f"progress of {folded(action)}"


def dated(when: str, text: str) -> str:
    """What was said of an action as words: the same on another day is something else."""
    return f"{when}: {text}"


def compared(item: ProposedItem) -> Words:
    """What was read, as words that are compared with the record."""
    if item.kind == "date":
        return Words(item.pk, item.kind, item.number, date_words(str(item.extra.get("means", "")), item.text))
    if item.kind == "progress" and item.about_kind == "action" and item.about_name and "of_plan" in item.extra:
        said = dated(str(item.extra.get("date_text") or ""), item.text)
        return Words(item.pk, progress_of(item.about_name), item.number, said)
    return Words(item.pk, item.kind, item.number, item.text)


def date_words(means: str, text: str) -> str:
    """A date as words: what it means and how it was written."""
    return f"{means}: {text}"


def standing_in(review: Review) -> Standing:
    """All that one review holds of the kinds that can be read, none withdrawn, in the order of the record."""
    there = Standing()
    for kind, model in BY_KIND.items():
        rows = model._default_manager.filter(review=review, withdrawn_at__isnull=True).order_by("position", "pk")
        for number, text, key in rows.values_list("number", "text", "pk"):
            there.add(kind, number, text, (kind, key))
    for kind, number, text, key in _statements(review):
        there.add(kind, number, text, ("statement", key))
    actions = dict(Action.objects.filter(review=review, withdrawn_at__isnull=True).values_list("pk", "text"))
    for row in ActionUpdate.objects.filter(action__review=review).order_by("id"):
        there.add("progress", "", row.text, ("action_update", row.pk))
        if row.action_id in actions:
            when = row.date_text or row.date_iso
            there.add(progress_of(actions[row.action_id]), "", dated(when, row.text), ("action_update", row.pk))
    for pk, became in became_of(actions).items():
        for line in became.history:
            there.add(progress_of(actions[pk]), "", dated(line.date_text, from_plan(line.text)), ("action", pk))
    cited = SafeguardCitation.objects.filter(review=review, withdrawn_at__isnull=True).order_by("id")
    for text, key in cited.values_list("safeguard__name", "safeguard_id"):
        there.add("safeguard", "", text, ("safeguard", key))
    for means, text, key in KeyDate.objects.filter(review=review).order_by("id").values_list("means", "text", "id"):
        there.add("date", "", date_words(means, text), ("key_date", key))
    return there


def asked_in(cases: Iterable[int]) -> Standing:
    """What reports ask of committees and boards under those cases, none withdrawn."""
    there = Standing()
    rows = CommitteeRecommendation.objects.filter(case_id__in=list(cases), withdrawn_at__isnull=True)
    for number, text, key in rows.order_by("position", "id").values_list("number", "text", "id"):
        there.add("committee_recommendation", number, text, ("committee_recommendation", key))
    return there


def _statements(review: Review) -> Iterator[tuple[str, str, str, int]]:
    rows = Statement.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")
    yield from rows.values_list("kind", "number", "text", "id")
