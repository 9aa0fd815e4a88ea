"""The forms of the commission itself, and of its terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from throughline.commissioning.forms.part import PartForm, pick, radios
from throughline.commissioning.models import MissingPiece
from throughline.commissioning.queries.parts import parts_of
from throughline.commissioning.rules.lists import METHODS, PRODUCTS, STATUTES, YES_NO
from throughline.kernel.editions import shipped
from throughline.reviews.addresses import shortened
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, number_field, when_field


class CommissionForm(PartForm):
    """When it was commissioned, who leads, what stretch of time it looks at, by which method and for what."""

    whens = {"commissioned": "commissioned", "scope": "scope"}
    commissioned = when_field("When it was commissioned", "In the words of the record, for example 13 May 2024.")
    edition = pick("Rules it is done under", {}, required=False)
    edition_reason = Line("Why these rules", 1000, hint="Only where you choose others than the day gives.")
    lead_body = Line("Who leads it", 300, required=True, hint="The body whose review it is, as it is called.")
    scope = when_field("The time it looks at", "For example: January 2021 to March 2024.")
    method = pick("Method", METHODS, required=False)
    method_note = Line("About the method", 1000, hint="Why this one, or what was changed in it.")
    purpose = Words("What the review is for", rows=4, required=False, hint="In the words of its terms of reference.")

    def fill(self) -> None:
        """Every edition of the guidance can be chosen."""
        super().fill()
        names = [(key, one.name) for key, one in shipped().items()]
        self.fields["edition"].choices = [("", "Those of the day it was commissioned"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks why others are chosen than the day gives."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("edition") and not cleaned.get("edition_reason"):
            self.add_error("edition_reason", "Say why the review is done under these rules.")
        return cleaned


class LegalBasisForm(PartForm):
    """One law or arrangement, and whose duty it is."""

    statute = radios("Under which law", STATUTES)
    body_name = Line("Whose duty it is", 300, hint="For example: the community safety partnership.")
    words = Line("In which words", 500, hint="Where the record gives its own words for it.")


class CoveredIncidentForm(PartForm):
    """An incident that the review is about."""

    whens = {"when": "date"}
    text = Line("What it was, in neutral words", 1000, required=True, hint="For example: an injury to a baby at home.")
    children = Line("Which children", 300, hint="By the names the review gives, never real ones.")
    when = when_field()


class LineOfEnquiryForm(PartForm):
    """A question the review is asked to answer."""

    number = number_field()
    text = Words("What the review is to find out", rows=3, hint="One question. A finding later answers it.")
    why = Words("Why it is asked", rows=2, required=False)


class ProductForm(PartForm):
    """Something the review hands over."""

    whens = {"ready": "ready"}
    one_of = ("because",)
    kind = radios("What it is", PRODUCTS)
    text = Line("More about it", 500)
    waits = Line("Why the full report waits", 1000, hint="Only where something else goes first.")
    ready = when_field("When it was ready", "Leave it empty while it is not.")
    because = choose("Which missing piece came", hint="Only for an update.")

    def offers(self, name: str) -> Iterable[tuple[Any, str]]:
        """What was missing and has come."""
        rows = parts_of(MissingPiece, self.given.review).exclude(came_text="", came_iso="")
        return [(row, shortened(row.text, 90)) for row in rows]


class EarlyLearningForm(PartForm):
    """Learning that was acted on before the end."""

    whens = {"when": "date"}
    text = Words("What was learned", rows=3)
    done = Words("What was done about it", rows=3)
    done_by_name = Line("Who did it", 300)
    when = when_field()


class MissingPieceForm(PartForm):
    """Something the review could not have."""

    whens = {"came": "came"}
    text = Line("What is missing", 500, required=True, hint="For example: the papers of the prosecution.")
    why = Line("Why the review could not have it", 1000, required=True)
    came = when_field("When it came", "Leave it empty while it has not come.")
    changes = radios("Does it change what the review found?", YES_NO, required=False)
    changed_what = Words("What was changed because of it", rows=3, required=False)


NOTHING_MISSING = "Say what is missing. A review that lacks nothing is finished."
NO_WHY = "Say why the review could not have it."


class CompleteForm(RecordForm):
    """What is missing, and why the review is completed without it."""

    missing = Line("What the review could not have", 500, hint="For example: the papers of the prosecution.")
    why = Line("Why it could not have it", 1000)
    reason = Line("Why it is completed now", 500, required=True)

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, says in (("missing", NOTHING_MISSING), ("why", NO_WHY)):
            self.fields[name].required = asks
            self.fields[name].error_messages["required"] = says

    def clean(self) -> dict[str, Any]:
        """Asks why, wherever something is said to be missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("missing") and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", NO_WHY)
        return cleaned
