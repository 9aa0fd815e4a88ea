"""What commissioning and running a review leaves on record."""

from throughline.commissioning.models.commission import (
    Commission,
    CoveredIncident,
    EarlyLearning,
    LegalBasis,
    LineOfEnquiry,
    MissingPiece,
    Product,
)
from throughline.commissioning.models.panel import Condition, Decision, PanelMeeting, PanelSeat
from throughline.commissioning.models.part import OfCommission
from throughline.commissioning.models.people import Reviewer
from throughline.commissioning.models.reports import (
    AgencyRecommendation,
    AgencyReport,
    AgencyReportState,
    AgencyReportVersion,
    OfReport,
    QualityMark,
    ReportAnswer,
)
from throughline.commissioning.models.running import Cost, Evaluation, Foresight, Stage

__all__ = (
    "AgencyRecommendation",
    "AgencyReport",
    "AgencyReportState",
    "AgencyReportVersion",
    "Commission",
    "Condition",
    "Cost",
    "CoveredIncident",
    "Decision",
    "EarlyLearning",
    "Evaluation",
    "Foresight",
    "LegalBasis",
    "LineOfEnquiry",
    "MissingPiece",
    "OfCommission",
    "OfReport",
    "PanelMeeting",
    "PanelSeat",
    "Product",
    "QualityMark",
    "ReportAnswer",
    "Reviewer",
    "Stage",
)
