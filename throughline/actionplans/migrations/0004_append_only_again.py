"""What was written here stays as it was written: the rebuilt table of states, and what was found when it was asked again."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0003_graded_ends")]
    operations = [AppendOnly("actionplans_actionstate"), AppendOnly("actionplans_retest")]
