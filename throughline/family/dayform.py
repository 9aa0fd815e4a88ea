"""The day on which a family is looked at."""

from __future__ import annotations

from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm


class FamilyDayForm(ThroughlineForm):
    """One day, in three boxes."""

    says_optional = False
    day = DayField(label="Show the family as it was on", required=False)
