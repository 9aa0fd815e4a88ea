"""A pilot in one cell of a plan: a line for each thing that is told of it, and back. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_LABELS = {
    "place": "Where",
    "agencies": "Agencies",
    "families": "Families",
    "from_on": "From",
    "to_on": "To",
    "look_on": "Looked at again",
    "evaluation": "What its evaluation said",
}
_LINE = re.compile(rf"(?P<label>{'|'.join(_LABELS.values())}): (?P<says>.*)")
_KEYS = {label: key for key, label in _LABELS.items()}


@dataclass(frozen=True, slots=True)
class PlanPilot:
    """Something tried in one place first: where, by which agencies, with how many families, from when to when."""

    place: str
    agencies: tuple[str, ...] = ()
    families: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    look_on: date | None = None
    evaluation: str = ""


def pilot_lines(pilot: PlanPilot | None) -> str:
    """The pilot as `pilot_in` reads it; ``""`` where there is none. What its evaluation said stands last, whole."""
    if pilot is None:
        return ""
    told = {
        "place": _line(pilot.place),
        "agencies": "; ".join(_line(name).replace(";", ",") for name in pilot.agencies),
        "families": "" if pilot.families is None else str(pilot.families),
        **{name: _day(getattr(pilot, name)) for name in ("from_on", "to_on", "look_on")},
        "evaluation": pilot.evaluation,
    }
    return "\n".join(f"{_LABELS[name]}: {value}" for name, value in told.items() if value)


def pilot_in(text: str) -> PlanPilot | None:
    """The pilot that those lines tell of; ``None`` where they name no place."""
    told: dict[str, str] = {}
    lines = text.split("\n")
    for place, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found and _KEYS[found["label"]] == "evaluation":
            told["evaluation"] = "\n".join([found["says"], *lines[place + 1 :]])
            break
        if found:
            told.setdefault(_KEYS[found["label"]], found["says"])
    if "place" not in told:
        return None
    days = {name: _as_day(told.get(name, "")) for name in ("from_on", "to_on", "look_on")}
    families = told.get("families", "")
    return PlanPilot(
        told["place"],
        tuple(name for name in told.get("agencies", "").split("; ") if name),
        int(families) if families.isascii() and families.isdigit() and len(families) < 8 else None,
        evaluation=told.get("evaluation", ""),
        **days,
    )


def _line(words: str) -> str:
    return " ".join(words.split())


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _as_day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
