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
    for block in _points(scope, role):
        owner = owner_for(block.text, role) or fallback
        made = Item(block.number, block.text, owner, scope.about, (block.start, block.end))
        yield from split_inline(made, role)


def _points(scope: Scope, role: str) -> list[Block]:
    """The blocks that are points: the items of the list, or the paragraphs where there is no list."""
    items = _top_items(scope, role)
    if items:
        return items
    paragraphs = [block for block in scope.blocks if block.shape == "paragraph"]
    if role in {LEARNING, FINDING} and _all_led(paragraphs) and not (scope.heading and scope.heading.label):
        return paragraphs
    if role == FINDING and scope.heading and scope.heading.label and scope.heading.label.kind == THEME:
        return paragraphs[:1]
    return [b for b in paragraphs if _asks(b.text, role)] if role in {ASK, RECOMMENDATION} else []


def _all_led(paragraphs: list[Block]) -> bool:
    """True of paragraphs each of which opens with a few words of its own: "Count the visits. Each visit was ..."."""
    return len(paragraphs) >= 2 and all(_LEAD.match(block.text) for block in paragraphs)


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


def headed_points(scopes: list[Scope], labelled: Mapping[str, bool]) -> dict[int, bool]:
    """The places of scopes whose headings are themselves the points: "1. Fathers were not seen" under "Findings".

    True where all the headings of a run only name a matter, and the point itself is what stands below.
    """
    found: dict[int, bool] = {}
    run: list[int] = []
    for place, scope in enumerate([*scopes, None]):
        below = (
            scope is not None and scope.inherited and scope.role in {FINDING, LEARNING} and scope.role not in labelled
        )
        if below and (not run or scopes[run[0]].role == (scope.role if scope else "")):
            run.append(place)
            continue
        if len(run) >= 2 and _are_points([scopes[one] for one in run]):
            below_it = all(_named_only(scopes[one]) for one in run)
            found.update(dict.fromkeys(run, below_it))
        run = [place] if below else []
    return found


def _are_points(run: list[Scope]) -> bool:
    headings = [scope.heading for scope in run if scope.heading and not scope.heading.label]
    if len(headings) != len(run) or any(block.shape in {"item", "row"} for scope in run for block in scope.blocks):
        return False
    numbers = [heading.number for heading in headings]
    counted = numbers == [str(place + 1) for place in range(len(numbers))]
    return counted or all(len(heading.name.split()) >= 4 and not is_title(heading.name) for heading in headings)


def _named_only(scope: Scope) -> bool:
    """True of a heading that only names a matter, with one or two paragraphs under it."""
    paragraphs = [block for block in scope.blocks if block.shape == "paragraph"]
    few = 1 <= len(paragraphs) <= 2 and len(scope.blocks) == len(paragraphs)
    return few and scope.heading is not None and _only_names(scope.heading.name)


def heading_item(scope: Scope, below: bool = False) -> Item:
    """The heading of a scope, as a point."""
    heading = scope.heading
    if heading is None:
        raise ValueError("only a scope with a heading has one for a point")
    start = heading.block.start
    if below:
        under = scope.blocks[0]
        return Item(heading.number, under.text, "", scope.around, (under.start, under.end))
    return Item(heading.number, heading.name, "", scope.around, (start, start + len(heading.name)))


def _only_names(words: str) -> bool:
    """True of a heading that names a matter or asks about it, so that the point itself is what stands below."""
    return is_title(words) or re.match(r"(?:what|who|how|when|where|why)\b", words, re.IGNORECASE) is not None


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
    style = _style(items[0])
    if style == "deep" and role not in {ASK, RECOMMENDATION} and not scope.lead_in and not _strong(scope, role, items):
        items = [b for b in items if _style(b) != "deep"]
        if not items or role in {LEARNING, FINDING}:
            return []
        style = _style(items[0])
    level = min(b.level for b in items if _style(b) == style)
    top = [b for b in items if b.level == level and _like(_style(b), style)]
    return [b for b in top if not _opens_sublist(b, scope, role)]


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
