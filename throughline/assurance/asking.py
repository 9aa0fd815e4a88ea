"""What an agency is asked in a round, behind the code that opens the link; and who sees the files that were sent."""

from __future__ import annotations

from typing import Any

from throughline.assurance.forms.rounds import AnswersForm
from throughline.assurance.models import AgencyReturn
from throughline.assurance.queries.events import documents_seen
from throughline.assurance.queries.rounds import parts_of
from throughline.assurance.rules.levels import levels_of
from throughline.assurance.services.answering import KIND, keep_so_far, take_answer
from throughline.documents.queries import opens
from throughline.messages.kinds import Kind, register
from throughline.messages.models import Ask


class LinkForm(AnswersForm):
    """Every question of the round to that agency, with the files that are asked for."""

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        row = AgencyReturn.objects.select_related("round__before").get(pk=ask.subject, case_id=ask.case_id)
        super().__init__(*args, parts=parts_of(row), levels=levels_of(row.round.levels), **kwargs)


def said_of(ask: Ask) -> AgencyReturn:
    """What stands above the form: the round and what the agency should know."""
    return AgencyReturn.objects.select_related("round").get(pk=ask.subject, case_id=ask.case_id)


def watch() -> None:
    """Agencies can be asked, and files of answers are seen by whoever may see the answers."""
    register(
        Kind(
            key=KIND,
            title="What your agency says of itself",
            form=LinkForm,
            answer=take_answer,
            more=said_of,
            so_far=keep_so_far,
            template="assurance/link.jinja",
            offers_nil=False,
        )
    )
    opens("assurance", documents_seen)
