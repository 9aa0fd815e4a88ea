"""SQLite made the tables of statements, evidence and measures anew: here their triggers return."""

from django.db import migrations

from throughline.casefile.migrations import _search


def again(apps, editor):
    """The triggers stand, and what was written without them can be found."""
    if editor.connection.vendor != "sqlite":
        return
    for statement in [*_search.off_sqlite(), "DELETE FROM casefile_entry", *_search.on_sqlite(_search.FIRST), *_search.filled(_search.FIRST)]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("casefile", "0005_search_after_grades"), ("impact", "0005_append_only_again")]
    operations = [migrations.RunPython(again, migrations.RunPython.noop)]
