"""What was written of ends stays as it was written: the table was rebuilt for one more column."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0012_why_no_evidence")]
    operations = [AppendOnly("actionplans_actionstate")]
