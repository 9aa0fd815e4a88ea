"""What reviewers say of entries: marks, what becomes of two, and where a thing goes that lost its entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.cases.recordforms import Line, Words
from throughline.chronology.rules.holding import KINDS, SAID, SETTLED, SIDES
from throughline.files.refusals import MEGABYTE
from throughline.files.showing import ENDINGS, MOST, TAKEN
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, OneFile, Radios


class MarkForm(ThroughlineForm):
    """A comment or a code."""

    kind = forms.ChoiceField(label="What is it?", choices=tuple(SAID.items()), widget=Radios())
    text = Words(
        "Words",
        rows=3,
        required=False,
        hint="A comment, the name of a theme, or what a life event is called over the picture.",
        most=4000,
    )
    side = forms.ChoiceField(
        label="If it says what a silence is, which one?",
        choices=(("", "The one beside it"), *SIDES.items()),
        required=False,
        widget=Radios(),
        help_text="For “No contact expected”, “No record found” and “Missed appointment”.",
    )
    searched = Line(
        "If no record was found, what was searched?", 500, hint="For example the electronic record, all years."
    )
    by_whom = Line("By whom?", 200, hint="A role is enough.")


class SettleForm(ThroughlineForm):
    """What becomes of two entries."""

    kind = forms.ChoiceField(label="What holds them together?", choices=tuple(KINDS.items()), widget=Radios())
    settled = forms.ChoiceField(label="How does it stand?", choices=tuple(SETTLED.items()), widget=Radios())
    reason = Words("Why", rows=4, most=4000)


class SourceForm(ThroughlineForm):
    """The document that an entry came from: one that is here, or a file; and the place in it."""

    document = forms.TypedChoiceField(label="A document that is here", coerce=int, required=False, widget=Choose())
    file = forms.FileField(
        label="Or send it",
        required=False,
        max_length=200,
        help_text=f"{TAKEN}, up to {MOST // MEGABYTE} MB. The business unit, reviewers and the agency can open it.",
        widget=OneFile(accept=",".join(ENDINGS)),
    )
    place = Line("Where in it", 200, required=True, hint="A page, a date, a heading: whatever finds it again.")
    words = Words("The words that the entry rests on", rows=3, required=False, most=4000)

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offered:
            self.fields["document"].choices = [("", "None of these"), *offered]  # type: ignore[attr-defined]
        else:
            del self.fields["document"]
            self.fields["file"].label = "The document"

    def clean(self) -> dict[str, Any]:
        """One document, either here or sent."""
        said = super().clean() or self.cleaned_data
        here, file = said.get("document"), said.get("file")
        if not self.errors and bool(here) == bool(file):
            self.add_error("file", "Choose one that is here, or send one, not both." if file else "Send the document.")
        return said

    def values(self) -> dict[str, Any]:
        """What was said, the file by its name and bytes."""
        said = self.cleaned_data
        file = said.get("file")
        given = {"place": said["place"], "words": said["words"], "document": said.get("document") or 0}
        return given | {"file": (file.name, file.read()) if file else None}


class AttachForm(ThroughlineForm):
    """The entry to which a comment belongs now."""

    entry = forms.TypedChoiceField(
        label="The entry", coerce=int, widget=Choose(), help_text="Of its own agency first, the nearest in date."
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = [("", "Choose an entry"), *offered]  # type: ignore[attr-defined]


class AttachPairForm(ThroughlineForm):
    """The two entries to which a decision belongs now, or that it is put aside."""

    says_optional = False

    what = forms.ChoiceField(
        label="What becomes of it?",
        choices=(("attach", "It belongs to two entries that stand"), ("aside", "Put it aside")),
        widget=Radios(),
    )
    one = forms.TypedChoiceField(label="One entry", coerce=int, required=False, widget=Choose())
    other = forms.TypedChoiceField(label="The other entry", coerce=int, required=False, widget=Choose())
    reason = Words("Why it is put aside", rows=2, required=False, hint="Needed to put it aside.", most=1000)

    def __init__(self, *args: Any, offered: tuple[Sequence[tuple[str, str]], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in zip(("one", "other"), offered, strict=True):
            self.fields[name].choices = [("", "Choose an entry"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two different entries, or a reason."""
        said = super().clean() or self.cleaned_data
        if said.get("what") == "aside" and not said.get("reason", "").strip():
            self.add_error("reason", "Say why it is put aside.")
        elif said.get("what") == "attach":
            for name in ("one", "other"):
                if not said.get(name):
                    self.add_error(name, "Choose an entry.")
            if said.get("one") and said.get("one") == said.get("other"):
                self.add_error("other", "Choose two different entries.")
        return said
