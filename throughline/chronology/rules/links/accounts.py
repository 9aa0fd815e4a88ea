"""What somebody is told to have said or wanted: where two tellings of it have nothing in common. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.opposites import ADULTS
from throughline.chronology.rules.links.words import TOPIC, Told, told, vocabulary

_SAID = re.compile(
    r"\b(?:said|says?|saying|stat(?:ed|es|ing)|told|tells|claim(?:s|ed|ing)|report(?:s|ed)|explain(?:s|ed|ing)"
    r"|explanation|account|according to|alleg(?:es|ed)|disclos(?:ed|es|ing)|put(?:s|ting)?(?: it| this| them)? down to"
    r"|blam(?:es|ed)|attribut\w+|want(?:s|ed)?|wish(?:es|ed)?|ask(?:s|ed)?(?: for)?"
    r"(?! to (?:bring|attend|return|come|contact|call|ring|take))|request(?:s|ed)?|hop(?:es|ed))"
    r"\b([^.;\n]*)",
    re.IGNORECASE,
)
_WHO = ADULTS | {"parents", "child", "baby", "boy", "girl", "school", "social_worker", "health_visitor", "gp", "police"}
_SAYING = frozenset(("see", "say", "inform", "injury", "mark", "bruise", "burn", "cut", "fracture", "swelling", "bite"))
_SHOWN = 6


def accounts(one: Told, two: Told) -> str:
    """Each tells what was said or wanted, and nothing of either is anywhere in the other telling."""
    mine, yours = _account(one), _account(two)
    if mine[0] and yours[0] and not mine[0] & two.words and not yours[0] & one.words:
        return f"one tells that it was said or wanted “{mine[1]}”, the other “{yours[1]}”"
    return ""


def _account(read: Told) -> tuple[frozenset[str], str]:
    found, words = _said(read.raw)
    return found - read.names, words


@lru_cache(maxsize=65536)
def _said(raw: str) -> tuple[frozenset[str], str]:
    """The meanings of what is said or wanted, without who it is and what both surely tell of; and its first words."""
    parts = [part for part in _SAID.findall(raw) if part.strip()]
    if not parts:
        return frozenset(), ""
    told_of = told(" . ".join(parts)).words - _WHO - _SAYING - vocabulary().common
    meant = frozenset(word for word in told_of if word[0] != TOPIC and not word[0].isdigit())
    return meant, " ".join(parts[-1].split()[:_SHOWN]).strip(" ,")
