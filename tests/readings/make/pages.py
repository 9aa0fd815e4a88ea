"""PDF files, by Chromium from a web page or by typst, with running headers, page numbers, footnotes and columns."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import typst
from playwright.sync_api import sync_playwright

from .blocks import Block, blocks, runs
from .word import write_word

STYLE = """
body { font: 11pt/1.4 FONT; } h1 { font-size: 17pt } h2 { font-size: 13pt } h3 { font-size: 11pt }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #777; padding: 4px; vertical-align: top;
text-align: left } .break { break-after: page } .note { font-size: 8pt } sup { font-size: 7pt } td p { margin: 0 0 4px }
"""
TAGS = {"bold": "b", "italic": "i", "note": "sup"}


def write_pdf(path: Path, body: str, layout: dict[str, Any]) -> None:
    """Write ``body`` to ``path`` as a PDF laid out as ``layout`` says."""
    if layout.get("engine") == "typst":
        path.write_bytes(typst.compile(typst_source(body, layout).encode()))
        return
    if layout.get("engine") == "office":
        by_office(path, body, layout)
        return
    page_html = web_page(body, layout)
    edge = layout.get("margin", "22mm")
    small = '<div style="font-size:8px;width:100%;text-align:center">{}</div>'
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.set_content(page_html)
        page.pdf(
            path=str(path),
            format="A4",
            landscape=bool(layout.get("landscape")),
            margin={"top": edge, "bottom": edge, "left": edge, "right": edge},
            display_header_footer=True,
            header_template=small.format(html.escape(layout.get("header", ""))),
            footer_template=small.format(layout.get("footer", "Page <span class='pageNumber'></span>")),
        )
        browser.close()


def by_office(path: Path, body: str, layout: dict[str, Any]) -> None:
    """Write the PDF that LibreOffice makes of the Word file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        write_word(source, body, layout)
        command = [shutil.which("soffice") or "soffice", "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        shutil.copyfile(source.with_suffix(".pdf"), path)


def web_page(body: str, layout: dict[str, Any]) -> str:
    """The body as one web page; a list of automatic numbers becomes an ordered list."""
    made, open_list = [], ""
    for one in blocks(body):
        wanted = {"bullet": "ul", "number": f'ol type="{one.style}"'}.get(one.kind, "")
        if wanted != open_list:
            made.append((f"</{open_list[:2]}>" if open_list else "") + (f"<{wanted}>" if wanted else ""))
            open_list = wanted
        made.append(web_block(one))
    made.append(f"</{open_list[:2]}>" if open_list else "")
    style = STYLE.replace("FONT", layout.get("font", "Arial, sans-serif")) + layout.get("css", "")
    return f"<!doctype html><html lang=en><meta charset=utf-8><style>{style}</style><body>{''.join(made)}</body></html>"


def web_block(one: Block) -> str:
    """One block as web text."""
    if one.kind == "heading":
        return f"<h{one.level}>{web_line(one.text)}</h{one.level}>"
    if one.kind in ("bullet", "number"):
        return f"<li>{web_line(one.text)}</li>"
    if one.kind == "break":
        return "<div class=break></div>"
    if one.kind == "note":
        return f"<p class=note><sup>{one.level}</sup> {web_line(one.text)}</p>"
    if one.kind == "table":
        head, *rows = one.rows
        top = "".join(f"<th>{web_line(cell)}</th>" for cell in head)
        rest = "".join("<tr>" + "".join(f"<td>{web_cell(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table><tr>{top}</tr>{rest}</table>"
    return f"<p>{web_line(one.text)}</p>"


def web_cell(text: str) -> str:
    """A cell, a paragraph for each ``<br>``."""
    return "".join(f"<p>{web_line(line)}</p>" for line in text.split("<br>"))


def web_line(text: str) -> str:
    """A line with its bold, italic and footnote marks as tags."""
    made = ""
    for style, piece in runs(text):
        tag = TAGS.get(style)
        made += f"<{tag}>{html.escape(piece)}</{tag}>" if tag else html.escape(piece)
    return made


def typst_source(body: str, layout: dict[str, Any]) -> str:
    """The body as typst: notes become true footnotes, automatic numbers an enumeration."""
    parts = blocks(body)
    notes = {str(one.level): one.text for one in parts if one.kind == "note"}
    header = layout.get("header", "")
    font = layout.get("typst_font", "Libertinus Serif")
    page = f'paper: "a4", margin: {layout.get("margin", "2.4cm")}, columns: {layout.get("columns", 1)}'
    made = [
        f'#set page({page}, header: [#text(8pt)[{typst_words(header)}]], numbering: "{layout.get("numbering", "1")}")',
        f'#set text(font: "{font}", size: {layout.get("size", 11)}pt, lang: "en")',
        f'#set par(justify: {"true" if layout.get("justify") else "false"})\n#set enum(numbering: "1.")\n'
        "#show heading: set block(above: 1.4em, below: 0.8em)",
    ]
    for one in parts:
        made.append(typst_block(one, notes))
    return "\n".join(made)


def typst_block(one: Block, notes: dict[str, str]) -> str:
    """One block as typst."""
    text = typst_line(one.text, notes)
    if one.kind == "heading":
        return f"\n#heading(level: {one.level})[{text}]\n"
    if one.kind == "bullet":
        return f"{'  ' * one.level}- {text}"
    if one.kind == "number":
        return f"+ {text}"
    if one.kind == "break":
        return "\n#pagebreak()\n"
    if one.kind == "table":
        cells = [f"[{typst_line(cell, notes)}]" for row in one.rows for cell in row]
        return f"\n#table(columns: {len(one.rows[0])}, {', '.join(cells)})\n"
    return "" if one.kind == "note" else f"\n{text}\n"


def typst_line(text: str, notes: dict[str, str]) -> str:
    """A line as typst, its marks kept."""
    made = ""
    for style, piece in runs(text):
        if style == "note":
            made += f"#footnote[{typst_words(notes[piece])}]"
        elif style in ("bold", "italic"):
            made += f"#{'strong' if style == 'bold' else 'emph'}[{typst_words(piece)}]"
        else:
            made += "#linebreak()".join(typst_words(line) for line in piece.split("<br>"))
    return made


def typst_words(text: str) -> str:
    """Words with nothing in them that typst would read as markup."""
    return re.sub(r"([\\#$*_`<>@\[\]~=+/-])", r"\\\1", text)
