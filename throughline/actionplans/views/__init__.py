"""The pages to write actions, to say what became of them, and to add what was said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.actionplans import forms, queries, rules, services
from throughline.actionplans.models import Action
from throughline.actionplans.permissions import why_not_move, why_not_retest, why_not_write_about
from throughline.actionplans.queries.histories import ended, found
from throughline.kernel.periods import stated
from throughline.kernel.refusals import Refused
from throughline.partnerships.queries import agency_row
from throughline.reviews.addresses import address_of
from throughline.reviews.deeds import deed_page
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, name_of, saved, show, trail_of
from throughline.reviews.recordforms import About
from throughline.reviews.recordpages import Edit, Kind, RecordPages, change_fields
from throughline.ui import drafts
from throughline.ui.words import day, moment

action = RecordPages(
    Kind(
        "action",
        forms.ActionForm,
        services.add_action,
        queries.get_action,
        "An action is what somebody is to do. It answers a recommendation, or a finding or learning point directly.",
        (Edit("edit", forms.ActionForm, change_fields, "Change {name}", withdraws=True),),
        article="an",
    )
)


@dataclass(frozen=True)
class Step:
    """A state the action passed through, or what was found when it was asked again."""

    sign: str
    word: str
    reason: str
    when: str


@dataclass(frozen=True)
class Shut:
    """A step that this person may not take, and why."""

    label: str
    why: str


@dataclass(frozen=True)
class Said:
    """One update: its words, and when it was so."""

    when: str
    text: str
    kept: str


@dataclass(frozen=True)
class Showing:
    """Evidence that shows the action: its words, its page, how far it goes, and whether somebody accepted it."""

    text: str
    url: str
    grade: str
    accepted: bool


@dataclass(frozen=True)
class MovePage:
    """The page to say what has become of an action."""

    form_page: FormPage
    state: rules.State
    text: str
    owner: str
    due: str
    steps: tuple[Step, ...]
    shut: tuple[Shut, ...]
    shows: tuple[Showing, ...]


@dataclass(frozen=True)
class UpdatePage:
    """The page to add what is said of an action, with what was said before."""

    form_page: FormPage
    text: str
    before: tuple[Said, ...]


@require_http_methods(["GET", "POST"])
def state(request: Any, id: int) -> HttpResponse:
    """Bring an action to its next state, and see those it passed through."""
    row = queries.get_action(id, request.actor, request.today)
    every = rules.moves_from(row.state)
    why = {move: why_not_move(actor=request.actor, thing=row, move=move, on=request.today) for move in every}
    mine = tuple(move for move in every if why[move] is None)
    allowed(None if mine else why[every[0]])
    key = f"action-{row.pk}-state-{row.state}"
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(row.review, request.actor, request.today, row)
    shown = bool(queries.shown_by(row, request.today))
    first = _first(mine, request.GET)
    form = drafts.with_drafts(forms.MoveForm, request, key, initial=first, about=about, moves=mine, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.move_action(row, by=request.actor, at=request.now, **form.values())
            return saved(
                request, key, f"{name_of(row)}: {rules.STATES[moved.state].word.lower()}.", address_of("action", row.pk)
            )
        except Refused as refused:
            in_sentence(form, refused)
    page = _move_page(
        row, _owner(row, request), tuple(Shut(move.label, said) for move, said in why.items() if said), request.today
    )
    return show(request, "actionplans/state.jinja", page, about=row, records=(f"action {row.pk}",), form=form)


@require_http_methods(["GET", "POST"])
def again(request: Any, id: int) -> HttpResponse:
    """Say whether what a confirmed action left lasts."""
    row = queries.get_action(id, request.actor, request.today)
    allowed(why_not_retest(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.retest_action(row, by=request.actor, at=request.now, **form.values())

    return deed_page(
        request,
        row,
        "again",
        forms.RetestForm,
        do,
        f"Does {name_of(row)} last?",
        ("", "The same question each time, of what was confirmed as done."),
        save="Save the answer",
        says=f"{name_of(row)}: what was found is in the record.",
        page_of=("actionplans/state.jinja", lambda page: _shown(page, row, _owner(row, request), (), request.today)),
    )


@require_http_methods(["GET", "POST"])
def add_update(request: Any, id: int) -> HttpResponse:
    """Add what is said of an action."""
    row = queries.get_action(id, request.actor, request.today)
    allowed(why_not_write_about(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.add_update(row, by=request.actor, at=request.now, **form.values())

    return deed_page(
        request,
        row,
        "update",
        forms.UpdateForm,
        do,
        f"Add an update to {name_of(row)}",
        ("", "An update stands for ever beside those before it. A wrong one is answered by another."),
        save="Save the update",
        says=f"The update to {name_of(row)} is in the record.",
        page_of=("actionplans/update.jinja", lambda page: UpdatePage(page, row.text, _said(row))),
    )


def _first(mine: tuple[rules.Move, ...], asked: Any) -> dict[str, str]:
    """The step that the link that led here chose, or the only one there is."""
    wanted = asked.get("to", "")
    if any(move.after == wanted for move in mine):
        return {"state": wanted}
    return {"state": mine[0].after} if len(mine) == 1 else {}


def _owner(row: Action, request: Any) -> str:
    """Who is to do it: in the words of the plan, else the agency by the name it bears today."""
    agency = agency_row(row.owner_id, actor=request.actor, on=request.today).name if row.owner_id else ""
    return row.owner_name or agency or "No owner named"


def _move_page(row: Action, owner: str, shut: tuple[Shut, ...], on: date) -> MovePage:
    now = rules.STATES[row.state]
    claimed = now.key == "claimed_done"
    lead = (f"{now.word}: {now.means}.", " Somebody other than its owner confirms it or returns it." if claimed else "")
    return _shown(_form_page(row, f"What has become of {name_of(row)}", lead, "Save"), row, owner, shut, on)


def _shown(page: FormPage, row: Action, owner: str, shut: tuple[Shut, ...], on: date) -> MovePage:
    """The page with its form, beside the action and how it came here."""
    return MovePage(
        form_page=page,
        state=rules.STATES[row.state],
        text=row.text,
        owner=owner,
        due=due_in_words(row),
        steps=steps_of(row),
        shut=shut,
        shows=tuple(
            Showing(text, address_of("evidence", pk), grade, accepted)
            for pk, text, grade, accepted in queries.shown_by(row, on)
        ),
    )


def steps_of(row: Action) -> tuple[Step, ...]:
    """The states it passed through and what was found when it was asked again, in the order of time."""
    told = [
        (one.at, Step(rules.STATES[one.state].sign, rules.STATES[one.state].word, ended(one), _who(one)))
        for one in queries.states_of(row)
    ]
    told += [
        (one.at, Step(rules.ANSWERS[one.answer].sign, rules.ANSWERS[one.answer].word, found(one), _who(one)))
        for one in queries.retests_of(row)
    ]
    return tuple(step for _, step in sorted(told, key=lambda pair: pair[0]))


def _who(one: Any) -> str:
    return f"{one.by.name}, {moment(one.at)}"


def _said(row: Action) -> tuple[Said, ...]:
    """What was said of it before."""
    return tuple(
        Said(stated(one.date_text, one.date_iso), one.text, f"Added by {one.made_by.name} on {day(one.made_at)}")
        for one in queries.updates_of(row)
    )


def _form_page(row: Action, title: str, lead: tuple[str, str], save: str) -> FormPage:
    return FormPage(
        title=title,
        over=row.review.name,
        trail=trail_of(row.review, row),
        lead=lead,
        back=address_of("action", row.pk),
        save=save,
    )


def due_in_words(row: Action) -> str:
    """By when, in the words of the plan; else the day; else that no date is given."""
    return row.due_text or (day(row.due_on) if row.due_on else "No date given")
