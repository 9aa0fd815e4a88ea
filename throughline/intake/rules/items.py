"""What a reading proposes: its things and dates in the order of the text, and which review each belongs to. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from throughline.documents.rules import paragraphs
from throughline.intake.rules.dating import DUE, when_said
from throughline.intake.rules.kinds import DATE, EVIDENCE, MEASURE, SAFEGUARD, STATEMENTS, THINGS, tag
from throughline.intake.rules.outlook import of_one_review
from throughline.intake.rules.plans import PLAN, planned
from throughline.intake.rules.tables import beside, state_in_words

# What is read of a document and makes no review of itself.
OF_NO_REVIEW = frozenset({"committee_recommendation", SAFEGUARD, EVIDENCE, MEASURE})
# So many letters before a date a name still says whose it is: “Child G who died January 2009”.
JUST_BEFORE = 40


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
    """Every thing that the reading lists, and every date that stands by itself, in the order of the text, with tags."""
    if reading["kind"] == PLAN:
        return _tagged([Proposed(tag="", **values) for values in planned(reading)])
    text = reading["text"]
    found = [_thing(kind.key, item, text) for kind in THINGS.values() for item in reading.get(kind.list, ())]
    whole = [one for one in found if one.kind not in (SAFEGUARD, EVIDENCE, MEASURE)]
    dates, due = _dates(reading["dates"], whole)
    places = [(paragraph.start, paragraph.end) for paragraph in paragraphs(text)]
    found = [_planned(one, reading, places, due.get((one.start, one.end), {})) for one in found]
    found = [
        replace(one, extra={**one.extra, **when_said(reading["dates"], text, one.start, one.end)})
        if one.kind in (*STATEMENTS, SAFEGUARD)
        else one
        for one in found
    ]
    return _tagged([*found, *_undertaken(reading, found), *dates])


_STATE_OF = {"planned": "not_started", "under_way": "under_way", "done": "claimed_done"}


def _undertaken(reading: Mapping[str, Any], found: Sequence[Proposed]) -> Iterator[Proposed]:
    """What statements of progress plan, or say that a body did, as actions: beside what a document lists as one."""
    listed = [(one.start, one.end) for one in found if one.kind == "action"]
    for said in reading.get("undertakings", ()):
        one = _thing("action", said, reading["text"])
        if in_doubt(listed, one.start, one.end):
            continue
        extra = {
            "of_progress": True,
            "state": _STATE_OF[said["state"]],
            "state_text": said["says"],
            "due_text": said["due_text"],
            "due_iso": said["due_iso"],
        }
        yield replace(one, extra=extra)


def _tagged(found: Iterable[Proposed]) -> tuple[Proposed, ...]:
    """In the order of the text, each with its tag."""
    ordered = sorted(found, key=lambda one: (one.start, one.end))
    seen: Counter[str] = Counter()
    tagged = []
    for one in ordered:
        seen[one.kind] += 1
        tagged.append(replace(one, tag=tag(one.kind, seen[one.kind])))
    return tuple(tagged)


def reviews_of(reading: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The reviews that the reading names, each with its subjects and their other names, in the order given.

    Where it names none but holds things that only a review can hold, the children it is about, else its title, stand
    for one review that nobody has named; in a document about many things, each child for one.
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
    holds = any(reading[kind.list] for kind in THINGS.values() if kind.key not in OF_NO_REVIEW)
    return tuple(named or (_unnamed(reading, also) if holds else []))


def _unnamed(reading: Mapping[str, Any], also: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    subjects = [{"name": name, "also": others} for name, others in also.items()]
    if subjects and not of_one_review(reading["kind"]):
        return [{"name": one["name"], "kind": "", "subjects": [one], "at": None} for one in subjects]
    names = list(also)
    name = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    title = reading["title"] or "Review without a name"
    return [{"name": name or title, "kind": title, "subjects": subjects, "at": None}]


def names_of(position: int, review: Mapping[str, Any]) -> Named:
    """The review with every word by which the text may call it, longest first."""
    subjects = review["subjects"]
    names = {review["name"], *(s["name"] for s in subjects), *(also for s in subjects for also in s["also"])}
    return Named(position, review["name"], tuple(sorted((n for n in names if n.strip()), key=lambda n: (-len(n), n))))


class Finder:
    """Finds whose a thing is, by the names that stand in the text.

    `of_one` is false for a document that is not about one review, such as the report of a group on its year: what it
    tells belongs to a review only where it names it, even when it names no more than one.
    """

    def __init__(self, text: str, reviews: Sequence[Named], *, of_one: bool = True) -> None:
        self._text = text
        self._reviews = reviews
        self._only = reviews[0].position if len(reviews) == 1 and of_one else None
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
        if self._only is not None or not self._reviews:
            return Belongs(self._only, True)
        told = self._told(one)
        if told is not None:
            return Belongs(told, True)
        within = self.named(one.start, one.end)
        if len(within) == 1:
            return Belongs(within[0], True)
        before = [position for place, position in self._mentions if place < one.start]
        return Belongs(before[-1] if before else None, False)

    def date_of(self, one: Proposed, start: int, end: int) -> Belongs:
        """The review that a date belongs to: the only one that its paragraph names, or the one named just before it.

        A date is never guessed: where neither is so it belongs to none.
        """
        if self._only is not None or not self._reviews:
            return Belongs(self._only, True)
        within = self.named(start, end)
        if len(within) > 1:
            sentence = self._text.rfind(". ", start, one.start) + 1
            within = self.named(max(start, sentence, one.start - JUST_BEFORE), one.start)[-1:]
        return Belongs(within[0], True) if within else Belongs(None, False)

    def named(self, start: int, end: int) -> list[int]:
        """The positions of the reviews that the text names between two places, each once, the last named last."""
        return list(dict.fromkeys(position for place, position in reversed(self._mentions) if start <= place < end))[
            ::-1
        ]

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
    if kind == SAFEGUARD:
        extra = {"thing": item["kind"]}
    elif kind == EVIDENCE:
        extra = {"of_progress": True, "evidence_kind": item["kind"]}
    elif kind == MEASURE:
        extra = {"of_progress": True, "value": item["value"], "unit": item["unit"]}
    return Proposed(
        kind=kind,
        tag="",
        number=item["number"] or "",
        text=item["name"] if kind == SAFEGUARD else item["text"],
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


def _planned(
    one: Proposed, reading: Mapping[str, Any], places: Sequence[tuple[int, int]], due: Mapping[str, Any]
) -> Proposed:
    """An action with what its words, or the other cells of its row, say of its day and its state."""
    if one.kind != "action":
        return one
    text, extra = reading["text"], dict(due)
    row = bisect_right(places, (one.start, len(text))) - 1
    cells = beside(text, places, row) if row >= 0 else {}
    day, status = cells.get("due"), cells.get("status")
    if day and day.words and not extra:
        told = [date for date in reading["dates"] if date["at"] and day.start <= date["at"][0] < day.end]
        extra |= {"due_text": day.words, "due_iso": (told[0]["iso"] or "") if len(told) == 1 else ""}
    if status and state_in_words(status.words):
        extra |= {"state": state_in_words(status.words), "state_text": status.words}
    return replace(one, extra=extra)


def _dates(
    dates: Iterable[Mapping[str, Any]], things: Sequence[Proposed]
) -> tuple[list[Proposed], dict[tuple[int, int], dict[str, Any]]]:
    """The dates that stand by themselves and say what they mean; and those by which actions are due.

    A date within the words of a thing belongs to that thing and is no date of the review.
    """
    beside: list[Proposed] = []
    due: dict[tuple[int, int], dict[str, Any]] = {}
    for date in dates:
        means = date["means"].strip()
        if not date["at"] or not means:
            continue
        start, end = date["at"]
        holder = next((one for one in things if one.start <= start and end <= one.end), None)
        if holder is None and means.casefold() not in DUE:
            extra = {"means": means, "iso": date["iso"] or ""}
            beside.append(Proposed(DATE.key, "", "", date["text"], start, end, extra=extra))
        elif holder is not None and holder.kind == "action" and means.casefold() in DUE:
            due.setdefault((holder.start, holder.end), {"due_text": date["text"], "due_iso": date["iso"] or ""})
    return beside, due
