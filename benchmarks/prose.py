"""Fictional sentences of the field with varied words: the same seed gives the same text."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

_WORDS = {
    name: words.strip().replace("\n", "|").split("|") if "|" in words else words.split()
    for name, words in tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8")).items()
}


class Writer:
    """Writes sentences, paragraphs and headings; numbers, dates and made-up places run through them."""

    def __init__(self, seed: int) -> None:
        """The same `seed` writes the same words."""
        self._random = random.Random(seed)  # noqa: S311 the same text each time, nothing secret
        self._places = [self._place() for _ in range(2500)]

    def _pick(self, kind: str) -> str:
        chosen: str = self._random.choice(_WORDS[kind])
        return chosen

    def _place(self) -> str:
        pick = self._pick
        middle = pick("vowels") + pick("codas") if self._random.random() < 0.4 else ""
        return (pick("onsets") + pick("vowels") + pick("codas") + middle + pick("endings")).capitalize()

    def place(self) -> str:
        """A made-up town."""
        return self._random.choice(self._places)

    def body(self) -> str:
        """A made-up body."""
        return f"the {self.place()} {self._pick('places')}"

    def day(self) -> str:
        """A date as papers print it."""
        return f"{self.number(1, 28)} {self._pick('months')} {self.number(2009, 2024)}"

    def number(self, low: int, high: int) -> int:
        """A whole number between the two."""
        return self._random.randint(low, high)

    def topic(self) -> str:
        """What a heading is about."""
        return self._pick("topics")

    def _thing(self) -> str:
        pick, roll = self._pick, self._random.random()
        if roll < 0.5:
            return f"the {pick('qualities')} {pick('things')}"
        if roll < 0.6:
            return f"the {pick('qualities')} and {pick('qualities')} {pick('things')}"
        return f"the {pick('things')}"

    def _clause(self) -> str:
        pick = self._pick
        manner = f"{pick('manner')} " if self._random.random() < 0.3 else ""
        return f"the {pick('people')} {manner}{pick('deeds')} {self._thing()}"

    def sentence(self) -> str:
        """One sentence of some 15 to 35 words; about as many hold a date or a figure as in real papers."""
        pick, roll = self._pick, self._random.random()
        if roll < 0.3:
            said = f"{pick('openings')} {self._clause()} {pick('how')}"
        elif roll < 0.37:
            said = f"On {self.day()} {self._clause()}, and {self._clause()} {pick('how')}"
        elif roll < 0.57:
            said = f"{self._clause()} from {self.body()} {pick('how')}, {pick('how')}"
        elif roll < 0.62:
            found = f"{self.number(2, 11)} showed that {self._clause()}"
            said = f"of {self.number(12, 90)} cases sampled in {self.place()}, {found}"
        elif roll < 0.95:
            said = f"{pick('openings')} {self._clause()}; {self._clause()} at {self.body()}"
        else:
            said = f"{self._clause()} ({self.place()}, {self.day()}), {pick('how')}"
        return said[0].upper() + said[1:] + "."

    def paragraph(self, sentences: int) -> str:
        """That many sentences."""
        return " ".join(self.sentence() for _ in range(sentences))
