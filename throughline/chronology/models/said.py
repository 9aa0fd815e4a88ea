"""What is said of entries: what reviewers say, what documents they came from, and what becomes of two that differ."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import Case, OfCase
from throughline.chronology.models.episodes import KeyEpisode
from throughline.chronology.models.sent import ChronologyEntry
from throughline.chronology.rules.holding import DECIDED, KINDS, MARKS, SIDES
from throughline.documents.models import Document
from throughline.partnerships.models import Agency


class EntryMark(OfCase):
    """A comment on an entry, or a code of it. It stays with the entry through every version that the agency sends.

    One that says what a silence is has on which `side` of the entry that silence lies; where no record was found, what
    was `searched` and `by_whom`. One of the kind `key_episode` puts the entry into that `episode`.
    """

    entry = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=20, choices=tuple(MARKS.items()))
    text = models.TextField(blank=True)
    side = models.CharField(max_length=6, blank=True, choices=tuple(SIDES.items()))
    searched = models.CharField(max_length=500, blank=True)
    by_whom = models.CharField(max_length=200, blank=True)
    episode = models.ForeignKey(KeyEpisode, null=True, blank=True, on_delete=models.PROTECT, related_name="marks")

    class Sensitivity:
        open = ("entry", "kind", "side", "episode")
        protected = ("text", "searched", "by_whom")
        identifies = ("by_whom",)
        narrates = ("text", "searched")


class EntrySource(OfCase):
    """The document of its own that an agency's entry came from, with the place in it. It stays with the entry through
    every version that the agency sends.

    `place` is a page, or whatever finds it there; `words` are those that the entry rests on, where they are told.
    """

    entry = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="sources")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    words = models.TextField(blank=True)

    class Sensitivity:
        open = ("entry", "agency", "document")
        protected = ("place", "words")
        identifies = ("place", "words")
        narrates = ("words",)


class PairDecision(models.Model):
    """What somebody decided of two entries: the last decision of a pair counts. Append-only.

    `kind` is what holds them together; where nothing was found, a person linked them.
    Where a newer version holds one of them no longer, the decision is given to another pair, or put aside.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=tuple(KINDS.items()))
    settled = models.CharField(max_length=20, choices=tuple(DECIDED.items()))
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "case", "one", "other", "kind", "settled", "at", "by")
        protected = ("reason",)
        narrates = ("reason",)
