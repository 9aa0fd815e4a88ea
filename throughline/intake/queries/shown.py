"""What the page of a proposal shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.intake.models import Proposal, ProposedReview
from throughline.reviews.models import Review


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer that may be given to a doubt, whether it was, and whether it leaves the rest to the person's hand."""

    key: str
    words: str
    given: bool
    by_hand: bool


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A doubt: what it says, the paragraph it speaks of (0 for none) and the page that paragraph is on."""

    position: int
    rule: str
    says: str
    grave: bool
    paragraph: int
    page: int
    answers: tuple[ShownAnswer, ...]
    answered: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """The boxed tag after marked words."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A run of the source: its words, the kinds of mark over them, and the tags of marks that end with it."""

    text: str
    kinds: tuple[str, ...]
    gone: bool
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One thing read, beside its words.

    `words` is what is shown of its text; `rest` how many more words there are, all as written beside it. `facts` are
    labelled pairs. `doubts` are the positions of the doubts about it that are open.
    """

    id: int
    tag: str
    kind: str
    title: str
    number: str
    words: str
    rest: int
    facts: tuple[tuple[str, str], ...]
    state: str
    state_word: str
    doubts: tuple[int, ...]
    whose_in_doubt: str
    saved: bool
    can_undo: bool
    can_join: bool
    record: str
    why_dropped: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a paragraph that is no thing for the record: a count that the text claims, or a doubt."""

    title: str
    says: str
    doubt: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One paragraph of the source and all that was read from it."""

    number: int
    start: int
    end: int
    heading: bool
    pieces: tuple[ShownPiece, ...]
    items: tuple[ShownItem, ...]
    notes: tuple[Note, ...]
    goes_on: tuple[str, ...]
    short: bool

    @property
    def unread(self) -> bool:
        """True when nothing was read from it."""
        return not self.items and not self.notes and not self.goes_on


@dataclass(frozen=True, slots=True)
class ShownRun:
    """Rows one after another; where `folds` says why, they stand behind one line."""

    folds: str
    rows: tuple[ShownRow, ...]
    title: str = ""
    kind: str = ""
    things: int = 0


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A review that the document tells of, what was chosen for it, and those in the record that it may be."""

    row: ProposedReview
    kind_name: str
    subjects: str
    suggestions: tuple[Review, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things of a proposal are where on their way."""

    things: int
    dates: int
    certain: int
    in_doubt: int
    accepted: int
    accepted_dates: int
    dropped: int
    already: int
    left: int
    sure: int
    saved: int

    @property
    def putting(self) -> int:
        """How many things finishing would put in the record."""
        return self.accepted


@dataclass(frozen=True, slots=True)
class SettlePage:
    """The page of one proposal: doubts first, then a page of its source with what was read beside it."""

    proposal: Proposal
    called: str
    title: str
    lead: tuple[str, str]
    doubts: tuple[ShownDoubt, ...]
    open_doubts: int
    reviews: tuple[ShownReview, ...]
    runs: tuple[ShownRun, ...]
    key: tuple[Tag, ...]
    counts: Counts
    mended: tuple[tuple[str, int], ...]
    page: int
    pages: int
    first: int
    last: int
    of: int
    edit: int
    do: str
    marking: int
    is_plan: bool = False
