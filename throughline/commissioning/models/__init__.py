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
from throughline.commissioning.models.part import OfCommission

__all__ = (
    "Commission",
    "CoveredIncident",
    "EarlyLearning",
    "LegalBasis",
    "LineOfEnquiry",
    "MissingPiece",
    "OfCommission",
    "Product",
)
