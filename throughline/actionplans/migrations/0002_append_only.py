"""What was written here stays as it was written."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0001_initial")]
    operations = [AppendOnly("actionplans_actionstate"), AppendOnly("actionplans_actionupdate")]
