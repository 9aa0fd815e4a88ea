"""The forms of proceedings, their outcomes, holds, and what was disclosed."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.cases.queries import people_here, person_here
from throughline.proceedings import rules
from throughline.proceedings.queries import papers_of, proceedings_of
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, read_when, when_field, when_of
from throughline.ui.fields import DayField
from throughline.ui.widgets import Option, Radios

WHEN = "In words, for example 16 April 2026, or spring 2026. Leave it empty where no day is known."


def _which(label: str, words: dict[str, str], initial: str = "", hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, widget=Radios(), choices=list(words.items()), initial=initial or None, help_text=hint
    )


class ProceedingForm(RecordForm):
    """Another process about the same events."""

    only_new = ("state",)
    kind = _which("What it is", rules.KINDS)
    name = Line("What you call it", 200, hint="For example: Trial of one adult. Never a real name.")
    body = Line("Who runs it", 200, hint="For example: the Crown Court, the coroner for the county.")
    reference = Line("Its reference", 80, width=20)
    contact = Line("Whom we speak to", 200, hint="By role, for example: senior investigating officer.")
    state = forms.ChoiceField(
        label="How far it is",
        widget=Radios(),
        initial="under_way",
        choices=[
            (key, Option(rules.STATES[key].word, rules.STATES[key].means.capitalize() + ".")) for key in rules.FIRST
        ],
    )
    started = when_field("When it began", WHEN)
    listed = when_field("For when it is listed", WHEN)
    ended = when_field("When it ended", WHEN)
    waits = Words(
        "What waits for it",
        rows=3,
        required=False,
        hint="One thing a line, exactly. For example: publication; speaking to two witnesses.",
    )
    goes_on = Words(
        "What need not wait", rows=3, required=False, hint="One thing a line. For example: the action plan; learning."
    )
    PERIODS = ("started", "listed", "ended")

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that proceeding."""
        names = ("kind", "name", "body", "reference", "contact", "waits", "goes_on")
        return {name: getattr(record, name) for name in names} | {
            name: when_of(record, f"{name}_text", f"{name}_iso") for name in cls.PERIODS
        }

    def values(self) -> dict[str, Any]:
        """The fields of the proceeding, each date in its words and its written form."""
        return _with_dates(self, super().values(), self.PERIODS)


class MoveForm(RecordForm):
    """What has become of the proceeding."""

    state = forms.ChoiceField(label="What has become of it", widget=Radios())
    reason = Line("Why", 500, hint="Needed when it stops, loses its day or is opened again.")

    def __init__(self, *args: Any, moves: tuple[rules.Move, ...], **kwargs: Any) -> None:
        self.moves = moves
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that lead on from where it is can be chosen."""
        states = rules.STATES
        options = [(one.after, Option(one.label, states[one.after].means.capitalize() + ".")) for one in self.moves]
        self.fields["state"].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a step that needs one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("state") in {one.after for one in self.moves if one.reason} and not cleaned.get("reason"):
            self.add_error("reason", "Say in a sentence why.")
        return cleaned


class OutcomeForm(RecordForm):
    """What the proceeding came to, in the words given."""

    kind = _which("What kind of outcome", rules.OUTCOMES)
    words = Words(
        "The exact words given",
        rows=3,
        hint="As they were said or written. Do not put them in other words: a plea is not a verdict.",
    )
    audience = _which("Who may repeat them", rules.AUDIENCES, "case")
    when = when_field("When they were given", WHEN)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that outcome."""
        names = ("kind", "words", "audience")
        return {name: getattr(record, name) for name in names} | {"when": when_of(record, "when_text", "when_iso")}

    def values(self) -> dict[str, Any]:
        """The fields of the outcome."""
        return _with_dates(self, super().values(), ("when",))


class HoldForm(RecordForm):
    """What stops a clock or a step, and whose the hold is."""

    what = Line("What is held", 120, required=True, hint="For example: publication, or speaking to witnesses.")
    clock = _which(
        "Which clock it stops",
        rules.HELD,
        hint="It stops this one and no other. The statutory day stays on every page beside the later one. The days for "
        "telling the Panel and the partners, and for the rapid review, are the incident’s: no hold of a review moves "
        "them.",
    )
    reason = Line("Why", 300, required=True, hint="For example: the police asked us not to speak to witnesses.")
    proceeding = choose("Which proceeding it comes from")
    owner = choose("Who owns it here", hint="This person looks at it again and ends it.")
    owner_name = Line("Or who owns it elsewhere", 200, hint="A name and role, for example a detective superintendent.")
    from_on = DayField(label="First day", help_text="For example, 27 3 2026.")
    to_on = DayField(label="Last day", required=False, help_text="Leave it empty while the hold stands.")
    look_on = DayField(label="Look again by", required=False, help_text="A hold without this day is asked about.")
    authority = Line(
        "Suspended by which authority",
        300,
        hint="Only where a body with power over the clock suspended it. Then the statutory day itself moves.",
    )

    def fill(self) -> None:
        """People of the partnership and the review's proceedings can be chosen."""
        review = self.given.review
        self.proceedings = {str(row.pk): row for row in proceedings_of(review)}
        self.people = {one.key: one for one in people_here(review.case, on=self.given.on)}
        options = [("", "None"), *((key, row.text) for key, row in self.proceedings.items())]
        self.fields["proceeding"].choices = options  # type: ignore[attr-defined]
        people = [("", "Nobody here"), *((key, f"{one.name}, {one.about}") for key, one in self.people.items())]
        held = self.given.record
        if held is not None and held.owner_id and str(held.owner_id) not in self.people:  # type: ignore[attr-defined]
            people.append((str(held.owner_id), f"{held.owner.name}, no role here today"))  # type: ignore[attr-defined]
        self.fields["owner"].choices = people  # type: ignore[attr-defined]
        if not self.proceedings:
            del self.fields["proceeding"]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that hold: people and proceedings by their numbers."""
        names = ("what", "clock", "reason", "owner_name", "from_on", "to_on", "look_on", "authority")
        keys = {name: str(getattr(record, f"{name}_id") or "") for name in ("proceeding", "owner")}
        return {name: getattr(record, name) for name in names} | keys

    def values(self) -> dict[str, Any]:
        """The fields of the hold, its owner and its proceeding as records."""
        made = super().values()
        owner, proceeding = made.pop("owner", ""), made.pop("proceeding", "")
        held = self.given.record
        if owner and held is not None and owner == str(held.owner_id):  # type: ignore[attr-defined]
            made["owner"] = held.owner  # type: ignore[attr-defined]
        else:
            made["owner"] = person_here(int(owner), self.given.review.case, on=self.given.on) if owner else None
        return made | {"proceeding": self.proceedings.get(proceeding)}


class EndForm(RecordForm):
    """The hold is over."""

    to_on = DayField(label="Last day on which it held", help_text="This day still counts as held.")
    says = Line("Why it ended", 500, required=True)


class LookForm(RecordForm):
    """Somebody looked at the hold again."""

    says = Line("What you found", 500, required=True, hint="For example: the trial is still listed for 16 April.")
    look_on = DayField(label="Look again by", help_text="For example, 27 3 2026.")


class ExplainForm(RecordForm):
    """To whom the delay was explained."""

    whom = Line("To whom", 200, required=True, hint="By role or relation, for example: grandmother, the Panel.")
    on = DayField(label="On which day")
    says = Line("What was said", 500)


class DisclosureForm(RecordForm):
    """What was handed over, to whom and on what basis."""

    what = Words("What was disclosed", rows=3, hint="The document or the words, exactly.")
    document = choose("Which document of the case", hint="Where it is on the record here.")
    made = when_field("When it was made", WHEN)
    relevance = Words("Why it matters to the proceedings", rows=2, required=False)
    to = _which("To whom", rules.TO)
    to_name = Line("Who received it", 200, hint="By role, for example: disclosure officer.")
    proceeding = choose("For which proceeding")
    basis = Line(
        "On what basis", 500, required=True, hint="For example: order of the court; request under the joint protocol."
    )
    when = when_field("When it was handed over", WHEN)
    given_by_name = Line("Who handed it over", 200)

    def fill(self) -> None:
        """The case's documents and the review's proceedings can be chosen."""
        review, actor, on = self.given.review, self.given.actor, self.given.on
        self.papers = {str(row.pk): row for row in papers_of(review, actor, on)}
        self.proceedings = {str(row.pk): row for row in proceedings_of(review)}
        for name, rows in (("document", self.papers), ("proceeding", self.proceedings)):
            named = [
                (key, getattr(row, "title", "") or getattr(row, "name", "") or row.text) for key, row in rows.items()
            ]
            self.fields[name].choices = [("", "None"), *named]  # type: ignore[attr-defined]
            if not rows:
                del self.fields[name]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that disclosure."""
        names = ("what", "relevance", "to", "to_name", "basis", "given_by_name")
        keys = {name: str(getattr(record, f"{name}_id") or "") for name in ("document", "proceeding")}
        dates = {name: when_of(record, f"{name}_text", f"{name}_iso") for name in ("made", "when")}
        return {name: getattr(record, name) for name in names} | keys | dates

    def values(self) -> dict[str, Any]:
        """The fields of the disclosure; a document that this person may not open stays as it was."""
        made = _with_dates(self, super().values(), ("made", "when"))
        for name, rows in (("document", self.papers), ("proceeding", self.proceedings)):
            if name in made:
                made[name] = rows.get(made[name])
        held = self.given.record
        if held is not None and held.document_id and str(held.document_id) not in self.papers:  # type: ignore[attr-defined]
            made.pop("document", None)
        return made


def _with_dates(form: RecordForm, values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The values, each of those dates as its words and its written form."""
    record = form.given.record
    for name in names:
        words = values.pop(name)
        values[f"{name}_text"] = words
        values[f"{name}_iso"] = read_when(words, record, f"{name}_text", f"{name}_iso")
    return values
