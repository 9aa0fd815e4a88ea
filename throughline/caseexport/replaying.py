"""The history of a loaded case: its events stand again at the end of the chain, each marked as come in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.apps import apps

from throughline.audit.services import record
from throughline.caseexport.gathered import Row
from throughline.caseexport.kinds import LISTED, Kind, by_word, columns, ties
from throughline.caseexport.reading import wrong
from throughline.kernel.actor import Actor
from throughline.partnerships.models import User

_NAMED = re.compile(r"([a-z_]{2,40}) (\d{1,18})")
# What an event lists by bare numbers, by the name of the field that lists it.
_LISTED = {name: of for fields in LISTED.values() for name, of in fields.items()}
Numbers = dict[Any, dict[int, int]]


def replay(events: Iterable[Row], numbers: Numbers, *, case: int, partnership: int) -> None:
    """Every event stands as it was, at its own moment and by its own person, with the numbers of here.

    Its way in is ``loaded``, and its details keep the hash that it had, so that it can be held against the chain that
    it comes from. What it names that is not in the file has no number here.
    """
    for row in events:
        subject = numbers.get(by_word().get(row["subject_type"]), {}).get(row["subject"], 0)
        if row["subject_type"].startswith("case_") or row["subject_type"] == "case":
            subject = case
        details = _details(row.get("details"), by_word().get(row["subject_type"]), numbers)
        by = Actor(
            user=numbers[User].get(row["actor"], 0),
            name=row["actor_name"][:200],
            role=row["role"][:40],
            partnership=partnership,
            via="loaded",
        )
        record(
            by=by,
            at=_moment(row["at"]),
            verb=row["verb"][:60],
            subject=(row["subject_type"][:60], subject),
            case=case,
            details=details | {"loaded_hash": str(row.get("hash", ""))[:64]},
        )


def _moment(said: str) -> datetime:
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise wrong("an event in it stands at no moment") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _details(details: Any, kind: Kind | None, numbers: Numbers) -> dict[str, Any]:
    if not isinstance(details, dict):
        return {}
    made = {name: _renamed(name, value, numbers) for name, value in details.items()}
    for part in ("before", "after"):
        if isinstance(details.get(part), dict) and kind is not None:
            made[part] = {name: _field(kind, name, value, numbers) for name, value in details[part].items()}
    return made


def _field(kind: Kind, name: str, value: Any, numbers: Numbers) -> Any:
    """What an event wrote of a field; where the field points to something, the number of that here."""
    field = next((one for one in (*columns(kind), *ties(kind)) if one.name == name), None)
    if field is None or not field.is_relation:
        return value
    known = numbers.get(field.related_model, {})
    if isinstance(value, list):
        return [known[one] for one in value if isinstance(one, int) and one in known]
    return known.get(value) if isinstance(value, int) else None


def _renamed(name: str, value: Any, numbers: Numbers) -> Any:
    """``finding 12`` and ``{"child": 3}`` by the numbers of here; other words as they are."""
    if isinstance(value, list) and name in _LISTED:
        known = numbers.get(apps.get_model(_LISTED[name]), {})
        return [known[one] for one in value if isinstance(one, int) and one in known]
    if isinstance(value, list):
        return [_renamed(name, one, numbers) for one in value]
    if isinstance(value, str) and (found := _NAMED.fullmatch(value)):
        kind = by_word().get(found[1])
        return f"{found[1]} {numbers.get(kind, {}).get(int(found[2]), 0)}" if kind else value
    if type(value) is int and name in by_word():
        return numbers.get(by_word()[name], {}).get(value, 0)
    return value
