"""The way through the room: normalise, find headings, cut into scopes, gather, and doubt."""

from __future__ import annotations

import hashlib
from pathlib import Path

from throughline.files.markdown import parts_of
from throughline.files.opening import open_bytes, open_path
from throughline.files.parts import Opened

from .gathering import Gathered, gather
from .kinds import kind_of
from .lexicon import ACTION, ASK, FINDING, IMPACT, LEARNING, PROGRESS, RECOMMENDATION
from .names import Named, partnership_of, reviews_of, subject_pattern, subjects_as_said, subjects_of
from .outline import headings_of
from .page import Page, normalise
from .result import Item, Mended, Reading
from .scopes import Cutter
from .titles import title_of
from .words import fold, words_of

WITHOUT_ITEMS = frozenset({"guidance", "report_template"})


def read(path: str | Path) -> Reading:
    """The reading of the file at `path`; raises `Refused` where the file cannot be let in."""
    return read_opened(open_path(Path(path)))


def read_bytes(data: bytes, name: str) -> Reading:
    """The reading of a file held in memory under its `name`; raises `Refused` where it cannot be let in."""
    return read_opened(open_bytes(data, name))


def read_text(text: str, name: str = "") -> Reading:
    """The reading of a text in Markdown or with no markup at all."""
    data = text.encode("utf-8", "surrogatepass")
    opened = Opened(
        name=name, media="markdown", sha256=hashlib.sha256(data).hexdigest(), size=len(data), parts=parts_of(text)
    )
    return read_opened(opened)


def read_opened(opened: Opened) -> Reading:
    """The reading of a document that was let in."""
    page = normalise(opened)
    title, title_end = title_of(page.blocks, opened.title)
    kind = kind_of(page, title)
    named = subjects_of(page.text, title, kind)
    scopes = Cutter(page.blocks, headings_of(page.blocks), title_end, subject_pattern(named)).cut()
    gathered = Gathered() if kind in WITHOUT_ITEMS else gather(scopes, page.text, kind)
    return _reading(opened, page, title, kind, named, gathered)


def _reading(opened: Opened, page: Page, title: str, kind: str, named: list[Named], gathered: Gathered) -> Reading:
    lists = gathered.lists
    return Reading(
        file=opened.name,
        sha256=opened.sha256,
        kind=kind,
        title=title,
        partnership=partnership_of(page.text, page.text[:1500]),
        text=page.text,
        mended=tuple(Mended(mend.rule, mend.was, mend.at) for mend in page.mended),
        subjects=subjects_as_said(named),
        reviews=reviews_of(page.text, named, title),
        findings=once(lists[FINDING]),
        learning_points=once(lists[LEARNING]),
        recommendations=once(lists[RECOMMENDATION]),
        committee_recommendations=() if kind == "committee_minutes" else once(lists[ASK]),
        actions=once(lists[ACTION]),
        progress=once(lists[PROGRESS]),
        impact=once(lists[IMPACT]),
        case_studies=tuple(gathered.cases),
    )


def once(items: list[Item]) -> tuple[Item, ...]:
    """The items in the order of the text, one that is printed again in the same words left out."""
    kept: list[Item] = []
    seen: set[tuple[str, ...]] = set()
    for item in sorted(items, key=lambda item: item.at):
        words = tuple(words_of(item.text))
        key = (
            words
            if len(fold(item.text)) >= 40
            else (*words, item.about.kind, item.about.number, item.about.name, item.number)
        )
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return tuple(kept)
