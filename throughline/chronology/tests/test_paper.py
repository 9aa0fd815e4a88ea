"""A timeline that was taken out as a PDF comes in again the same, or not at all."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.chronology.models import Chronology
from throughline.chronology.papers import timeline_as_pdf
from throughline.chronology.rules import Timeline, merge
from throughline.chronology.rules.papercells import aside, drawn, fields_of, told
from throughline.chronology.tests.makers import csv_of, read
from throughline.cli import main
from throughline.documents.rendering.letters import drawable
from throughline.documents.rendering.structure import faults
from throughline.kernel.refusals import Refused

AT = datetime(2026, 3, 12, 9, 12, tzinfo=UTC)
WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn", "Cc"], include_characters="\n\t"),
        st.sampled_from("ae -/¶→¬[]\n\t\u0301\u0323"),
    ),
    max_size=40,
)


def paper(timeline: Timeline) -> bytes:
    """The PDF of a timeline, as its page gives it."""
    held = SimpleNamespace(child_name="Alder", born_iso="2014-03-01", case=SimpleNamespace(reference="WX-2026-01"))
    given = {"names": {}, "partnership": "Wexmoor", "for_name": "Ruth Adeyemi", "at": AT}
    return timeline_as_pdf(cast("Chronology", held), timeline, [], **given)


def odd() -> Timeline:
    """Two agencies with whatever is hard to print: every letter, long words, long rows, empty lines, signs as ours."""
    letters = sorted(drawable() - {" "})
    apart = [two for each in letters if len(two := unicodedata.normalize("NFD", each)) == 2]
    spelt = [" ".join(f"x{each}y" for each in (letters + apart)[at : at + 60]) for at in range(0, 2400, 60)]
    police = csv_of(
        ("12/3/15", "?09.30", "PNC", "Father arrested at the family home after a neighbour rang 999", "=1+1", "a\n\nb"),
        (
            "?March 2016",
            "morning",
            "Log\nbook",
            "¶ until → at ¬ [U+0041] row",
            "-2",
            "<b>“quotes”</b> \U0001f600 مرحبا",
        ),
        ("before June 2014", "", "L" * 60, "https://wexmoor.example/" + "a-b/" * 60, "W" * 200, "i" * 300 + " i"),
        (
            "from 3/4/2016 to 5/4/2016",
            "",
            "Log",
            "Multi-agency, well-known, pre- and post-birth. " * 200,
            "",
            "c " * 900,
        ),
        ("12/3/15", "", "# author", "A note\nof two lines", "", ""),
        ("31/02/2015", "", "Log", "x", "", ""),
        *(("5/6/2015", "", "Log", words, "", "Child: Alder\U0001f600") for words in spelt if words),
    )
    school = csv_of(
        ("12/3/15", "", "CPOMS", "Police told us that dad was arrested at home when a neighbour called 999", "", "")
    )
    return merge(read(police, "Police.csv"), read(school, "School: lower.csv"))


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return odd()


@pytest.fixture(scope="module")
def short() -> bytes:
    """Of a page or two, to be changed."""
    rows = [(f"{day}/3/15", "", "Log", "Called, and nobody was in.", "", "c") for day in range(1, 6)]
    return paper(read(csv_of(*rows, ("12/3/15", "", "# author", "A note by Tayo Avis", "", "")), "Police.csv"))


@pytest.fixture(scope="module")
def made(timeline: Timeline) -> bytes:
    return paper(timeline)


def test_it_comes_back_the_same_through_pages_and_agencies(timeline: Timeline, made: bytes) -> None:
    assert timeline.links and timeline.refused and timeline.notes and timeline.silences
    again = read(made, "export.pdf")
    assert again.as_json() == timeline.as_json() and again.named and not again.aside
    assert [each.time_text for each in again.entries] == [each.time_text for each in timeline.entries]
    assert [each.who for each in again.entries] == [each.who for each in timeline.entries]
    assert merge(timeline, again).as_json() == timeline.as_json()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) > 5 and not pdf.attachments
    assert faults(made) == []


def test_the_command_takes_it(
    timeline: Timeline, made: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken out.PDF").write_bytes(made)
    assert main(["chronology", "merge", str(tmp_path / "taken out.PDF"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == timeline.as_json()
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7\n%no more")
    assert main(["chronology", "check", str(tmp_path / "other.pdf")]) == 2
    assert "E1108" in capsys.readouterr().err


@settings(max_examples=2, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=20, max_size=30))
def test_whatever_the_words_they_come_back(rows: list[tuple[str, str]]) -> None:
    timeline = read(csv_of(*(("12/3/15", "", "Log", event, action, "c") for event, action in rows)))
    assert read(paper(timeline), "x.pdf").as_json() == timeline.as_json()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.lists(WORDS, min_size=3, max_size=3))
def test_a_cell_gives_back_its_words_and_none_of_ours(any_words: str, parts: list[str]) -> None:
    letters = drawable()
    lines = [line for words in (any_words, *parts) for line in drawn(words, letters)]
    assert {sign for line in lines for _, words in line for sign in words} <= letters | set("\u0301\u0323")
    assert fields_of(drawn(any_words, letters)).get("", "") == any_words
    until, at, first = parts
    cell = drawn(first, letters) + aside(f"from {any_words}", letters)
    cell += told("until", until, letters) + aside("uncertain", letters) + told("at", at, letters)
    found = fields_of(cell, ("until", "at"))
    assert (found.get("", ""), found.get("until", ""), found.get("at", "")) == (first, until, at)


def test_an_empty_timeline_comes_back_too() -> None:
    assert read(paper(Timeline()), "x.pdf") == Timeline()


Change = Callable[[pikepdf.Pdf], None]


def swapped(old: bytes, new: bytes, page: int = 0) -> Change:
    """What a page draws, changed once."""

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page].Contents
        before = contents.read_bytes()
        assert old in before
        contents.write(before.replace(old, new, 1))

    return change


def added(words: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[0].Contents
        contents.write(contents.read_bytes() + words)

    return change


def rows_of(pdf: pikepdf.Pdf, table: int) -> Any:
    tables = [child for child in pdf.Root.StructTreeRoot.K[0].K if str(child.S) == "/Table"]
    return tables[table].K[-1].K


def without_a_row(pdf: pikepdf.Pdf) -> None:
    del rows_of(pdf, 0)[3]


def in_the_last_words(old: bytes, new: bytes) -> Change:
    """As a program that blackens words does it: the row and its tags stay."""

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[0].Contents
        before = contents.read_bytes()
        at = before.rindex(b"/MCID")
        changed = re.sub(old, new, before[at:], count=1)
        assert changed != before[at:]
        contents.write(before[:at] + changed)

    return change


def contents_of(node: Any) -> Iterator[int]:
    for child in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
        if isinstance(child, pikepdf.Dictionary):
            yield from contents_of(child)
        else:
            yield int(child)


def without_a_note(pdf: pikepdf.Pdf) -> None:
    """The tags and the words of a whole row are gone, and nothing that is left looks wrong."""
    rows = rows_of(pdf, -1)
    contents = pdf.pages[-1].Contents
    left = contents.read_bytes()
    for number in contents_of(rows[0]):
        left = re.sub(rb"/\w+<</MCID %d\b[^>]*>>BDC" % number, b"/Artifact BMC", left)
    contents.write(left)
    del rows[0]


def noted(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[0, 0, 500, 500])
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def said_otherwise(pdf: pikepdf.Pdf) -> None:
    rows_of(pdf, 0)[1].K[4].ActualText = "Nothing of note"


def told_again_and_again(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode.write(b"beginbfrange\n" + b"<0000> <ffff> <0041>\n" * 20_000 + b"endbfrange")


CHANGED: list[tuple[Change, str]] = [
    (without_a_row, "shows words that its tags do not place"),
    (without_a_note, "the number of notes is 1, and 0 were found"),
    (in_the_last_words(rb"\[\(.*?\)", b"["), "the number of letters is"),
    (in_the_last_words(rb"[\d. ]+scn", b" .9 .1 .1 scn"), "another colour"),
    (noted, "notes or marks were added"),
    (untagged, "no tags"),
    (said_otherwise, "other words than it shows"),
    (added(b"\nBT /f0 9 Tf (\0\1) Tj ET"), "outside its tags"),
    (added(b"\n/Artifact BMC 0 0 500 500 re f EMC"), "something was drawn over it"),
    (told_again_and_again, "which letters some of its signs are"),
    (swapped(b"0 Tr", b"3 Tr"), "does not show"),
    (swapped(b"/Span<</MCID 9", b"/OC/Layer BDC EMC/Span<</MCID 9"), "layers"),
]


@pytest.mark.parametrize(("change", "says"), CHANGED, ids=[says for _, says in CHANGED])
def test_a_copy_that_was_changed_does_not_come_in(short: bytes, change: Change, says: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(short)) as pdf:
        change(pdf)
        pdf.save(out)
    with pytest.raises(Refused) as refused:
        read(out.getvalue(), "changed.pdf")
    assert refused.value.number == "E1218" and says in refused.value.says, refused.value.says
    assert "Word, Excel, CSV or JSON" in refused.value.do


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_to_its_bytes_it_comes_in_the_same_or_is_refused(short: bytes, seed: int) -> None:
    chance = Random(seed)
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(short)) as pdf:
        pdf.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    same = read(short, "x.pdf")
    for _ in range(8):
        data = bytearray(chance.choice((short, plain.getvalue())))
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((1, 8))] = bytes(chance.choices(b"0 /<\n\xff", k=chance.choice((0, 1, 4))))
        try:
            assert read(bytes(data), "x.pdf") == same
        except Refused as refused:
            assert refused.number in ("E1104", "E1105", "E1108", "E1110", "E1218")


def test_another_pdf_and_a_locked_one_are_refused_by_their_numbers(short: bytes) -> None:
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(200, 200)
    out = io.BytesIO()
    blank.save(out)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(short)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user="user"))
    for data, number in (
        (out.getvalue(), "E1218"),
        (locked.getvalue(), "E1105"),
        (short[:5000], "E1108"),
        (b"", "E1102"),
        (b"Start Date,Event", "E1104"),
    ):
        with pytest.raises(Refused) as refused:
            read(data, "other.pdf")
        assert refused.value.number == number
