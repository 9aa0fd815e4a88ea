"""What an owner is asked about a safeguard, behind the code that opens the link; and who sees the files they send."""

from __future__ import annotations

from throughline.documents.queries import opens
from throughline.messages.kinds import Kind, register
from throughline.messages.models import Ask
from throughline.safeguards.forms import LinkForm
from throughline.safeguards.models import Safeguard
from throughline.safeguards.queries import documents_seen
from throughline.safeguards.services.attesting import KIND, take_attestation


def asked_of(ask: Ask) -> Safeguard:
    """What stands above the form: the safeguard, and what it guards against."""
    return Safeguard.objects.get(pk=ask.subject)


def watch() -> None:
    """Owners can be asked, and files that show a safeguard alive are seen by whoever may read the register."""
    register(
        Kind(
            key=KIND,
            title="Whether a safeguard is alive",
            form=LinkForm,
            answer=take_attestation,
            more=asked_of,
            template="safeguards/link.jinja",
            offers_nil=False,
        )
    )
    opens("safeguards", documents_seen)
