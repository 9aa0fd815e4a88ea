"""Words and validation of the forms of this room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from throughline.intake.models import ProposedItem, ProposedReview
from throughline.intake.rules.kinds import ABOUT, KINDS, SAFEGUARD, STATEMENTS
from throughline.safeguards.rules import KINDS as SAFEGUARDS
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Paragraphs, Radios, Text, Upload
from throughline.ui.words import capital

MOST_FILES = 10
ACCEPTED = ".docx,.pdf,.md,.markdown,.txt,.xlsx,.csv"
# Kinds that somebody is asked to do, and kinds that come before all else.
OWNED = frozenset({"recommendation", "committee_recommendation", "action"})
ABOUT_NOTHING = frozenset({"finding", "committee_recommendation", "date"})
KIND_CHOICES = [(kind.key, capital(kind.one)) for kind in KINDS.values()]


class Files(forms.FileField):
    """One file or several."""

    widget = Upload

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files sent, each with something in it."""
        sent = data if isinstance(data, list) else [data] if data else []
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(f"Choose {MOST_FILES} files or fewer at a time.")
        return [super(Files, self).clean(one, initial) for one in (sent or [None])]


class SeveralFiles(Upload):
    """Sends every file chosen."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The files in the order chosen."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class WhatTheyAre(forms.ChoiceField):
    """What is sent: reports and papers, unless it is said otherwise."""

    def clean(self, value: Any) -> Any:
        """The choice, or the first where a form of before did not ask."""
        return super().clean(value or "document")


class UploadForm(ThroughlineForm):
    """Documents to read, and the review that they tell of."""

    documents = Files(
        label="Documents",
        help_text="Word (.docx), PDF, Markdown or plain text; action plans in Excel too. Up to 100 MB each. "
        "Scans without text cannot be read.",
        widget=SeveralFiles(accept=ACCEPTED, multiple=True),
        allow_empty_file=True,
    )
    what = WhatTheyAre(
        label="What are they?",
        choices=[
            (
                "document",
                Option("Reports and papers", "What they find, ask and tell is looked for"),
            ),
            (
                "plan",
                Option("Action plans", "Excel, Word or CSV: every row is an action, or listed"),
            ),
        ],
        initial="document",
        widget=Radios(),
    )
    into = forms.ChoiceField(
        label="Which review do they tell of?",
        choices=[
            ("new", Option("As the document says", "A new review, or several; you choose after it was read")),
            ("existing", Option("A review in the record", "Only what is new to it is proposed")),
        ],
        initial="new",
        widget=Radios(),
    )
    reference = forms.CharField(
        label="Its reference",
        help_text="Only for a review in the record, such as WX-2026-03",
        required=False,
        max_length=60,
        widget=Text(width=20, autocomplete="off", spellcheck="false"),
    )

    def clean(self) -> dict[str, Any]:
        """A review in the record needs its reference."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("what") == "plan" and values.get("into") == "new":
            self.add_error("into", "An action plan goes to a review in the record: choose it, and enter its reference.")
        if values.get("into") == "existing" and not values.get("reference"):
            self.add_error("reference", "Enter its reference, or choose “As the document says”.")
        return values


class CorrectForm(ThroughlineForm):
    """The words of one item, as a person would have them."""

    kind = forms.ChoiceField(label="Kind", choices=KIND_CHOICES, widget=Choose())
    number = forms.CharField(label="Number", required=False, max_length=40, widget=Text(width=5))
    text = forms.CharField(label="Words", max_length=50_000, widget=Paragraphs(rows=5))
    outcome = forms.CharField(label="Outcome", required=False, max_length=50_000, widget=Paragraphs(rows=3))
    date_text = forms.CharField(
        label="When this was so",
        help_text="In the words of the text. Leave it empty where it gives no date.",
        required=False,
        max_length=300,
        widget=Text(width=20),
    )
    due_text = forms.CharField(
        label="By when",
        help_text="In the words of the plan. A day only where it gives one.",
        required=False,
        max_length=300,
        widget=Text(width=20),
    )
    thing = forms.ChoiceField(
        label="What kind of thing it is",
        required=False,
        choices=[(key, one.title) for key, one in SAFEGUARDS.items()],
        widget=Choose(),
    )
    means = forms.CharField(label="What the date means", required=False, max_length=120, widget=Text(width=20))
    owner = forms.CharField(label="Of whom", required=False, max_length=300, widget=Text())
    about_kind = forms.ChoiceField(
        label="What it is about", required=False, choices=list(ABOUT.items()), widget=Choose()
    )
    about_number = forms.CharField(label="Its number", required=False, max_length=40, widget=Text(width=5))
    about_name = forms.CharField(label="Its heading", required=False, max_length=500, widget=Text())
    of = forms.ChoiceField(label="Review", widget=Choose())

    def __init__(self, *args: Any, item: ProposedItem, reviews: Iterable[ProposedReview], **more: Any) -> None:
        super().__init__(*args, **more)
        only_choose(self, "of", reviews)
        if item.kind != "case_study":
            del self.fields["outcome"]
        if item.kind != "date":
            del self.fields["means"]
        if item.kind != SAFEGUARD:
            del self.fields["thing"]
        if item.kind not in (*STATEMENTS, SAFEGUARD):
            del self.fields["date_text"]
        if item.kind != "action":
            del self.fields["due_text"]
        if item.kind not in OWNED and not item.owner:
            del self.fields["owner"]
        if item.kind in ABOUT_NOTHING and not item.about_kind:
            for name in ("about_kind", "about_number", "about_name"):
                del self.fields[name]

    @staticmethod
    def first_values(item: ProposedItem) -> dict[str, Any]:
        """The item as it stands, for the form to begin with."""
        names = ("kind", "number", "text", "owner", "about_kind", "about_number", "about_name")
        more = {name: item.extra.get(name) or "" for name in ("outcome", "means", "thing", "date_text", "due_text")}
        return {name: getattr(item, name) for name in names} | more | {"of": str(item.of_id or "")}

    def words(self) -> dict[str, str]:
        """The words for the service, empty where a field was not asked for."""
        blank = dict.fromkeys(("kind", "number", "text", "owner", "about_kind", "about_number", "about_name"), "")
        return blank | {name: value for name, value in self.cleaned_data.items() if name != "of"}


class LeaveForm(ThroughlineForm):
    """Why something that was read does not join the record."""

    reason = forms.CharField(label="Why it is left out", max_length=500, widget=Text())


class SplitForm(ThroughlineForm):
    """One item as two."""

    first = forms.CharField(label="First part", max_length=50_000, widget=Paragraphs(rows=3))
    second = forms.CharField(label="Second part", max_length=50_000, widget=Paragraphs(rows=3))

    @staticmethod
    def first_values(item: ProposedItem) -> dict[str, Any]:
        """The two halves, cut at the sentence or joining word nearest to the middle."""
        first, second = halves(item.text)
        return {"first": first, "second": second}


class MarkForm(ThroughlineForm):
    """Words of a paragraph that are a thing for the record."""

    kind = forms.ChoiceField(label="Kind", choices=KIND_CHOICES, widget=Choose())
    words = forms.CharField(
        label="Words",
        help_text="Leave only those that belong to it, unchanged.",
        max_length=50_000,
        widget=Paragraphs(rows=4),
    )
    of = forms.ChoiceField(label="Review", widget=Choose())

    def __init__(self, *args: Any, reviews: Iterable[ProposedReview], **more: Any) -> None:
        super().__init__(*args, **more)
        only_choose(self, "of", reviews)


class ReviewForm(ThroughlineForm):
    """Which review it is that the document tells of."""

    choice = forms.CharField(label="Which review is it?", max_length=40)
    reference = forms.CharField(label="Its reference", required=False, max_length=60, widget=Text(width=20))
    name = forms.CharField(label="Its name", required=False, max_length=300, widget=Text())


def only_choose(form: forms.Form, name: str, reviews: Iterable[ProposedReview]) -> None:
    """The field offers these reviews; with one or none it is not asked at all."""
    rows = [row for row in reviews if row.choice != ProposedReview.Choice.NONE]
    if len(rows) < 2:
        del form.fields[name]
        return
    form.fields[name].choices = [("", "Choose a review"), *((str(row.pk), row.name) for row in rows)]  # type: ignore[attr-defined]
    form.fields[name].required = False


def halves(text: str) -> tuple[str, str]:
    """The text in two, at the end of a sentence, a semicolon, or the word “and” nearest to the middle."""
    middle = len(text) / 2
    for joint, kept in ((". ", 1), ("; ", 1), (", and ", 1), (" and ", 0), (", ", 1)):
        places = [place for place in range(1, len(text) - len(joint)) if text.startswith(joint, place)]
        if places:
            place = min(places, key=lambda at: abs(at - middle))
            return text[: place + kept].strip(), text[place + len(joint) :].strip()
    return text, ""
