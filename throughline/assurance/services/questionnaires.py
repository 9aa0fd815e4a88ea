"""Write a questionnaire: its editions, standards and questions. A published edition never changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.text import slugify

from throughline.assurance.models import (
    Questionnaire,
    QuestionnaireEdition,
    QuestionnaireQuestion,
    QuestionnaireStandard,
)
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries.questionnaires import standards_of
from throughline.assurance.rules.levels import levels_of, why_not_descriptors, why_not_levels
from throughline.assurance.rules.rounds import SECTION_11
from throughline.assurance.rules.shipped import section11
from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership
from throughline.reviews.permissions import require
from throughline.reviews.queries import next_position

P = TypeVar("P", QuestionnaireStandard, QuestionnaireQuestion)


@transaction.atomic
def add_questionnaire(
    *, kind: str, title: str, levels: str, drawn_from: str = "", by: Actor, at: datetime
) -> QuestionnaireEdition:
    """The partnership has a questionnaire of that title, its first edition a draft. Event ``questionnaire.added``."""
    require(why_not_run(actor=by))
    _are_levels(levels)
    Partnership.objects.select_for_update().get(pk=by.partnership)
    if Questionnaire.objects.filter(partnership_id=by.partnership, title=title.strip()).exists():
        raise Refused("E1589", f"There is a questionnaire called {title.strip()}.", "Open it and draft a new edition.")
    row = editing.add(Questionnaire(partnership_id=by.partnership, kind=kind, title=title.strip()), by=by, at=at)
    edition = QuestionnaireEdition(questionnaire=row, number=1, levels=levels, drawn_from=drawn_from)
    return editing.add(edition, by=by, at=at)


@transaction.atomic
def begin_shipped(*, by: Actor, at: datetime) -> QuestionnaireEdition:
    """The Section 11 questionnaire that comes with the program is a draft of the partnership's own to change."""
    ships = section11()
    edition = add_questionnaire(
        kind=SECTION_11, title=ships.title, levels=ships.levels, drawn_from=ships.drawn_from, by=by, at=at
    )
    for place, one in enumerate(ships.standards, 1):
        standard = QuestionnaireStandard(
            edition=edition, key=one.key, title=one.title, means=one.means, drawn_from=one.source, position=place
        )
        editing.add(standard, by=by, at=at)
        for asked, question in enumerate(one.questions, 1):
            row = QuestionnaireQuestion(standard=standard, key=question.key, text=question.text, position=asked)
            row.descriptors, row.upload = question.descriptors, question.upload
            editing.add(row, by=by, at=at)
    return edition


@transaction.atomic
def draft_next(edition: QuestionnaireEdition, *, note: str, by: Actor, at: datetime) -> QuestionnaireEdition:
    """A new edition is drafted from that one, every key the same. Event ``questionnaire_edition.added``.

    Refused (E1589) while another draft of the questionnaire stands.
    """
    require(why_not_run(actor=by, thing=edition))
    editing.locked(edition.questionnaire)
    whole = QuestionnaireEdition.objects.filter(questionnaire=edition.questionnaire_id, withdrawn_at__isnull=True)
    if whole.filter(published_at__isnull=True).exists():
        raise Refused("E1589", "A draft of this questionnaire stands already.", "Finish that one and publish it.")
    number = max(whole.values_list("number", flat=True)) + 1
    new = QuestionnaireEdition(
        questionnaire=edition.questionnaire,
        number=number,
        levels=edition.levels,
        drawn_from=edition.drawn_from,
        note=note,
    )
    editing.add(new, by=by, at=at)
    for one in standards_of(edition):
        copy = QuestionnaireStandard(edition=new, key=one.key, title=one.title, means=one.means, position=one.position)
        copy.drawn_from = one.drawn_from
        editing.add(copy, by=by, at=at)
        for asked in one.asked:  # type: ignore[attr-defined]
            row = QuestionnaireQuestion(standard=copy, key=asked.key, text=asked.text, position=asked.position)
            row.descriptors, row.upload = asked.descriptors, asked.upload
            editing.add(row, by=by, at=at)
    return new


@transaction.atomic
def change_edition(
    edition: QuestionnaireEdition, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> QuestionnaireEdition:
    """The draft has those levels, sources and that note; ``editing.Changed`` when somebody changed it since."""
    _is_draft(edition, by)
    _are_levels(fields.get("levels", edition.levels))
    return editing.change(edition, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_standard(
    *, edition: QuestionnaireEdition, title: str, means: str = "", drawn_from: str = "", by: Actor, at: datetime
) -> QuestionnaireStandard:
    """The draft has one more standard, at its end. Event ``questionnaire_standard.added``."""
    _is_draft(edition, by)
    rows = QuestionnaireStandard.objects.filter(edition=edition)
    row = QuestionnaireStandard(edition=edition, title=title, means=means, drawn_from=drawn_from)
    row.key, row.position = free_key(title, set(rows.values_list("key", flat=True))), next_position(rows)
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_standard(
    standard: QuestionnaireStandard, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> QuestionnaireStandard:
    """The standard of a draft reads so; its key stays. ``editing.Changed`` when somebody changed it since."""
    _is_draft(standard.edition, by)
    return editing.change(standard, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_question(
    *,
    standard: QuestionnaireStandard,
    text: str,
    descriptors: str = "",
    upload: bool = False,
    by: Actor,
    at: datetime,
) -> QuestionnaireQuestion:
    """The standard asks one more question, at its end. Event ``questionnaire_question.added``."""
    _is_draft(standard.edition, by)
    _describes(descriptors, standard.edition)
    every = QuestionnaireQuestion.objects.filter(standard__edition=standard.edition_id)
    row = QuestionnaireQuestion(standard=standard, text=text, descriptors=descriptors, upload=upload)
    row.key = free_key(text, set(every.values_list("key", flat=True)))
    row.position = next_position(every.filter(standard=standard))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_question(
    question: QuestionnaireQuestion, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> QuestionnaireQuestion:
    """The question of a draft reads so; its key stays. ``editing.Changed`` when somebody changed it since."""
    edition = question.standard.edition
    _is_draft(edition, by)
    _describes(fields.get("descriptors", question.descriptors), edition)
    return editing.change(question, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_part(part: P, *, reason: str, by: Actor, at: datetime) -> P:
    """A standard or question is no longer in the draft; it is kept, with the reason."""
    edition = part.edition if isinstance(part, QuestionnaireStandard) else part.standard.edition
    _is_draft(edition, by)
    return editing.withdraw(part, reason=reason, by=by, at=at)


@transaction.atomic
def publish_edition(edition: QuestionnaireEdition, *, by: Actor, at: datetime) -> QuestionnaireEdition:
    """The edition can be asked from now on, and never changes. Event ``questionnaire_edition.published``."""
    now = editing.locked(edition)
    require(why_not_run(actor=by, thing=now))
    if now.published_at is not None:
        return now
    standards = standards_of(now)
    if not standards or any(not one.asked for one in standards):  # type: ignore[attr-defined]
        raise Refused("E1594", "A standard asks nothing, or there is none.", "Add a question to every standard.")
    for one in standards:
        for asked in one.asked:  # type: ignore[attr-defined]
            _describes(asked.descriptors, now, f"“{asked.text[:60]}”: ")
    now.published_at, now.published_by_id = at, by.user
    editing.kept(now)
    record(by=by, at=at, verb="questionnaire_edition.published", subject=("questionnaire_edition", now.pk))
    return now


def free_key(words: str, used: set[str]) -> str:
    """A key made of the words that nothing else there has."""
    base = slugify(words)[:50].strip("-") or "one"
    return next(key for number in range(1, 1000) if (key := base if number == 1 else f"{base}-{number}") not in used)


def _is_draft(edition: QuestionnaireEdition, by: Actor) -> None:
    now = editing.locked(edition)
    require(why_not_run(actor=by, thing=now))
    if now.published_at is not None:
        raise Refused("E1594", "A published edition never changes.", "Draft a new edition from it and change that.")


def _are_levels(text: str) -> None:
    if why := why_not_levels(text):
        raise Refused("E1594", why, "Write each as its label, a colon and what it means.")


def _describes(text: str, edition: QuestionnaireEdition, of: str = "") -> None:
    if why := why_not_descriptors(text, levels_of(edition.levels)):
        raise Refused("E1594", f"{of}{why}", "Count the lines.")
