"""The pages of families, words and learning events: read them, write them, and the deeds about them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from throughline.proceedings.queries import review_at_work
from throughline.reviews.addresses import address_of
from throughline.reviews.deeds import deed_page
from throughline.reviews.formpages import allowed
from throughline.reviews.permissions import why_not_record
from throughline.reviews.recordpages import pages_of
from throughline.reviews.sheets import show_sheet
from throughline.voices import forms, pages, queries, services
from throughline.voices.eventpages import event_sheet
from throughline.voices.permissions import why_not_keep_log

AT = "voices"
family_member = pages_of(
    "family_member",
    forms.FamilyForm,
    services.add_family_member,
    queries.get_family_member,
    "By relation and pseudonym, never by a real name. The log belongs to the case, not to the worker.",
    services.change_family_member,
    listed_at=AT,
)
voice = pages_of(
    "voice",
    forms.VoiceForm,
    services.add_voice,
    queries.get_voice,
    "As they were said. Until somebody consents, nobody may quote them.",
    services.change_voice,
    listed_at=AT,
)
learning_event = pages_of(
    "learning_event",
    forms.EventForm,
    services.add_event,
    queries.get_event,
    "Practitioners who knew the child are asked by their agencies, with support before and after.",
    listed_at=AT,
)
invitation = pages_of(
    "invitation",
    forms.InvitationForm,
    services.add_invitation,
    queries.get_invitation,
    "By role and agency. Support is offered to everybody; what was said then is never kept.",
    services.change_invitation,
    article="an",
    listed_at=AT,
)


@require_GET
def voices(request: Any, id: int) -> HttpResponse:
    """Whose voices a review hears."""
    review = review_at_work(id, request.actor, request.today)
    page, records = pages.voices_sheet(review, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=review, records=records, subject=("voices", review.pk))


@require_GET
def one_member(request: Any, id: int) -> HttpResponse:
    """One family member."""
    row = queries.get_family_member(id, request.actor, request.today)
    page, records = pages.member_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_GET
def one_voice(request: Any, id: int, opened: bool = False) -> HttpResponse:
    """Somebody's words, or the step before them."""
    row = queries.get_voice(id, request.actor, request.today)
    page, records = pages.voice_sheet(row, opened=opened, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_GET
def one_event(request: Any, id: int) -> HttpResponse:
    """One learning event."""
    row = queries.get_event(id, request.actor, request.today)
    page, records = event_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_GET
def one_invitation(request: Any, id: int) -> HttpResponse:
    """An invitation is read on the page of its event."""
    row = queries.get_invitation(id, request.actor, request.today)
    return HttpResponseRedirect(address_of("learning_event", row.event_id))


@require_http_methods(["GET", "POST"])
def contact(request: Any, id: int) -> HttpResponse:
    """Add to the log of a family member."""
    row = queries.get_family_member(id, request.actor, request.today)
    allowed(why_not_keep_log(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.keep_contact(row, by=request.actor, at=request.now, **form.values())

    lead = ("An entry stands for ever.", " A refusal and a silence are entries too.")
    return deed_page(request, row, "log/new", forms.ContactForm, do, f"Add to the log of {row.text}", lead)


@require_http_methods(["GET", "POST"])
def hand_over(request: Any, id: int) -> HttpResponse:
    """Hand every next contact with a family from one person to another."""
    review = review_at_work(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=review, on=request.today))

    def do(form: Any) -> None:
        services.hand_over(review, by=request.actor, at=request.now, **form.values())

    lead = ("Every contact that one person owns goes to another at once.", " The log stays where it is: with the case.")
    home = address_of("review", review.pk, AT)
    form, title = forms.HandOverForm, "Hand the contacts over"
    return deed_page(request, review, "family/hand-over", form, do, title, lead, home=home, save="Hand over")


@require_http_methods(["GET", "POST"])
def put_on_list(request: Any, id: int) -> HttpResponse:
    """Put everybody on the list whom the case names and who has no conflict."""
    row = queries.get_event(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.propose_invitations(row, by=request.actor, at=request.now)

    found = queries.to_invite(row, request.today)
    names = "; ".join(one.role for one in found) or "Nobody new: everybody on the case is on the list already."
    lead = ("Those on the case, without anybody who has a conflict:", f" {names}")
    title = "Propose those on the case"
    return deed_page(request, row, "propose", forms.SureForm, do, title, lead, save="Put them on the list")


@require_http_methods(["GET", "POST"])
def new_invitation(request: Any, id: int) -> HttpResponse:
    """Put somebody on the list of an event."""
    row = queries.get_event(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.add_invitation(row, by=request.actor, at=request.now, **form.values())

    lead = ("", "By role and agency. Support is offered to everybody; what was said then is never kept.")
    return deed_page(request, row, "invitations/new", forms.InvitationForm, do, "Add somebody to the list", lead)


@require_http_methods(["GET", "POST"])
def new_contribution(request: Any, id: int) -> HttpResponse:
    """Keep something that was said at an event."""
    row = queries.get_event(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.add_contribution(row, by=request.actor, at=request.now, **form.values())

    lead = (
        "Attributed only where the speaker wishes it.",
        " Otherwise nothing is kept from which anybody could find out who said it: no name, no moment, no order.",
    )
    form, title = forms.ContributionForm, "Keep something that was said"
    return deed_page(request, row, "contributions/new", form, do, title, lead)


@require_http_methods(["GET", "POST"])
def withdraw_statement(request: Any, id: int, contribution: int) -> HttpResponse:
    """Take back something that was said, as whoever said it asked."""
    row = queries.get_event(id, request.actor, request.today)
    said = queries.contribution_of(row, contribution)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.withdraw_statement(said, event=row, by=request.actor, at=request.now)

    lead = (f"“{said.text}”", " It is taken out for good, and nothing of it is kept.")
    verb, title = f"contributions/{said.pk}", "Take back something that was said"
    return deed_page(request, row, verb, forms.SureForm, do, title, lead, save="Take it back")
