"""The forms of reviewers, the panel, its meetings, and what is decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from throughline.commissioning.forms.part import PartForm, day_field, radios
from throughline.commissioning.models import Decision, PanelMeeting
from throughline.commissioning.queries.parts import parts_of
from throughline.commissioning.rules.lists import DECISIONS, PANEL_PARTS, REVIEWER_ROLES, YES_NO
from throughline.documents.queries import visible_documents
from throughline.kernel.periods import stated
from throughline.reviews.addresses import shortened
from throughline.reviews.recordforms import Line, Words, choose, ticks, when_field
from throughline.ui.words import day


class WithAgency(PartForm):
    """A form with an agency of the partnership."""

    one_of = ("agency",)

    def offers(self, name: str) -> Iterable[tuple[Any, str]]:
        """The agencies of the partnership."""
        return self.agencies()

    def values(self) -> dict[str, Any]:
        """The columns, with the agency itself."""
        return self.agency_of(super().values())


class ReviewerForm(WithAgency):
    """Who reviews or chairs, and what they declared."""

    whens = {"declared": "declared"}
    name = Line("Name", 200, required=True)
    role = radios("As what", REVIEWER_ROLES)
    organisation = Line("Where they come from", 300, hint="Their organisation, or: works for themselves.")
    agency = choose("If that is an agency of this partnership, which one")
    declares = radios("Did they declare a tie to the case, its people or its agencies?", YES_NO, required=False)
    involved = radios("Did they have a part in the case before?", YES_NO, required=False)
    declaration = Words("What they declared", rows=4, required=False, hint="In their own words.")
    declared = when_field("When they declared it")
    from_on = day_field("First day")
    to_on = day_field("Last day")


class SeatForm(WithAgency):
    """A seat on the panel."""

    title = Line("Seat", 200, required=True, hint="By role, for example: designated nurse.")
    name = Line("Who holds it", 200)
    agency = choose("Agency")
    part = radios("As what", PANEL_PARTS)
    involved = radios("Did they, or those they manage, work on the case?", YES_NO, required=False)
    from_on = day_field("First day")
    to_on = day_field("Last day")


class MeetingForm(PartForm):
    """A meeting of the panel."""

    many_of = ("papers",)
    held_on = day_field("Day", required=True)
    purpose = Line("What it is for", 500, required=True)
    present = Words("Who came", rows=3, required=False, hint="One a line.")
    apologies = Line("Who could not come", 500)
    papers = ticks("Papers before it", "Documents of this case.")
    notes = Words("What was said", rows=5, required=False)

    def offers(self, name: str) -> Iterable[tuple[Any, str]]:
        """The documents of the case that this person may see."""
        seen = visible_documents(self.given.actor, on=self.given.on).filter(cases__case=self.given.review.case_id)
        return [(row, row.title or row.name) for row in seen.distinct().order_by("id")]


class DecisionForm(PartForm):
    """What was decided, by whom and when."""

    whens = {"when": "date"}
    one_of = ("meeting",)
    kind = radios("What it is", DECISIONS)
    text = Words("What was decided", rows=3)
    body_name = Line("By whom, and with whom", 300, hint="For example: the board, with the police.")
    meeting = choose("At which meeting of the panel")
    when = when_field(
        hint="That the report was agreed, endorsed or noted joins the dates of the review, and stands there alone."
    )

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that decision, its day from wherever it stands."""
        text, iso = record.when
        return super().initial_of(record) | {"when": stated(text, iso) if text or iso else ""}

    def values(self) -> dict[str, Any]:
        """The columns; a day whose words were left as they were keeps its written form."""
        given, held = super().values(), self.given.record
        if isinstance(held, Decision) and given["date_text"] == self.initial_of(held)["when"]:
            given |= dict(zip(("date_text", "date_iso"), held.when, strict=True))
        return given

    def offers(self, name: str) -> Iterable[tuple[Any, str]]:
        """The meetings of the panel."""
        rows = parts_of(PanelMeeting, self.given.review).order_by("held_on", "id")
        return [(row, f"{day(row.held_on)}, {row.purpose}") for row in rows]


class ConditionForm(PartForm):
    """A condition of a decision, and when it was met."""

    one_of = ("decision",)
    decision = choose("Of which decision", required=True)
    text = Line("Condition", 1000, required=True)
    owner_name = Line("Who is to meet it", 300)
    due_on = day_field("By which day")
    met_on = day_field("Met on", hint="Leave it empty while it is not met.")
    how = Line("How it was met", 1000)

    def offers(self, name: str) -> Iterable[tuple[Any, str]]:
        """The decisions about the review."""
        return [(row, shortened(row.text, 90)) for row in parts_of(Decision, self.given.review)]

    def clean(self) -> dict[str, Any]:
        """Asks how a condition was met that is said to be met."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("met_on") and not cleaned.get("how"):
            self.add_error("how", "Say how it was met.")
        return cleaned


class SettleForm(PartForm):
    """Why somebody who clashes with the case may do the review all the same, or what was changed."""

    reason = Line("Why they may do this review, or what was changed", 1000, required=True)
