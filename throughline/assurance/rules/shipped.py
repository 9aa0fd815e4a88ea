"""The questionnaire that comes with the program, for a partnership to begin with. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "section11.toml"


@dataclass(frozen=True, slots=True)
class ShippedQuestion:
    """A question: its key, its words, a line for each level, and whether a file is asked for."""

    key: str
    text: str
    descriptors: str
    upload: bool


@dataclass(frozen=True, slots=True)
class ShippedStandard:
    """A standard with its questions, and where its theme stands."""

    key: str
    title: str
    means: str
    source: str
    questions: tuple[ShippedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Shipped:
    """The whole questionnaire."""

    title: str
    drawn_from: str
    levels: str
    standards: tuple[ShippedStandard, ...]


@cache
def section11() -> Shipped:
    """The Section 11 questionnaire as it ships."""
    read = tomllib.loads(FILE.read_text("utf-8"))
    return Shipped(
        title=read["title"],
        drawn_from=read["drawn_from"],
        levels="\n".join(read["levels"]),
        standards=tuple(
            ShippedStandard(
                key=one["key"],
                title=one["title"],
                means=one["means"],
                source=one["source"],
                questions=tuple(
                    ShippedQuestion(
                        key=asked["key"],
                        text=asked["text"],
                        descriptors="\n".join(asked["descriptors"]),
                        upload=asked.get("upload", False),
                    )
                    for asked in one["questions"]
                ),
            )
            for one in read["standards"]
        ),
    )
