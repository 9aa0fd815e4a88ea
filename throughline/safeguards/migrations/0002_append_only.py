"""Who owned a safeguard, and what was attested of it, is kept as it was."""

from django.db import migrations

from throughline.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0001_register")]
    operations = [AppendOnly("safeguards_safeguardowner"), AppendOnly("safeguards_attestation")]
