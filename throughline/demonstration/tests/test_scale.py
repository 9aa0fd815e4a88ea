"""With `--scale N` there is N times as much of everything, and the audit chains hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import transaction

from throughline.audit.queries import broken_links
from throughline.demonstration.services import seed

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
SCALE = 3


class _Undone(Exception):
    """Nothing stays of what was made."""


def _counts() -> dict[str, int]:
    """How many rows there are of each of our own kinds, ties between records and audit events among them."""
    models = apps.get_models(include_auto_created=True)
    ours = [model for model in models if model.__module__.startswith("throughline.")]
    return {model._meta.label: model._default_manager.count() for model in ours}


@pytest.mark.django_db
def test_there_are_so_many_times_the_rows_of_every_kind() -> None:
    before, once = _counts(), {}
    with pytest.raises(_Undone), transaction.atomic():
        seed(at=NOW)
        once = _counts()
        raise _Undone
    made = {label: count - before[label] for label, count in once.items() if count > before[label]}
    assert {"reviews.Review", "findings.Finding", "actionplans.Action", "impact.Statement", "audit.Event"} <= set(made)
    seed(at=NOW, scale=SCALE)
    many = _counts()
    assert {label: many[label] - before[label] for label in made} == {label: SCALE * n for label, n in made.items()}
    assert list(broken_links()) == []
