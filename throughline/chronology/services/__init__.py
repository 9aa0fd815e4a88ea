"""What can be done with a chronology. Each act is whole, and one event tells of it."""

from throughline.chronology.services.asking import ask_agency, take_answer
from throughline.chronology.services.episodes import (
    change_episode,
    hold_among,
    keep_episodes,
    make_episode,
    put_in,
    withdraw_episode,
)
from throughline.chronology.services.held import change_chronology, move_chronology, open_chronology, set_columns
from throughline.chronology.services.laying import lay_out, lay_out_once
from throughline.chronology.services.marking import attach, mark, withdraw_mark
from throughline.chronology.services.sending import read_sent, submit
from throughline.chronology.services.settling import attach_pair, put_aside, settle
from throughline.chronology.services.several import read_several, submit_several
from throughline.chronology.services.sourcing import attach_source, cite_source, withdraw_source
from throughline.chronology.services.typing import correct, mend, split, type_in

__all__ = [
    "ask_agency",
    "attach",
    "attach_pair",
    "attach_source",
    "change_chronology",
    "change_episode",
    "cite_source",
    "correct",
    "hold_among",
    "keep_episodes",
    "lay_out",
    "lay_out_once",
    "make_episode",
    "mark",
    "mend",
    "move_chronology",
    "open_chronology",
    "put_aside",
    "put_in",
    "read_sent",
    "read_several",
    "set_columns",
    "settle",
    "split",
    "submit",
    "submit_several",
    "take_answer",
    "type_in",
    "withdraw_episode",
    "withdraw_mark",
    "withdraw_source",
]
