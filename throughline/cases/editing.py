"""Write a record of a case: add it, change it, withdraw it. Each is whole or nothing, and one event tells of it.

A change names the version that it was made from. When somebody else has changed the record since, it is not made:
`Changed` carries the record as it stands now, so that the page can show both and keep what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from throughline.audit.models import Event
from throughline.audit.services import record
from throughline.cases.models import Kept, OfCase
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

R = TypeVar("R", bound=Kept)
T = TypeVar("T", bound=models.Model)


class Changed(Exception):
    """Somebody changed the record after it was opened. `theirs` is the record as it stands; nothing was written."""

    def __init__(self, theirs: Kept) -> None:
        self.theirs = theirs
        self.by_name = theirs.changed_by.name if theirs.changed_by else ""
        self.at = theirs.changed_at
        super().__init__(f"{kind_of(theirs)} {theirs.pk} is at version {theirs.version}.")


def kind_of(thing: models.Model | type[models.Model]) -> str:
    """The word for that kind of record in events and addresses: ``learning_point`` for a LearningPoint."""
    name = (thing if isinstance(thing, type) else type(thing)).__name__
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@transaction.atomic
def add(thing: R, *, by: Actor, at: datetime, links: Mapping[str, Collection[models.Model]] | None = None) -> R:
    """The record stands, made by that person, with its `links` (many-to-many, by field name). Event `<kind>.added`."""
    _set(thing, {"made_by_id": by.user, "made_at": at, "version": 1})
    kept(thing)
    for name, others in (links or {}).items():
        getattr(thing, name).set(others)
    told = values_of(thing, _own_fields(thing)) | {
        name: _ids(others) for name, others in (links or {}).items() if others
    }
    _tell(thing, "added", by, at, {"after": told})
    return thing


@transaction.atomic
def change(thing: R, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> R:
    """The record has those values, and is one version further. Event: ``<kind>.changed``, with what was and what is.

    Nothing is written, and no version counted, when the record has all those values already: the same form sent twice
    has one effect. Raises `Changed` when the record is no longer at `version`, `Refused` when a value cannot be kept.
    """
    now = locked(thing)
    before = values_of(now, fields)
    _set(now, {name: value for name, value in fields.items() if not _is_many(now, name)})
    after = values_of(now, [n for n in fields if not _is_many(now, n)])
    after |= {name: _ids(value) for name, value in fields.items() if _is_many(now, name)}
    differing = [name for name in fields if before[name] != after[name]]
    if not differing:
        return now
    if now.version != version:
        raise Changed(locked(thing))
    _set(now, {"version": version + 1, "changed_by_id": by.user, "changed_at": at})
    kept(now)
    for name in differing:
        if _is_many(now, name):
            getattr(now, name).set(fields[name])
    _tell(
        now,
        "changed",
        by,
        at,
        {part: {n: of[n] for n in differing} for part, of in (("before", before), ("after", after))},
    )
    return now


@transaction.atomic
def withdraw(thing: R, *, by: Actor, at: datetime, reason: str = "") -> R:
    """The record is shown no more; it is kept, with who withdrew it and when. Event: ``<kind>.withdrawn``."""
    now = locked(thing)
    if now.withdrawn_at is None:
        _set(now, {"version": now.version + 1, "withdrawn_by_id": by.user, "withdrawn_at": at})
        kept(now)
        _tell(now, "withdrawn", by, at, {"reason": reason})
    return now


def locked(thing: T) -> T:
    """The row as it stands now, held until the transaction ends."""
    row: T = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    return row


def as_it_stood(thing: R, version: int) -> R:
    """A copy of the record as it was at that version, from the events of its changes. It is not to be saved."""
    earlier = copy(thing)
    back = max(0, thing.version - version)
    changes = _changes(thing).order_by("-number").values_list("details", flat=True)[:back]
    for details in changes:
        for name, written in details.get("before", {}).items():
            field = thing._meta.get_field(name)
            if not field.many_to_many:
                setattr(earlier, field.attname, written if field.is_relation else field.to_python(written))  # type: ignore[union-attr]
    earlier.version = version
    return earlier


def version_at(thing: Kept, moment: datetime) -> int:
    """The version at which the record stood at that moment."""
    return thing.version - _changes(thing).filter(at__gt=moment).count()


def kept(thing: T) -> T:
    """The row is saved once every field holds; lengths too, which not every database looks at. Else it is refused.

    That what it points to is there is left to the database, which always looks.
    """
    try:
        thing.full_clean(exclude={field.name for field in thing._meta.concrete_fields if field.is_relation})
    except ValidationError as error:
        says = "; ".join(f"{name.replace('_', ' ')}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        word = kind_of(thing).replace("_", " ")
        raise Refused(
            "E1501", f"The {word} cannot be kept as it is. {says}", "Change what is named and try again."
        ) from error
    thing.save()
    return thing


def _changes(thing: Kept) -> models.QuerySet[Event]:
    """The events that each brought the record one version further."""
    kind = kind_of(thing)
    return Event.objects.filter(chain=thing.chain, subject_type=kind, subject=thing.pk, verb=f"{kind}.changed")


def values_of(thing: models.Model, names: Collection[str]) -> dict[str, Any]:
    """Those fields as an event writes them: identities of what is linked, ISO days and moments, texts of decimals."""
    return {name: _written(thing, name) for name in names}


def _written(thing: models.Model, name: str) -> Any:
    if _is_many(thing, name):
        return sorted(getattr(thing, name).values_list("pk", flat=True))
    value = getattr(thing, thing._meta.get_field(name).attname)  # type: ignore[union-attr]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _own_fields(thing: models.Model) -> list[str]:
    """What the record says: its fields but those that every record carries, and those left empty."""
    carried = {field.name for field in OfCase._meta.get_fields()} - {"source"} | {"id"}
    mine = [field for field in thing._meta.concrete_fields if field.name not in carried]
    return [field.name for field in mine if getattr(thing, field.attname) not in (None, "")]


def _is_many(thing: models.Model, name: str) -> bool:
    return bool(thing._meta.get_field(name).many_to_many)


def _ids(others: Collection[models.Model]) -> list[int]:
    return sorted(other.pk for other in others)


def _set(thing: models.Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _tell(thing: Kept, verb: str, by: Actor, at: datetime, details: dict[str, Any]) -> None:
    kind = kind_of(thing)
    record(
        by=by,
        at=at,
        verb=f"{kind}.{verb}",
        subject=(kind, thing.pk),
        case=getattr(thing, "case_id", 0),
        details=details,
    )
