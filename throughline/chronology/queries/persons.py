"""Whom entries are about: everybody of the case's register, and the names that its entries hold."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from throughline.chronology.models import Chronology, TimelineRow
from throughline.chronology.rules.picture.persons import names_in
from throughline.chronology.rules.whom import Known, Register
from throughline.identities.queries import names_in_register, register_state
from throughline.identities.rules.nicknames import is_short_form, is_spelling


def register_of(held: Chronology) -> Register:
    """Everybody by whom entries can be told apart; only pseudonyms of it come into the timeline."""
    known = (
        Known(one.pseudonym, one.names, one.relation, one.sex, one.is_child) for one in names_in_register(held.case_id)
    )
    return Register(tuple(known), held.child_name, _alike)


def _alike(one: str, other: str) -> bool:
    return is_short_form(one, other) or is_spelling(one, other)


def stamp_of(held: Chronology) -> str:
    """Another text whenever entries may be about others than before: the register changed, or the child's name.

    It costs less than the register itself; whether what is read of that is another, `print_of` tells.
    """
    rows = Chronology.objects.filter(pk=held.pk).annotate(register=register_state("case"))
    return as_stamp(held, rows.values_list("register", flat=True).first())


def as_stamp(held: Chronology, register: Any) -> str:
    """The same, of the state of the register that came with other rows."""
    return hashlib.sha256(json.dumps([held.child_name, register], sort_keys=True).encode()).hexdigest()


def print_of(register: Register) -> str:
    """Another text only where the names, relations, sexes or children changed by which entries are told apart."""
    known = [[one.name, one.names, one.relation, one.sex, one.is_child] for one in register.known]
    return hashlib.sha256(json.dumps([register.child, known]).encode()).hexdigest()


def everybody(held: Chronology) -> list[tuple[str, int]]:
    """Every name that entries of the timeline are about, each with how many, in the order of the names."""
    told = TimelineRow.objects.filter(case=held.case_id).exclude(about="").values_list("about", flat=True)
    found = Counter(name for about in told.iterator() for name in names_in(about))
    return sorted(found.items(), key=lambda one: (one[0].casefold(), one[0]))
