"""The index of words, and the triggers that keep it."""

from django.db import migrations

from throughline.casefile.migrations import _search


def on(apps, editor):
    """The triggers stand, and everything that is there already can be found."""
    written = _search.on_sqlite(_search.FIRST) if editor.connection.vendor == "sqlite" else _search.on_postgresql(_search.FIRST)
    for statement in [*written, *_search.filled(_search.FIRST)]:
        editor.execute(statement, params=None)


def off(apps, editor):
    """The triggers are gone."""
    for statement in _search.off_sqlite() if editor.connection.vendor == "sqlite" else _search.off_postgresql():
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0001_entries"),
        ("reviews", "0004_date_may_mean_nothing"),
        ("findings", "0001_initial"),
        ("actionplans", "0002_append_only"),
        ("impact", "0002_append_only"),
        ("cases", "0001_initial"),
        ("documents", "0002_waiting"),
    ]
    operations = [migrations.RunPython(on, off)]
