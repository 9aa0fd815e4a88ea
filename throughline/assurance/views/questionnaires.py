"""The pages of assurance as a whole, and of questionnaires."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.assurance import services
from throughline.assurance.forms import questionnaires as forms
from throughline.assurance.models import QuestionnaireEdition
from throughline.assurance.pages.overview import overview
from throughline.assurance.pages.questionnaires import edition_sheet
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries import questionnaires as queries
from throughline.assurance.rules.shipped import section11
from throughline.assurance.views.doing import SHEET, about, change, once, reads
from throughline.cases.formpages import Shown, allowed, show

HOME = "/assurance/"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Rounds, looks from outside and questionnaires."""
    reads(request)
    page, records = overview(actor_of(request), day_of(request))
    return show(request, SHEET, page, shown=Shown(0, ("assurance", actor_of(request).partnership), tuple(records)))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a questionnaire."""
    _runs(request)
    lead = ("You write its standards and questions on the next page.", "")
    page = about("Write a questionnaire", HOME, lead, save="Write its standards")

    def do(form: Any) -> str:
        return _at(services.add_questionnaire(by=actor_of(request), at=now_of(request), **form.values()))

    initial = {"levels": section11().levels}
    return once(request, forms.QuestionnaireForm, page, "questionnaire", do, _mine(request), initial=initial)


@require_http_methods(["GET", "POST"])
def shipped(request: HttpRequest) -> HttpResponse:
    """Begin with the Section 11 questionnaire that comes with the program."""
    _runs(request)
    ships = section11()
    asked = sum(len(one.questions) for one in ships.standards)
    lead = (
        f"{len(ships.standards)} standards and {asked} questions become a draft of your own.",
        " Change what you like, then publish it.",
    )
    facts = (("Standards", "; ".join(one.title for one in ships.standards)), ("Drawn from", ships.drawn_from))
    page = about("Begin with Section 11", HOME, lead, save="Make the draft", facts=facts)

    def do(form: Any) -> str:
        return _at(services.begin_shipped(by=actor_of(request), at=now_of(request)))

    return once(request, forms.SureForm, page, "questionnaire-shipped", do, _mine(request))


@require_GET
def edition(request: HttpRequest, id: int) -> HttpResponse:
    """One edition."""
    reads(request)
    row = queries.get_edition(id, actor_of(request))
    return show(request, SHEET, edition_sheet(row, actor_of(request)), shown=_shown(row))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, id: int) -> HttpResponse:
    """Change the levels of a draft."""
    row = _edition(request, id)
    page = about("Change the levels", _at(row), over=_called(row), name=_called(row))
    why = why_not_run(actor=actor_of(request), thing=row)
    return change(request, row, forms.EditionForm, page, services.change_edition, why, _shown(row))


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, id: int) -> HttpResponse:
    """Publish an edition."""
    row = _edition(request, id)
    lead = ("From now on this edition never changes.", " Rounds can be opened under it.")
    page = about("Publish this edition", _at(row), lead, over=_called(row), name=_called(row), save="Publish it")

    def do(form: Any) -> str:
        return _at(services.publish_edition(row, by=actor_of(request), at=now_of(request)))

    return once(request, forms.SureForm, page, f"edition-{row.pk}-publish", do, _shown(row), says="It is published.")


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, id: int) -> HttpResponse:
    """Draft a new edition."""
    row = _edition(request, id)
    lead = ("The new edition begins as this one is.", " Rounds under this one stay as they are.")
    page = about("Draft a new edition", _at(row), lead, over=_called(row), name=_called(row), save="Make the draft")

    def do(form: Any) -> str:
        note = form.cleaned_data["note"]
        return _at(services.draft_next(row, note=note, by=actor_of(request), at=now_of(request)))

    return once(request, forms.NextForm, page, f"edition-{row.pk}-next", do, _shown(row))


@require_http_methods(["GET", "POST"])
def new_standard(request: HttpRequest, id: int) -> HttpResponse:
    """Add a standard to a draft."""
    row = _edition(request, id)
    page = about("Add a standard", _at(row), over=_called(row), name=_called(row))

    def do(form: Any) -> str:
        services.add_standard(edition=row, by=actor_of(request), at=now_of(request), **form.values())
        return _at(row)

    return once(request, forms.StandardForm, page, f"edition-{row.pk}-standard", do, _shown(row))


@require_http_methods(["GET", "POST"])
def edit_standard(request: HttpRequest, id: int) -> HttpResponse:
    """Change a standard of a draft."""
    reads(request)
    row = queries.get_standard(id, actor_of(request))
    further = (("Withdraw this standard", f"/questionnaire-standards/{row.pk}/withdraw"),)
    name = _called(row.edition)
    page = about("Change the standard", _at(row.edition), over=name, name=name, further=further)
    why = why_not_run(actor=actor_of(request), thing=row)
    return change(request, row, forms.StandardForm, page, services.change_standard, why, _shown(row.edition))


@require_http_methods(["GET", "POST"])
def withdraw_standard(request: HttpRequest, id: int) -> HttpResponse:
    """Take a standard out of a draft."""
    reads(request)
    row = queries.get_standard(id, actor_of(request))
    return _withdraw(request, row, row.edition, "standard", row.title)


@require_http_methods(["GET", "POST"])
def new_question(request: HttpRequest, id: int) -> HttpResponse:
    """Add a question to a standard."""
    reads(request)
    row = queries.get_standard(id, actor_of(request))
    allowed(why_not_run(actor=actor_of(request), thing=row))
    name = _called(row.edition)
    page = about("Add a question", _at(row.edition), (row.title, ""), over=name, name=name)

    def do(form: Any) -> str:
        services.add_question(standard=row, by=actor_of(request), at=now_of(request), **form.values())
        return _at(row.edition)

    return once(request, forms.QuestionForm, page, f"standard-{row.pk}-question", do, _shown(row.edition))


@require_http_methods(["GET", "POST"])
def edit_question(request: HttpRequest, id: int) -> HttpResponse:
    """Change a question of a draft."""
    reads(request)
    row = queries.get_question(id, actor_of(request))
    edition = row.standard.edition
    further = (("Withdraw this question", f"/questionnaire-questions/{row.pk}/withdraw"),)
    lead = (row.standard.title, "")
    page = about(
        "Change the question", _at(edition), lead, over=_called(edition), name=_called(edition), further=further
    )
    why = why_not_run(actor=actor_of(request), thing=row)
    return change(request, row, forms.QuestionForm, page, services.change_question, why, _shown(edition))


@require_http_methods(["GET", "POST"])
def withdraw_question(request: HttpRequest, id: int) -> HttpResponse:
    """Take a question out of a draft."""
    reads(request)
    row = queries.get_question(id, actor_of(request))
    return _withdraw(request, row, row.standard.edition, "question", row.text)


def _withdraw(request: HttpRequest, row: Any, edition: QuestionnaireEdition, word: str, says: str) -> HttpResponse:
    allowed(why_not_run(actor=actor_of(request), thing=row))
    name = _called(edition)
    page = about(f"Withdraw this {word}", _at(edition), (says, ""), over=name, name=name, save=f"Withdraw this {word}")

    def do(form: Any) -> str:
        services.withdraw_part(row, reason=form.cleaned_data["reason"], by=actor_of(request), at=now_of(request))
        return _at(edition)

    return once(request, forms.ReasonForm, page, f"{word}-{row.pk}-withdraw", do, _shown(edition))


def _runs(request: HttpRequest) -> None:
    reads(request)
    allowed(why_not_run(actor=actor_of(request)))


def _edition(request: HttpRequest, id: int) -> QuestionnaireEdition:
    reads(request)
    row = queries.get_edition(id, actor_of(request))
    allowed(why_not_run(actor=actor_of(request), thing=row))
    return row


def _at(row: QuestionnaireEdition) -> str:
    return f"/questionnaire-editions/{row.pk}/"


def _called(row: QuestionnaireEdition) -> str:
    return f"{row.questionnaire.title}, edition {row.number}"


def _shown(row: QuestionnaireEdition) -> Shown:
    return Shown(0, ("questionnaire_edition", row.pk))


def _mine(request: HttpRequest) -> Shown:
    return Shown(0, ("assurance", actor_of(request).partnership))
