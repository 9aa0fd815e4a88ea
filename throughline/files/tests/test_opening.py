"""What is let in at the door, and what is refused there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from throughline.files.opening import open_bytes, open_path
from throughline.files.tests.makers import p, typeset, word, zipped
from throughline.kernel.refusals import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def number_of(name: str, data: bytes) -> str:
    """The number with which a file is refused."""
    with pytest.raises(Refused) as refused:
        open_bytes(name, data)
    assert refused.value.says
    assert refused.value.do
    return refused.value.number


def test_each_type_is_opened_by_name_and_content() -> None:
    for name, data, media in (
        ("A.DOCX", word(p("Hello there")), "docx"),
        ("a.pdf", typeset("Hello there"), "pdf"),
        ("a.md", b"Hello there", "markdown"),
        ("a.markdown", b"Hello there", "markdown"),
        ("a.txt", b"Hello there", "text"),
    ):
        opened = open_bytes(name, data)
        assert (opened.name, opened.media, opened.size) == (name, media, len(data))
        assert opened.sha256 == hashlib.sha256(data).hexdigest()
        assert [part.text for part in opened.parts] == ["Hello there"]


def test_names_and_contents_must_agree() -> None:
    pdf, docx = typeset("Words"), word(p("Words"))
    sheet = zipped({"[Content_Types].xml": '<Types><Override ContentType="spreadsheetml.sheet.main+xml"/></Types>'})
    for name, data in (
        ("a.pdf", docx),
        ("a.docx", pdf),
        ("a.txt", pdf),
        ("a.md", docx),
        ("a.docx", b"just text"),
        ("a.docx", PNG),
        ("a.docx", sheet),
        ("a.docx", zipped({"readme.txt": "hello"})),
        ("a.docx", OLE),
        ("a.docx", b"{\\rtf1 hello}"),
        ("a.pdf", PNG),
        ("a.txt", PNG),
    ):
        assert number_of(name, data) == "E1104", name


def test_types_that_are_not_taken_are_named_with_what_to_do() -> None:
    for name in ("a.doc", "a.xlsx", "a.rtf", "a.jpg", "a.exe", "noending", "a.docm", ".docx"):
        assert number_of(name, b"anything") == "E1103", name
    with pytest.raises(Refused) as refused:
        open_bytes("old.doc", OLE)
    assert ".docx" in refused.value.do


def test_empty_files_and_files_without_words_are_refused() -> None:
    assert number_of("a.pdf", b"") == "E1102"
    assert number_of("a.md", b"") == "E1102"
    assert number_of("a.txt", b"  \n\n ") == "E1106"
    assert number_of("a.docx", word("")) == "E1106"
    assert number_of("a.pdf", typeset("#rect()")) == "E1106"


def test_a_locked_word_file_is_told_from_an_old_one() -> None:
    assert number_of("a.docx", OLE + "EncryptedPackage".encode("utf-16-le")) == "E1105"


def test_paths_that_lead_to_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "none.docx", pipe, Path("bad\0name.txt")):
        with pytest.raises(Refused) as refused:
            open_path(path)
        assert refused.value.number == "E1101"


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as out:
        out.truncate(100_000_001)
    with pytest.raises(Refused) as refused:
        open_path(large)
    assert refused.value.number == "E1109"


def test_a_file_is_opened_from_its_path_and_nothing_is_left_behind(tmp_path: Path) -> None:
    made = tmp_path / "a.docx"
    made.write_bytes(word(p("Hello")))
    assert open_path(str(made)).parts[0].text == "Hello"
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]
