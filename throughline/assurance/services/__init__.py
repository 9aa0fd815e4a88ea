"""Write questionnaires, rounds, answers, scores, events, and bring what was found into reviews."""

from throughline.assurance.services.answering import ask_agency, save_answers, send_answers, send_back, take_answer
from throughline.assurance.services.events import (
    add_event,
    add_point,
    bring_as_action,
    bring_as_evidence,
    change_event,
    change_point,
    withdraw_point,
)
from throughline.assurance.services.questionnaires import (
    add_question,
    add_questionnaire,
    add_standard,
    begin_shipped,
    change_edition,
    change_question,
    change_standard,
    draft_next,
    publish_edition,
    withdraw_part,
)
from throughline.assurance.services.rounds import change_round, move_round, name_peers, open_round, take_results
from throughline.assurance.services.scoring import challenge_answer, moderate_answer

__all__ = [
    "add_event",
    "add_point",
    "add_question",
    "add_questionnaire",
    "add_standard",
    "ask_agency",
    "begin_shipped",
    "bring_as_action",
    "bring_as_evidence",
    "challenge_answer",
    "change_edition",
    "change_event",
    "change_point",
    "change_question",
    "change_round",
    "change_standard",
    "draft_next",
    "moderate_answer",
    "move_round",
    "name_peers",
    "open_round",
    "publish_edition",
    "save_answers",
    "send_answers",
    "send_back",
    "take_answer",
    "take_results",
    "withdraw_part",
    "withdraw_point",
]
