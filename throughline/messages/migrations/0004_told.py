"""An answer that was given by word of mouth says who gave it, and how. The table is rebuilt, and stays append-only."""

from django.db import migrations, models

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0003_digests_and_calendars")]

    operations = [
        migrations.AddField("askanswer", "told_by_name", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddField("askanswer", "told_how", models.CharField(blank=True, default="", max_length=200)),
        migrations.AlterField("askanswer", "told_by_name", models.CharField(blank=True, max_length=200)),
        migrations.AlterField("askanswer", "told_how", models.CharField(blank=True, max_length=200)),
        AppendOnly("correspondence_askanswer"),
    ]
