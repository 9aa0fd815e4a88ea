"""The heads under which a timeline that was made here has its rows, whatever kind of file it is in. Pure."""

from __future__ import annotations

HEADS = (
    "Sequence",
    "Start Date",
    "Start Time",
    "End Date",
    "Source of Information",
    "Event",
    "Action",
    "Comment",
    "Agency",
    "Row",
)
REFUSED_HEADS = ("Agency", "Row", "Rule", "Why")
NOTE = "#"  # in place of the source
