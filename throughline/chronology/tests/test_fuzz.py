"""Damaged and strange files: each gives a timeline or a numbered refusal, and no row of it is lost."""

from __future__ import annotations

import io
import json
import os
import random
import zipfile

import pytest

from throughline.chronology.rules import merge, read_bytes
from throughline.chronology.tests.makers import HEADS, TODAY, as_file, csv_of, saved, word_of
from throughline.files.making import Sheet, excel
from throughline.kernel.refusals import Refused

MANY = 2_000 if os.environ.get("PROOF") == "full" else 60
ROWS = (
    ("12/03/2015", "09:30", "Log", "Called at the flat; no reply.", "Card left", "=1+1"),
    ("early March 2016", "", "Notes", "Baby seen and weighed.", "", "“Quoted”, with a comma"),
    ("31/02/2016", "", "Notes", "A day that never was.", "", ""),
    ("5 May 2016", "", "# Author", "A note.", "", ""),
)
STRANGE = (
    "\x00",
    "\ufeff",
    "�",
    "\u202e",
    "𝕬",
    "99999999999",
    "-1",
    "31/13/0000",
    '"',
    ",",
    "\r",
    "?" * 50,
    "=cmd()",
    "<w:tbl>",
    "&amp;",
)


def seeds() -> dict[str, bytes]:
    """One good file of each kind."""
    return {
        "a.csv": csv_of(*ROWS),
        "a.docx": saved(word_of((HEADS, *ROWS))),
        "a.xlsx": excel("Chronology", [Sheet("Chronology", HEADS, (1,) * len(HEADS), ROWS)]),
        "a.json": as_file([dict(zip(HEADS, row, strict=True)) for row in ROWS]),
    }


def mutated(name: str, data: bytes, lot: random.Random) -> bytes:
    """The file with some of it changed, cut, doubled, or something strange put in; inside its parts for a zip."""
    if name.endswith(("docx", "xlsx")) and lot.random() < 0.7:
        return _within(data, lot)
    if name.endswith("json") and lot.random() < 0.8:
        return _values(data, lot)
    return _bytes(data, lot)


def _values(data: bytes, lot: random.Random) -> bytes:
    """The same JSON with something strange for a key, a value or a whole row."""
    rows = json.loads(data)
    for _ in range(lot.randint(1, 4)):
        row = lot.choice(rows)
        odd: list[object] = [*STRANGE, None, 7, 1e308, True, [], {}, {"text": ["x"]}, {"year": "9"}, "x" * 40_000]
        if not isinstance(row, dict) or not row or lot.random() < 0.1:
            rows[lot.randrange(len(rows))] = lot.choice(odd)
        elif lot.random() < 0.3:
            row[str(lot.choice(STRANGE))] = row.pop(lot.choice(list(row)))
        else:
            row[lot.choice(list(row))] = lot.choice(odd)
    return json.dumps(rows).encode()


def _within(data: bytes, lot: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as opened, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = opened.namelist()
        chosen = lot.choice(names)
        for one in names:
            part = opened.read(one)
            if one == chosen:
                if lot.random() < 0.1:
                    continue
                part = _text(part, lot) if lot.random() < 0.6 else _bytes(part, lot)
            made.writestr(one, part)
    return out.getvalue()


def _text(data: bytes, lot: random.Random) -> bytes:
    words = data.decode("utf-8", "replace")
    for _ in range(lot.randint(1, 4)):
        at = lot.randrange(len(words) + 1)
        to = min(len(words), at + lot.randint(0, 40))
        words = words[:at] + lot.choice(STRANGE) + words[to:]
    return words.encode("utf-8", "surrogatepass")


def _bytes(data: bytes, lot: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(lot.randint(1, 12)):
        if not made:
            break
        at, deed = lot.randrange(len(made)), lot.randrange(4)
        if deed == 0:
            made[at] = lot.randrange(256)
        elif deed == 1:
            del made[at : at + lot.randint(1, 60)]
        elif deed == 2:
            made[at:at] = made[at : at + lot.randint(1, 60)]
        else:
            made[at:at] = lot.choice(STRANGE).encode("utf-8")
    return bytes(made)


@pytest.mark.proof
@pytest.mark.parametrize("name", sorted(seeds()))
def test_a_damaged_file_gives_a_timeline_or_a_number(name: str) -> None:
    lot = random.Random(name)
    data, taken = seeds()[name], 0
    for number in range(MANY // 4):
        file = mutated(name, data, lot)
        try:
            found = read_bytes(file, name, today=TODAY, agency="Police")
        except Refused as refused:
            assert refused.number.startswith("E1"), f"{name} {number}"
            continue
        taken += 1
        rows = [one.row for one in (*found.entries, *found.refused, *found.notes)]
        assert len(rows) == len(set(rows)), f"{name} {number}: a row became two things"
        assert set(rows) == set(range(1, len(rows) + 1)), f"{name} {number}: a row was lost"
        assert merge(found, found).entries == found.entries
        assert found.links == ()
    assert taken, "some are still chronologies"
