"""The threads of one review or of many: two statements, whatever they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from throughline.casefile.queries.columns import COLUMNS, HAPPENED, TIE, happened_rows, item_rows
from throughline.casefile.rules.items import CASE_STUDY, STATEMENTS, Item, Key, Thread, in_short, thread_of
from throughline.impact.rules import HeldBack, Read
from throughline.impact.rules.consent import ENDED, NOBODY
from throughline.kernel.periods import parse
from throughline.reviews.models import Review

DATED = ("action", "recommendation", "national_ask")
"""Kinds whose day is one by which something is due."""
Happenings = dict[tuple[str, int], list[dict[str, Any]]]


def threads_of(reviews: QuerySet[Review] | list[int], on: date, *, drafts: bool) -> dict[int, Thread]:
    """The thread of each of those reviews that has one, by its number. The reviews are such as the person may see.

    `drafts` is whether they see answers before they are published (`responses.permissions.sees_drafts`).
    """
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in item_rows(reviews, on, drafts=drafts)]
    happened, ties = _happened(reviews)
    kind_of = {row["id"]: row["kind_is"] for row in rows if row["kind_is"] in STATEMENTS}
    home = {_key(row): row["review_id"] for row in rows}
    links: dict[int, list[tuple[Key, Key]]] = defaultdict(list)
    for earlier, later in [*_ties(ties, kind_of), *_said(rows)]:
        links[home.get(later, 0)].append((earlier, later))
    items: dict[int, list[Item]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["place"], row["id"])):
        items[row["review_id"]].append(_item(row, happened, on))
    return {review: thread_of(review, those, links[review]) for review, those in items.items()}


def thread_for(review: int, on: date, *, drafts: bool) -> Thread:
    """The thread of that review, empty where nothing is recorded. The review is one that the person was given."""
    return threads_of([review], on, drafts=drafts).get(review) or Thread(review, ())


def _key(row: dict[str, Any]) -> Key:
    return Key(row["kind_is"], row["id"])


def _ties(rows: list[dict[str, Any]], kind_of: dict[int, str]) -> Iterable[tuple[Key, Key]]:
    for told in rows:
        from_kind, to_kind = told["what"].removeprefix(TIE).split()
        from_id, to_id = told["of"], told["row"]
        earlier = kind_of.get(from_id, from_kind) if from_kind == "statement" else from_kind
        yield Key(earlier, from_id), Key(to_kind, to_id)


def _said(rows: list[dict[str, Any]]) -> Iterable[tuple[Key, Key]]:
    for row in rows:
        if row["about_is"]:
            yield Key(row["about_is"], row["about_id"]), _key(row)


def _happened(reviews: Any) -> tuple[Happenings, list[dict[str, Any]]]:
    found: Happenings = defaultdict(list)
    ties: list[dict[str, Any]] = []
    for row in happened_rows(reviews):
        told = dict(zip(HAPPENED, row, strict=True))
        if told["what"].startswith(TIE):
            ties.append(told)
        else:
            found[told["what"], told["of"]].append(told)
    for rows in found.values():
        rows.sort(key=lambda told: told["row"])
    return found, ties


def _item(row: dict[str, Any], happened: Happenings, on: date) -> Item:
    kind, id = row["kind_is"], row["id"]
    states = happened.get(("state", id), []) if kind == "action" else []
    updates = happened.get(("update", id), []) if kind == "action" else []
    retests = happened.get(("retest", id), []) if kind == "action" else []
    readings = happened.get(("reading", id), []) if kind == "measure" else []
    due, held = row["due_is"], _held(row["consent_is"], on)
    return Item(
        kind=kind,
        id=id,
        text=held.sentence if held else in_short(kind, row["text_is"]),
        since=day_of(row["since"]),
        number=row["number_is"],
        review=row["review_id"],
        owner=row["owner_is"],
        agency=row["agency_is"],
        state=row["state_is"],
        state_on=day_of(states[-1]["at_is"]) if states else (day_of(row["came_on"]) if row["came_on"] else None),
        state_by=states[-1]["by_is"] if states else row["came_by"],
        due_on=date.fromisoformat(due) if kind in DATED and due else None,
        due_text=row["due_says"],
        again_on=_again([*states[-1:], *retests[-1:]]) if row["state_is"] == "confirmed" else None,
        lasts=retests[-1]["says"] if retests else "",
        updates=len(updates),
        updated_on=_updated(updates),
        unit=row["unit_is"],
        better=row["better_is"] or "higher",
        target=Decimal(row["target_is"]) if row["target_is"] else None,
        guarded_by=row["guard_is"],
        readings=tuple(_read(told) for told in readings),
        outcome="" if kind == CASE_STUDY else row["outcome_is"],
        why=row["why_is"],
        made_by=row["maker"],
        source=row["spot"],
        origin=row["origin_is"],
        held=held,
        passed=row["passed_is"],
    )


def _held(consent: str, on: date) -> HeldBack | None:
    """Why it is held back on that day, as its row says what consent it has."""
    if consent in ("", NOBODY):
        return HeldBack(NOBODY) if consent else None
    until = date.fromisoformat(consent)
    return HeldBack(ENDED, until) if until < on else None


def _read(told: dict[str, Any]) -> Read:
    value = Decimal(told["value_is"])
    return Read(told["row"], value, told["says"], bool(told["flag"]), told["corrects_is"] or None)


def _again(told: list[dict[str, Any]]) -> date | None:
    """The day on which it is asked again, as the latest of these says."""
    latest = max(told, key=lambda one: moment_of(one["at_is"]), default=None)
    return date.fromisoformat(latest["value_is"]) if latest and latest["value_is"] else None


def _updated(updates: list[dict[str, Any]]) -> date | None:
    """The day of the latest update: as it says where it gives a day, else when it was written down."""
    if not updates:
        return None
    said = parse(updates[-1]["says"])
    return said.last if said and said.start.day else day_of(updates[-1]["at_is"])


def moment_of(written: str) -> datetime:
    """A moment that the database wrote as text, in UTC where it says nothing else."""
    when = datetime.fromisoformat(written)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def day_of(written: str) -> date:
    """The day in London of such a moment."""
    return localdate(moment_of(written))
