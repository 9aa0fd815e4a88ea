"""What evidence is worth, what readings come to, and what difference it all shows. Pure."""

from throughline.impact.rules.consent import HeldBack, held_back
from throughline.impact.rules.figures import PERIODS
from throughline.impact.rules.grades import GRADES, KINDS, Grade, Kind, grade_word, kind_word
from throughline.impact.rules.readings import (
    PERCENT,
    POINTS,
    STATES,
    Read,
    State,
    baseline_of,
    falls,
    is_guarded,
    measure_state,
    standing,
)

__all__ = (
    "GRADES",
    "KINDS",
    "PERCENT",
    "PERIODS",
    "POINTS",
    "STATES",
    "Grade",
    "HeldBack",
    "Kind",
    "Read",
    "State",
    "baseline_of",
    "falls",
    "grade_word",
    "held_back",
    "is_guarded",
    "kind_word",
    "measure_state",
    "standing",
)
