"""What somebody is told to have said or wanted: where two tellings of it have nothing in common. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.clauses import of_one_thing
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
_EXPLAINS = re.compile(
    r"\b(?:put(?:s|ting)?(?: it| this| them)? down to|expl\w+|blam\w+|attribut\w+|account|alleg\w+|disclos\w+|because"
    r"|due to|caused by|said that (?:he|she|it|they))\b",
    re.IGNORECASE,
)
"""How something came about, of which there is one account, whatever else was said."""
_WHO = ADULTS | {"parents", "child", "baby", "boy", "girl", "school", "social_worker", "health_visitor", "gp", "police"}
_SAYING = frozenset(("see", "say", "inform", "injury", "mark", "bruise", "burn", "cut", "fracture", "swelling", "bite"))
_SHOWN = 6


def accounts(one: Told, two: Told) -> str:
    """Each tells what was said or wanted, and nothing of either is anywhere in the other telling."""
    mine, yours = _account(one), _account(two)
    if not mine[0] or not yours[0] or mine[0] & two.words or yours[0] & one.words or mine[2] & yours[2]:
        return ""
    explained = _EXPLAINS.search(one.raw) and _EXPLAINS.search(two.raw)
    if explained or of_one_thing(one, two, mine[1], yours[1]):
        return f"one tells that it was said or wanted “{mine[1]}”, the other “{yours[1]}”"
    return ""


def _account(read: Told) -> tuple[frozenset[str], str, frozenset[str]]:
    found, words, every = _said(read.raw)
    return found - read.names, words, every


@lru_cache(maxsize=65536)
def _said(raw: str) -> tuple[frozenset[str], str, frozenset[str]]:
    """The meanings of what is said or wanted, without who it is and what both surely tell of; its first words; and
    every meaning in it but persons."""
    parts = [part for part in _SAID.findall(raw) if part.strip()]
    if not parts:
        return frozenset(), "", frozenset()
    every = told(" . ".join(parts)).words - _WHO - _SAYING
    told_of = every - vocabulary().common
    meant = frozenset(word for word in told_of if word[0] != TOPIC and not word[0].isdigit())
    return meant, " ".join(parts[-1].split()[:_SHOWN]).strip(" ,"), every
