"""Which side of the body was hurt: the left hand in one telling, the right in the other. Pure.

A side that is said to be unhurt is not the one; where a telling has both hurt, it says nothing against another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.words import Told

_PART = (
    r"(?:distal |proximal |mid-?|upper |lower |outer |inner |back of (?:the )?|front of (?:the )?)?(?:arm|forearm"
    r"|hand|palm|wrist|elbow"
    r"|shoulder|leg|thigh|shin|calf|knee|ankle|foot"
    r"|heel|buttock|hip|ear|pinna|eye|cheek|temple|brow|side|cheekbone|jaw|collarbone|clavicle|femur|tibia|humerus"
    r"|radius|rib|finger|thumb|sole|groin)s?"
)
_SIDE = re.compile(rf"\b(left|right|l|r|lt|rt)\.?[ -](?:side of (?:\w+ )?)?({_PART})\b", re.IGNORECASE)
_CLEAR = re.compile(
    rf"\b(?:left|right|l|r|lt|rt)\.?[ -](?:side of (?:\w+ )?)?(?:{_PART})(?: of (?:her|his|the) \w+)?"
    r"(?: (?:was|were|being|is|entirely|completely|quite|all))* (?:clear|nad|normal|unmarked|unhurt|uninjured"
    r"|unaffected"
    r"|fine|not (?:hurt|injured|marked|affected|involved)|without a (?:mark|scratch|bruise)|ok|intact|untouched)\b"
    rf"|\b(?:nothing (?:to|on|seen on)|no (?:mark|bruise|bruising|injury|injuries)s? (?:to|on)|clear of) (?:the "
    rf"|his |her )?"
    rf"(?:left|right|l|r)\.?[ -](?:{_PART})\b",
    re.IGNORECASE,
)
_LIMBS = {
    **dict.fromkeys(("forearm", "hand", "palm", "wrist", "elbow", "finger", "thumb", "humerus", "radius"), "arm"),
    **dict.fromkeys(
        ("thigh", "shin", "calf", "knee", "ankle", "foot", "heel", "buttock", "hip", "femur", "tibia", "sole"), "leg"
    ),
    **dict.fromkeys(("pinna", "cheek", "temple", "brow", "cheekbone", "jaw", "eye", "side"), "face"),
}


def sides(one: Told, two: Told) -> str:
    """One part of the body, and another side of it hurt in each."""
    mine, yours = _hurt(one.raw), _hurt(two.raw)
    for part in sorted(mine.keys() & yours.keys()):
        if len(mine[part]) == len(yours[part]) == 1 and mine[part] != yours[part]:
            return f"one says {min(mine[part])}, the other {min(yours[part])} ({part})"
    return ""


@lru_cache(maxsize=65536)
def _hurt(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for side, part in _SIDE.findall(_CLEAR.sub(" ", text)):
        said = part.lower().split()[-1]
        word = said if said in _LIMBS else said.removesuffix("s")
        found.setdefault(_LIMBS.get(word, word), set()).add("left" if side[0] in "lL" else "right")
    return found
