"""The forms of families, words, learning events and what was said at them."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.cases.queries import people_here, person_here
from throughline.partnerships.queries import agencies_of, get_agency
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, read_when, when_field, when_of
from throughline.ui.fields import DayField
from throughline.ui.widgets import Radios, Ticks
from throughline.voices import rules
from throughline.voices.queries import family_of, lines_of

WHEN = "In words, for example 2 March 2026. Leave it empty where no day is known."
NO_NAMES = "Never a real name."


def _which(label: str, words: dict[str, str], initial: str = "", hint: str = "", required: bool = True) -> Any:
    return forms.ChoiceField(
        label=label,
        widget=Radios(),
        choices=list(words.items()),
        initial=initial or None,
        help_text=hint,
        required=required,
    )


class _WithPeople(RecordForm):
    """A form that offers the people of the partnership."""

    def offer_people(self, name: str, *, none: str, only: set[str] | None = None) -> None:
        """They can be chosen under that field."""
        people = {one.key: one for one in people_here(self.given.review.case, on=self.given.on)}
        rows = [(key, f"{one.name}, {one.about}") for key, one in people.items() if only is None or key in only]
        self.fields[name].choices = [("", none), *rows]  # type: ignore[attr-defined]

    def person(self, key: str) -> Any:
        """The person of that number who works here, or nobody."""
        return person_here(int(key), self.given.review.case, on=self.given.on) if key else None


class FamilyForm(_WithPeople):
    """Somebody of the family, and how they are to be asked."""

    relation = Line("Who they are to the child", 80, required=True, hint=f"For example: grandmother. {NO_NAMES}")
    name = Line("What the review calls them", 120, hint=f"A pseudonym, where there is one. {NO_NAMES}")
    plan = Words("How they are to be asked, and by whom", rows=3, required=False)
    needs = Line("What they need", 500, hint="For example: an interpreter, large print, no letters to the house.")
    next_what = Line("The next contact", 200, hint="For example: ring after the anniversary.")
    next_on = DayField(label="By when", required=False, help_text="For example, 27 3 2026.")
    owner = choose("Who owns the next contact here")
    owner_name = Line("Or who owns it elsewhere", 200, hint="For example: the family’s police liaison officer.")

    def fill(self) -> None:
        """People of the partnership can be chosen."""
        self.offer_people("owner", none="Nobody here")
        held: Any = self.given.record
        if held is not None and held.owner_id:
            keys = {key for key, _ in self.fields["owner"].choices}  # type: ignore[attr-defined]
            if str(held.owner_id) not in keys:
                self.fields["owner"].choices.append((str(held.owner_id), f"{held.owner.name}, no role here today"))  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for them."""
        names = ("relation", "name", "plan", "needs", "next_what", "next_on", "owner_name")
        return {name: getattr(record, name) for name in names} | {"owner": str(record.owner_id or "")}

    def values(self) -> dict[str, Any]:
        """The fields of the family member, the owner as a person."""
        made = super().values()
        key, held = made.pop("owner"), self.given.record
        kept = held is not None and key == str(held.owner_id or "")  # type: ignore[attr-defined]
        return made | {"owner": held.owner if kept else self.person(key)}  # type: ignore[union-attr]


class ContactForm(RecordForm):
    """One entry of the log, and the next contact."""

    kind = _which("What happened", rules.CONTACTS)
    how = _which("How", rules.HOWS, required=False)
    asker_name = Line("Who spoke to them", 200, hint="By name and role.")
    when = when_field("When", WHEN)
    says = Words(
        "What was said or done",
        rows=3,
        required=False,
        hint="Needed for comments and for what changed because of them. Support that was taken is not described.",
    )
    next_what = Line("The next contact", 200)
    next_on = DayField(label="By when", required=False, help_text="For example, 27 3 2026.")

    def values(self) -> dict[str, Any]:
        """The words that the service that keeps it takes."""
        made = super().values()
        words = made.pop("when")
        return made | {"when_text": words, "when_iso": read_when(words, None)}


class HandOverForm(_WithPeople):
    """From whom to whom every next contact goes."""

    of = choose("Who owns them today", required=True)
    to = choose("Who owns them from now on", required=True)

    def fill(self) -> None:
        """Those who own one can be chosen first, then anybody of the partnership."""
        owned = {str(row.owner_id): row.owner for row in family_of(self.given.review) if row.owner is not None}
        self.owned = owned
        self.fields["of"].choices = [("", "Choose"), *((key, one.name) for key, one in owned.items())]  # type: ignore[attr-defined]
        self.offer_people("to", none="Choose")

    def values(self) -> dict[str, Any]:
        """Both people."""
        return {"of": self.owned[self.cleaned_data["of"]], "to": self.person(self.cleaned_data["to"])}


class VoiceForm(RecordForm):
    """Somebody's words, and who may quote them."""

    whose = _which("Whose words", rules.WHOSE)
    speaker = Line("Who said them", 120, hint=f"By role or relation, for example: the older sister. {NO_NAMES}")
    words = Words("Their words, as they were said", rows=5)
    contains = Line(
        "What they contain",
        300,
        hint="Where they are hard to read, for example: fear of a parent. They then stand behind a step.",
    )
    quotable = _which("Who may quote them", rules.QUOTES, "nobody")
    consent = Line("Who consented, and to what", 300, hint="Needed before anybody may quote them.")
    consented = when_field("When they consented", WHEN)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for those words."""
        names = ("whose", "speaker", "words", "contains", "quotable", "consent")
        when = {"consented": when_of(record, "consent_text", "consent_iso")}
        return {name: getattr(record, name) for name in names} | when

    def values(self) -> dict[str, Any]:
        """The fields of the words."""
        made = super().values()
        words = made.pop("consented")
        iso = read_when(words, self.given.record, "consent_text", "consent_iso")
        return made | {"consent_text": words, "consent_iso": iso}


class EventForm(RecordForm):
    """A learning event."""

    name = Line("What it is called", 200, required=True, hint="For example: Learning event for those who knew Alder.")
    when = when_field("When", WHEN)
    mode = _which("How people meet", rules.MODES, "in_person")
    support = Line(
        "Support that is offered", 500, hint="Before, during and after. Who took it up is kept, never what was said."
    )
    themes = Words("Themes that came up", rows=4, required=False, hint="One a line.")

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that event."""
        names = ("name", "mode", "support", "themes")
        return {name: getattr(record, name) for name in names} | {"when": when_of(record, "when_text", "when_iso")}

    def values(self) -> dict[str, Any]:
        """The fields of the event."""
        made = super().values()
        words = made.pop("when")
        return made | {"when_text": words, "when_iso": read_when(words, self.given.record, "when_text", "when_iso")}


class InvitationForm(RecordForm):
    """Whom an event concerns, and what came of it."""

    role = Line("Who, by role", 200, required=True, hint="For example: health visitor. No name is needed.")
    agency = choose("Of which agency")
    state = _which("What came of it", {key: word for key, (word, _) in rules.INVITED.items()}, "invited")
    reason = Line("Why they declined", 300, hint="Needed where they declined.")
    support_offered = forms.MultipleChoiceField(
        label="Support", required=False, widget=Ticks(), choices=[("yes", "Support was offered")]
    )
    support_taken = _which("Was it taken up", rules.TAKEN, hint="What was said is never kept.", required=False)

    def fill(self) -> None:
        """The agencies of the partnership can be chosen."""
        rows = agencies_of(self.given.actor, on=self.given.on)
        self.fields["agency"].choices = [("", "None"), *((str(row.id), row.name) for row in rows)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks why where somebody declined."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("state") in rules.NEEDS_REASON and not cleaned.get("reason"):
            self.add_error("reason", "Say in a sentence why.")
        return cleaned

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that invitation."""
        names = ("role", "state", "reason", "support_taken")
        agency = {"agency": str(record.agency_id or "")}
        return (
            {name: getattr(record, name) for name in names}
            | agency
            | {"support_offered": ["yes"] if record.support_offered else []}
        )

    def values(self) -> dict[str, Any]:
        """The fields of the invitation."""
        made = super().values()
        key = made.pop("agency")
        agency = get_agency(int(key), actor=self.given.actor) if key else None
        return made | {"agency": agency, "support_offered": bool(made["support_offered"])}


class ContributionForm(RecordForm):
    """What was said at an event."""

    text = Words(
        "What was said", rows=4, hint="Leave out what would lead to the speaker, unless they wish to be named."
    )
    line = choose("Under which line of enquiry")
    speaker = Line(
        "Who said it, by role",
        200,
        hint="Only where the speaker wishes it. Left empty, nothing is kept by which anybody could be found.",
    )

    def fill(self) -> None:
        """The review's lines of enquiry can be chosen."""
        self.lines = {str(row.pk): row for row in lines_of(self.given.review)}
        named = [(key, f"{row.number} {row.text}".strip()[:120]) for key, row in self.lines.items()]
        self.fields["line"].choices = [("", "None"), *named]  # type: ignore[attr-defined]
        if not self.lines:
            del self.fields["line"]

    def values(self) -> dict[str, Any]:
        """The words that the service that keeps it takes."""
        made = super().values()
        return made | {"line": self.lines.get(made.get("line", ""))}


class SureForm(RecordForm):
    """A deed that asks nothing more."""
