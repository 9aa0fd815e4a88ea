"""The machine's own pulse: whether the server answers and its database does."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """``{"ok": true}`` when the database answers. It says nothing else, for anybody may ask."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        answered = cursor.fetchone()[0] == 1
    return JsonResponse({"ok": answered})
