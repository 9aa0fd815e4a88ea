"""Organisations and groups that a document names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .owners import looks_like_person
from .words import fold

_NOUN = (
    r"(?:Sub[- ]?[Gg]roup|Task (?:and|&) Finish Group|Board|Partnership|Group|Panel|Committee|Council|Trust|Services?|Police|Constabulary|Team|Cabinet|Association|"
    r"Hospital|Infirmary|Agency|Commission|Department|Directorate|Forum|Networks?|Unit|Hub|Authority|Executive|Inspectorate|Foundation|Centre|College|Academy|Charity|Service|Alliance|Consortium|Society|Court|Care|Health|Education|Probation)"
)
_WORD = r"(?:[A-Z][\w’'-]*|[A-Z]{2,})"
_JOIN = r"(?:\s+(?:and|of|for|the|on|&|in)(?=\s+[A-Z])(?:\s+the(?=\s+[A-Z]))?|,(?=\s+[A-Z][\w’'-]*(?:,| and\b| &)))?"
_BODY = re.compile(rf"\b(?P<name>(?:{_WORD}{_JOIN}\s+){{1,8}}?(?:\([A-Z]{{2,8}}\)\s+)?{_NOUN})(?!\w)(?:\s+\((?P<short>[A-Z][A-Za-z]{{1,7}})\))?")
_LOWER_GROUP = re.compile(
    rf"\b(?P<name>(?:{_WORD}{_JOIN}\s+){{1,7}}?(?:\((?P<inner>[A-Z]{{2,8}})\)\s+)?(?:sub[- ]?group|task and finish group|group|panel|committee|team|board|partnership|trust|service))\b"
)
_FAMILIAR = re.compile(r"\b(?:Ofsted|OFSTED|Cafcass|CAFCASS|NSPCC|DfE|Department for Education|Home Office|Public Health|Children[’']s Social Care|Adult Mental Health|Thames Valley Police|Secretary of State|Youth Justice Service|Cabinet)\b")
_FIRST = frozenset(
    "the a an this that these our all each every by to from at in on of for with when where since after before and or but if as it its their new local both two three four five six seven some other another such no any most many "
    "agreed published report response progress review reviews finding recommendation annual during within under between through via between following although however while whilst part".split()
)
_NOT_BODY = re.compile(
    r"^(?:section|appendix|serious case|rapid|health|care|education|early help|social care|best|good|the|child|children|working together|annual|action|executive|key|date|report|title|lead|head|children in|looked after|intensive|clinical|universal|statutory|foster|residential|secondary|primary|higher|further|mental|physical|public|home|after|duty of|quality of)?\s*(?:health|care|education|services?|executive|court|centre|group|team|board|panel|unit|service|partnership)$"
)


@dataclass(slots=True)
class Body:
    """One name of a body, with where it first stands and how often."""

    name: str
    at: tuple[int, int]
    count: int = 1
    places: list[int] = field(default_factory=list)


def bodies_of(text: str) -> list[Body]:
    """The names of bodies in `text`, in the order of their first mention; no names of people."""
    found: dict[str, Body] = {}
    taken: list[tuple[int, int]] = []
    for pattern in (_BODY, _LOWER_GROUP, _FAMILIAR):
        for match in pattern.finditer(text):
            start = match.start("name") if "name" in pattern.groupindex else match.start()
            end = match.end("name") if "name" in pattern.groupindex else match.end()
            start = _trimmed(text, start, end)
            name = " ".join(text[start:end].split())
            if start >= end or not _is_body(name) or "\n" in text[start:end] or "\t" in text[start:end]:
                continue
            body = found.get(name)
            if body:
                body.count += 1
            else:
                found[name] = Body(name, (start, end))
            taken.append((start, end))
    return sorted(found.values(), key=lambda body: body.at)


def _trimmed(text: str, start: int, end: int) -> int:
    """The start without the small words before the name."""
    while True:
        word = re.match(r"[\w’'-]+,?\s+", text[start:end])
        if not word or fold(word[0].strip(" ,")) not in _FIRST:
            return start
        start += word.end()


def _is_body(name: str) -> bool:
    words = name.split()
    if len(words) < 2 and name not in {"Cabinet", "Ofsted", "OFSTED", "NSPCC", "DfE", "Cafcass", "CAFCASS"}:
        return False
    if len(words) > 12 or looks_like_person(name) or _NOT_BODY.match(fold(name)):
        return False
    return not (name.isupper() and len(words) > 8)
