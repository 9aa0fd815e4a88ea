"""What needs a person's attention: most urgent first, each thing one link from the deed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR
from throughline.actionplans.rules.rounds import until
from throughline.casefile.rules.ends import OpenEnd, ago, gist
from throughline.casefile.rules.items import ACTION, EVIDENCE, MEASURE, RECOMMENDATION, Item, Thread
from throughline.casefile.rules.open_ends import open_ends
from throughline.casefile.rules.states import Status, action_status, course, days_late, is_overdue, measure_status
from throughline.kernel.actor import Actor
from throughline.kernel.days import working_days
from throughline.patterns.rules import REPLACED
from throughline.ui.words import capital, counted, day, in_words, long_day

AGAIN_AHEAD = timedelta(days=14)
"""How long before its day a confirmed action comes back on to the list."""
SOON = 20
"""Working days before its day when an action comes on to the list."""
WRITERS = frozenset({COORDINATOR, CHAIR})
# Open ends that have a task of their own on the list.
TOLD_OTHERWISE = frozenset({"action_late", "claimed_without_evidence", "evidence_not_accepted", "told_without_consent"})
OVERDUE, DUE, RETURNED, SLIDING, CLAIMED, AGAIN, SECOND, UNGUARDED, DOUBTS, RESOLUTION, PROOF, ANSWER, END = range(13)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: how urgent it is, its sign, what to do and where, why, and on whom it waits.

    `about` is the review or incident that it belongs to, empty where it belongs to none.
    """

    rank: tuple[int, int]
    status: Status
    title: str
    url: str
    why: str
    proof: tuple[str, str] = ("", "")
    on: str = "You"
    since: str = ""
    strip: tuple[int, int, int] | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A review with its thread, as the home page looks at it. `led` are the agencies of which a lead stands, who is
    asked about their actions each month; where it is ``None`` nothing is said of that.
    """

    review: int
    name: str
    thread: Thread
    led: frozenset[int] | None = None


def tasks_for(held: Iterable[Held], actor: Actor, on: date) -> list[Task]:
    """What the threads ask of this person, most urgent first."""
    found: list[Task] = []
    for one in held:
        for item in (*one.thread.items, *one.thread.held):
            found.extend(replace(task, about=one.name) for task in _of_item(item, one, actor, on))
        found.extend(replace(task, about=one.name) for task in _oldest_end(one, actor, on))
    return sorted(found, key=lambda task: task.rank)


def _of_item(item: Item, held: Held, actor: Actor, on: date) -> Iterator[Task]:
    if item.held is not None:
        yield from _of_consent(item, held, actor, on)
    elif item.kind == ACTION and _concerns(item, actor):
        yield from _of_action(item, held, actor, on)
    elif item.kind == MEASURE and actor.role != AGENCY_LEAD:
        yield from _of_measure(item, held, actor)
    elif item.kind == EVIDENCE and actor.role in WRITERS:
        if item.state != "accepted" and item.made_by != actor.user:
            title = f"Accept or leave {named(item, held)}"
            why = f"{gist(item.text)} Nobody but those who brought it has looked."
            status = Status("claimed", "Not yet accepted")
            yield Task((PROOF, _age(item.since, on)), status, title, item.url, why)
    elif item.kind == RECOMMENDATION and item.state == "" and item.passed != REPLACED and actor.role in WRITERS:
        yield _of_asked(item, held, on)


def _of_asked(item: Item, held: Held, on: date) -> Task:
    """A recommendation that nobody has agreed an answer to: late or soon due where it has a day."""
    title, url = f"Write the answer to {named(item, held)}", f"{item.url}answer"
    asked = item.owner or "Nobody is named"
    rank, status = (ANSWER, _age(item.since, on)), Status("waiting", "No answer")
    why = f"{gist(item.text)} Asked {ago(item.since, on)}."
    if item.due_on is not None:
        days = working_days(*sorted((on, item.due_on)))
        why = f"{gist(item.text)} The answer {'was' if item.due_on < on else 'is'} due {long_day(item.due_on)}."
        if item.due_on < on:
            word = f"{counted(days, 'working day')} late" if days else "Late"
            rank, status = (OVERDUE, -days), Status("overdue", word)
        elif days <= SOON:
            word = f"{counted(days, 'working day')} left" if days else "Due today"
            rank, status = (DUE, days), Status("due", word)
    return Task(rank, status, title, url, why, ("See the recommendation", item.url), on=asked)


def _of_consent(item: Item, held: Held, actor: Actor, on: date) -> Iterator[Task]:
    """A case study or evidence whose consent has ended, or that says none: held back until somebody asks for one.

    Evidence that was accepted stands as it was looked at, so it is withdrawn, and brought anew with the new consent.
    """
    if actor.role not in WRITERS or item.held is None:
        return
    if item.kind == EVIDENCE and item.state == "accepted":
        deed, url = "Withdraw, and bring anew with a consent,", f"{item.url}withdraw"
    else:
        deed = "Ask again for consent, or withdraw" if item.held.until else "Ask for consent, or withdraw"
        url = f"{item.url}edit"
    status = Status("doubt", "Consent ended" if item.held.until else "No consent")
    rank, title = (DOUBTS, _age(item.held.until or item.since, on)), f"{deed} {named(item, held)}"
    yield Task(rank, status, title, url, item.text, ("See it", item.url))


def _concerns(item: Item, actor: Actor) -> bool:
    return actor.role != AGENCY_LEAD or (item.agency != 0 and item.agency == actor.agency)


def _of_action(item: Item, held: Held, actor: Actor, on: date) -> Iterator[Task]:
    mine = item.agency != 0 and item.agency == actor.agency
    tells = mine or actor.role in WRITERS
    to = f"{item.url}updates/new" if tells else item.url
    owner = "You" if mine else item.owner or "Nobody owns it"
    heard = f"Last heard {ago(item.updated_on, on)}." if item.updated_on else "Nothing was heard of it."
    unasked = _asked_of_nobody(item, held) if actor.role in WRITERS else ""
    status = action_status(item, on)
    if is_overdue(item, on) and item.due_on is not None:
        title = f"Say how {named(item, held)} stands" if mine else f"Find out why {named(item, held)} is late"
        why = f"{gist(item.text)} Was due {long_day(item.due_on)}. {heard}{unasked}"
        yield Task((OVERDUE, -days_late(item, on)), status, title, to, why, ("See the action", item.url), owner)
    elif item.state == "returned" and tells:
        title = f"Take up {named(item, held)} again"
        why = f"{gist(item.text)} It was returned with a reason."
        since = f"returned {day(item.state_on)}" if item.state_on else ""
        yield Task((RETURNED, 0), status, title, to, why, ("See the reason", item.url), owner, since)
    elif item.state == "claimed_done" and actor.role in WRITERS and item.state_by != actor.user and not mine:
        since = f"claimed {day(item.state_on)}" if item.state_on else ""
        shown = held.thread.later(item, EVIDENCE)
        what = f"{counted(len(shown), 'piece')} of evidence." if shown else "Nothing is attached."
        why = f"{item.owner or 'Its owner'} says it is done. {what} You do not own it, so you may confirm it."
        rank = (CLAIMED, _age(item.state_on or item.since, on))
        title = f"Confirm or return {named(item, held)}"
        yield Task(rank, status, title, f"{item.url}state", why, ("See what was claimed", item.url), since=since)
    elif item.again_on is not None and actor.role in WRITERS and not mine and item.again_on <= on + AGAIN_AHEAD:
        title = f"Ask again whether {named(item, held)} lasts"
        why = f"{gist(item.text)} It was confirmed, and is asked about again on {long_day(item.again_on)}."
        status = Status("due", f"Asked again {day(item.again_on)}")
        rank = (AGAIN, _age(item.again_on, on))
        yield Task(rank, status, title, f"{item.url}again", why, ("See the action", item.url))
    elif item.due_on is not None and item.state in ("not_started", "under_way"):
        left = working_days(on, item.due_on)
        if tells and (left <= SOON or (unasked and item.due_on <= until(on))):
            word = f"{counted(left, 'working day')} left" if left else "Due today"
            title = f"Finish {named(item, held)}" if mine else f"Ask how {named(item, held)} stands"
            why = f"{gist(item.text)} Due {long_day(item.due_on)}. {heard}{unasked}"
            yield Task((DUE, left), Status("due", word), title, to, why, ("See the action", item.url), owner)


def _asked_of_nobody(item: Item, held: Held) -> str:
    """Why the monthly message about the action reaches nobody, as a sentence that follows others; else empty."""
    if held.led is None or item.agency in held.led:
        return ""
    if not item.agency:
        whose = f"{item.owner} is a name in words and no agency here" if item.owner else "Nobody owns it"
        return f" {whose}, so the monthly message asks nobody."
    return f" {item.owner} has no lead here, so the monthly message asks nobody."


def _of_measure(item: Item, held: Held, actor: Actor) -> Iterator[Task]:
    status = measure_status(item)
    writes = actor.role in WRITERS
    see = ("See the readings", item.url)
    words = f"{capital(course(item))}. {held.name}."
    if status.key in ("sliding", "doubt"):
        verb = "Say why it slid back:" if item.state != "explained" else "Say what will be done about"
        title = f"{verb if writes else 'Ask about'} “{gist(item.text, 60)[:-1]}”"
        url = (
            f"{item.url}slide" if item.state != "explained" else f"/reviews/{held.review}/actions/new?measure={item.id}"
        )
        url = url if writes else item.url
        watching = f"You and {item.guarded_by}" if item.guarded_by else "You"
        yield Task((SLIDING, 0), status, title, url, words, see, watching)
    elif status.key == "unguarded":
        title = f"Find someone to keep watch on “{gist(item.text, 60)[:-1]}”"
        yield Task((UNGUARDED, 0), status, title, f"{item.url}edit" if writes else item.url, words, see)


def _oldest_end(held: Held, actor: Actor, on: date) -> Iterator[Task]:
    ends = [end for end in open_ends(held.thread, on) if end.rule not in TOLD_OTHERWISE and _open_to(end, actor)]
    if not ends:
        return
    end = ends[0]
    writes = actor.role in WRITERS or actor.role == AGENCY_LEAD
    title = f"{end.deed}: {named(end.item, held)}" if writes else f"Ask about {named(end.item, held)}"
    url = end.url if writes else end.item.url
    others = (f"See all {in_words(len(ends))} open ends", f"/reviews/{held.review}/open-ends")
    others = others if len(ends) > 1 else ("", "")
    word = counted(len(ends), "open end")
    yield Task((END, _age(end.since, on)), Status("open_end", word), title, url, f"{end.sentence} {end.more}", others)


def _open_to(end: OpenEnd, actor: Actor) -> bool:
    """An agency's lead mends what is said of the agency's own actions."""
    if actor.role != AGENCY_LEAD:
        return True
    mends = end.rule in ("action_without_update", "claimed_without_evidence", "confirmed_without_evidence")
    return mends and end.item.agency != 0 and end.item.agency == actor.agency


def offered(ends: Iterable[OpenEnd], actor: Actor) -> tuple[OpenEnd, ...]:
    """The open ends as that person is told of them: what they may not mend leads to the item where the thread stops."""
    mine = actor.role == AGENCY_LEAD
    return tuple(
        end
        if actor.role in WRITERS or (mine and _open_to(end, actor))
        else replace(end, deed="See it", url=end.item.url)
        for end in ends
    )


WAYS = (("", "How urgent it is"), ("review", "Review"), ("waits", "Who it waits on"))
"""The ways in which the list can be read: key and word."""


def in_groups(tasks: Iterable[Task], way: str) -> tuple[tuple[str, tuple[Task, ...]], ...]:
    """The tasks under headings, the group with the most urgent task first; by urgency they are one group without one.

    ``review`` groups by the review or incident, ``waits`` by the agency or person on whom a task waits.
    """
    found: dict[str, list[Task]] = {}
    for task in tasks:
        head = {"review": task.about or "No single review", "waits": task.on}.get(way, "")
        found.setdefault(head, []).append(task)
    return tuple((head, tuple(group)) for head, group in found.items())


def opening(tasks: list[Task], on: date) -> str:
    """``Thursday 12 March 2026. Eight things need you. One is late.``"""
    if not tasks:
        return f"{long_day(on)}. Nothing needs you today."
    late = sum(task.rank[0] == OVERDUE for task in tasks)
    things = f"{capital(in_words(len(tasks)))} {'thing needs' if len(tasks) == 1 else 'things need'} you."
    said = f" {capital(in_words(late))} {'is' if late == 1 else 'are'} late." if late else ""
    return f"{long_day(on)}. {things}{said}"


def named(item: Item, held: Held) -> str:
    """``Action 3 of Child Alder``."""
    return f"{item.name} of {held.name}"


def _age(since: date, on: date) -> int:
    return -(on - since).days
