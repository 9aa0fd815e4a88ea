"""Items gathered from the scopes of a document: lists, labelled points, statements, case studies and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .blocks import Cell
from .cells import pieces_of
from .frames import LIST_ROLES, Scope
from .headed import headed_points, heading_item
from .leadins import is_ask
from .lexicon import (
    ASK,
    CASE,
    IMPACT,
    OUTCOME,
    PROGRESS,
    RECOMMENDATION,
    THEME,
    role_of_heading,
)
from .listing import OWN_ASK, is_title, listed, owner_for, rest_item, split_inline
from .result import About, CaseStudy, Item
from .tables import Table, form_rows, read_table, tables_of
from .words import fold, words_of

_REVIEWS_OWN = re.compile(
    r"\b(?:of|from|by|in|made by) (?:the |this |these |each |both )?(?:\w+ )?(?:scr|lcspr|serious case "
    r"review|review|overview|independent)s?\b|\b(?:scr|lcspr|review|overview report)(?:'s|s')? "
    r"recommendations?\b|\b(?:reviews?|reviewers?|authors?|scrs?|lcsprs?) (?:has |have |also )?(?:made|makes?|set out|"
    r"sets out|gave|gives|came to) [^.]{0,40}\brecommendations\b"
)
_ASKING = frozenset({"committee_report", "subgroup_annual_report", "yearly_report", "progress_report"})
_ASKS_NOW = re.compile(
    r"(?:The |That the )?(?:[A-Z][\w’'-]*,? (?:and |of |for )?){0,6}(?:[Cc]ommittee|[Cc]abinet|[Bb]oard(?: members"
    r")?|[Pp]anel|"
    r"[Mm]embers|[Ee]xecutive|[Cc]ommission|[Cc]ouncil) (?:is|are) (?:asked|recommended|invited|requested) to\b"
)
_ABOUT_ONE_CHILD = frozenset({"review_report", "executive_summary", "learning_briefing", "board_response"})
_STORY = re.compile(r"\b(?:story|experience|journey|account)\b", re.IGNORECASE)
_PLAN_LINE = re.compile(
    r"(?:rag|brag|status|rating|lead|owner|time ?scales?|due|target|by when|completion date|responsib\w+|"
    r"deadline)\b[^:.]{0,24}:\s",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:if you (?:have been|are|were|would|want|need|think)\b|for (?:more|further) (?:information|details|copies)\b|"
    r"further (?:information|copies)\b|copies of\b|(?:this|the full) (?:report|response|document|paper) (?:is|will"
    r" be|can|may) "
    r"(?:be )?(?:read|found|seen|available|on)\b|contact\b|please (?:contact|call|e-?mail)\b|signed\b|"
    r"the death of\b|our thoughts\b|we (?:are|remain) (?:grateful|determined|sorry|saddened)\b|"
    r"the (?:board|partnership|partners) (?:would like|wish(?:es)?) to (?:thank|express)\b)",
    re.IGNORECASE,
)
_POINTS_ON = re.compile(
    r"(?:The following|What follows|The table|These are|Below)\b[^.]{0,120}[.:]|"
    r"[^.]{0,120}\b(?:as follows|set out below|shown below|in the table below|listed below|given below)[.:]",
)
_NONE = re.compile(
    r"(?:none reported|nothing to report|no (?:progress|update|evidence|impact)(?: reported| yet)?|none(?: yet)?|n"
    r"ot yet(?: known| measured)?|awaited|n/?a|not applicable|nil|-+|–|—|"
    r"to follow|tbc|(?:fully |partially |partly )?(?:accepted|agreed)(?: in (?:part|full|principle))?|"
    r"(?:the |we )?[\w’' -]{0,50}?\b(?:agree|accept|welcome)(?:s|d|ed)?(?: with)? (?:this|the|these|all (?:of )?the) "
    r"(?:finding|recommendation|learning point)s?(?: in full)?)\W*$",
    re.IGNORECASE,
)


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
    headed = headed_points(scopes, labelled)
    earlier: Table | None = None
    for place, scope in enumerate(scopes):
        role = addressed(scope, kind) if scope.role == RECOMMENDATION else scope.role
        if place in headed:
            out.lists[role].append(heading_item(scope, headed[place]))
        elif role == CASE and kind in _ABOUT_ONE_CHILD and scope.heading and _STORY.search(scope.heading.name):
            continue  # what happened to the child whom the whole paper is about
        elif role == CASE:
            _case(scope, scopes[place + 1 :], text, out)
        elif role in {PROGRESS, IMPACT}:
            out.lists[role].extend(_statements(scope))
        elif role in LIST_ROLES and scope.outer_role in {PROGRESS, IMPACT} and scope.label is scope.heading is not None:
            _point_among_statements(scope, role, labelled, out)
        elif role in LIST_ROLES:
            out.lists[role].extend(listed(scope, role, labelled))
        tables = tables_of(scope.blocks, earlier)
        earlier = next((table for table in reversed(tables) if table.header), earlier)
        for found, item in _tabled(tables, scope, kind):
            out.lists[found].append(item)
    if not out.lists[ASK] and kind in _ASKING:
        out.lists[ASK].extend(_asks_in_prose(scopes))
    return out


def _asks_in_prose(scopes: list[Scope]) -> Iterator[Item]:
    """What a paper asks under no heading: "1. The Committee is recommended to note the report."."""
    for block in (block for scope in scopes for block in scope.blocks):
        if block.shape in {"paragraph", "item"} and _ASKS_NOW.match(block.text) and not block.text.endswith(":"):
            owner = owner_for(block.text, ASK)
            yield Item(block.number, block.text, owner, About(), (block.start, block.end))


def _point_among_statements(scope: Scope, role: str, labelled: dict[str, bool], out: Gathered) -> None:
    """A labelled point under "Progress" or the like: itself, with what is told under it, or what is told of it."""
    if _told_before(scope, out.lists[role]):
        out.lists[scope.outer_role].extend(_told_of(scope))
        return
    points = list(listed(scope, role, labelled))
    out.lists[role].extend(points)
    out.lists[scope.outer_role].extend(i for i in _statements(scope) if all(i.at != point.at for point in points))


def _told_before(scope: Scope, points: list[Item]) -> bool:
    """True of "Finding 1: all conferences are attended" under "Progress", where Finding 1 itself stands further up."""
    label = scope.heading.label if scope.heading else None
    if label is None or scope.heading is None or not label.number:
        return False
    words = fold(scope.heading.block.text[label.rest :])
    return bool(words) and any(item.number == label.number and not _same(fold(item.text), words) for item in points)


def _same(one: str, other: str) -> bool:
    """True of the same words, or of one that says the other in short."""
    return one.startswith(other[:40]) or other.startswith(one[:40])


def _told_of(scope: Scope) -> Iterator[Item]:
    """What is said after such a label, and under it."""
    if scope.heading and scope.heading.label:
        yield rest_item(replace(scope.heading, label=None, number=""), scope.heading.label.rest, scope.about)
    yield from _statements(scope)


def _labelled_kinds(scopes: list[Scope]) -> dict[str, bool]:
    """The kinds of which this document prints numbered labels, and whether each label carries no more than a title."""
    found: dict[str, list[bool]] = {}
    counted = {scope.role for scope in scopes if _is_counted(scope)}
    for scope in scopes:
        heading = scope.heading
        if heading and scope.outer_role in {PROGRESS, IMPACT} and heading.role in counted:
            continue  # "Recommendation 2. A list is kept ..." tells what was done about the second of them
        if heading and heading.label and heading.role == heading.label.kind:
            words = heading.block.text[heading.label.rest :]
            found.setdefault(heading.label.kind, []).append(not words.strip() or is_title(words))
    return {kind: all(titles) for kind, titles in found.items() if len(titles) >= 2}


def _is_counted(scope: Scope) -> bool:
    """True of a list 1, 2, 3 ... whose points carry no label."""
    if (
        scope.role not in LIST_ROLES
        or scope.outer_role in {PROGRESS, IMPACT}
        or (scope.heading and scope.heading.label)
    ):
        return False
    return [block.number for block in scope.blocks if block.shape == "item"][:2] == ["1", "2"]


def addressed(scope: Scope, kind: str) -> str:
    """Whether recommendations are what this report asks of its own readers or those of a review."""
    said = fold(scope.lead_in.text if scope.lead_in else (scope.heading.name if scope.heading else ""))
    if scope.heading and scope.heading.label and scope.heading.role == RECOMMENDATION:
        words = scope.heading.block.text[scope.heading.label.rest :]
        return ASK if kind == "committee_report" and (OWN_ASK.match(fold(words)) or is_ask(words)) else RECOMMENDATION
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
        return ASK if OWN_ASK.match(fold(first)) else RECOMMENDATION
    return RECOMMENDATION


# statements


def _statements(scope: Scope) -> Iterator[Item]:
    if (
        scope.rest
        and scope.heading
        and scope.role in {PROGRESS, IMPACT}
        and not (scope.heading.label and scope.heading.label.kind == THEME)
        and not _NONE.match(scope.heading.block.text[scope.rest[0] :])
    ):
        yield rest_item(scope.heading, scope.rest[0], scope.about)
    for place, block in enumerate(scope.blocks):
        if block.shape not in {"paragraph", "item"} or _NONE.match(block.text) or _PLAN_LINE.match(block.text):
            continue
        after = scope.blocks[place + 1] if place + 1 < len(scope.blocks) else None
        if block.text.endswith(":") and after is not None and after.shape in {"item", "row"}:
            continue
        if _CLOSING.match(block.text) and after is None:
            continue
        if _POINTS_ON.fullmatch(block.text) and (after is None or after.shape in {"item", "row"}):
            continue
        yield Item(block.number, block.text, "", scope.about, (block.start, block.end))


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
        if table.roles or table.form:
            for role, item in read_table(table, scope.about):
                yield (_table_ask(item, kind) if role == RECOMMENDATION else role), item
        else:
            for label, value in form_rows(table):
                yield from _form(label, value, scope, kind)


def _table_ask(item: Item, kind: str) -> str:
    return (
        ASK if kind == "committee_report" and (is_ask(item.text) or OWN_ASK.match(fold(item.text))) else RECOMMENDATION
    )


def _form(label: str, value: Cell, scope: Scope, kind: str) -> Iterator[tuple[str, Item]]:
    role = role_of_heading(label)
    if role == RECOMMENDATION and (kind == "committee_report" or is_ask(value.text) or OWN_ASK.match(fold(value.text))):
        role = ASK
    if role not in {ASK, RECOMMENDATION, PROGRESS, IMPACT}:
        return
    pieces = list(pieces_of(value))
    if len(pieces) > 1:
        pieces = [p for p in pieces if not p[0].endswith(":")]
    for words, number, start in pieces:
        if len(words_of(words)) < 3:
            continue
        item = Item(number, words, owner_for(words, role), About(), (start, start + len(words)))
        yield from ((role, made) for made in split_inline(item, role))
