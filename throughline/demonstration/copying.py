"""Many areas like the first, for measuring: every row of Wexmoor and its neighbour under other names.

Nothing here goes through the services, for a hundred thousand rows would take an hour; so the audit chains are made
here too, an event for each of the first partnership's, and they hold like its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from django.db import models

from throughline.audit.models import Event, Head, as_written
from throughline.audit.rules import hash_of
from throughline.cases.models import Case
from throughline.demonstration import kinds
from throughline.documents.models import Document
from throughline.messages.models import Ask, AskLink, CalendarFeed, Message
from throughline.partnerships.models import AgencyName, Partnership, PartnershipName, User

BATCH = 400
FIRST = "Nether Upper Long Cold West East High Low Fair Stony Green Old Broad Deep"
LAST = "tarn moor wick combe holt mere fell brook stead ness ford dale ley cote"

Places = dict[tuple[int, int], int]


def place(number: int) -> str:
    """A made-up place for each number."""
    first, last = FIRST.split(), LAST.split()
    name = first[number % len(first)] + last[number // len(first) % len(last)]
    again = number // (len(first) * len(last))
    return f"{name} {again + 1}" if again else name


def copy_partnerships(firsts: Sequence[Partnership], copies: int) -> None:
    """So many of each stand beside these partnerships, with everything that they have and chains that hold."""
    new: dict[type[models.Model], Places] = defaultdict(dict)
    for block, first in enumerate(firsts):
        numbers = range(block * copies, (block + 1) * copies)
        made = Partnership.objects.bulk_create(
            [Partnership(short=f"area-{number}", from_on=first.from_on) for number in numbers], batch_size=BATCH
        )
        new[Partnership] |= {(number, first.pk): row.pk for number, row in enumerate(made)}
    for model, way in kinds.copied():
        rows = list(model._default_manager.filter(**{f"{way}__in": firsts}).distinct().order_by("pk"))
        for generation in _generations(model, rows):
            _copy(model, generation, copies, new)
        for field in model._meta.local_many_to_many:
            _copy_links(field, model, rows, copies, new)
    _asks(new)
    for first in firsts:
        _chains(first, copies, new)


def _generations(model: type[models.Model], rows: list[Any]) -> Iterator[list[Any]]:
    """Rows that point to none of their own kind first, then those that point to them, and so on."""
    own = [f for f in model._meta.concrete_fields if f.related_model is model]
    done: set[int] = set()
    while rows:
        ready = [row for row in rows if all((of := getattr(row, f.attname)) is None or of in done for f in own)]
        yield ready
        done |= {row.pk for row in ready}
        rows = [row for row in rows if row.pk not in done]


def _copy(model: type[models.Model], rows: list[Any], copies: int, new: dict[type[models.Model], Places]) -> None:
    numbers = kinds.plain(model)
    fields = [
        (field, field.related_model or numbers.get(field.name))
        for field in model._meta.concrete_fields
        if not field.primary_key
    ]
    keys = [(number, row.pk) for number in range(copies) for row in rows]
    copied = []
    for number in range(copies):
        for row in rows:
            values = {field.attname: _value(field, of, row, number, new) for field, of in fields}
            copied.append(model(**_named(model, values, number, copies, new)))
    made = model._default_manager.bulk_create(copied, batch_size=BATCH)
    new[model].update({key: row.pk for key, row in zip(keys, made, strict=True)})


def _value(field: Any, of: Any, row: Any, number: int, new: dict[type[models.Model], Places]) -> Any:
    value = getattr(row, field.attname)
    return value if of is None or value is None else new[of][number, value]


def _named(
    model: type[models.Model],
    values: dict[str, Any],
    number: int,
    copies: int,
    new: dict[type[models.Model], Places],
) -> dict[str, Any]:
    """Names and addresses are another place's, and what may stand once in the whole system stands once."""
    if model is User:
        return {**values, "email": f"{number}.{values['email']}"}
    if model in (PartnershipName, AgencyName, Document):
        named = "title" if model is Document else "name"
        said = values[named].replace("Wexmoor", place(number)).replace("Marrowick", place(copies + number))
        return {**values, named: said}
    if model is Message:
        what, of, *rest = values["once"].split(":")
        kind = {"code": AskLink, "digest": User}.get(what, Ask)
        return {**values, "once": ":".join((what, str(new[kind][number, int(of)]), *rest))}
    if model in (AskLink, CalendarFeed):
        return {**values, "hash": sha256(f"{number} {values['hash']}".encode()).hexdigest()}
    return values


def _copy_links(
    field: Any, model: type[models.Model], rows: list[Any], copies: int, new: dict[type[models.Model], Places]
) -> None:
    through, mine, theirs = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    links = list(through.objects.filter(**{f"{mine}__in": [row.pk for row in rows]}).values_list(mine, theirs))
    other = field.related_model
    copied = [
        through(**{mine: new[model][number, left], theirs: new[other][number, right]})
        for number in range(copies)
        for left, right in links
    ]
    through.objects.bulk_create(copied, batch_size=BATCH)


def _asks(new: dict[type[models.Model], Places]) -> None:
    """What an ask is about is known once every room is copied."""
    known = kinds.named()
    asks = Ask.objects.in_bulk(new[Ask].values())
    for (number, _), made in new[Ask].items():
        ask = asks[made]
        kind = known.get(ask.subject_type)
        ask.subject = new[kind][number, ask.subject] if kind else ask.subject
    Ask.objects.bulk_update(asks.values(), ["subject"], batch_size=BATCH)


def _chains(first: Partnership, copies: int, new: dict[type[models.Model], Places]) -> None:
    known = kinds.named()
    events = list(Event.objects.filter(chain=first.pk).order_by("number"))
    for number in range(copies):
        chain, before, copied = new[Partnership][number, first.pk], "", []
        for event in events:
            values = {field.attname: getattr(event, field.attname) for field in Event._meta.concrete_fields}
            model = known.get(event.subject_type)
            values |= {
                "id": None,
                "chain": chain,
                "actor": new[User].get((number, event.actor), 0),
                "subject": new[model].get((number, event.subject), 0) if model else event.subject,
                "case": new[Case].get((number, event.case), 0),
                "before_hash": before,
            }
            made = Event(**values)
            before = made.hash = hash_of(as_written(made))
            copied.append(made)
        Event.objects.bulk_create(copied, batch_size=BATCH)
        Head.objects.create(chain=chain, length=len(copied), hash=before)
