"""The forms of key practice episodes: what is told of one, and which entries are in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from throughline.cases.recordforms import Line, VersionedForm, Words, choose, ticks, when_field
from throughline.chronology.models import ChronologyEntry
from throughline.chronology.rules.episodes import ANALYSIS, NAME
from throughline.kernel.periods import understood
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Option

A_NEW_ONE = "A new one"


class EpisodeForm(VersionedForm):
    """An episode: its name, when it was, and what the practice in it shows."""

    name = Line("Name", NAME, required=True, hint="Short, and without a verdict: “The mark on the arm”.")
    when_text = when_field(
        "When it was", "For example March 2024 to June 2024. Leave it empty to take it from the days of its entries."
    )
    happened, why, system, good = (
        Words(label, rows=5, required=False, hint=hint, most=10_000) for _, label, hint in ANALYSIS
    )

    def clean_when_text(self) -> str:
        """Words that say a day, a month, a year, or from when to when."""
        words = str(self.cleaned_data["when_text"]).strip()
        if words and not understood(words):
            raise forms.ValidationError("Write a date or two, such as 3 March 2024 to June 2024.")
        return words

    def values(self) -> dict[str, Any]:
        """The fields of the episode; the days as they are read too."""
        said = super().values()
        return said | {"when_iso": understood(said["when_text"]) if said["when_text"] else ""}


class PutInForm(ThroughlineForm):
    """The episode that one or several entries belong to: one that is there, or a new one."""

    says_optional = False

    episode = choose("The episode")
    name = Line("Name of the new one", NAME, hint="Only where it is a new one.")
    entries = ticks("The entries")
    text = Words("Why they belong to it", rows=3, required=False, hint="Leave it empty where that is plain.", most=4000)

    def __init__(
        self,
        *args: Any,
        episodes: Sequence[tuple[int, str]],
        rows: Sequence[ChronologyEntry] = (),
        names: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if episodes:
            told = [(str(pk), name) for pk, name in episodes]
            self.fields["episode"].choices = [("", A_NEW_ONE), *told]  # type: ignore[attr-defined]
        else:
            del self.fields["episode"]
            self.fields["name"].label, self.fields["name"].help_text = "Name of the episode", ""
        if rows:
            self.fields["entries"].choices = offered(rows, names)  # type: ignore[attr-defined]
        else:
            del self.fields["entries"]
            self.fields["text"].label = "Why it belongs to it"

    def clean(self) -> dict[str, Any]:
        """An episode that is there or a name, not both; and an entry where several are offered."""
        said = super().clean() or self.cleaned_data
        if not self.errors:
            if not said.get("episode") and not said["name"].strip():
                self.add_error("name", "Write a name for it, or choose an episode that is there.")
            elif said.get("episode") and said["name"].strip():
                self.add_error("name", "Choose one that is there or name a new one, not both.")
            if "entries" in self.fields and not said["entries"]:
                self.add_error("entries", "Tick at least one.")
        return said


class HeldForm(ThroughlineForm):
    """The entries that are in an episode."""

    entries = ticks("The entries", "Those that are in it, and those of the same days. Any other is put in on its page.")

    def __init__(self, *args: Any, rows: Sequence[ChronologyEntry], names: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = offered(rows, names)  # type: ignore[attr-defined]
        if not rows:
            del self.fields["entries"]


def offered(rows: Sequence[ChronologyEntry], names: Mapping[int, str]) -> list[tuple[str, Option]]:
    """Entries to tick: the date as typed and the agency, over what is told."""
    return [
        (str(row.pk), Option(f"{row.start_text}, {names.get(row.agency_id, '')}", (row.event or row.comment)[:400]))
        for row in rows
    ]
