"""The home page of each role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from throughline.access.queries import standing_on
from throughline.access.roles import ADMINISTRATOR, ELECTED_MEMBER, ROLES
from throughline.access.rules import may
from throughline.access.taken import alerts
from throughline.casefile.queries.answering import answer_tasks, waits_for_replies
from throughline.casefile.queries.commissions import commission_tasks, owed_to_commissions
from throughline.casefile.queries.held import HeldRow, Timed, contact_tasks, held_rows, hold_tasks
from throughline.casefile.queries.incidents import Incidents, incident_tasks, incidents_of
from throughline.casefile.queries.rapid import owed_by_agencies, waits_for_panel
from throughline.casefile.queries.running import clock_tasks
from throughline.casefile.queries.safeguards import safeguard_tasks
from throughline.casefile.queries.standing import Across, across
from throughline.casefile.queries.threads import day_of, threads_of
from throughline.casefile.rules import attention
from throughline.casefile.rules.attention import Held, Task, opening, tasks_for
from throughline.casefile.rules.items import ACTION, MEASURE, Thread
from throughline.casefile.rules.states import Status, course, measure_status
from throughline.casefile.rules.waiting import Waiting, waiting_on
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.notifications.queries import SafetyLine, safety_of, visible_questions
from throughline.partnerships.models import Membership
from throughline.responses.permissions import sees_drafts
from throughline.reviews.queries import Unconfirmed, named_with_proposals, visible_reviews
from throughline.reviews.rules import STATES, State
from throughline.rulebook.queries import rule_book
from throughline.ui.words import capital, clock_time, counted, day, in_words, long_day

MOST_REVIEWS = 300
"""Beyond so many reviews that are not stopped, home looks at the newest."""
MOST_TASKS = 40
MOST_WAITING = 20
ENDS_SOON = timedelta(days=60)
# So long an administrator finds that somebody opened or took much.
TOLD_FOR = timedelta(days=7)
TOLD = {
    "alert.many_pages": "Opened many pages about cases within a few minutes",
    "alert.many_exports": "Took many files along within an hour",
}


@dataclass(frozen=True, slots=True)
class Home:
    """What needs a person now, and what waits on others."""

    opening: str
    tasks: tuple[Task, ...]
    groups: tuple[tuple[str, tuple[Task, ...]], ...]
    ways: tuple[tuple[str, str, bool], ...]
    more: int
    holds: tuple[HeldRow, ...]
    waiting: tuple[Waiting, ...]
    sees_asks: bool
    has_reviews: bool
    may_import: bool
    may_open: bool
    safety: tuple[SafetyLine, ...]
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A published review and what changed of it last."""

    id: int
    name: str
    reference: str
    state: State
    actions: int
    confirmed: int
    measures: tuple[tuple[str, str, Status], ...]
    changed: date
    what: str


@dataclass(frozen=True, slots=True)
class MemberHome:
    """What an elected member finds: the published reviews, the latest changed first."""

    opening: str
    rows: tuple[Published, ...]
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonTask:
    """Something about a person that an administrator should see to."""

    name: str
    role: str
    says: str
    url: str
    deed: str


@dataclass(frozen=True, slots=True)
class AdminHome:
    """What an administrator finds: people who cannot sign in, and memberships that end. No case."""

    opening: str
    tasks: tuple[PersonTask, ...]
    people: int


def home(actor: Actor, on: date, way: str = "") -> Home | MemberHome | AdminHome:
    """The home page that goes with the person's role; `way` is how its list is read, a key of ``attention.WAYS``."""
    if actor.role == ADMINISTRATOR:
        return _administrator(actor, on)
    if actor.role == ELECTED_MEMBER:
        return _member(actor, on)
    return _worker(actor, on, way)


def _held(actor: Actor, on: date, led: frozenset[int]) -> tuple[list[Held], list[Unconfirmed]]:
    rows = visible_reviews(actor, on).exclude(state="stopped").order_by("-id")
    named, proposed = named_with_proposals(rows, MOST_REVIEWS)
    threads = threads_of(list(named), on, drafts=sees_drafts(actor))
    return [Held(id, name, threads.get(id) or Thread(id, ()), led) for id, name in named.items()], proposed


def _worker(actor: Actor, on: date, way: str) -> Home:
    found = across(actor, on, MOST_TASKS)
    held, proposed = _held(actor, on, frozenset(found.led))
    book = rule_book(actor.partnership, on=on)
    safety = safety_of(visible_questions(actor, on), on)
    incidents = incidents_of(actor, on, book, found.owed)
    tasks = [*tasks_for(held, actor, on), *_seconds(proposed, actor, on), *incident_tasks(incidents, safety, actor, on)]
    tasks += [*_resolutions(found, actor, on), *_doubts(found, on)]
    tasks += [*hold_tasks(found.holds, actor, on), *contact_tasks(found.contacts, actor, on)]
    timed = Timed(found.dates, found.beginnings, book)
    clocks = [(review, name, timed.clocks(review, found.holds, on)) for review, name in found.going.items()]
    tasks += [*commission_tasks(found.things, actor, on), *clock_tasks(clocks, found.holds, actor, on)]
    tasks += safeguard_tasks(found.register, actor, on)
    tasks += answer_tasks(found.things, on)
    tasks.sort(key=lambda task: task.rank)
    return Home(
        opening=opening(tasks, on),
        tasks=tuple(tasks[:MOST_TASKS]),
        groups=attention.in_groups(tasks[:MOST_TASKS], way),
        ways=tuple((word, f"/?by={key}" if key else "/", key == way) for key, word in attention.WAYS),
        more=max(0, len(tasks) - MOST_TASKS),
        holds=held_rows(found.holds, timed, on),
        waiting=_waiting(held, incidents, found, actor, on),
        sees_asks=may(actor.role, "see what others owe"),
        has_reviews=bool(held),
        may_import=may(actor.role, "import a document"),
        may_open=may(actor.role, "open a case"),
        safety=tuple(safety),
        shows=(
            *(f"review {one.review}" for one in held),
            *(f"incident {row.id}" for row in incidents.rows),
            *(f"rapid_review {one.row.id}" for one in incidents.rapid),
            *(f"hold {row.id}" for row in found.holds),
            *(one.record for one in found.things),
            *(f"family_member {row.id}" for row in found.contacts),
            *(f"safeguard {row.id}" for row in found.register.rows),
        ),
    )


def _waiting(held: list[Held], incidents: Incidents, found: Across, actor: Actor, on: date) -> tuple[Waiting, ...]:
    """What others have to do that is no task yet: actions, answers that they owe, and the Panel; the oldest first."""
    lines = [
        *waiting_on(held, actor, on),
        *owed_to_commissions(found.things, actor, on),
        *waits_for_replies(found.things, on),
        *owed_by_agencies(found.owed, on),
        *waits_for_panel(incidents.rapid, on),
    ]
    return tuple(sorted(lines, key=lambda one: -one.days)[:MOST_WAITING])


def _seconds(proposed: Sequence[Unconfirmed], actor: Actor, on: date) -> list[Task]:
    """What others proposed and this person may confirm."""
    made = []
    for one in proposed:
        if not one.confirmed_by(actor):
            continue
        why = f"{one.by_name} proposed it on {day(one.at)}. Nothing changes until a second person confirms it."
        title, url = f"Confirm that {one.name} is published, or not", f"/reviews/{one.review}/state"
        rank, see = (attention.SECOND, -(on - day_here(one.at)).days), ("See the review", f"/reviews/{one.review}/")
        made.append(Task(rank, Status("waiting", "Second person"), title, url, why, see, about=one.name))
    return made


def _resolutions(found: Across, actor: Actor, on: date) -> list[Task]:
    if not may(actor.role, "record what a committee resolved"):
        return []
    made = []
    for id, text, body, moment in found.asked:
        asked = day_of(moment)
        age = -(on - asked).days
        named = body.removeprefix("The ").removeprefix("the ") or "committee"
        title = f"Record what the {named} resolved"
        url = f"/committee-recommendations/{id}/"
        status = Status("waiting", "No resolution")
        why = f"{text}. Asked {day(asked)}."
        rank, see = (attention.RESOLUTION, age), ("See what is asked", url)
        made.append(Task(rank, status, title, f"{url}resolution", why, see))
    return made


def _doubts(found: Across, on: date) -> list[Task]:
    made = []
    for id, name, doubts, moment in found.doubts:
        read = day_of(moment)
        word = counted(doubts, "doubt") if doubts else "Not settled"
        status = Status("doubt", word)
        title, url = f"Settle what was read from “{name}”", f"/imports/{id}/"
        why = f"Read {day(read)}. Nothing joins the record until you accept it."
        made.append(Task((attention.DOUBTS, -(on - read).days), status, title, url, why))
    return made


def _member(actor: Actor, on: date) -> MemberHome:
    rows = visible_reviews(actor, on).order_by("-id").values_list("id", "name", "case__reference", "state")[:50]
    shown = list(rows)
    threads = threads_of([row[0] for row in shown], on, drafts=sees_drafts(actor))
    made = [_published(row, threads.get(row[0]) or Thread(row[0], ())) for row in shown]
    made.sort(key=lambda one: one.changed, reverse=True)
    number = f"{capital(in_words(len(made)))} {'review is' if len(made) == 1 else 'reviews are'} published."
    first = number if made else "No review is published yet."
    return MemberHome(f"{long_day(on)}. {first}", tuple(made), tuple(f"review {one.id}" for one in made))


def _published(row: tuple[Any, ...], thread: Thread) -> Published:
    id, name, reference, state = row
    actions = list(thread.of(ACTION))
    happened: list[tuple[date, str]] = []
    for item in thread.items:
        happened.append((item.since, "was recorded"))
        if item.kind == ACTION and item.state_on:
            word = {"confirmed": "was confirmed", "claimed_done": "was claimed done"}.get(item.state, "moved")
            happened.append((item.state_on, f"{item.name} {word}"))
        if item.updated_on:
            happened.append((item.updated_on, f"{item.name} has a new update"))
    changed, what = max(happened, key=lambda one: one[0], default=(date.min, ""))
    return Published(
        id,
        name,
        reference,
        STATES[state],
        len(actions),
        sum(item.state == "confirmed" for item in actions),
        tuple((item.text, course(item), measure_status(item)) for item in thread.of(MEASURE)),
        changed,
        "Its findings were recorded" if what == "was recorded" else what,
    )


def _alerts(actor: Actor, on: date) -> list[PersonTask]:
    """Who opened or took much in a short time, in the last week. How much, and never what."""
    since = timezone.make_aware(datetime.combine(on - TOLD_FOR, time.min))
    return [
        PersonTask(name, "", f"{TOLD[verb]}, on {day(at)} at {clock_time(at)}.", f"/people/{user}/", "Ask them why")
        for user, name, verb, at in alerts(chain=actor.partnership, since=since)
    ]


def _administrator(actor: Actor, on: date) -> AdminHome:
    equipped = Authenticator.objects.filter(user=OuterRef("user"), type=Authenticator.Type.TOTP)
    later = Membership.objects.filter(user=OuterRef("user"), partnership_id=actor.partnership, pk__gt=OuterRef("pk"))
    rows = (
        Membership.objects.filter(standing_on(on), partnership_id=actor.partnership, user__is_active=True)
        .annotate(equipped=Exists(equipped), next=Subquery(later.values("pk")[:1]), who=F("user__name"))
        .order_by("to_on", "who")
        .values_list("user_id", "who", "role", "to_on", "equipped", "next")
    )
    tasks, people = _alerts(actor, on), set()
    for user, name, role, ends, has, following in rows:
        people.add(user)
        url, word = f"/people/{user}/", ROLES.get(role, role)
        if not has:
            says = "Has no second factor, so nothing opens for them yet."
            tasks.append(PersonTask(name, word, says, url, "Help them set it up"))
        if ends is not None and ends - on <= ENDS_SOON and not following:
            says = f"Membership ends on {day(ends)}, in {counted((ends - on).days, 'day')}."
            tasks.append(PersonTask(name, word, says, url, "Renew it or let it end"))
    number = f"{capital(in_words(len(tasks)))} {'thing needs' if len(tasks) == 1 else 'things need'} you."
    return AdminHome(f"{long_day(on)}. {number if tasks else 'Nothing needs you today.'}", tuple(tasks), len(people))
