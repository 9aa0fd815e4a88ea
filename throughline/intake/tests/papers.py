"""A fictional paper and its reading, which most tests of this room begin with."""

from __future__ import annotations

import hashlib
from typing import Any

from tests import factories
from throughline.intake.models import Proposal, ProposedItem
from throughline.intake.services import propose
from throughline.intake.services.proposing import Read
from throughline.intake.tests.readings import doubt, item, reading, review, subject
from throughline.kernel.actor import Actor

PAPER = """Progress on the review of Child Alder

The Board agreed the review on 9 May 2016. It made three findings.

Finding 1: Visits were missed when workers left, and nobody told the school.

Progress

A list of open visits goes to the manager each Friday.

Schools are told of every new worker within two days.

What difference has this made?

Visits missed fell in the spring.

Case study

A girl of nine was seen by four workers in a year.

Outcome

She now has one worker and goes to school.

Finding 2: The plan had no dates.

Recommendation 1: The Board should give every plan a date.

Action 1: Write the new plan. Wexmoor Police. By March 2017.

The Board thanks everybody."""


def paper(**changes: Any) -> dict[str, Any]:
    """The reading of the paper; lists may be changed."""
    about = ("finding", "1", "Finding 1")
    study = item("A girl of nine was seen by four workers in a year.", about=about)
    study["outcome"] = "She now has one worker and goes to school."
    lists: dict[str, Any] = {
        "title": "Progress on the review of Child Alder",
        "kind": "progress_report",
        "partnership": "Eddlecombe Safeguarding Children Board",
        "subjects": [subject("Child Alder", "Alda")],
        "reviews": [review("Child Alder")],
        "dates": [{"means": "agreed", "text": "9 May 2016", "iso": "2016-05-09", "at": "9 May 2016"}],
        "findings": [
            item("Visits were missed when workers left, and nobody told the school.", "1"),
            item("The plan had no dates.", "2"),
        ],
        "recommendations": [
            item("The Board should give every plan a date.", "1", "the Board", ("finding", "2", "Finding 2"))
        ],
        "actions": [item("Write the new plan.", "1", "Wexmoor Police", ("recommendation", "1", ""))],
        "progress": [
            item("A list of open visits goes to the manager each Friday.", about=about),
            item("Schools are told of every new worker within two days.", about=about),
        ],
        "impact": [item("Visits missed fell in the spring.", about=about)],
        "case_studies": [study],
        "claims": [
            {
                "counts": "findings",
                "says": 3,
                "lists": 2,
                "agrees": False,
                "quote": "It made three findings.",
                "at": [64, 87],
            }
        ],
        "doubts": [
            doubt("count_claimed_vs_listed", "It says three findings. It lists two.", "three findings"),
            doubt(
                "claim_without_measure", "It says that visits fell and gives no figure.", "Visits missed fell", "medium"
            ),
        ],
    }
    return reading(PAPER, **(lists | changes))


THINGS = 8


def proposed(by: Actor, read: dict[str, Any] | None = None, **more: Any) -> Proposal:
    """The paper, or another reading, proposed for that person."""
    what = read or paper()
    data = what["text"].encode()
    was_read = Read(more.pop("name", "paper.md"), data, hashlib.sha256(data).hexdigest(), what)
    return propose(partnership=by.partnership, read=was_read, by=by, at=factories.NOW, **more)


def tagged(proposal: Proposal, tag: str) -> ProposedItem:
    """The item of that tag as it stands."""
    return ProposedItem.objects.get(proposal=proposal, tag=tag)
