"""The editions of the guidance as dated reference data, and which of them governs a case. Pure.

The shipped files lie in ``kernel/data/rules``, one an edition, each line with its source. They are facts about the
field that a person may correct, never code: ``read_rules`` reads corrected ones in the same form.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from throughline.kernel import periods
from throughline.kernel.entries import (
    DIRECTIONS,
    EVENTS,
    IDS,
    UNITS,
    Choices,
    ClockRule,
    Common,
    Criterion,
    Edition,
    Line,
    NotificationForm,
    Suspension,
    is_day,
)
from throughline.kernel.refusals import Refused

__all__ = (
    "DIRECTIONS",
    "EVENTS",
    "IDS",
    "UNITS",
    "Choices",
    "ClockRule",
    "Common",
    "Criterion",
    "Edition",
    "Governing",
    "Line",
    "NotificationForm",
    "Suspension",
    "common",
    "edition_of",
    "export_rules",
    "governing_notice",
    "governing_review",
    "read_rules",
    "shipped",
)

SHIPPED = Path(__file__).parent / "data" / "rules"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Governing:
    """Which edition governs, and why in one sentence. `edition` is ``None`` where that cannot be decided."""

    edition: str | None
    why: str
    candidates: tuple[str, ...] = ()


@cache
def shipped() -> Mapping[str, Edition]:
    """The editions as this version of the system ships them, oldest first."""
    return {key: edition_of(tomllib.loads((SHIPPED / f"{key}.toml").read_text(encoding="utf-8"))) for key in IDS}


@cache
def common() -> Common:
    """What the shipped files say beside the editions."""
    raw = tomllib.loads((SHIPPED / "common.toml").read_text(encoding="utf-8"))
    hand_over = raw["hand_over"]
    return Common(
        tuple(NotificationForm(**one) for one in raw["notification_forms"]),
        date.fromisoformat(hand_over["first_on"]),
        date.fromisoformat(hand_over["last_on"]),
        hand_over["words"],
        raw["working_day"]["words"],
        raw,
    )


def edition_of(raw: Mapping[str, Any]) -> Edition:
    """An edition from its plain values. Refuses (E1901) what is missing, unknown or no such day, unit or direction."""
    try:
        made = Edition(
            **{
                **raw,
                "decision_makers": tuple(Line(**one) for one in raw.get("decision_makers", ())),
                "criteria": tuple(Criterion(**one) for one in raw.get("criteria", ())),
                "clocks": tuple(ClockRule(**one) for one in raw.get("clocks", ())),
                "products": tuple(Line(**one) for one in raw.get("products", ())),
                "publication": tuple(Line(**one) for one in raw.get("publication", ())),
                "lists": tuple(_choices(one) for one in raw.get("lists", ())),
                "suspensions": tuple(Suspension(**one) for one in raw.get("suspensions", ())),
            }
        )
        wrong = next(_wrong(made), "")
    except (TypeError, ValueError, KeyError, AttributeError):
        wrong = f"an entry of {_named(raw)} lacks something, or has something that there is not"
    if wrong:
        raise Refused("E1901", f"The rules cannot be used: {wrong}.", "Export them again from the rule book.")
    return made


def _named(raw: object) -> str:
    """The edition as a refusal names it, whatever it was read from."""
    return str(raw["id"])[:20] if isinstance(raw, Mapping) and raw.get("id") else "an edition"


def _choices(raw: Mapping[str, Any]) -> Choices:
    return Choices(**{**raw, "values": tuple((str(key), str(name)) for key, name in raw["values"])})


def _wrong(edition: Edition) -> Iterator[str]:
    """What cannot be so in an edition, each as the end of a sentence."""
    if edition.id not in IDS:
        yield f"there is no edition {edition.id}"
    if not periods.is_period(edition.in_force_from):
        yield f"{edition.id} is in force from “{edition.in_force_from}”, which is no day or month"
    for one in edition.clocks:
        if one.event not in EVENTS or one.unit not in UNITS or one.direction not in DIRECTIONS:
            yield f"the clock {one.id} has an event, unit or direction that there is not"
        if not isinstance(one.length, int) or isinstance(one.length, bool) or not 1 <= one.length <= 400:
            yield f"the clock {one.id} has a length that is no whole number from 1 to 400"
    for day in (
        *(one.from_on for one in edition.clocks),
        *(day for one in edition.suspensions for day in (one.from_on, one.to_on)),
    ):
        if day and not is_day(day):
            yield f"“{day}” is no day"


def read_rules(path: Path) -> Mapping[str, Edition]:
    """The editions of an exported file (JSON); those that it leaves out are the shipped ones. Refuses with E1901."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        listed = raw["editions"]
        ids = [one["id"] for one in listed]
        if raw.get("format") != FORMAT or len(set(ids)) != len(ids):
            raise ValueError(FORMAT)
    except (OSError, ValueError, KeyError, TypeError) as error:
        says = f"The rules in {path.absolute()} cannot be used: {_unread(error)}."
        raise Refused("E1901", says, "Export them again from the rule book.") from error
    return {**shipped(), **{one["id"]: edition_of(one) for one in listed}}


def _unread(error: Exception) -> str:
    """Why a file of rules was not read, as the end of a sentence."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "that is a folder"
    if isinstance(error, PermissionError):
        return "this user may not read the file"
    if isinstance(error, OSError):
        return "the disk does not give the file"
    return "it is no export of a rule book, or one of another version"


def export_rules(editions: Mapping[str, Edition]) -> str:
    """The editions as `read_rules` takes them: the same rules, whoever reads them."""
    return json.dumps({"format": FORMAT, "editions": [asdict(one) for one in editions.values()]}, indent=1)


def governing_notice(
    aware_on: date, *, handed_over_on: date | None = None, rules: Mapping[str, Edition] | None = None
) -> Governing:
    """For the notice and the rapid review: the edition in force on the day the authority became aware.

    `handed_over_on` is the day the partnership took over from its board. Between the first and the last day of the
    hand-over nothing can be decided without it.
    """
    return _governing(aware_on, aware_on, "the day the authority became aware", handed_over_on, rules or shipped())


def governing_review(
    initiated: str, *, handed_over_on: date | None = None, rules: Mapping[str, Edition] | None = None
) -> Governing:
    """For a review, to its end: the edition in force on the day it was initiated, given as exactly as it is known.

    `initiated` is a written period (``2013``, ``2013-05``, ``2013-05-02``); empty where it is not known at all.
    """
    period = periods.parse(initiated)
    if period is None:
        return Governing(None, "It is not known when the review was initiated, so no edition can be named.")
    return _governing(period.first, period.last, "the day the review was initiated", handed_over_on, rules or shipped())


def _governing(
    first: date, last: date, what: str, handed_over_on: date | None, rules: Mapping[str, Edition]
) -> Governing:
    when = periods.in_words(first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")
    found = _standing(first, last, handed_over_on, rules)
    names = [rules[key].name for key in found]
    if len(found) > 1:
        why = f"{_capital(what)} is {when}, and more than one edition was in force then: {' or '.join(names)}."
        turning = common().hand_over_first <= last and first < common().hand_over_last
        if turning and handed_over_on is None and "wt2015" in found:
            why += f" {common().hand_over_words} When this partnership took over is not recorded."
        return Governing(None, why, found)
    if not found:
        return Governing(None, f"{_capital(what)} is {when}, before any edition that is kept here.")
    return Governing(found[0], f"{names[0]} was in force on {what}, {when}.", found)


def _standing(first: date, last: date, handed_over_on: date | None, rules: Mapping[str, Edition]) -> tuple[str, ...]:
    """The editions that can have been in force between two days, oldest first; empty when none was for certain."""
    ordered = sorted(rules.values(), key=lambda one: one.first)
    found = []
    for place, edition in enumerate(ordered):
        begins, ends = edition.first, ordered[place + 1].certain if place + 1 < len(ordered) else date.max
        if edition.id == "wt2015":
            ends = handed_over_on or common().hand_over_last
        if edition.id == "wt2018" and handed_over_on is not None:
            begins = max(begins, handed_over_on)
        if begins <= last and first < ends:
            found.append(edition.id)
    if found and first < rules[found[0]].certain and found[0] == ordered[0].id:
        return ()
    return tuple(found)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
