"""Dissent, national asks, safeguards and why a finding was so can be found too; the index is written anew."""

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
        ("casefile", "0007_search_answers"),
        ("findings", "0005_why_it_was_so"),
        ("responses", "0002_given_before"),
        ("national", "0001_initial"),
        ("safeguards", "0002_append_only"),
        ("partnerships", "0002_made_at_keeps_its_value"),
    ]
    operations = [migrations.RunPython(again, migrations.RunPython.noop)]
