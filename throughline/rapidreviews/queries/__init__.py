"""Rapid reviews that a person may see, how they stand, and what is due."""

from __future__ import annotations

from throughline.rapidreviews.queries.lists import (
    Row,
    beside_incidents,
    outcomes_of,
    row_beside,
    rows_of,
    scores_by_year,
)
from throughline.rapidreviews.queries.reviews import (
    answers_of,
    asks_of,
    clocks_of,
    get_rapid_review,
    held_last,
    of_incident,
    quality_of,
    visible_rapid_reviews,
)
from throughline.rapidreviews.queries.standing import Act, Heard, Replied, Sent, Signed, Standing, acts_of, standing_of

__all__ = (
    "Act",
    "Heard",
    "Replied",
    "Row",
    "Sent",
    "Signed",
    "Standing",
    "acts_of",
    "answers_of",
    "asks_of",
    "beside_incidents",
    "clocks_of",
    "get_rapid_review",
    "held_last",
    "of_incident",
    "outcomes_of",
    "quality_of",
    "row_beside",
    "rows_of",
    "scores_by_year",
    "standing_of",
    "visible_rapid_reviews",
)
