"""What a round asked, its steps, and the scores of its answers stay as they were written."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assurance", "0001_initial")]
    operations = [
        AppendOnly("assurance_roundquestion"),
        AppendOnly("assurance_roundsample"),
        AppendOnly("assurance_roundstep"),
        AppendOnly("assurance_answerscore"),
        AppendOnly("assurance_brought"),
    ]
