"""Words as a cell on paper shows them, and as they come back from it. Pure.

What somebody gave stands in ink. What is added to show it stands in another colour: ``until`` before the end of a
stretch, what a date can mean, and signs for what paper cannot show otherwise. The signs: an arrow is a tab, a pilcrow
alone is an empty line, ``¬`` at the end of a line says that a word goes on in the next, and ``[U+1F600]`` is a letter
that the typeface does not have. The colour tells a sign from the same letter in what somebody gave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

INK, OURS = "#17252e", "#45545e"
Run = tuple[bool, str]
"""Whether it is ours, and its words."""
Paragraph = list[Run]

TAB, EMPTY, BROKEN = "→", "¶", "¬"
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]?|[\u0300-\u036f]")
_LOST_SPACE = re.compile(r"^ | $|(?<= ) ")  # at an end of a line, or beside another, a space does not show
_SIGN = re.compile(rf"{TAB}|{EMPTY}|{BROKEN}|\[U\+([0-9A-F]{{4,6}}(?: [0-9A-F]{{4,6}})*)\]|( +)")


class NotWords(Exception):
    """The cell holds something in our colour that is none of our signs."""


def drawn(words: str, letters: Collection[str]) -> list[Paragraph]:
    """The paragraphs that show those words with nothing but `letters` and signs; none where there are no words."""
    return [_paragraph(line, letters) for line in words.split("\n")] if words else []


def told(label: str, words: str, letters: Collection[str]) -> list[Paragraph]:
    """The same after a label of ours; nothing where there are no words."""
    paragraphs = drawn(words, letters)
    return [[(True, f"{label} "), *paragraphs[0]], *paragraphs[1:]] if paragraphs else []


def aside(words: str, letters: Collection[str]) -> list[Paragraph]:
    """A line of ours that says more of what was given; none of it comes back."""
    line = " ".join(words.split())
    return [[(True, "".join(run for _, run in _paragraph(line, letters)))]] if line else []


def fields_of(cell: Iterable[Sequence[Run]], labels: Collection[str] = ()) -> dict[str, str]:
    """What a cell gives under each label; under ``""`` what stands before any. `NotWords` where it fits no cell."""
    lines: dict[str, list[str]] = {}
    label = ""
    for paragraph in cell:
        runs = [run for run in paragraph if run[1]]
        if not runs:
            raise NotWords
        found = next((each for each in labels if runs[0][0] and runs[0][1].startswith(f"{each} ")), None)
        if found is not None:
            if found in lines:
                raise NotWords
            label = found
            runs[0] = (True, runs[0][1].removeprefix(f"{found} "))
        elif _is_aside(runs):
            continue
        lines.setdefault(label, []).append(_words(runs))
    return {each: "\n".join(found) for each, found in lines.items()}


def _paragraph(line: str, letters: Collection[str]) -> Paragraph:
    if not line:
        return [(True, EMPTY)]
    if line.isascii() and line.isprintable() and not _LOST_SPACE.search(line):
        return [(False, line)]
    runs: Paragraph = []
    unshown: list[str] = []
    lost = {found.start() for found in _LOST_SPACE.finditer(line)}
    for found in _CLUSTER.finditer(line):
        piece = found[0]
        if piece == " " and found.start() in lost:
            unshown.append(piece)
            continue
        if piece in letters or unicodedata.normalize("NFC", piece) in letters:
            _end(runs, unshown)
            _add(runs, False, piece)
            continue
        for letter in piece:
            if letter == "\t":
                _end(runs, unshown)
                _add(runs, True, f"{TAB} ")
            elif letter in letters:
                _end(runs, unshown)
                _add(runs, False, letter)
            else:
                unshown.append(letter)
    _end(runs, unshown)
    return runs


def _end(runs: Paragraph, unshown: list[str]) -> None:
    if unshown:
        _add(runs, True, f"[U+{' '.join(f'{ord(each):04X}' for each in unshown)}]")
        unshown.clear()


def _add(runs: Paragraph, ours: bool, words: str) -> None:
    if runs and runs[-1][0] is ours:
        runs[-1] = (ours, runs[-1][1] + words)
    else:
        runs.append((ours, words))


def _is_aside(runs: Sequence[Run]) -> bool:
    return all(ours for ours, _ in runs) and _signs("".join(words for _, words in runs)) is None


def _words(runs: Sequence[Run]) -> str:
    said = []
    for ours, words in runs:
        text = _signs(words) if ours else words
        if text is None:
            raise NotWords
        said.append(text)
    return "".join(said)


def _signs(words: str) -> str | None:
    """What our signs stand for; nothing where there is more than signs."""
    said, at = [], 0
    for sign in _SIGN.finditer(words):
        if sign.start() != at:
            return None
        at = sign.end()
        if sign[0] == TAB:
            said.append("\t")
        elif sign[1]:
            said += [chr(int(code, 16)) for code in sign[1].split(" ")]
    return "".join(said) if at == len(words) else None
