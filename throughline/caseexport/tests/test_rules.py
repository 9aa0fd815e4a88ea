"""Cells that no spreadsheet runs, names that are hidden, and a file of which no byte changes unseen."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.caseexport.rules import packing
from throughline.caseexport.rules.names import Names
from throughline.files import cells
from throughline.kernel.refusals import Refused

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
RUN = (
    "=1+1",
    "+44",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "'=1",
    "＝1",
    "|calc",
    "=cmd|'/C calc'!A0",
)


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_could_run_is_marked_and_reads_back(text: str) -> None:
    assert cells.safe(text).startswith("'")
    assert cells.plain(cells.safe(text)) == text


@given(st.text())
def test_every_text_reads_back_and_none_runs(text: str) -> None:
    cell = cells.safe(text)
    assert cells.plain(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_a_table_reads_back_as_it_was_given() -> None:
    data = cells.table(("id", "text"), [(1, '=1,\n"a"'), (None, True), ([1, 2], {"a": "b"})])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["id", "text"], ["1", '\'=1,\n"a"'], ["", "yes"], ["1; 2", "a: b"]]


NAMES = Names([("Rowan Maria O’Brien-Smith", "Child Hazel"), ("", "Nobody"), ("May Lee", "Sibling one")])
HIDDEN = (
    ("Rowan Maria O'Brien-Smith was seen.", "Child Hazel was seen."),
    ("ROWAN  MARIA O’BRIEN‑SMITH", "Child Hazel"),
    ("Maria’s mother", "Child Hazel’s mother"),
    ("maria and MARIA", "Child Hazel and Child Hazel"),
    ("O'Brien-Smith family", "Child Hazel family"),
    ("May came in May; she may not.", "Sibling one came in Sibling one; she may not."),
    ("Mariana and Mayor", "Mariana and Mayor"),
    ("a rowan tree", "a rowan tree"),
)


@pytest.mark.parametrize(("text", "hidden"), HIDDEN)
def test_a_real_name_is_put_back_to_its_pseudonym(text: str, hidden: str) -> None:
    assert NAMES.hidden(text) == hidden


def test_names_are_hidden_wherever_a_text_lies_and_a_part_of_the_pseudonym_stays() -> None:
    names = Names([("Hazel Lowe", "Child Hazel")], wholes=[("12 Mill Row, Oldtown", "left out")])
    said = {"a": ["Lowe", 3, None, {"b": "at 12 Mill Row, Oldtown now"}], "Lowe": True}
    assert names.hidden_in(said) == {"a": ["Child Hazel", 3, None, {"b": "at left out now"}], "Lowe": True}
    assert names.hidden("Child Hazel") == "Child Hazel"
    assert not Names([("", "x")])


def packed(**more: Any) -> bytes:
    """A small export."""
    members = {packing.RECORDS: b"{}", "README.txt": b"Read me. " * 40}
    return packing.pack(members, {"scope": "pseudonyms", **more}, at=AT)


def sealed(body: bytes) -> bytes:
    """That zip, its comment of sixty-four letters made to fit."""
    return body[:-64] + hashlib.sha256(body[:-64]).hexdigest().encode()


def zipped(members: dict[str, bytes], manifest: Any = None) -> bytes:
    """A zip made by somebody else, sealed as ours are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if manifest is not None:
            archive.writestr(packing.MANIFEST, manifest if isinstance(manifest, bytes) else json.dumps(manifest))
        for name, data in members.items():
            archive.writestr(name, data)
        archive.comment = b"0" * 64
    return sealed(out.getvalue())


def refused(data: bytes) -> str:
    """The number with which the file is refused."""
    with pytest.raises(Refused) as found:
        packing.unpack(data)
    return found.value.number


def test_what_was_packed_is_unpacked_and_the_same_makes_the_same_bytes() -> None:
    made = packing.unpack(packed())
    assert made.members["README.txt"].startswith(b"Read me.")
    assert made.manifest["version"] == packing.VERSION and made.manifest["scope"] == "pseudonyms"
    assert packed() == packed()
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:  # a plain zip for everybody else
        assert archive.testzip() is None


@settings(max_examples=120)
@given(st.data())
def test_no_byte_of_it_changes_unseen(data: st.DataObject) -> None:
    file = packed()
    place = data.draw(st.integers(0, len(file) - 1))
    other = data.draw(st.integers(1, 255))
    assert refused(file[:place] + bytes([file[place] ^ other]) + file[place + 1 :]) in ("E1720", "E1721")
    assert refused(file[:place]) in ("E1720", "E1721")


HEAD = {"format": packing.FORMAT, "version": packing.VERSION, "sha256": {}}


@pytest.mark.parametrize(
    ("file", "number"),
    [
        (b"", "E1720"),
        (b"PK\x03\x04", "E1720"),
        (b"no zip at all" * 20, "E1720"),
        (zipped({"a": b"b"}), "E1720"),
        (zipped({}, {**HEAD, "format": "other"}), "E1720"),
        (zipped({}, [1]), "E1720"),
        (zipped({}, b"{broken"), "E1721"),
        (zipped({}, {**HEAD, "version": 2}), "E1723"),
        (zipped({}, {**HEAD, "version": None}), "E1723"),
        (zipped({"more": b"x"}, HEAD), "E1721"),
        (zipped({}, {**HEAD, "sha256": {"gone": "0" * 64}}), "E1721"),
        (zipped({"a": b"other"}, {**HEAD, "sha256": {"a": "0" * 64}}), "E1721"),
        (zipped({"bomb": b"0" * 60_000_000}, HEAD), "E1722"),
        (zipped({f"{n}": b"" for n in range(packing.MOST_MEMBERS + 1)}, HEAD), "E1722"),
        (sealed(b"PK\x03\x04" + b"x" * 200), "E1721"),
    ],
)
def test_a_file_that_is_none_or_would_do_harm_is_refused_with_its_number(file: bytes, number: str) -> None:
    assert refused(file) == number
