"""The safeguarding partnership or board whose paper a document is."""

from __future__ import annotations

import re
from collections import Counter

from .runs import run_start
from .words import fold, word_set

_BODY = re.compile(
    r"Safeguarding (?:(?:Children(?:[’']s)?|Child(?:ren)? and Adults?|Adults? and Children(?:[’']s)?) "
    r")?(?:Assurance )?(?:Partnership(?: Board| for (?:Children|Young People)(?: and (?:Children|Young People|Fami"
    r"lies))?)?|"
    r"Board|Partners|Arrangements(?= \())\b"
)
_BEFORE_BODY = ("Local ", "Children’s ", "Children's ", "Childrens ", "Multi-Agency ", "Multi-agency ")
_GENERIC = word_set(
    "the a an this our each local every other all by of and to in for agreed published report "
    "response new both any its chair from with on independent serious case review annual learning "
    "summary briefing update progress"
)
_OFFICES = word_set(
    "executive chair chairs co-chairs members member partners manager officer staff secretary board group"
)
_PARTS_OF_AREAS = word_set(
    "Isles Islands Dales Vale Vales Wolds Marches Borders Bay Peninsula Moors Forest Weald Lakes Fens Coast"
)
_CAPITALS = re.compile(
    r"\b(?P<area>(?:[A-Z’'-]+ (?:(?:AND|UPON|ON|OF|&) )?){1,5}?)"
    r"(?P<body>(?:LOCAL )?(?:SAFEGUARDING CHILDREN(?:[’']S)?|CHILDREN(?:[’']S)? SAFEGUARDING|"
    r"SAFEGUARDING) (?:PARTNERSHIP(?: BOARD)?|BOARD))\b"
)
_LETTERS = re.compile(r"\b(?P<area>[A-Z][a-z]+(?: (?:and |& )?[A-Z][a-z]+)?) (?P<letters>LSCB|LSCP|SCB|SCP)\b")
_SMALL = frozenset({"And", "Upon", "On", "Of", "The", "In"})


def partnerships_in(text: str) -> list[tuple[str, str, int]]:
    """Every mention of a safeguarding board or partnership: its area, the rest of its name, its place."""
    found = []
    for match in _BODY.finditer(text):
        start = match.start()
        moved = True
        while moved:
            moved = False
            for word in _BEFORE_BODY:
                if text.startswith(word, start - len(word)) and start >= len(word):
                    start, moved = start - len(word), True
        begin = run_start(text, start)
        found.append((text[begin:start].strip(), text[start : match.end()], begin))
    return found


def areas_of(mentions: list[tuple[str, str, int]]) -> list[str]:
    """The areas of the boards and partnerships that are named in full."""
    return [fold(name) for area, body, _ in mentions if (name := _trimmed(area, body))]


def partnership_of(text: str, mentions: list[tuple[str, str, int]]) -> str:
    """The partnership or board whose paper this is, by its full name as printed; empty where none is named."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    printed: dict[str, Counter[str]] = {}
    for area, body, place in mentions:
        name = _trimmed(area, body)
        if not name:
            continue
        key = _same(name)
        explained = re.match(r" \([A-Z]{3,7}\)", text[place + len(area) + 1 + len(body) :][:12]) is not None
        counts[key] += 4 if explained else 3 if place < 1500 else 1
        first.setdefault(key, place)
        printed.setdefault(key, Counter())[name] += not area.endswith(("’s", "'s"))  # "Wexley's Safeguarding ..."
    if not counts:
        return _in_capitals(text[:20_000]) or _by_letters(text[:20_000])
    best = max(counts, key=lambda key: (counts[key], -first[key]))
    return printed[best].most_common(1)[0][0]


def _in_capitals(text: str) -> str:
    found = _CAPITALS.search(text)
    if not found:
        return ""
    words = " ".join(f"{found['area']}{found['body']}".split()).title().replace("’S", "’s").replace("'S", "'s")
    return " ".join(word.lower() if word in _SMALL and place else word for place, word in enumerate(words.split()))


def _by_letters(text: str) -> str:
    """The board by its letters ("Thornbury LSCB"), where its name is never written out."""
    found = _LETTERS.search(text)
    return f"{found['area']} {found['letters']}" if found and fold(found["area"]) not in _GENERIC else ""


def _trimmed(area: str, body: str) -> str:
    words = area.split()
    cut = max((place for place, word in enumerate(words) if word == "the" and not _in_name(words, place)), default=-1)
    words = words[cut + 1 :]
    if "of" in words and fold(words[0]) in _OFFICES:
        words = words[words.index("of") + 1 :]
    while words and fold(words[0]).strip(",") in _GENERIC:
        words.pop(0)
    while words and fold(words[-1]) in {"the", "of", "by"}:
        words.pop()
    return f"{' '.join(words)} {' '.join(body.split())}" if words else ""


def _in_name(words: list[str], place: int) -> bool:
    """True of "the" in "Ambleford and the Isles"."""
    after = words[place + 1].strip(",") if place + 1 < len(words) else ""
    return place > 1 and words[place - 1] in {"and", "&"} and after in _PARTS_OF_AREAS


def _same(name: str) -> str:
    return re.sub(r"\b(?:local|the)\b|'s\b|s'(?= )", "", fold(name)).replace("  ", " ").strip()
