"""The pages of one review, each in a fixed number of statements."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import may
from throughline.casefile.pages import (
    AccountPage,
    EndsPage,
    Head,
    Links,
    LooksPage,
    Overview,
    PapersPage,
    Tally,
    ThreadPage,
)
from throughline.casefile.queries.answering import committee_ends
from throughline.casefile.queries.held import beside_of
from throughline.casefile.queries.looks import A_PAGE, LATELY, by_person, looks_at
from throughline.casefile.queries.surroundings import Surroundings, may_see_names, surroundings_of
from throughline.casefile.queries.threads import thread_for
from throughline.casefile.queries.unpublished import unpublished_ends
from throughline.casefile.rules.attention import offered
from throughline.casefile.rules.blocks import LINES_AT_MOST
from throughline.casefile.rules.drawing import draw
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.figure import Figure, figure_of
from throughline.casefile.rules.items import (
    ACTION,
    BEGINNINGS,
    CASE_STUDY,
    EVIDENCE,
    FINDING,
    IMPACT,
    LEARNING_POINT,
    MEASURE,
    PROGRESS,
    RECOMMENDATION,
    Item,
    Key,
    Thread,
)
from throughline.casefile.rules.open_ends import open_ends
from throughline.casefile.rules.papers import papers_of
from throughline.casefile.rules.rail import loose_of, rail_of
from throughline.casefile.rules.rows import is_folded
from throughline.casefile.rules.sentences import Lead, review_lead, some, thread_lead
from throughline.casefile.rules.sheets import sheet_of
from throughline.casefile.rules.states import course, status_of
from throughline.casefile.rules.table import table_of
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.kernel.numbers import is_whole
from throughline.proceedings.queries import clocks_from
from throughline.responses.permissions import sees_drafts
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.rules import STATES, name_of
from throughline.reviews.sheets import tabs_of
from throughline.rulebook.queries import rule_book
from throughline.safeguards.queries import kept_by
from throughline.ui.lifeline import stands
from throughline.ui.words import capital, counted, in_words, listed

MOST_ENDS = 8
MOST_UNCITED = 5
FINDINGS_SHOWN = 12


def head_of(review: Review, current: str, *, actor: Actor, on: date) -> Head:
    """The name, reference, state and parts of the review, with the current part marked."""
    return Head(
        id=review.pk,
        name=review.name,
        over=f"{name_of(review.kind, day_here(review.made_at))}, {review.case.reference}",
        reference=review.case.reference,
        state=STATES[review.state],
        tabs=tabs_of(review, current, actor),
        may_record=why_not_record(actor=actor, thing=review, on=on) is None,
        may_report=may(actor.role, "make a report"),
        may_import=may(actor.role, "import a document"),
    )


def overview(review: Review, *, actor: Actor, on: date) -> Overview:
    """Where the review stands: its dates, its open ends, and what was found, asked, done and changed."""
    thread = thread_for(review.pk, on, drafts=sees_drafts(actor))
    ends = open_ends(thread, on)
    around = surroundings_of(review, actor=actor, on=on)
    head = head_of(review, "Overview", actor=actor, on=on)
    sees_account = may(actor.role, "see the account of what happened")
    sees_looks = may(actor.role, "see who looked")
    dates = [(means, iso) for means, _, iso, _ in around.dates]
    book = rule_book(review.case.partnership_id, on=on)
    clocks = clocks_from(dates, around.holds, on, book=book, beginning=around.beginning).running
    beside = beside_of(dates, around.holds, around.running, around.family, clocks, on)
    return Overview(
        head=head,
        lead=beside.lead(review_lead(thread, ends, head.state.word, on), head.state.word),
        line=stands(
            around.events,
            on=on,
            identity="life",
            title=f"The dates of {review.name}",
            holds=beside.holds,
            bars=beside.bars,
        ),
        held=beside.held,
        on=on,
        ends=offered(ends[:MOST_ENDS], actor),
        more_ends=max(0, len(ends) - MOST_ENDS),
        tallies=tuple(_tallies(thread, on)),
        round=around,
        facts=(*_facts(review, around, actor), *around.commission, *beside.facts),
        case=review.case.pk if may(actor.role, "see who is on a case") else 0,
        account_contains=review.account_contains,
        has_account=bool(review.account) and sees_account,
        may_write_account=head.may_record and not review.account,
        shows=(*seen(thread.items), *(f"chronology_entry {key}" for key, *_ in around.uncited[:MOST_UNCITED])),
        looks=by_person(looks_at(review.case.pk, actor=actor, most=LATELY)) if sees_looks else (),
    )


def _facts(review: Review, around: Surroundings, actor: Actor) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Kind", name_of(review.kind, day_here(review.made_at))),
        ("Done by", review.done_by_name),
        ("Jointly with", review.jointly_with),
        ("About", listed(around.subjects) if may_see_names(actor) else ""),
        ("On the case", "; ".join(around.members)),
        ("Documents", counted(len(around.papers), "document") if around.papers else ""),
    ]
    return tuple((name, value) for name, value in facts if value)


def _tallies(thread: Thread, on: date) -> list[Tally]:
    tallies = []
    for title, kinds in (
        ("What was found", (FINDING, LEARNING_POINT)),
        ("What was asked", (RECOMMENDATION,)),
        ("What is done", (ACTION, EVIDENCE)),
        ("What is told", (PROGRESS, CASE_STUDY)),
        ("What changed", (MEASURE, IMPACT)),
    ):
        items = [item for kind in kinds for item in _ordered(thread, kind)]
        if not items:
            continue
        said = [some(sum(item.kind == kind for item in items), kind) for kind in kinds if any(thread.of(kind))]
        tallies.append(Tally(title, capital(listed(said)), tuple(_task(item, on) for item in items)))
    return tallies


def _ordered(thread: Thread, kind: str) -> list[Item]:
    """The items of that kind in their order; evidence, which no text puts in one, by its number."""
    items = list(thread.of(kind))
    return sorted(items, key=lambda item: (len(item.number), item.number)) if kind == EVIDENCE else items


def _task(item: Item, on: date) -> tuple[str, str, str, str]:
    status = status_of(item, on)
    words = course(item) if item.kind == MEASURE else ""
    said = f"{status.word}{', ' + words if words else ''}" if status else ""
    return item.label, item.text, item.url, f"{status.key}|{said}" if status else ""


def thread_page(review: Review, *, finding: str = "", actor: Actor, on: date) -> ThreadPage:
    """The thread as a picture, a table and a rail. `finding` is a number of a finding, or ``theme-3`` for a theme."""
    thread = thread_for(review.pk, on, drafts=sees_drafts(actor))
    ends = open_ends(thread, on)
    picked = _picked(thread, finding)
    lead = thread_lead(thread, ends, picked)
    screen = sheet_of(thread)
    picture = figure_of(thread, ends, screen, on, picked) if thread.items else None
    papers = papers_of(thread, ends, on, picked) if thread.items else []
    left = kept_by(review, actor, on)
    return ThreadPage(
        head=head_of(review, "Thread", actor=actor, on=on),
        lead=lead,
        picks=_picks(review, thread, picked),
        screen=_drawn(picture, "thread", lead),
        papers=tuple(_drawn(each, f"sheet-{place}", lead) for place, each in enumerate(papers, 1)),
        table=table_of(thread, ends, on, picked),
        rail=rail_of(thread, ends, on, picked),
        loose=loose_of(thread, ends, on),
        picked=picked,
        on=on,
        has_measures=any(thread.of(MEASURE)),
        is_folded=is_folded(thread, screen),
        is_shortened=_is_shortened(picture),
        ends=ends,
        safeguards=left,
        shows=(*seen(thread.items), *(f"safeguard {one.pk}" for one in left)),
        print_url=f"?{f'finding={finding}&' if picked else ''}print=1",
    )


def _picked(thread: Thread, finding: str) -> Item | None:
    kind, _, number = finding.rpartition("-")
    if not is_whole(number):
        return None
    item = thread.by_key.get(Key(kind.replace("-", "_") or FINDING, int(number)))
    return item if item and item.kind in BEGINNINGS else None


def pick_of(item: Item) -> str:
    """How an address names the picked item."""
    return str(item.id) if item.kind == FINDING else f"{item.kind.replace('_', '-')}-{item.id}"


def _picks(review: Review, thread: Thread, picked: Item | None) -> Links:
    base = f"/reviews/{review.pk}/thread"
    chosen = picked.key if picked else None
    links = [(item.name, f"{base}?finding={pick_of(item)}", item.key == chosen) for item in thread.of(*BEGINNINGS)]
    return (*links, ("All, none picked out", base, picked is None)) if len(links) > 1 else tuple(links)


def _drawn(picture: Figure | None, identity: str, lead: Lead):  # type: ignore[no-untyped-def]
    if picture is None:
        return None
    heads = listed([head.lower() for head, _ in picture.sheet.heads])
    description = f"Columns of {heads}, joined by lines from left to right. The table after it says the same."
    return draw(picture, identity=identity, title=f"{lead.first}{lead.rest}", description=description)


def _is_shortened(picture: Figure | None) -> bool:
    spots = picture.placed if picture else []
    return any(line.text.endswith(" …") for spot in spots for line in spot.block.lines[LINES_AT_MOST - 2 :])


def ends_page(review: Review, *, actor: Actor, on: date) -> EndsPage:
    """Every open end of the review."""
    every = [*open_ends(thread_for(review.pk, on, drafts=sees_drafts(actor)), on)]
    for beside in (committee_ends(actor, on, [review.pk]), unpublished_ends(actor, on, [review.pk])):
        every += beside.get(review.pk, ())
    ends = offered(sorted(every, key=lambda end: end.since), actor)
    number = (
        f"{capital(in_words(len(ends)))} open {'end' if len(ends) == 1 else 'ends'}." if ends else "No end is open."
    )
    rest = " Each says what is missing and leads to where it is mended." if ends else ""
    return EndsPage(head_of(review, "Open ends", actor=actor, on=on), Lead(number, rest), ends, seen((), ends))


def looks_page(review: Review, *, before: int = 0, actor: Actor, on: date) -> LooksPage:
    """Who looked at the review and what they did, newest first."""
    looks = looks_at(review.case.pk, actor=actor, before=before, most=A_PAGE + 1)
    people = len({look.name for look in looks[:A_PAGE]})
    lead = Lead(
        f"{capital(in_words(people))} {'person' if people == 1 else 'people'} on this page.",
        " Every opening of a page and every change is recorded, and the record cannot be altered.",
    )
    after = looks[A_PAGE - 1].number if len(looks) > A_PAGE else 0
    return LooksPage(head_of(review, "Who looked", actor=actor, on=on), lead, looks[:A_PAGE], after)


def papers_page(review: Review, *, actor: Actor, on: date) -> PapersPage:
    """The documents of the review's case."""
    around = surroundings_of(review, actor=actor, on=on)
    return PapersPage(head_of(review, "Documents", actor=actor, on=on), around)


def account_page(review: Review, *, actor: Actor, on: date) -> AccountPage:
    """What happened, in the words of the record."""
    paragraphs = tuple(part.strip() for part in review.account.split("\n\n") if part.strip())
    return AccountPage(head_of(review, "", actor=actor, on=on), review.account_contains, paragraphs)


def seen(items: tuple[Item, ...], ends: tuple[OpenEnd, ...] = ()) -> tuple[str, ...]:
    """The records that a page showed, as its sight names them."""
    shown = {f"{item.kind} {item.id}" for item in (*items, *(end.item for end in ends))}
    return tuple(sorted(shown))
