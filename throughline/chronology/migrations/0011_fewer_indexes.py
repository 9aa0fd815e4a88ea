"""Entries and rows of the timeline lose the indexes that no page looks in: a file of 1,000 rows is stored sooner.

Nothing but indexes changes, so no table is made anew on SQLite, and entries stay append-only.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

INDEXES = (
    ("chronology_chronologyentry_agency_id_b505ce80", "chronology_chronologyentry", "agency_id"),
    ("chronology_chronologyentry_case_id_079b48d9", "chronology_chronologyentry", "case_id"),
    ("chronology_chronologyentry_first_id_b67a3d6e", "chronology_chronologyentry", "first_id"),
    ("chronology_chronologyentry_made_by_id_9e4057d2", "chronology_chronologyentry", "made_by_id"),
    ("chronology_chronologyentry_mends_id_f508bca6", "chronology_chronologyentry", "mends_id"),
    ("chronology_chronologyentry_replaces_id_a1189cd4", "chronology_chronologyentry", "replaces_id"),
    ("chronology_timelinerow_agency_id_30439b7e", "chronology_timelinerow", "agency_id"),
    ("chronology_timelinerow_case_id_2f283d71", "chronology_timelinerow", "case_id"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_initial'),
        ('chronology', '0010_episodes_of_marks'),
        ('partnerships', '0002_made_at_keeps_its_value'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(f'DROP INDEX "{name}"', f'CREATE INDEX "{name}" ON "{table}" ("{column}")')
                for name, table, column in INDEXES
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='chronologyentry',
                    name='agency',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.agency'),
                ),
                migrations.AlterField(
                    model_name='chronologyentry',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
                ),
                migrations.AlterField(
                    model_name='chronologyentry',
                    name='first',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='chronology.chronologyentry'),
                ),
                migrations.AlterField(
                    model_name='chronologyentry',
                    name='made_by',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='chronologyentry',
                    name='mends',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mended', to='chronology.refusedline'),
                ),
                migrations.AlterField(
                    model_name='chronologyentry',
                    name='replaces',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='chronology.chronologyentry'),
                ),
                migrations.AlterField(
                    model_name='timelinerow',
                    name='agency',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.agency'),
                ),
                migrations.AlterField(
                    model_name='timelinerow',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case'),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name='chronologyentry',
            index=models.Index(fields=['case', 'agency'], name='entry_of_case_and_agency'),
        ),
        migrations.AddIndex(
            model_name='chronologyentry',
            index=models.Index(condition=models.Q(('first__isnull', False)), fields=['first'], name='entry_first'),
        ),
        migrations.AddIndex(
            model_name='chronologyentry',
            index=models.Index(condition=models.Q(('replaces__isnull', False)), fields=['replaces'], name='entry_replaces'),
        ),
        migrations.AddIndex(
            model_name='chronologyentry',
            index=models.Index(condition=models.Q(('mends__isnull', False)), fields=['mends'], name='entry_mends'),
        ),
    ]
