"""Write of an incident: record it, decide on it, say who was told, and ask whether its children are safe."""

from __future__ import annotations

from throughline.notifications.services.deciding import answer_for, decide
from throughline.notifications.services.recording import change_incident, open_incident, say_whom, withdraw_incident
from throughline.notifications.services.safety import ask_safety, attest, change_rhythm, end_reports, set_rhythm
from throughline.notifications.services.telling import hand_out_sheet, send_notification, tell

__all__ = (
    "answer_for",
    "ask_safety",
    "attest",
    "change_incident",
    "change_rhythm",
    "decide",
    "end_reports",
    "hand_out_sheet",
    "open_incident",
    "say_whom",
    "send_notification",
    "set_rhythm",
    "tell",
    "withdraw_incident",
)
