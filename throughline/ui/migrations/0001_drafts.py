"""What a person typed and has not yet saved."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partnership_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("key", models.CharField(max_length=120)),
                ("field", models.CharField(max_length=120)),
                ("text", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="drafts_by_age")],
                "constraints": [models.UniqueConstraint(fields=("owner", "key", "field"), name="one_draft_a_field")],
            },
        ),
    ]
