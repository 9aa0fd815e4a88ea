"""Where a later edition of a plan says of an action that is in the record something else than the record does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from throughline.actionplans.models import Action
from throughline.actionplans.rules import STATES
from throughline.intake.models import ProposedItem
from throughline.intake.rules.again import folded
from throughline.intake.rules.kinds import ALREADY
from throughline.ui.words import day

_AS_FAR = ("not_started", "under_way", "claimed_done")


def differences(items: Iterable[ProposedItem]) -> Iterator[tuple[ProposedItem, str]]:
    """Each action in the record of which the plan gives another day, or says that it is further, and a sentence."""
    mine = [item for item in items if item.state == ALREADY and item.record_type == "action" and "plan" in item.extra]
    rows = Action.objects.in_bulk([item.record for item in mine if item.record])
    for item in mine:
        row = rows.get(item.record or 0)
        says = _says(item, row) if row is not None else ""
        if says:
            yield item, says


def _says(item: ProposedItem, row: Action) -> str:
    found = []
    iso, words = str(item.extra.get("due_iso") or ""), str(item.extra.get("due_text") or "")
    known = row.due_text or (day(row.due_on) if row.due_on else "")
    if words and folded(words) != folded(known) and not (row.due_on and iso == row.due_on.isoformat()):
        found.append(f"by when “{words}”, and the record “{known or 'nothing'}”")
    state = str(item.extra.get("state") or "")
    if state in _AS_FAR and row.state in _AS_FAR and _AS_FAR.index(state) > _AS_FAR.index(row.state):
        found.append(f"“{item.extra['state_text']}”, and the record “{STATES[row.state].word.lower()}”")
    name = f"action {item.number}" if item.number else f"the action “{item.text[:60]}”"
    return (
        f"The plan says of {name}: {'; '.join(found)}. The record stays as it is until you change it." if found else ""
    )
