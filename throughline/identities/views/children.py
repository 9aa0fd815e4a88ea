"""The children of a case: by pseudonym, and as they are once the person has said why they look."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.step_up import step_up
from throughline.cases.formpages import CaseForm, Shown, allowed, change_page, form_page, show
from throughline.cases.models import Case
from throughline.cases.queries import get_case_at_work
from throughline.identities import forms, permissions, queries, services
from throughline.identities.models import Child
from throughline.identities.views.about import (
    Opening,
    first_open_to_write,
    may_write,
    opening_of,
    said_why,
    warn,
    withdraw_page,
)


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child by pseudonym, and who it is for somebody who may know."""

    id: int
    pseudonym: str
    identity: queries.Identity | None
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildrenPage:
    """The children of a case, and who they are where it is open to this person."""

    id: int
    reference: str
    rows: tuple[ChildRow, ...]
    opening: Opening
    may_write: bool


@require_http_methods(["GET", "POST"])
def children(request: HttpRequest, id: int) -> HttpResponse:
    """The children by pseudonym. A POST says why one looks at who they are; the session remembers."""
    actor, on = actor_of(request), day_of(request)
    case = get_case_at_work(id, actor=actor, on=on)
    opening, form = opening_of(request, case)
    leads = said_why(request, case, form, reverse("identities:children", args=[id]))
    if leads is not None:
        return leads
    opened = opening.opened
    found = queries.children_of(case, actor, on)
    elsewhere = queries.called_so_elsewhere(found, actor=actor, on=on)
    rows = tuple(
        ChildRow(
            child.pk,
            child.pseudonym,
            queries.identity_of(child, on) if opened else None,
            elsewhere[child.pk],
        )
        for child in found
    )
    page = ChildrenPage(id, case.reference, rows, opening, may_write(request, case))
    seen = tuple(f"{'identity' if opened else 'child'} {row.id}" for row in rows)
    return show(
        request, "identities/children.jinja", page, shown=Shown(case.pk, ("case_children", case.pk), seen), form=form
    )


@require_http_methods(["GET", "POST"])
def add_child(request: HttpRequest, id: int) -> HttpResponse:
    """Record one more child of the case."""
    case = get_case_at_work(id, actor=actor_of(request), on=day_of(request))
    allowed(permissions.why_not_write(actor=actor_of(request), thing=case, on=day_of(request)))
    back = reverse("identities:children", args=[id])

    def act(form: forms.ChildForm) -> str:
        made = services.add_child(case=case, by=actor_of(request), at=now_of(request), **form.values())
        warn(request, made)
        return back

    page = CaseForm(
        title="Add a child",
        over=f"Case {case.reference}",
        trail=_trail(case),
        lead=(
            "Everybody on the case knows the child by the pseudonym.",
            " The rest is for those who say why they look.",
        ),
        back=back,
        save="Add the child",
    )
    return form_page(
        request,
        forms.ChildForm,
        page,
        key=f"case-{id}-child",
        act=act,
        says="The child is on the record.",
        shown=Shown(case.pk, ("case_children", case.pk)),
        initial={"once": uuid4().hex},
    )


@require_http_methods(["GET", "POST"])
def change_child(request: HttpRequest, id: int) -> HttpResponse:
    """Change what is recorded of a child."""
    child, asked = _opened_child(request, id)
    if asked is not None:
        return asked
    back = reverse("identities:children", args=[child.case_id])
    page = CaseForm(
        title=f"Who {child.pseudonym} is",
        over=f"Case {child.case.reference}",
        trail=_trail(child.case),
        lead=("", "Where the child lives and with whom stands on a page of its own."),
        back=back,
        further=(
            ("Where the child lives, and with whom", reverse("identities:home", args=[id])),
            ("The case is not about this child", reverse("identities:child-withdraw", args=[id])),
        ),
    )
    return change_page(
        request,
        child,
        forms.ChildForm,
        page,
        key=f"child-{id}",
        change=services.change_child,
        says="What is recorded of the child is changed.",
        to=back,
        shown=Shown(child.case_id, ("child", id), (f"identity {id}",)),
    )


@step_up
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest, id: int) -> HttpResponse:
    """Where a child lives and with whom: asked for with a fresh code, and left out of everything else but the sheet."""
    child, asked = _opened_child(request, id)
    if asked is not None:
        return asked
    back = reverse("identities:children", args=[child.case_id])
    page = CaseForm(
        title=f"Where {child.pseudonym} lives, and with whom",
        over=f"Case {child.case.reference}",
        trail=_trail(child.case),
        lead=("It stands here and on the notification, and nowhere else.", " That you read it is recorded."),
        back=back,
    )
    return change_page(
        request,
        child,
        forms.HomeForm,
        page,
        key=f"child-{id}-home",
        change=services.change_child,
        says="Where the child lives is changed.",
        to=back,
        shown=Shown(child.case_id, ("child_home", id), (f"home {id}",)),
    )


@step_up
@require_http_methods(["GET", "POST"])
def withdraw_child(request: HttpRequest, id: int) -> HttpResponse:
    """The case is not about this child."""
    child, asked = _opened_child(request, id)
    if asked is not None:
        return asked
    back = reverse("identities:children", args=[child.case_id])
    page = CaseForm(
        title=f"The case is not about {child.pseudonym}",
        over=f"Case {child.case.reference}",
        trail=_trail(child.case),
        lead=("What is recorded is kept with your reason, and shown no more.", ""),
        back=back,
        save="Take the child off the case",
    )
    return withdraw_page(
        request, child, "child", services.withdraw_child, page, says="The child is off the case.", to=back
    )


def _opened_child(request: HttpRequest, id: int) -> tuple[Child, HttpResponse | None]:
    """The child for somebody who may write and said why they look; else the way to where they say so."""
    child = queries.get_child(id, actor_of(request), day_of(request))
    return child, first_open_to_write(request, child, reverse("identities:children", args=[child.case_id]))


def _trail(case: Case) -> tuple[tuple[str, str], ...]:
    return (
        ("Your work", "/"),
        (f"Children of {case.reference}", reverse("identities:children", args=[case.pk])),
    )
