"""What the page of one person’s ties shows, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from throughline.cases.editing import kind_of
from throughline.family.models import Parentage, Stay, Twins, Union
from throughline.family.pages.shared import when
from throughline.family.rules.words import parent_word, role_words, union_words
from throughline.ui.words import capital, counted, listed


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie, a stay or a role in words, and where it is changed."""

    what: str
    when: str
    notes: str
    edit: str


@dataclass(frozen=True, slots=True)
class TiesPage:
    """The ties, roles and stays of one person. `adds` are the kinds that can be added, with their words."""

    id: int
    name: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    ties: tuple[TieRow, ...]
    roles: tuple[TieRow, ...]
    stays: tuple[TieRow, ...]
    may_write: bool
    adds: tuple[tuple[str, str], ...]


def tie_row(
    tie: Any, person: int, ids: Collection[int], names: Mapping[int, str], agencies: Mapping[int, str], *, may: bool
) -> TieRow:
    """That tie as it is told from the side of that person, whose numbers are `ids`."""
    edit = reverse("family:tie-edit", args=[person, kind_of(tie), tie.pk]) if may else ""
    times = "" if isinstance(tie, Twins) else when(tie.since, tie.until)
    return TieRow(told_of(tie, ids, names, agencies), times, _notes(tie, agencies), edit)


def told_of(tie: Any, ids: Collection[int], names: Mapping[int, str], agencies: Mapping[int, str]) -> str:
    """``Birth parent: Willow``: what it is, and who or where the other end."""
    if isinstance(tie, Union):
        return f"{union_words(tie.kind, tie.ended)}: {_other(tie.one_id, tie.other_id, ids, names)}"
    if isinstance(tie, Parentage):
        word = capital(parent_word(tie.kind))
        if tie.child_id in ids:
            return f"{word}: {names.get(tie.parent_id, '')}"
        return f"{word} of {names.get(tie.child_id, '')}"
    if isinstance(tie, Twins):
        word = "Twin" if tie.identical is None else "Identical twin" if tie.identical else "Twin, not identical"
        return f"{word}: {_other(tie.one_id, tie.other_id, ids, names)}"
    if isinstance(tie, Stay):
        return str(tie.place.pseudonym)
    at = f", {agencies.get(tie.agency_id, '')}" if tie.agency_id else ""
    return f"{role_words(tie.kind, tie.own_words)}{at}"


def _other(one: int, other: int, ids: Collection[int], names: Mapping[int, str]) -> str:
    return names.get(other if one in ids else one, "")


def _notes(tie: Any, agencies: Mapping[int, str]) -> str:
    if isinstance(tie, Twins):
        return ""
    whose = f"According to {agencies.get(tie.according_to_id, 'an agency')}" if tie.according_to_id else ""
    doubt = _doubt(tie.certain, getattr(tie, "why", ""))
    return "; ".join(part for part in (whose, tie.source_words, doubt) if part)


def _doubt(certain: bool, why: str) -> str:
    return why if certain else f"Not certain. {why}".strip()


def ties_lead(name: str, tied: int, roles: int, stays: int) -> tuple[str, str]:
    """How much is recorded."""
    every = ((tied, "tie"), (roles, "role"), (stays, "stay"))
    said = listed(counted(number, word) if number else f"no {word}" for number, word in every)
    return f"{capital(said)} of {name} on record.", " Each is told as exactly as somebody said it."
