"""Ties, stays and roles as forms: from one person of the register, who or where the other end is, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms

from throughline.cases.recordforms import Line, VersionedForm, choose
from throughline.family.rules import words
from throughline.family.rules.roles import OTHER_ROLE
from throughline.kernel.numbers import whole_number
from throughline.kernel.periods import in_words, understood
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Radios

WHEN = "As exactly as it is known: 2016, March 2016, 9 March 2016, or March 2016 to June 2017. Empty where nobody said."
SURE = (("yes", "Yes"), ("no", "No, it is not certain"))
# Fields that name an agency, kept by its number.
AGENCIES = ("according_to", "agency")
IDENTICAL = (("", "Not said"), ("yes", "Identical"), ("no", "Not identical"))


@dataclass(frozen=True, slots=True)
class Given:
    """What a form is about and what it offers: the person, everybody else, places, agencies; the record it changes."""

    person: int
    name: str
    people: tuple[tuple[int, str], ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    agencies: tuple[tuple[int, str], ...] = ()
    is_new: bool = True


class When(Line):
    """A time as exactly as somebody said it; anything that is no such time is asked for again."""

    def __init__(self, label: str) -> None:
        super().__init__(label, 60, hint=WHEN, width=20)

    def clean(self, value: Any) -> str:
        """The words, where they are a date or nothing."""
        said = str(super().clean(value))
        if said.strip() and not understood(said):
            raise forms.ValidationError("Give a year, a month and a year, or a day, for example March 2016.")
        return said


class TieForm(VersionedForm):
    """What all of them share: new ones name the other end, a change leaves it as it is."""

    only_new: ClassVar[tuple[str, ...]] = ()
    TIMES: ClassVar[tuple[str, ...]] = ("since", "until")

    def __init__(self, *args: Any, given: Given, **more: Any) -> None:
        super().__init__(*args, **more)
        self.given = given
        if not given.is_new:
            for name in self.only_new:
                del self.fields[name]
        self.fill()

    def fill(self) -> None:
        """What can be chosen is known."""
        for name, nothing, rows in (
            ("other", "Choose one", self.given.people),
            ("place", "Choose one", self.given.places),
            ("according_to", "This is what is now known", self.given.agencies),
        ):
            if name in self.fields:
                self._offer(name, nothing, rows)

    def _offer(self, name: str, nothing: str, rows: tuple[tuple[int, str], ...]) -> None:
        self.fields[name].choices = [("", nothing), *((str(key), label) for key, label in rows)]  # type: ignore[attr-defined]

    def again(self, data: Any) -> TieForm:
        """The same form over other words that were sent."""
        return type(self)(data, initial=self.initial, given=self.given)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that record."""
        names = [name for name in cls.base_fields if name not in (*cls.not_said, *cls.only_new)]
        return {
            name: str(getattr(record, f"{name}_id") or "")
            if name in AGENCIES
            else cls.shown(name, getattr(record, name))
            for name in names
        }

    @classmethod
    def shown(cls, name: str, value: Any) -> Any:
        """A value of the record as the form has it."""
        if name in cls.TIMES:
            return in_words(value) if value else ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else value

    def values(self) -> dict[str, Any]:
        """The fields of the record, times in their written form."""
        made = {name: value for name, value in super().values().items() if name not in self.only_new}
        return {f"{name}_id" if name in AGENCIES else name: self.kept(name, value) for name, value in made.items()}

    def kept(self, name: str, value: Any) -> Any:
        """A value of the form as the record has it."""
        if name in AGENCIES:
            return whole_number(value) or None
        if name in self.TIMES:
            return understood(value)
        return value == "yes" if name == "certain" else value

    def end(self, name: str) -> int:
        """The number of the person or place that was chosen."""
        return whole_number(self.cleaned_data[name])


def _sure() -> forms.ChoiceField:
    return forms.ChoiceField(label="Is it certain?", choices=SURE, initial="yes", widget=Radios(inline=True))


def _which(label: str, choices: tuple[tuple[str, str], ...], *, required: bool = True, hint: str = "") -> Any:
    offered = choices if required else (("", "Not said"), *choices)
    return forms.ChoiceField(label=label, choices=offered, required=required, widget=Radios(), help_text=hint)


def _whose() -> Any:
    hint = "What is now known, or what an agency believed. Both can stand side by side."
    return choose("According to whom", hint=hint)


def _source() -> Line:
    return Line("Where this is from", 300, hint="For example: visit of 24 October 2023; the mother’s word.")


class UnionForm(TieForm):
    """Two people together."""

    only_new = ("other",)
    other = choose("Together with whom", required=True, hint="Somebody of the case’s register.")
    kind = _which("How", words.UNION_KINDS)
    since = When("Since when")
    until = When("Until when")
    ended = _which("How it ended", words.ENDING_KINDS, required=False)
    according_to = _whose()
    certain = _sure()
    why = Line("Why it is not certain", 500)
    source_words = _source()


class ParentageForm(TieForm):
    """A child and a parent or carer."""

    only_new = ("way", "other")
    way = forms.ChoiceField(label="Which of the two is the child", widget=Radios())
    other = choose("Who the other is", required=True, hint="Somebody of the case’s register.")
    kind = _which("How", words.PARENTAGE_KINDS, hint="A birth or an adoption lasts; the others have an end.")
    since = When("Since when")
    until = When("Until when")
    according_to = _whose()
    certain = _sure()
    why = Line("Why it is not certain", 500)
    source_words = _source()

    def fill(self) -> None:
        """Either can be the child."""
        super().fill()
        if "way" in self.fields:
            name = self.given.name
            ways = [("child", f"{name} is the child"), ("parent", f"{name} is the parent or carer")]
            self.fields["way"].choices = ways  # type: ignore[attr-defined]


class TwinsForm(TieForm):
    """Two children of one birth."""

    only_new = ("other",)
    TIMES = ()
    other = choose("Twin of whom", required=True, hint="Somebody of the case’s register.")
    identical = forms.ChoiceField(label="Identical", choices=IDENTICAL, required=False, widget=Radios())

    def kept(self, name: str, value: Any) -> Any:
        """Identical or not, or nothing said."""
        return {"yes": True, "no": False}.get(value)


class StayForm(TieForm):
    """Where somebody lived, as is now known or as an agency believed."""

    only_new = ("place",)
    place = choose("Where", required=True, hint="A place of the case’s register.")
    since = When("Since when")
    until = When("Until when")
    according_to = _whose()
    certain = _sure()
    source_words = _source()


class RoleForm(TieForm):
    """A role that somebody had."""

    kind = _which("Role", words.ROLE_KINDS)
    own_words = Line("What role, in your own words", 200, hint="Needed where the list does not have it.")
    agency = choose("At which agency")
    since = When("Since when")
    until = When("Until when")
    according_to = _whose()
    certain = _sure()
    source_words = Line("Where this is from", 300, hint="For example: case file, allocation of 4 May 2021.")

    def fill(self) -> None:
        """An agency of the partnership, or none; a belief says whom an agency took them to be."""
        super().fill()
        self._offer("agency", "None, or not known", self.given.agencies)

    def clean(self) -> dict[str, Any]:
        """Asks for the words of a role that is not in the list."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == OTHER_ROLE and not cleaned.get("own_words", "").strip():
            self.add_error("own_words", "Say what role it was.")
        return cleaned


FORMS: dict[str, type[TieForm]] = {
    "union": UnionForm,
    "parentage": ParentageForm,
    "twins": TwinsForm,
    "stay": StayForm,
    "role_held": RoleForm,
}


class StretchForm(ThroughlineForm):
    """The stretch of days to count in; empty is all time."""

    first = DayField(label="From", help_text="For example, 27 3 2026. Leave both empty for all time.", required=False)
    last = DayField(label="To", required=False)

    def stretch(self) -> tuple[date | None, date | None]:
        """Both days, or nothing of one that was not given."""
        return self.cleaned_data.get("first"), self.cleaned_data.get("last")


class DayForm(ThroughlineForm):
    """The day about which the services are shown."""

    day = DayField(label="Show the services as they were on")
