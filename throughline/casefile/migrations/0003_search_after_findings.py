"""SQLite makes a table anew to add a column with a default, and its triggers go with the old one: here they return."""

from django.db import migrations

from throughline.casefile.migrations import _search


def again(apps, editor):
    """The triggers stand, and what was written without them can be found."""
    if editor.connection.vendor != "sqlite":
        return
    for statement in [*_search.off_sqlite(), "DELETE FROM casefile_entry", *_search.on_sqlite(_search.FIRST), *_search.filled(_search.FIRST)]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0002_search"),
        ("findings", "0002_lines_of_enquiry"),
        ("reviews", "0006_follows_a_rapid_review"),
    ]
    operations = [migrations.RunPython(again, migrations.RunPython.noop)]
