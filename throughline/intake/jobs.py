"""What the background worker does for this room. A job may run twice, after a worker that died: it is done once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from throughline.access.queries import acting
from throughline.intake.models import Proposal
from throughline.intake.services import read_waiting


@task()
def read_document(proposal: int, membership: int) -> str:
    """The waiting document of that proposal is read, for the person who sent it, in the membership they sent it in."""
    row = Proposal.objects.select_related("made_by").filter(pk=proposal).first()
    if row is None:
        return "gone"
    now = timezone.now()
    by = acting(user=row.made_by, chosen=membership, on=timezone.localdate(now), via="job").actor
    return str(read_waiting(proposal=row, by=by, at=now).state)
