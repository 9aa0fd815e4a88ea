"""Write the Word side of a template that is not released yet: python scripts/make_word_template.py FILE [sheet]."""

from __future__ import annotations

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

INK, SLATE = RGBColor(0x17, 0x25, 0x2E), RGBColor(0x45, 0x54, 0x5E)
SIZES = {"Normal": 10.5, "Title": 19, "Subtitle": 12, "Heading 2": 14, "Heading 3": 11.5, "Heading 4": 10.5}


def styled(word: Word) -> None:
    """One typeface that every machine has, our sizes, British English, no theme colours."""
    for name, size in SIZES.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.italic = "Arial", Pt(size), False
        style.font.bold = name not in ("Normal", "Subtitle")
        style.font.color.rgb = SLATE if name == "Subtitle" else INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), "Arial")
        if name.startswith("Heading"):
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(5)
            style.paragraph_format.keep_with_next = True
    title = word.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    title.append(level)
    word.styles["Normal"].paragraph_format.space_after = Pt(8)
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "en-GB")


def field(paragraph: Paragraph, code: str) -> None:
    """A field such as the page's number."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def head_and_foot(word: Word) -> None:
    """Whose report it is, whose copy, and which page of how many, on every sheet."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin, section.bottom_margin = Mm(26), Mm(24)
    for paragraph, text in (
        (
            section.header.paragraphs[0],
            "{{ brand.name }}{% if brand.line %}, {{ brand.line }}{% endif %}\t{{ header }}",
        ),
        (section.footer.paragraphs[0], "{{ footer }}\tPage "),
    ):
        paragraph.style = word.styles["Normal"]
        paragraph.text = text
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(172), WD_TAB_ALIGNMENT.RIGHT)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), SLATE
    foot = section.footer.paragraphs[0]
    field(foot, "PAGE")
    foot.add_run(" of ")
    field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), SLATE


def body(word: Word) -> None:
    """The sections, their blocks, their parts, and the glossary."""
    for text, style in (
        ("{{ title }}", "Title"),
        ("{{ subtitle }}", "Subtitle"),
        ("{%p for section in sections %}", "Normal"),
        ("{{ section.heading }}", "Heading 2"),
        ("{%p for words in section.paragraphs %}", "Normal"),
        ("{{ words }}", "Normal"),
        ("{%p endfor %}", "Normal"),
        ("{%p for block in section.blocks %}", "Normal"),
        ("{{ block.heading }}", "Heading 3"),
        ("{%p for words in block.paragraphs %}", "Normal"),
        ("{{ words }}", "Normal"),
        ("{%p endfor %}", "Normal"),
        ("{%p for part in block.parts %}", "Normal"),
        ("{{ part.heading }}", "Heading 4"),
        ("{%p for words in part.paragraphs %}", "Normal"),
        ("{{ words }}", "Normal"),
        ("{%p endfor %}", "Normal"),
        ("{%p endfor %}", "Normal"),
        ("{%p endfor %}", "Normal"),
        ("{%p endfor %}", "Normal"),
        ("{%p if glossary %}", "Normal"),
        ("Glossary", "Heading 2"),
    ):
        word.add_paragraph(text, style=style)
    table = word.add_table(rows=4, cols=2)
    table.style = word.styles["Table Grid"]
    rows = (
        ("Short form", "Meaning"),
        ("{%tr for row in glossary %}", ""),
        ("{{ row[0] }}", "{{ row[1] }}"),
        ("{%tr endfor %}", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].font.bold = True
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    word.add_paragraph("{%p endif %}", style="Normal")


def sheet(word: Word) -> None:
    """A form to key in: each section a heading and a table of what is asked and what is answered."""
    for text, style in (
        ("{{ title }}", "Title"),
        ("{{ subtitle }}", "Subtitle"),
        ("{%p for section in sections %}", "Normal"),
        ("{{ section.heading }}", "Heading 2"),
    ):
        word.add_paragraph(text, style=style)
    table = word.add_table(rows=4, cols=2)
    table.style = word.styles["Table Grid"]
    rows = (("Field", "Answer"), ("{%tr for row in section.rows %}", ""), ("{{ row[0] }}", "{{ row[1] }}"))
    for row, texts in zip(table.rows, (*rows, ("{%tr endfor %}", "")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].font.bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    word.add_paragraph("{%p endfor %}", style="Normal")


def letter(word: Word, words: str) -> None:
    """A letter: who writes and when, to whom, its words, one paragraph a line, and who signs. # begins a heading."""
    for text in ("{{ partnership }}", "{{ address }}", "{{ telephone }}", "{{ today }}"):
        word.add_paragraph(text, style="Normal").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text in words.splitlines():
        heading = text.startswith("# ")
        word.add_paragraph(text.removeprefix("# "), style="Heading 2" if heading else "Normal")
    for text in ("{{ signs_name }}", "{{ signs_title }}"):
        word.add_paragraph(text, style="Normal")


def bare(word: Word) -> None:
    """Nothing comes along that nobody sees: no custom data, no thumbnail of another document."""
    for part in (word.part, word.part.package):
        for name, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/customXml", "/thumbnail")):
                del part.rels[name]


def main(file: str, kind: str = "report") -> None:
    """The template lies in `file`; `kind` is report, sheet, or the file with the words of a letter."""
    word = Document()
    styled(word)
    head_and_foot(word)
    if kind.endswith(".txt"):
        letter(word, Path(kind).read_text(encoding="utf-8"))
    else:
        (sheet if kind == "sheet" else body)(word)
    bare(word)
    word.core_properties.author = word.core_properties.comments = ""
    word.save(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
