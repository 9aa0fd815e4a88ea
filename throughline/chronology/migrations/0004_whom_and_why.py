"""Whom entries are about, what each side of a silence says, and what reviewers say of it.

Timelines laid out before are laid out anew when somebody looks at them.
"""

import django.db.models.deletion
from django.db import migrations, models


def lay_out_again(apps, schema_editor):
    for name in ("Lane", "FoundSilence"):
        apps.get_model("chronology", name).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('chronology', '0003_put_aside'),
    ]

    operations = [
        migrations.RunPython(lay_out_again, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='lane',
            name='contacts',
        ),
        migrations.RemoveField(
            model_name='lane',
            name='seen',
        ),
        migrations.AddField(
            model_name='entrymark',
            name='by_whom',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='entrymark',
            name='searched',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='entrymark',
            name='side',
            field=models.CharField(blank=True, choices=[('after', 'The silence after this entry'), ('before', 'The silence before it')], max_length=6),
        ),
        migrations.AddField(
            model_name='foundsilence',
            name='after',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='chronology.chronologyentry'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='foundsilence',
            name='before',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='chronology.chronologyentry'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='foundsilence',
            name='mark',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='chronology.entrymark'),
        ),
        migrations.AddField(
            model_name='foundsilence',
            name='side',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='lane',
            name='children',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='lane',
            name='stamp',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='timelinerow',
            name='about',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='timelinerow',
            name='children',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='timelinerow',
            name='how',
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AlterField(
            model_name='foundsilence',
            name='kind',
            field=models.CharField(choices=[('silent', 'Nothing says why'), ('expected', 'No contact was expected'), ('no_record', 'No record was found'), ('missed', 'Missed contact was not followed up')], max_length=20),
        ),
    ]
