"""The forms of what is asked of national bodies, what became of it, and of national advice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from throughline.cases.recordforms import VersionedForm
from throughline.findings.queries import recommendations_of
from throughline.kernel.numbers import whole_number
from throughline.national.rules import advice as advised
from throughline.national.rules import asks
from throughline.reviews.addresses import shortened
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, read_when, when_field, when_of
from throughline.ui.fields import DayField
from throughline.ui.widgets import Option, Radios

DAY = "For example, 27 3 2026."
PLACE = re.compile(r"/(recommendations|actions)/(\d+)", re.ASCII)


class AskForm(RecordForm):
    """What is asked of a department or national body."""

    kind = forms.ChoiceField(label="What it is", widget=Radios(), choices=list(asks.KINDS.items()))
    to_name = Line("Of whom it is asked", 200, required=True, hint="The department or body, for example a ministry.")
    text = Words("What is asked", hint="As it is sent. It stays as it is once it was sent.")
    recommendation = choose("Which recommendation it carries", hint="Leave it open for a letter of concern of its own.")
    author_name = Line(
        "Who is told of the reply", 200, hint="Whoever wrote it, by role: the independent reviewer, for example."
    )
    reply_due_on = DayField(label="The day by which a reply is due", required=False, help_text=DAY)

    def fill(self) -> None:
        """The review's recommendations can be chosen."""
        rows = recommendations_of(self.given.review, self.given.actor, self.given.on)
        self.rows["recommendation"] = {str(row.pk): row for row in rows}
        named = [
            (key, shortened(f"Recommendation {row.number}: {row.text}" if row.number else row.text, 100))
            for key, row in self.rows["recommendation"].items()
        ]
        self.fields["recommendation"].choices = [("", "None of these"), *named]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that ask."""
        names = ("kind", "to_name", "text", "author_name", "reply_due_on")
        held = {name: getattr(record, name) for name in names}
        return held | {"recommendation": str(record.recommendation_id or "")}

    def values(self) -> dict[str, Any]:
        """The fields of the ask, with the recommendation as a record."""
        given = super().values()
        return given | {"recommendation": self.rows["recommendation"].get(given["recommendation"])}


class StepForm(RecordForm):
    """What became of what was asked."""

    state = forms.ChoiceField(label="What has become of it", widget=Radios())
    day_on = DayField(label="The day on which that happened", help_text=DAY)
    says = Words(
        "The text of the reply, or why", rows=6, required=False, hint="Needed for a reply, and when none is awaited."
    )

    def __init__(self, *args: Any, moves: tuple[asks.Move, ...], **kwargs: Any) -> None:
        self.moves = moves
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that lead on from where it stands can be chosen."""
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (move.after, Option(move.label, asks.STATES[move.after].means.capitalize() + ".")) for move in self.moves
        ]

    def clean(self) -> dict[str, Any]:
        """Asks for the words of a step that needs them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needs = {move.after for move in self.moves if move.reason}
        if cleaned.get("state") in needs and not cleaned.get("says"):
            self.add_error("says", "Give the text of the reply, or say why none is awaited.")
        return cleaned


Found = Callable[[str, int], Any]


class AdviceForm(VersionedForm):
    """What a national review or report advises."""

    title = Line("Which review or report", 300, required=True, hint="Its title, as it is printed.")
    body_name = Line("Who published it", 200, required=True)
    published = when_field("When it was published")
    number = Line("The number of the advice", 40, width=5)
    text = Words("What is advised", hint="In the words of the report.")
    followed = Words(
        "What followed from it here",
        rows=3,
        required=False,
        hint="The addresses of the pages of recommendations and actions, one a line: /recommendations/12/ for example.",
    )

    def __init__(self, *args: Any, found: Found, **kwargs: Any) -> None:
        self.found = found
        super().__init__(*args, **kwargs)

    def again(self, data: Any) -> AdviceForm:
        """The same form over other words that were sent."""
        return AdviceForm(data, initial=self.initial, found=self.found)

    def clean_followed(self) -> str:
        """Each line leads to a recommendation or an action that the person may see."""
        for line in self.cleaned_data["followed"].split("\n"):
            place = PLACE.search(line)
            if line.strip() and (place is None or self.found(place[1], whole_number(place[2])) is None):
                raise ValidationError(f"“{line.strip()[:80]}” leads to no recommendation or action that you may see.")
        return str(self.cleaned_data["followed"])

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that advice; `seen` are the addresses of what followed, as the person may see it."""
        held = {name: getattr(record, name) for name in ("title", "body_name", "number", "text")}
        return held | {
            "published": when_of(record, "published_text", "published_iso"),
            "followed": "\n".join(record.__dict__.get("seen", ())),
        }

    def values(self) -> dict[str, Any]:
        """The fields of the advice, with what followed as records."""
        given = super().values()
        published, lines = given.pop("published"), given.pop("followed").split("\n")
        places = [place for line in lines if (place := PLACE.search(line))]
        chosen: dict[str, list[Any]] = {"recommendations": [], "actions": []}
        for place in places:
            row = self.found(place[1], whole_number(place[2]))
            if row is not None and row not in chosen[place[1]]:
                chosen[place[1]].append(row)
        when = {"published_text": published, "published_iso": read_when(published, None)}
        return given | when | chosen


class DecideForm(VersionedForm):
    """What the partnership decided about advice."""

    state = forms.ChoiceField(label="What was decided", widget=Radios())
    reason = Line("Why", 1000, required=True, hint="What will be done because of it, or why not.")
    day_on = DayField(label="The day on which it was decided", help_text=DAY)

    def __init__(self, *args: Any, moves: tuple[advised.Move, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (move.after, Option(move.label, advised.STATES[move.after].means.capitalize() + ".")) for move in moves
        ]


class WithdrawForm(VersionedForm):
    """Why advice is shown no more."""

    reason = Line("Why it is withdrawn", 500, required=True)
