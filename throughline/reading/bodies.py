"""Organisations and groups that a document names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .owners import looks_like_person
from .runs import run_start
from .words import fold, word_set

_NOUN_AT = re.compile(
    r"(?:Sub[- ]?[Gg]roup|Task and Finish Group|Task & Finish Group|Board|Partnership|Group|Panel|"
    r"Committee|Council|Trust|Services?|Police|"
    r"Constabulary|Team|Cabinet|Association|Hospital|Infirmary|Agency|Commission|Department|Directorate|"
    r"Forum|Networks?|Unit|Hub|Authority|"
    r"Inspectorate|Foundation|Centre|College|Academy|Charity|Alliance|Consortium|Society|Court|"
    r"sub-group|subgroup|sub group|task and finish group|group|panel|committee|team|board|partnership|"
    r"trust|service)(?!\w)"
)
_NOUN_AFTER_SPACE = re.compile(r" (?=[A-Zbcgpst])" + _NOUN_AT.pattern)
_FAMILIAR = re.compile(
    r"(?:Ofsted|OFSTED|Cafcass|CAFCASS|NSPCC|DfE|Department for Education|Home Office|Public Health|"
    r"Children[’']s Social Care|Adult Mental Health|Thames Valley Police|Secretary of State|Youth Justice "
    r"Service|Cabinet)\b"
)
_ENDS_A_BODY = re.compile(
    r"(?:Police|Council|Services?|Board|Partnership|Trust|Team|Group|Panel|Committee|Agency|Hospital|DfE|"
    r"Children[’']s Social Care)"
    r"(?:,(?: and)?|:| and) (?:the )?|"
    r"\b(?:Chair|Director|Head|Member|Chief Executive|Deputy Director)(?: (?:of|for|to))?(?: the)? "
)
_NEXT_WORD = re.compile(r" (?:[A-Z][\w’'-]* )?(?=[A-Zst])")
_FIRST = word_set(
    "the a an this that these our all each every by to from at in on of for with when where since "
    "after before and or but if as it its their new local both two three four five six seven some "
    "other another such no any most many agreed published report response progress review reviews "
    "finding recommendation annual during within under between through via between following although "
    "however while whilst part"
)
_NOT_BODY = re.compile(
    r"^(?:section|appendix|serious case|rapid|health|care|education|early help|social care|best|good|the|"
    r"child|children|working together|annual|action|executive|key|date|report|title|lead|head|children in|"
    r"looked after|intensive|clinical|universal|statutory|foster|residential|secondary|primary|higher|"
    r"further|mental|physical|public|home|after|duty of|quality of)?\s*(?:health|care|education|services?|"
    r"executive|court|centre|group|team|board|panel|unit|service|partnership)$"
)


@dataclass(slots=True)
class Body:
    """One name of a body, with where it first stands and how often."""

    name: str
    at: tuple[int, int]
    count: int = 1


def bodies_of(text: str) -> list[Body]:
    """The names of bodies in `text`, in the order of their first mention; no names of people."""
    found: dict[str, Body] = {}
    for match in _NOUN_AFTER_SPACE.finditer(text):
        noun, end = match.start() + 1, match.end()
        start = run_start(text, noun)
        if start < noun and not _goes_on(text, end) and not _ends_longer_noun(text, noun, end):
            _note(text, _trimmed(text, start, end), end, found)
    for match in _FAMILIAR.finditer(text):
        _note(text, match.start(), match.end(), found)
    return sorted(found.values(), key=lambda body: body.at)


def _goes_on(text: str, end: int) -> bool:
    """True where the name goes on after this noun ("Health Service" after "Health")."""
    after = _NEXT_WORD.match(text, end)
    return after is not None and _NOUN_AT.match(text, after.end()) is not None


def _ends_longer_noun(text: str, start: int, end: int) -> bool:
    """True of "Group" in "(Sub Group": the noun is the whole, which no space stands before."""
    if text[start:end].lower() != "group":
        return False
    places = [start - len(before) for before in ("Sub ", "Task & Finish ", "Task and Finish ") if start >= len(before)]
    return any(
        (not place or text[place - 1] != " ") and (whole := _NOUN_AT.match(text, place)) and whole.end() == end
        for place in places
    )


def _note(text: str, start: int, end: int, found: dict[str, Body]) -> None:
    name = text[start:end]
    if start >= end or "\n" in name or "\t" in name:
        return
    body = found.get(name)
    if body:
        body.count += 1
    elif _is_body(name):
        found[name] = Body(name, (start, end))


def _trimmed(text: str, start: int, end: int) -> int:
    """The start without the small words before the name."""
    comma = text.find(", ", start, end)
    if comma >= 0 and looks_like_person(text[start:comma]):
        start = comma + 2
    for joined in _ENDS_A_BODY.finditer(text, start, end):
        start = joined.end()
    while True:
        word = re.match(r"[\w’'-]+,?\s+", text[start:end])
        if not word or fold(word[0].strip(" ,")) not in _FIRST:
            return start
        start += word.end()


def _is_body(name: str) -> bool:
    words = name.split()
    if len(words) < 2 and name not in {"Cabinet", "Ofsted", "OFSTED", "NSPCC", "DfE", "Cafcass", "CAFCASS"}:
        return False
    if (
        any(mark in name for mark in '“”"‘')
        or "'" in name.replace("'s", "").replace("s'", "")
        or name.count("(") != name.count(")")
    ):
        return False
    if len(words) > 12 or looks_like_person(name) or _NOT_BODY.match(fold(name)):
        return False
    return not (name.isupper() and len(words) > 8)
