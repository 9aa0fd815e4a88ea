"""The forms of a rapid review: words and validation."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms

from throughline.kernel.editions import Criterion
from throughline.messages.models import Ask
from throughline.messages.queries.people import Recipient
from throughline.notifications.rules import PARTNERS
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import QualityMark
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Paragraphs, Radios, Text, Ticks

NOTHING: Mapping[int, str] = MappingProxyType({})


class OnceForm(ThroughlineForm):
    """A form that has one effect, however often it is sent."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", secrets.token_hex(16))


class AgencyForm(ThroughlineForm):
    """What an agency knows, when its records were secured, and what it did at once."""

    knows = forms.ChoiceField(
        label="Does your agency know the child or the family?", choices=rules.KNOWN[:1], widget=Radios()
    )
    information = forms.CharField(
        label="What your agency knows",
        max_length=20_000,
        widget=Paragraphs(rows=10),
        help_text="Your part in what happened, and the moments that mattered. Say what is not known, too.",
    )
    secured_on = DayField(label="The day on which your records were secured", required=False)
    immediate = forms.CharField(
        label="What your agency did at once", required=False, max_length=10_000, widget=Paragraphs(rows=4)
    )

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        self.ask = ask
        super().__init__(*args, **kwargs)
        self.initial.setdefault("knows", "known")


class OpenForm(ThroughlineForm):
    """How this partnership holds the rapid review."""

    starts_from = forms.ChoiceField(
        label="From which day do you count the 15 working days?",
        choices=[
            ("notified", Option("The day the notification went to the Panel", "The current wording")),
            ("aware", Option("The day the authority became aware", "Older wording; both days are shown either way")),
        ],
        widget=Radios(),
        initial="notified",
    )
    partners_sign = forms.BooleanField(label="The partners sign the conclusion", required=False, initial=True)


class AskForm(ThroughlineForm):
    """Which agencies are asked, and by when."""

    to = forms.MultipleChoiceField(label="Whom do you ask?", widget=Ticks())
    due_on = DayField(label="By when", help_text="The date locks nothing; who is late is reminded.")

    def __init__(self, *args: Any, recipients: Iterable[Recipient], asked: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = set(asked)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (one.key, Option(one.name, one.about + (". Asked already" if one.agency in there else "")))
            for one in recipients
        ]


class WriteForm(ThroughlineForm):
    """The sections of the rapid review, what was done before it goes to the Panel, and how it is held here."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in rules.SECTIONS:
            self.fields[one.key] = forms.CharField(
                label=one.heading, help_text=one.hint, required=False, max_length=40_000, widget=Paragraphs(rows=10)
            )
        self.fields["done"] = forms.MultipleChoiceField(
            label="What is done?", required=False, choices=list(rules.CHECKS.items()), widget=Ticks()
        )
        self.fields |= {name: OpenForm().fields[name] for name in ("starts_from", "partners_sign")}


class ConclusionForm(OnceForm):
    """The conclusion, limb by limb."""

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], joinable: Mapping[int, str] = NOTHING, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = tuple(criteria)
        fields: dict[str, forms.Field] = {}
        for one in self.criteria:
            fields[f"limb_{one.id}"] = forms.ChoiceField(
                label=f"{one.limb} {one.words}", choices=rules.ANSWERS, widget=Radios(inline=True)
            )
            fields[f"fact_{one.id}"] = forms.CharField(
                label="The fact it rests on", required=False, max_length=1000, widget=Paragraphs(rows=2)
            )
        fields["national"] = forms.ChoiceField(
            label="Is it complex or of national importance?", choices=rules.ANSWERS, widget=Radios(inline=True)
        )
        fields["national_fact"] = forms.CharField(
            label="Why", required=False, max_length=1000, widget=Paragraphs(rows=2)
        )
        fields["outcome"] = forms.ChoiceField(
            label="What do you conclude?",
            choices=list(rules.OUTCOMES.items()),
            widget=Radios(),
            help_text="Criteria that are met do not oblige a review.",
        )
        if joinable:
            fields["joins_review"] = forms.TypedChoiceField(
                label="Which review of this partnership it joins",
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", "None of these"), *((key, words) for key, words in joinable.items())],
                widget=Choose(),
            )
        fields["joins"] = forms.CharField(
            label="Which review it joins, where it is held elsewhere",
            required=False,
            max_length=300,
            widget=Text(),
        )
        fields["why"] = forms.CharField(label="Why", max_length=4000, widget=Paragraphs(rows=5))
        fields["decided_on"] = DayField(
            label="The day on which the partners decided",
            required=False,
            help_text="Leave it empty if that is today. The six months of a review that follows are counted from it.",
        )
        self.fields.update(fields)

    @property
    def limbs(self) -> dict[str, tuple[str, str]]:
        """(answer, fact) by the id of each criterion."""
        said = self.cleaned_data
        return {one.id: (said[f"limb_{one.id}"], said[f"fact_{one.id}"]) for one in self.criteria}


class SignForm(ThroughlineForm):
    """A partner's signature."""

    partner = forms.ChoiceField(label="Which partner signs?", widget=Radios())
    answer = forms.ChoiceField(
        label="Does the partner agree?",
        choices=[(rules.YES, "Yes"), (rules.NO, Option("No", "A no with its reason is a signature too"))],
        widget=Radios(),
    )
    reason = forms.CharField(label="Reason", required=False, max_length=1000, widget=Paragraphs(rows=3))
    signed_by_name = forms.CharField(label="Who signs for it", max_length=200, widget=Text(width=30))

    def __init__(self, *args: Any, partners: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [(key, PARTNERS[key]) for key in partners]  # type: ignore[attr-defined]


class SendForm(OnceForm):
    """That it went to the Panel."""

    sent_on = DayField(label="The day on which it was sent")
    how = forms.CharField(label="How it was sent", max_length=200, widget=Text(width=30))
    reference = forms.CharField(label="Reference", required=False, max_length=120, widget=Text(width=20))


class PanelForm(OnceForm):
    """What the Panel answered."""

    received_on = DayField(label="The day on which the answer came")
    view = forms.ChoiceField(label="What does the Panel say?", choices=list(rules.PANEL.items()), widget=Radios())
    words = forms.CharField(label="In its own words", required=False, max_length=20_000, widget=Paragraphs(rows=6))
    quality = forms.CharField(
        label="What it says of the quality", required=False, max_length=20_000, widget=Paragraphs(rows=3)
    )


class ReplyForm(OnceForm):
    """What the partnership replies."""

    reply = forms.ChoiceField(label="What does the partnership say to it?", choices=rules.REPLIES, widget=Radios())
    reason = forms.CharField(label="Reasons", required=False, max_length=2000, widget=Paragraphs(rows=4))
    resolved = forms.CharField(
        label="How the difference was resolved",
        required=False,
        max_length=2000,
        widget=Paragraphs(rows=3),
        help_text="Two views may stand beside each other. Leave it empty while it is open.",
    )
    replied_on = DayField(label="The day of the reply")


class QualityForm(ThroughlineForm):
    """The partnership marks its own rapid review."""

    def __init__(self, *args: Any, standing: dict[str, QualityMark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, words in rules.MARKERS.items():
            row = standing.get(key)
            self.fields[f"mark_{key}"] = forms.ChoiceField(
                label=words,
                required=False,
                choices=[("", "Not marked"), *rules.MARKS.items()],
                widget=Choose(),
                initial=row.mark if row else "",
            )
            self.fields[f"shown_{key}"] = forms.CharField(
                label="What shows it",
                required=False,
                max_length=1000,
                widget=Text(),
                initial=row.evidence if row else "",
            )

    @property
    def marks(self) -> dict[str, tuple[str, str]]:
        """(mark, what shows it) by marker."""
        said = self.cleaned_data
        return {key: (said[f"mark_{key}"], said[f"shown_{key}"]) for key in rules.MARKERS}
