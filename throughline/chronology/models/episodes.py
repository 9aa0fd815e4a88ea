"""Key practice episodes: stretches of the timeline that the review team looks at closely."""

from __future__ import annotations

from django.db import models

from throughline.cases.models import OfCase
from throughline.chronology.rules.episodes import NAME


class KeyEpisode(OfCase):
    """A stretch of the timeline that is looked at closely, and what the practice in it shows.

    Its entries are those with a mark that names it, perhaps of several agencies. When it was is said in `when_text`,
    and read in `when_iso`; where nothing is said it is told by the days of its entries.
    """

    name = models.CharField(max_length=NAME)
    when_text = models.CharField(max_length=300, blank=True)
    when_iso = models.CharField(max_length=25, blank=True)
    happened = models.TextField(blank=True)
    why = models.TextField(blank=True)
    system = models.TextField(blank=True)
    good = models.TextField(blank=True)

    class Sensitivity:
        case = ("when_text", "when_iso")
        protected = ("name", "happened", "why", "system", "good")
        identifies = ("name", "happened", "why", "system", "good")
        narrates = ("name", "happened", "why", "system", "good")
