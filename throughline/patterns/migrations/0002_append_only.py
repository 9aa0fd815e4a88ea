"""Looks at the wording are kept as they were."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("patterns", "0001_earlier_asks")]
    operations = [AppendOnly("patterns_wordinglook")]
