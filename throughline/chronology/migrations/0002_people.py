"""What each person has in the timeline. Timelines laid out before are laid out anew when somebody looks at them."""

from django.db import migrations, models


def lay_out_again(apps, schema_editor):
    apps.get_model("chronology", "Lane").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('chronology', '0001_chronologies'),
    ]

    operations = [
        migrations.AddField(
            model_name='lane',
            name='people',
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(lay_out_again, migrations.RunPython.noop),
    ]
