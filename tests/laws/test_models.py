"""Laws of the tables."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from throughline.audit.append_only import AppendOnly

CLASSES = ("open", "case", "protected", "sealed")
MARKS = ("identifies", "narrates")
OURS = [
    model
    for config in apps.get_app_configs()
    if config.name in settings.ROOMS
    for model in config.get_models()
    if not model._meta.auto_created
]

OF_A_CASE = [
    model
    for model in OURS
    if any(
        getattr(field, "related_model", None) and field.name in ("case", "review", "proposal")
        for field in model._meta.fields
    )
]
"""Those that hang from a case, a review or an import of their own."""


def named(model: type[models.Model], part: str) -> list[str]:
    """The fields that the model, and what it inherits from, put under that part of their `Sensitivity`."""
    found: list[str] = []
    for parent in model.__mro__:
        own = parent.__dict__.get("Sensitivity")
        for of in own.__mro__ if own else ():
            found += [name for name in of.__dict__.get(part, ()) if name not in found]
    return found


def fields(model: type[models.Model]) -> set[str]:
    """The columns and many-to-many fields of the model itself."""
    return {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_has_one_class(model: type[models.Model]) -> None:
    classed = Counter(name for part in CLASSES for name in named(model, part))
    own = model.__dict__.get("Sensitivity")
    assert own is not None, "the model itself says how its fields are to be kept"
    assert fields(model) - set(classed) == set(), "fields without a class"
    assert set(classed) - fields(model) == set(), "classes of fields that are not there"
    assert [name for name, times in classed.items() if times > 1] == [], "fields with two classes"
    marked = {name for part in MARKS for name in named(model, part)}
    assert marked <= fields(model)
    assert not {name for name in marked if name in named(model, "open")}, "what identifies or narrates is never open"


@pytest.mark.parametrize("model", OF_A_CASE, ids=lambda model: model.__name__)
def test_free_text_of_a_case_is_never_open(model: type[models.Model]) -> None:
    loose = [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.TextField) and field.name in named(model, "open")
    ]
    assert loose == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_moments_and_persons_come_in_pairs(model: type[models.Model]) -> None:
    names = fields(model)
    alone = [name for name in names if name.endswith("_by") and f"{name.removesuffix('_by')}_at" not in names]
    # Moments that no person causes: when somebody was seen, when a session began, when bytes were received by a job.
    clocks = {"seen_at", "begun_at"} | ({"made_at"} if model.__name__ == "User" else set())
    alone += [
        name
        for name in names
        if name.endswith("_at") and name not in clocks and f"{name.removesuffix('_at')}_by" not in names
    ]
    assert [name for name in alone if not _by_another_name(name, names)] == []
    checks = " ".join(str(one.condition) for one in model._meta.constraints if isinstance(one, models.CheckConstraint))
    for name in names:
        field = model._meta.get_field(name)
        if name.endswith("_at") and f"{name.removesuffix('_at')}_by" in names and field.null:
            assert name in checks and f"{name.removesuffix('_at')}_by" in checks, (
                f"no constraint holds {name} to its person"
            )


def _by_another_name(name: str, names: set[str]) -> bool:
    """``done_by_name`` beside ``done_by``: a body, not a moment; ``guarded_by``: a name, not a deed."""
    return name in {"done_by", "guarded_by"}


def every_field() -> list[Any]:
    """Every key and counter of every table, also of the libraries."""
    return [(model, field) for model in apps.get_models(include_auto_created=True) for field in model._meta.fields]


def test_every_key_of_ours_is_of_64_bits() -> None:
    small = [
        f"{model.__name__}.{field.name}"
        for model, field in every_field()
        if model in OURS or model._meta.auto_created in OURS
        if (field.primary_key or field.is_relation)
        and field.db_type(connection) in ("integer", "serial")
        and connection.vendor == "postgresql"
    ]
    kinds = [
        f"{model.__name__}.{field.name}"
        for model, field in every_field()
        if (model in OURS or model._meta.auto_created in OURS)
        and field.primary_key
        and not isinstance(
            field, models.BigAutoField | models.BigIntegerField | models.CharField | models.OneToOneField
        )
    ]
    assert small == [] and kinds == []


def test_counters_of_the_chain_are_of_64_bits() -> None:
    event = apps.get_model("audit", "Event")
    for name in ("chain", "number", "actor", "subject", "case"):
        assert isinstance(event._meta.get_field(name), models.BigIntegerField)


APPEND_ONLY_WORDS = ("append-only", "never changed, never deleted")


@pytest.mark.django_db
def test_every_table_that_says_it_is_append_only_is_guarded() -> None:
    said = {
        model._meta.db_table for model in OURS if any(w in (model.__doc__ or "").lower() for w in APPEND_ONLY_WORDS)
    }
    # The states repeat on their thing; these two only speak of another table's states.
    said -= {"reviews_review", "actionplans_action"}
    assert {"audit_event", "reviews_reviewstate", "actionplans_actionstate", "impact_reading"} <= said
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE t.tgname LIKE '%append_only%' AND t.tgenabled = 'O'"
            )
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%append_only%'")
        guarded = Counter(name for (name,) in cursor.fetchall())
    assert dict.fromkeys(said, 2) == {table: times for table, times in guarded.items() if table in said}
    assert set(guarded) == said, "a guarded table says so in its docstring"


def test_the_guard_can_be_taken_back_and_names_itself() -> None:
    guard = AppendOnly("audit_event")
    assert guard.reversible and guard.migration_name_fragment == "audit_event_append_only"
    assert "audit_event" in guard.describe()


@pytest.mark.django_db
def test_the_embedded_database_is_tuned_for_evidence() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this run is on PostgreSQL")
    with connection.cursor() as cursor:
        said = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "foreign_keys", "busy_timeout")
        }
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    assert said == {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert journal == "wal"
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is True
