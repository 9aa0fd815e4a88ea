"""What was said of an incident stays as it was said."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly

TABLES = ("partneranswer", "decision", "decisionlimb", "notification", "telling", "safetyanswer")


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]
    operations = [AppendOnly(f"notifications_{table}") for table in TABLES]
