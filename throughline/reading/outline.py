"""Headings told from paragraphs, by what the file says, by shape, and by the words of this field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .blocks import Block
from .labels import Label, label_of
from .leadins import lead_in_role
from .lexicon import CASE, IMPACT, OTHER, OUTCOME, PROGRESS, THEME, role_of_heading
from .titles import is_front_matter, is_own_name
from .words import heading_fold

NEVER = 99.0
_LEVEL, _CAPS, _NUMBERED, _BOLD, _LABEL, LEAD_IN, PLAIN = 1.0, 6.5, 7.0, 9.0, 10.0, 10.5, 11.0
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|will|should|must|can|could|did|does|do|may|makes?|made|"
    r"identif(?:ied|ies)|recommend(?:s|ed)?|draws?|drew|sets? out|lists?|asks?|asked|proposes?|offers?|includes?|"
    r"needs? to|"
    r"continues?|remains?|came|comes?|says?|said|shows?|showed|found|tells?|told|gave|gives?|met|saw|"
    r"sees?|went|goes|held|undertaken|completed|developed|established|introduced|agreed|delivered|"
    r"provided)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:so )?(?:what|how|has|have|is|are|why|who|did|does|where)\b|progress|impact|actions? taken", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;,!][\"'’”)]*$")
_OUTCOME = re.compile(
    r"(?:the |what was the )?(?:outcomes?|results?|ending|end)(?: (?:for|of)\b.*)?|what happened(?: "
    r"(?:next|then|after|in the end).*)?|how (?:it|this|things|the story) (?:ended|turned out|went|"
    r"finished).*|"
    r"what (?:has )?(?:changed|came of it|was different|followed)\b.*|where .* (?:is|are) now|(?:and "
    r")?(?:today|now|since then|afterwards|the end)|impact(?: (?:for|on) .*)?|"
    r"what (?:difference|impact) (?:did|has) (?:it|this|that) (?:make|made|have|had).*|(?:how|where) "
    r"(?:is|are) .* now|what (?:we|it) achieved|difference made(?: .*)?"
)
_STRONG_END = re.compile(
    r"(?:in )?conclusions?(?: and .*)?|glossary.*|abbreviations.*|appendi(?:x|ces)\b.*|annex(?:es)?\b.*|"
    r"references|bibliography|background (?:papers|documents|information)|"
    r"source documents|contact(?: (?:officers?|details|us|for))?\b.*|(?:.* )?implications?(?: .*)?|"
    r"introduction|next steps|what happens next|further information|footnotes|endnotes|consultation.*|"
    r"signed.*|"
    r"what is left to do|(?:equality|equalities|environmental|health|climate|community|children'?s rights|"
    r"privacy|data protection) impact.*"
)
_INLINE = re.compile(r"(?P<label>[A-Z][A-Za-z’' ?/]{2,60}?)\s?(?P<close>:|\?| [–—-](?= ))\s*(?=\S)")
_QUESTION = re.compile(r"(?:What|How|Where|Who|Why|When|Find out)\b")
_TOLD_UNDER = frozenset({PROGRESS, IMPACT, CASE})
_TOPIC = re.compile(r"(?P<a>[^:–—]{4,50}?)(?:: | [–—-] )(?P<b>[^:–—]{2,60})")
_OF_TOPIC = frozenset({PROGRESS, IMPACT})
_DATE_LINE = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?\s)?[A-Z][a-z]+\s(?:19|20)\d\d$|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its `role`, its label if it has one, `name` as printed, how high it stands, where its words end."""

    block: Block
    role: str
    name: str
    number: str
    rank: float
    label: Label | None = None
    rest: int = 0
    topic: str = ""

    @property
    def strong_end(self) -> bool:
        """True of a heading that closes whatever went before, at any level."""
        return not self.label and _STRONG_END.fullmatch(heading_fold(self.name)) is not None

    @property
    def ends_case(self) -> bool:
        """True of a heading that can stand over the outcome of a case study."""
        return not self.label and _OUTCOME.fullmatch(heading_fold(self.name)) is not None


def headings_of(blocks: list[Block]) -> dict[int, Heading]:
    """The headings among `blocks`, by the index of their block."""
    found: dict[int, Heading] = {}
    depths: dict[int, float] = {}
    for position, block in enumerate(blocks):
        if block.shape in {"row", "footnote"}:
            continue
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        if position and _ends_list(blocks[position - 1], block, after) and blocks[position - 1].index not in found:
            continue
        heading = _heading(block, after, depths)
        if heading:
            found[block.index] = heading
    return _unnumbered_lower(_under_running_numbers(blocks, _bold_over_plain(found)))


def _bold_over_plain(found: dict[int, Heading]) -> dict[int, Heading]:
    """Where some headings are in capitals and some in bold capitals, the bold ones stand higher."""
    if not any(h.rank == _CAPS and not h.block.bold for place, h in found.items() if place > 2):
        return found
    return {
        place: replace(h, rank=_CAPS - 0.5) if h.rank == _BOLD and h.block.text.isupper() else h
        for place, h in found.items()
    }


def _ends_list(before: Block, block: Block, after: Block | None) -> bool:
    """True of the last short point of a numbered list, which stands just above the next heading."""
    if after is None or after.shape != "heading" or block.shape != "item" or before.shape != "item":
        return False
    return block.number.isdecimal() and before.number.isdecimal() and int(block.number) == int(before.number) + 1


def _under_running_numbers(blocks: list[Block], found: dict[int, Heading]) -> dict[int, Heading]:
    """Where paragraphs are numbered through the whole paper, "8. Fathers" is one of them: under the bold heading."""
    numbered = [block for block in blocks if block.shape == "item" and block.number.isdecimal()]
    values = [int(block.number) for block in numbered]
    if len(values) < 5 or values != list(range(values[0], values[0] + len(values))):
        return found
    if all(block.index in found for block in numbered):
        return found
    for block in numbered:
        heading = found.get(block.index)
        if heading and not heading.label and _NUMBERED <= heading.rank < _BOLD:
            found[block.index] = replace(heading, rank=_BOLD + 0.5)
    return found


def _unnumbered_lower(found: dict[int, Heading]) -> dict[int, Heading]:
    """Between numbered headings of one level, one without a number stands a little lower."""
    by_rank: dict[float, list[int]] = {}
    for place, heading in found.items():
        if _depth(heading.block) == 1 and heading.block.shape == "heading":
            by_rank.setdefault(heading.rank, []).append(place)
    for rank, places in by_rank.items():
        if len(places) < 3:
            continue
        for place, heading in list(found.items()):
            inside = places[0] < place < places[-1] and heading.rank == rank
            if inside and heading.block.shape == "heading" and not heading.number and not heading.strong_end:
                found[place] = replace(heading, rank=rank + 0.5)
    return found


def _heading(block: Block, after: Block | None, depths: dict[int, float]) -> Heading | None:
    label = label_of(block.text)
    if label and (label.closed or block.shape == "heading" or block.bold):
        return _labelled(block, label)
    if len(block.text) < 90 and not block.number and is_front_matter(block.text):
        return None
    if block.index < 9 and block.shape == "paragraph" and not block.bold and is_own_name(block.text):
        return None
    if block.text.endswith(":") and _is_lead_in(block.text):
        return None
    if block.shape == "heading" and not (len(block.text) > 220 and block.text.endswith(".")):
        rank = _LEVEL * block.level if block.level else _BOLD
        depth = _depth(block)
        if depth and block.level:
            depths.setdefault(depth, rank)
        return _plain(block, rank)
    if len(block.text) > 110 or (block.mark and not block.number):
        return _inline(block)
    rank = _shape_rank(block, after, depths)
    return _plain(block, rank) if rank != NEVER else _inline(block)


def _is_lead_in(text: str) -> bool:
    """True of a sentence set like a heading that says what the list under it holds."""
    return not _ASKS.match(text) and bool(_VERB.search(text)) and lead_in_role(text) not in {"", "aside"}


def _labelled(block: Block, label: Label) -> Heading:
    rank = _LABEL
    if block.shape == "heading":
        rank = _LEVEL * block.level if block.level else _BOLD
    elif block.bold:
        rank = _BOLD
    role = CASE if label.kind == CASE else (THEME if label.kind == THEME else label.kind)
    rest = block.text[label.rest :].strip(" :–—-")
    if role not in {CASE, THEME} and rest and not rest.endswith(".") and len(rest.split()) <= 7:
        inner = role_of_heading(rest)
        if inner and inner not in {OTHER, label.kind} and len(rest) < 60:
            return Heading(block, inner, label.printed, label.number, rank, label, len(block.text))
    return Heading(block, role, label.printed, label.number, rank, label, label.rest)


def _plain(block: Block, rank: float) -> Heading:
    name = block.text.rstrip(": ").strip()
    topic = _TOPIC.fullmatch(name) if not role_of_heading(name) else None
    for part, other in ((topic["a"], topic["b"]), (topic["b"], topic["a"])) if topic else ():
        if len(part.split()) <= 4 and role_of_heading(part) in _OF_TOPIC:
            return Heading(block, role_of_heading(part), other, block.number, rank, None, len(block.text), topic=other)
    return Heading(block, role_of_heading(block.text), name, block.number, rank, None, len(block.text))


def _depth(block: Block) -> int:
    """How deep a section number stands: 1 for "3", "3." and "3.0", 2 for "3.1"; 0 for none or a letter."""
    if not block.number or not block.number[0].isdecimal():
        return 0
    return len([piece for piece in block.number.split(".") if piece and piece != "0"])


def _shape_rank(block: Block, after: Block | None, depths: dict[int, float]) -> float:
    """The rank of a short line by its shape, or NEVER where it is not a heading."""
    text = block.text
    if _SENTENCE_END.search(text) or not text[:1].strip() or text[:1].islower() or _DATE_LINE.match(text):
        return NEVER
    if "@" in text or "http" in text or after is None or after.shape == "footnote":
        return NEVER
    words = text.split()
    role = role_of_heading(text)
    if block.number:
        return _numbered_rank(block, after, depths, role, len(words))
    if block.bold and len(words) <= 16:
        return _BOLD
    if text.isupper() and len(words) <= 14 and any(len(word) > 3 for word in words):
        return _CAPS
    if role and len(words) <= 12:
        return PLAIN + 1 if role not in {OTHER} else PLAIN
    return _quiet_rank(text, after, len(words))


def _quiet_rank(text: str, after: Block, words: int) -> float:
    """The rank of an unmarked short line with no word of the field in it."""
    if text.endswith(":") and words <= 7 and _QUESTION.match(text):
        return PLAIN
    if text.endswith(":"):
        return PLAIN if words <= 7 and not _VERB.search(text) else NEVER
    if words > 10 or (_VERB.search(text) and not text.endswith("?")):
        return NEVER
    if after.shape == "row" or after.text[:1].islower():
        return NEVER
    if not after.mark and role_of_heading(after.text) in _TOLD_UNDER and len(text) > 3:
        return PLAIN
    longer = len(after.text) > 60 or after.shape == "item" or len(after.text) > 2.5 * len(text)
    return PLAIN if longer and words >= 1 and len(text) > 3 else NEVER


def _numbered_rank(block: Block, after: Block, depths: dict[int, float], role: str, words: int) -> float:
    depth = _depth(block)
    if not depth and not block.text.isupper():
        return NEVER
    if words > 14 or (after.number and _depth(after) == depth and not role and not block.text.isupper()):
        return NEVER
    if _VERB.search(block.text) and not role and not block.bold and not block.text.isupper():
        return NEVER
    if depth and depth in depths:
        return depths[depth]
    return _NUMBERED + max(0, depth - 1)


def _inline(block: Block) -> Heading | None:
    """A heading that stands at the head of its own paragraph: "Progress: ...", "Outcome - ..."."""
    found = _INLINE.match(block.text)
    if not found or found.end() >= len(block.text):
        return None
    name = found["label"].strip()
    if len(name.split()) > 7 or (found["close"] == "?" and found.end() < 12):
        return None
    role = role_of_heading(name)
    if not role and _OUTCOME.fullmatch(heading_fold(name)):
        role = OUTCOME
    if not role or role == OTHER:
        return None
    return Heading(block, role, name, "", PLAIN + 1, None, found.end())
