"""Of what was read of the register a timeline is laid out by. Those laid out before are once, when somebody looks."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('chronology', '0006_never_followed'),
    ]

    operations = [
        migrations.AddField(
            model_name='lane',
            name='by_register',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
