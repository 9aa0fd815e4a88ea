"""The points of a list, labelled or not, told from what stands under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .blocks import Block
from .frames import Scope
from .labels import Label
from .leadins import is_ask
from .lexicon import ACTION, ASK, FINDING, LEARNING, RECOMMENDATION, THEME, role_of_heading
from .outline import Heading
from .owners import owner_in, owner_of_heading
from .result import About, Item
from .words import fold, heading_fold

_STRONG_LEARNING = re.compile(
    r".*\b(?:learning points?|lessons?|key learning|messages?|practice points?|points)\b.*|what .*\blearn\w*.*"
)
OWN_ASK = re.compile(
    r"^(?:that\b|to (?:note|agree|approve|endorse|consider|receive|comment|support|scrutinise|delegate|"
    r"accept|acknowledge)\b|"
    r"(?:note|agree|approve|endorse|consider|receive|comment|support|scrutinise|delegate|accept|"
    r"acknowledge|recognise|confirm|ask|request|seek|invite|refer|identify)s?\b)"
)
_SHOULD = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|recommends?|recommended|is asked|are asked|to (?:ensure|"
    r"review|develop|consider|seek|provide))\b"
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|should|must|will|can|could|need|needs|not|to)\b")
_POINT_HEAD = re.compile(
    r"(?:\w+ ){0,2}(?:key (?:learning|findings?|messages?|lessons?)|learning(?: points?)?|lessons?|practice points?|"
    r"findings|messages?)(?: (?:for|from|of|learned|learnt|to be)\b.*)?|what (?:we|was) (?:have )?(?:learn(?:ed|t)|"
    r"found)"
)
_TO_BE_DONE = re.compile(r"what (?:will|shall) we do$|what we will do$|actions? (?:planned|agreed|required|to come)$")
_TABLE_NEXT = re.compile(
    r"\bfollowing (?:\w+ )?(?:recommendations|findings|learning points|lessons|actions|points)\b|"
    r"\b(?:as follows|set out below|below|in the table)\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:themes|points|findings|lessons|messages|recommendations|actions|headings|follow|following|below)\b[^.]*\.$"
)
_OF_LISTS = re.compile(
    r"\b(?:learning points?|findings?|lessons?|messages?|recommendations?|table|below|action plan)\b"
)
_SENTENCE = re.compile(r"[.!?][\"'’”)]*(?=\s|$)")
_LEAD = re.compile(r"(?:[^\s.:?!–—]+\s+){0,7}[^\s.:?!–—]+(?:[.:?!]| [–—-])\s+(?=[A-Z“‘\"'])\S.{20,}", re.DOTALL)
_INLINE_LIST = re.compile(r"(?:(?<=\s)|^)(\(?(?:[a-h]|i{1,3}|iv|v|vi{0,3}|[1-9])\))\s+")


def rest_item(heading: Heading, rest: int, about: About, owner: bool = False) -> Item:
    """The words that follow a heading in its own paragraph, as an item."""
    words = heading.block.text[rest:]
    start = heading.block.start + rest
    number = heading.label.number if heading.label else heading.number or heading.block.number
    return Item(number, words, owner_in(words) if owner else "", about, (start, start + len(words)))


def listed(scope: Scope, role: str, labelled: Mapping[str, bool]) -> Iterator[Item]:
    """The points that a scope of this `role` holds; `labelled` are the kinds whose points carry labels."""
    heading = scope.heading
    label = heading.label if heading else None
    if heading and label and heading.role == label.kind != THEME and not scope.lead_in:
        if label.kind == role or role == ASK:
            yield from _labelled(scope, heading, label, role, labelled.get(label.kind, True))
        return
    if role in labelled and role != ACTION:
        return
    if scope.rest and heading and not (label and label.kind == THEME):
        made = rest_item(heading, scope.rest[0], scope.about, owner=role in {ASK, RECOMMENDATION})
        owner = made.owner or _owner_below(scope, role)
        yield from split_inline(replace(made, owner=owner), role)
    fallback = _owner_above(scope, role)
    headed = fallback if scope.inherited and not scope.lead_in else ""
    for block in _points(scope, role):
        owner = headed or owner_for(block.text, role) or fallback
        made = Item(block.number, block.text, owner, scope.about, (block.start, block.end))
        yield from split_inline(made, role)


def _points(scope: Scope, role: str) -> list[Block]:
    """The blocks that are points: the items of the list, or the paragraphs where there is no list."""
    items = [block for block in _top_items(scope, role) if not _points_to_table(block, scope)]
    if items:
        return items
    paragraphs = [b for b in scope.blocks if b.shape == "paragraph" and not _points_to_table(b, scope)]
    if role in {LEARNING, FINDING} and _all_led(paragraphs) and not (scope.heading and scope.heading.label):
        return paragraphs
    if role in {LEARNING, FINDING} and _one_by_one(paragraphs, scope, role):
        return paragraphs
    if role == FINDING and scope.heading and scope.heading.label and scope.heading.label.kind == THEME:
        return paragraphs[:1]
    if role == ACTION and scope.heading and _TO_BE_DONE.match(heading_fold(scope.heading.name)):
        short = [b for b in paragraphs if len(_SENTENCE.findall(b.text)) == 1 and 2 < len(b.text.split()) <= 40]
        return short if len(short) == len(scope.blocks) else []
    return [b for b in paragraphs if _asks(b.text, role)] if role in {ASK, RECOMMENDATION} else []


def _points_to_table(block: Block, scope: Scope) -> bool:
    """True of "7.1 The review makes the following recommendations." above the table that holds them."""
    after = next((b for b in scope.blocks if b.index == block.index + 1), None)
    return after is not None and after.shape == "row" and _TABLE_NEXT.search(block.text) is not None


def _all_led(paragraphs: list[Block]) -> bool:
    """True of paragraphs each of which opens with a few words of its own: "Count the visits. Each visit was ..."."""
    return len(paragraphs) >= 2 and all(_LEAD.match(block.text) for block in paragraphs)


def _one_by_one(paragraphs: list[Block], scope: Scope, role: str) -> bool:
    """True of paragraphs of one sentence each under a heading that says that they are points ("Key learning")."""
    heading = scope.heading
    if heading is None or heading.label or scope.lead_in or not paragraphs or len(paragraphs) != len(scope.blocks):
        return False
    if not _POINT_HEAD.fullmatch(heading_fold(heading.name)) or scope.inherited:
        return False
    if any(_OF_LISTS.search(fold(block.text)) for block in paragraphs):
        return False
    return all(len(_SENTENCE.findall(block.text)) == 1 and 5 <= len(block.text.split()) <= 60 for block in paragraphs)


def _asks(text: str, role: str) -> bool:
    if text.endswith(":") or len(text) < 20:
        return False
    if role == ASK:
        return is_ask(text) or bool(OWN_ASK.match(fold(text)))
    return bool(_SHOULD.search(fold(text)))


def owner_for(text: str, role: str) -> str:
    return owner_in(text) if role in {RECOMMENDATION, ACTION, ASK} else ""


def _labelled(scope: Scope, heading: Heading, label: Label, role: str, titles: bool) -> Iterator[Item]:
    """The point that a label opens: the words after it, or the paragraph under it where those are only a title."""
    words = heading.block.text[label.rest :]
    below = [b for b in scope.blocks if b.shape in {"paragraph", "item"}]
    instead = not words.strip() or (titles and is_title(words) and len(below) <= 2)
    if instead and below and len(below[0].text.split()) <= 90:
        under = below[0]
        owner = _owner_below(scope, role) or owner_for(under.text, role)
        yield Item(label.number, under.text, owner, scope.around, (under.start, under.end))
    elif words.strip():
        start = heading.block.start + label.rest
        owner = _owner_below(scope, role) or owner_for(words, role)
        yield Item(label.number, words, owner, scope.around, (start, start + len(words)))


def is_title(words: str) -> bool:
    """True of a few words with no verb in them that name a matter and say nothing about it."""
    return len(words.split()) <= 8 and not words.rstrip().endswith(".") and not _VERB.search(words.lower())


def _owner_above(scope: Scope, role: str) -> str:
    """Who the lead-in asks ("The Panel is asked to:"), or whom the heading over the points names ("For the police")."""
    if role not in {RECOMMENDATION, ACTION, ASK}:
        return ""
    if scope.lead_in and (owner := owner_in(scope.lead_in.text)):
        return owner
    if scope.heading is None or scope.heading.label:
        return ""
    name = scope.heading.name
    return (
        owner_of_heading(name)
        if scope.inherited or re.match(r"\W*[\d.]*\s*[Rr]ecommendations? (?:for|to) ", name)
        else ""
    )


def _owner_below(scope: Scope, role: str) -> str:
    if role not in {RECOMMENDATION, ACTION}:
        return ""
    return next((owner for b in scope.blocks[:3] if (owner := owner_in(b.text, modal=False))), "")


def _top_items(scope: Scope, role: str) -> list[Block]:
    """The items of the list that the scope holds, without the points under them and without paragraph numbers."""
    items = [b for b in scope.blocks if b.shape == "item"]
    if not items:
        return []
    if len(scope.blocks) == 1 and role in {ACTION, FINDING, LEARNING} and _runs_through(items[0], scope):
        return []
    items = _under_announcement(_without_announcing(items))
    style = _style(items[0])
    if style == "deep" and role not in {ASK, RECOMMENDATION} and not scope.lead_in and not _strong(scope, role, items):
        items = [b for b in items if _style(b) != "deep"]
        if not items or role in {LEARNING, FINDING}:
            return []
        style = _style(items[0])
    level = min(b.level for b in items if _style(b) == style)
    top = [b for b in items if b.level == level and _like(_style(b), style)]
    return [b for b in top if not _opens_sublist(b, scope, role)]


def _without_announcing(items: list[Block]) -> list[Block]:
    """The items without "5.1 The review has identified three lessons." over 5.1.1, 5.1.2 and 5.1.3."""
    kept = []
    for place, block in enumerate(items):
        after = items[place + 1].number if place + 1 < len(items) else ""
        below = bool(block.number) and after.startswith(block.number + ".")
        if not (below and (block.text.endswith(":") or _ANNOUNCES.search(block.text))):
            kept.append(block)
    return kept


def _under_announcement(items: list[Block]) -> list[Block]:
    """The bullets under "3. The learning falls under three themes.", where that one paragraph carries a number."""
    first, rest = items[0], items[1:]
    if len(rest) < 2 or not first.number.isdecimal() or any(_style(block) != "bullet" for block in rest):
        return items
    return rest if first.text.endswith(":") or _ANNOUNCES.search(first.text) else items


def _runs_through(block: Block, scope: Scope) -> bool:
    """True of the one paragraph of a section, where the paragraphs of a paper are numbered through."""
    return block.number.isdecimal() and block.number != "1" and not scope.lead_in


def _opens_sublist(block: Block, scope: Scope, role: str) -> bool:
    """True of "6.1 The Committee is asked to:" whose own points are the asks."""
    if role != ASK or not block.text.endswith(":"):
        return False
    return any(b.index == block.index + 1 and b.shape == "item" for b in scope.blocks)


def _like(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"letter", "roman"}


def _style(block: Block) -> str:
    number = block.number
    if not number:
        return "bullet"
    if number.isdecimal():
        return "digit"
    if number[0].isdecimal():
        return "deep"
    return "letter" if len(number) == 1 else "roman"


def _strong(scope: Scope, role: str, items: list[Block]) -> bool:
    """True when numbered paragraphs under a heading are its points and not its prose."""
    name = heading_fold(scope.heading.name) if scope.heading else ""
    if role == LEARNING and not _STRONG_LEARNING.fullmatch(name):
        return False
    if role == FINDING and re.search(r"\bsa(?:id|ys?)$", name):
        return False  # "What the review said" may be told in prose
    if scope.heading and role_of_heading(scope.heading.name) != role and not scope.lead_in:
        return False
    lengths = sorted(len(b.text) for b in items)
    return len(items) >= 2 and lengths[len(lengths) // 2] < 320


def split_inline(item: Item, role: str) -> Iterator[Item]:
    """An ask whose points run on in one paragraph, "(a) ...; (b) ...", parted into them."""
    marks = list(_INLINE_LIST.finditer(item.text))
    if role != ASK or len(marks) < 2 or not _in_order([m[1] for m in marks]):
        yield item
        return
    ends = [*(m.start() for m in marks[1:]), len(item.text)]
    for mark, end in zip(marks, ends, strict=True):
        words = item.text[mark.end() : end].rstrip()
        start = item.at[0] + mark.end()
        yield Item(mark[1].strip("()"), words, item.owner, item.about, (start, start + len(words)))


def _in_order(marks: list[str]) -> bool:
    bare = [mark.strip("()") for mark in marks]
    orders = ("abcdefgh", "123456789")
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"]
    return any(bare == list(order[: len(bare)]) for order in orders) or bare == roman[: len(bare)]
