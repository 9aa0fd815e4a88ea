"""The kinds of look from outside, and the kinds of what they find. Pure."""

from __future__ import annotations

KINDS = {"peer_review": "Peer review", "challenge_event": "Challenge event", "inspection": "Inspection"}
POINTS = {"strength": "Strength", "improve": "To put right", "noted": "Noted"}
SIGNS = {"strength": "holding", "improve": "open_end", "noted": "claimed"}
