"""Word files, PDFs and zips made for one test each, good and hostile."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import typst
from docx import Document
from docx.document import Document as Docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_REL = '<Relationship Id="r{0}" Type="' + _RELATION + '/{1}" Target="{2}"/>'


def root(tag: str, inner: str) -> str:
    """A Word XML part with the usual names declared."""
    return (
        f'<w:{tag} xmlns:w="{W}" xmlns:r="{_RELATION}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        f' xmlns:v="urn:schemas-microsoft-com:vml">{inner}</w:{tag}>'
    )


def word(body: str, **parts: str) -> bytes:
    """A Word file with that body; `parts` are the insides of numbering, styles, footnotes, endnotes or comments."""
    links = "".join(_REL.format(number, kind, f"{kind}.xml") for number, kind in enumerate(parts))
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _RELS.format(_REL.format(0, "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELS.format(links),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
    }
    members |= {f"word/{kind}.xml": root(kind, inner) for kind, inner in parts.items()}
    return zipped(members)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of those members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    inner = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph in a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def saved(document: Docx) -> bytes:
    """The bytes of a document that was built with python-docx."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def new_word() -> Docx:
    """An empty document to build on."""
    return Document()


def typeset(body: str, setup: str = "", **data: object) -> bytes:
    """A PDF set by typst with the fonts it carries; `data` is at hand in the body as ``data.name``."""
    source = (
        '#set page(paper: "a4", margin: 2.5cm)\n#set text(font: "Libertinus Serif", size: 11pt, lang: "en", '
        f"hyphenate: false)\n{setup}\n#let data = json(bytes(sys.inputs.data))\n{body}"
    )
    made = typst.compile(source.encode(), sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made
