"""Footnotes in a Word file: python-docx writes none, so the part is added to the package afterwards."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def add_reference(paragraph: Paragraph, number: int) -> None:
    """Put a raised footnote mark at the end of a paragraph."""
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )
    )


def save_notes(path: Path, notes: dict[int, str]) -> None:
    """Add the footnote texts to the Word file at ``path``; nothing is done where there are none."""
    if not notes:
        return
    beside = path.with_suffix(".part")
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry, mended(entry.filename, old.read(entry)))
        new.writestr("word/footnotes.xml", notes_xml(notes))
    shutil.move(beside, path)


def mended(name: str, data: bytes) -> bytes:
    """A package file with the footnotes part made known in it."""
    if name == "[Content_Types].xml":
        part = f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'
        return data.replace(b"</Types>", part.encode())
    if name == "word/_rels/document.xml.rels":
        link = f'<Relationship Id="rIdNotes" Type="{RELATION}" Target="footnotes.xml"/></Relationships>'
        return data.replace(b"</Relationships>", link.encode())
    return data


def notes_xml(notes: dict[int, str]) -> str:
    """The footnotes part: the two separators Word wants, then each note with its own mark."""
    rule = '<w:footnote w:type="{0}" w:id="{1}"><w:p><w:r><w:{0}/></w:r></w:p></w:footnote>'
    made = rule.format("separator", -1) + rule.format("continuationSeparator", 0)
    for number, text in notes.items():
        made += (
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{SPACE}">{made}</w:footnotes>'
