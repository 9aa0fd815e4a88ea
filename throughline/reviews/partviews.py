"""The pages of a review's children and of its dates: a list, one to add, one to change or take out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from throughline.kernel.periods import stated
from throughline.kernel.refusals import Refused
from throughline.reviews import forms, queries, services
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, saved, show, trail_of
from throughline.reviews.models import KeyDate, Review, Subject
from throughline.reviews.permissions import why_not_record
from throughline.reviews.recordforms import About
from throughline.reviews.services import sent_once
from throughline.reviews.views import tabs
from throughline.ui import drafts

Part = Subject | KeyDate


@dataclass(frozen=True)
class Row:
    """One child or one date: its words, the words under them, and where it is changed."""

    words: str
    second: str
    url: str


@dataclass(frozen=True)
class PartsPage:
    """What there is, and the form to add another."""

    form_page: FormPage
    heads: tuple[str, str]
    rows: tuple[Row, ...]
    none: str
    add: str


@dataclass(frozen=True)
class Parts:
    """What tells the pages of children from the pages of dates."""

    verb: str
    word: str
    title: str
    lead: tuple[str, str]
    heads: tuple[str, str]
    none: str
    form: type[forms.SubjectForm] | type[forms.DateForm]

    def of(self, review: Review) -> list[Any]:
        """The review's parts of this kind."""
        return list(queries.subjects_of(review) if self.verb == "children" else queries.dates_of(review))

    def row(self, part: Any) -> Row:
        """One of them as the list shows it."""
        url = address_of("review", part.review_id, f"{self.verb}/{part.pk}")
        if isinstance(part, Subject):
            return Row(part.name, ", ".join(part.also), url)
        return Row(part.means or "The text does not say what", stated(part.text, part.iso), url)

    def values(self, form: Any, part: Any = None) -> dict[str, Any]:
        """What the services that keep it take."""
        values: dict[str, Any] = form.values() if self.verb == "children" else form.values_over(part)
        return values

    def add(self, review: Review, form: Any, request: Any) -> str:
        """The review has one more; answers with the address of the list."""
        adds = services.add_subject if self.verb == "children" else services.add_date
        adds(review, by=request.actor, at=request.now, **self.values(form))
        return address_of("review", review.pk, self.verb)


CHILDREN = Parts(
    "children",
    "child",
    "The children it is about",
    ("A pseudonym is no key:", " two reviews may use the same, and stay two reviews."),
    ("Name the review gives", "Other names"),
    "No child is named yet.",
    forms.SubjectForm,
)
DATES = Parts(
    "dates",
    "date",
    "Its dates",
    ("In the words of the text.", " Where no year is given, none is put."),
    ("What happened then", "When"),
    "No date is recorded yet.",
    forms.DateForm,
)


@require_http_methods(["GET", "POST"])
def listed(request: Any, id: int, parts: Parts) -> HttpResponse:
    """The review's children or dates, and the form to add another."""
    review = queries.get_review(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=review, on=request.today))
    key = f"review-{review.pk}-{parts.verb}"
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(review, request.actor, request.today)
    form: Any = drafts.with_drafts(parts.form, request, key, initial={"once": uuid4().hex}, about=about)
    if request.method == "POST" and form.is_valid():
        try:
            once = form.cleaned_data["once"]
            to = sent_once(key=once, by=request.actor, at=request.now, do=lambda: parts.add(review, form, request))
            return saved(request, key, f"The {parts.word} is in the record.", to)
        except Refused as refused:
            in_sentence(form, refused)
    page = PartsPage(
        form_page=_form_page(review, parts, parts.title, parts.lead),
        heads=parts.heads,
        rows=tuple(parts.row(part) for part in parts.of(review)),
        none=parts.none,
        add=f"Add a {parts.word}",
    )
    return show(request, "reviews/parts.jinja", page, about=review, records=(f"review {review.pk}",), form=form)


@require_http_methods(["GET", "POST"])
def one(request: Any, id: int, part: int, parts: Parts) -> HttpResponse:
    """Change one child or date of a review, or take it out where it was a mistake."""
    review = queries.get_review(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=review, on=request.today))
    row = next((one for one in parts.of(review) if one.pk == part), None)
    if row is None:
        raise Http404
    row.review = review
    key = f"review-{review.pk}-{parts.verb}-{row.pk}"
    again = begun_again(request, key)
    if again is not None:
        return again
    back = address_of("review", review.pk, parts.verb)
    if request.method == "POST" and request.POST.get("do") == "remove":
        (services.remove_subject if isinstance(row, Subject) else services.remove_date)(
            row, by=request.actor, at=request.now
        )
        return saved(request, key, f"The {parts.word} is taken out.", back)
    about = About(review, request.actor, request.today)
    now = parts.form.initial_of(row)
    form: Any = drafts.with_drafts(parts.form, request, key, initial=now | {"once": _fingerprint(now)}, about=about)
    if request.method == "POST" and form.is_valid() and not _changed_since(form, now):
        try:
            changes = services.change_subject if isinstance(row, Subject) else services.change_date
            changes(row, by=request.actor, at=request.now, **parts.values(form, row))
            return saved(request, key, f"The {parts.word} is changed.", back)
        except Refused as refused:
            in_sentence(form, refused)
    title = f"Change a {parts.word}"
    page = _form_page(review, parts, title, ("", ""), back=back, remove=f"Take this {parts.word} out")
    return show(request, "reviews/record_form.jinja", page, about=review, records=(f"review {review.pk}",), form=form)


def _fingerprint(values: dict[str, str]) -> str:
    """What the row said when the page was opened, short enough to go along with the form."""
    return hashlib.sha256("\n".join(f"{name}: {values[name]}" for name in sorted(values)).encode()).hexdigest()


def _changed_since(form: Any, now: dict[str, str]) -> bool:
    """True, with the words that stand now said in the form, when somebody changed the row since it was opened."""
    typed = {name: form.cleaned_data[name] for name in now}
    if form.cleaned_data["once"] == _fingerprint(now) or typed == now:
        return False
    says = "; ".join(f"{form.fields[name].label}: “{value}”" for name, value in now.items())
    form.add_error(
        None,
        f"Your words are kept. Somebody changed this while you typed. It says now: {says}. Save again to put yours.",
    )
    form.data = form.data.copy()
    form.data["once"] = _fingerprint(now)
    return True


def _form_page(
    review: Review, parts: Parts, title: str, lead: tuple[str, str], *, back: str = "", remove: str = ""
) -> FormPage:
    return FormPage(
        title=title,
        over=review.name,
        trail=trail_of(review),
        lead=lead,
        back=back or address_of("review", review.pk),
        tabs=tabs(review, parts.verb),
        remove=remove,
    )


urls: list[URLPattern] = [
    made
    for parts in (CHILDREN, DATES)
    for made in (
        path(f"reviews/<int:id>/{parts.verb}", listed, {"parts": parts}, name=f"review-{parts.verb}"),
        path(f"reviews/<int:id>/{parts.verb}/<int:part>", one, {"parts": parts}, name=f"review-{parts.verb}-one"),
    )
]
