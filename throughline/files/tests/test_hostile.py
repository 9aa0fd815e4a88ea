"""Files made to do harm: each is refused with a number, quickly, in little memory, with nothing left behind."""

from __future__ import annotations

import io
import struct
import tempfile
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.files.opening import open_bytes
from throughline.files.tests.makers import TYPES, p, root, typeset, word, zipped
from throughline.kernel.refusals import Refused

LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else '&a;'}'>" for n in range(9))
    + "]>"
)
OUTSIDE = "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"


def number_of(name: str, data: bytes) -> str:
    """The number with which a file is refused."""
    with pytest.raises(Refused) as refused:
        open_bytes(name, data)
    return refused.value.number


def declaring(members: dict[str, bytes], sizes: dict[str, int]) -> bytes:
    """A zip whose table of contents says other sizes than its members have."""
    data = bytearray(zipped(dict(members)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        name = bytes(data[at + 46 : at + 46 + length]).decode()
        if name in sizes:
            struct.pack_into("<I", data, at + 24, sizes[name])
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def bomb(size: int) -> bytes:
    """A Word file with a member of `size` zeros."""
    return zipped(
        {"[Content_Types].xml": TYPES, "word/document.xml": root("document", ""), "word/media/a": b"\0" * size}
    )


def test_bombs_are_known_by_what_they_declare_and_cost_next_to_nothing() -> None:
    small = {"[Content_Types].xml": TYPES.encode(), "word/document.xml": b"<a/>"}
    bombs = [
        bomb(20_000_000),
        declaring(small, {"word/document.xml": 4_000_000_000}),
        declaring(small, {"word/document.xml": 250 * 2_000}),
    ]
    for data in bombs:
        tracemalloc.start()
        begun = time.perf_counter()
        assert number_of("a.docx", data) == "E1110"
        taken, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert taken < 0.5
        assert peak < 5_000_000


def test_a_zip_that_lies_about_its_sizes_is_refused_before_it_fills_the_memory() -> None:
    members = {"[Content_Types].xml": TYPES.encode(), "word/document.xml": b" " * 30_000_000}
    data = declaring(members, {"word/document.xml": 3_000})
    tracemalloc.start()
    assert number_of("a.docx", data) == "E1107"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_files_that_lie_over_one_another_are_refused() -> None:
    data = bytearray(word(p("Hello")))
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert number_of("a.docx", bytes(data)) == "E1110"


def test_a_bomb_one_zip_down_is_refused() -> None:
    inner = zipped({f"{n}.bin": b"\0" * 3_000_000 for n in range(9)})
    outer = {"[Content_Types].xml": TYPES, "word/document.xml": root("document", "<w:body/>")}
    assert number_of("a.docx", zipped(outer | {"word/embeddings/a.bin": inner})) == "E1110"
    deep = zipped({"b.zip": zipped({"c.zip": zipped({"d.zip": zipped({"e.txt": "words"})})})})
    assert number_of("a.docx", zipped(outer | {"word/embeddings/a.bin": deep})) == "E1110"


def test_a_zip_of_very_many_files_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", TYPES)
        for number in range(10_001):
            made.writestr(str(number), b"")
    assert number_of("a.docx", out.getvalue()) == "E1110"


def test_an_embedded_spreadsheet_does_no_harm() -> None:
    sheet = zipped({"xl/workbook.xml": "<a/>"})
    data = word(p("Hello"))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    assert open_bytes("a.docx", zipped(members | {"word/embeddings/s.xlsx": sheet})).parts[0].text == "Hello"


@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE, "<!DOCTYPE w>", "<!-- c --><!DOCTYPE w SYSTEM 'http://x'>"])
@pytest.mark.parametrize("member", ["word/document.xml", "word/styles.xml", "customXml/item1.xml"])
def test_document_types_and_entities_are_refused_in_every_xml_member(prolog: str, member: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word(p("Hello"), styles=""))) as opened:
        members: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    content = members.get(member, b"<a/>")
    assert isinstance(content, bytes)
    for encoded in (prolog.encode() + content, (prolog + content.decode()).encode("utf-16")):
        assert number_of("a.docx", zipped(members | {member: encoded})) == "E1111"


def test_names_that_climb_out_of_the_zip_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(io.BytesIO(word(p("Hello")))) as opened:
        members: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    members |= {"../../evil.xml": "<a/>", "/abs.bin": "x", "a\\..\\b.bin": "y", "word/../../c.bin": "z"}
    assert open_bytes("a.docx", zipped(members)).parts[0].text == "Hello"
    assert list(tmp_path.iterdir()) == []


def test_a_word_file_cut_short_is_refused_wherever_it_is_cut() -> None:
    data = word("".join(p(f"Paragraph {n} of the review of practice") for n in range(400)))
    for tenth in range(1, 10):
        assert number_of("a.docx", data[: len(data) * tenth // 10]) == "E1107", tenth
    assert number_of("a.docx", data[:-5]) == "E1107"


def test_a_pdf_cut_short_is_refused_or_read_as_far_as_it_goes() -> None:
    data = typeset("#for n in range(60) [Paragraph #n of the review of practice. \n\n]")
    for tenth in range(1, 10):
        try:
            opened = open_bytes("a.pdf", data[: len(data) * tenth // 10])
        except Refused as refused:
            assert refused.number in {"E1106", "E1108"}
        else:
            assert opened.parts


def test_damage_inside_a_word_file_is_refused() -> None:
    data = bytearray(word("".join(p(f"Paragraph {n}") for n in range(300))))
    at = data.find(b"word/document.xml") + 60
    data[at : at + 20] = b"\xff" * 20
    assert number_of("a.docx", bytes(data)) == "E1107"
    assert number_of("a.docx", zipped({"[Content_Types].xml": TYPES})) == "E1107"
    broken = {"[Content_Types].xml": TYPES, "word/document.xml": "<w:document><w:p>"}
    assert number_of("a.docx", zipped(broken)) == "E1107"
    no_body = {"[Content_Types].xml": TYPES, "word/document.xml": root("document", "")}
    assert number_of("a.docx", zipped(no_body)) == "E1107"
    odd = '<?xml version="1.0" encoding="UTF-7"?>' + root("document", "")
    assert number_of("a.docx", zipped(no_body | {"word/document.xml": odd})) == "E1107"


def test_depth_without_end_is_refused() -> None:
    assert number_of("a.docx", word("<w:sdt><w:sdtContent>" * 5_000)) in {"E1107"}
    nested = "<w:tbl><w:tr><w:tc>" * 60 + p("Deep") + "</w:tc></w:tr></w:tbl>" * 60
    assert open_bytes("a.docx", word(nested)).parts[0].text == "Deep"


def test_styles_without_end_do_no_harm() -> None:
    style = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'
    styles = "".join(style.format(number, number + 1) for number in range(3_000))
    assert open_bytes("a.docx", word(p("Hello", '<w:pStyle w:val="s0"/>'), styles=styles)).parts[0].text == "Hello"


def test_a_locked_pdf_is_refused_and_one_locked_only_against_editing_is_read() -> None:
    with pikepdf.open(io.BytesIO(typeset("Hello there"))) as made:
        for user, aes in (("secret", True), ("secret", False), ("", True)):
            out = io.BytesIO()
            made.save(
                out, encryption=pikepdf.Encryption(owner="owner", user=user, aes=aes, R=6 if aes else 4, metadata=aes)
            )
            if user:
                assert number_of("a.pdf", out.getvalue()) == "E1105"
            else:
                assert open_bytes("a.pdf", out.getvalue()).parts[0].text == "Hello there"


def packed_pdf(content: bytes, filters: list[str]) -> bytes:
    """A PDF of one page whose content is packed as said."""
    made = pikepdf.new()
    made.add_blank_page()
    stream = made.make_stream(b"")
    names = pikepdf.Array([pikepdf.Name(f"/{each}") for each in filters])
    stream.write(content, filter=names)
    made.pages[0].Contents = stream
    out = io.BytesIO()
    made.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def test_a_pdf_bomb_is_refused_before_the_library_unpacks_it() -> None:
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 1_000_000) for _ in range(120)) + packer.flush()
    assert number_of("a.pdf", packed_pdf(content, ["FlateDecode"])) == "E1110"
    assert number_of("a.pdf", packed_pdf(zlib.compress(content), ["FlateDecode", "FlateDecode"])) == "E1110"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.docx", "a.pdf", "a.md", "a.txt", "a.doc"]), st.integers(0, 4))
def test_nothing_but_a_refusal_is_ever_raised(data: bytes, name: str, start: int) -> None:
    before = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")[start]
    try:
        open_bytes(name, before + data)
    except Refused as refused:
        assert refused.number.startswith("E11")


WORD = word("".join(p(f"Paragraph {n}") for n in range(20)))
PDF = typeset("= Heading\n#for n in range(5) [Paragraph #n of the review. \n\n]")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_good_file_with_a_few_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    name, good = data.draw(st.sampled_from([("a.docx", WORD), ("a.pdf", PDF)]))
    changed = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        open_bytes(name, bytes(changed))
    except Refused as refused:
        assert refused.number.startswith("E11")


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for data in (WORD, PDF, bomb(9_000_000)):
        try:
            open_bytes("a.docx" if data[:2] == b"PK" else "a.pdf", data)
        except Refused:
            continue
    assert list(tmp_path.iterdir()) == []
