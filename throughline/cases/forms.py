"""Saying who is on a case, who must not be, and sealing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.cases.queries import Choice
from throughline.partnerships.queries import AgencyRow
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Paragraphs, Text, Ticks


def _people(people: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(one.key, f"{one.name}, {one.about[:1].lower()}{one.about[1:]}") for one in people]


class MemberForm(ThroughlineForm):
    """A person, or an agency with all its leads, from a day."""

    who = forms.ChoiceField(label="Who is on the case", widget=Choose())
    from_on = DayField(label="First day")

    def __init__(self, *args: Any, people: Sequence[Choice], agencies: Sequence[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((f"agency-{row.id}", f"{row.name}, all its leads") for row in agencies),
            *((f"person-{key}", name) for key, name in _people(people)),
        ]


class ConflictForm(ThroughlineForm):
    """Who must not see the case, and why."""

    person = forms.ChoiceField(label="Whose conflict is it?", widget=Choose())
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        widget=Paragraphs(rows=3),
        help_text="One sentence. Other people on the case can read it.",
    )

    def __init__(self, *args: Any, people: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose"), *_people(people)]  # type: ignore[attr-defined]


class SealForm(ThroughlineForm):
    """Who still sees the case, and why nobody else does."""

    readers = forms.MultipleChoiceField(
        label="Who else may still read it",
        widget=Ticks(),
        help_text="You may. Choose at least one other coordinator or chair: nobody can lift their own seal.",
    )
    reason = forms.CharField(label="Reason", max_length=500, widget=Paragraphs(rows=3))

    def __init__(self, *args: Any, people: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = [(one.key, Option(one.name, one.about)) for one in people]  # type: ignore[attr-defined]


class ExplainForm(ThroughlineForm):
    """Whose access to explain, and for which case."""

    says_optional = False
    person = forms.ChoiceField(label="Person", required=False, widget=Choose())
    case = forms.CharField(
        label="Reference of a case", required=False, max_length=40, widget=Text(20), help_text="Leave it empty for all."
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], cases: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(key), name) for key, name in people]  # type: ignore[attr-defined]
        if not cases:
            del self.fields["case"]
