"""A page with one form about a case: what stands beside the form, and what every such page does.

Words are kept as they are typed; a form sent twice is done once by its act; a record that somebody else changed
meanwhile is shown in both versions, with nothing typed lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from throughline.access.doing import actor_of, now_of
from throughline.audit.services import saw
from throughline.cases import editing
from throughline.cases.models import Kept
from throughline.cases.recordforms import VersionedForm, Versions, meet
from throughline.kernel.numbers import whole_number
from throughline.kernel.refusals import Refused
from throughline.ui import drafts
from throughline.ui.pages import render
from throughline.ui.words import capital, clock_time, day, moment

TEMPLATE = "cases/form.jinja"


@dataclass(frozen=True)
class Both:
    """Somebody changed the record while it was being typed: who, when, and the fields that differ."""

    name: str
    at: str
    versions: tuple[Versions, ...]


@dataclass(frozen=True)
class CaseForm:
    """What stands round one form: `facts` are labelled words beside it, `further` links to what else may be done."""

    title: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    back: str
    save: str = "Save"
    facts: tuple[tuple[str, str], ...] = ()
    further: tuple[tuple[str, str], ...] = ()
    both: Both | None = None
    older: str = ""
    last_changed: str = ""


@dataclass(frozen=True)
class Shown:
    """What a page shows, for the record of who looked: its case, its subject and the records on it."""

    case: int
    subject: tuple[str, int]
    records: tuple[str, ...] = ()


def allowed(why_not: str | None) -> None:
    """Nothing, or the page that says why the person may not do this."""
    if why_not is not None:
        raise PermissionDenied(why_not)


def show(
    request: HttpRequest, template: str, page: Any, *, shown: Shown, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, and one sight of the case's records that it shows. The frame learns whose case it is."""
    saw(by=actor_of(request), at=now_of(request), subject=shown.subject, case=shown.case, records=shown.records)
    request.case_shown = shown.case  # type: ignore[attr-defined]
    return render(request, template, page, status=status, **more)


def begun_again(request: HttpRequest, key: str) -> HttpResponse | None:
    """What was kept is forgotten and the page opens afresh, where the person asked for that."""
    if request.method == "POST" and request.POST.get("do") == "begin_again":
        drafts.forget(owner=actor_of(request).user, key=key)
        return HttpResponseRedirect(request.get_full_path())
    return None


def saved(request: HttpRequest, key: str, says: str, to: str) -> HttpResponse:
    """What was typed is in the record: its draft is forgotten and the next page says so."""
    drafts.forget(owner=actor_of(request).user, key=key)
    messages.success(request, says)
    return HttpResponseRedirect(to)


def form_page(
    request: HttpRequest,
    form_class: type[Any],
    page: CaseForm,
    *,
    key: str,
    act: Callable[[Any], str],
    says: str,
    shown: Shown,
    initial: Mapping[str, Any] | None = None,
    template: str = TEMPLATE,
    around: Any = None,
    **more: Any,
) -> HttpResponse:
    """The page with that form; sent and whole, `act` does it and gives the address to go to. `around` is a page that
    holds the form page, where the template shows more than the form."""
    again = begun_again(request, key)
    if again is not None:
        return again
    form = drafts.with_drafts(form_class, request, key, initial=initial, **more)
    if request.method == "POST" and form.is_valid():
        try:
            return saved(request, key, says, act(form))
        except Refused as refused:
            form.add_error(None, f"{refused.says} {refused.do}")
    return show(request, template, around or page, shown=shown, form=form)


def change_page(
    request: HttpRequest,
    record: Any,
    form_class: type[VersionedForm],
    page: CaseForm,
    *,
    key: str,
    change: Callable[..., Kept],
    says: str,
    to: str,
    shown: Shown,
    **more: Any,
) -> HttpResponse:
    """Change a record on a page that loses nothing, whoever else changes it meanwhile.

    `change` takes the record, ``fields=``, ``version=``, ``by=`` and ``at=``.
    """
    again = begun_again(request, key)
    if again is not None:
        return again
    initial = form_class.initial_of(record) | {"version": record.version}
    form = drafts.with_drafts(form_class, request, key, initial=initial, **more)
    page = replace(page, last_changed=last_changed(record), older=begun_at_older_version(request, form, record, key))
    status = 200
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change(record, fields=form.values(), version=version, by=actor_of(request), at=now_of(request))
            return saved(request, key, says, to)
        except editing.Changed as changed:
            met = meet(form, changed.theirs)
            form, status = met.form, 409
            when = clock_time(changed.at) if changed.at else ""
            page = replace(page, both=Both(changed.by_name, when, met.versions))
            form.is_valid()
        except Refused as refused:
            form.add_error(None, f"{refused.says} {refused.do}")
    return show(request, TEMPLATE, page, shown=shown, status=status, form=form)


def last_changed(record: Any) -> str:
    """Who last changed the record, and when."""
    if record.changed_by is None:
        return f"Recorded by {record.made_by.name} on {day(record.made_at)}."
    return capital(f"{record.changed_by.name} changed this on {moment(record.changed_at)}.")


def begun_at_older_version(request: HttpRequest, form: Any, record: Kept, key: str) -> str:
    """A sentence when the words that were kept were typed before somebody changed the record; saving will show both."""
    if request.method == "POST" or not form.draft_at:
        return ""
    began: datetime = min(draft.at for draft in drafts.take(owner=actor_of(request).user, key=key).values())
    opened = str(form.initial["version"])
    version = min(editing.version_at(record, began), whole_number(opened, record.version))
    if version >= record.version:
        return ""
    form.initial["version"] = version
    name = record.changed_by.name if record.changed_by else "Somebody"
    return f"{name} changed this after you began to type. When you save, you are shown both versions."
