"""What stands at the head and the foot of a partnership's letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.letters import permissions
from throughline.letters.models import Letterhead

FIELDS = ("address", "telephone", "signs_name", "signs_title")


@transaction.atomic
def set_letterhead(*, fields: Mapping[str, str], by: Actor, at: datetime) -> Letterhead:
    """The partnership's letters say so from now on; those that were made stay as they are. ``letterhead.changed``."""
    permissions.require(permissions.why_not_head(actor=by, on=localdate(at)))
    now = Letterhead.objects.select_for_update().filter(partnership=by.partnership).first()
    before = editing.values_of(now, FIELDS) if now else {}
    row = now or Letterhead(partnership_id=by.partnership)
    for name in FIELDS:
        setattr(row, name, fields.get(name, "").strip())
    row.changed_at, row.changed_by_id = at, by.user
    editing.kept(row)
    told = {"before": before, "after": editing.values_of(row, FIELDS)}
    record(by=by, at=at, verb="letterhead.changed", subject=("letterhead", row.pk), details=told)
    return row
