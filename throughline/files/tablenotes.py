"""Footnotes and endnotes that the cells of a Word table call: their words belong to the row."""

from __future__ import annotations

from lxml import etree

from throughline.files import wordnames as w
from throughline.files.package import Package
from throughline.files.xmltree import tree_of

_KINDS = (
    ("Footnote", w.FOOTNOTE_REF, "word/footnotes.xml", w.FOOTNOTE),
    ("Endnote", w.ENDNOTE_REF, "word/endnotes.xml", w.ENDNOTE),
)
_LONGEST_DATE = 40


def bring_in(body: etree._Element, raw: bytes, package: Package) -> None:
    """Each note that a cell calls stands at its end, in a paragraph of its own; `raw` is what `body` was read from.

    Where the cell is short and has figures the note stands in the longest of the row: it might be in a date's way.
    """
    for word, reference, part, tag in _KINDS:
        if reference.rpartition("}")[2].encode() not in raw or part not in package:
            continue
        notes = {note.get(w.ID, ""): note for note in tree_of(package.name, part, package.read(part)).iter(tag)}
        told: set[tuple[etree._Element, str]] = set()
        for called in list(body.iter(reference)):
            cell, note = next(called.iterancestors(w.TC), None), notes.get(called.get(w.ID, ""))
            if cell is None or note is None:
                continue
            said, place = " ".join(_words(note).split()), _place(cell)
            if said and (place, said) not in told:
                told.add((place, said))
                run = etree.SubElement(etree.SubElement(place, w.P), w.R)
                etree.SubElement(run, w.T).text = f"{word}: {said}"


def _words(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(w.T))


def _place(cell: etree._Element) -> etree._Element:
    words = _words(cell)
    row = next(cell.iterancestors(w.TR), None)
    if row is None or len(words) > _LONGEST_DATE or not any(sign.isdigit() for sign in words):
        return cell
    return max((each for each in row.iter(w.TC) if each is not cell), key=lambda each: len(_words(each)), default=cell)
