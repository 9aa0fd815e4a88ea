"""The way through the room: normalise, find headings, cut into scopes, gather, and doubt."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from throughline.files.markdown import parts_of
from throughline.files.opening import open_bytes, open_path
from throughline.files.parts import Opened

from .abbreviations import abbreviations_of, undefined_names
from .bodies import bodies_of
from .children import Named, subject_pattern, subjects_as_said, subjects_of
from .claims import claims_of
from .dates import dates_of
from .doubts import Context, all_doubts
from .figures import figures_of, shown_by
from .frames import Scope
from .gathering import Gathered, gather
from .kinds import kind_of
from .lexicon import ACTION, ASK, CASE, FINDING, IMPACT, LEARNING, OUTCOME, PROGRESS, RECOMMENDATION
from .outline import headings_of
from .page import normalise
from .partnerships import areas_of, partnership_of, partnerships_in
from .result import Item, Mended, Reading
from .reviewed import reviews_of
from .safeguards import safeguards_of
from .scopes import Cutter
from .titles import title_of
from .undertakings import undertakings_of
from .words import fold, number_places

LISTS = {
    "findings": FINDING,
    "learning_points": LEARNING,
    "recommendations": RECOMMENDATION,
    "committee_recommendations": ASK,
    "actions": ACTION,
    "progress": PROGRESS,
    "impact": IMPACT,
}
OF_SEVERAL = frozenset({"yearly_report", "subgroup_annual_report", "digest"})
WITHOUT_ITEMS = frozenset({"guidance", "report_template"})
SILENT_LISTS = ("findings", "learning_points", "recommendations", "committee_recommendations")
# What is put in place is told by whoever did it; minutes, notices and digests tell of what others say.
WITHOUT_SAFEGUARDS = WITHOUT_ITEMS | {"committee_minutes", "publication_notice", "digest"}


def read(path: str | Path) -> Reading:
    """The reading of the file at `path`; raises `Refused` where the file cannot be let in."""
    return read_opened(open_path(Path(path)))


def read_bytes(data: bytes, name: str) -> Reading:
    """The reading of a file held in memory under its `name`; raises `Refused` where it cannot be let in."""
    return read_opened(open_bytes(name, data))


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
    mentions = partnerships_in(page.text)
    areas = {word.strip(",") for area, _, _ in mentions for word in area.split()}
    named = subjects_of(page.text, title, kind, areas)
    headings = headings_of(page.blocks)
    scopes = Cutter(
        page.blocks,
        headings,
        title_end,
        subject_pattern(named),
        len(named) > 1 or kind in OF_SEVERAL,
        kind == "digest",
    ).cut()
    gathered = Gathered() if kind in WITHOUT_ITEMS else gather(scopes, page.text, kind)
    if kind == "committee_minutes":
        gathered = Gathered(lists={**Gathered().lists, ACTION: gathered.lists[ACTION]})
    named = [one for one in named if not _only_in_cases(one, page.text, scopes)]
    lists = {key: once(gathered.lists[role]) for key, role in LISTS.items()}
    subjects, reviews = subjects_as_said(named), reviews_of(page.text, named, title)
    numbers = number_places(page.text)
    claims = claims_of(page.text, kind, {**lists, "case_studies": gathered.cases}, reviews, subjects, numbers)
    short = abbreviations_of(page.text, page.blocks, headings)
    for one in named:
        short.undefined.pop(one.name.rpartition(" ")[2], None)  # the "AA" of Child AA
    bodies = bodies_of(page.text)
    told = [item for key in ("progress", "impact") for item in lists[key]]
    shut = [item.at for key in SILENT_LISTS for item in lists[key]]
    kept = () if kind in WITHOUT_SAFEGUARDS else safeguards_of(page.blocks, scopes, shut, told)
    dates = dates_of(page.text, page.blocks, kind)
    context = Context(
        page=page,
        kind=kind,
        title=title,
        title_end=title_end,
        headings=headings,
        scopes=scopes,
        lists=lists,
        cases=gathered.cases,
        subjects=subjects,
        reviews=reviews,
        dates=dates,
        claims=claims,
        abbreviations=short,
        bodies=bodies,
        pages_without_text=opened.pages_without_text,
        hidden=opened.hidden,
        numbers=numbers,
    )
    return Reading(
        file=opened.name,
        sha256=opened.sha256,
        kind=kind,
        title=title,
        partnership=""
        if kind == "digest" and len(set(areas_of(mentions))) > 1
        else partnership_of(page.text, mentions),
        text=page.text,
        mended=tuple(Mended(mend.rule, mend.was, mend.at) for mend in page.mended),
        subjects=subjects,
        reviews=reviews,
        dates=dates,
        **lists,
        case_studies=tuple(gathered.cases),
        claims=tuple(counted.claim for counted in claims),
        doubts=all_doubts(context),
        abbreviations={one.short: one.long for one in short.explained.values()},
        abbreviations_undefined=undefined_names(short),
        bodies=tuple(body.name for body in bodies),
        safeguards=kept,
        undertakings=undertakings_of(page.text, lists["progress"], dates),
        figures=figures_of(page.text, told),
        evidence=shown_by(page.text, told),
    )


def _only_in_cases(one: Named, text: str, scopes: list[Scope]) -> bool:
    """True of a name that stands in case studies and nowhere else: nobody whom a review is about."""
    spans = [
        (scope.heading.block.start if scope.heading else scope.blocks[0].start, scope.blocks[-1].end)
        for scope in scopes
        if scope.role in {CASE, OUTCOME} and scope.blocks
    ]
    if not spans or " " in one.name:
        return False
    places = [found.start() for found in re.finditer(rf"\b{re.escape(one.name)}\b", text)]
    return all(any(start <= place < end for start, end in spans) for place in places)


def once(items: list[Item]) -> tuple[Item, ...]:
    """The items in the order of the text, one that is printed again in the same words left out."""
    kept: list[Item] = []
    seen: set[tuple[str, ...]] = set()
    for item in sorted(items, key=lambda item: item.at):
        words = fold(item.text).rstrip(" .;,")
        about = item.about
        key = (words,) if len(words) >= 40 else (words, about.kind, about.number, about.name, item.number)
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return tuple(kept)
