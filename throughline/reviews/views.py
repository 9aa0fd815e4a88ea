"""The pages to open a review, change what it says, bring it from state to state, and choose what to record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may
from throughline.access.step_up import step_up
from throughline.audit.services import saw
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.queries import get_partnership
from throughline.rapidreviews.queries import get_rapid_review
from throughline.reviews import forms, queries, services
from throughline.reviews.addresses import WORDS, address_of, new_address
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, saved, show, trail_of
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.recordforms import About
from throughline.reviews.recordpages import Edit, change_fields, edit_record, prefilled, withdraw_page
from throughline.reviews.services.following import open_from
from throughline.ui import drafts
from throughline.ui.pages import render
from throughline.ui.words import capital

QUICKER = "If you have its report, reading the report is quicker. Nothing joins the record until you accept it."
FACTS = Edit("edit", forms.FactsForm, change_fields, "Change {name}", withdraws=True)
ACCOUNT = Edit(
    "account", forms.AccountForm, change_fields, "What happened", save="Save what happened", seen_as="account"
)


@dataclass(frozen=True)
class Thing:
    """One thing to record: its name, what it is, and where it is written."""

    label: str
    explains: str
    url: str


@dataclass(frozen=True)
class RecordSomething:
    """The page to choose what to record, in groups."""

    trail: tuple[tuple[str, str], ...]
    over: str
    lead: tuple[str, str]
    groups: tuple[tuple[str, tuple[Thing, ...]], ...]


@dataclass(frozen=True)
class AccountStep:
    """The step before the account of what happened."""

    form_page: FormPage
    contains: str
    length: str
    url: str


@require_POST
def follow(request: Any, id: int) -> HttpResponse:
    """Open the review that a rapid review concluded on and write its commission, or go to the one there is."""
    rapid_review = get_rapid_review(id, request.actor, request.today)
    made = open_from(rapid_review, by=request.actor, at=request.now)
    is_new = made.made_at == request.now
    return HttpResponseRedirect(address_of("review", made.pk, "commission/facts/new" if is_new else ""))


@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Open a review that this partnership holds."""
    holder = get_partnership(actor=request.actor)
    allowed(why_not_record(actor=request.actor, thing=holder, on=request.today))
    again = begun_again(request, "new-review")
    if again is not None:
        return again
    about = About(None, request.actor, request.today)
    initial = {"once": uuid4().hex} | prefilled(forms.NewReviewForm, request.GET)
    form = drafts.with_drafts(forms.NewReviewForm, request, "new-review", initial=initial, about=about)
    if request.method == "POST" and form.is_valid():

        def do() -> str:
            made = services.open_review(partnership=holder, by=request.actor, at=request.now, **form.values())
            return address_of("review", made.pk)

        try:
            to = services.sent_once(key=form.cleaned_data["once"], by=request.actor, at=request.now, do=do)
            return saved(request, "new-review", "The review is in the record.", to)
        except Refused as refused:
            in_sentence(form, refused)
    reads = may(request.actor.role, "import a document")
    page = FormPage(
        title="Write a review by hand",
        over="",
        trail=(("Your work", "/"), ("Reviews", "/reviews/")),
        lead=(
            "",
            QUICKER if reads else "A review is opened with what is known of it; the rest is added later.",
        ),
        back="/reviews/",
        save="Open the review",
        instead=("Read a document instead", "/imports/new") if reads else None,
    )
    shown = [f"review {number}" for number in form.others]
    saw(by=request.actor, at=request.now, subject=("partnership", holder.pk), records=shown)
    return render(request, "reviews/record_form.jinja", page, form=form)


@require_http_methods(["GET", "POST"])
def edit(request: Any, id: int) -> HttpResponse:
    """Change what a review is called, its kind, who did it and what it follows."""
    review = queries.get_review(id, request.actor, request.today)
    return edit_record(request, review, FACTS, review=review, more={"tabs": tabs(review, "edit")})


@require_http_methods(["GET", "POST"])
def account(request: Any, id: int) -> HttpResponse:
    """Change the account of what happened; one that stands already is behind a step."""
    review = queries.get_review(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=review, on=request.today))
    more = {"tabs": tabs(review, "account/edit")}
    if request.method == "POST" or not review.account or "open" in request.GET:
        lead = ("Only those who choose to read it see this.", " That you read it is recorded.")
        return edit_record(request, review, ACCOUNT, review=review, more=more, lead=lead)
    paragraphs = len([part for part in review.account.split("\n") if part.strip()])
    page = AccountStep(
        form_page=form_page(review, "What happened", ("", ""), tabs(review, "account/edit")),
        contains=review.account_contains or "nobody has said what it contains",
        length="One paragraph" if paragraphs == 1 else f"{paragraphs} paragraphs",
        url=address_of("review", review.pk, "account/edit?open=yes"),
    )
    return show(request, "reviews/account_step.jinja", page, about=review, records=(f"review {review.pk}",))


@step_up
@require_http_methods(["GET", "POST"])
def withdraw(request: Any, id: int) -> HttpResponse:
    """Withdraw a review, with the reason."""
    review = queries.get_review(id, request.actor, request.today)
    return withdraw_page(request, review, review, to="/reviews/")


@require_GET
def record(request: Any, id: int) -> HttpResponse:
    """Choose what to record about a review."""
    review = queries.get_review(id, request.actor, request.today)
    if request.actor.role != AGENCY_LEAD:
        allowed(why_not_record(actor=request.actor, thing=review, on=request.today))
    page = RecordSomething(
        trail=trail_of(review),
        over=review.name,
        lead=("Choose what you want to record.", " Each kind is its own thing; later you tie them together."),
        groups=things_to_record(review, request.actor),
    )
    return show(request, "reviews/record.jinja", page, about=review, records=(f"review {review.pk}",))


def things_to_record(review: Review, actor: Actor) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """What this person may record about the review, in the order of the learning process."""
    evidence = _thing(review, "evidence", "What shows that an action was done or a statement is true.")
    if actor.role == AGENCY_LEAD:
        update = Thing("Update", "What has happened with one of your agency’s actions. Choose the action.", "/actions/")
        return (("About your agency’s actions", (update, evidence)),)
    parts = tuple(Thing(label, explains, address_of("review", review.pk, verb)) for label, explains, verb in PARTS)
    return (
        (
            "What the review says",
            (
                _thing(review, "finding", "What was true of the way agencies worked."),
                _thing(review, "learning_point", "What can be learned. It asks nobody to do anything."),
                _thing(review, "recommendation", "What the review asks to be changed, and of whom."),
                _thing(review, "theme", "A heading under which a report tells of progress."),
                _thing(review, "national_ask", "What a department or a national body is asked for."),
                _thing(review, "dissent", "What a member or the family does not agree with, printed or held."),
            ),
        ),
        ("What is done", (_thing(review, "action", "What somebody is to do, and by when."), evidence)),
        (
            "What came of it",
            (
                _thing(
                    review, "statement", "What a text says of progress or effect, or a case study with its outcome."
                ),
                _thing(review, "measure", "A figure that is asked for again and again."),
            ),
        ),
        (
            "What a report asks",
            (
                _thing(
                    review, "committee_recommendation", "What it asks of the committee, cabinet or board it goes to."
                ),
            ),
        ),
        (
            "What runs beside the review",
            (
                _thing(review, "proceeding", "A trial, an inquest or another process about the same events."),
                _thing(review, "hold", "What stops a clock or a step: why, whose it is, when somebody looks again."),
                _thing(review, "disclosure", "What was handed to police, prosecutors, coroner or court, and why."),
            ),
        ),
        (
            "Whose voices it hears",
            (
                _thing(review, "family_member", "Somebody of the family: how they are asked, and what came of it."),
                _thing(review, "voice", "Words of a child, a family member or a practitioner, and who may quote them."),
                _thing(review, "learning_event", "A day on which practitioners learn together."),
            ),
        ),
        ("The review itself", parts),
    )


PARTS = (
    ("Name and kind", "What it is called, what kind it is, who did it, what it follows.", "edit"),
    ("Children", "The children it is about, by the names the review gives.", "children"),
    ("Dates", "When what happened, in the words of the text.", "dates"),
    ("State", "What has become of it.", "state"),
    ("What happened", "The account, kept behind a step.", "account/edit"),
)


def tabs(review: Review, current: str) -> tuple[tuple[str, str, bool], ...]:
    """The pages on which the parts of a review are written."""
    return tuple((label, address_of("review", review.pk, verb), verb == current) for label, _, verb in PARTS)


def _thing(review: Review, kind: str, explains: str) -> Thing:
    return Thing(capital(WORDS[kind]), explains, new_address(kind, review.pk))


def form_page(review: Review, title: str, lead: tuple[str, str], links: tuple[tuple[str, str, bool], ...]) -> FormPage:
    back = address_of("review", review.pk)
    return FormPage(title=title, over=review.name, trail=trail_of(review), lead=lead, back=back, tabs=links)
