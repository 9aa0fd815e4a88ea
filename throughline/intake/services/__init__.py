"""Take a read document in: propose it, settle it, put it in the record. One deed each."""

from __future__ import annotations

from throughline.intake.services.answering import answer_doubts, choose_review
from throughline.intake.services.finishing import Finished, finish
from throughline.intake.services.importing import Imported, import_document, reference_of
from throughline.intake.services.proposing import propose, read_in
from throughline.intake.services.settling import (
    accept,
    accept_all,
    accept_run,
    correct,
    drop,
    join_to_next,
    mark,
    propose_anyway,
    split,
    undo,
)
from throughline.intake.services.waiting import READ_AT_ONCE, end_unread, read_waiting, receive_in

__all__ = [
    "READ_AT_ONCE",
    "Finished",
    "Imported",
    "accept",
    "accept_all",
    "accept_run",
    "answer_doubts",
    "choose_review",
    "correct",
    "drop",
    "end_unread",
    "finish",
    "import_document",
    "join_to_next",
    "mark",
    "propose",
    "propose_anyway",
    "read_in",
    "read_waiting",
    "receive_in",
    "reference_of",
    "split",
    "undo",
]
