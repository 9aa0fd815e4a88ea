"""The question of the monthly round, behind the code that opens it."""

from __future__ import annotations

from throughline.actionplans.forms.rounds import RoundForm
from throughline.actionplans.queries.rounds import cases_of, under
from throughline.actionplans.services.rounds import KIND, take_round
from throughline.messages.kinds import Kind, register


def watch() -> None:
    """Owners can be asked about their actions from now on."""
    register(
        Kind(
            key=KIND,
            title="How far your actions are",
            form=RoundForm,
            answer=take_round,
            template="actionplans/round.jinja",
            offers_nil=False,
            cases=cases_of,
            under=under,
        )
    )
