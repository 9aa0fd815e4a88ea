"""The panel's own side of a commission: reviewers and their independence, the panel, what was decided, the cost."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.commissioning.forms.people import SettleForm
from throughline.commissioning.models import Condition, Cost, Decision, PanelMeeting, Reviewer
from throughline.commissioning.permissions import why_not_settle
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.queries.acted import Acted, acted_on
from throughline.commissioning.queries.around import around_of, clashes_of
from throughline.commissioning.rules.lists import COSTS, DECISIONS, PANEL_PARTS, REVIEWER_ROLES, YES_NO
from throughline.commissioning.rules.money import per_recommendation, pounds, total
from throughline.commissioning.services import parts as services
from throughline.commissioning.views.kinds import one_address, part_address
from throughline.commissioning.views.page import Cell
from throughline.commissioning.views.parts import trail
from throughline.commissioning.views.shape import Listing, opened
from throughline.kernel.periods import stated
from throughline.partnerships.queries import agency_names
from throughline.reviews.formpages import FormPage, allowed, begun_again, saved, show
from throughline.reviews.recordforms import About
from throughline.ui import drafts
from throughline.ui.words import counted, day, listed


@require_GET
def people(request: Any, id: int) -> HttpResponse:
    """Who reviews and chairs, what they declared, and whether that clashes with the case."""
    review = opened(request, id, "people")
    listing = Listing(request, review)
    around = around_of(review, actor=request.actor, on=request.today)
    open_ones: list[str] = []

    def cells(row: Reviewer) -> tuple[Cell, ...]:
        found, unsettled = clashes_of(row, around)
        open_ones.extend(unsettled)
        settle = one_address(review.pk, "reviewers", row.pk, "settle") if listing.writes else ""
        if unsettled:
            stands = Cell("Settle this clash", " ".join(unsettled), settle)
        elif found:
            stands = Cell("Settled", f"{' '.join(found)} {row.settled_reason}", sign="confirmed")
        elif row.declared_text or row.declaration:
            stands = Cell("Nothing clashes", sign="confirmed")
        else:
            stands = Cell("No declaration yet", sign="waiting")
        return (
            listing.link("reviewers", row, row.name, row.organisation),
            Cell(REVIEWER_ROLES[row.role], _days(row.from_on, row.to_on)),
            Cell(row.declaration or "Nothing written", stated(row.declared_text, row.declared_iso)),
            stands,
        )

    block = listing.block(
        "reviewers",
        "Reviewers and chairs",
        ("Who", "As what", "What they declared", "Independence"),
        cells,
        none="Nobody is named yet.",
    )
    of = listed(around.agencies.values()) or "no agency"
    lead = (
        f"{counted(len(open_ones), 'clash', 'clashes')} to settle." if open_ones else "Nothing is left to settle.",
        " Each is checked against the people and agencies on the case.",
    )
    change = ("See the register of reviewers", "/commissions/reviewers")
    return listing.shown(
        "people",
        "Reviewers and independence",
        lead,
        blocks=(block,),
        change=change,
        facts=(("On the case", of),),
        facts_title="Whom they must be independent of",
    )


@require_http_methods(["GET", "POST"])
def settle(request: Any, id: int, record: int) -> HttpResponse:
    """Settle a clash between a reviewer and the case, with the reason."""
    review = opened(request, id, "people")
    row = queries.get_part(Reviewer, record, review, request.actor)
    allowed(why_not_settle(actor=request.actor, thing=row, on=request.today))
    key = f"reviewers-{row.pk}-settle"
    again = begun_again(request, key)
    if again is not None:
        return again
    found, _ = clashes_of(row, around_of(review, actor=request.actor, on=request.today))
    form = drafts.with_drafts(SettleForm, request, key, about=About(review, request.actor, request.today, row))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        services.settle_clash(row, clashes=found, reason=reason, by=request.actor, at=request.now)
        return saved(request, key, "The clash is settled.", part_address(review.pk, "people"))
    page = FormPage(
        title=f"Settle what clashes about {row.name}",
        over=review.name,
        trail=trail(review),
        lead=("It stays on record that it clashed,", " with your name and your reason."),
        back=part_address(review.pk, "people"),
        save="Settle it",
        facts=(("What clashes", " ".join(found) or "Nothing clashes now."),),
    )
    return show(request, "reviews/record_form.jinja", page, about=review, records=(f"reviewer {row.pk}",), form=form)


@require_GET
def panel(request: Any, id: int) -> HttpResponse:
    """Who sits on the panel, and when it met."""
    review = opened(request, id, "panel")
    listing = Listing(request, review)
    agencies = agency_names(request.actor.partnership, on=request.today)
    seats = listing.block(
        "seats",
        "Seats",
        ("Seat", "Who", "As what", "From and to"),
        lambda row: (
            listing.link("seats", row, row.title, agencies.get(row.agency_id, "")),
            Cell(row.name or "Not named", _took_part(row.involved)),
            Cell(PANEL_PARTS[row.part]),
            Cell(_days(row.from_on, row.to_on)),
        ),
        none="No seat is named yet.",
    )
    held = list(queries.parts_of(PanelMeeting, review).prefetch_related("papers").order_by("held_on", "id"))
    meetings = listing.block(
        "meetings",
        "Meetings",
        ("Day", "What for", "Who came", "Papers"),
        lambda row: (
            listing.link("meetings", row, day(row.held_on)),
            Cell(row.purpose, row.notes),
            Cell(
                "; ".join(row.present.splitlines()) or "Not written",
                _missed(row.apologies),
            ),
            Cell(listed(paper.title or paper.name for paper in row.papers.all()) or "None"),
        ),
        none="No meeting is recorded yet.",
        rows=held,
    )
    lead = (f"{counted(len(held), 'meeting')} on record.", "") if held else ("The panel has not met yet.", "")
    return listing.shown("panel", "Panel", lead, blocks=(seats, meetings))


@require_GET
def decisions(request: Any, id: int) -> HttpResponse:
    """What the panel, the board and other bodies decided, and what is still to be met."""
    review = opened(request, id, "decisions")
    listing = Listing(request, review)
    made = list(queries.parts_of(Decision, review).select_related("key_date", "meeting"))
    found = listing.block(
        "decisions",
        "Decisions",
        ("What was decided", "By whom", "When"),
        lambda row: (
            listing.link("decisions", row, row.text, DECISIONS[row.kind]),
            Cell(row.body_name or "Not said", f"Under {row.edition_name}" if row.edition_name else ""),
            Cell(_decided(row), "a date of the review" if row.key_date else ""),
        ),
        none="Nothing is decided yet.",
        rows=made,
    )
    conditions = listing.block(
        "conditions",
        "Conditions",
        ("Condition", "Who is to meet it", "How it stands"),
        lambda row: (
            listing.link("conditions", row, row.text),
            Cell(row.owner_name or "Nobody named", f"By {day(row.due_on)}" if row.due_on else ""),
            condition_state(row, request.today),
        ),
        none="No decision has a condition." if made else "A condition belongs to a decision. None is recorded yet.",
        rows=queries.parts_of(Condition, review),
        add=bool(made),
    )
    standing = [row for row in made if row.kind not in ("panel",)]
    lead = ("Decided:", f" {standing[-1].text}") if standing else ("Nothing is decided by the board yet.", "")
    return listing.shown("decisions", "Decisions", lead, blocks=(found, conditions))


def _decided(row: Decision) -> str:
    """When it was decided: as it says, else the day of its meeting."""
    if any(row.when):
        return stated(*row.when)
    return day(row.meeting.held_on) if row.meeting else "Date not stated"


def condition_state(row: Condition, on: date) -> Cell:
    """How that condition stands on the day."""
    if row.met_on:
        return Cell(f"Met on {day(row.met_on)}", row.how, sign="confirmed")
    if row.due_on and row.due_on < on:
        return Cell(f"{counted((on - row.due_on).days, 'day')} late", sign="overdue")
    return Cell("Not met yet", sign="waiting")


@require_GET
def cost(request: Any, id: int) -> HttpResponse:
    """What was set aside, and what it came to."""
    review = opened(request, id, "cost")
    listing = Listing(request, review)
    rows = list(queries.parts_of(Cost, review))
    block = listing.block(
        "costs",
        "Budget and cost",
        ("What for", "Set aside", "Came to", "Days planned", "Days taken"),
        lambda row: (
            listing.link("costs", row, COSTS[row.kind], row.text),
            Cell(pounds(row.budget)),
            Cell(pounds(row.actual)),
            Cell(_work(row.days_planned)),
            Cell(_work(row.days_taken)),
        ),
        none="Nothing is recorded yet.",
        rows=rows,
    )
    budget, actual = total(row.budget for row in rows), total(row.actual for row in rows)
    taken = total(row.days_taken for row in rows)
    lead = (f"Came to: {pounds(actual)}.", f" Set aside: {pounds(budget)}. Days of work: {_work(taken)}.")
    acted = acted_on([review.pk]).get(review.pk, Acted())
    facts = (
        ("Recommendations acted on", _acted(acted)),
        ("Each of them came to", pounds(per_recommendation(actual, acted.on))),
    )
    return listing.shown(
        "cost",
        "Cost and time",
        lead,
        facts_title="What it led to",
        facts=facts,
        blocks=(block,),
        change=("Compare methods", "/commissions/methods"),
    )


def _acted(acted: Acted) -> str:
    if not acted.asked:
        return "No recommendation is recorded yet"
    return f"{acted.on} of {acted.asked}, each by an action that was confirmed"


def _work(days: Any) -> str:
    return "Not recorded" if days is None else f"{days.normalize():f}"


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{day(first)} to {day(last)}"
    return f"From {day(first)}" if first else f"Until {day(last)}" if last else ""


def _missed(apologies: str) -> str:
    return f"Could not come: {apologies}" if apologies else ""


def _took_part(said: str) -> str:
    return {"yes": "Had a part in the case", "no": "No part in the case"}.get(said, YES_NO.get(said, ""))
