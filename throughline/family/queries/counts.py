"""How many had each role and how many placements there were, and what the texts of the case say of such numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from throughline.access.rules import may
from throughline.cases.models import Case
from throughline.chronology.permissions import SEES
from throughline.chronology.queries.held import find_chronology
from throughline.chronology.queries.timeline import Choice, rows_of
from throughline.documents.queries import visible_documents
from throughline.documents.rules import paragraph_at, paragraphs
from throughline.family.models import Stay
from throughline.family.queries.ties import RoleOf, kept_of, roles_of, stays_at
from throughline.family.rules.checking import Check, Known, checked
from throughline.family.rules.counting import Held, Placed, Same
from throughline.family.rules.saying import tellings
from throughline.identities.queries import Someone, proposals, settled, standing_people
from throughline.identities.rules.people import CARER, PLACEMENT
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names

MOST_ENTRIES = 2000
_STEMS = (
    "social worker", "social-worker", "allocated worker", "SW", "health visitor", "HV", "midwi", "GP", "practitioner",
    "family doctor", "nurse", "teacher", "foster", "key worker", "keyworker", "reviewing officer", "IRO", "police",
    "psychiatrist", "youth worker", "support worker", "placement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register:
    """What the records have: the roles with whose they are, the stays in placements, and the same for the rules."""

    people: tuple[Someone, ...]
    roles: tuple[RoleOf, ...]
    stays: tuple[Stay, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Said:
    """What a text of the case says, held against the records, and where: a document and its paragraph, or an entry."""

    check: Check
    title: str
    document: int = 0
    paragraph: int = 0
    entry: int = 0
    agency: str = ""


def register_of(case: Case, *, actor: Actor, on: date) -> Register:
    """The roles and placements of the case, with the pairs of people who may be one and of whom nobody has said."""
    people = standing_people(case, actor, on)
    roles = roles_of(case, actor, on, people)
    stays = tuple(stays_at(case, frozenset({PLACEMENT}), actor, on))
    kept = kept_of(people)
    perhaps = tuple((pair.one.id, pair.other.id) for pair in proposals(people, settled(case, actor, on)))
    carers = {one.id for one in people if one.kind == CARER}
    placed = tuple(
        Placed(one.pk, kept[one.person_id], one.place_id, one.since, one.until, one.certain)
        for one in stays
        if one.person_id in kept and kept[one.person_id] not in carers
    )
    held = tuple(
        Held(one.id, one.person, one.kind, one.agency, one.since, one.until, one.certain, one.identified, one.own_words)
        for one in roles
    )
    children = {name: one.id for one in people if one.child for name in (one.pseudonym, one.real_name) if name}
    return Register(people, roles, stays, Known(held, placed, Same(perhaps=perhaps), children))


def said_in_texts(case: Case, known: Known, *, actor: Actor, on: date) -> tuple[tuple[Said, ...], bool]:
    """What the texts that this person may see say, documents first; and whether there were too many entries to read."""
    entries, too_many = _in_entries(case, known, actor, on)
    return (*_in_documents(case, known, actor, on), *entries), too_many


def _in_documents(case: Case, known: Known, actor: Actor, on: date) -> Iterator[Said]:
    rows = visible_documents(actor, on=on).filter(cases__case=case).exclude(text="").distinct().order_by("pk")
    for row in rows.only("pk", "name", "title", "text"):
        found = tellings(row.text, known.children)
        parts = paragraphs(row.text) if found else ()
        for telling in found:
            paragraph = paragraph_at(parts, telling.start)
            yield Said(checked(telling, known), row.title or row.name, document=row.pk, paragraph=paragraph)


def _in_entries(case: Case, known: Known, actor: Actor, on: date) -> tuple[list[Said], bool]:
    held = find_chronology(case.pk, actor=actor, on=on) if actor.role and may(actor.role, SEES) else None
    if held is None:
        return [], False
    names = agency_names(case.partnership_id, on=on)
    wanted = Q()
    for stem in _STEMS:
        wanted |= Q(entry__event__icontains=stem) | Q(entry__action__icontains=stem) | Q(entry__comment__icontains=stem)
    rows = rows_of(held, Choice(), actor=actor).filter(wanted)
    fields = ("entry_id", "agency_id", "entry__start_text", "entry__event", "entry__action", "entry__comment")
    read = list(rows.values_list(*fields)[: MOST_ENTRIES + 1])
    found = [
        Said(checked(telling, known), f"Entry of {start}", entry=entry, agency=names.get(agency, ""))
        for entry, agency, start, *texts in read[:MOST_ENTRIES]
        for text in texts
        for telling in tellings(text, known.children)
    ]
    return found, len(read) > MOST_ENTRIES
