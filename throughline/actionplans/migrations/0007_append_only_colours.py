"""A choice of colours stays as it was chosen."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0006_plan_colours")]
    operations = [AppendOnly("actionplans_plancolours")]
