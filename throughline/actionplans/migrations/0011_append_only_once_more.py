"""What was written of ends and of what lasts stays as it was written: both tables were rebuilt for one more column."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0010_what_else_it_brought")]
    operations = [AppendOnly("actionplans_actionstate"), AppendOnly("actionplans_retest")]
