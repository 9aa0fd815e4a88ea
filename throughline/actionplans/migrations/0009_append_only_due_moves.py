"""A moved day stays as it was moved."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0008_rounds")]
    operations = [AppendOnly("actionplans_duemove")]
