"""Nothing typed is ever lost: fields are kept as they are typed, and come back into the form.

A view that shows a form with `data-draft` makes it with ``with_drafts`` and, once saved, calls ``forget``::

    form = with_drafts(ActionForm, request, f"action-{action.id}", initial=...)
    <form method="post" {{ form.draft_attributes }}>{{ csrf_input }}{{ form.draft_notice }}{{ form }}...</form>
    ...
    if form.is_valid():
        ...save...; forget(owner=request.user.pk, key=f"action-{action.id}")

Keeping a draft is not an event of the audit chain: nothing of the record changes and nobody else can read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core import signing
from django.db import transaction
from django.forms import BaseForm, FileInput, PasswordInput
from django.http import HttpRequest, QueryDict

from throughline.kernel.refusals import Refused
from throughline.ui.models import Draft
from throughline.ui.widgets import sent_names

NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", "code", "next"})
LONGEST_TEXT = 200_000
MOST_FIELDS = 200
# The hidden field that says whose form it is, sealed: see `throughline.ui.sent`.
MARK = "typed_by"
MARK_SALT = "throughline.ui.sent"
AnyForm = TypeVar("AnyForm", bound=BaseForm)


@transaction.atomic
def keep(
    *, owner: int, key: str, typed: Mapping[str, Sequence[str]], at: datetime, partnership_id: int | None = None
) -> None:
    """Each field in `typed` is kept for that person under that key; what was kept for it before is replaced.

    The field that comes last in `typed` counts as the one typed in last.
    """
    if len(typed) > MOST_FIELDS or any(len(text) > LONGEST_TEXT for texts in typed.values() for text in texts):
        raise Refused(
            "E1590", "That is more text than one form can keep.", "Save the form, or shorten the longest field."
        )
    one_moment = timedelta(microseconds=1)
    rows = [
        Draft(
            owner_id=owner,
            partnership_id=partnership_id,
            key=key,
            field=field,
            text=list(texts),
            at=at + place * one_moment,
        )
        for place, (field, texts) in enumerate(typed.items())
        if field not in NEVER_KEPT
    ]
    Draft.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["owner", "key", "field"],
        update_fields=["text", "at", "partnership_id"],
    )


def take(*, owner: int, key: str) -> dict[str, Draft]:
    """What is kept for that person under that key, by field, the latest last."""
    return {draft.field: draft for draft in Draft.objects.filter(owner_id=owner, key=key).order_by("at", "id")}


@transaction.atomic
def forget(*, owner: int, key: str) -> None:
    """Nothing is kept any longer for that person under that key: the form was saved, or they chose to begin again."""
    Draft.objects.filter(owner_id=owner, key=key).delete()


@transaction.atomic
def forget_older(*, than: timedelta, at: datetime) -> int:
    """No draft is older than `than`; returns how many were forgotten."""
    forgotten, _ = Draft.objects.filter(at__lt=at - than).delete()
    return forgotten


def with_drafts(
    form_class: type[AnyForm], request: HttpRequest, key: str, initial: Mapping[str, Any] | None = None, **more: Any
) -> AnyForm:
    """The form as the person left it: bound to what was sent, else begun from `initial` with the kept words over it.

    The form gains ``draft_key``, ``draft_at`` and ``draft_field`` (the field typed in last, as its id on the page).
    """
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, initial=dict(initial or {}), **more)
        _mark(form, request, key, None, "")
        return form
    kept = take(owner=request.user.pk, key=key)  # type: ignore[arg-type]
    form = form_class(initial=dict(initial or {}), **more)
    last = _lay_over(form, kept)
    _mark(form, request, key, kept[last].at if last else None, last)
    return form


def _lay_over(form: BaseForm, kept: Mapping[str, Draft]) -> str:
    """Puts kept words into the form's first values; answers with the name of the field typed in last."""
    sent = QueryDict(mutable=True)
    for name, draft in kept.items():
        sent.setlist(name, draft.text)
    last = ""
    for name, field in form.fields.items():
        full = form.add_prefix(name)
        mine = [sent_name for sent_name in sent_names(field.widget, full) if sent_name in kept]
        if not mine:
            continue
        form.initial[name] = field.widget.value_from_datadict(sent, {}, full)
        newest = max(mine, key=lambda sent_name: kept[sent_name].at)
        if field.widget.is_hidden:
            continue
        if not last or kept[newest].at >= kept[last].at:
            last = newest
    return last


def _mark(form: BaseForm, request: HttpRequest, key: str, at: datetime | None, field: str) -> None:
    form.draft_key = key  # type: ignore[attr-defined]
    form.draft_at = at  # type: ignore[attr-defined]
    form.draft_field = field  # type: ignore[attr-defined]
    form.draft_mark = _sealed(form, request, key)  # type: ignore[attr-defined]


def keep_form(form: BaseForm, request: HttpRequest, key: str, *, at: datetime) -> None:
    """What was sent in that form is kept for the person who sent it, as if it had been kept while they typed."""
    acting = getattr(request, "acting", None)
    typed = {name: request.POST.getlist(name) for name in _names(form)}
    partnership = acting.actor.partnership or None if acting else None
    keep(owner=request.user.pk, key=key, typed=typed, at=at, partnership_id=partnership)  # type: ignore[arg-type]


def _names(form: BaseForm) -> list[str]:
    """The names under which the form's fields are sent, without files and what is never kept."""
    widgets = {form.add_prefix(name): field.widget for name, field in form.fields.items()}
    return [
        sent
        for name, widget in widgets.items()
        if not isinstance(widget, FileInput | PasswordInput)
        for sent in sent_names(widget, name)
        if sent not in NEVER_KEPT
    ]


def marked(form: AnyForm, request: HttpRequest, key: str) -> AnyForm:
    """The form, saying whose it is and for which partnership it was given out; nothing of it is kept as it is typed."""
    form.draft_mark = _sealed(form, request, key)  # type: ignore[attr-defined]
    return form


def _sealed(form: BaseForm, request: HttpRequest, key: str) -> str:
    """Whose form it is, under which key it is kept and which fields it has, in letters that only we can write."""
    names = _names(form)
    acting = getattr(request, "acting", None)
    partnership = acting.actor.partnership or None if acting else None
    whose = {"owner": request.user.pk, "partnership": partnership, "key": key, "names": names}
    return signing.dumps(whose, salt=MARK_SALT, compress=True)
