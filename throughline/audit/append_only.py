"""A table that only grows: the database itself refuses to change or remove a row, whoever asks."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

SQLITE = (
    'CREATE TRIGGER "{table}_append_only_update" BEFORE UPDATE ON "{table}" '
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    'CREATE TRIGGER "{table}_append_only_delete" BEFORE DELETE ON "{table}" '
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
SQLITE_BACK = (
    'DROP TRIGGER IF EXISTS "{table}_append_only_update"',
    'DROP TRIGGER IF EXISTS "{table}_append_only_delete"',
)
POSTGRESQL = (
    'CREATE OR REPLACE FUNCTION "{table}_append_only"() RETURNS trigger LANGUAGE plpgsql AS '
    "$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    'CREATE TRIGGER "{table}_append_only_row" BEFORE UPDATE OR DELETE ON "{table}" '
    'FOR EACH ROW EXECUTE FUNCTION "{table}_append_only"()',
    'CREATE TRIGGER "{table}_append_only_all" BEFORE TRUNCATE ON "{table}" '
    'FOR EACH STATEMENT EXECUTE FUNCTION "{table}_append_only"()',
)
POSTGRESQL_BACK = (
    'DROP TRIGGER IF EXISTS "{table}_append_only_row" ON "{table}"',
    'DROP TRIGGER IF EXISTS "{table}_append_only_all" ON "{table}"',
    'DROP FUNCTION IF EXISTS "{table}_append_only"()',
)


class AppendOnly(Operation):
    """Rows of `table` can be added and read, and nothing else.

    On SQLite a later migration that rebuilds the table loses its triggers: repeat this operation after it. A law counts
    the triggers once every migration has run.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing changes in the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The triggers stand; those of the same name that stood before are replaced."""
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        _run(schema_editor, POSTGRESQL if _is_postgresql(schema_editor) else SQLITE, self.table)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The triggers are gone."""
        _run(schema_editor, POSTGRESQL_BACK if _is_postgresql(schema_editor) else SQLITE_BACK, self.table)

    def describe(self) -> str:
        """What ``migrate --plan`` says."""
        return f"Make {self.table} append-only"

    @property
    def migration_name_fragment(self) -> str:
        """What a migration of this operation alone is called."""
        return f"{self.table}_append_only"


def _is_postgresql(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")


def _run(schema_editor: Any, statements: tuple[str, ...], table: str) -> None:
    for statement in statements:
        schema_editor.execute(statement.format(table=table))
