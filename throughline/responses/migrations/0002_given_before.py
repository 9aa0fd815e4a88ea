"""Each answer that stood on a recommendation before there were stages stands as one that was agreed."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils.timezone import localdate


def keep(apps: Any, schema_editor: Any) -> None:
    """An agreed answer for every recommendation that has one, by whoever wrote it last, on that day."""
    of = schema_editor.connection.alias
    Recommendation = apps.get_model("findings", "Recommendation")
    Response = apps.get_model("responses", "Response")
    ResponseStage = apps.get_model("responses", "ResponseStage")
    rows = Recommendation.objects.using(of).exclude(response="").filter(responses__isnull=True)
    for row in rows.filter(origin__isnull=True).order_by("pk").iterator():
        at, by = row.changed_at or row.made_at, row.changed_by_id or row.made_by_id
        reason = row.response_reason or ("" if row.response == "accepted" else "No reason was recorded.")
        made = Response.objects.using(of).create(
            recommendation=row,
            case_id=row.case_id,
            answer=row.response,
            reason=reason,
            day_on=localdate(at),
            made_at=at,
            made_by_id=by,
        )
        ResponseStage.objects.using(of).create(
            response=made, case_id=row.case_id, state="agreed", day_on=localdate(at), at=at, by_id=by
        )


class Migration(migrations.Migration):
    dependencies = [("responses", "0001_initial")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
