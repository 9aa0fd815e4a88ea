"""Word files into parts."""

from __future__ import annotations

import pytest

from throughline.files.opening import open_bytes
from throughline.files.parts import Mend, Opened, Part
from throughline.files.tests.makers import new_word, p, root, saved, word, zipped

BOX = (
    "<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def opened(body: str, **parts: str) -> Opened:
    """A Word file with that body, opened."""
    return open_bytes("a.docx", word(body, **parts))


def one(body: str, **parts: str) -> Part:
    """The only part of a Word file with that body."""
    (part,) = opened(body, **parts).parts
    return part


def texts(body: str, **parts: str) -> list[str]:
    """The texts of the parts of a Word file with that body."""
    return [part.text for part in opened(body, **parts).parts]


def run(inner: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


RAISED = '<w:vertAlign w:val="superscript"/>'


def test_paragraphs_headings_and_tables_come_in_the_order_of_the_page() -> None:
    made = new_word()
    made.add_heading("Progress report", 0)
    made.add_heading("Finding 1", 1)
    made.add_paragraph("Much was done.")
    table = made.add_table(2, 2)
    for cell, words in zip(
        [cell for row in table.rows for cell in row.cells], ["Action", "When", "Train", "May"], strict=True
    ):
        cell.text = words
    made.add_heading("Outcome", 3)
    made.sections[0].header.paragraphs[0].text = "Running header"
    made.core_properties.title = "Another title"
    result = open_bytes("a.docx", saved(made))
    assert [(part.shape, part.level, part.text) for part in result.parts] == [
        ("heading", 1, "Progress report"),
        ("heading", 1, "Finding 1"),
        ("paragraph", 0, "Much was done."),
        ("row", 0, "Action\tWhen"),
        ("row", 0, "Train\tMay"),
        ("heading", 3, "Outcome"),
    ]
    assert result.title == "Progress report"
    assert result.parts[3].cells == ("Action", "When")


def test_the_title_is_that_of_the_file_where_none_is_styled_so() -> None:
    made = new_word()
    made.add_paragraph("Words")
    made.core_properties.title = "Annual report"
    assert open_bytes("a.docx", saved(made)).title == "Annual report"
    made.core_properties.title = "Microsoft Word - x.doc"
    assert open_bytes("a.docx", saved(made)).title == ""


def test_headings_are_known_by_style_outline_or_what_the_style_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Board heading"/><w:basedOn w:val="berschrift2"/>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Our own"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/><w:basedOn w:val="Out"/><w:pPr>'
        '<w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in ("berschrift2", "Mine", "Out", "Loop", "Body"))
    body += p("direct", '<w:outlineLvl w:val="0"/>')
    found = [(part.shape, part.level) for part in opened(body, styles=styles).parts]
    assert found == [("heading", 2), ("heading", 2), ("heading", 4), ("paragraph", 0), ("paragraph", 0), ("heading", 1)]


def test_a_part_is_bold_when_all_of_it_is_by_itself_or_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heavy"><w:name w:val="Heavy"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        p("all", run="<w:b/>")
        + f"<w:p>{run(t('some'), '<w:b/>')}{run(t(' not'))}</w:p>"
        + p("by style", '<w:pStyle w:val="Heavy"/>')
        + p("style undone", '<w:pStyle w:val="Heavy"/>', '<w:b w:val="0"/>')
        + p("by run style", run='<w:rStyle w:val="Strong"/>')
        + f"<w:p>{run(t('bold '), '<w:b/>')}{run(t(' '))}{run(t('again'), '<w:b/>')}</w:p>"
    )
    assert [part.bold for part in opened(body, styles=styles).parts] == [True, False, True, False, True, True]


def test_tabs_breaks_hyphens_and_symbols_come_out_as_printed() -> None:
    inner = t("Date:") + "<w:tab/>" + t("7 May\u00a02021") + "<w:br/>" + t("multi") + "<w:noBreakHyphen/>" + t("agency")
    inner += "<w:softHyphen/>" + t(" \u00adoffice  twice") + '<w:sym w:font="Wingdings" w:char="F0FC"/>'
    assert one(f"<w:p><w:r>{inner}</w:r></w:p>").text == "Date:\t7 May 2021\nmulti-agency office twice✓"
    assert one(p("e\ufb03cient \ue123work")).text == "efficient work"


def test_a_number_typed_by_hand_is_the_mark() -> None:
    body = p("1. Introduction") + p("3.1 The review") + p("•\tA point") + p("a) first") + p("2015 was a long year")
    assert [(part.mark, part.text, part.shape) for part in opened(body).parts] == [
        ("1.", "Introduction", "item"),
        ("3.1", "The review", "item"),
        ("•", "A point", "item"),
        ("a)", "first", "item"),
        ("", "2015 was a long year", "paragraph"),
    ]


def test_tracked_changes_count_as_accepted_and_are_named() -> None:
    body = (
        f"<w:p>{run(t('Kept '))}<w:ins>{run(t('added'))}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run(t('moved'))}</w:moveFrom></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run(t('One '))}"
        f"</w:p><w:p>{run(t('whole'))}</w:p><w:p><w:moveTo>{run(t('moved'))}</w:moveTo></w:p>"
    )
    result = opened(body)
    assert [part.text for part in result.parts] == ["Kept added", "One whole", "moved"]
    assert result.hidden == ("tracked deletions", "tracked insertions")


def test_deleted_rows_are_gone() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format('<w:trPr><w:del/></w:trPr>', p('a'), p('b'))}{row.format('', p('c'), p('d'))}</w:tbl>"
    assert texts(table) == ["c\td"]


def test_comments_and_hidden_text_are_named_and_left_out() -> None:
    body = f"<w:p>{run(t('Seen'))}{run(t(' unseen'), '<w:vanish/>')}</w:p>"
    result = opened(body, comments='<w:comment w:id="1"><w:p/></w:comment>')
    assert result.parts[0].text == "Seen"
    assert result.hidden == ("comments", "hidden text")
    assert opened(p("Seen"), comments="").hidden == ()


def test_footnotes_are_parts_of_their_own_and_leave_no_digit_in_the_sentence() -> None:
    ref = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="7"/></w:r>'
    body = f"<w:p>{run(t('Said'))}{ref.format(4)}{run(t(' and meant'))}{ref.format(2)}{run(t('.'))}{end}</w:p>"
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'
    notes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>' + "".join(
        note.format(number, run(t(words))) for number, words in ((2, " Second"), (4, " First"), (9, " Never called"))
    )
    endnotes = f'<w:endnote w:id="7">{p("The end")}{p("goes on")}</w:endnote>'
    result = opened(body, footnotes=notes, endnotes=endnotes)
    assert [(part.shape, part.mark, part.text) for part in result.parts] == [
        ("paragraph", "", "Said and meant."),
        ("footnote", "1", "First"),
        ("footnote", "2", "Second"),
        ("footnote", "i", "The end"),
        ("footnote", "", "goes on"),
    ]
    assert result.parts[0].mends == (
        Mend("footnote_mark", "1", 4),
        Mend("footnote_mark", "2", 14),
        Mend("footnote_mark", "i", 15),
    )


@pytest.mark.parametrize(
    ("before", "raised", "after", "text", "noted"),
    [
        ("The report", "3", " says", "The report says", True),
        ("ended.", "12", "", "ended.", True),
        ("of 2015", "1", " on", "of 2015 on", True),
        ("the 7", "th", " of May", "the 7th of May", False),
        ("20 m", "2", " of space", "20 m² of space", False),
        ("10", "3", " cells", "10³ cells", False),
        ("Board", "TM", "", "BoardTM", False),
        ("words", "1, 2", " go on", "words go on", True),
        ("words", "*", " go on", "words go on", True),
        ("unchanged", "²", " stays", "unchanged² stays", False),
    ],
)
def test_raised_characters(before: str, raised: str, after: str, text: str, noted: bool) -> None:
    part = one(f"<w:p>{run(t(before))}{run(t(raised), RAISED)}{run(t(after))}</w:p>")
    assert part.text == text
    assert part.mends == ((Mend("footnote_mark", raised, len(before)),) if noted else ())


def test_a_note_typed_by_hand_is_a_footnote() -> None:
    part = one(f"<w:p>{run(t('1'), RAISED)}{run(t(' See the guidance.'))}</w:p>")
    assert (part.shape, part.mark, part.text) == ("footnote", "1", "See the guidance.")


def test_codes_of_fields_are_left_out_and_their_results_stay() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>IF x</w:instrText></w:r>"
    nested = char("begin") + code + char("begin") + code + char("separate") + run(t("never")) + char("end")
    body = f"<w:p>{nested}{char('separate')}{run(t('Result'))}{char('end')}{run(t(' after'))}</w:p>"
    simple = f'<w:p><w:fldSimple w:instr="DATE">{run(t("1 May"))}</w:fldSimple></w:p>'
    link = f"<w:p><w:hyperlink>{run(t('linked'))}</w:hyperlink><w:smartTag>{run(t(' words'))}</w:smartTag></w:p>"
    assert texts(body + simple + link) == ["Result after", "1 May", "linked words"]


def test_a_table_of_contents_is_noted_and_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    part = one(p("Finding 1\t3", '<w:pStyle w:val="TOC1"/>') + p("Words"), styles=styles)
    assert part == Part("paragraph", "Words", mends=(Mend("contents_line", "Finding 1\t3"),))


def test_text_boxes_follow_the_paragraph_they_hang_from_once() -> None:
    assert texts(BOX.format(p("Boxed")) + p("After")) == ["Before", "Boxed", "After"]


def test_content_controls_are_read_wherever_they_stand() -> None:
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Block')}</w:sdtContent></w:sdt>"
    inline = f"<w:p>{run(t('In '))}<w:sdt><w:sdtContent>{run(t('line'))}</w:sdtContent></w:sdt></w:p>"
    cells = f"<w:sdt><w:sdtContent><w:tc>{p('cell')}</w:tc></w:sdtContent></w:sdt><w:tc>{p('other')}</w:tc>"
    assert texts(block + inline + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == ["Block", "In line", "cell\tother"]


def test_cells_keep_their_columns_through_merging() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"

    table = (
        "<w:tbl><w:tr>"
        + cell("One", '<w:gridSpan w:val="2"/>')
        + cell("Two")
        + '</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        + cell("Three")
        + cell("", "<w:vMerge/>")
        + "</w:tr><w:tr>"
        + cell("Across all", '<w:gridSpan w:val="3"/>')
        + "</w:tr></w:tbl>"
    )
    found = opened(table).parts
    assert [part.cells for part in found] == [("One", "", "Two"), ("", "Three", ""), ()]
    assert (found[2].shape, found[2].text) == ("paragraph", "Across all")


def test_paragraphs_of_a_cell_are_its_lines_and_nested_tables_follow() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('n1')}</w:tc><w:tc>{p('n2')}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{p('a')}{p('1. b')}{inner}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    assert texts(table) == ["a\n1. b\tc", "n1\tn2"]


def test_a_mark_taken_out_in_a_cell_is_noted_where_it_stood() -> None:
    noted = f"<w:p>{run(t('said'))}{run(t('1'), RAISED)}{run(t(' so'))}</w:p>"
    part = one(f"<w:tbl><w:tr><w:tc>{p('ab')}</w:tc><w:tc>{p('x')}{noted}</w:tc></w:tr></w:tbl>")
    assert part.text == "ab\tx\nsaid so"
    assert part.mends == (Mend("footnote_mark", "1", part.text.index(" so")),)


def test_the_strict_dialect_is_read_too() -> None:
    plain = root("document", f"<w:body>{p('Strict')}</w:body>")
    strict = plain.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    types = '<Types><Override ContentType="x.wordprocessingml.document.main+xml"/></Types>'
    members: dict[str, str | bytes] = {"[Content_Types].xml": types, "word/document.xml": strict}
    assert open_bytes("a.docx", zipped(members)).parts[0].text == "Strict"
