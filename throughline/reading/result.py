"""What reading a document gives: dataclasses, and the same as the command line prints it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class About:
    """What an item is about: `kind`, the printed `number`, and the heading's `name` without its colon."""

    kind: str = ""
    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding, learning point, recommendation, ask, action, or statement of progress or impact."""

    number: str
    text: str
    owner: str
    about: About
    at: Span


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """A case study and how it ended."""

    number: str
    text: str
    owner: str
    about: About
    at: Span
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class PutInPlace:
    """Something that the text says was put in place and stays in practice: the `kind` of thing, and its `name`.

    `text` is the clause that says so.
    """

    number: str
    text: str
    owner: str
    about: About
    at: Span
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One sentence of a statement of progress that plans something, or says that a named body did it.

    `state` is ``planned``, ``under_way`` or ``done``, `says` the words that say so; `due_text` the words of the day by
    which it is to be done.
    """

    number: str
    text: str
    owner: str
    about: About
    at: Span
    state: str = ""
    says: str = ""
    due_text: str = ""
    due_iso: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that a statement gives of practice: its sentence, the `value` as written, and its `unit`."""

    number: str
    text: str
    owner: str
    about: About
    at: Span
    value: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence that names what shows something; `kind` is ``audit``, ``data`` or ``observation``."""

    number: str
    text: str
    owner: str
    about: About
    at: Span
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """Something put right on the way in: the words as they `was`, and where in the text it is now right."""

    rule: str
    was: str
    at: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A child or family the document is about, by the pseudonym it gives, and other names it gives the same child."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewNamed:
    """A review that the document speaks of."""

    name: str
    subjects: tuple[str, ...]
    kind: str
    at: Span


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date as printed, what it means where the text says so, and its value; `iso` is None without a year."""

    means: str
    text: str
    iso: str | None
    at: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """A count that the text claims, beside what the document lists."""

    counts: str
    says: int
    lists: int | None
    agrees: bool | None
    quote: str
    at: Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: the `rule`, its stable `number`, and why, in one sentence."""

    rule: str
    number: str
    severity: str
    says: str
    at: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document. What the text does not say is empty."""

    file: str
    sha256: str
    kind: str
    title: str
    partnership: str
    text: str
    mended: tuple[Mended, ...] = ()
    subjects: tuple[Subject, ...] = ()
    reviews: tuple[ReviewNamed, ...] = ()
    dates: tuple[DateSaid, ...] = ()
    findings: tuple[Item, ...] = ()
    learning_points: tuple[Item, ...] = ()
    recommendations: tuple[Item, ...] = ()
    committee_recommendations: tuple[Item, ...] = ()
    actions: tuple[Item, ...] = ()
    progress: tuple[Item, ...] = ()
    impact: tuple[Item, ...] = ()
    case_studies: tuple[CaseStudy, ...] = ()
    claims: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)
    abbreviations_undefined: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    safeguards: tuple[PutInPlace, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    figures: tuple[Figure, ...] = ()
    evidence: tuple[Shown, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reading as plain lists and dictionaries, every key there."""
        return _plain(asdict(self))  # type: ignore[no-any-return]

    @property
    def has_grave_doubts(self) -> bool:
        """True when any doubt is high or medium."""
        return any(doubt.severity in {"high", "medium"} for doubt in self.doubts)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value
