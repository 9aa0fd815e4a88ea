"""Writes of this room."""

from throughline.caseexport.services.asking import agree, ask_with_identities, decline
from throughline.caseexport.services.loading import Loaded, load_case
from throughline.caseexport.services.making import Made, make_export, take_with_identities

__all__ = (
    "Loaded",
    "Made",
    "agree",
    "ask_with_identities",
    "decline",
    "load_case",
    "make_export",
    "take_with_identities",
)
