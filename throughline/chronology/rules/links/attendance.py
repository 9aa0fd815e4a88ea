"""Which agencies came to a meeting: one that was there in one telling, and stayed away in the other. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.words import Told

_WORDS = {
    "police": r"police|officers?",
    "health_visitor": r"health visitors?|health visiting|hv",
    "school": r"school(?! nurs)|head ?teacher|dsl",
    "school_nurse": r"school nurse|school nursing",
    "gp": r"gps?|surgery",
    "midwife": r"midwife|midwifery",
    "social_care": r"social workers?|social care|children['’]s services|csc|sw",
    "housing": r"housing(?: officer)?",
    "probation": r"probation(?: officer)?",
    "nursery": r"nursery",
    "camhs": r"camhs",
    "health": r"health(?! visit)",
    "education": r"education",
}
_MEETING = re.compile(
    r"\b(?:meeting|conference|core group|strategy|strat|panel|tac|taf|tof|cin|icpc|rcpc|cp ?conf|review|marac|mace"
    r"|professionals|discussion|planning)\b",
    re.IGNORECASE,
)
_AWAY = (
    r"\b(?:no|without|apologies (?:received )?(?:from|by|for)|nobody from|no one from|not|neither) "
    r"(?:the |a |any |attended by |(?:[\w/]+ (?:or|nor|and) ))?(?:{who})\b"
    r"(?! (?:concern|record|check|report|info|action|role|involvement))",
    r"\b(?:{who})\b(?: (?:did not|didn['’]t|does not|failed to|could not|were not|was not|not|were unable to"
    r"|was unable to|unable to))+ (?:attend|present|come|there|send|sent|represented|invited|in attendance|take part)",
    r"\b(?:{who})\b (?:were |was |sent |gave )?(?:absent|apologies|sent no|sent nobody|dna)",
)
_HERE = (
    r"\b(?:{who})\b(?:(?:,| and| &) [\w ]{{0,30}}?)? (?:all |both )?"
    r"(?:attended|were present|was present|present|came|took part|in attendance|joined|were there)\b",
    r"\b(?:attended by|present:?|attendees:?|in attendance:?|attendance by|representatives? (?:from|of)|held with"
    r"|discussion with|meeting with)[^.;]{{0,60}}?\b(?:{who})\b",
)
_FINDERS = {
    name: tuple(
        re.compile("|".join(each.format(who=who) for each in patterns), re.IGNORECASE) for patterns in (_HERE, _AWAY)
    )
    for name, who in _WORDS.items()
}
_BARE_ABSENCE = re.compile(
    r"(?:^|[.;,] ?)(?:(?:but|and) )?(?:not attended|unable to attend|did not attend)\b", re.IGNORECASE
)
_I_CAME = re.compile(
    r"^\W*(?:attended\b|[^.;]{0,60}\b(?:attended|attendance)(?:\W*$|\W*[.;,])|took part\b|joined\b|present at\b)",
    re.IGNORECASE,
)


def agencies(one: Told, two: Told, mine: frozenset[str], yours: frozenset[str]) -> str:
    """An agency that came in one telling and not in the other. `mine` and `yours` are what the two agencies are."""
    if not (_MEETING.search(one.raw) and _MEETING.search(two.raw)):
        return ""
    here, away = _came(one.raw, mine)
    there, gone = _came(two.raw, yours)
    for who in sorted(((here - away) & (gone - there)) | ((there - gone) & (away - here))):
        return f"one says that {who.replace('_', ' ')} was there, the other not"
    return ""


_PERSON = r"(?:(?:Dr|Mrs?|Ms|Miss|DC|DS|PC|SW|HV|IRO) [A-Z][a-z]*\d*|[A-Z]{1,4}\d{1,2})"
_APOLOGIES = re.compile(
    rf"\b({_PERSON}) (?:(?:gave|sent|sends|had sent|with) (?:her |his |their )?apologies|absent|did not attend"
    rf"|could not attend|was not there|was absent|unable to attend)\b"
    rf"|\b[Aa]pologies (?:from|by|were sent by) ({_PERSON})"
)
_NAMED = re.compile(rf"\b{_PERSON}")


def bare_absence(read: Told) -> bool:
    """Of a meeting an agency says without who that it was not there, or that somebody by name sent apologies."""
    return bool(_MEETING.search(read.raw) and (_BARE_ABSENCE.search(read.raw) or _APOLOGIES.search(read.raw)))


def by_name(one: Told, two: Told) -> str:
    """Somebody who sent apologies in one telling of a meeting, and is named among those there in the other."""
    if not (_MEETING.search(one.raw) and _MEETING.search(two.raw)):
        return ""
    for there, away in ((one.raw, two.raw), (two.raw, one.raw)):
        gone = {first or second for first, second in _APOLOGIES.findall(away)}
        also = {first or second for first, second in _APOLOGIES.findall(there)}
        for who in sorted((gone - also) & set(_NAMED.findall(there))):
            return f"one says that {who} sent apologies, the other names {who} among those who were there"
    return ""


@lru_cache(maxsize=65536)
def _came(text: str, agency: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Which agencies a telling says came, and which it says did not; of itself an agency says just that it attended."""
    away = frozenset(name for name, (_, gone) in _FINDERS.items() if gone.search(text))
    here = frozenset(name for name, (there, _) in _FINDERS.items() if there.search(text))
    if _I_CAME.search(text):
        here |= agency & _WORDS.keys()
    return here - away, away
