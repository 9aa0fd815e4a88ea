"""What the register of safeguards says on a board, as far as a person may read it: two statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.access.rules import may
from throughline.casefile.queries.safeguards import as_row, safeguard_columns
from throughline.kernel.actor import Actor
from throughline.safeguards import rules
from throughline.safeguards.permissions import SEES
from throughline.safeguards.queries import visible_citations, visible_safeguards

COLOUR_OF = {"unguarded": rules.RED, "in_doubt": rules.AMBER}
"""Which colour of the register a figure counts."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A safeguard as a board counts it: how it stands, who owns it, and the reviews that cite it."""

    id: int
    name: str
    owner: str
    agency: int
    standing: rules.Standing
    reviews: frozenset[int]


def reads_register(actor: Actor) -> bool:
    """True for those who may read the register of safeguards."""
    return bool(actor.role) and may(actor.role, SEES)


def guards(actor: Actor, on: date) -> tuple[Guard, ...]:
    """Every safeguard of the register as it stands there, the worst first; none for those who may not read it."""
    if not reads_register(actor):
        return ()
    told = visible_safeguards(actor).order_by("id").values_list("id", *safeguard_columns(on))
    rows = [as_row(*row) for row in told]
    cites: dict[int, set[int]] = {}
    reviews: dict[int, set[int]] = {}
    cited = visible_citations(actor, on).values_list("safeguard_id", "review_id", "findings", "findings__withdrawn_at")
    for safeguard, review, finding, withdrawn in cited:
        reviews.setdefault(safeguard, set()).add(review)
        if finding and withdrawn is None:
            cites.setdefault(safeguard, set()).add(finding)
    stands, _ = rules.all_standing({row.id: row.facts for row in rows}, cites, on)
    made = [
        Guard(row.id, row.name, row.owner, row.agency, stands[row.id], frozenset(reviews.get(row.id, ())))
        for row in rows
    ]
    return tuple(sorted(made, key=lambda one: (*rules.rank(one.standing), one.name, one.id)))
