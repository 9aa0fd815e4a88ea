"""Missed appointments that nothing follows. Timelines laid out before are laid out anew when somebody looks at them."""

from django.db import migrations, models


def lay_out_again(apps, schema_editor):
    apps.get_model("chronology", "Lane").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('chronology', '0005_seen_not_alone'),
    ]

    operations = [
        migrations.RunPython(lay_out_again, migrations.RunPython.noop),
        migrations.AddField(
            model_name='timelinerow',
            name='unfollowed',
            field=models.TextField(blank=True),
        ),
    ]
