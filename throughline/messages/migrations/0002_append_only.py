"""What was written here stays as it was written."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]
    operations = [AppendOnly("correspondence_askstate"), AppendOnly("correspondence_askanswer")]
