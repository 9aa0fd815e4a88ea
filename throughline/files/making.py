"""Tables into Word and Excel, written straight as XML: quick, the same each time, and nothing hidden in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from throughline.files.packing import CORE_RELATION, CORE_TYPE, HEAD, OFFICE, core, packed, relations, text, types

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WIDE, _MARGIN = 15_000, 900
_MOST_NAME = 31
_RISKY = re.compile(r"[=+\-@\t\r]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
MOST_CELL = 32_767  # Excel opens no cell with more characters


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name, its headings, how wide each column is beside the others, and its rows of texts."""

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


_STYLES = f"""{HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="18"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:spacing w:after="200"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/>
<w:spacing w:before="300" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="4" w:color="808080"/><w:left w:val="single" w:sz="4" w:color="808080"/>
<w:bottom w:val="single" w:sz="4" w:color="808080"/><w:right w:val="single" w:sz="4" w:color="808080"/>
<w:insideH w:val="single" w:sz="4" w:color="808080"/><w:insideV w:val="single" w:sz="4" w:color="808080"/>
</w:tblBorders></w:tblPr></w:style></w:styles>"""


def word(title: str, about: Sequence[str], sheets: Iterable[Sheet]) -> bytes:
    """A Word file on its side: the title, a line for each of `about`, and a table for each sheet under its name."""
    body = [_paragraph(title, "Title"), *(_paragraph(line) for line in about)]
    for sheet in sheets:
        body += [_paragraph(sheet.name, "Heading1"), _table(sheet)]
    section = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="450" '
        f'w:footer="450" '
        'w:gutter="0"/></w:sectPr>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return packed(
        {
            "[Content_Types].xml": types(
                {
                    "/word/document.xml": f"{kind}.document.main+xml",
                    "/word/styles.xml": f"{kind}.styles+xml",
                    "/docProps/core.xml": CORE_TYPE,
                }
            ),
            "_rels/.rels": relations(
                {"word/document.xml": f"{OFFICE}/officeDocument", "docProps/core.xml": CORE_RELATION}
            ),
            "docProps/core.xml": core(title),
            "word/_rels/document.xml.rels": relations({"styles.xml": f"{OFFICE}/styles"}),
            "word/styles.xml": _STYLES,
            "word/document.xml": f'{HEAD}<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{section}</w:body>'
            "</w:document>",
        }
    )


def _paragraph(words: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{_run(words)}</w:p>"


def _run(words: str, bold: bool = False) -> str:
    """One run; a line break and a tab stay what they are."""
    if not words:
        return ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    inner = text(words)
    if "\n" in inner or "\t" in inner:
        inner = inner.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{look}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def _table(sheet: Sheet) -> str:
    widths = [_WIDE * width // sum(sheet.widths) for width in sheet.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    looks = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>' for width in widths]
    head = "".join(
        f"{look}{_run(words, bold=True)}</w:p></w:tc>" for look, words in zip(looks, sheet.heads, strict=True)
    )
    rows = [
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(f"{look}{_run(words)}</w:p></w:tc>" for look, words in zip(looks, row, strict=True))
        + "</w:tr>"
        for row in sheet.rows
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout '
        f'w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{''.join(rows)}</w:tbl>{_paragraph('')}"
    )


_LOOKS = f"""{HEAD}<styleSheet xmlns="{_S}"><fonts count="2"><font><sz val="10"/><name val="Arial"/></font>
<font><b/><sz val="10"/><name val="Arial"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment
 vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1">
<alignment vertical="top" wrapText="1"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def excel(title: str, sheets: Sequence[Sheet]) -> bytes:
    """An Excel file of texts alone: no cell is ever a formula, and what looks like one is marked as text."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {"/xl/workbook.xml": f"{kind}.sheet.main+xml", "/xl/styles.xml": f"{kind}.styles+xml"}
    overrides |= {f"/xl/worksheets/sheet{number}.xml": f"{kind}.worksheet+xml" for number in range(1, len(sheets) + 1)}
    listed = "".join(
        f'<sheet name="{_attribute(sheet.name[:_MOST_NAME])}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    targets = {f"worksheets/sheet{number}.xml": f"{OFFICE}/worksheet" for number in range(1, len(sheets) + 1)}
    members = {
        "[Content_Types].xml": types({**overrides, "/docProps/core.xml": CORE_TYPE}),
        "_rels/.rels": relations({"xl/workbook.xml": f"{OFFICE}/officeDocument", "docProps/core.xml": CORE_RELATION}),
        "docProps/core.xml": core(title),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{_S}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({**targets, "styles.xml": f"{OFFICE}/styles"}),
        "xl/styles.xml": _LOOKS,
    }
    members |= {f"xl/worksheets/sheet{number}.xml": _sheet(sheet) for number, sheet in enumerate(sheets, 1)}
    return packed(members)


def _attribute(words: str) -> str:
    return text(words).replace('"', "&quot;")


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    rows = [_line(1, sheet.heads, 1), *(_line(number, row, 0) for number, row in enumerate(sheet.rows, 2))]
    return (
        f'{HEAD}<worksheet xmlns="{_S}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _line(number: int, cells: Sequence[str], look: int) -> str:
    made = []
    for place, words in enumerate(cells):
        if words:
            style = 2 if look == 0 and _RISKY.match(words) else look
            inner = _ESCAPED.sub("_x005F_", text(words))
            made.append(
                f'<c r="{_letters(place)}{number}" s="{style}" t="inlineStr"><is><t '
                f'xml:space="preserve">{inner}</t></is></c>'
            )
    return f'<row r="{number}">{"".join(made)}</row>'


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, over = divmod(place - 1, 26)
        letters = chr(65 + over) + letters
    return letters
