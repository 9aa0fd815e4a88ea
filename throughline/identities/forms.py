"""Why one looks at who the people of a case are, and what is recorded of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from throughline.cases.recordforms import Line, VersionedForm, choose
from throughline.identities import rules
from throughline.identities.rules import people
from throughline.kernel.periods import in_words, is_period, understood
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, DayBoxes, Radios


class ReasonForm(ThroughlineForm):
    """Why this person looks at who the people of the case are."""

    reason = Line(
        "Why you look", 500, required=True, hint="One sentence. It is recorded, and the people of the case can read it."
    )


def _choose(label: str, choices: tuple[tuple[str, str], ...], hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=rules.NOT_KNOWN, widget=Choose(), help_text=hint)


def _radios(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=rules.ANSWERS, initial=rules.NOT_KNOWN, widget=Radios(inline=True))


class ChildForm(VersionedForm):
    """A child, with the fields of the national notification; where the child lives stands on a page of its own."""

    pseudonym = Line(
        "Pseudonym", 120, required=True, hint="What everybody calls the child here. Not the name, nor a likeness of it."
    )
    real_name = Line("Name", 200, hint="For the people of the case alone.")
    unborn = forms.BooleanField(label="The child is not born yet", required=False)
    born_on = DayField(label="Day of birth", required=False, widget=DayBoxes())
    expected_on = DayField(label="Expected day of birth", required=False, help_text="For a child not yet born.")
    died_on = DayField(label="Day of death", required=False)
    sex = _choose("Sex as recorded", rules.SEXES)
    sex_words = Line("In the child’s own words", 200, hint="How the child says it, where that is another word.")
    ethnicity = _choose("Ethnicity", rules.ETHNICITIES)
    ethnicity_words = Line("Ethnicity in the family’s own words", 200)
    disability = _radios("Disability")
    health_words = Line("Health and disability, in words", 500)
    looked_after = _radios("Looked after by a local authority")
    placement = _choose("Where placed or living", rules.PLACEMENTS)
    plan = _choose("Plan", rules.PLANS)
    known_to_agency = _radios("Known to any agency")

    def clean(self) -> dict[str, Any]:
        """Says which days cannot stand together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        born, died = cleaned.get("born_on"), cleaned.get("died_on")
        if cleaned.get("unborn") and born:
            self.add_error("born_on", "A child not yet born has no day of birth.")
        if born and died and died < born:
            self.add_error("died_on", "The day of death is before the day of birth.")
        return cleaned


class HomeForm(VersionedForm):
    """Where a child lives, and with whom."""

    address_area = Line("Area of the home address", 300, hint="A district or town is enough for the notification.")
    carer = Line("Who cares for the child", 300)


class WithdrawForm(ThroughlineForm):
    """Why somebody or something is taken off the case."""

    reason = Line("Why", 500, required=True)


class PeriodField(Line):
    """A date only as exact as it is known, typed in words and kept as `kernel.periods` writes it."""

    def to_python(self, value: Any) -> str:
        """The written form; refused where the whole of it is no date with a year."""
        words = super().to_python(value).strip()
        iso = words if is_period(words) else understood(words)
        if words and not iso:
            raise forms.ValidationError("Write it like 9 March 2016, March 2016, 2016, or 2016 to 2018.")
        return iso

    def prepare_value(self, value: Any) -> Any:
        """The date in words, where it is one."""
        return in_words(value) if isinstance(value, str) and is_period(value) else value


class OfChildForm(VersionedForm):
    """What the register keeps of a child beside what is recorded with the child."""

    relation = Line("Who they are in the family", 200, hint="In words, for example: the elder of two brothers.")
    age_words = Line("Age, in the words of a source", 200, hint="Where it is only known so: about 60, from a letter.")
    state = _choose("Born, or a pregnancy", people.STATES)
    certain = forms.BooleanField(label="What is recorded here is certain", required=False, initial=True)
    uncertain_why = Line("Why it is not certain", 500)

    def clean(self) -> dict[str, Any]:
        """Asks why something is not certain."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("certain") and not cleaned.get("uncertain_why"):
            self.add_error("uncertain_why", "Say in a sentence why it is not certain.")
        return cleaned


class _AtAnAgency(VersionedForm):
    """A record that may belong to an agency of the partnership. `agencies` are their numbers and names."""

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = tuple(agencies)
        self.fields["agency"].choices = [("", "None"), *((str(key), name) for key, name in agencies)]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """The agency stands by its number."""
        return {**super().initial_of(record), "agency": str(record.agency_id or "")}

    def values(self) -> dict[str, Any]:
        """The agency’s number, or none."""
        given = super().values()
        return {**given, "agency": int(given["agency"]) if given["agency"] else None}

    def again(self, data: QueryDict) -> VersionedForm:
        """The same form over other words that were sent."""
        return type(self)(data, initial=self.initial, agencies=self._agencies)


class PersonForm(_AtAnAgency, OfChildForm):  # type: ignore[misc]  # both are forms of one base
    """Somebody of a case who is no child of it."""

    pseudonym = Line("Pseudonym", 120, required=True, hint="What everybody calls them here. Not the name.")
    kind = forms.ChoiceField(label="Who they are to the case", choices=people.KINDS, widget=Radios())
    real_name = Line("Name", 200, hint="For the people of the case alone.")
    sex = _choose("Sex as recorded", people.SEXES)
    born = PeriodField("Born", 300, hint="As exactly as it is known: 9 March 1980, 1980, or 1978 to 1982.", width=20)
    died = PeriodField("Died", 300, hint="Leave it empty where no death is recorded.", width=20)
    agency = choose("Agency", hint="For a professional.")
    job = Line("Job", 200, hint="For example: health visitor, social worker.")
    identified = forms.BooleanField(label="It is known who this is", required=False, initial=True)
    field_order = (
        "pseudonym",
        "kind",
        "real_name",
        "relation",
        "agency",
        "job",
        "sex",
        "born",
        "died",
        "age_words",
        "state",
        "identified",
        "certain",
        "uncertain_why",
    )


class PlaceForm(_AtAnAgency):
    """A place of a case, a vehicle or a number."""

    pseudonym = Line("Pseudonym", 120, required=True, hint="What everybody calls it here, for example Quay Street.")
    kind = forms.ChoiceField(label="What it is", choices=people.PLACE_KINDS, widget=Radios())
    words = Line(
        "Which it really is", 500, hint="The address, the name or the number. For the people of the case alone."
    )
    agency = choose("Agency", hint="The agency that it belongs to, where it belongs to one.")


class NameForm(ThroughlineForm):
    """One more name by which a person or a place goes."""

    name = Line("Name", 200, required=True)
    kind = _choose("What kind of name", people.NAME_KINDS)
    source_words = Line("Where it stands", 300, hint="For example: the school’s letter of 3 May 2024.")


class JoinForm(ThroughlineForm):
    """Whether two persons are one, and why. `kept` are the numbers and pseudonyms under which they may be read."""

    says = forms.ChoiceField(label="Are they one person", widget=Radios())
    reason = Line("Why", 500, required=True, hint="One sentence. It stands with what you say, and can be undone.")

    def __init__(self, *args: Any, kept: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = [(str(key), f"They are one person, and are called {name} here") for key, name in kept]
        self.fields["says"].choices = [*one, ("two", "They are two people")]  # type: ignore[attr-defined]


class TwoForm(ThroughlineForm):
    """Two persons of a case, to be looked at side by side. `people` are their numbers and pseudonyms."""

    one = choose("One", required=True)
    other = choose("The other", required=True)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            self.fields[name].choices = [("", "Choose"), *((str(key), called) for key, called in people)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks for two."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", "Choose somebody else.")
        return cleaned
