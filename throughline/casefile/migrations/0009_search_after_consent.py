"""Statements and evidence are found as before, now that their tables say why no consent is needed."""

from django.db import migrations

from throughline.casefile.migrations import _search


def again(apps, editor):
    """The triggers stand on every table that can be found, and everything that is there already can be found."""
    here = editor.connection.vendor == "sqlite"
    off, written = (_search.off_sqlite, _search.on_sqlite) if here else (_search.off_postgresql, _search.on_postgresql)
    for statement in [*off(), "DELETE FROM casefile_entry", *written(), *_search.filled()]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0008_search_dissent_and_safeguards"),
        ("impact", "0006_why_no_consent"),
    ]
    operations = [migrations.RunPython(again, migrations.RunPython.noop)]
