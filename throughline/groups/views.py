"""The pages of groups' meetings: read them, and keep their record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.formpages import CaseForm, Shown, allowed, change_page, form_page, show
from throughline.groups import forms, pages, queries, rules, services
from throughline.groups.models import GroupCondition, GroupItem, GroupMeeting
from throughline.groups.permissions import why_not_keep, why_not_see
from throughline.reviews.services import sent_once

SHEET = "reviews/sheet.jinja"


@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of the partnership's groups, and what waits for an answer."""
    _reads(request)
    page, shown = pages.list_sheet(actor=actor_of(request), on=day_of(request))
    subject = ("group_meetings", actor_of(request).partnership)
    return show(request, SHEET, page, shown=Shown(0, subject, tuple(shown)))


@require_GET
def meeting(request: HttpRequest, id: int) -> HttpResponse:
    """One meeting."""
    row = _meeting(request, id)
    page, shown = pages.meeting_sheet(row, actor=actor_of(request), on=day_of(request))
    return show(request, SHEET, page, shown=Shown(0, ("group_meeting", row.pk), tuple(shown)))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record that a group met."""
    _reads(request)
    allowed(why_not_keep(actor=actor_of(request)))

    def do(form: Any) -> str:
        made = services.add_meeting(by=actor_of(request), at=now_of(request), **form.values())
        return f"/meetings/{made.pk}/"

    lead = ("When it met and who was there.", " What it looked at, decided and thought comes on the next page.")
    page = CaseForm("Record a meeting", "", (*pages.HOME, pages.MEETINGS), lead, "/meetings/", "Record the meeting")
    groups = queries.meeting_groups(actor_of(request), day_of(request))
    initial = {"group": request.GET.get("group", "")}
    shown = Shown(0, ("group_meetings", actor_of(request).partnership))
    return _once(request, forms.MeetingForm, page, "group-meeting", do, shown, initial=initial, groups=groups)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, id: int) -> HttpResponse:
    """Change when a group met, and who was there."""
    row = _meeting(request, id)
    page = _about(row, "Change the meeting", ("", "Its group stays as it is."))
    shown = Shown(0, ("group_meeting", row.pk), (f"group_meeting {row.pk}",))
    return _change(request, row, forms.MeetingForm, page, services.change_meeting, f"/meetings/{row.pk}/", shown)


@require_http_methods(["GET", "POST"])
def new_item(request: HttpRequest, id: int, slug: str) -> HttpResponse:
    """Add a line to the record of a meeting."""
    row = _meeting(request, id)
    allowed(why_not_keep(actor=actor_of(request), thing=row))
    kind = rules.BY_SLUG.get(slug)
    if kind is None:
        raise Http404

    def do(form: Any) -> str:
        services.add_item(meeting=row, kind=kind.key, by=actor_of(request), at=now_of(request), **form.values())
        return f"/meetings/{row.pk}/"

    page = _about(row, f"Add a {kind.word}", ("", kind.explains))
    shown = Shown(0, ("group_meeting", row.pk), (f"group_meeting {row.pk}",))
    return _once(request, forms.ITEMS[kind.key], page, f"group-{row.pk}-{slug}", do, shown, **_offers(request))


@require_http_methods(["GET", "POST"])
def edit_item(request: HttpRequest, id: int) -> HttpResponse:
    """Change a line of the record."""
    row = _item(request, id)
    kind = rules.KINDS[row.kind]
    further = ((f"Withdraw this {kind.word}", f"/group-items/{row.pk}/withdraw"),)
    page = _about(row.meeting, f"Change the {kind.word}", ("", kind.explains), further)
    to = f"/meetings/{row.meeting_id}/"
    form = forms.ITEMS[row.kind]
    return _change(request, row, form, page, services.change_item, to, _line(row), **_offers(request))


@require_http_methods(["GET", "POST"])
def withdraw_item(request: HttpRequest, id: int) -> HttpResponse:
    """Withdraw a line, with the reason."""
    row = _item(request, id)
    allowed(why_not_keep(actor=actor_of(request), thing=row))

    def do(form: Any) -> str:
        services.withdraw_item(row, reason=form.cleaned_data["reason"], by=actor_of(request), at=now_of(request))
        return f"/meetings/{row.meeting_id}/"

    word = rules.KINDS[row.kind].word
    lead = ("It is kept with your reason, and shown no more.", "")
    page = _about(row.meeting, f"Withdraw this {word}", lead, save=f"Withdraw this {word}")
    return _once(request, forms.WithdrawForm, page, f"group-item-{row.pk}-withdraw", do, _line(row))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, id: int) -> HttpResponse:
    """Record what the other group answered."""
    row = _item(request, id)
    if row.kind != rules.REFERRED:
        raise Http404

    def change(record: GroupItem, *, fields: dict[str, Any], **more: Any) -> GroupItem:
        return services.answer_referral(record, **fields, **more)

    page = _about(row.meeting, "Record the answer", (row.text, ""))
    to = f"/meetings/{row.meeting_id}/"
    return _change(request, row, forms.AnswerForm, page, change, to, _line(row))


@require_http_methods(["GET", "POST"])
def new_condition(request: HttpRequest, id: int) -> HttpResponse:
    """Put a condition on a decision."""
    row = _item(request, id)
    if row.kind != rules.DECIDED:
        raise Http404
    allowed(why_not_keep(actor=actor_of(request), thing=row))

    def do(form: Any) -> str:
        services.add_condition(item=row, by=actor_of(request), at=now_of(request), **form.values())
        return f"/meetings/{row.meeting_id}/"

    page = _about(row.meeting, "Add a condition", (row.text, ""))
    return _once(request, forms.ConditionForm, page, f"group-item-{row.pk}-condition", do, _line(row))


@require_http_methods(["GET", "POST"])
def edit_condition(request: HttpRequest, id: int) -> HttpResponse:
    """Change a condition, or say how it was met."""
    _reads(request)
    row = queries.get_condition(id, actor_of(request), day_of(request))
    add = (("Add another condition", f"/group-items/{row.item_id}/conditions/new"),)
    page = _about(row.item.meeting, "Change the condition", (row.item.text, ""), add)
    to = f"/meetings/{row.item.meeting_id}/"
    return _change(request, row, forms.ConditionForm, page, services.change_condition, to, _line(row.item))


def _reads(request: HttpRequest) -> None:
    """Nothing, or the 404 of whoever may not read the meetings of groups at all."""
    if why_not_see(actor=actor_of(request)) is not None:
        raise Http404


def _meeting(request: HttpRequest, id: int) -> GroupMeeting:
    _reads(request)
    return queries.get_meeting(id, actor_of(request))


def _item(request: HttpRequest, id: int) -> GroupItem:
    _reads(request)
    return queries.get_item(id, actor_of(request), day_of(request))


def _offers(request: HttpRequest) -> dict[str, Any]:
    """What the form of a line chooses from: the groups, and the cases that this person may see."""
    actor, on = actor_of(request), day_of(request)
    return {
        "groups": queries.meeting_groups(actor, on),
        "cases": partial(queries.cases_called, actor=actor, on=on),
    }


def _about(
    row: GroupMeeting,
    title: str,
    lead: tuple[str, str],
    further: tuple[tuple[str, str], ...] = (),
    save: str = "Save",
) -> CaseForm:
    back = f"/meetings/{row.pk}/"
    trail = (*pages.HOME, pages.MEETINGS, ("The meeting", back))
    return CaseForm(title, "Meeting of a group", trail, lead, back, save, further=further)


def _line(row: GroupItem) -> Shown:
    """A line shows what was said of each of its cases."""
    records = [f"group_item {row.pk}", *(f"case {one.pk}" for one in row.cases.all())]
    return Shown(0, ("group_item", row.pk), tuple(records))


def _once(
    request: HttpRequest,
    form: type[Any],
    page: CaseForm,
    key: str,
    do: Callable[[Any], str],
    shown: Shown,
    *,
    initial: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page with a form that is done once, however often it is sent."""

    def act(sent: Any) -> str:
        once = sent.cleaned_data["once"]
        return sent_once(key=once, by=actor_of(request), at=now_of(request), do=lambda: do(sent))

    given = {"once": uuid4().hex} | (initial or {})
    says = "It is in the record."
    return form_page(request, form, page, key=key, act=act, says=says, shown=shown, initial=given, **more)


def _change(
    request: HttpRequest,
    row: GroupMeeting | GroupItem | GroupCondition,
    form: type[Any],
    page: CaseForm,
    change: Callable[..., Any],
    to: str,
    shown: Shown,
    **more: Any,
) -> HttpResponse:
    """The page on which a record is changed, with nothing lost whoever else changes it meanwhile."""
    allowed(why_not_keep(actor=actor_of(request), thing=row))
    key = f"{type(row).__name__.lower()}-{row.pk}-{page.title.split()[0].lower()}"
    return change_page(
        request, row, form, page, key=key, change=change, says="It is changed.", to=to, shown=shown, **more
    )
