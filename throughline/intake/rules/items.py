"""What a reading proposes: its things and dates in the order of the text, and which review each belongs to. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from throughline.intake.rules.kinds import DATE, THINGS, tag

DUE = frozenset({"due", "deadline", "target", "by", "to be done by", "timescale", "action due", "review due"})


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing read: its words, where they stand (code points of the text), and what it is about."""

    kind: str
    tag: str
    number: str
    text: str
    start: int
    end: int
    owner: str = ""
    about_kind: str = ""
    about_number: str = ""
    about_name: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """A review that the document tells of. `names` are the words by which the text calls it or its children."""

    position: int
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belongs:
    """The review that something belongs to, by its position, and whether the text leaves no doubt of it."""

    review: int | None
    sure: bool


def things_of(reading: Mapping[str, Any]) -> tuple[Proposed, ...]:
    """Every thing and date that the reading lists, in the order of the text, each with its tag.

    A date that says by when an action is due, within the action's own words, goes to the action and not beside it.
    """
    text = reading["text"]
    found = [_thing(kind.key, item, text) for kind in THINGS.values() for item in reading[kind.list]]
    dates, due = _dates(reading["dates"], [one for one in found if one.kind == "action"])
    found = [replace(one, extra=due[one.start, one.end]) if (one.start, one.end) in due else one for one in found]
    ordered = sorted([*found, *dates], key=lambda one: (one.start, one.end))
    seen: Counter[str] = Counter()
    tagged = []
    for one in ordered:
        seen[one.kind] += 1
        tagged.append(replace(one, tag=tag(one.kind, seen[one.kind])))
    return tuple(tagged)


def reviews_of(reading: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The reviews that the reading names, each with its subjects and their other names, in the order given.

    Where it names none but holds things that only a review can hold, the children it is about, else its title, stand
    for one review that nobody has named.
    """
    also = {subject["name"]: list(subject["also"]) for subject in reading["subjects"]}
    named = [
        {
            "name": review["name"],
            "kind": review["kind"] or "",
            "subjects": [{"name": name, "also": also.get(name, [])} for name in review["subjects"]],
            "at": review["at"],
        }
        for review in reading["reviews"]
    ]
    if not named and any(reading[kind.list] for kind in THINGS.values() if kind.key != "committee_recommendation"):
        subjects = [{"name": name, "also": others} for name, others in also.items()]
        name = " and ".join(also) or reading["title"] or "Review without a name"
        named = [{"name": name, "kind": "", "subjects": subjects, "at": None}]
    return tuple(named)


def names_of(position: int, review: Mapping[str, Any]) -> Named:
    """The review with every word by which the text may call it, longest first."""
    subjects = review["subjects"]
    names = {review["name"], *(s["name"] for s in subjects), *(also for s in subjects for also in s["also"])}
    return Named(position, review["name"], tuple(sorted((n for n in names if n.strip()), key=lambda n: (-len(n), n))))


class Finder:
    """Finds whose a thing is in a text that tells of several reviews, by the names that stand in it."""

    def __init__(self, text: str, reviews: Sequence[Named]) -> None:
        self._text = text
        self._reviews = reviews
        self._mentions = sorted(
            (found.start(), review.position)
            for review in reviews
            for name in review.names
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        )

    def of(self, one: Proposed) -> Belongs:
        """The review that a thing belongs to.

        Sure when there is only one, when the thing says that it is about that one, or when its own words name one
        alone. Else the review named last before it, which a person must settle; nothing when none is.
        """
        if len(self._reviews) <= 1:
            return Belongs(self._reviews[0].position if self._reviews else None, True)
        told = self._told(one)
        if told is not None:
            return Belongs(told, True)
        within = self.named(one.start, one.end)
        if len(within) == 1:
            return Belongs(within[0], True)
        if one.kind == DATE.key:
            return Belongs(None, False)
        before = [position for place, position in self._mentions if place < one.start]
        return Belongs(before[-1] if before else None, False)

    def date_of(self, one: Proposed, start: int, end: int) -> Belongs:
        """The review that a date belongs to: the only one that its paragraph names."""
        within = self.named(start, end)
        if len(self._reviews) <= 1:
            return self.of(one)
        return Belongs(within[0], True) if len(within) == 1 else Belongs(None, False)

    def named(self, start: int, end: int) -> list[int]:
        """The positions of the reviews that the text names between two places, each once."""
        return sorted({position for place, position in self._mentions if start <= place < end})

    def _told(self, one: Proposed) -> int | None:
        if one.about_kind != "review":
            return None
        wanted = {one.about_name.casefold(), one.about_number.casefold()} - {""}
        named = [r.position for r in self._reviews if wanted & {name.casefold() for name in r.names}]
        return named[0] if len(named) == 1 else None


def in_doubt(spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    """Which of the spans touch the place from `start` to `end`, by their order."""
    return tuple(order for order, (left, right) in enumerate(spans) if left < end and right > start)


def _thing(kind: str, item: Mapping[str, Any], text: str) -> Proposed:
    about = item["about"] or {"kind": "", "number": "", "name": ""}
    start, end = item["at"] or (0, 0)
    extra = _outcome(item.get("outcome") or "", end, text) if kind == "case_study" else {}
    return Proposed(
        kind=kind,
        tag="",
        number=item["number"] or "",
        text=item["text"],
        start=start,
        end=end,
        owner=item["owner"] or "",
        about_kind=about["kind"] or "",
        about_number=about["number"] or "",
        about_name=about["name"] or "",
        extra=extra,
    )


def _outcome(outcome: str, after: int, text: str) -> dict[str, Any]:
    """How a case study ended, and where those words stand after it."""
    if not outcome:
        return {}
    place = text.find(outcome, after)
    return {"outcome": outcome, "outcome_at": [place, place + len(outcome)] if place >= 0 else None}


def _dates(
    dates: Iterable[Mapping[str, Any]], actions: Sequence[Proposed]
) -> tuple[list[Proposed], dict[tuple[int, int], dict[str, Any]]]:
    beside: list[Proposed] = []
    due: dict[tuple[int, int], dict[str, Any]] = {}
    for date in dates:
        if not date["at"]:
            continue
        start, end = date["at"]
        owner = next((one for one in actions if one.start <= start and end <= one.end), None)
        if owner and date["means"].strip().casefold() in DUE:
            due.setdefault((owner.start, owner.end), {"due_text": date["text"], "due_iso": date["iso"] or ""})
            continue
        extra = {"means": date["means"], "iso": date["iso"] or ""}
        beside.append(Proposed(DATE.key, "", "", date["text"], start, end, extra=extra))
    return beside, due
