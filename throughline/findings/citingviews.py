"""The pages on which entries of the chronology and what rests on them are tied, from either side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.formpages import CaseForm, Shown, allowed, form_page
from throughline.chronology.models import Chronology, KeyEpisode, TimelineRow
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.episodes import get_episode, standing
from throughline.chronology.queries.held import get_entry
from throughline.findings.forms import citing as forms
from throughline.findings.queries import citing as queries
from throughline.findings.queries import get_finding
from throughline.findings.queries.episodes import standing_of
from throughline.findings.services import citing as services
from throughline.findings.services.episodes import rest_on_episodes, serve_among
from throughline.findings.services.targets import Target
from throughline.partnerships.queries import agency_names
from throughline.reviews.addresses import called
from throughline.reviews.permissions import why_not_record

NO_REVIEW = "This case has no review yet. Entries are cited by its findings, its report and its lines of enquiry."
NO_LINE = "The case has no line of enquiry and no finding yet that the episode could serve."
NOTHING = "No entry can be chosen here yet. Mark what matters in the chronology, or cite an entry from its own page."


@require_http_methods(["GET", "POST"])
def cite(request: HttpRequest, id: int) -> HttpResponse:
    """What one entry is used for: findings, lines of enquiry, a sentence of the report."""
    actor, on = actor_of(request), day_of(request)
    entry, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_record(actor=actor, thing=held, on=on))
    reviews = queries.reviews_on(entry, actor, on)
    allowed(None if reviews else NO_REVIEW)
    offered: list[Target] = [*queries.findings_on(held.case_id), *queries.lines_of(held.case_id)]
    back = reverse("chronology:entry", args=[entry.pk])
    page = CaseForm(
        title="What this entry is used for",
        over=_over(held),
        trail=(*_trail(held), ("The entry", back)),
        lead=(f"{entry.start_text}.", f" {(entry.event or entry.comment)[:300]}"),
        back=back,
    )

    def act(form: Any) -> str:
        at = now_of(request)
        services.cite_among(entry, offered=offered, chosen=form.chosen(), by=actor, at=at)
        said = form.cleaned_data
        if said.get("sentence"):
            review = next(one for one in reviews if str(one.pk) == (said.get("review") or str(reviews[0].pk)))
            words = {"sentence": said["sentence"], "where": said["where"]}
            services.cite_in_sentence(entry, review=review, **words, by=actor, at=at)
        return back

    return form_page(
        request,
        forms.CiteForm,
        page,
        key=f"chronology-entry-{root_of(entry)}-cite",
        act=act,
        says="It is recorded what the entry is used for.",
        shown=Shown(held.case_id, ("chronology", held.pk), (f"chronology_entry {entry.pk}",)),
        initial=forms.CiteForm.initial_of(queries.standing(held.case_id).filter(entry=root_of(entry))),
        offered=offered,
        reviews=reviews,
    )


@require_POST
def uncite(request: HttpRequest, id: int) -> HttpResponse:
    """Take back that an entry is used for something."""
    actor, on = actor_of(request), day_of(request)
    row = queries.get_citation(id, actor, on)
    allowed(why_not_record(actor=actor, thing=row.review, on=on))
    services.uncite(row, by=actor, at=now_of(request))
    messages.success(request, "It is taken back.")
    return HttpResponseRedirect(reverse("chronology:entry", args=[row.entry_id]))


@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, id: int) -> HttpResponse:
    """The entries and the key practice episodes of the chronology that a finding rests on."""
    actor, on = actor_of(request), day_of(request)
    finding = get_finding(id, actor, on)
    allowed(why_not_record(actor=actor, thing=finding, on=on))
    rows = queries.to_cite(finding)
    held = list(standing(finding.case_id).order_by("id"))
    name = called("finding", finding.number)
    page = CaseForm(
        title=f"What {name[:1].lower()}{name[1:]} rests on in the chronology",
        over=finding.review.name,
        trail=(("Your work", "/"), (finding.review.name, f"/reviews/{finding.review_id}/"), (name, f"/findings/{id}/")),
        lead=("", finding.text[:300] if rows or held else NOTHING),
        back=f"/findings/{id}/",
    )

    def act(form: Any) -> str:
        given: dict[str, Any] = {"by": actor, "at": now_of(request)}
        with transaction.atomic():
            services.rest_on(finding, offered=[row.entry for row in rows], chosen=form.chosen("entries"), **given)
            rest_on_episodes(finding, offered=held, chosen=form.chosen("episodes"), **given)
        return f"/findings/{id}/"

    roots = set(queries.standing(finding.case_id).filter(finding=finding).values_list("entry", flat=True))
    there = standing_of(finding.case_id).filter(finding=finding).values_list("episode", flat=True)
    return form_page(
        request,
        forms.RestsOnForm,
        page,
        key=f"finding-{finding.pk}-entries",
        act=act,
        says="It is recorded what the finding rests on.",
        shown=Shown(finding.case_id, ("finding", id), _records(rows, held)),
        initial={
            "entries": [str(row.entry_id) for row in rows if row.root_id in roots],
            "episodes": [str(pk) for pk in there],
        },
        rows=[row.entry for row in rows],
        named={row.entry_id: getattr(row, "episode", None) or "" for row in rows},
        episodes=held,
        names=agency_names(finding.case.partnership_id, on=on),
    )


def _records(rows: list[TimelineRow], held: list[KeyEpisode]) -> tuple[str, ...]:
    return (*(f"key_episode {one.pk}" for one in held), *(f"chronology_entry {row.entry_id}" for row in rows))


@require_http_methods(["GET", "POST"])
def serves(request: HttpRequest, id: int) -> HttpResponse:
    """What a key practice episode serves: lines of enquiry, and findings that rest on it."""
    actor, on = actor_of(request), day_of(request)
    episode, held = get_episode(id, actor=actor, on=on)
    allowed(why_not_record(actor=actor, thing=held, on=on))
    offered: list[Target] = [*queries.lines_of(held.case_id), *queries.findings_on(held.case_id)]
    allowed(None if offered else NO_LINE)
    back = reverse("chronology:episode", args=[episode.pk])
    page = CaseForm(
        title="What the episode serves",
        over=_over(held),
        trail=(*_trail(held), (episode.name, back)),
        lead=(f"{episode.name}.", ""),
        back=back,
    )

    def act(form: Any) -> str:
        serve_among(episode, offered=offered, chosen=form.chosen(), by=actor, at=now_of(request))
        return back

    return form_page(
        request,
        forms.ServesForm,
        page,
        key=f"chronology-episode-{episode.pk}-serves",
        act=act,
        says="It is recorded what the episode serves.",
        shown=Shown(held.case_id, ("chronology", held.pk), (f"key_episode {episode.pk}",)),
        initial=forms.ServesForm.initial_of(standing_of(held.case_id).filter(episode=episode)),
        offered=offered,
    )


def _over(held: Chronology) -> str:
    return ", ".join(part for part in (held.child_name, held.case.reference) if part)


def _trail(held: Chronology) -> tuple[tuple[str, str], ...]:
    home = reverse("chronology:timeline", args=[held.case_id])
    return (
        ("Your work", "/"),
        (held.case.reference, reverse("case-members", args=[held.case_id])),
        ("Chronology", home),
    )
