"""Write of a rapid review: open it, ask agencies, conclude it, sign it, send it, and hear the Panel."""

from __future__ import annotations

from throughline.rapidreviews.services.concluding import conclude, sign
from throughline.rapidreviews.services.opening import ask_agency, open_for, take_answer
from throughline.rapidreviews.services.panel import hear_panel, reply_to_panel, send_to_panel
from throughline.rapidreviews.services.writing import mark_quality, write

__all__ = (
    "ask_agency",
    "conclude",
    "hear_panel",
    "mark_quality",
    "open_for",
    "reply_to_panel",
    "send_to_panel",
    "sign",
    "take_answer",
    "write",
)
