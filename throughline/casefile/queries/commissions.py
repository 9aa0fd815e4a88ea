"""What commissioned reviews and groups ask of a person: reports, conditions, stages, papers that came, and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR
from throughline.access.rules import may
from throughline.casefile.queries.columns import NO_TEXT, agency_called, text
from throughline.casefile.queries.packing import APART, packed
from throughline.casefile.rules.attention import ANSWER, CLAIMED, DUE, OVERDUE, RETURNED, SOON, Task
from throughline.casefile.rules.ends import gist
from throughline.casefile.rules.states import Status
from throughline.casefile.rules.waiting import Waiting
from throughline.commissioning.models import AgencyReport, Commission, Condition, MissingPiece, Product, Stage
from throughline.commissioning.permissions import SEES
from throughline.commissioning.rules.lists import STAGES
from throughline.commissioning.rules.reports import CLOSED, OWED
from throughline.groups.queries import visible_conditions, visible_items
from throughline.groups.rules import REFERRED
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_written, working_days
from throughline.partnerships.models import GroupName
from throughline.reviews.queries import visible_reviews
from throughline.ui.words import counted, day, long_day

WRITERS = frozenset({COORDINATOR, CHAIR})
GOING = ("decided", "under_way")
# What each kind is on the record.
RECORDS = {
    "report": "agency_report",
    "condition": "condition",
    "stage": "stage",
    "piece": "missing_piece",
    "bare": "review",
    "referral": "group_item",
    "group_condition": "group_condition",
    "draft": "response",
    "followed": "committee_recommendation",
    "resolved": "committee_recommendation",
    "national": "national_ask",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of a commission or of a group's meeting that somebody has to do with.

    `kind` says what; `about` is the review, or the meeting of a group, by number; `who` owes it; `since` it was asked.
    """

    id: int
    kind: str
    about: int
    name: str
    says: str
    state: str
    who: str
    due_on: date | None
    since: date
    reference: str = ""

    @property
    def record(self) -> str:
        """How a sight names it."""
        return f"{RECORDS[self.kind]} {self.id}"


def parts_of(actor: Actor, on: date) -> Iterator[tuple[Any, Any, tuple[Any, Any, Any]]]:
    """The rows that home asks for, each with what they are about and three texts, as `as_thing` reads them."""
    if actor.role not in WRITERS | {AGENCY_LEAD} or not may(actor.role, SEES):
        return
    seen = visible_reviews(actor, on)
    reports = AgencyReport.objects.filter(review__in=seen, withdrawn_at__isnull=True).exclude(state__in=CLOSED)
    if actor.role == AGENCY_LEAD:
        reports = reports.filter(agency=actor.agency or -1)
    agency = agency_called(on, "agency")
    yield reports, F("review_id"), told("report", "review__name", text("asked"), text("state"), agency, text("due_on"))
    if actor.role not in WRITERS:
        return
    standing = {"review__in": seen, "withdrawn_at__isnull": True}
    unmet = Condition.objects.filter(**standing, met_on__isnull=True)
    shape = told("condition", "review__name", text("text"), NO_TEXT, text("owner_name"), text("due_on"))
    yield unmet, F("review_id"), shape
    stages = Stage.objects.filter(**standing, actual_to__isnull=True, planned_to__isnull=False)
    yield stages, F("review_id"), told("stage", "review__name", text("kind"), NO_TEXT, NO_TEXT, text("planned_to"))
    came = MissingPiece.objects.filter(~Q(came_text="") | ~Q(came_iso=""), **standing)
    updates = Product.objects.filter(~Q(ready_text="") | ~Q(ready_iso=""), because=OuterRef("pk"), withdrawn_at=None)
    owed = came.filter(Q(changes__in=("", "not_known")) | Q(~Exists(updates), changes="yes"))
    yield owed, F("review_id"), told("piece", "review__name", text("text"), text("changes"), NO_TEXT, NO_TEXT)
    written = Commission.objects.filter(review=OuterRef("pk"))
    bare = seen.filter(~Exists(written), state__in=GOING)
    yield bare, F("id"), told("bare", "name", NO_TEXT, text("state"), NO_TEXT, NO_TEXT)
    asked = visible_items(actor, on).filter(kind=REFERRED, answered_on__isnull=True)
    called = GroupName.objects.filter(group=OuterRef("to_group"), alias=False).order_by("-from_on", "-id")
    whom = Coalesce(NullIf(text("to_name"), NO_TEXT), Subquery(called.values("name")[:1]), output_field=TextField())
    yield asked, F("meeting_id"), told("referral", "theme", text("text"), NO_TEXT, whom, NO_TEXT)
    open_ones = visible_conditions(actor, on).filter(met_on__isnull=True)
    shape = told("group_condition", "item__theme", text("text"), NO_TEXT, text("owner_name"), text("due_on"))
    yield open_ones, F("item__meeting_id"), shape


def told(kind: str, name: str, says: Any, state: Any, who: Any, due: Any) -> tuple[Any, Any, Any]:
    """Three texts of a thing, as `as_thing` reads them; `name` is the column that says what it is about."""
    reference = Value("Groups", output_field=TextField()) if "theme" in name else text("case__reference")
    return (
        packed(Value(kind, output_field=TextField()), text(name), reference),
        packed(says, state),
        packed(who, due, text("made_at")),
    )


def as_thing(id: int, about: int, first: str, second: str, third: str) -> Thing:
    """The thing that those three texts tell of."""
    kind, name, reference = first.split(APART)
    says, state = second.split(APART)
    who, due_on, made = third.split(APART)
    return Thing(
        id,
        kind,
        about,
        name,
        says,
        state,
        who,
        date.fromisoformat(due_on) if due_on else None,
        day_written(made),
        reference,
    )


def things_of(actor: Actor, on: date) -> list[Thing]:
    """All of them, in one statement."""
    columns = ("row", "of", "first", "second", "third")
    parts = [
        rows.order_by()
        .annotate(row=F("pk"), of=about, first=words[0], second=words[1], third=words[2])
        .values_list(*columns)
        for rows, about, words in parts_of(actor, on)
    ]
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else (parts[0] if parts else ())
    return [as_thing(*row) for row in found]


def commission_tasks(things: Iterable[Thing], actor: Actor, on: date) -> Iterator[Task]:
    """What they ask of this person now: what is late or soon due, what came back, and what waits to be read."""
    for one in things:
        if one.kind == "report":
            yield from (_own_report(one, on) if actor.role == AGENCY_LEAD else _report(one, on))
        elif one.kind == "piece":
            yield _piece(one, on)
        elif one.kind == "bare":
            url = f"/reviews/{one.about}/commission"
            why = "Nobody has written on what basis it is done, who leads it and when it was commissioned."
            status, rank = Status("not_started", "Not written"), (ANSWER, -(on - one.since).days)
            title = f"Write how {one.name} was commissioned"
            yield Task(rank, status, title, f"{url}/facts/new", why, ("See the commission", url), about=one.name)
        else:
            yield from _dated(one, on)


def _own_report(one: Thing, on: date) -> Iterator[Task]:
    """What an agency's lead does about their own report."""
    url = f"/reviews/{one.about}/commission/agency-reports/{one.id}"
    see = ("See what is asked", url)
    if one.state == "returned":
        title, why = f"Mend your report on {one.name}", "The panel returned it with a reason."
        yield Task((RETURNED, 0), Status("returned", "Returned"), title, f"{url}/version", why, see, about=one.name)
    elif one.state in OWED and one.due_on is not None:
        made = urgency(one.due_on, on, far=True)
        if made is not None:
            rank, status = made
            verb = "Sign off" if one.state == "drafted" else "Write"
            title, to = f"{verb} your report on {one.name}", "state" if one.state == "drafted" else "version"
            why = f"{gist(one.says)} {due_words(one.due_on, on)}".strip()
            yield Task(rank, status, title, f"{url}/{to}", why, see, about=one.name)


def _report(one: Thing, on: date) -> Iterator[Task]:
    url = f"/reviews/{one.about}/commission/agency-reports/{one.id}"
    see = ("See the report", url)
    if one.state == "signed_off":
        title = f"Accept or return the report of {one.who} on {one.name}"
        why = "The agency stands by it, and the panel has not answered."
        rank = (CLAIMED, -(on - one.since).days)
        yield Task(rank, Status("claimed", "Signed off"), title, f"{url}/state", why, see, about=one.name)
    elif one.due_on is not None and one.due_on < on:
        made = urgency(one.due_on, on)
        if made is not None:
            title, why = f"Ask {one.who} for its report on {one.name}", due_words(one.due_on, on)
            yield Task(made[0], made[1], title, url, why, see, on=one.who, about=one.name)


def _piece(one: Thing, on: date) -> Task:
    """Something that was missing has come."""
    page = f"/reviews/{one.about}/commission/products"
    if one.state == "yes":
        title, word = f"Hand over an update of {one.name}", "Update owed"
        url = f"/reviews/{one.about}/commission/products/new?kind=update&because={one.id}"
    else:
        title, word = f"Say what changes in {one.name} by what came", "It came"
        url = f"/reviews/{one.about}/commission/missing/{one.id}/edit"
    why = f"{gist(one.says)} It was missing when the review was done."
    rank = (RETURNED, -(on - one.since).days)
    return Task(rank, Status("returned", word), title, url, why, ("See what it hands over", page), about=one.name)


def _dated(one: Thing, on: date) -> Iterator[Task]:
    """A condition, a stage or a group's condition, once it is late or soon due."""
    made = urgency(one.due_on, on) if one.due_on is not None else None
    if made is None or one.due_on is None:
        return
    rank, status = made
    due, who = due_words(one.due_on, on), one.who or "Nobody is named"
    if one.kind == "condition":
        url = f"/reviews/{one.about}/commission/conditions/{one.id}/edit"
        see = ("See the decision", f"/reviews/{one.about}/commission/decisions")
        title, why = f"Say if a condition about {one.name} is met", f"{gist(one.says)} {due}"
        yield Task(rank, status, title, url, why, see, on=who, about=one.name)
    elif one.kind == "stage":
        url = f"/reviews/{one.about}/commission/stages/{one.id}/edit"
        see = ("See the timetable", f"/reviews/{one.about}/commission/timetable")
        title = f"Say how the stage “{STAGES.get(one.says, one.says).lower()}” of {one.name} stands"
        yield Task(rank, status, title, url, due, see, about=one.name)
    elif one.kind == "group_condition":
        url, see = f"/group-conditions/{one.id}/edit", ("See the meeting", f"/meetings/{one.about}/")
        title, why = "Say if a condition of a group’s decision is met", f"{gist(one.says)} {due}"
        yield Task(rank, status, title, url, why, see, on=who)


def owed_to_commissions(things: Iterable[Thing], actor: Actor, on: date) -> Iterator[Waiting]:
    """What others have to do that is not late: agencies' reports, and what groups asked of one another."""
    for one in things:
        days = (on - one.since).days
        if one.kind == "referral":
            who = one.who or "Another group"
            yield Waiting(who, gist(one.says), f"/meetings/{one.about}/", days, "not answered")
        elif actor.role == AGENCY_LEAD and one.kind == "report" and one.state == "signed_off":
            url = f"/reviews/{one.about}/commission/agency-reports/{one.id}"
            yield Waiting("The panel", f"Its answer to your report on {one.name}", url, days, "signed off")
        elif actor.role in WRITERS and one.kind == "report" and one.state in OWED and not _late(one.due_on, on):
            url = f"/reviews/{one.about}/commission/agency-reports/{one.id}"
            due = f"due {day(one.due_on)}" if one.due_on else "no day given"
            yield Waiting(one.who, f"Its report on {one.name}", url, days, due)


def _late(due_on: date | None, on: date) -> bool:
    return due_on is not None and due_on < on


def urgency(due_on: date, on: date, *, far: bool = False) -> tuple[tuple[int, int], Status] | None:
    """How urgent it is and its sign; nothing for what is further off than `SOON`, unless `far`."""
    days = working_days(*sorted((on, due_on)))
    if due_on < on:
        return (OVERDUE, -days), Status("overdue", f"{counted(days, 'working day')} late" if days else "Late")
    if days > SOON and not far:
        return None
    return (DUE, days), Status("due", f"{counted(days, 'working day')} left" if days else "Due today")


def due_words(due_on: date, on: date) -> str:
    """``Due Friday 5 March 2027.``, or that it was."""
    return f"{'Was due' if due_on < on else 'Due'} {long_day(due_on)}."
