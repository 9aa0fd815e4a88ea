"""Short papers in one shape each: how many items of each list a reading of them holds, and of what kind they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from throughline.reading import read_text

_SHAPES = (Path(__file__).parent / "shapes.txt").read_text(encoding="utf-8")


def shapes() -> list[tuple[str, dict[str, str], str]]:
    """Each shape: its name, what is wanted of it, and its text."""
    made = []
    for piece in _SHAPES.split("=== ")[1:]:
        head, _, text = piece.partition("\n")
        name, _, wanted = head.partition(" | ")
        made.append((name, dict(one.split("=") for one in wanted.split()), text))
    return made


@pytest.mark.parametrize(("name", "wanted", "text"), shapes(), ids=[name for name, _, _ in shapes()])
def test_a_shape_gives_the_items_it_holds(name: str, wanted: dict[str, str], text: str) -> None:
    reading = read_text(text)
    found = {key: reading.kind if key == "kind" else str(len(getattr(reading, key))) for key in wanted}
    assert found == wanted, name
    assert all(reading.text[i.at[0] : i.at[1]] == i.text for i in (*reading.findings, *reading.recommendations))
    assert not [d.says for d in reading.doubts if d.severity == "high"]
