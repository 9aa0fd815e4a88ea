"""Nobody can send a file with macros, wherever it says so or hides it; what lies on one's own machine is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from throughline.files.making import Sheet, excel
from throughline.files.opening import open_bytes
from throughline.files.showing import media_of
from throughline.files.tables import open_tables, open_tables_path
from throughline.files.tests.makers import p, word
from throughline.kernel.refusals import Refused
from throughline.planfiles import read_plan

WORD = word(p("The child was not seen alone."))
TABLE = word(
    "<w:tbl>"
    + "".join(
        f"<w:tr>{''.join(f'<w:tc>{p(text)}</w:tc>' for text in row)}</w:tr>"
        for row in (("Date", "Source", "Event"), ("3 March 2016", "Notes", "Seen"))
    )
    + "</w:tbl>"
)
EXCEL = excel("Plan", (Sheet("Plan", ("Action", "Owner"), (20, 20), [("Train", "Police")]),))
MAIN = {
    ".docx": (b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
    ".xlsx": (b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"),
}


def again(data: bytes, change: Callable[[bytes], bytes] = bytes, **added: bytes) -> bytes:
    """The same zip with other words about its kinds, and with more in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in was.namelist():
            held = was.read(name)
            made.writestr(name, change(held) if name == "[Content_Types].xml" else held)
        for name, held in added.items():
            made.writestr(name, held)
    return out.getvalue()


def dressed(ending: str, data: bytes) -> dict[str, bytes]:
    """The ways in which a file carries macros."""
    plain, enabled = MAIN[ending]
    folder = "word" if ending == ".docx" else "xl"
    return {
        "says so": again(data, lambda types: types.replace(plain, enabled)),
        "has the part": again(data, **{f"{folder}/vbaProject.bin": b"Sub AutoOpen()"}),
        "in other letters": again(data, **{f"{folder}/VBAPROJECT.BIN": b"Sub AutoOpen()"}),
        "old macro sheet": again(data, **{f"{folder}/macrosheets/sheet1.xml": b"<a/>"}),
        "says too much": again(data, lambda types: types + b" " * 1_100_000, **{f"{folder}/vbaProject.bin": b"Sub"}),
    }


READERS: dict[str, tuple[tuple[str, ...], Callable[[str, bytes], Any]]] = {
    "documents": ((".docx",), open_bytes),
    "chronologies and readings": ((".docx", ".xlsx"), open_tables),
    "evidence": ((".docx", ".xlsx"), media_of),
    "plans": ((".docx", ".xlsx"), read_plan),
}
CASES = [
    (reader, ending, way)
    for reader, (endings, _) in READERS.items()
    for ending in endings
    for way in dressed(ending, WORD if ending == ".docx" else EXCEL)
]


@pytest.mark.parametrize(("reader", "ending", "way"), CASES)
def test_a_file_with_macros_comes_in_nowhere(reader: str, ending: str, way: str) -> None:
    data = dressed(ending, WORD if ending == ".docx" else EXCEL)[way]
    with pytest.raises(Refused) as refused:
        READERS[reader][1](f"paper{ending}", data)
    # Kinds that are told in a piece that is too long to be looked at are no kinds at all, so it may be that refusal.
    allowed = {"E1115", "E1222"} | ({"E1104", "E1110"} if way == "says too much" else set())
    assert refused.value.number in allowed


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_the_same_file_without_macros_does(ending: str) -> None:
    data = WORD if ending == ".docx" else EXCEL
    open_tables(f"paper{ending}", data)
    media_of(f"paper{ending}", data)


@pytest.mark.parametrize("ending", [".docm", ".dotm", ".xlsm", ".xltm"])
def test_nor_under_an_ending_that_says_so(ending: str) -> None:
    with pytest.raises(Refused) as refused:
        open_tables(f"paper{ending}", WORD if ending.startswith(".do") else EXCEL)
    assert refused.value.number == "E1115"


@pytest.mark.parametrize(("ending", "data"), [(".docm", TABLE), (".xlsm", EXCEL)])
def test_on_one_s_own_machine_it_is_read_and_nothing_of_it_is_run(ending: str, data: bytes, tmp_path: Path) -> None:
    sort = ending.replace("m", "x")
    paper = tmp_path / f"police{ending}"
    paper.write_bytes(dressed(sort, data)["says so"])
    (table,) = open_tables_path(paper).tables
    assert table.rows[0].cells[1] in ("Source", "Owner")
