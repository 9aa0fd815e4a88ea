"""What entries and episodes are used for, a finding or a line of enquiry, and how it is settled for which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from throughline.commissioning.models import LineOfEnquiry
from throughline.findings.models import Finding

Target = Finding | LineOfEnquiry
T = TypeVar("T")


def settle(
    offered: Iterable[T], chosen: Collection[T], *, use: Callable[[T], object], let_go: Callable[[T], object]
) -> None:
    """What was offered is used if it was chosen, and else let go; what was not offered stays as it is."""
    for one in offered:
        (use if one in chosen else let_go)(one)


def field_of(target: Target) -> dict[str, Target]:
    """The target under the name of the field that holds it."""
    return {"finding" if isinstance(target, Finding) else "line": target}
