"""Questionnaires, rounds with their answers and scores, and what reviews from outside found."""

from throughline.assurance.models.events import AssuranceEvent, AssurancePoint, Brought
from throughline.assurance.models.questionnaires import (
    Questionnaire,
    QuestionnaireEdition,
    QuestionnaireQuestion,
    QuestionnaireStandard,
)
from throughline.assurance.models.rounds import (
    AgencyReturn,
    AnswerScore,
    AssuranceRound,
    ReturnAnswer,
    RoundQuestion,
    RoundSample,
    RoundStep,
)

__all__ = [
    "AgencyReturn",
    "AnswerScore",
    "AssuranceEvent",
    "AssurancePoint",
    "AssuranceRound",
    "Brought",
    "Questionnaire",
    "QuestionnaireEdition",
    "QuestionnaireQuestion",
    "QuestionnaireStandard",
    "ReturnAnswer",
    "RoundQuestion",
    "RoundSample",
    "RoundStep",
]
