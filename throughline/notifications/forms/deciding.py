"""The forms of the partners’ answers, of the decision, and of who was told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.cases.recordforms import Line, Words
from throughline.kernel.editions import Criterion
from throughline.notifications import rules
from throughline.notifications.forms.once import Once, Pairs
from throughline.ui.fields import DayField
from throughline.ui.widgets import Choose, Radios


class AnswerForm(Once):
    """A partner's yes or no, and why."""

    partner = forms.ChoiceField(label="Which partner", widget=Radios())
    answer = forms.ChoiceField(label="Should it be notified?", choices=rules.YES_OR_NO, widget=Radios(inline=True))
    reason = Words("Why", rows=3, most=1000)
    said_by_name = Line("Who said so for the partner", 200, hint="Name and post, where it was not you.")

    def __init__(self, *args: Any, partners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = list(partners)  # type: ignore[attr-defined]
        if len(partners) == 1:
            self.fields["partner"].initial = partners[0][0]


class DecisionForm(Once):
    """The decision, criterion by criterion, each with the fact it rests on."""

    says_optional = False

    def __init__(self, *args: Any, criteria: Sequence[Criterion], outcomes: Pairs, **kwargs: Any) -> None:
        self.criteria = criteria
        super().__init__(*args, **kwargs)
        for one in criteria:
            self.fields[f"answer_{one.id}"] = forms.ChoiceField(
                label=f"{one.limb} {one.words}" if one.limb.endswith(")") else f"{one.limb}. {one.words}",
                choices=rules.ANSWERS,
                widget=Radios(inline=True),
                help_text=f"Source: {one.source}.",
                error_messages={"required": f"Answer criterion {one.limb}."},
            )
            self.fields[f"fact_{one.id}"] = Line(f"The fact it rests on, {one.limb}", 1000)
        self.fields["outcome"] = forms.ChoiceField(label="What is decided", choices=list(outcomes), widget=Radios())
        self.fields["why"] = Words(
            "Why", rows=4, required=False, most=2000, hint="Always where it is not notified: it stands in the register."
        )
        self.fields["decided_on"] = DayField(
            label="The day on which it was decided", required=False, help_text="Leave it empty if that is today."
        )

    def clean(self) -> dict[str, Any]:
        """Says which fact or reason is missing, beside its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.criteria:
            if cleaned.get(f"answer_{one.id}") in (rules.YES, rules.NO) and not cleaned.get(f"fact_{one.id}"):
                self.add_error(f"fact_{one.id}", f"Enter the fact on which {one.limb} rests.")
        if cleaned.get("outcome") == "not_notified" and not cleaned.get("why"):
            self.add_error("why", "Say why it is not notified.")
        return cleaned

    def limbs(self) -> dict[str, tuple[str, str]]:
        """Answer and fact by criterion."""
        said = self.cleaned_data
        return {one.id: (said[f"answer_{one.id}"], said[f"fact_{one.id}"]) for one in self.criteria}


class SendForm(Once):
    """The notification as it was sent."""

    reference = Line("Reference that the national service gave", 60, required=True, width=20)
    sent_on = DayField(label="Day on which it was sent")
    notifier = Line("Notifier, telephone and e-mail", 300, hint="As keyed in; it is kept on the sheet.")
    child = forms.ChoiceField(label="Which child the form is for", required=False, widget=Choose())

    def __init__(self, *args: Any, children: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = [("", "All children of the incident"), *children]  # type: ignore[attr-defined]
        if len(children) < 2:
            del self.fields["child"]


class TellForm(Once):
    """Proof that somebody was told."""

    body = forms.ChoiceField(label="Who was told", choices=tuple(rules.BODIES.items()), widget=Radios())
    body_name = Line("Name of the body or area", 200, hint="Where it is another area, say which.")
    told_on = DayField(label="Day on which it was told")
    how = Line("How", 200, required=True, hint="For example secure e-mail, or the national service.")
    reference = Line("Reference", 120)
    evidence = Line("What shows it", 1000, hint="For example the receipt, or where the e-mail is kept.")

    def __init__(self, *args: Any, areas: Sequence[rules.Body] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.choice, one.name) for one in areas]
        *bodies, other = rules.BODIES.items()
        self.fields["body"].choices = [*bodies, *named, other]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another area that is chosen by its name is named by it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        key, _, name = cleaned.get("body", "").partition(":")
        if name:
            cleaned |= {"body": key, "body_name": cleaned.get("body_name") or name}
        elif key == "other_area" and not cleaned.get("body_name"):
            self.add_error("body_name", "Say which area was told.")
        return cleaned
