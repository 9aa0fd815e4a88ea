"""The forms of an incident, each short: what happened, who answers what, who was told, whether a child is safe."""

from __future__ import annotations

from throughline.notifications.forms.deciding import AnswerForm, DecisionForm, SendForm, TellForm
from throughline.notifications.forms.once import ReasonForm
from throughline.notifications.forms.recording import (
    AccountForm,
    EditionForm,
    IncidentForm,
    NewIncidentForm,
    PreciseForm,
    WhomForm,
)
from throughline.notifications.forms.safety import AskForm, AttestForm, RhythmForm

__all__ = (
    "AccountForm",
    "AnswerForm",
    "AskForm",
    "AttestForm",
    "DecisionForm",
    "EditionForm",
    "IncidentForm",
    "NewIncidentForm",
    "PreciseForm",
    "ReasonForm",
    "RhythmForm",
    "SendForm",
    "TellForm",
    "WhomForm",
)
