"""Who by name came and who stayed away: one telling has Marvin there, the other says that Marvin was not. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.words import Told, is_known

_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b|\b[A-Z]{3,}\b")
_WHO = "\u00a7"  # stands for the one that is looked for
_MANY = r"(?:,? (?:and|&) [\w ]{2,25}?|, [\w ]{2,25}?,? (?:and|&) [\w ]{2,25}?)?"
_AWAY = re.compile(
    r"\u00a7(?: \w+)? (?:did not|didn't|was not|wasn't|could not|couldn't|failed to|unable to|not|never|nor)"
    r"(?: (?:then|himself|herself))?(?: (?:attend|come|came|there|present|join|turn up|turned up|arrive|be there"
    r"|make it|at the|in attendance|show)\b|[.,;]|$)"
    r"|\u00a7 could not be (?:reached|contacted|found)|\u00a7 (?:did not|didn't) answer"
    r"|\u00a7(?: \w+)? (?:(?:sent|gave|with|sends|had sent) (?:\w+ )?apologies|apologised|absent|was absent|at work"
    r"|away|was away|was at work|was unwell|unwell|stayed away|stayed at home|dna|fta)\b"
    r"|\bapologies(?: \w+)?(?: from|:| by| for) (?:[\w ]{2,25}?(?: and|,|&) )?\u00a7"
    r"|\b(?:without|except(?: for)?|apart from|but not|not|no sign of) \u00a7(?!'s)"
    r"|\bneither [\w ]{2,25} nor \u00a7"
)
_HERE = re.compile(
    r"\u00a7(?: [a-z]+)?"
    + _MANY
    + r" (?:both |all |also |only )?(?:attended|were present|was present|present|came|was there"
    r"|were there|there for|there|took part|in attendance|joined|spoke for|represented|arrived|accompanied)\b"
    r"(?! (?:no|not|alone))"
    r"|\u00a7 (?:then |also )?(?:let (?:them|us|me|him|her|the|in)|held|opened|answered the|showed|sat|was in\b"
    r"|was at home"
    r"|in[,.;]|at home|gave access|met (?:them|us|me))"
    r"|\bboth (?:[\w ]{2,25} and )?\u00a7|\u00a7,? (?:who |she |he )(?:came|attended|arrived)"
    r"|\b(?:attended by|present:?|attendees:?|in attendance:?|attendance:|held with|meeting with|there:|seen with)"
    r"[^.;]{0,60}?\u00a7(?!'s)"
)
_ROLES = {
    **dict.fromkeys(("mother", "mum", "mam"), "mother"),
    **dict.fromkeys(("father", "dad"), "father"),
    **dict.fromkeys(("stepfather", "stepdad"), "stepfather"),
    **dict.fromkeys(("grandmother", "gran", "nan", "mgm", "pgm"), "grandmother"),
    **dict.fromkeys(("grandfather", "grandad", "mgf", "pgf"), "grandfather"),
    "partner": "partner",
    "boyfriend": "boyfriend",
    "aunt": "aunt",
    "uncle": "uncle",
    "parents": "parents",
}
_WORD = re.compile(r"[a-z]+")
_GATHERING = re.compile(
    r"\b(?:meeting|conference|core group|strategy|panel|tac|taf|tof|cin|icpc|rcpc|review|hearing|court|appointment"
    r"|clinic|session|visit|attended|present|came|there|apologies|apologised|took part"
    r"|visited|reached|fetch|contacted|flat)\b",
    re.IGNORECASE,
)


def turnout(one: Told, two: Told) -> str:
    """Somebody by name was there in one telling, and not in the other."""
    if not (_GATHERING.search(one.raw) and _GATHERING.search(two.raw)):
        return ""
    for name in sorted(_named(one.raw) & _named(two.raw) | _roles(one.raw) & _roles(two.raw)):
        (here, away), (there, gone) = _came(one.raw, name), _came(two.raw, name)
        if (here and gone and not away and not there) or (there and away and not here and not gone):
            return f"one says that {name.title()} was there, the other not"
    return ""


@lru_cache(maxsize=65536)
def _named(text: str) -> frozenset[str]:
    return frozenset(name for name in (each.lower() for each in _CAPITAL.findall(text)) if not is_known(name))


@lru_cache(maxsize=65536)
def _roles(text: str) -> frozenset[str]:
    """The roles that a telling speaks of; both parents are each of them."""
    said = frozenset(_ROLES.get(word, "") for word in _WORD.findall(text.lower()))
    return (said | {"mother", "father"} if "parents" in said else said) - {"", "parents"}


@lru_cache(maxsize=65536)
def _came(text: str, name: str) -> tuple[bool, bool]:
    """Whether a telling says that one of that name was there, and whether that one was not."""
    who = "|".join((re.escape(name), *(word for word, role in _ROLES.items() if role == name)))
    if name in ("mother", "father"):
        who += "|both parents|parents"
    said = re.sub(rf"\b(?:{who})\b", _WHO, text.lower().replace("’", "'"))
    away = bool(_AWAY.search(said))
    return bool(_HERE.search(_AWAY.sub(" ", said) if away else said)), away
