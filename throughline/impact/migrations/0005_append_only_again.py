"""What was written here stays as it was written: the rebuilt table of readings, who assured them, and why they slid."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("impact", "0004_measures_assured")]
    operations = [
        AppendOnly("impact_reading"),
        AppendOnly("impact_assurance"),
        AppendOnly("impact_slidecause"),
    ]
