"""Search across everything that a person may see, the same on both engines.

The partnership's token stands inside the index of words, and results come newest first: nothing is ranked over what
other partnerships hold, so neither the time it takes nor the order tells anything about them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from throughline.access.roles import ELECTED_MEMBER
from throughline.access.rules import may
from throughline.casefile.rules.items import CASE_STUDY, STUDY
from throughline.casefile.rules.words import Asked, asked, for_fts
from throughline.cases.queries import visible_cases
from throughline.documents.queries import visible_documents
from throughline.impact.models import Evidence, Statement
from throughline.impact.queries.consent import is_held_back
from throughline.kernel.actor import Actor
from throughline.national.queries import visible_asks
from throughline.responses.permissions import sees_drafts
from throughline.responses.queries import visible_dissents
from throughline.reviews.queries import visible_reviews
from throughline.safeguards.permissions import SEES

A_PAGE = 20
MOST_PAGES = 50
BEGINS, ENDS = "\x02", "\x03"
PUBLISHED_ANSWERS = "SELECT response_id FROM responses_responsestage WHERE state = 'published'"
OF_PUBLISHED = (
    "SELECT committeerecommendation_id FROM findings_committeerecommendation_reviews "
    "WHERE review_id IN (SELECT id FROM seen_reviews)"
)
KINDS = {
    "review": ("Reviews", "/reviews/{0}/"),
    "subject": ("Children", "/reviews/{0}/"),
    "date": ("Dates", "/reviews/{0}/"),
    "finding": ("Findings", "/findings/{0}/"),
    "theme": ("Themes", "/themes/{0}/"),
    "learning_point": ("Learning points", "/learning-points/{0}/"),
    "recommendation": ("Recommendations", "/recommendations/{0}/"),
    "response": ("Answers to recommendations", "/recommendations/{0}/"),
    "committee_recommendation": ("Asked of a committee", "/committee-recommendations/{0}/"),
    "action": ("Actions", "/actions/{0}/"),
    "update": ("Updates of actions", "/actions/{0}/"),
    "statement": ("Progress, effect and case studies", "/statements/{0}/"),
    "evidence": ("Evidence", "/evidence/{0}/"),
    "measure": ("Measures", "/measures/{0}/"),
    "dissent": ("Dissent", "/dissents/{0}/"),
    "national_ask": ("Asked of national bodies", "/national-asks/{0}/"),
    "safeguard": ("Safeguards", "/safeguards/{0}/"),
    "document": ("Documents", "/documents/{0}/"),
}
# What tells of one family is found only while its consent stands.
HELD: dict[str, Any] = {"statement": Statement, "evidence": Evidence}
OF_A_CASE = 'e."case" IN (SELECT id FROM seen_cases)'
OF_A_CASE_OR_NONE = f"({OF_A_CASE} OR e.kind = 'safeguard')"
# What an elected member sees of some kinds only once it is out: the condition, and the rows that it asks.
TO_MEMBERS: dict[str, tuple[str, Callable[[Actor, date], QuerySet[Any]]]] = {
    "seen_dissents": ("(e.kind <> 'dissent' OR e.record IN (SELECT id FROM seen_dissents))", visible_dissents),
    "seen_asks": ("(e.kind <> 'national_ask' OR e.record IN (SELECT id FROM seen_asks))", visible_asks),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was found; the words that were looked for are `marked`."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found."""

    kind: str
    record: int
    url: str
    label: str
    review_name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind on this page, newest first."""

    title: str
    kind: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. `understood` is false where the words leave nothing to look for."""

    typed: str
    kind: str
    groups: tuple[Group, ...]
    number: int
    page: int
    more: bool
    understood: bool


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a person may see, as tables to read first with their parameters, and the condition that asks them."""

    tables: str
    params: tuple[Any, ...]
    condition: str


def search(q: str, *, actor: Actor, on: date, page: int = 1, kind: str = "") -> Found:
    """What the person may see that holds the words, newest first, `A_PAGE` at a time; of one kind when it is given."""
    terms = asked(q[:400])
    page = min(max(page, 1), MOST_PAGES)
    kind = kind if kind in KINDS else ""
    if not terms:
        return Found(q, kind, (), 0, page, more=False, understood=not q.strip())
    rows = _rows(terms, actor, on, page, kind)
    hits = _studies_kept_back([_hit(row) for row in rows[:A_PAGE]], on)
    order = list(KINDS)
    hits.sort(key=lambda hit: order.index(hit.kind))
    groups = tuple(Group(KINDS[name][0], name, tuple(those)) for name, those in groupby(hits, key=lambda hit: hit.kind))
    more = len(rows) > A_PAGE and page < MOST_PAGES
    return Found(q, kind, groups, len(hits), page, more=more, understood=True)


def _hit(row: tuple[Any, ...]) -> Hit:
    kind, record, page, label, name, words = row
    return Hit(kind, record, KINDS[kind][1].format(page), label, name or "", _pieces(words))


def _studies_kept_back(hits: list[Hit], on: date) -> list[Hit]:
    """The hits, the words of case studies one step further on, without what is held back for want of consent."""
    told = [hit.record for hit in hits if hit.kind == "statement"]
    rows = Statement.objects.filter(pk__in=told, kind=CASE_STUDY)
    studies = set(rows.values_list("pk", flat=True)) if told else set()
    held = {(kind, pk) for kind in HELD for pk in _held_back(kind, hits, on)}
    return [
        replace(hit, pieces=(Piece(STUDY, False),)) if hit.kind == "statement" and hit.record in studies else hit
        for hit in hits
        if (hit.kind, hit.record) not in held
    ]


def _held_back(kind: str, hits: list[Hit], on: date) -> Iterable[int]:
    told = [hit.record for hit in hits if hit.kind == kind]
    return HELD[kind].objects.filter(is_held_back(on), pk__in=told).values_list("pk", flat=True) if told else ()


def _pieces(words: str) -> tuple[Piece, ...]:
    parts = re.split(f"({BEGINS}[^{ENDS}]*{ENDS})", words)
    return tuple(Piece(part.strip(BEGINS + ENDS), part.startswith(BEGINS)) for part in parts if part)


def _rows(terms: Asked, actor: Actor, on: date, page: int, kind: str) -> list[tuple[Any, ...]]:
    window = [A_PAGE + 1, (page - 1) * A_PAGE]
    sql, params = (_on_sqlite if connection.vendor == "sqlite" else _on_postgresql)(
        terms, actor, kind, _allowed(actor, on)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *window])
        return list(cursor.fetchall())


def _allowed(actor: Actor, on: date) -> Allowed:
    """That an entry is of something this person may see: by the same rules as every page."""
    seen: dict[str, QuerySet[Any]] = {
        "seen_cases": visible_cases(actor, on=on),
        "seen_reviews": visible_reviews(actor, on),
        "seen_documents": visible_documents(actor, on=on),
    }
    if actor.role == ELECTED_MEMBER:  # of these they see what is published, printed or sent, as on every page
        seen |= {name: rows(actor, on) for name, (_, rows) in TO_MEMBERS.items()}
    written: list[str] = []
    params: list[Any] = []
    for name, rows in seen.items():
        sql, values = _written(rows)
        written.append(f"{name} (id) AS ({sql})")
        params.extend(values)
    conditions = [
        OF_A_CASE if not may(actor.role, SEES) else OF_A_CASE_OR_NONE,
        "(e.review = 0 OR e.review IN (SELECT id FROM seen_reviews))",
        "(e.kind <> 'document' OR e.page IN (SELECT id FROM seen_documents))",
    ]
    if actor.role == ELECTED_MEMBER:
        conditions += [condition for condition, _ in TO_MEMBERS.values()]
    if actor.role == ELECTED_MEMBER:  # as in findings.queries: what reports ask about the reviews that are published
        conditions.append(f"(e.kind <> 'committee_recommendation' OR e.record IN ({OF_PUBLISHED}))")
    if not sees_drafts(actor):
        conditions.append(f"(e.kind <> 'response' OR e.record IN ({PUBLISHED_ANSWERS}))")
    if not may(actor.role, "see source documents"):
        conditions.append("e.kind <> 'document'")
    if not may(actor.role, "see the children’s pseudonyms"):
        conditions.append("e.kind <> 'subject'")
    return Allowed(", ".join(written), tuple(params), " AND ".join(conditions))


def _written(rows: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    """The query for the rows' numbers; one that finds nothing where there is nothing to find."""
    try:
        sql, params = rows.values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 0 WHERE 1 = 0", ()
    return sql, params


def _scopes(actor: Actor, kind: str) -> list[str]:
    return [f"p{actor.partnership}x"] + ([f"k{kind.replace('_', '')}x"] if kind else [])


def _on_sqlite(terms: Asked, actor: Actor, kind: str, allowed: Allowed) -> tuple[str, list[Any]]:
    scope = " AND ".join(f'scope : "{token}"' for token in _scopes(actor, kind))
    # Every value goes in as a parameter; the parts put together here are our own words.
    parts = (
        f"WITH {allowed.tables} SELECT e.kind, e.record, e.page, e.label, r.name,",
        f"snippet(casefile_words, 2, '{BEGINS}', '{ENDS}', '…', 28)",
        "FROM casefile_words JOIN casefile_entry e ON e.id = casefile_words.rowid",
        "LEFT JOIN reviews_review r ON r.id = e.review WHERE casefile_words MATCH %s AND",
        allowed.condition,
        "ORDER BY casefile_words.rowid DESC LIMIT %s OFFSET %s",
    )
    sql = " ".join(parts)
    return sql, [*allowed.params, f"({scope}) AND {for_fts(terms)}"]


def _on_postgresql(terms: Asked, actor: Actor, kind: str, allowed: Allowed) -> tuple[str, list[Any]]:
    words: list[str] = []
    values: list[Any] = []
    for group in terms.wanted:
        words.append(" || ".join(["phraseto_tsquery('casefile_english', %s)"] * len(group)))
        values.extend(group)
    wanted = " && ".join(f"({part})" for part in words)
    for term in terms.unwanted:
        wanted += " && !!phraseto_tsquery('casefile_english', %s)"
        values.append(term)
    scope = " && ".join(["%s::tsquery"] * len(_scopes(actor, kind)))
    options = f"StartSel={BEGINS}, StopSel={ENDS}, MaxWords=28, MinWords=14, MaxFragments=1"
    parts = (
        f"WITH {allowed.tables}, q AS (SELECT ({wanted}) AS words, ({scope}) AS scope), found AS MATERIALIZED (",
        "SELECT e.id, e.kind, e.record, e.page, e.label, e.text, r.name FROM casefile_entry e",
        "CROSS JOIN q LEFT JOIN reviews_review r ON r.id = e.review WHERE e.words @@ (q.scope && q.words) AND",
        allowed.condition,
        "ORDER BY e.id DESC LIMIT %s OFFSET %s)",
        "SELECT found.kind, found.record, found.page, found.label, found.name,",
        f"ts_headline('casefile_english', found.text, q.words, '{options}')",
        "FROM found CROSS JOIN q ORDER BY found.id DESC",
    )
    sql = " ".join(parts)
    return sql, [*allowed.params, *values, *_scopes(actor, kind)]
