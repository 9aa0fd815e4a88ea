"""Who of a case may be one person under two names, and what was said of that already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from throughline.cases.models import Case
from throughline.identities.models import Joining
from throughline.identities.queries.people import Someone, visible_people
from throughline.identities.rules.likeness import Known, proposed
from throughline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two persons of a case who may be one, and why it is thought so, a sentence each."""

    one: Someone
    other: Someone
    reasons: tuple[str, ...]


def proposals(people: Sequence[Someone], said: Sequence[Joining]) -> tuple[Proposal, ...]:
    """The pairs among everybody of a case that nobody settled yet. `said` is all that stands of the case’s joinings."""
    by_id = {one.id: one for one in people}
    kept = {id: one.id for one in people for id in one.ids}
    apart = {(kept[row.kept_id], kept[row.other_id]) for row in said if {row.kept_id, row.other_id} <= kept.keys()}
    pairs = proposed([_known(one) for one in people], {pair for pair in apart if pair[0] != pair[1]})
    return tuple(Proposal(by_id[pair.one], by_id[pair.other], pair.reasons) for pair in pairs)


def settled(case: Case, actor: Actor, on: date) -> tuple[Joining, ...]:
    """What was said of two persons of that case and stands, the newest first."""
    people = visible_people(actor, on).filter(case=case)
    rows = Joining.objects.filter(case=case, withdrawn_at__isnull=True, kept__in=people)
    return tuple(rows.select_related("kept__child", "other__child", "made_by").order_by("-id"))


def get_joining(id: int, actor: Actor, on: date) -> Joining:
    """What was said of two persons, or the same 404 as where nothing was."""
    rows = Joining.objects.filter(pk=id, withdrawn_at__isnull=True, kept__in=visible_people(actor, on))
    found = rows.select_related("case", "kept__child", "other__child", "made_by").first()
    if found is None:
        raise Http404
    return found


def _known(one: Someone) -> Known:
    names = (one.real_name, *(name for _, name in one.other_names))
    return Known(one.id, tuple(name for name in names if name), one.born if one.state == "born" else "", one.sex)
