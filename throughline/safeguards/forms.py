"""The forms of a safeguard: what it is, who owns it, what was attested, which review cites it, and its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from throughline.cases.recordforms import Line, VersionedForm, Words, choose, read_when, when_field, when_of
from throughline.files.refusals import MEGABYTE
from throughline.files.showing import ENDINGS, MOST, TAKEN
from throughline.messages.models import Ask
from throughline.reviews.models import Review
from throughline.safeguards import rules
from throughline.safeguards.models import Safeguard
from throughline.safeguards.services.keeping import Owner
from throughline.ui.fields import DayField
from throughline.ui.widgets import OneFile, Radios

DAY = "For example, 27 3 2026."
NOBODY_KNOWN = "Everybody who works here reads it. Write nothing from which a child or a case could be known."
NUMBERS = "As they are printed, with commas between them: 2, 4."
LONGEST_TURN = 60
Agencies = Sequence[Any]


class SafeguardForm(VersionedForm):
    """What it is, what it guards against, and how it is known to work."""

    kind = choose("What kind of thing it is", required=True)
    name = Line("Name", 200, required=True, hint="As people call it, for example Panel for court orders not made.")
    guards_against = Words("What it guards against", rows=3, required=False, hint=NOBODY_KNOWN)
    since_text = when_field("In use since")
    known_how = Line("How it is known to work", 1000, hint="What one would see: cases brought to it, forms filled in.")
    every_months = forms.IntegerField(
        label="Every how many months it must be shown to be alive",
        required=False,
        min_value=1,
        max_value=LONGEST_TURN,
        help_text="For example 6. Leave it empty where nobody has said.",
    )

    def __init__(self, *args: Any, safeguard: Safeguard | None = None, **kwargs: Any) -> None:
        self.safeguard = safeguard
        super().__init__(*args, **kwargs)
        kinds = [(key, f"{one.title}: {one.such_as}") for key, one in rules.KINDS.items()]
        self.fields["kind"].choices = [("", "Choose a kind"), *kinds]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that safeguard."""
        names = ("kind", "name", "guards_against", "known_how")
        held = {name: getattr(record, name) for name in names}
        when = when_of(record, "since_text", "since_iso")
        return held | {"since_text": when, "every_months": record.every_months or None}

    def values(self) -> dict[str, Any]:
        """The fields, with the day since when as it is understood."""
        given = super().values()
        words = given["since_text"]
        iso = read_when(words, self.safeguard, "since_text", "since_iso")
        return given | {"since_iso": iso, "every_months": given["every_months"] or 0}

    def again(self, data: Any) -> SafeguardForm:
        """The same form over other words."""
        return type(self)(data, initial=self.initial, safeguard=self.safeguard)


class ChoosesAgency(VersionedForm):
    """A form that names an owner: an agency, or a body by name, and the role in it."""

    agency = choose("Which agency owns it")
    body_name = Line("Or who else", 200, hint="For example: the business unit, or the group that holds the panel.")
    role = Line("Which role in it", 200, hint="A role, not a person: head of placements.")

    def __init__(self, *args: Any, agencies: Agencies = (), **kwargs: Any) -> None:
        self.given, self.agencies = agencies, {str(row.pk): (row, name) for row, name in agencies}
        super().__init__(*args, **kwargs)
        named = [(key, name) for key, (_, name) in self.agencies.items()]
        self.fields["agency"].choices = [("", "None of these"), *named]  # type: ignore[attr-defined]

    def owner(self) -> Owner:
        """Who is named."""
        row, _ = self.agencies.get(self.cleaned_data["agency"], (None, ""))
        return Owner(agency=row, body_name=self.cleaned_data["body_name"], role=self.cleaned_data["role"])

    def again(self, data: Any) -> ChoosesAgency:
        """The same form over other words."""
        return type(self)(data, initial=self.initial, agencies=self.given)


class NewSafeguardForm(ChoosesAgency):
    """A safeguard with its first owner."""

    kind = SafeguardForm.base_fields["kind"]
    name = SafeguardForm.base_fields["name"]
    guards_against = SafeguardForm.base_fields["guards_against"]
    since_text = SafeguardForm.base_fields["since_text"]
    known_how = SafeguardForm.base_fields["known_how"]
    every_months = SafeguardForm.base_fields["every_months"]
    field_order = (
        "kind", "name", "guards_against", "since_text", "agency", "body_name", "role", "known_how", "every_months",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(key, f"{one.title}: {one.such_as}") for key, one in rules.KINDS.items()]
        self.fields["kind"].choices = [("", "Choose a kind"), *kinds]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields of the safeguard, and its owner."""
        given = {
            name: self.cleaned_data[name] for name in ("kind", "name", "guards_against", "since_text", "known_how")
        }
        every = self.cleaned_data["every_months"] or 0
        return given | {
            "since_iso": read_when(given["since_text"], None, "since_text", "since_iso"),
            "every_months": every,
            "owner": self.owner(),
        }


class OwnerForm(ChoosesAgency):
    """Who owns it from a day on."""

    from_on = DayField(label="From which day", help_text=DAY)
    reason = Line("Why it changes hands", 500, hint="For example: children’s services became two directorates.")

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("agency", "body_name", "role")):
            self.add_error("agency", "Choose an agency, or write who it is.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The owner, the day and the reason."""
        return {
            "owner": self.owner(), "from_on": self.cleaned_data["from_on"], "reason": self.cleaned_data["reason"]
        }  # fmt: skip


class Attests(VersionedForm):
    """What was looked at, what was seen, and the file that shows it."""

    result = forms.ChoiceField(
        label="Is it alive?",
        choices=list(rules.RESULTS.items()),
        widget=Radios(),
        error_messages={"required": "Choose"},
    )
    evidence = Words(
        "What you looked at",
        rows=4,
        most=2000,
        hint="For example: the minutes of the last three panels; eleven of twelve transfers had the form.",
    )
    shown_on = DayField(label="On which day", help_text=DAY)
    file = forms.FileField(
        label="A file that shows it",
        help_text=f"{TAKEN}, up to {MOST // MEGABYTE} MB. Whoever reads the register can open it.",
        required=False,
        max_length=200,
        widget=OneFile(accept=",".join(ENDINGS)),
    )


class AttestForm(Attests):
    """The same by somebody who signed in, for themselves or for whoever looked."""

    not_said = (*VersionedForm.not_said, "file")
    by_name = Line("Who looked, where it was not you", 200, hint="By role.")
    field_order = ("result", "evidence", "shown_on", "by_name", "file")

    def values(self) -> dict[str, Any]:
        """What was said, the file by its name and bytes."""
        file = self.cleaned_data.get("file")
        return super().values() | {"file": (file.name, file.read()) if file else None}


class LinkForm(Attests):
    """The same behind a link and its code."""

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        self.ask = ask
        super().__init__(*args, **kwargs)


class AskForm(VersionedForm):
    """Who of the owner is asked, and by when."""

    to = choose("Who is asked", required=True, hint="Of the agency that owns it.")
    due_on = DayField(label="By which day", help_text=DAY)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose somebody"), *people]  # type: ignore[attr-defined]


class CiteForm(VersionedForm):
    """Which review speaks of it, and its findings and actions by number."""

    review = choose("Which review", required=True)
    findings = Line("Findings that asked for it", 200, hint=NUMBERS)
    actions = Line("Actions that made it", 200, hint=NUMBERS)
    words = Words("What the review says of it", rows=3, required=False)
    OF: ClassVar[tuple[str, ...]] = ("findings", "actions")

    def __init__(
        self,
        *args: Any,
        reviews: Sequence[Review] = (),
        find: Mapping[str, Callable[..., Mapping[str, Any]]],
        **kwargs: Any,
    ) -> None:
        self.reviews, self.find, self.given = {str(row.pk): row for row in reviews}, find, reviews
        super().__init__(*args, **kwargs)
        named = [(key, f"{row.name}, {row.case.reference}") for key, row in self.reviews.items()]
        self.fields["review"].choices = [("", "Choose a review"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Every number is one of that review; at least one stands there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        review = self.reviews.get(cleaned.get("review", ""))
        self.found: dict[str, list[Any]] = {name: [] for name in self.OF}
        if review is None:
            return cleaned
        for name in self.OF:
            numbers = [one.strip() for one in cleaned.get(name, "").replace(";", ",").split(",") if one.strip()]
            there = self.find[name](review, numbers)
            missing = [one for one in numbers if one not in there]
            if missing:
                self.add_error(name, f"There is no {name[:-1]} {missing[0]} in that review.")
            self.found[name] = list({row.pk: row for row in there.values()}.values())
        if not self.errors and not any(self.found.values()):
            self.add_error("findings", "Give at least one finding or action by its number.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The review with its findings and actions as records."""
        return {"review": self.reviews[self.cleaned_data["review"]], "words": self.cleaned_data["words"], **self.found}

    def again(self, data: Any) -> CiteForm:
        """The same form over other words."""
        return type(self)(data, initial=self.initial, reviews=self.given, find=self.find)


class EndForm(VersionedForm):
    """When it ended, why, and what took its place."""

    ended_on = DayField(label="Last day on which it was in use", help_text=DAY)
    why_ended = Line("Why it ended", 1000, required=True)
    successor = choose("What took its place")

    def __init__(self, *args: Any, others: Sequence[Safeguard] = (), **kwargs: Any) -> None:
        self.others, self.given = {str(row.pk): row for row in others}, others
        super().__init__(*args, **kwargs)
        named = [(key, row.name) for key, row in self.others.items()]
        self.fields["successor"].choices = [("", "Nothing"), *named]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that safeguard."""
        other = str(record.successor_id or "")
        return {"ended_on": record.ended_on, "why_ended": record.why_ended, "successor": other}

    def values(self) -> dict[str, Any]:
        """The day, the reason and the other safeguard as a record."""
        given = super().values()
        return given | {"successor": self.others.get(given["successor"])}

    def again(self, data: Any) -> EndForm:
        """The same form over other words."""
        return type(self)(data, initial=self.initial, others=self.given)


class WithdrawForm(VersionedForm):
    """Why it is shown no more."""

    reason = Line("Why it is withdrawn", 500, required=True)
