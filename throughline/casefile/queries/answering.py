"""What answers, committees and national bodies ask of a person: drafts to agree, days that come, replies to pass on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from throughline.casefile.queries.columns import NO_ID, NO_TEXT, text
from throughline.casefile.queries.commissions import WRITERS, Thing, told, urgency
from throughline.casefile.rules.attention import CLAIMED, RESOLUTION, RETURNED, Task
from throughline.casefile.rules.ends import OpenEnd, ago, gist
from throughline.casefile.rules.items import COMMITTEE, Item
from throughline.casefile.rules.states import Status
from throughline.casefile.rules.waiting import Waiting
from throughline.findings.queries import visible_committee_recommendations
from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.messages.deadlines import Deadline
from throughline.national.queries import visible_asks
from throughline.national.rules.asks import AWAITS_REPLY, OPEN
from throughline.patterns.queries import replacements
from throughline.responses.models import CommitteeStep
from throughline.responses.queries import unanswered, visible_responses
from throughline.responses.rules.answers import ANSWERS
from throughline.responses.rules.following import is_overdue
from throughline.ui.words import day, long_day


def asked_of_bodies(actor: Actor, on: date) -> Any:
    """What committees were asked, with the last of its steps as ``step``, ``followed_by`` and ``until``."""
    return with_last_step(visible_committee_recommendations(actor, on))


def with_last_step(rows: Any) -> Any:
    """What committees were asked, each with the last of its steps."""
    last = CommitteeStep.objects.filter(recommendation=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        step=Subquery(last.values("state")[:1]),
        followed_by=Subquery(last.values("owner_name")[:1]),
        until=Subquery(last.values("due_on")[:1]),
    )


def parts_of_answers(actor: Actor, on: date) -> Iterator[tuple[Any, Any, tuple[Any, Any, Any]]]:
    """The rows that home asks for, each with what they are about and three texts, as `commissions.as_thing` reads."""
    if actor.role not in WRITERS:
        return
    drafts = visible_responses(actor, on).filter(**{"state": "drafted"}).exclude(made_by_id=actor.user)
    about = F("recommendation__review_id")
    words = text("recommendation__text")
    yield drafts, about, told("draft", "recommendation__review__name", words, text("answer"), NO_TEXT, NO_TEXT)
    bodies = asked_of_bodies(actor, on)
    followed = bodies.filter(step="followed")
    due = Coalesce(text("until"), NO_TEXT)
    yield followed, NO_ID, told("followed", "body_name", text("text"), NO_TEXT, text("followed_by"), due)
    resolved = bodies.filter(step__isnull=True).exclude(resolved="")
    nobody = Value("", output_field=TextField())
    yield resolved, NO_ID, told("resolved", "body_name", text("text"), NO_TEXT, nobody, NO_TEXT)
    sent = visible_asks(actor, on).filter(state__in=OPEN)
    yield (
        sent,
        F("review_id"),
        told("national", "review__name", text("text"), text("state"), text("to_name"), NATIONAL_DUE),
    )


CLOSED = ("done", "dropped")
NATIONAL_DUE = Coalesce(text("reply_due_on"), NO_TEXT)


def answer_tasks(things: Iterable[Thing], on: date) -> Iterator[Task]:
    """What they ask of the business unit and the chair now."""
    for one in things:
        if one.kind == "draft":
            yield _draft(one, on)
        elif one.kind == "followed":
            yield from _followed(one, on)
        elif one.kind == "resolved":
            url = f"/committee-recommendations/{one.id}/"
            title = f"Say what becomes of what the {_body(one)} resolved"
            status, rank = Status("open_end", "Nobody follows it up"), (RESOLUTION, -(on - one.since).days)
            yield Task(rank, status, title, f"{url}follow-up", gist(one.says), ("See what was resolved", url))
        elif one.kind == "national":
            yield from _national(one, on)


def _draft(one: Thing, on: date) -> Task:
    url = f"/answers/{one.id}/"
    title = f"Agree the answer to a recommendation of {one.name}, or set it aside"
    says = ANSWERS[one.state].word.lower()
    why = f"{gist(one.says)} The draft says: {says}. You did not write it, so you may agree it."
    rank, status = (CLAIMED, -(on - one.since).days), Status("waiting", "Drafted")
    return Task(rank, status, title, f"{url}stage", why, ("See the draft", url), about=one.name)


def _followed(one: Thing, on: date) -> Iterator[Task]:
    made = urgency(one.due_on, on) if one.due_on else None
    if made is None or one.due_on is None:
        return
    url = f"/committee-recommendations/{one.id}/"
    title = f"Say what became of what the {_body(one)} resolved"
    why = f"{gist(one.says)} {'Was due' if one.due_on < on else 'Due'} {long_day(one.due_on)}."
    yield Task(made[0], made[1], title, f"{url}follow-up", why, ("See what was resolved", url), on=one.who)


def _national(one: Thing, on: date) -> Iterator[Task]:
    url = f"/national-asks/{one.id}/"
    see = ("See what was asked", url)
    if one.state not in AWAITS_REPLY:
        title = (
            f"Tell the author what {one.who} replied"
            if one.state == "replied"
            else "Tell the author that no reply came"
        )
        rank, status = (RETURNED, -(on - one.since).days), Status("claimed", "Author not told")
        yield Task(rank, status, title, f"{url}state", gist(one.says), see, about=one.name)
    elif one.due_on is not None and one.due_on < on:
        made = urgency(one.due_on, on)
        if made is not None:
            why = f"{gist(one.says)} The reply was due {long_day(one.due_on)}."
            yield Task(
                made[0], made[1], f"Ask {one.who} for its reply", f"{url}state", why, see, one.who, about=one.name
            )


def waits_for_replies(things: Iterable[Thing], on: date) -> Iterator[Waiting]:
    """Replies of national bodies that are not late."""
    for one in things:
        if one.kind == "national" and one.state in AWAITS_REPLY and not (one.due_on and one.due_on < on):
            due = f"due {day(one.due_on)}" if one.due_on else "no day given"
            yield Waiting(
                one.who, f"Its reply: {gist(one.says)}", f"/national-asks/{one.id}/", (on - one.since).days, due
            )


def _body(one: Thing) -> str:
    return one.name.removeprefix("The ").removeprefix("the ") or "committee"


def committee_ends(actor: Actor, on: date, reviews: Iterable[int]) -> dict[int, list[OpenEnd]]:
    """Where what committees were asked stops, by review, as far as the person may see it."""
    return ends_of_bodies(visible_committee_recommendations(actor, on), on, reviews)


def ends_of_bodies(rows: Any, on: date, reviews: Iterable[int]) -> dict[int, list[OpenEnd]]:
    """The same of those rows: nothing resolved, nobody follows it up, or its day passed."""
    found: dict[int, list[OpenEnd]] = {}
    wanted = set(reviews)
    rows = with_last_step(rows).values_list(
        "pk", "reviews", "number", "text", "body_name", "resolved", "step", "followed_by", "until", "made_at"
    )
    for pk, review, number, words, body, resolved, step, who, until, made_at in rows:
        if review not in wanted or step in CLOSED or (step == "followed" and not is_overdue(step, until, on)):
            continue
        item = Item(COMMITTEE, pk, words, day_here(made_at), number=number or str(pk))
        found.setdefault(review, []).append(_end(item, body, resolved, step, who, until, on))
    return found


def _end(item: Item, body: str, resolved: str, step: str | None, who: str, until: date | None, on: date) -> OpenEnd:
    named = body or "The committee or board"
    if step == "followed" and until is not None:
        sentence, more = f"What {named} resolved is late.", f"{who} follows it up. It was due {day(until)}."
        return OpenEnd(
            "committee_late", item, "Late", "", sentence, more, until, "Say what became of it", f"{item.url}follow-up"
        )
    if resolved.strip():
        sentence, more = f"Nobody follows up what {named} resolved.", f"Asked {ago(item.since, on)}."
        deed = "Say who follows it up"
        return OpenEnd(
            "committee_unfollowed", item, "Nobody", "", sentence, more, item.since, deed, f"{item.url}follow-up"
        )
    sentence, more = f"{named} has resolved nothing on what it was asked.", f"Asked {ago(item.since, on)}."
    deed = "Record what was resolved"
    return OpenEnd(
        "committee_unresolved", item, "No resolution", "", sentence, more, item.since, deed, f"{item.url}resolution"
    )


def answers_due(actor: Actor, on: date) -> list[Deadline]:
    """Days of answers, of replies of national bodies, and of what committees resolved, for the unit and the chair."""
    if actor.role not in WRITERS:
        return []
    taken = Exists(replacements(drafts=True))
    asked = unanswered(actor, on).filter(~taken, **{"answer_due__isnull": False})
    made = [
        Deadline(due, reference, "an answer is due", f"answer-{id}")
        for id, due, reference in asked.order_by("id").values_list("id", *("answer_due",), "case__reference")
    ]
    sent = visible_asks(actor, on).filter(state__in=AWAITS_REPLY, reply_due_on__isnull=False).order_by("id")
    made += [
        Deadline(due, reference, "a national reply is due", f"national-ask-{id}")
        for id, due, reference in sent.values_list("id", "reply_due_on", "case__reference")
        if due
    ]
    followed = asked_of_bodies(actor, on).filter(step="followed", until__isnull=False).order_by("id")
    made += [
        Deadline(due, reference, "what a committee resolved is due", f"committee-{id}")
        for id, due, reference in followed.values_list("id", "until", "case__reference")
    ]
    return made
