"""Who did what: the person that does a thing in one telling and the one that does it in the other. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from throughline.chronology.rules.links.family import is_forename
from throughline.chronology.rules.links.opposites import ADULTS
from throughline.chronology.rules.links.persons import SEEN_FROM, at_her_mothers, may_be
from throughline.chronology.rules.links.words import Told, is_known, stem, told, vocabulary

# Deeds by the beginning of their word, or, with a stop after it, by the whole. Those with "by" are told of the one that
# stands after it.
_DEEDS = {
    "call": ("call", "phon", "telephon", "rang.", "ring.", "rings.", "ringing.", "dial"),
    "bring": ("brought", "bring", "accompan", "escort", "took", "taken", "bib"),
    "collect": ("collect", "picked"),
    "refer": ("refer", "referral"),
    "hit": (
        "hit",
        "assault",
        "slap",
        "punch",
        "push",
        "kick",
        "bitten.",
        "biting.",
        "smack",
        "attack",
        "struck",
        "hurt",
        "shov",
    ),
    "break": ("smash", "broke", "damag", "kick"),
    "threaten": ("threaten",),
    "drink": ("drunk", "intoxicat", "drink", "drinking", "inebriat", "alcohol", "influence"),
    "report": ("report", "reported"),
    "lock": ("lock",),
    "find": ("found", "discover"),
    "drive": ("drove", "driv"),
    "leave": ("left.",),
    "sign": ("signed.", "signing."),
    "breathe": ("breaths.", "resuscitat", "cpr."),
    "lead": ("lead",),
    "ask": ("ask", "request"),
    "care": ("sole",),
    "smell": ("smelt", "smell"),
    "charged": ("charged.",),
    "released": ("released.",),
    "arrested": ("arrest",),
    "excluded": ("exclud",),
    "detained": ("detain",),
    "consent": ("consent",),
    "chair": ("chaired.",),
    "answer": ("answered.",),
}
_SIDES = frozenset(
    ("arm", "leg", "hand", "eye", "ear", "side", "cheek", "knee", "foot", "shoulder", "wrist", "thigh", "hip", "ankle")
) | {"forearm", "elbow", "shin", "temple", "rib", "ribs", "upper", "lower", "lung", "index", "thumb", "finger"}
"""After “left” these say where, and not that somebody went."""
_FAMILY = ADULTS | {"parents", "grandparents", "boyfriend"}
_WORKERS = frozenset(
    ("police", "gp", "hospital", "school", "nursery", "midwife", "health_visitor", "social_worker", "social_care")
) | {"school_nurse", "ambulance", "probation", "housing", "teacher", "paediatrician"}
_PERSONS = _FAMILY | _WORKERS
_OF_WORKERS = frozenset(("refer", "lead"))  # deeds of agencies as well as of the family
_DONE_TO = frozenset(
    ("charged", "released", "arrested", "excluded", "detained")
)  # what is told of the one to whom it is done
_LEFT = 5
_JOINED = {
    "health visitor": "hv",
    "social worker": "sw",
    "school nurse": "sn",
    "general practitioner": "gp",
    "family doctor": "gp",
    "headteacher": "teacher",
    "head teacher": "teacher",
    "community midwife": "midwife",
    "social care": "csc",
    "step father": "stepfather",
    "step mother": "stepmother",
    "new partner": "boyfriend",
}
_TITLES = {"mr": "mr", "mrs": "ms", "ms": "ms", "miss": "ms"}
_FIRST_NAME = re.compile(r"\b(Mrs?|Ms|Miss)\.? [A-Z](?:[a-z]+|\.)? (?=[A-Z][a-z])")  # Ms Tara Quill is Ms Quill
_COUPLE = re.compile(r"\b(mrs?|ms)\.? (?:and|&) (mrs?|ms)\.? ([a-z]+)")  # Mr and Mrs Quill are Mr Quill and Mrs Quill
_NAME = "name:"
_MARK = "qq"  # no word begins so
_CAPITAL = re.compile(r"\b([A-Z][a-z]{2,}|[A-Z]{3,})(?: (?:[A-Z]{3,}|[A-Z][a-z]+)(?=[ .,;)]))?\b(?!['’]s)")
_WORD = re.compile(r"[a-z0-9][a-z0-9']*|[.;!?\n:,]")
_ENDS = frozenset(".;!?\n")
_SMALL = frozenset(("up", "in", "out", "back", "off", "made", "received"))
_PARENT_S = re.compile(r"(?:dad|father|mum|mother)'s")
_OLDER = {"mother": "grandmother", "father": "grandfather"}
_NOT_THE_DOER = frozenset(
    ("to", "with", "of", "for", "against", "about", "re", "told", "asked", "informed", "at", "on")
)
"""Before a person, these say that the deed was not that person's."""


def doers(one: Told, two: Told) -> str:
    """What one telling has one person do, the other has another do."""
    mine, yours = _deeds(one.raw), _deeds(two.raw)
    for deed in mine:
        if deed not in yours:
            continue
        a, b = mine[deed], yours[deed]
        if a & b or any(may_be(x) & b or y in may_be(x) for x in a for y in b):
            continue
        x, y = min(a), min(b)
        if (x in _WORKERS, x.startswith(_NAME)) == (y in _WORKERS, y.startswith(_NAME)):
            return f"one has {_called(x)} {deed}, the other {_called(y)}"
    return ""


def _called(who: str) -> str:
    return who.removeprefix(_NAME).title() if who.startswith(_NAME) else f"the {who.replace('_', ' ')}"


def _of_family(who: str) -> bool:
    return who in _FAMILY or who.startswith(_NAME)


@lru_cache(maxsize=65536)
def _deeds(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sentence in _sentences(text):
        for at, (word, _) in enumerate(sentence):
            side = word == "left" and at + 1 < len(sentence) and sentence[at + 1][0] in _SIDES
            for deed in () if side else _named(word):
                who = _after_by(sentence, at, deed) or _before(sentence, at, deed)
                if who:
                    found.setdefault(deed, set()).add(who)
    return found


def _named(word: str) -> Iterator[str]:
    for deed, begins in _DEEDS.items():
        if word.startswith(begins) or f"{word}." in begins:
            yield deed


def _sentences(text: str) -> Iterator[list[tuple[str, str]]]:
    """The words of each sentence, with the person that each means."""
    named = _CAPITAL.sub(_forename, _FIRST_NAME.sub(r"\1 ", text))
    lowered = _COUPLE.sub(r"\1 \3 and \2 \3", named.lower().replace("’", "'"))
    for several, one in _JOINED.items():
        lowered = lowered.replace(several, one)
    sentence: list[tuple[str, str]] = []
    for word in _WORD.findall(lowered):
        if word in _ENDS:
            yield sentence
            sentence = []
        else:
            titled = sentence and sentence[-1][0] in _TITLES and not word.endswith("'s")
            who = f"{_NAME}{_TITLES[sentence[-1][0]]} {word}" if titled else _person(word)
            if who in _OLDER and sentence and _PARENT_S.fullmatch(sentence[-1][0]):
                who = _OLDER[who]
            sentence.append((word, who))
    yield sentence


def _forename(match: re.Match[str]) -> str:
    """A forename with a mark before it, and the surname after it gone; any other word as it is."""
    word = match.group(1)
    return f"{_MARK}{word}" if is_forename(word) and not is_known(word.lower()) else match.group()


@lru_cache(maxsize=65536)
def _person(word: str) -> str:
    if word.endswith("'s"):
        return ""
    if word.startswith(_MARK):
        return f"{_NAME}{word.removeprefix(_MARK)}"
    root = stem(word.replace("'", ""))
    meaning = vocabulary().single.get(root, root)
    return meaning if meaning in _PERSONS else ""


def _may_do(who: str, deed: str) -> bool:
    return _of_family(who) or (who in _WORKERS and deed in _OF_WORKERS)


def _after_by(sentence: list[tuple[str, str]], at: int, deed: str) -> str:
    words = [word for word, _ in sentence]
    by = at + 2 if words[at + 1 : at + 2] and words[at + 1] in _SMALL else at + 1
    if deed in _OF_WORKERS and "by" in words[by : by + _LEFT]:  # a referral to somebody, made by somebody
        by = words.index("by", by)
    if words[by : by + 1] and words[by] in ("by", "from"):
        return next((who for _, who in sentence[by + 1 : by + 4] if who and _may_do(who, deed)), "")
    return ""


def _before(sentence: list[tuple[str, str]], at: int, deed: str) -> str:
    """The nearest person before it, unless that person is what the deed is done to or told to."""
    for place in range(at - 1, max(-1, at - 1 - _LEFT), -1):
        word, who = sentence[place]
        if who and deed in _DONE_TO and place > 1 and sentence[place - (2 if who.startswith(_NAME) else 1)][0] == "and":
            return ""  # and somebody else as well
        if who and _may_do(who, deed):
            return "" if place and sentence[place - 1][0] in _NOT_THE_DOER else who
        if word in ("by", "was", "were", "been") and (word == "by" or deed not in _DONE_TO):
            return ""
    return ""


def others(one: Told, two: Told) -> str:
    """Each tells of just one person of the family whom the other leaves out."""
    mine, yours = _family(one), _family(two)
    only_mine, only_yours = mine - yours, yours - mine
    if len(only_mine) != 1 or len(only_yours) != 1:
        return ""
    a, b = min(only_mine), min(only_yours)
    if a not in _of_family_told(one.raw) or b not in _of_family_told(two.raw):
        return ""
    if may_be(a) & yours or may_be(b) & mine or at_her_mothers(one, two, {a, b}):
        return ""
    if {a, b} in SEEN_FROM or f"{a}'s" in one.raw.lower() or f"{b}'s" in two.raw.lower():
        return ""
    return f"one tells of the {a}, the other of the {b}"


def titled(one: Told, two: Told) -> str:
    """Each tells of just one person by title whom the other leaves out: Mr Nolan in one, Mrs Nolan in the other."""
    mine, yours = _titled(one.raw), _titled(two.raw)
    only_mine, only_yours = mine - yours, yours - mine
    if len(only_mine) == len(only_yours) == 1:
        a, b = min(only_mine), min(only_yours)
        if a.startswith(b) or b.startswith(a):  # Ms P is Ms Penrose
            return ""
        if a.split()[0] == b.split()[0] or a.split()[-1] == b.split()[-1]:
            return f"one tells of {_called(a)}, the other of {_called(b)}"
    return ""


@lru_cache(maxsize=65536)
def _titled(text: str) -> frozenset[str]:
    return frozenset(who for sentence in _sentences(text) for _, who in sentence if " " in who)


_ONLY_TELLS = re.compile(
    r"^\W*(?:(?:maternal |paternal |a |the )?[\w'’]+),? (?:(?:Mrs?|Ms|Miss) )?(?:[A-Z]\w+ ){0,2}(?:t/c|tel\.? call"
    r"|rang|phoned|telephoned|called"
    r"|texted|e-?mailed|told (?:me|us)|informed|reported|reports|says|said)\b"
    r"|\b(?:t/c|call|message|report|text|e-?mail|shouting|rang|informed|told) (?:\w+ ){0,3}?(?:by|from) (?:a |the "
    r"|her |his )?(?:maternal |paternal |next[ -]door )?\w+"
    r"|\b\w+['’]s\b(?= (?:house|home|address|flat|place|side|room)|[.,;]|$)|\bto (?:the |her "
    r"|his )?(?:foster )?(?:carers?|\w+['’]s)|\bfoster carers?"
    r"|\b\w+ (?:did not|didn't|had not|stayed away|could not|was not|sent apologies|absent|unable)\b",
    re.IGNORECASE,
)
"""Who only rang to tell of it, whose home it was, and where somebody was taken."""


@lru_cache(maxsize=65536)
def _of_family_told(text: str) -> frozenset[str]:
    return frozenset(_family(told(_ONLY_TELLS.sub(" ", text))))


def _family(read: Told) -> set[str]:
    return {word for word in read.words if word in _FAMILY or word in ("partner", "grandparents")}
