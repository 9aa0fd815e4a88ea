"""A case's chronology: what agencies sent, row by row, what is said of it, and the timeline worked out from it."""

from throughline.chronology.models.episodes import KeyEpisode
from throughline.chronology.models.held import Chronology, ChronologyState, ColumnSet
from throughline.chronology.models.laid import FoundLink, FoundSilence, Lane, TimelineRow
from throughline.chronology.models.said import EntryMark, EntrySource, PairDecision
from throughline.chronology.models.sent import ChronologyEntry, ChronologyNote, RefusedLine, Submission

__all__ = [
    "Chronology",
    "ChronologyEntry",
    "ChronologyNote",
    "ChronologyState",
    "ColumnSet",
    "EntryMark",
    "EntrySource",
    "FoundLink",
    "FoundSilence",
    "KeyEpisode",
    "Lane",
    "PairDecision",
    "RefusedLine",
    "Submission",
    "TimelineRow",
]
