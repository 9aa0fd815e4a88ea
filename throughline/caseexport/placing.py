"""Put the records of a file where they belong: each under a number of its own here, with every tie between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate

from throughline.caseexport.beside import Beside
from throughline.caseexport.gathered import Gathered, Row
from throughline.caseexport.kinds import LISTED, NAMED, PLAIN, Kind, by_word, columns, in_order, label, ties
from throughline.caseexport.queries.gathering import OWN
from throughline.caseexport.reading import wrong
from throughline.caseexport.replaying import replay
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.messages.models import Ask, Message
from throughline.messages.rules import OPEN
from throughline.partnerships.models import Partnership

Numbers = dict[Any, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Placed:
    """The case’s number here, and by kind the number of each row in the file and here."""

    case: int
    numbers: dict[str, dict[int, int]]
    people_new: int
    agencies_new: int


class Placing:
    """Writes one file’s case, and takes back the bytes of its papers if it cannot stand."""

    def __init__(self, found: Gathered, *, by: Actor, at: datetime, mark: str) -> None:
        self._found, self._by, self._at, self._mark = found, by, at, mark
        self._beside = Beside(found, partnership=by.partnership, at=at)
        self._numbers: Numbers = {}

    def place(self) -> Placed:
        """Everything stands; within the caller’s transaction."""
        self._numbers = self._beside.place()
        case = self._build(Case, self._found.case)
        case.partnership_id = self._by.partnership
        case.save(force_insert=True)
        self._numbers[Case] = {self._found.case["id"]: case.pk}
        for kind in in_order():
            self._kind(kind, self._found.records.get(label(kind), []))
        self._named()
        replay(self._found.events, self._numbers, case=case.pk, partnership=self._by.partnership)
        numbers = {label(kind): numbers for kind, numbers in self._numbers.items()}
        return Placed(case.pk, numbers, self._beside.people_new, self._beside.agencies_new)

    def clear_files(self) -> None:
        """No bytes of its papers lie in the store."""
        self._beside.clear_files()

    def _kind(self, kind: Kind, rows: list[Row]) -> None:
        """The rows of one kind, those first that point to none of their own."""
        self._numbers[kind] = {}
        keys = iter(_keys(kind, len(rows)))
        for generation in _generations(kind, rows):
            made = [self._build(kind, row) for row in generation]
            for one, key in zip(made, keys, strict=False):
                one.pk = key
            kind._default_manager.bulk_create(made, batch_size=400)
            self._numbers[kind] |= {row["id"]: one.pk for row, one in zip(generation, made, strict=True)}
        for field in ties(kind):
            self._tie(kind, field, rows)

    def _build(self, kind: Kind, row: Row) -> Any:
        """The row as a record that is not saved yet; refused (E1725) where a value of it cannot be kept."""
        values = {
            field.attname: self._value(kind, field, row[field.name]) for field in columns(kind) if field.name in row
        }
        made = kind(**values)
        if isinstance(made, Message):
            _not_to_be_sent(made, f"loaded:{self._mark}:{self._numbers[Case]}:{row['id']}")
        if isinstance(made, Ask) and made.state in OPEN:  # its links open nothing here: it runs out, and is asked anew
            made.open_until = localdate(self._at) - timedelta(days=1)
        of = kind._meta.concrete_fields
        # What it points to was looked at already, and so was the make of its lists.
        not_looked_at = {one.name for one in of if one.is_relation or isinstance(one, models.JSONField)}
        try:
            made.full_clean(exclude=not_looked_at, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            raise wrong(
                f"{kind.__name__} {row['id']} says what it cannot: {'; '.join(error.messages)[:200]}"
            ) from error
        return made

    def _value(self, kind: Kind, field: Any, value: Any) -> Any:
        of = field.related_model
        if of is Partnership:
            return self._by.partnership if value == OWN else None
        if of is None:
            plain = PLAIN.get(kind._meta.label, {}).get(field.name)
            if plain:
                return self._numbers[apps.get_model(plain)].get(value, 0) if isinstance(value, int) else 0
            read = _read(kind, field, value)
            listed = LISTED.get(kind._meta.label, {}).get(field.name)
            return self._listed(read, apps.get_model(listed)) if listed else read
        return None if value is None and field.null else self._number(of, value)

    def _listed(self, value: Any, of: Any) -> list[Any]:
        """The entries of a list that name rows by their numbers, by the numbers of here."""
        if not all(isinstance(one, dict) for one in value):
            raise wrong("a list in it is none")
        return [one | {"id": self._number(of, one.get("id"))} for one in value]

    def _number(self, of: Any, value: Any) -> int:
        found = self._numbers.get(of, {}).get(value) if type(value) is int else None
        if found is None:
            raise wrong(f"a record of it points to {of.__name__} {str(value)[:20]}, which is not in it")
        return found

    def _tie(self, kind: Kind, field: Any, rows: Iterable[Row]) -> None:
        through = field.remote_field.through
        mine, theirs = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        pairs = [
            through(**{mine: self._numbers[kind][row["id"]], theirs: self._number(field.related_model, other)})
            for row in rows
            for other in _listed(row.get(field.name, []))
        ]
        through._default_manager.bulk_create(pairs, batch_size=400)

    def _named(self) -> None:
        """Numbers whose kind another field names are those of here, now that every kind stands."""
        for of, fields in NAMED.items():
            kind = apps.get_model(of)
            for name, named_by in fields.items():
                rows = list(kind._default_manager.filter(pk__in=self._numbers[kind].values()))
                for row in rows:
                    known = self._numbers.get(by_word().get(getattr(row, named_by)), {})
                    setattr(row, name, known.get(getattr(row, name), 0))
                kind._default_manager.bulk_update(rows, list(fields), batch_size=400)


def _not_to_be_sent(message: Message, once: str) -> None:
    """A message that came with its case is never sent from here: what waited then is dropped."""
    message.once = hashlib.sha256(once.encode()).hexdigest()
    if message.state in (Message.State.WAITING, Message.State.SENDING):
        message.state = Message.State.DROPPED


def _read(kind: Kind, field: Any, value: Any) -> Any:
    if isinstance(field, models.JSONField) and type(value) is not type(field.get_default()):
        raise wrong(f"{kind.__name__} says what it cannot of {field.name}")
    try:
        return field.to_python(value)
    except (ValidationError, TypeError, ValueError, OverflowError) as error:
        raise wrong(f"{kind.__name__} says what it cannot of {field.name}") from error


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(set(map(str, value))) != len(value):
        raise wrong("a list of ties in it is none, or names one thing twice")
    return value


def _keys(kind: Kind, count: int) -> list[Any]:
    """The numbers that the rows get, in order; none where the database gives them."""
    key = kind._meta.pk
    if key is None or isinstance(key, models.AutoField | models.BigAutoField):
        return []
    return sorted(key.get_default() for _ in range(count))


def _generations(kind: Kind, rows: list[Row]) -> Iterator[list[Row]]:
    """Rows that point to none of their own kind first, then those that point to them, and so on."""
    own = [field.name for field in columns(kind) if field.related_model is kind]
    done: set[Any] = set()
    while rows:
        ready = [row for row in rows if all(row.get(name) is None or row[name] in done for name in own)]
        if not ready:
            raise wrong(f"records of the kind {kind.__name__} point to each other in a ring, or out of the file")
        yield ready
        done |= {row["id"] for row in ready}
        rows = [row for row in rows if row["id"] not in done]
