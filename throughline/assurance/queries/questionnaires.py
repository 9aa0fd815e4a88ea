"""Questionnaires and their editions: published ones for whoever reads assurance, drafts for whoever runs it."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from throughline.assurance.models import (
    Questionnaire,
    QuestionnaireEdition,
    QuestionnaireQuestion,
    QuestionnaireStandard,
)
from throughline.assurance.permissions import sees, why_not_run
from throughline.cases.models import Kept
from throughline.kernel.actor import Actor

K = TypeVar("K", bound=Kept)


def visible_editions(actor: Actor) -> QuerySet[QuestionnaireEdition]:
    """The editions that this person may read, none withdrawn."""
    rows = QuestionnaireEdition.objects.filter(
        questionnaire__partnership_id=actor.partnership, withdrawn_at__isnull=True
    )
    if not sees(actor):
        return rows.none()
    if why_not_run(actor=actor) is not None:
        rows = rows.filter(published_at__isnull=False)
    return rows.select_related("questionnaire", "made_by", "changed_by", "published_by")


def editions_of(questionnaire: Questionnaire, actor: Actor) -> list[QuestionnaireEdition]:
    """Its editions, the newest first."""
    return list(visible_editions(actor).filter(questionnaire=questionnaire).order_by("-number"))


def questionnaires_of(actor: Actor) -> list[tuple[Questionnaire, list[QuestionnaireEdition]]]:
    """Each questionnaire with the editions that the person may read, the newest first; none without any."""
    found: dict[int, tuple[Questionnaire, list[QuestionnaireEdition]]] = {}
    for row in visible_editions(actor).order_by("questionnaire__title", "-number"):
        found.setdefault(row.questionnaire_id, (row.questionnaire, []))[1].append(row)
    return list(found.values())


def published(actor: Actor) -> list[QuestionnaireEdition]:
    """The newest published edition of each questionnaire: what a round is opened under."""
    newest: dict[int, QuestionnaireEdition] = {}
    for row in visible_editions(actor).filter(published_at__isnull=False).order_by("questionnaire__title", "-number"):
        newest.setdefault(row.questionnaire_id, row)
    return list(newest.values())


def get_edition(id: int, actor: Actor) -> QuestionnaireEdition:
    """That edition, or a 404."""
    return there(visible_editions(actor), id)


def get_standard(id: int, actor: Actor) -> QuestionnaireStandard:
    """That standard of an edition that the person may read, or a 404."""
    rows = QuestionnaireStandard.objects.filter(edition__in=visible_editions(actor), withdrawn_at__isnull=True)
    return there(rows.select_related("edition__questionnaire", "made_by", "changed_by"), id)


def get_question(id: int, actor: Actor) -> QuestionnaireQuestion:
    """That question, or a 404."""
    rows = QuestionnaireQuestion.objects.filter(
        standard__edition__in=visible_editions(actor), withdrawn_at__isnull=True, standard__withdrawn_at__isnull=True
    )
    return there(rows.select_related("standard__edition__questionnaire", "made_by", "changed_by"), id)


def standards_of(edition: QuestionnaireEdition) -> list[QuestionnaireStandard]:
    """Its standards in order, each with its questions under `asked`. The edition is one that the person was given."""
    questions = QuestionnaireQuestion.objects.filter(withdrawn_at__isnull=True).order_by("position", "id")
    rows = QuestionnaireStandard.objects.filter(edition=edition, withdrawn_at__isnull=True)
    return list(rows.prefetch_related(Prefetch("questions", questions, to_attr="asked")).order_by("position", "id"))


def there(rows: QuerySet[K], id: int) -> K:
    """That row of these, or a 404."""
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found
