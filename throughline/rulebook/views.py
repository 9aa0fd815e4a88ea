"""Pages of the rule book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.access.permissions import require
from throughline.documents.attachments import attachment
from throughline.kernel.editions import EVENTS, Edition, common, export_rules
from throughline.rulebook import rules, services
from throughline.rulebook.forms import CorrectionForm
from throughline.rulebook.permissions import why_not_correct, why_not_read
from throughline.rulebook.queries import CorrectionRow, RuleBook, corrections_of, rule_book
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render


@dataclass(frozen=True, slots=True)
class BookPage:
    """The editions, the two rules of the form and the hand-over."""

    book: RuleBook
    may_correct: bool
    hand_over_words: str
    working_day_words: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition with its corrections."""

    edition: Edition
    events: dict[str, str]
    parts: tuple[tuple[str, str, tuple[Any, ...]], ...]
    corrections: tuple[CorrectionRow, ...]
    may_correct: bool


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """The form for one line."""

    title: str
    over: str
    back: str


@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """The editions there are and when each was in force."""
    actor = actor_of(request)
    require(why_not_read(actor=actor))
    found = rule_book(actor.partnership, on=day_of(request))
    may = why_not_correct(actor=actor) is None
    page = BookPage(found, may, common().hand_over_words, common().working_day_words)
    return render(request, "rulebook/book.jinja", page)


@require_GET
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Every line of one edition, with its source."""
    actor = actor_of(request)
    require(why_not_read(actor=actor))
    found = rule_book(actor.partnership, on=day_of(request)).editions.get(edition)
    if found is None:
        raise Http404
    plain = ("decision_makers", "products", "publication")
    parts = tuple((part, rules.TITLES[part], getattr(found, part)) for part in plain)
    may = why_not_correct(actor=actor) is None
    page = EditionPage(found, dict(EVENTS), parts, corrections_of(edition, actor=actor), may)
    return render(request, "rulebook/edition.jinja", page)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The rules as ``throughline clocks --rules`` takes them."""
    actor = actor_of(request)
    require(why_not_read(actor=actor))
    text = export_rules(rule_book(actor.partnership, on=day_of(request)).editions)
    return attachment(text, "rules.json", "json")


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, edition: str, part: str, entry: str) -> HttpResponse:
    """Correct one line from a day on."""
    actor = actor_of(request)
    require(why_not_correct(actor=actor))
    line = services.line_of(edition, part, entry, partnership=actor.partnership, on=day_of(request))
    if line is None:
        raise Http404
    back = reverse("rulebook:book") if edition == rules.COMMON else reverse("rulebook:edition", args=[edition])
    initial = {f"line_{name}": value for name, value in line.items()}
    form = with_drafts(CorrectionForm, request, f"rule-{edition}-{part}-{entry}", part=part, initial=initial)

    def act(said: dict[str, Any]) -> object:
        return services.correct_rule(
            edition=edition,
            part=part,
            entry=entry,
            values=form.values,
            from_on=said["holds_from"],
            reason=said["reason"],
            by=actor,
            at=now_of(request),
        )

    if done(form, act, request):
        return HttpResponseRedirect(back)
    title = f"Correct {rules.ONE[part]}"
    page = CorrectPage(title, f"{edition.upper()}, {entry.replace('_', ' ')}", back)
    return render(request, "rulebook/correct.jinja", page, form=form)
