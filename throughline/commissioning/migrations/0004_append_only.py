"""What was handed in, and the states a report passed through, stay as they were written."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("commissioning", "0003_agency_reports")]
    operations = [AppendOnly("commissioning_agencyreportstate"), AppendOnly("commissioning_agencyreportversion")]
