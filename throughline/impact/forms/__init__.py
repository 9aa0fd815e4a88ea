"""The forms of statements, evidence, measures and readings."""

from throughline.impact.forms.measuring import (
    AssureForm,
    BaselineForm,
    ColumnsForm,
    MeasureForm,
    ReadingForm,
    ReadingsFileForm,
    SlideForm,
)
from throughline.impact.forms.writing import EvidenceForm, GradeForm, StatementForm

__all__ = (
    "AssureForm",
    "BaselineForm",
    "ColumnsForm",
    "EvidenceForm",
    "GradeForm",
    "MeasureForm",
    "ReadingForm",
    "ReadingsFileForm",
    "SlideForm",
    "StatementForm",
)
