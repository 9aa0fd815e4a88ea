"""Which lines of the rules can be corrected, and the rules as corrections leave them. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from throughline.kernel import periods
from throughline.kernel.editions import UNITS, Common, Edition, NotificationForm

COMMON = "common"
HAND_OVER = "hand_over"
FORMS = "notification_forms"
# Part of an edition -> what of a line can be corrected. `common` holds what belongs to no one edition.
PARTS: Mapping[str, tuple[str, ...]] = {
    "clocks": ("length", "unit", "source"),
    "criteria": ("words", "source"),
    "decision_makers": ("words", "source"),
    "products": ("words", "source"),
    "publication": ("words", "source"),
    "suspensions": ("from_on", "to_on", "source"),
    "in_force": ("in_force_from", "in_force_source"),
    FORMS: ("from_on", "to_on", "source"),
    HAND_OVER: ("on", "source"),
}
TITLES = {
    "in_force": "In force",
    "decision_makers": "Who decides",
    "criteria": "Criteria",
    "clocks": "Clocks",
    "products": "What must be made",
    "publication": "Publication",
    "suspensions": "Suspensions by authority",
    FORMS: "Forms of the notification",
    HAND_OVER: "Hand-over from the board",
}
# One line of a part, as the title of its form names it.
ONE = {
    "in_force": "when it was in force",
    "decision_makers": "who decides",
    "criteria": "a criterion",
    "clocks": "a clock",
    "products": "what must be made",
    "publication": "a duty to publish",
    "suspensions": "a suspension",
    FORMS: "the days of a form",
    HAND_OVER: "the day of the hand-over",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One correction: the values of one line from a day on, in the order in which they were made."""

    edition: str
    part: str
    entry: str
    values: Mapping[str, Any]
    from_on: date


def corrected(editions: Mapping[str, Edition], changes: Iterable[Change], on: date) -> Mapping[str, Edition]:
    """The editions as they read on that day. A clock keeps each wording with the day from which it holds."""
    found = dict(editions)
    for change in changes:
        if change.edition not in found:
            continue
        if change.part == "clocks":
            found[change.edition] = _clock(found[change.edition], change)
        elif change.from_on <= on:
            found[change.edition] = _line(found[change.edition], change)
    return found


def forms_of(common: Common, changes: Iterable[Change]) -> tuple[NotificationForm, ...]:
    """The rules of the notification form with the days that were given for them."""
    found = {one.id: one for one in common.notification_forms}
    for change in changes:
        if (change.edition, change.part) == (COMMON, FORMS) and change.entry in found:
            found[change.entry] = replace(found[change.entry], **change.values)
    return tuple(found.values())


def forms_on(forms: Iterable[NotificationForm], day: date) -> tuple[NotificationForm, ...]:
    """The rule of that day; both where no day of change was given, for then it is not known which held."""
    all_ = tuple(forms)
    held = tuple(one for one in all_ if _holds(one, day) and (one.from_on or one.to_on))
    return held or all_


def handed_over_on(changes: Iterable[Change]) -> date | None:
    """The day the partnership took over from its board, as last recorded."""
    days = [change.values.get("on") for change in changes if change.part == HAND_OVER]
    return date.fromisoformat(days[-1]) if days and days[-1] else None


def fingerprint(edition: Edition) -> str:
    """SHA-256 of an edition's text, to stamp a decision with: the same words give the same sixty-four figures."""
    return hashlib.sha256(json.dumps(asdict(edition), sort_keys=True).encode()).hexdigest()


def why_not_values(part: str, values: Mapping[str, Any]) -> str:
    """What is wrong with a correction, in a sentence, or nothing."""
    if unknown := set(values) - set(PARTS.get(part, ())):
        return f"There is no “{sorted(unknown)[0]}” to correct in that line."
    if part == "clocks":
        length = values.get("length")
        if not isinstance(length, int) or not 1 <= length <= 400:
            return "The length must be a whole number from 1 to 400."
        if values.get("unit") not in UNITS:
            return "The unit must be working days, days, weeks or months."
    if part == "in_force" and not periods.is_period(values.get("in_force_from")):
        return "The beginning must be a day or a month, such as 2023-12 or 2023-12-15."
    first, last = values.get("from_on"), values.get("to_on")
    if first and last and last < first:
        return "It would end before it begins."
    if not str(values.get("source") or values.get("in_force_source") or "").strip():
        return "Every line says where it was read, so a correction needs a source."
    return "" if values.get("words", "x").strip() else "The words must not be empty."


def _clock(edition: Edition, change: Change) -> Edition:
    before = edition.clock(change.entry, change.from_on)
    if before is None:
        return edition
    new = replace(before, **change.values, from_on=change.from_on.isoformat())
    kept = tuple(one for one in edition.clocks if (one.id, one.from_on) != (new.id, new.from_on))
    place = max(number for number, one in enumerate(kept) if one.id == new.id) if _has(kept, new.id) else len(kept) - 1
    return replace(edition, clocks=(*kept[: place + 1], new, *kept[place + 1 :]))


def _has(clocks: Iterable[Any], key: str) -> bool:
    return any(one.id == key for one in clocks)


def _line(edition: Edition, change: Change) -> Edition:
    if change.part == "in_force":
        return replace(edition, **change.values, to_be_checked=False)
    lines = getattr(edition, change.part)
    key = "clock" if change.part == "suspensions" else "id"
    made = tuple(replace(one, **change.values) if getattr(one, key) == change.entry else one for one in lines)
    parts: dict[str, Any] = {change.part: made}
    return replace(edition, **parts)


def _holds(form: NotificationForm, day: date) -> bool:
    return (not form.from_on or form.from_on <= day.isoformat()) and (not form.to_on or day.isoformat() <= form.to_on)
