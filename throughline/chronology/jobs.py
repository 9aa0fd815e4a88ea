"""What the background worker does for this room: link the entries of a large timeline, and tell it as a whole."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from throughline.chronology.finishing import tell_whole
from throughline.chronology.linking import link_up
from throughline.chronology.models import Chronology, Lane


@task()
def link_entries(chronology: int) -> str:
    """The timeline is told as a whole, and its entries are linked as they stand now.

    A job may run twice; it comes to the same.
    """
    held = Chronology.objects.select_related("case").filter(pk=chronology).first()
    if held is None or not Lane.objects.filter(case=held.case_id, agency=None, is_linked=False).exists():
        return "nothing to do"
    tell_whole(held)
    link_up(held, on=timezone.localdate())
    return "linked"


def link_when_many(held: Chronology) -> None:
    """Where there are so many entries that they were not linked at once, the worker does it once they are kept."""
    link_entries.enqueue(held.pk)
