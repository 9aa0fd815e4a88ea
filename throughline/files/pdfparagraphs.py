"""Lines of a PDF put together into paragraphs again, across columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from throughline.files.characters import plain
from throughline.files.marks import split_mark
from throughline.files.parts import Mend, Part, Shape
from throughline.files.pdffacts import LARGER, LOOSE, Facts, ends_sentence
from throughline.files.pdftext import LOWER, RAISE, Line
from throughline.files.raised import settle

_RAISED = re.compile(f"{RAISE}([^{LOWER}]*){LOWER}")
_NO_SPACE_AFTER = re.compile(r"(?:\w[-–—/]|://\S*[/?&=._-]|www\.\S*[/?&=._-])$")
_HARD_HYPHEN = re.compile(r"[A-Za-z]-$")
_ADDRESS = re.compile(r"(?:://|www\.)\S*$")
_CONTENTS = re.compile(r"(?:\s?[.…_·]){4,}\s*(?:\d+|[ivxl]+)?$")
_DOTS = re.compile(r"\.[. ]\.|…|_{4}|·{3}")
_RAISED_LINE = 1.15  # times: raised characters push lines apart
_LOOK_BACK = 80
_MUCH = 0.3  # of the width of a column: more left free ends a paragraph
_ROOM = 2.0  # sizes left free that may be chance
_LONGEST_HEADING = 120
_DEEPEST = 6


@dataclass(slots=True)
class Held:
    """A paragraph being put together: its lines, and the page break it may have crossed."""

    lines: list[Line] = field(default_factory=list)
    mark: str = ""
    breaks: list[int] = field(default_factory=list)  # numbers of the lines after which a page ends


class Joiner:
    """Decides line by line whether a paragraph goes on."""

    def __init__(self, facts: Facts) -> None:
        """`facts` are the manners of the document."""
        self._facts = facts

    def within(self, right: float) -> Joiner:
        """The same for a narrower column that ends at `right`."""
        return Joiner(replace(self._facts, edges=[(0.0, right)]))

    def paragraphs(self, lines: Iterable[Line]) -> list[Held]:
        """The paragraphs that the lines make up, in order."""
        out: list[Held] = []
        for line in lines:
            if out and self._goes_on(out[-1], line):
                if out[-1].lines[-1].page != line.page:
                    out[-1].breaks.append(len(out[-1].lines) - 1)
                out[-1].lines.append(line)
            else:
                out.append(Held([line], split_mark(_words(line))[0]))
        return out

    def _goes_on(self, held: Held, line: Line) -> bool:
        last = held.lines[-1]
        if abs(last.size - line.size) > 0.06 * last.size or is_contents(last.text):
            return False
        parted = last.hyphen or bool(_HARD_HYPHEN.search(last.text[-3:]) and line.text[:1].islower())
        if last.page != line.page or line.y > last.y + 0.3 * line.size:
            return self._goes_on_elsewhere(held, line, parted)
        gap = last.y - line.y
        loose = LOOSE * (_RAISED_LINE if RAISE in last.text + line.text else 1)
        if gap < 0.3 * line.size or (gap > self._facts.pitch(line.size) * loose and not last.hyphen):
            return False
        if parted:
            return True
        if self._facts.spaces_tell:
            return last.spaced or self._breaks_within(last, line)
        return self._goes_on_below(held, line)

    def _goes_on_below(self, held: Held, line: Line) -> bool:
        """Whether a line at the usual distance goes on, by its mark, its weight, its edge and the room above it."""
        last, facts = held.lines[-1], self._facts
        full, ended = facts.is_full(last, line), ends_sentence(last.text)
        lower = line.text[:1].islower()
        at_edge = _level(held, line)
        if split_mark(_words(line))[0] and not (full and not ended and at_edge):
            return False
        if last.bold_end != line.bold and not lower and (ended or not full):
            return False
        if not at_edge:
            return False
        if facts.justified:
            return facts.is_flush(last) or lower or (full and not ended)
        if full or lower:
            return full or not ended
        room = facts.right(last) - last.x1
        if facts.gapped:
            return room < _MUCH * (facts.right(last) - last.x0)
        return not ended and facts.is_full(last, line, room=_ROOM)

    def _goes_on_elsewhere(self, held: Held, line: Line, parted: bool) -> bool:
        """Over the end of a column or page there is no gap to go by, only the words and the width of the line."""
        last, facts = held.lines[-1], self._facts
        lower = line.text[:1].islower()
        if parted:
            return True
        if last.bold_end != line.bold and not lower:
            return False
        if facts.spaces_tell:
            return last.spaced or self._breaks_within(last, line)
        if split_mark(_words(line))[0]:
            return False
        if lower or last.size > facts.size * LARGER:
            return lower and not last.text.endswith(":")
        if facts.justified and len(held.lines) > 1:
            return facts.is_flush(last)
        return not ends_sentence(last.text) and facts.is_full(last, line, room=_ROOM if len(held.lines) > 1 else 0.3)

    def _breaks_within(self, last: Line, line: Line) -> bool:
        """Whether the line ended inside a word: after a dash or stroke, or in an address of the web."""
        if not self._facts.is_full(last, line):
            return False
        if last.text[-1:] in "-–—/":
            return True
        if last.page == line.page and not (ends_sentence(last.text) or self._begins(last, line)):
            return True
        return bool(_ADDRESS.search(last.text[-_LOOK_BACK:])) and not line.text[:1].isspace() and not line.bold

    def part(self, held: Held) -> Part:
        """The part a finished paragraph is; empty text where nothing of it is left."""
        text, breaks = self._text(held)
        raw, notes = _settle_raised(text)
        mends = [Mend("footnote_mark", was, len(plain(raw[:at]))) for was, at in notes]
        whole = plain(raw)
        mends += [Mend("page_break", _around(whole, at), min(at, len(whole))) for at in breaks]
        mark, words = split_mark(whole)
        cut = len(whole) - len(words)
        first = held.lines[0]
        bold = all(line.bold and line.bold_end for line in held.lines)
        level = self._heading(held, words, bold)
        shape: Shape = "heading" if level >= 0 else "item" if mark else "paragraph"
        return Part(
            shape,
            words,
            mark=mark,
            level=max(level, 0),
            bold=bold,
            page=first.page,
            mends=tuple(Mend(mend.rule, mend.was, max(mend.at - cut, 0)) for mend in mends),
        )

    def _text(self, held: Held) -> tuple[str, list[int]]:
        """The lines as one text, and where in it pages end."""
        text, breaks = "", []
        for number, line in enumerate(held.lines):
            if number == 0:
                text = line.text
                continue
            before = held.lines[number - 1]
            if number - 1 in held.breaks:
                breaks.append(len(plain(_RAISED.sub("", text))))
            if before.hyphen:
                text = self._facts.joined(text, line.text)
            elif not before.spaced and _HARD_HYPHEN.search(text[-3:]) and not _ADDRESS.search(text[-_LOOK_BACK:]):
                text = self._facts.joined(text[:-1], line.text)
            elif not before.spaced and self._is_one_word(text[-_LOOK_BACK:]):
                text += line.text
            else:
                text = f"{text} {line.text}"
        return text, breaks

    @staticmethod
    def _begins(last: Line, line: Line) -> bool:
        """Whether a line looks like the first of something: it has a mark, or is heavier or lighter."""
        return bool(split_mark(_words(line))[0]) or last.bold_end != line.bold

    def _is_one_word(self, end: str) -> bool:
        """Whether what follows the end of a line belongs to its last word."""
        return bool(_NO_SPACE_AFTER.search(end) or (self._facts.spaces_tell and _ADDRESS.search(end)))

    def _heading(self, held: Held, words: str, bold: bool) -> int:
        """The level of a heading, 0 where only its weight tells, -1 for what is no heading."""
        size = held.lines[0].size
        larger = [each for each in self._facts.headings if each >= size - 0.3]
        if size > self._facts.size * LARGER and words:
            return min(max(len(larger), 1), _DEEPEST)
        if bold and len(words) <= _LONGEST_HEADING and len(held.lines) < 3 and not words.endswith((".", ";", ",")):
            return min(len(self._facts.headings) + 1, _DEEPEST)
        return -1


def _level(held: Held, line: Line) -> bool:
    """Whether a line begins where the paragraph's next line should: at its edge, or under the words after its mark."""
    first, last = held.lines[0], held.lines[-1]
    shift = line.x0 - last.x0
    if len(held.lines) > 1:
        return abs(shift) < 0.7 * line.size
    if held.mark:
        return -0.3 * line.size < shift < 6 * line.size
    centred = abs((first.x0 + first.x1) - (line.x0 + line.x1)) < line.size
    return centred or -4 * line.size < shift < 0.7 * line.size


def _words(line: Line) -> str:
    return plain(_RAISED.sub(r"\1", line.text)) if RAISE in line.text else line.text


def _around(text: str, at: int) -> str:
    """The words on both sides of a break, as a person would look for them."""
    before = text[:at].split()
    after = text[at:].split()
    return " ".join(before[-3:]) + " | " + " ".join(after[:3])


def _settle_raised(text: str) -> tuple[str, list[tuple[str, int]]]:
    """The text without marks of notes, and those marks with the place they stood at."""
    if RAISE not in text:
        return text, []
    out, done = "", 0
    notes: list[tuple[str, int]] = []
    for found in _RAISED.finditer(text):
        out += text[done : found.start()]
        kept, noted = settle(out, found.group(1))
        if noted:
            notes.append((found.group(1).strip(), len(out)))
        out += kept
        done = found.end()
    return out + text[done:], notes


def is_contents(text: str) -> bool:
    """Whether a line is one of a table of contents: words, dots, a page."""
    return text[-1:].isalnum() and bool(_DOTS.search(text)) and bool(_CONTENTS.search(text))
