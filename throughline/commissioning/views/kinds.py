"""The kinds of record of a commission, each with its form, its words and the part of the commission it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.commissioning import models
from throughline.commissioning.forms import commission
from throughline.commissioning.forms.part import PartForm
from throughline.reviews.addresses import address_of


@dataclass(frozen=True)
class Kind:
    """A kind of record: its key in addresses, its word, its model and form, where it stands, and what it is."""

    key: str
    word: str
    model: type[models.OfCommission]
    form: type[PartForm]
    part: str
    explains: str
    article: str = "a"
    withdraws: bool = True
    inside: bool = False

    @property
    def once(self) -> bool:
        """A review has only one of it."""
        return self.model is models.Commission


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "facts",
            "commission",
            models.Commission,
            commission.CommissionForm,
            "",
            "What was commissioned, by whom, under which rules and about which time.",
            article="the",
            withdraws=False,
        ),
        Kind(
            "bases",
            "legal basis",
            models.LegalBasis,
            commission.LegalBasisForm,
            "",
            "A joint review has more than one: one case, two laws, one set of findings.",
        ),
        Kind(
            "incidents",
            "incident",
            models.CoveredIncident,
            commission.CoveredIncidentForm,
            "",
            "A review may be about several incidents and several children.",
            article="an",
        ),
        Kind(
            "products",
            "product",
            models.Product,
            commission.ProductForm,
            "",
            "What the review hands over. A summary can go first when the full report must wait.",
        ),
        Kind(
            "early-learning",
            "early learning",
            models.EarlyLearning,
            commission.EarlyLearningForm,
            "",
            "Nobody waits for the end of a review or a trial to act on what is plain already.",
            article="",
        ),
        Kind(
            "missing",
            "missing piece",
            models.MissingPiece,
            commission.MissingPieceForm,
            "",
            "What the review could not have, and why. When it comes, perhaps years later, say what it changes.",
        ),
        Kind(
            "lines",
            "line of enquiry",
            models.LineOfEnquiry,
            commission.LineOfEnquiryForm,
            "terms",
            "A line of enquiry is what the review is asked to find out. Each finding later answers one, or is extra.",
        ),
    )
}


def part_address(review: int, part: str = "") -> str:
    """The page of that part of the commission."""
    return address_of("review", review, f"commission/{part}" if part else "commission")


def new_part_address(review: int, kind: str) -> str:
    """The page to add a record of that kind."""
    return address_of("review", review, f"commission/{kind}/new")


def one_address(review: int, kind: str, id: int, verb: str = "edit") -> str:
    """The page to do that with one record."""
    return address_of("review", review, f"commission/{kind}/{id}/{verb}")
