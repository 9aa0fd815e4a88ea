"""What the background worker does for this room. A job may run twice, after a worker that died: it is done once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from throughline.access.queries import acting_still
from throughline.intake.models import Proposal
from throughline.intake.services import end_unread, read_waiting
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

NO_LONGER = Refused(
    "E1316",
    "It was not read: the person who sent it can no longer sign in, or no longer has the role in which they sent it.",
    "Send it again as somebody who reads documents in.",
)


@task()
def read_document(proposal: int, membership: int, user: int = 0) -> str:
    """The waiting document of that proposal is read, for the person who sent it, in the membership they sent it in.

    With a `user`, for that person, who asked for it to be read once more.

    What they may do is asked again now: somebody who was deactivated, or lost that membership, is not read for.
    """
    row = Proposal.objects.select_related("made_by").filter(pk=proposal).first()
    if row is None:
        return "gone"
    now = timezone.now()
    by = acting_still(user=user or row.made_by_id, membership=membership, on=timezone.localdate(now))
    if by is None:
        nobody = Actor(user=row.made_by_id, name=row.made_by.name, partnership=row.partnership_id, via="job")
        return str(end_unread(proposal=row, refusal=NO_LONGER, by=nobody, at=now).state)
    return str(read_waiting(proposal=row, by=by, at=now).state)
