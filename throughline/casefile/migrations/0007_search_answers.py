"""Answers are found as things of their own, so that one that is not published is found by nobody who may not see it."""

from django.db import migrations

from throughline.casefile.migrations import _search


def again(apps, editor):
    """The triggers stand as they are now, and what was written before can be found by them."""
    sqlite, second = editor.connection.vendor == "sqlite", _search.SECOND
    off = _search.off_sqlite() if sqlite else _search.off_postgresql()
    on = _search.on_sqlite(second) if sqlite else _search.on_postgresql(second)
    for statement in [*off, "DELETE FROM casefile_entry", *on, *_search.filled(second)]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0006_search_after_measures"),
        ("findings", "0004_in_principle"),
        ("responses", "0002_given_before"),
    ]
    operations = [migrations.RunPython(again, migrations.RunPython.noop)]
