"""Key practice episodes: one whole, made and changed, and entries put into it and taken out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.formpages import CaseForm, allowed, change_page, form_page, last_changed, show
from throughline.chronology import forms, services
from throughline.chronology.models import Chronology, ChronologyEntry, KeyEpisode
from throughline.chronology.pages import about_of, days_of, to, when_of
from throughline.chronology.permissions import why_not_hold
from throughline.chronology.queries import episodes as queries
from throughline.chronology.queries import timeline, uses
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.held import get_entry
from throughline.chronology.queries.uses import Use
from throughline.chronology.rules.episodes import ANALYSIS
from throughline.chronology.views.choosing import choice_of, chosen_words, given_in, laid
from throughline.chronology.views.shape import form_of, opened, over, shown, trail
from throughline.partnerships.queries import agency_names
from throughline.ui.words import counted, day

NONE_CHOSEN = "No entry was chosen. Choose some in the timeline first."
TOO_MANY = f"More than {queries.MOST} entries were chosen. An episode is a short stretch: choose fewer."


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """An entry of the episode: its day, whose it is, what it tells, about whom, and what is said of it there."""

    entry: int
    when: str
    agency: str
    what: str
    about: str
    said: str
    by: str
    mark: int
    is_cited: bool


@dataclass(frozen=True, slots=True)
class EpisodePage:
    """One episode: when it was, its entries in order, what the practice shows, what it serves and who cites it."""

    id: int
    case: int
    name: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    rows: tuple[EpisodeRow, ...]
    told: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[str, ...]
    uses: tuple[Use, ...]
    lost: int
    changed: str
    may_hold: bool
    serves: str


@require_GET
def episode(request: HttpRequest, id: int) -> HttpResponse:
    """One key practice episode, whole; it prints as it is shown."""
    actor, on = actor_of(request), day_of(request)
    row, held = queries.get_episode(id, actor=actor, on=on)
    laid(held, actor, on)
    names = agency_names(held.case.partnership_id, on=on)
    (found,) = queries.episodes_of(held, row)
    made = tuple(_row(found, one, names) for one in found.rows)
    page = EpisodePage(
        row.pk,
        held.case_id,
        row.name,
        over(held),
        (*trail(held), ("Key practice episodes", reverse("chronology:practice", args=[held.case_id]))),
        _lead(found, len({one.agency for one in made})),
        made,
        tuple((label, _paragraphs(getattr(row, name))) for name, label, _ in ANALYSIS if getattr(row, name).strip()),
        tuple(label for name, label, _ in ANALYSIS if not getattr(row, name).strip()),
        tuple(uses.of_episodes(held, actor=actor, on=on).get(row.pk, ())),
        len(found.marks) - len({one.root_id for one in found.rows}),
        last_changed(row),
        why_not_hold(actor=actor, thing=held, on=on) is None,
        uses.serves(row, actor=actor, on=on),
    )
    records = (f"chronology_entry {one.entry}" for one in made)
    return show(request, "chronology/episode.jinja", page, shown=shown(held, f"key_episode {row.pk}", *records))


def _lead(found: queries.Episode, agencies: int) -> tuple[str, str]:
    if not found.rows:
        return "No entry is in it yet.", " Put some in here, or from the timeline."
    said = f"{counted(len(found.rows), 'entry', 'entries')} of {counted(agencies, 'agency', 'agencies')}."
    if found.days is None:
        return said, ""
    first, last = found.days
    return (f"{day(first)} to {day(last)}." if first != last else f"{day(first)}."), f" {said}"


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.split("\n") if line.strip())


def _row(found: queries.Episode, one: Any, names: dict[int, str]) -> EpisodeRow:
    mark, entry = found.marks[one.root_id], one.entry
    return EpisodeRow(
        entry.pk,
        when_of(entry),
        names.get(entry.agency_id, ""),
        entry.event or entry.comment or entry.action,
        about_of(one),
        mark.text,
        mark.made_by.name if mark.text else "",
        mark.pk,
        bool(getattr(one, "is_cited", False)),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, id: int) -> HttpResponse:
    """Make a key practice episode; entries are put into it afterwards."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    back = reverse("chronology:practice", args=[held.case_id])
    lead = ("A stretch of the timeline to look at closely.", " What is not known yet can be written later.")

    def act(form: Any) -> str:
        made = services.make_episode(held, fields=form.values(), by=actor, at=now_of(request))
        return reverse("chronology:episode", args=[made.pk])

    return form_page(
        request,
        forms.EpisodeForm,
        form_of(held, "A key practice episode", lead, back=back),
        key=f"chronology-{held.pk}-episode",
        act=act,
        says="The episode stands. Put entries into it.",
        shown=shown(held),
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, id: int) -> HttpResponse:
    """Change what is told of a key practice episode."""
    actor, on = actor_of(request), day_of(request)
    row, held = queries.get_episode(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    home = reverse("chronology:episode", args=[row.pk])
    return change_page(
        request,
        row,
        forms.EpisodeForm,
        form_of(held, "What the episode shows", (f"{row.name}.", ""), back=home),
        key=f"chronology-episode-{row.pk}",
        change=services.change_episode,
        says="The episode says it so.",
        to=home,
        shown=shown(held, f"key_episode {row.pk}"),
    )


@require_POST
def withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Take a key practice episode back; its entries stand as they are."""
    actor, on = actor_of(request), day_of(request)
    row, held = queries.get_episode(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    services.withdraw_episode(row, by=actor, at=now_of(request))
    messages.success(request, f"{row.name}: the episode is taken back. Its entries stand as they are.")
    return HttpResponseRedirect(reverse("chronology:practice", args=[held.case_id]))


@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, id: int) -> HttpResponse:
    """Which entries are in an episode, of those in it and those of the same days."""
    actor, on = actor_of(request), day_of(request)
    row, held = queries.get_episode(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    laid(held, actor, on)
    (found,) = queries.episodes_of(held, row)
    rows = [one.entry for one in queries.offered_to(found, held)]
    home = reverse("chronology:episode", args=[row.pk])
    lead = (f"{row.name}.", "" if rows else " Say when it was, and the entries of those days are offered here.")

    def act(form: Any) -> str:
        chosen = {int(key) for key in form.cleaned_data.get("entries", ())}
        services.hold_among(row, held, offered=rows, chosen=chosen, by=actor, at=now_of(request))
        return home

    return form_page(
        request,
        forms.HeldForm,
        form_of(held, "Entries of the episode", lead, back=home),
        key=f"chronology-episode-{row.pk}-entries",
        act=act,
        says="These entries are in the episode.",
        shown=shown(held, f"key_episode {row.pk}", *(f"chronology_entry {one.pk}" for one in rows)),
        initial={"entries": [str(one.entry_id) for one in found.rows]},
        rows=rows,
        names=agency_names(held.case.partnership_id, on=on),
    )


@require_http_methods(["GET", "POST"])
def put_one(request: HttpRequest, id: int) -> HttpResponse:
    """Put one entry into an episode that is there, or into a new one."""
    actor, on = actor_of(request), day_of(request)
    entry, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    back = reverse("chronology:entry", args=[entry.pk])
    lead = (f"{when_of(entry)}.", f" {entry.event[:200]}")
    page = form_of(held, "Put it into a key practice episode", lead, back=back)
    key = f"chronology-entry-{root_of(entry)}-episode"
    return _put(request, held, page, key=key, among=[entry], to_tick=False)


@require_http_methods(["GET", "POST"])
def put_many(request: HttpRequest, id: int) -> HttpResponse:
    """Put the entries that were chosen in the timeline into an episode, all at once."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    whole, lanes = laid(held, actor, on)
    given = given_in(request)
    choice, days = choice_of(given, whole, lanes, on)
    rows = timeline.rows_of(held, choice, actor=actor).select_related("entry")
    found = [] if choice.is_whole else [one.entry for one in rows[: queries.MOST + 1]]
    allowed(NONE_CHOSEN if not found else TOO_MANY if len(found) > queries.MOST else None)
    back = to(reverse("chronology:timeline", args=[held.case_id]), given)
    told = "; ".join(chosen_words(given, held, every=True)) or days_of((days.first, days.last))
    lead = (f"{counted(len(found), 'entry', 'entries')} chosen.", f" {told}.")
    page = form_of(held, "Put entries into a key practice episode", lead, back=back)
    of = sha256(to("", given).encode()).hexdigest()[:16]  # what was typed over one choice is kept for no other
    return _put(request, held, page, key=f"chronology-{held.pk}-episode-{of}", among=found, to_tick=True)


def _put(
    request: HttpRequest, held: Chronology, page: CaseForm, *, key: str, among: list[ChronologyEntry], to_tick: bool
) -> HttpResponse:
    actor = actor_of(request)

    def act(form: Any) -> str:
        said = form.cleaned_data
        chosen = [one for one in among if not to_tick or str(one.pk) in said["entries"]]
        episode = _chosen(said.get("episode", ""), held)
        told = {"name": said["name"], "text": said["text"]}
        made = services.put_in(held, chosen, episode=episode, **told, by=actor, at=now_of(request))
        return reverse("chronology:episode", args=[made.pk])

    return form_page(
        request,
        forms.PutInForm,
        page,
        key=key,
        act=act,
        says="They are in the episode." if to_tick else "It is in the episode.",
        shown=shown(held, *(f"chronology_entry {one.pk}" for one in among)),
        initial={"entries": [str(one.pk) for one in among]} if to_tick else None,
        episodes=queries.names_of(held),
        rows=among if to_tick else (),
        names=agency_names(held.case.partnership_id, on=day_of(request)),
    )


def _chosen(number: str, held: Chronology) -> KeyEpisode | None:
    return queries.standing(held.case_id).get(pk=int(number)) if number else None
