"""The forms of a review: what it is, its children, its dates, its state, and the account of what happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from throughline.kernel.periods import understood
from throughline.reviews import rules
from throughline.reviews.models import KeyDate, Review, Subject
from throughline.reviews.queries import visible_reviews
from throughline.reviews.recordforms import About, Line, RecordForm, Words, read_when, when_field, when_of
from throughline.ui.widgets import Option, Radios, Ticks

NAME_HINT = "The name the review gives, for example Child Alder. Never a child’s real name."


def kind_options(about: About) -> list[tuple[str, Option]]:
    """The kinds of review, each by its name today."""
    return [(key, Option(rules.name_of(key, about.on), one.hint)) for key, one in rules.KINDS.items()]


class FactsForm(RecordForm):
    """What a review is, who did it, and what it follows."""

    kind = forms.ChoiceField(label="Kind of review", widget=Radios())
    name = Line("Name of the review", 300, required=True, hint=NAME_HINT)
    done_by_name = Line("Who did it", 300, hint="The board or partnership whose review it is, as it was called then.")
    jointly_with = Line(
        "Done jointly with", 300, hint="For example: a domestic homicide review of the community safety partnership."
    )
    earlier = forms.MultipleChoiceField(label="Earlier reviews it follows", required=False, widget=Ticks())

    def fill(self) -> None:
        """Every kind, and the other reviews that this person may see, can be chosen."""
        self.fields["kind"].choices = kind_options(self.given)  # type: ignore[attr-defined]
        others = visible_reviews(self.given.actor, self.given.on).select_related("case").order_by("-id")
        if self.given.record is not None:
            others = others.exclude(pk=self.given.record.pk)
        self.others = {str(row.pk): row for row in others}
        options = [(key, Option(row.name, row.case.reference)) for key, row in self.others.items()]
        self.fields["earlier"].choices = options  # type: ignore[attr-defined]
        if not self.others:
            del self.fields["earlier"]

    @classmethod
    def initial_of(cls, record: Review) -> dict[str, Any]:
        """What the form holds for that review: the earlier ones by their numbers."""
        names = ("kind", "name", "done_by_name", "jointly_with")
        before = [str(pk) for pk in record.earlier.order_by("pk").values_list("pk", flat=True)]
        return {name: getattr(record, name) for name in names} | {"earlier": before}

    def values(self) -> dict[str, Any]:
        """The fields of the review, the earlier ones as records; those that this person may not see stay."""
        mine = {name: self.cleaned_data[name] for name in ("kind", "name", "done_by_name", "jointly_with")}
        if "earlier" not in self.fields:
            return mine
        chosen = [self.others[key] for key in self.cleaned_data["earlier"]]
        return mine | {"earlier": [*chosen, *self._unseen()]}

    def _unseen(self) -> list[Review]:
        record = self.given.record
        return [] if record is None else list(record.earlier.exclude(pk__in=self.others))  # type: ignore[attr-defined]


class NewReviewForm(FactsForm):
    """A review with its children, one a line, and how far it is."""

    children = Words(
        "The children it is about",
        rows=3,
        required=False,
        hint="One a line, by the name the review gives; other names after a comma. Example: Child Alder, Baby A.",
    )
    published = when_field(
        "When its report was published", "In the words of the text. Leave it empty where it is not stated."
    )
    state = forms.ChoiceField(
        label="How far it is",
        widget=Radios(),
        initial="under_way",
        choices=[
            (key, Option(rules.STATES[key].word, rules.STATES[key].means.capitalize() + ".")) for key in rules.FIRST
        ],
    )

    def values(self) -> dict[str, Any]:
        """The words that the service that opens a review takes."""
        cleaned = self.cleaned_data
        when = cleaned["published"]
        dates = [("published", when, understood(when), None)] if when else []
        subjects = [(name, also, None) for name, also in children_in(cleaned["children"])]
        return super().values() | {"state": cleaned["state"], "dates": dates, "subjects": subjects}


class AccountForm(RecordForm):
    """What happened to the child, kept behind a step that says what it contains."""

    account_contains = Line(
        "What it contains",
        300,
        required=True,
        hint="Shown before anybody opens it, for example: injury to a baby; medical detail.",
    )
    account = Words(
        "What happened", rows=12, hint="Shown only to those who choose to read it. Leave identifying detail out."
    )


class SubjectForm(RecordForm):
    """A child, by the name the review gives."""

    name = Line("Name the review gives", 120, required=True, hint=NAME_HINT)
    also = Line("Other names for the same child", 300, hint="As the text gives them, with a comma between.")

    @classmethod
    def initial_of(cls, record: Subject) -> dict[str, Any]:
        """What the form holds for that child."""
        return {"name": record.name, "also": ", ".join(record.also)}

    def values(self) -> dict[str, Any]:
        """The words that the services that keep a child take."""
        return {"name": self.cleaned_data["name"], "also": names_in(self.cleaned_data["also"])}


class DateForm(RecordForm):
    """A date of the review, in the words of the text."""

    means = Line(
        "What happened then", 120, required=True, hint="For example: published, decided, incident, report agreed."
    )
    when = Line("When", 300, required=True, hint="In the words of the text, for example March 2016.", width=20)

    @classmethod
    def initial_of(cls, record: KeyDate) -> dict[str, Any]:
        """What the form holds for that date."""
        return {"means": record.means, "when": when_of(record, "text", "iso")}

    def values_over(self, row: KeyDate | None) -> dict[str, Any]:
        """The words that the services that keep a date take; `row` is the date as it stood."""
        when = self.cleaned_data["when"]
        iso = read_when(when, row, "text", "iso")  # type: ignore[arg-type]
        return {"means": self.cleaned_data["means"], "text": when, "iso": iso}


SECOND = " You propose it; another person confirms it."


class StateForm(RecordForm):
    """What has become of the review."""

    says_optional = False
    state = forms.ChoiceField(label="What has become of it", widget=Radios())
    reason = Line("Why", 500, hint="Needed when it is stopped, withheld, opened again or taken down.")

    def __init__(self, *args: Any, moves: tuple[rules.Move, ...], **kwargs: Any) -> None:
        self.moves = moves
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that this person may take can be chosen."""
        states = rules.STATES
        options = [
            (one.after, Option(one.label, states[one.after].means.capitalize() + "." + (SECOND if one.two else "")))
            for one in self.moves
        ]
        self.fields["state"].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a step that needs one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("state") in {one.after for one in self.moves if one.reason} and not cleaned.get("reason"):
            self.add_error("reason", "Say in a sentence why.")
        return cleaned


def names_in(text: str) -> list[str]:
    """The names between commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


def children_in(text: str) -> Iterable[tuple[str, list[str]]]:
    """Each line's name, and the other names after it."""
    for line in text.splitlines():
        names = names_in(line)
        if names:
            yield names[0], names[1:]
