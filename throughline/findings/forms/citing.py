"""The forms that say what entries and key practice episodes of a chronology are used for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from throughline.chronology.models import ChronologyEntry, KeyEpisode
from throughline.commissioning.models import LineOfEnquiry
from throughline.findings.models import EntryCitation, EpisodeUse, Finding
from throughline.reviews.models import Review
from throughline.reviews.recordforms import Line, Words, choose, option, ticks
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Option


class CiteForm(ThroughlineForm):
    """What an entry of the chronology is used for."""

    findings = ticks("Findings that rest on it")
    lines = ticks("Lines of enquiry it belongs to")
    sentence = Words(
        "A sentence of the report that tells of it",
        rows=3,
        required=False,
        hint="Copied word for word. Leave it empty where there is none.",
        most=3000,
    )
    where = Line("Where it stands in the report", 300, hint="For example: paragraph 4.12.")
    review = choose("Of which review")

    def __init__(
        self, *args: Any, offered: Sequence[Finding | LineOfEnquiry], reviews: Sequence[Review], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {_key(row): row for row in offered}
        for name, model in (("findings", Finding), ("lines", LineOfEnquiry)):
            self.fields[name].choices = [(key, told(row)) for key, row in self.rows.items() if isinstance(row, model)]  # type: ignore[attr-defined]
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]
        if len(reviews) > 1:
            self.fields["review"].choices = [(str(row.pk), row.name) for row in reviews]  # type: ignore[attr-defined]
        else:
            del self.fields["review"]

    @classmethod
    def initial_of(cls, rows: Iterable[EntryCitation | EpisodeUse]) -> dict[str, list[str]]:
        """What is ticked: what the entry is used for now."""
        held: dict[str, list[str]] = {"findings": [], "lines": []}
        for row in rows:
            if row.finding_id:
                held["findings"].append(f"finding-{row.finding_id}")
            elif row.line_id:
                held["lines"].append(f"line-{row.line_id}")
        return held

    def chosen(self) -> list[Finding | LineOfEnquiry]:
        """The findings and lines that were ticked."""
        keys = [*self.cleaned_data.get("findings", ()), *self.cleaned_data.get("lines", ())]
        return [self.rows[key] for key in keys if key in self.rows]


def told(row: Finding | LineOfEnquiry) -> Option:
    """The number of a finding or a line of enquiry, and its words."""
    if isinstance(row, Finding):
        return option(row)
    return Option(f"Line {row.number}" if row.number else "Line", row.text)


def _headed(row: ChronologyEntry, names: Mapping[int, str], episode: str) -> str:
    of = f", of the episode “{episode}”" if episode else ""
    return f"{row.start_text}, {names.get(row.agency_id, '')}{of}"


def _key(row: Finding | LineOfEnquiry) -> str:
    return f"{'finding' if isinstance(row, Finding) else 'line'}-{row.pk}"


class ServesForm(CiteForm):
    """What a key practice episode serves: lines of enquiry, and findings that rest on it."""

    def __init__(self, *args: Any, offered: Sequence[Finding | LineOfEnquiry], **kwargs: Any) -> None:
        super().__init__(*args, offered=offered, reviews=(), **kwargs)
        del self.fields["sentence"], self.fields["where"]  # an episode stands in no one sentence
        if "lines" in self.fields:
            self.fields["lines"].label = "Lines of enquiry it serves"


class RestsOnForm(ThroughlineForm):
    """The key practice episodes that a finding rests on, and the entries, of those that reviewers marked."""

    episodes = ticks("Key practice episodes", "An episode with all its entries.")

    entries = ticks(
        "Entries of the chronology",
        "Those that reviewers marked, or that belong to its lines of enquiry. Any other is cited from its own page.",
    )

    def __init__(
        self,
        *args: Any,
        rows: Sequence[ChronologyEntry],
        names: Mapping[int, str],
        named: Mapping[int, str],
        episodes: Sequence[KeyEpisode],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, dict[str, Any]] = {
            "episodes": {str(one.pk): one for one in episodes},
            "entries": {str(row.pk): row for row in rows},
        }
        self.fields["episodes"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), Option(one.name, one.happened[:300])) for one in episodes
        ]
        self.fields["entries"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), Option(_headed(row, names, named.get(row.pk, "")), row.event or row.comment)) for row in rows
        ]
        if not episodes:
            del self.fields["episodes"]
        if not rows:
            del self.fields["entries"]

    def chosen(self, name: str) -> list[Any]:
        """The episodes or the entries that were ticked."""
        return [self.offered[name][key] for key in self.cleaned_data.get(name, ())]
