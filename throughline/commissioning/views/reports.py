"""Agencies' reports: who owes one, what was handed in, what the panel said, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.commissioning.forms.reports import ReportMoveForm, VersionForm
from throughline.commissioning.models import AgencyRecommendation, AgencyReport, QualityMark, ReportAnswer
from throughline.commissioning.permissions import why_not_move_report, why_not_tell
from throughline.commissioning.queries import parts as queries
from throughline.commissioning.rules import reports as rules
from throughline.commissioning.rules.lists import MARKED, MARKS, REPORTS, YES_NO
from throughline.commissioning.services import reports as services
from throughline.commissioning.views.kinds import new_part_address, one_address
from throughline.commissioning.views.page import Block, Cell
from throughline.commissioning.views.parts import trail
from throughline.commissioning.views.shape import Listing, opened
from throughline.documents.models import Document
from throughline.kernel.refusals import Refused
from throughline.partnerships.queries import agency_names
from throughline.reviews.addresses import address_of, shortened
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, saved, show
from throughline.reviews.models import Review
from throughline.reviews.recordforms import About
from throughline.reviews.services import sent_once
from throughline.ui import drafts
from throughline.ui.words import counted, day, moment


def state_cell(row: AgencyReport, on: Any) -> Cell:
    """How the report stands on the day; past its day before all else."""
    if rules.is_late(row.state, row.due_on, on):
        late = counted((on - row.due_on).days, "day")
        return Cell(f"{late} late", rules.STATES[row.state].word, sign="overdue")
    return Cell(
        rules.STATES[row.state].word, f"By {day(row.due_on)}" if row.due_on else "", sign=rules.STATES[row.state].sign
    )


@require_GET
def reports(request: Any, id: int) -> HttpResponse:
    """Which agency owes a report, and how each stands."""
    review = opened(request, id, "agency-reports")
    listing = Listing(request, review)
    names = agency_names(request.actor.partnership, on=request.today)
    rows = list(queries.reports_of(review, request.actor))
    block = listing.block(
        "agency-reports",
        "Reports",
        ("Agency", "Author", "How it stands"),
        lambda row: (
            Cell(names.get(row.agency_id, ""), REPORTS[row.kind], one_address(review.pk, "agency-reports", row.pk, "")),
            Cell(row.author_name or "Nobody named yet"),
            state_cell(row, request.today),
        ),
        none="No agency has been asked for a report.",
        rows=rows,
    )
    late = [row for row in rows if rules.is_late(row.state, row.due_on, request.today)]
    owed = [row for row in rows if row.state in rules.OWED]
    first = "No report is owed."
    if owed:
        first = f"{counted(len(late), 'report')} late." if late else f"{counted(len(owed), 'report')} to come."
    signed = sum(row.state == "signed_off" for row in rows)
    panel = f" The panel has {counted(signed, 'report')} to answer." if signed else ""
    lead = (first, f"{panel} An agency’s lead reads that agency’s report and no other.")
    return listing.shown("agency-reports", "Agency reports", lead, blocks=(block,))


@require_GET
def report(request: Any, id: int, record: int) -> HttpResponse:
    """One agency's report: its versions, its answers, what the agency asks of itself, and what the panel said."""
    row = queries.get_report(id, record, request.actor, request.today)
    review, name = row.review, row.__dict__["called"] or "an agency"
    steps = _steps(row)
    listing = Listing(request, review)
    tells = why_not_tell(actor=request.actor, thing=row, on=request.today) is None
    listing.seen.append(f"agency_report {row.pk}")
    asks = f"?report={row.pk}"
    answers = listing.block(
        "answers",
        "What it says to each line of enquiry",
        ("Line of enquiry", "What the report says"),
        lambda one: (
            _own_link(review, "answers", one, f"{one.line.number} {one.line.text}", tells),
            Cell(one.text),
        ),
        none="Nothing is written yet.",
        rows=queries.parts_of(ReportAnswer, review).filter(report=row).select_related("line"),
        add=False,
        more=("Add an answer", new_part_address(review.pk, "answers") + asks) if tells else None,
    )
    own = listing.block(
        "own-recommendations",
        "What the agency asks of itself",
        ("Recommendation", "By when"),
        lambda one: (
            _own_link(review, "own-recommendations", one, f"{one.number} {one.text}", tells),
            Cell(one.due_text),
        ),
        none="Nothing is written yet.",
        rows=queries.parts_of(AgencyRecommendation, review).filter(report=row),
        add=False,
        more=("Add a recommendation", new_part_address(review.pk, "own-recommendations") + asks) if tells else None,
    )
    marks = listing.block(
        "marks",
        "What the panel thinks of it",
        ("Mark", "Version", "How it stands", "In which words"),
        lambda one: (
            listing.link("marks", one, MARKS[one.mark]),
            Cell(str(one.version_marked)),
            Cell(MARKED[one.stands]),
            Cell(one.text),
        ),
        none="Nothing is marked yet.",
        rows=queries.parts_of(QualityMark, review).filter(report=row),
        add=False,
        more=("Add a mark", new_part_address(review.pk, "marks") + asks) if listing.writes else None,
    )
    stands = state_cell(row, request.today)
    return listing.shown(
        "agency-reports",
        f"Report of {name}",
        (f"{rules.STATES[row.state].word}:", f" {rules.STATES[row.state].means}."),
        over=f"{review.name}, {REPORTS[row.kind].lower()}",
        facts_title="The report",
        facts=(
            ("What it is to look at", row.asked or "The lines of enquiry"),
            ("By", day(row.due_on) if row.due_on else "No day given"),
            ("Stands", stands.text),
            ("Author", row.author_name or "Nobody named yet"),
            ("Had a part in the case", YES_NO.get(row.author_involved, "Not said")),
            ("Manages somebody who had", YES_NO.get(row.author_manages, "Not said")),
        ),
        deeds=_deeds(listing, row, tells),
        blocks=(_versions(row), answers, own, marks, steps),
    )


@require_http_methods(["GET", "POST"])
def hand_in(request: Any, id: int, record: int) -> HttpResponse:
    """Hand in a version of an agency's report; those before it stay."""
    review = opened(request, id, "agency-reports")
    row = queries.get_part(AgencyReport, record, review, request.actor)
    allowed(why_not_tell(actor=request.actor, thing=row, on=request.today))
    key = f"agency-report-{row.pk}-version"
    again = begun_again(request, key)
    if again is not None:
        return again
    back = one_address(review.pk, "agency-reports", row.pk, "")
    about = About(review, request.actor, request.today)
    form = drafts.with_drafts(VersionForm, request, key, initial={"once": uuid4().hex}, about=about)
    if request.method == "POST" and form.is_valid():

        def do() -> str:
            services.hand_in(row, by=request.actor, at=request.now, **form.values())
            return back

        try:
            to = sent_once(key=form.cleaned_data["once"], by=request.actor, at=request.now, do=do)
            return saved(request, key, "The version is handed in.", to)
        except Refused as refused:
            in_sentence(form, refused)
    page = FormPage(
        title="Hand in a version of an agency’s report",
        over=review.name,
        trail=trail(review),
        lead=("Every version is kept.", " What the panel said of the one before stays with it."),
        back=back,
        save="Hand it in",
    )
    return show(
        request, "reviews/record_form.jinja", page, about=review, records=(f"agency_report {row.pk}",), form=form
    )


@require_http_methods(["GET", "POST"])
def state(request: Any, id: int, record: int) -> HttpResponse:
    """Sign a report off, return it, accept it, or say that it is not needed."""
    review = opened(request, id, "agency-reports")
    row = queries.get_part(AgencyReport, record, review, request.actor)
    why = _why(request, row)
    mine = tuple(one for one, said in why.items() if said is None)
    allowed(None if mine else next(iter(why.values()), "Nothing can become of it now: a version is to be handed in."))
    key = f"agency-report-{row.pk}-state-{row.state}"
    again = begun_again(request, key)
    if again is not None:
        return again
    back = one_address(review.pk, "agency-reports", row.pk, "")
    about = About(review, request.actor, request.today)
    form = drafts.with_drafts(ReportMoveForm, request, key, about=about, moves=mine)
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("state", "reason")}
            moved = services.move_report(row, by=request.actor, at=request.now, **given)
            return saved(request, key, f"The report: {rules.STATES[moved.state].word.lower()}.", back)
        except Refused as refused:
            in_sentence(form, refused)
    now = rules.STATES[row.state]
    page = FormPage(
        title="What becomes of an agency’s report",
        over=review.name,
        trail=trail(review),
        lead=(f"{now.word}:", f" {now.means}."),
        back=back,
        facts=tuple((one.label, said) for one, said in why.items() if said),
    )
    return show(
        request, "reviews/record_form.jinja", page, about=review, records=(f"agency_report {row.pk}",), form=form
    )


def _why(request: Any, row: AgencyReport) -> dict[rules.Move, str | None]:
    """Each step from here but writing, which is handing in, and why this person may not take it."""
    return {
        one: why_not_move_report(actor=request.actor, thing=row, move=one, on=request.today)
        for one in rules.moves_from(row.state)
        if one.verb != "draft"
    }


def _deeds(listing: Listing, row: AgencyReport, tells: bool) -> tuple[tuple[str, str], ...]:
    """What this person may do with the report."""
    at = listing.review.pk
    may_move = any(said is None for said in _why(listing.request, row).values())
    written = tells and row.state != "signed_off"
    follows = listing.writes and row.state == "accepted"
    return tuple(
        (label, one_address(at, kind, row.pk, verb))
        for label, kind, verb, may in (
            ("Hand in a version", "agency-reports", "version", written),
            ("Say what becomes of it", "agency-reports", "state", may_move),
            ("Name its author", "authors", "edit", tells),
            ("Change what is asked", "agency-reports", "edit", listing.writes),
        )
        if may
    ) + ((("Follow what it asks of itself", address_of("review", at, "agency-recommendations")),) if follows else ())


def _own_link(review: Review, kind: str, row: Any, text: str, tells: bool) -> Cell:
    return Cell(shortened(text.strip(), 120), url=one_address(review.pk, kind, row.pk) if tells else "")


def _versions(row: AgencyReport) -> Block:
    rows = tuple(
        (
            Cell(f"Version {one.number}", f"{one.made_by.name}, {moment(one.made_at)}"),
            Cell(one.text or "In the document"),
            _paper(one.document),
        )
        for one in queries.versions_of(row)
    )
    heads = ("Version", "What it says", "Document")
    return Block("What was handed in", "Every version stays.", heads, rows, "Nothing was handed in yet.")


def _paper(document: Document | None) -> Cell:
    if document is None:
        return Cell("")
    return Cell(document.title or document.name, url=f"/documents/{document.pk}/")


def _steps(row: AgencyReport) -> Block:
    rows = tuple(
        (
            Cell(rules.STATES[one.state].word, sign=rules.STATES[one.state].sign),
            Cell(one.reason),
            Cell(f"{one.by.name}, {moment(one.at)}"),
        )
        for one in queries.report_states_of(row)
    )
    return Block("How it came here", "", ("State", "Why", "Who and when"), rows, "")
