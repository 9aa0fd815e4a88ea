"""The record of a review as it stood at the end of a day: texts, withdrawals and ties, told back from the events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils.timezone import make_aware

from throughline.audit.queries import changes_after
from throughline.cases.editing import kind_of
from throughline.cases.models import OfCase
from throughline.reviews.models import Review

R = TypeVar("R", bound=OfCase)
Key = tuple[str, int]
TIE_MADE, TIE_CUT = "tie.made", "tie.cut"


def end_of(on: date) -> datetime:
    """The first moment after that day, in the partnership's own time."""
    return make_aware(datetime.combine(on + timedelta(days=1), time.min))


@dataclass
class Since:
    """What has changed in a case's records since a moment: what each field said then, and the ties made and cut."""

    until: datetime
    values: dict[Key, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    steps: dict[tuple[str, int, str], list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def ties(self, kind: str, row: int, name: str, now: Iterable[int]) -> set[int]:
        """What that record was tied to under that name, taken back step by step from what it is tied to now."""
        ids = set(now)
        for verb, value in self.steps.get((kind, row, name), ()):
            if verb == TIE_MADE:
                ids.discard(value)
            elif verb == TIE_CUT:
                ids.add(value)
            else:
                ids = set(value)
        return ids


def since(review: Review, until: datetime) -> Since:
    """All that happened to the records of the review's case from `until` on, the latest first."""
    told = Since(until)
    for verb, kind, row, details in changes_after(chain=review.case.partnership_id, case=review.case_id, at=until):
        if verb in (TIE_MADE, TIE_CUT):
            other, _, number = details["to"].rpartition(" ")
            told.steps[kind, row, tied_as(other)].append((verb, int(number)))
            continue
        for name, value in details.get("before", {}).items():
            told.values[kind, row][name] = value
            if isinstance(value, list):
                told.steps[kind, row, name].append(("changed", value))
    return told


def as_at(model: type[R], review: Review, then: Since) -> list[R]:
    """The review's records of that model as they stood then, in their order; not to be saved."""
    rows = model._default_manager.filter(review=review, made_at__lt=then.until).exclude(withdrawn_at__lt=then.until)
    found = list(rows)
    for row in found:
        for name, value in then.values.get((kind_of(model), row.pk), {}).items():
            kept = model._meta.get_field(name)
            if not kept.many_to_many:
                setattr(row, kept.attname, value if kept.is_relation else kept.to_python(value))  # type: ignore[union-attr]
    return sorted(found, key=lambda row: (row.position, row.pk))


def ties_of(rows: Sequence[models.Model], kinds: Iterable[str], then: Since) -> dict[int, list[Key]]:
    """What each of these records of one kind was tied to then, as (kind, id), in one statement a kind."""
    tied: dict[int, list[Key]] = defaultdict(list)
    for kind in kinds if rows else ():
        links = type(rows[0])._meta.get_field(tied_as(kind))
        mine, theirs = links.m2m_column_name(), links.m2m_reverse_name()  # type: ignore[union-attr]
        now: dict[int, list[int]] = defaultdict(list)
        through = links.remote_field.through._default_manager  # type: ignore[union-attr]
        for row, other in through.filter(**{f"{mine}__in": [row.pk for row in rows]}).values_list(mine, theirs):
            now[row].append(other)
        for each in rows:
            ids = then.ties(kind_of(each), each.pk, tied_as(kind), now[each.pk])
            tied[each.pk] += [(kind, other) for other in sorted(ids)]
    return tied


def tied_as(kind: str) -> str:
    """The field under which a record keeps its ties to that kind: ``learning_points`` to a ``learning_point``."""
    return kind if kind == "evidence" else f"{kind}s"
