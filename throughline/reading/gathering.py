"""Items gathered from the scopes of a document: lists, labelled points, statements, case studies and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


from .leadins import is_ask
from .lexicon import ACTION, ASK, CASE, FINDING, IMPACT, LEARNING, OUTCOME, PROGRESS, RECOMMENDATION, THEME, role_of_heading
from .owners import owner_in
from .page import Block, Cell
from .result import About, CaseStudy, Item
from .scopes import LIST_ROLES, Scope
from .tables import Table, form_rows, pieces_of, read_table, tables_of
from .words import fold, heading_fold, words_of

_STRONG_LEARNING = re.compile(
    r".*\b(?:learning points?|lessons?|key learning|messages?|practice points?|points)\b.*|what .*\blearn\w*.*"
)
_OWN_ASK = re.compile(
    r"^(?:that\b|to (?:note|agree|approve|endorse|consider|receive|comment|support|scrutinise|delegate|accept|acknowledge)\b|"
    r"(?:note|agree|approve|endorse|consider|receive|comment|support|scrutinise|delegate|accept|acknowledge|recognise|confirm|ask|request|seek|invite|refer|identify)s?\b)"
)
_SHOULD = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|recommends?|recommended|is asked|are asked|to (?:ensure|review|develop|consider|seek|provide))\b"
)
_REVIEWS_OWN = re.compile(
    r"\b(?:of|from|by|in|made by) (?:the |this |these |each |both )?(?:\w+ )?(?:scr|lcspr|serious case review|review|overview|independent)s?\b|\b(?:scr|lcspr|review|overview report)(?:'s|s')? recommendations?\b"
)
_INLINE_LIST = re.compile(r"(?:(?<=\s)|^)(\(?(?:[a-h]|i{1,3}|iv|v|vi{0,3}|[1-9])\))\s+")
_NONE = re.compile(r"(?:none reported|nothing to report|no (?:progress|update)(?: reported| yet)?|none|n/?a|not applicable|nil|-+|–|—|to follow|tbc)\W*$", re.IGNORECASE)


@dataclass(slots=True)
class Gathered:
    """All items, by the list they belong to, in order."""

    lists: dict[str, list[Item]] = field(
        default_factory=lambda: {role: [] for role in (*sorted(LIST_ROLES), PROGRESS, IMPACT)}
    )
    cases: list[CaseStudy] = field(default_factory=list)


def gather(scopes: list[Scope], text: str, kind: str) -> Gathered:
    """The items of all `scopes` of a document of this `kind`."""
    out = Gathered()
    labelled = _labelled_kinds(scopes)
    earlier: Table | None = None
    for place, scope in enumerate(scopes):
        role = addressed(scope, kind) if scope.role == RECOMMENDATION else scope.role
        if role == CASE:
            _case(scope, scopes[place + 1 :], text, out)
        elif role in {PROGRESS, IMPACT}:
            out.lists[role].extend(_statements(scope))
        elif role in LIST_ROLES:
            out.lists[role].extend(_listed(scope, role, labelled, kind))
        tables = tables_of(scope.blocks, earlier)
        earlier = next((table for table in reversed(tables) if table.header), earlier)
        for found, item in _tabled(tables, scope, kind):
            out.lists[found].append(item)
    return out


def _labelled_kinds(scopes: list[Scope]) -> set[str]:
    """The kinds of which this document prints numbered labels, "Finding 1" and so on."""
    count: dict[str, int] = {}
    for scope in scopes:
        if scope.heading and scope.heading.label and scope.heading.role == scope.heading.label.kind:
            count[scope.heading.label.kind] = count.get(scope.heading.label.kind, 0) + 1
    return {kind for kind, number in count.items() if number >= 2}


def addressed(scope: Scope, kind: str) -> str:
    """Whether recommendations are what this report asks of its own readers or those of a review."""
    said = fold(scope.lead_in.text if scope.lead_in else (scope.heading.name if scope.heading else ""))
    if scope.heading and scope.heading.label and scope.heading.role == RECOMMENDATION:
        words = scope.heading.block.text[scope.heading.label.rest :]
        return ASK if kind == "committee_report" and (_OWN_ASK.match(fold(words)) or is_ask(words)) else RECOMMENDATION
    if scope.about.kind == "review" or _REVIEWS_OWN.search(said):
        return RECOMMENDATION
    first = next((b.text for b in scope.blocks if b.shape in {"item", "paragraph"}), "")
    if scope.rest and scope.heading:
        first = scope.heading.block.text[scope.rest[0] :]
    if is_ask(first) or is_ask(said):
        return ASK
    if kind == "committee_report":
        return ASK
    if kind in {"subgroup_annual_report", "yearly_report", "progress_report", "section11_summary", "audit_summary"}:
        return ASK if _OWN_ASK.match(fold(first)) else RECOMMENDATION
    return RECOMMENDATION


# statements


def _statements(scope: Scope) -> Iterator[Item]:
    if scope.rest and scope.heading and not _NONE.match(scope.heading.block.text[scope.rest[0] :]):
        yield _rest_item(scope)
    for place, block in enumerate(scope.blocks):
        if block.shape not in {"paragraph", "item"} or _NONE.match(block.text):
            continue
        after = scope.blocks[place + 1] if place + 1 < len(scope.blocks) else None
        if block.text.endswith(":") and after is not None and after.shape in {"item", "row"}:
            continue
        yield Item(block.number, block.text, "", scope.about, (block.start, block.end))


def _rest_item(scope: Scope, owner: bool = False) -> Item:
    heading = scope.heading
    assert heading is not None and scope.rest is not None
    words = heading.block.text[scope.rest[0] :]
    start = heading.block.start + scope.rest[0]
    number = heading.label.number if heading.label else heading.number or heading.block.number
    return Item(number, words, owner_in(words) if owner else "", scope.about, (start, start + len(words)))


# lists


def _listed(scope: Scope, role: str, labelled: set[str], kind: str) -> Iterator[Item]:
    heading = scope.heading
    if heading and heading.label and heading.role == heading.label.kind != THEME and not scope.lead_in:
        if heading.label.kind == role or role == ASK:
            yield from _labelled(scope, role)
        return
    if role in labelled and role != ACTION:
        return
    if scope.rest and heading and not (heading.label and heading.label.kind == THEME):
        yield from _split(_rest_item(scope, owner=True), role)
    items = _top_items(scope, role)
    if items:
        for block in items:
            made = Item(block.number, block.text, _owner(block.text, role), scope.about, (block.start, block.end))
            yield from _split(made, role)
    elif role == FINDING and heading and heading.label and heading.label.kind == THEME:
        first = next((b for b in scope.blocks if b.shape == "paragraph"), None)
        if first:
            yield Item("", first.text, "", scope.about, (first.start, first.end))
    elif role in {ASK, RECOMMENDATION}:
        for block in scope.blocks:
            if block.shape == "paragraph" and _asks(block.text, role):
                made = Item("", block.text, _owner(block.text, role), scope.about, (block.start, block.end))
                yield from _split(made, role)


def _asks(text: str, role: str) -> bool:
    if text.endswith(":") or len(text) < 20:
        return False
    if role == ASK:
        return is_ask(text) or bool(_OWN_ASK.match(fold(text)))
    return bool(_SHOULD.search(fold(text)))


def _owner(text: str, role: str) -> str:
    return owner_in(text) if role in {RECOMMENDATION, ACTION, ASK} else ""


def _labelled(scope: Scope, role: str) -> Iterator[Item]:
    """The point that a label opens: the words after it, or the paragraph under it where those are only a title."""
    heading = scope.heading
    assert heading is not None and heading.label is not None
    words = heading.block.text[heading.label.rest :]
    under = next((b for b in scope.blocks if b.shape in {"paragraph", "item"}), None)
    about = _outer(scope)
    title_only = len(words.split()) <= 8 and not words.rstrip().endswith(".") and not _has_verb(words)
    if (not words.strip() or title_only) and under is not None and len(under.text.split()) <= 90:
        number = heading.label.number
        yield Item(number, under.text, _owner(under.text, role), about, (under.start, under.end))
    elif words.strip():
        start = heading.block.start + heading.label.rest
        owner = _owner(words, role) or _owner_below(scope, role)
        yield Item(heading.label.number, words, owner, about, (start, start + len(words)))


def _has_verb(words: str) -> bool:
    return bool(
        re.search(
            r"\b(?:is|are|was|were|has|have|had|do|does|did|should|must|will|can|could|need|needs|not|to)\b",
            words.lower(),
        )
    )


def _owner_below(scope: Scope, role: str) -> str:
    if role not in {RECOMMENDATION, ACTION}:
        return ""
    return next((owner for b in scope.blocks[:3] if (owner := owner_in(b.text, modal=False))), "")


def _outer(scope: Scope) -> About:
    """What a labelled point is itself about: nothing where its label is the only thing open."""
    return scope.around


def _top_items(scope: Scope, role: str) -> list[Block]:
    """The items of the list that the scope holds, without the points under them and without paragraph numbers."""
    items = [b for b in scope.blocks if b.shape == "item"]
    if not items:
        return []
    style = _style(items[0])
    if style == "deep" and role not in {ASK, RECOMMENDATION} and not _strong(scope, role, items):
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
    if number.isdigit():
        return "digit"
    if number[0].isdigit():
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


def _split(item: Item, role: str) -> Iterator[Item]:
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


# case studies


def _case(scope: Scope, later: list[Scope], text: str, out: Gathered) -> None:
    start, end = _extent(scope)
    if start == end:
        return
    outcome = ""
    for follower in later:
        if follower.role == CASE and follower.inherited and follower.heading is None:
            continue
        if follower.role == OUTCOME:
            first, last = _extent(follower)
            outcome = text[first:last]
        break
    number = scope.heading.label.number if scope.heading and scope.heading.label else ""
    out.cases.append(CaseStudy(number, text[start:end], "", scope.about, (start, end), outcome))


def _extent(scope: Scope) -> tuple[int, int]:
    """Where the words of a scope begin and end in the whole text."""
    blocks = [b for b in scope.blocks if b.shape in {"paragraph", "item", "row"}]
    start = end = 0
    if scope.rest and scope.heading and not scope.heading.label:
        start, end = scope.heading.block.start + scope.rest[0], scope.heading.block.end
    elif blocks:
        start, end = blocks[0].start, blocks[0].end
    if blocks:
        end = blocks[-1].end
    return start, end


# tables


def _tabled(tables: list[Table], scope: Scope, kind: str) -> Iterator[tuple[str, Item]]:
    for table in tables:
        if table.roles:
            for role, item in read_table(table, scope.about):
                yield (_table_ask(item, kind) if role == RECOMMENDATION else role), item
        else:
            for label, value in form_rows(table):
                yield from _form(label, value, scope, kind)


def _table_ask(item: Item, kind: str) -> str:
    return (
        ASK if kind == "committee_report" and (is_ask(item.text) or _OWN_ASK.match(fold(item.text))) else RECOMMENDATION
    )


def _form(label: str, value: Cell, scope: Scope, kind: str) -> Iterator[tuple[str, Item]]:
    role = role_of_heading(label)
    if role == RECOMMENDATION and (
        kind == "committee_report" or is_ask(value.text) or _OWN_ASK.match(fold(value.text))
    ):
        role = ASK
    if role not in {ASK, RECOMMENDATION, PROGRESS, IMPACT}:
        return
    pieces = list(pieces_of(value))
    if len(pieces) > 1:
        pieces = [p for p in pieces if not p[0].endswith(":")]
    for words, number, start in pieces:
        if len(words_of(words)) < 3:
            continue
        item = Item(number, words, _owner(words, role), About(), (start, start + len(words)))
        yield from ((role, made) for made in _split(item, role))
