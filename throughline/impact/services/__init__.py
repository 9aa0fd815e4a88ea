"""Write what came of it: statements, evidence and its acceptance, measures, their readings, and why they slid."""

from throughline.impact.services.measuring import (
    add_reading,
    assure_reading,
    receive_readings_file,
    say_why_it_slid,
    take_readings,
)
from throughline.impact.services.writing import (
    NO_CONSENT,
    Consent,
    accept_evidence,
    add_evidence,
    add_measure,
    add_statement,
    bring_evidence,
    change_evidence,
    change_statement,
)

__all__ = (
    "NO_CONSENT",
    "Consent",
    "accept_evidence",
    "add_evidence",
    "add_measure",
    "add_reading",
    "add_statement",
    "assure_reading",
    "bring_evidence",
    "change_evidence",
    "change_statement",
    "receive_readings_file",
    "say_why_it_slid",
    "take_readings",
)
