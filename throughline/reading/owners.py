"""Who is to do a thing, where the text says so; a person's name is never given, only a role or a body."""

from __future__ import annotations

import re

from .words import fold

_ROLE_WORD = re.compile(
    r"\b(?:head|director|manager|lead|officer|chair|co-chair|police|service|services|team|board|"
    r"partnership|group|sub-?group|council|trust|health|school|schools|nurse|nurses|doctor|gp|gps|"
    r"icb|ccg|agenc(?:y|ies)|education|care|social|housing|probation|designated|safeguarding|all|"
    r"committee|cabinet|panel|partners|members|executive|commissioner|commissioning|authority|workers?|"
    r"midwi(?:fe|ves|fery)|"
    r"visitors?|practitioners?|professionals?|college|hospital|surger(?:y|ies)|unit|department|governors?|"
    r"principal|headteachers?|hospitals|trusts|councils|boards|camhs|mash|lado|nhs|children|adults?|youth|business|"
    r"co-?ordinator|"
    r"review(?:er|ers)?|providers?|homes?|force|constabulary|court|cafcass|ofsted|government|national|"
    r"district|county|city|borough|learning|training|quality|assurance|audit|strategic|operational|"
    r"everyone|each|every|staff|supervisors?|reviewing|assistant|deputy|chief|superintendent|inspector|"
    r"consultant|public|voluntary|sector|community|communities|licensing|legal|we|partners?)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|cllr|councillor|sir|dame|prof|"
    r"professor)\.?\s+)?[A-Z][a-z’'-]+(?:\s+(?:[A-Z]\.?|[A-Z][a-z]+))?\s+(?:[A-Z][a-z’'-]+|"
    r"[A-Z]['’][A-Z][a-z]+)(?:-[A-Z][a-z]+)?$",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"(?:[A-Z][\w.’'-]*\s*){2,3}$")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame|Prof|Professor)\.?\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
)
_PIECES = re.compile(r"\s*[,;/\n(]\s*|\)\s*|\s+[–—-]\s+")
_SAYS_WHO = re.compile(
    r"\(?\b(?:lead(?: (?:agency|officer|body|partner|organisation))?|owner|responsible|responsibility|"
    r"accountable|by whom|action (?:by|for)|owned by|led by|for action by|"
    r"for):\s*(?P<who>(?:(?!\s(?:due|by when|dates?|deadline|status|time ?scales?|rag|target|progress|evidence|"
    r"completed?|outcome|review)\b[^:.;()\n]{0,16}:)[^.;()\n]){2,80})",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"^(?P<the>(?:that )?(?:the )?)(?P<who>[A-Z0-9][^.;:,()]{1,90}?(?:\s*\([A-Z]{2,8}\))?)\s+(?:should|"
    r"must|shall|will|needs? to|ought to|has to|have to|is to|are to|(?P<to>to) (?=[a-z]+\b)|is asked|are asked|"
    r"is recommended|are recommended|is invited|are invited|is requested|are requested)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"^[Tt]hat (?:the )?(?P<who>[A-Z][\w’'&-]*(?:,? (?:(?:and|of|for|the) )?[A-Z][\w’'&-]*)*) (?=[a-z]+\b)"
)
_HEADED = re.compile(
    r"(?:(?:[\d.]+\s+)?(?:recommendations?|actions?)\s+)?(?:for|to)\s+(?:the\s+)?(?P<who>[A-Za-z][^.:;]{1,70})$",
    re.IGNORECASE,
)
_NOT_WHO = re.compile(
    r"^(?:it|this|there|these|those|they|he|she|when|where|if|in|on|at|for|to|all of|what|how|a|an|any|"
    r"such|no|as|work|consideration|guidance|training|progress|plans?|action|agrees?|notes?|approves?|endorses?|"
    r"considers?|receives?|supports?|accepts?|asks?|"
    r"invites?|requests?|refers?|seeks?|delegates?|comments?|recommends?|thanks?|finds?|makes?)\b",
    re.IGNORECASE,
)


def without_people(owner: str) -> str:
    """`owner` without the names of persons: pieces that are a role or a body are kept, as printed."""
    pieces = [piece.strip() for piece in _PIECES.split(_TITLED.sub("", owner)) if piece and piece.strip()]
    if not pieces:
        return ""
    kept = [piece for piece in pieces if not looks_like_person(piece)]
    if len(kept) == len(pieces) and not _TITLED.search(owner):
        return " ".join(owner.split()).strip(" .;,")
    return ", ".join(kept)


def looks_like_person(piece: str) -> bool:
    """True of two or three capitalised words none of which belongs to a role or a body."""
    piece = piece.strip()
    if _ROLE_WORD.search(piece) or piece.isupper():
        return False
    return bool(_CAPITALISED.match(piece)) and bool(_PERSON.match(piece))


def owner_of_heading(name: str) -> str:
    """Who a heading over recommendations says they are for: "For Children's Services", "Police"; else empty."""
    words = re.sub(r"^[Tt]hat (?:the )?", "", " ".join(name.split()).rstrip(" :"))
    found = _HEADED.match(words)
    who = found["who"] if found else words
    if len(who.split()) > 8 or not (_ROLE_WORD.search(who) or who.isupper()) or not (found or who[:1].isupper()):
        return ""
    if not found and re.search(
        r"\b(?:recommendations?|findings?|learning|review|actions?|needs?|of children|with|from)\b", fold(who)
    ):
        return ""
    return without_people(who)


def owner_in(text: str, modal: bool = True) -> str:
    """Who the words themselves say is to do it: "Lead: ..." or the subject before "should"; empty where not said."""
    found = _SAYS_WHO.search(text)
    if found:
        return without_people(found["who"])
    if not modal:
        return ""
    found = _MODAL.match(text)
    if not found:
        found = _THAT.match(text)
        return without_people(found["who"].strip()) if found and _ROLE_WORD.search(found["who"]) else ""
    if not found or _NOT_WHO.match(found["who"]) or len(found["who"].split()) > 12:
        return ""
    who = re.sub(r"^[Tt]hat (?=[A-Z])", "", found["who"].strip())
    if found["to"] and not (_ROLE_WORD.search(last := who.split()[-1]) or last[:1].isupper()):
        return ""
    if found["to"] and (
        (not _ROLE_WORD.search(who) and not who.isupper()) or re.search(r"\b(?:is|are|be|was|were)\b", who)
    ):
        return ""
    if fold(who).endswith((" and", " or", " who", " that")):
        return ""
    return without_people(who)
