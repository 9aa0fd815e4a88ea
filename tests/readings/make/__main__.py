"""``python -m tests.readings.make [NAME...]``: write the documents and keys again from their marked sources."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .marks import Marked, key_of, read_marked
from .pages import write_pdf
from .plain import plain
from .word import write_word

SOURCES = Path(__file__).parent / "marked"
READINGS = Path(__file__).parent.parent


def write(marked: Marked) -> None:
    """Write one document in each of its media, and its answer key."""
    layout = marked.head.get("layout", {})
    for medium in marked.head["media"]:
        path = READINGS / f"{marked.name}.{medium}"
        if medium == "docx":
            write_word(path, marked.body, layout)
        elif medium == "pdf":
            write_pdf(path, marked.body, layout)
        else:
            path.write_text(plain(marked.body, layout), encoding="utf-8")
    key = json.dumps(key_of(marked), ensure_ascii=False, indent=1)
    (READINGS / f"{marked.name}.json").write_text(key + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Write the documents named, or all."""
    for source in sorted(SOURCES.glob("*.md")):
        if not names or source.stem in names:
            write(read_marked(source))


if __name__ == "__main__":
    main(sys.argv[1:])
