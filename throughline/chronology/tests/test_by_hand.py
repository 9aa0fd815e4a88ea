"""What people do to a file by hand comes in too: years over rows, words beside them, loose quotation marks, notes."""

from __future__ import annotations

import datetime as dt

import openpyxl
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from throughline.chronology.rules import write
from throughline.chronology.tests.makers import HEADS, counted, csv_of, read, saved, word_of


def test_a_year_that_stands_over_rows_and_one_that_is_not_understood() -> None:
    rows = [HEADS, ("2015", *[""] * 5), ("3 May", "", "Log", "a", "", ""), ("2016", *[""] * 5)]
    rows += [("1 Jan", "", "Log", "b", "", ""), ("2/2/16", "", "Log", "c", "", "")]
    timeline = read(saved(word_of(rows)), "x.docx")
    assert [each.start.edtf for each in timeline.entries] == ["2015-05-03", "2016-01-01", "2016-02-02"]
    assert counted(timeline) == 3
    for words, found in (("Year: 2017", ["2017-01-01"]), ("Events of 2017", [])):
        made = word_of([HEADS, ("2016",) * 6, (words,) * 6, ("1 Jan", "", "Log", "b", "", "")])
        for at in (1, 2):
            made.tables[0].cell(at, 0).merge(made.tables[0].cell(at, 5)).text = rows[3][0] if at == 1 else words
        timeline = read(saved(made), "x.docx")
        assert [each.start.edtf for each in timeline.entries] == found
        assert [each.rule for each in timeline.refused] == ([] if found else ["C104"])


def test_words_that_say_they_are_a_note() -> None:
    rows = [("", "", "", words, "", "") for words in ("Note: the file is lost", "NB no records of 2014")]
    rows += [("", "", "Author's note", "see the policy", "", ""), ("", "", "", "Note sent home by the teacher", "", "")]
    rows += [("3/5/16", "", "Note", "Told the head", "", "")]
    timeline = read(csv_of(*rows))
    assert [each.row for each in timeline.notes] == [1, 2, 3]
    assert [each.row for each in timeline.refused] == [4]
    assert [each.row for each in timeline.entries] == [5]


def test_a_quotation_mark_that_is_never_closed_takes_in_no_other_row() -> None:
    heads = ",".join(HEADS)
    lines = ['1/1/16,,Log,"He is 5 feet,,', '2/1/16,,Log,"one,\nand two",,', "3/1/16,,Log,last,,"]
    timeline = read("\n".join([heads, *lines]).encode())
    assert [each.event for each in timeline.entries] == ['"He is 5 feet', "one,\nand two", "last"]
    assert [each.row for each in timeline.entries] == [1, 2, 3]
    tall = read(f'{heads}\n1/1/16,,"Log, red",5\'2" tall,,\n2/1/16,,Log,"open,,\n3/1/16,,Log,last,,'.encode())
    assert [(each.source, each.event) for each in tall.entries] == [
        ("Log, red", "5'2\" tall"),
        ("Log", '"open'),
        ("Log", "last"),
    ]
    fine = (
        f'{heads}\n1/1/16,,Log,"one, two, three, four, five, six\nand, so, on, it, went, on",,\n2/1/16,,Log,6" long,,'
    )
    assert [each.event[:4] for each in read(fine.encode()).entries] == ["one,", '6" l']
    cut = read("\n".join([heads, "1/1/16,,Log,ok,,", '2/1/16,,Log,"cut short']).encode())
    assert [each.event for each in cut.entries] == ["ok", '"cut short']


def test_a_timeline_made_here_whose_row_lost_its_agency_is_still_read() -> None:
    data = "Agency,Row,Start Date,Source,Event\n,3,1/1/16,Log,Seen\nSchool,4,2/1/16,Log,Seen\n"
    timeline = read(data.encode(), "police.csv")
    assert [(each.agency, each.row) for each in timeline.entries] == [("police", 1), ("School", 4)]


def test_a_footnote_of_a_row_stands_in_the_row() -> None:
    made = word_of([HEADS, ("3/5/16", "", "Log", "Seen by the nurse", "", ""), ("4/5/16", "", "Log", "Rang", "", "")])
    for number, (row, column) in enumerate(((1, 3), (2, 0)), 2):
        run = made.tables[0].cell(row, column).paragraphs[0].add_run()
        run._r.append(OxmlElement("w:footnoteReference", attrs={qn("w:id"): str(number)}))
    name = PackURI("/word/footnotes.xml")
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
        for number, words in ((2, "Later corrected."), (3, "From memory."))
    )
    data = f'<w:footnotes xmlns:w="{nsmap["w"]}">{notes}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    made.part.relate_to(Part(name, kind, data, made.part.package), f"{nsmap['r']}/footnotes")
    assert [(each.start.edtf, each.event) for each in read(saved(made), "x.docx").entries] == [
        ("2016-05-03", "Seen by the nurse\nFootnote: Later corrected."),
        ("2016-05-04", "Rang\nFootnote: From memory."),
    ]


def test_a_time_that_a_sheet_shows_as_a_day_and_a_day_without_its_year_come_back_the_same() -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    book.active.append([dt.date(2016, 5, 22), 545 / 1440, "Log", "Seen", "", ""])
    book.active["B2"].number_format = "yyyy-mm-dd h:mm:ss"
    timed = read(saved(book), "police.xlsx")
    assert (timed.entries[0].time, timed.entries[0].time_text) == ("09:05", "09:05")
    rows = [HEADS, ("2015", *[""] * 5), ("4/5\n6/5", "", "Log", "a", "", ""), ("?3 May", "", "Log", "b", "", "")]
    yearless = read(saved(word_of(rows)), "police.docx")
    assert len(yearless.entries) + len(yearless.refused) == 2
    for timeline in (timed, yearless):
        again = read(write(timeline, ".csv"), "out.csv")
        assert (again.entries, again.refused) == (timeline.entries, timeline.refused)
