"""The kinds of record of a commission, each with its form, its words and the part of the commission it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.commissioning import models
from throughline.commissioning.forms import commission, people, reports, running
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
    adds: bool = True

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
            "products",
            "What the review hands over. A summary can go first when the full report must wait.",
        ),
        Kind(
            "early-learning",
            "early learning",
            models.EarlyLearning,
            commission.EarlyLearningForm,
            "products",
            "Nobody waits for the end of a review or a trial to act on what is plain already.",
            article="",
        ),
        Kind(
            "missing",
            "missing piece",
            models.MissingPiece,
            commission.MissingPieceForm,
            "products",
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
        Kind(
            "agency-reports",
            "agency report",
            models.AgencyReport,
            reports.ReportForm,
            "agency-reports",
            "What one agency is asked to write. It answers the lines of enquiry.",
            article="an",
        ),
        Kind(
            "authors",
            "author",
            models.AgencyReport,
            reports.AuthorForm,
            "agency-reports",
            "The author had no part in the case, and manages nobody who had.",
            article="the",
            withdraws=False,
            adds=False,
        ),
        Kind(
            "answers",
            "answer to a line of enquiry",
            models.ReportAnswer,
            reports.AnswerForm,
            "agency-reports",
            "What the agency’s report says to one line of enquiry.",
            article="an",
        ),
        Kind(
            "own-recommendations",
            "recommendation of an agency",
            models.AgencyRecommendation,
            reports.OwnRecommendationForm,
            "agency-reports",
            "What an agency asks of itself. It is kept apart from what the review asks.",
        ),
        Kind(
            "marks",
            "quality mark",
            models.QualityMark,
            reports.MarkForm,
            "agency-reports",
            "What the panel thinks of one version, in words that the agency can act on.",
        ),
        Kind(
            "reviewers",
            "reviewer or chair",
            models.Reviewer,
            people.ReviewerForm,
            "people",
            "Whoever does the review is independent of the case and of its agencies, and says so.",
        ),
        Kind(
            "seats",
            "seat",
            models.PanelSeat,
            people.SeatForm,
            "panel",
            "The panel is made of agencies and roles; nobody on it worked on the case.",
        ),
        Kind(
            "meetings",
            "meeting",
            models.PanelMeeting,
            people.MeetingForm,
            "panel",
            "A meeting with the papers before it.",
        ),
        Kind(
            "decisions",
            "decision",
            models.Decision,
            people.DecisionForm,
            "decisions",
            "What the panel decided, and what the board or another body agreed, endorsed or noted.",
        ),
        Kind(
            "conditions",
            "condition",
            models.Condition,
            people.ConditionForm,
            "decisions",
            "A condition stays open until somebody says when and how it was met.",
        ),
        Kind(
            "stages",
            "stage",
            models.Stage,
            running.StageForm,
            "timetable",
            "Planned days, and the days it took.",
        ),
        Kind(
            "costs",
            "cost",
            models.Cost,
            running.CostForm,
            "cost",
            "What was set aside and what it came to, in pounds and in days of work.",
        ),
        Kind(
            "grades",
            "grade",
            models.Evaluation,
            running.EvaluationForm,
            "quality",
            "From April 2007 to 2012 serious case reviews were graded. A grade is about the review, not practice.",
        ),
        Kind(
            "foresight",
            "statement of foresight",
            models.Foresight,
            running.ForesightForm,
            "quality",
            "What somebody called predictable or preventable, in their words.",
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
    return address_of("review", review, f"commission/{kind}/{id}/{verb}".rstrip("/"))
