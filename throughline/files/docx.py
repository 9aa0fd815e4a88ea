"""A Word file into parts: paragraphs, tables and notes in the order of the page, with the numbers Word prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath

from lxml import etree

from throughline.files import wordnames as w
from throughline.files.characters import plain
from throughline.files.marks import split_mark
from throughline.files.package import Package
from throughline.files.parts import Mend, Opened, Part, Shape
from throughline.files.refusals import broken_word
from throughline.files.wordnumbers import Numbers, in_form
from throughline.files.wordruns import Runs, Words
from throughline.files.wordstyles import Look, Styles, outline_level
from throughline.files.xmltree import tree_of

_MAIN = "word/document.xml"
_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NO_TITLE = ("microsoft word", "word document", "untitled", "document1")
_WRAPPERS = frozenset({w.INS, w.MOVE_TO, w.SDT_CONTENT, w.CHOICE})


def open_docx(name: str, data: bytes, sha256: str) -> Opened:
    """The parts of a Word file; refused (E1105, E1107, E1110, E1111) where it cannot be read safely."""
    package = Package(name, data)
    reader = _Reader(package)
    parts = reader.read()
    return Opened(
        name=name,
        media="docx",
        sha256=sha256,
        size=len(data),
        parts=parts,
        title=reader.title or _core_title(package),
        hidden=tuple(sorted(reader.hidden)),
    )


def _core_title(package: Package) -> str:
    if "docProps/core.xml" not in package:
        return ""
    title = tree_of(package.name, "docProps/core.xml", package.read("docProps/core.xml")).findtext(_CORE_TITLE) or ""
    return "" if title.lower().startswith(_NO_TITLE) else plain(title)


class _Reader:
    """Goes through one file from the first paragraph to the last note."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = self._main_member()
        self._related = self._relations()
        self._styles = Styles(self._tree("styles"))
        self._numbers = Numbers(self._tree("numbering"))
        self._runs = Runs(self._styles, self._note_mark)
        self._noted: dict[tuple[str, str], str] = {}
        self._called: Counter[str] = Counter()
        self._mends: list[Mend] = []
        self._carried: Words | None = None
        self._endnotes_as = "lowerRoman"
        self.title = ""
        self.hidden: set[str] = set()

    def read(self) -> tuple[Part, ...]:
        """Every part of the body, then the notes in the order they are called."""
        root = tree_of(self._package.name, self._main, self._package.read(self._main))
        body = root.find(w.BODY)
        if body is None:
            raise broken_word(self._package.name, "it has no body")
        self._endnotes_as = w.value(body.find(f"{w.SECTION}/{w.ENDNOTE_PR}/{w.NUM_FMT}"), "lowerRoman")
        parts = list(self._blocks(body))
        parts.extend(self._notes())
        if self._mends and parts:
            parts[-1] = replace(parts[-1], mends=parts[-1].mends + tuple(self._mends))
        comments = self._tree("comments")
        self.hidden = self._runs.hidden
        if comments is not None and comments.find(w.COMMENT) is not None:
            self.hidden.add("comments")
        return tuple(parts)

    def _main_member(self) -> str:
        for kind, target in self._targets("_rels/.rels", ""):
            if kind == "officeDocument":
                return target
        return _MAIN

    def _relations(self) -> dict[str, str]:
        folder, base = dirname(self._main), self._main.rsplit("/", 1)[-1]
        return dict(self._targets(join(folder, "_rels", base + ".rels"), folder))

    def _targets(self, member: str, folder: str) -> Iterator[tuple[str, str]]:
        if member in self._package:
            for each in tree_of(self._package.name, member, self._package.read(member)):
                if each.get("TargetMode") != "External":
                    target = each.get("Target", "")
                    place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                    yield each.get("Type", "").rsplit("/", 1)[-1], place

    def _tree(self, kind: str) -> etree._Element | None:
        member = self._related.get(kind, "")
        return tree_of(self._package.name, member, self._package.read(member)) if member in self._package else None

    def _blocks(self, container: etree._Element) -> Iterator[Part]:
        for child in container:
            if child.tag == w.P:
                yield from self._paragraph(child)
            elif child.tag == w.TBL:
                yield from self._table(child)
            elif child.tag == w.SDT:
                for content in child.iterchildren(w.SDT_CONTENT):
                    yield from self._blocks(content)
            elif child.tag == w.ALTERNATE:
                yield from self._blocks(next(iter(child), child))
            elif child.tag in _WRAPPERS or child.tag == w.CUSTOM_XML:
                yield from self._blocks(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Part]:
        properties = element.find(w.P_PR)
        own: dict[str, etree._Element] = {} if properties is None else {child.tag: child for child in properties}
        look = self._styles.look(w.value(own.get(w.STYLE_PR), self._styles.default))
        words = self._runs.of(element, look)
        if self._carried is not None:
            words, self._carried = _joined(self._carried, words), None
        if w.R_PR in own and (own[w.R_PR].find(w.DEL) is not None or own[w.R_PR].find(w.MOVE_FROM) is not None):
            self._runs.hidden.add("tracked deletions")
            self._carried = words
            return
        part = self._part(own, look, words)
        if look.contents and words.text:
            self._mends.append(Mend("contents_line", words.text))
        elif part.text:
            if self._mends:
                part = replace(part, mends=(*self._mends, *part.mends))
                self._mends = []
            yield part
        for box in words.boxes:
            yield from self._blocks(box)

    def _part(self, own: dict[str, etree._Element], look: Look, words: Words) -> Part:
        level = outline_level(own[w.OUTLINE]) if w.OUTLINE in own and not look.level else look.level
        mark, depth, listed = self._mark(own, look)
        text, mends = words.text, words.mends
        if look.title and not self.title:
            self.title = text
        if words.raised_first:
            return Part("footnote", text, mark=words.raised_first, mends=mends)
        if not listed:
            mark, text = split_mark(text)
            cut = len(words.text) - len(text)
            mends = tuple(replace(mend, at=max(mend.at - cut, 0)) for mend in mends) if cut else mends
        shape: Shape = "heading" if level else "item" if mark else "paragraph"
        return Part(shape, text, mark=mark, level=level or depth, bold=words.bold, mends=mends)

    def _mark(self, own: dict[str, etree._Element], look: Look) -> tuple[str, int, bool]:
        direct = own.get(w.NUM_PR)
        if direct is None:
            return self._numbers.mark("", None, look) if look.num_id else ("", 0, False)
        num_id, ilvl = w.value(direct.find(w.NUM_ID)), direct.find(w.ILVL)
        return self._numbers.mark(num_id, None if ilvl is None else w.whole(w.value(ilvl)), look)

    def _table(self, table: etree._Element) -> Iterator[Part]:
        for row in _rows(table):
            if row.find(f"{w.TR_PR}/{w.DEL}") is not None:
                self._runs.hidden.add("tracked deletions")
                continue
            cells = list(_cells(row))
            if len(cells) == 1:
                yield from self._blocks(cells[0])
            else:
                yield from self._row(row, cells)

    def _row(self, row: etree._Element, cells: list[etree._Element]) -> Iterator[Part]:
        texts = [""] * w.whole(w.value(row.find(f"{w.TR_PR}/{w.GRID_BEFORE}")))
        mends: list[Mend] = []
        within: list[Part] = []
        bolds: list[bool] = []
        for cell in cells:
            parts = list(self._blocks(cell))
            own = [part for part in parts if part.shape not in ("row", "footnote")]
            within += [part for part in parts if part.shape in ("row", "footnote")]
            at = sum(map(len, texts)) + len(texts)
            for part in own:
                mends += [replace(mend, at=mend.at + at + len(_lead(part))) for mend in part.mends]
                at += len(_lead(part)) + len(part.text) + 1
            texts.append("\n".join(_lead(part) + part.text for part in own))
            bolds += [part.bold for part in own]
            span = w.whole(w.value(cell.find(f"{w.TC_PR}/{w.GRID_SPAN}")), 1)
            texts += [""] * (min(span, 64) - 1)
        if any(texts):
            yield Part("row", "\t".join(texts), bold=all(bolds), cells=tuple(texts), mends=tuple(mends))
        yield from within

    def _note_mark(self, kind: str, note_id: str) -> str:
        """The next number of its kind; a note that is called twice keeps its first."""
        if (kind, note_id) not in self._noted:
            self._called[kind] += 1
            self._noted[kind, note_id] = in_form(
                self._called[kind], "decimal" if kind == "footnote" else self._endnotes_as
            )
        return self._noted[kind, note_id]

    def _notes(self) -> Iterator[Part]:
        for kind, tag in (("footnote", w.FOOTNOTE), ("endnote", w.ENDNOTE)):
            called = {note_id: mark for (each, note_id), mark in self._noted.items() if each == kind}
            root = self._tree(kind + "s") if called else None
            notes = {} if root is None else {note.get(w.ID, ""): note for note in root.iterchildren(tag)}
            for note_id, mark in called.items():
                for part in self._blocks(notes[note_id]) if note_id in notes else ():
                    yield replace(part, shape="footnote", mark=mark, level=0)
                    mark = ""


def _lead(part: Part) -> str:
    return part.mark + " " if part.mark else ""


def _joined(first: Words, second: Words) -> Words:
    """Two paragraphs whose parting mark was deleted are one."""
    raw = first.raw + second.raw
    text = plain(raw)
    moved = tuple(replace(mend, at=mend.at + len(text) - len(second.text)) for mend in second.mends)
    return replace(
        second,
        text=text,
        raw=raw,
        bold=first.bold and second.bold,
        mends=first.mends + moved,
        boxes=first.boxes + second.boxes,
        notes=first.notes + second.notes,
    )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == w.TR:
            yield child
        elif child.tag in (w.SDT, w.CUSTOM_XML) or child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == w.TC:
            yield child
        elif child.tag in (w.SDT, w.CUSTOM_XML) or child.tag in _WRAPPERS:
            yield from _cells(child)
