"""Which documents a person may see, and their text with marks laid over it.

This room does not know what holds a document: a case does, or a proposal that waits to be settled. The rooms that
know say so with `opens` and `closes` when they start, each under a name of its own; a document is seen when one way
opens it and none closes it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from throughline.documents import store
from throughline.documents.models import Document, Span, Waiting
from throughline.documents.rules import Mark, Paragraph, Piece, paragraph_at, paragraphs, pieces
from throughline.kernel.actor import Actor
from throughline.kernel.registers import registered

Way = Callable[[Actor, date], Q]


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that cites a document: the place in it, its words, its address, its case, and its name as a sight."""

    place: str
    words: str
    url: str
    case: int
    record: str


_OPENS: dict[str, Way] = {}
_CLOSES: dict[str, Way] = {}
_HOLDS: dict[str, Callable[[Document], Iterable[int]]] = {}
_GUARDS: dict[str, Callable[[Collection[int]], bool]] = {}
_MENTIONS: dict[str, Callable[[Document, Actor, date], list[Mention]]] = {}
A_PAGE = 60


def opens(name: str, way: Way) -> None:
    """Documents that meet the condition `way` gives for a person on a day are opened to that person."""
    registered(_OPENS, name, way)


def closes(name: str, way: Way) -> None:
    """Documents that meet the condition are closed to that person, whatever opens them."""
    registered(_CLOSES, name, way)


def holds(name: str, way: Callable[[Document], Iterable[int]]) -> None:
    """The cases that `way` gives hold the document too, so that whoever looks at it is told of in each."""
    registered(_HOLDS, name, way)


def guards(name: str, way: Callable[[Collection[int]], bool]) -> None:
    """The papers of cases of which `way` says so are opened with a fresh code alone, by whoever may see them."""
    registered(_GUARDS, name, way)


def mentions(name: str, way: Callable[[Document, Actor, date], list[Mention]]) -> None:
    """What `way` gives for a document and a person cites it, and stands on its page."""
    registered(_MENTIONS, name, way)


def mentions_of(document: Document, *, actor: Actor, on: date) -> list[Mention]:
    """What cites that document, as far as this person sees it."""
    return [one for way in _MENTIONS.values() for one in way(document, actor, on)]


def wants_code(cases: Collection[int]) -> bool:
    """Whether the papers of those cases, given by their numbers, are behind a fresh code."""
    return bool(cases) and any(way(cases) for way in _GUARDS.values())


def visible_documents(actor: Actor, *, on: date) -> QuerySet[Document]:
    """The documents that this person may see on that day, of their own partnership alone."""
    if not actor.partnership or not _OPENS:
        return Document.objects.none()
    opened, closed = Q(pk__in=[]), Q(pk__in=[])
    for way in _OPENS.values():
        opened |= way(actor, on)
    for way in _CLOSES.values():
        closed |= way(actor, on)
    return Document.objects.filter(opened, partnership_id=actor.partnership).exclude(closed)


def get_document(document: int, *, actor: Actor, on: date) -> Document:
    """That document, or the same 404 as for a document that does not exist."""
    found = visible_documents(actor, on=on).filter(pk=document).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """One paragraph of a source as it is shown: its number and its words, cut where marks begin and end."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A page of a document's text. `chosen` is the span that was asked for, 0 when none was."""

    paragraphs: tuple[ShownParagraph, ...]
    page: int
    pages: int
    first: int
    last: int
    of: int
    chosen: int
    words: str


def source(document: Document, *, span: int = 0, page: int = 0) -> Source:
    """Paragraphs of the document, `A_PAGE` at a time; the page that holds the span when one is asked for.

    A span of another document raises the same 404 as one that does not exist.
    """
    all_of_them = paragraphs(document.text)
    chosen = Span.objects.filter(document=document, pk=span).first() if span else None
    if span and chosen is None:
        raise Http404
    pages = max(1, -(-len(all_of_them) // A_PAGE))
    if chosen and not page:
        page = (paragraph_at(all_of_them, chosen.start) - 1) // A_PAGE + 1
    page = min(max(page, 1), pages)
    shown = all_of_them[(page - 1) * A_PAGE : page * A_PAGE]
    return Source(
        paragraphs=_shown(document, shown, chosen),
        page=page,
        pages=pages,
        first=shown[0].number if shown else 0,
        last=shown[-1].number if shown else 0,
        of=len(all_of_them),
        chosen=chosen.pk if chosen else 0,
        words=chosen.words if chosen else "",
    )


def _shown(document: Document, shown: Iterable[Paragraph], chosen: Span | None) -> tuple[ShownParagraph, ...]:
    part = tuple(shown)
    if not part:
        return ()
    spans = Span.objects.filter(document=document, start__lt=part[-1].end, end__gt=part[0].start)
    marks = [Mark(*row) for row in spans.order_by("start", "-end").values_list("pk", "start", "end")]
    if chosen and all(mark.key != chosen.pk for mark in marks):
        marks.append(Mark(chosen.pk, chosen.start, chosen.end))
    return tuple(
        ShownParagraph(paragraph.number, pieces(document.text, paragraph.start, paragraph.end, marks))
        for paragraph in part
    )


def names_in_use() -> set[str]:
    """Every name in the file store that a row gives."""
    return {
        *Document.objects.values_list("kept_as", flat=True),
        *Waiting.objects.values_list("kept_as", flat=True),
    }


def files_amiss(*, at: datetime) -> tuple[list[int], list[int], list[str]]:
    """Documents whose file is missing, documents whose file is not what was received, and files without a document.

    A file younger than an hour may be on its way to its row and is not counted.
    """
    missing: list[int] = []
    changed: list[int] = []
    for number, kept_as, sha256 in Document.objects.order_by("pk").values_list("pk", "kept_as", "sha256").iterator():
        whole = store.holds(kept_as, sha256)
        if whole is None:
            missing.append(number)
        elif not whole:
            changed.append(number)
    found = store.strays(names_in_use(), older_than=timedelta(hours=1), at=at)
    return missing, changed, [file.name for file in found]


def cases_of(document: Document) -> tuple[int, ...]:
    """The numbers of the cases that hold the document, in order: as a paper, or in a way that a later room told."""
    found = set(document.cases.values_list("case_id", flat=True))
    for way in _HOLDS.values():
        found.update(way(document))
    return tuple(sorted(found))
