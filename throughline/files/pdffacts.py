"""What a whole PDF tells of its own manners: size of its letters, distance of its lines, how it breaks words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from throughline.files.pdftext import Line

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z'’]+)*")
_LAST_WORD = re.compile(r"[\w'’-]*$")
_FIRST_WORD = re.compile(r"[\w'’-]*")
_FIRST_BIT = re.compile(r"[^\s\-–/]+[\-–/]?")
_ENDS = re.compile(r"[.!?:;][\"'’”)\]]*$")
_SMALLER_ENDINGS = re.compile(
    r"(?:ing|ings|ed|tion|tions|sion|sions|ment|ments|ness|ly|er|ers|est|able|ible|ity|ities|al|ally|ive|ous|ance|ence"
    r"|ant|ent|ary|ate|ated|ates|ful|less|ism|ist|ists|ize|ise|ised|cy|ry|ty)$"
)
_PREFIXES = re.compile(
    r"(?:multi|non|self|co|pre|post|inter|cross|well|long|short|early|sub|mid|anti|ex|semi|high|low|full|part|"
    r"half|one|two|three|four|five|six|seven|eight|nine|ten|year|decision|evidence|child|family|follow|face|"
    r"under|over|out|on|in|hard|ill|cost|risk|need|needs|trauma|outcome|person|place|school|community|police|"
    r"health)"
)
_ENDING = re.compile(
    r"(?:ings?|ed|ers?|est|tions?|sions?|ments?|ness|ly|it(?:y|ies)|[ts]ive|ous|ances?|ences?|cy|ry|ty|ism|ists?|i[sz]ed?|bl[ey]|"
    r"ies|tic|[tc]ial|tures?|dren|ple|ents?|ters?)"
)
_SHORT_FIRSTS = frozenset({"co", "re", "ex", "bi", "on", "in", "up", "by", "no", "un", "go", "so", "e", "x", "t", "to"})
_SHORTEST = 2
LOOSE = 1.18  # times the distance of lines: more parts paragraphs
LARGER = 1.08  # times the size of the text: that of a heading
_FLUSH = 0.3  # sizes
_SAME_SIZE = 0.3
_ENOUGH = 8
_SEVERAL = 2
_SHORT = 0.3  # of the width of a column left free
_LONGEST_WORD = 60
_MOST_PITCHES = 2.4
_DEFAULT_PITCH = 1.25


@dataclass
class Facts:
    """The manners of one document, gathered once and asked for every line."""

    size: float = 11.0
    pitches: dict[float, float] = field(default_factory=dict)
    edges: list[tuple[float, float]] = field(default_factory=list)
    spaces_tell: bool = False  # a space at the end of a line says that its paragraph goes on
    justified: bool = False  # all lines but the last of a paragraph end at the edge
    gapped: bool = False  # paragraphs are set apart by more than the distance of lines
    hyphenates: bool = False
    words: Counter[str] = field(default_factory=Counter)
    headings: list[float] = field(default_factory=list)  # sizes larger than that of the text, largest first

    def pitch(self, size: float) -> float:
        """From one baseline to the next within a paragraph of letters of that size."""
        body = self.pitches.get(_bucket(self.size), self.size * _DEFAULT_PITCH)
        likely = size * min(max(body / self.size, 1.1), 1.7)
        if abs(size - self.size) < _SAME_SIZE:
            return body
        return min(self.pitches.get(_bucket(size), likely), likely * 1.1)  # headings rarely run to a second line

    def right(self, line: Line) -> float:
        """The right edge of the column a line stands in."""
        for left, edge in self.edges:
            if left - 2 <= line.x0 < edge:
                return max(edge, line.x1)
        return line.x1

    def is_full(self, line: Line, after: Line, room: float = 0.3) -> bool:
        """Whether the first bit of `after`, with `room` in sizes to spare, would not have fitted after `line`."""
        bit = _FIRST_BIT.match(after.text)
        length = len(bit.group()) if bit else 1
        needed = (after.x1 - after.x0) / max(len(after.text), 1) * length
        return self.right(line) - line.x1 < needed + room * line.size

    def is_flush(self, line: Line) -> bool:
        """Whether a line ends at the very edge of its column."""
        return self.right(line) - line.x1 < _FLUSH * line.size

    def joined(self, left: str, right: str) -> str:
        """Two halves of a word parted by a line's end, with the hyphen if it belongs to the word."""
        head = _LAST_WORD.search(left[-_LONGEST_WORD:])
        tail = _FIRST_WORD.match(right)
        first, second = (head.group() if head else "").lower(), (tail.group() if tail else "").lower()
        return left + ("-" if self._keeps_hyphen(first, second) else "") + right

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        whole, parted = self.words[first + second], self.words[f"{first}-{second}"]
        if whole or parted:
            return parted >= whole
        if _cut_inside(first, second):
            return False
        if not self.hyphenates or not second[:1].isalpha() or "-" in first or _PREFIXES.fullmatch(first):
            return True
        if _SMALLER_ENDINGS.fullmatch(second):
            return False
        return bool(self.words[first] and self.words[second.split("-", maxsplit=1)[0]])


def _cut_inside(first: str, second: str) -> bool:
    """Whether no compound is parted so: "an-nual", "com-mittee" (one letter on both sides), "de-cide", "as-sess"."""
    if not second[:1].isalpha() or "-" in first or _PREFIXES.fullmatch(first) or second in {"time", "term"}:
        return False
    if _ENDING.fullmatch(second):
        return True
    doubled = first[-1:] == second[:1] and first[-1:] not in "aeiouy" and len(second) > 2
    return doubled or (0 < len(first) <= _SHORTEST and first not in _SHORT_FIRSTS)


def text_size(pages: Iterable[Iterable[Line]]) -> tuple[float, list[float]]:
    """The size most of the text is written in, and the sizes larger than it, largest first."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    rounded: Counter[float] = Counter()
    for size, count in sizes.items():
        rounded[_bucket(size)] += count
    most = max(rounded, key=lambda size: (rounded[size], size), default=Facts.size)
    return most, sorted((size for size in rounded if size > most * LARGER), reverse=True)


def facts_of(pages: Sequence[Sequence[Line]]) -> Facts:
    """Gather the manners of a document from its lines, page by page, in reading order."""
    facts = Facts()
    facts.size, facts.headings = text_size(pages)
    facts.edges = _edges(pages, facts.size)
    _count_words(pages, facts)
    _measure(pages, facts)
    return facts


def _bucket(size: float) -> float:
    return round(size * 2) / 2


def flows_of(page: Iterable[Line]) -> list[list[Line]]:
    """A page's lines parted wherever the writing goes back up: one list a column."""
    flows: list[list[Line]] = []
    for line in page:
        if flows and flows[-1][-1].y > line.y - 0.5 * line.size:
            flows[-1].append(line)
        else:
            flows.append([line])
    return flows


def _edges(pages: Sequence[Sequence[Line]], size: float) -> list[tuple[float, float]]:
    """Left and right edge of each column there is, the widest first."""
    spans: dict[tuple[int, int], tuple[float, float, int]] = {}
    for page in pages:
        for flow in flows_of(page):
            text = [line for line in flow if abs(line.size - size) < 0.6]
            if len(text) > 2:
                left, right = min(line.x0 for line in text), max(line.x1 for line in text)
                held = spans.get((round(left / 6), round(right / 6)), (left, right, 0))
                spans[round(left / 6), round(right / 6)] = min(left, held[0]), max(right, held[1]), held[2] + len(text)
    if not spans:
        rights = [line.x1 for page in pages for line in page]
        return [(0.0, max(rights, default=0.0))]
    most = max(count for _, _, count in spans.values())
    return _settled([(left, right) for left, right, count in spans.values() if count * 8 >= most])


def _settled(edges: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One span for each column: those of pages with short lines only lie within that of the others."""
    out: list[tuple[float, float]] = []
    for left, right in sorted(edges, key=lambda edge: (edge[0], -edge[1])):
        if out and left < out[-1][0] + 40 and right <= out[-1][1] + 40:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return sorted(out, key=lambda edge: -edge[0])


def _count_words(pages: Sequence[Sequence[Line]], facts: Facts) -> None:
    """Count the words of the document, and find out from those it broke whether it breaks words at all."""
    text = "\n".join([line.text for page in pages for line in page])
    facts.words = Counter(_WORD.findall(text.lower()))
    broken = [
        (_WORD.findall(line.text[-40:]), _WORD.match(after.text))
        for page in pages
        for line, after in pairwise(page)
        if line.hyphen or line.text.endswith("-")
    ]
    halves = [(first[-1].lower(), second.group().lower()) for first, second in broken if first and second]
    certain = sum(
        1
        for first, second in halves
        if facts.words[first + second] > facts.words[f"{first}-{second}"] or _cut_inside(first, second)
    )
    facts.hyphenates = certain >= _SEVERAL or (certain > 0 and len(halves) <= _ENOUGH)


def _measure(pages: Sequence[Sequence[Line]], facts: Facts) -> None:
    """Measure how far it is from a full line to the next: after lines that are not full, something new begins."""
    full: dict[float, Counter[float]] = {}
    every: dict[float, Counter[float]] = {}
    for page in pages:
        for line, after in pairwise(page):
            gap = line.y - after.y
            if abs(line.size - after.size) < _SAME_SIZE and 0.7 * line.size < gap < _MOST_PITCHES * line.size:
                size, step = _bucket(line.size), _bucket(gap)
                every.setdefault(size, Counter())[step] += 1
                full.setdefault(size, Counter())[step] += facts.is_full(line, after)
    for size, counted in full.items():
        within = {gap: count for gap, count in counted.items() if count * 2 > every[size][gap]}
        if within:
            facts.pitches[size] = min(gap for gap, count in within.items() if count * 2 >= max(within.values()))
    _learn(pages, facts)


def _learn(pages: Sequence[Sequence[Line]], facts: Facts) -> None:
    """Learn from the lines about which there is no doubt how those are set about which there is."""
    inner, outer, flush = [0, 0], [0, 0], [0, 0]
    short = [0, 0]
    for page in pages:
        for line, after in pairwise(page):
            gap, pitch = line.y - after.y, facts.pitch(line.size)
            if abs(line.size - after.size) > _SAME_SIZE or gap < 0.5 * pitch:
                continue
            apart = gap > LOOSE * pitch
            right = facts.right(line)
            short[apart] += right - line.x1 > _SHORT * (right - line.x0) and not after.text[:1].islower()
            if line.hyphen or line.text[-1] in "-–—/":
                continue
            if apart:
                outer[line.spaced] += 1
            elif after.text[:1].islower():
                inner[line.spaced] += 1
                flush[facts.is_flush(line)] += 1
    enough = sum(inner) >= _ENOUGH and sum(outer) >= _SEVERAL
    facts.spaces_tell = enough and inner[1] >= 0.92 * sum(inner) and outer[1] <= 0.1 * sum(outer)
    facts.justified = sum(flush) >= _ENOUGH and flush[1] >= 0.8 * sum(flush)
    facts.gapped = short[1] >= _SEVERAL and short[0] <= 0.2 * short[1]


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_ENDS.search(text[-6:]))
