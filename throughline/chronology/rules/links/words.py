"""What an entry tells, as meanings that can be compared: mum and mother are one, ICPC and its long name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from throughline.chronology.rules.links.denials import MARKS, REACH, spoken
from throughline.chronology.rules.links.dimensions import kept, ways

_VOCABULARY = Path(__file__).with_name("vocabulary.txt")
_TOKEN = re.compile(r"[a-z]+&[a-z]+|[a-z]/[a-z]\b|[a-z]+\d*|\d+(?:[.:,/]\d+)*|[.,;!?%\n]")
_SENTENCE_END = frozenset(".;!?\n")
_SIGNS = {**dict.fromkeys(_SENTENCE_END, "."), ",": ",", "%": "percent"}
_ORDINAL = frozenset(
    ("st", "nd", "rd", "th", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
)


def _grammar() -> dict[str, list[str]]:
    text = Path(__file__).with_name("grammar.txt").read_text(encoding="utf-8").replace("\n    ", " ")
    lines = [line.partition(":") for line in text.splitlines() if not line.startswith("#")]
    return {name: [word.strip() for word in words.split(",")] for name, _, words in lines}


def _pairs(words: list[str]) -> dict[str, str]:
    return {first: second for first, _, second in (word.partition(" ") for word in words)}


_GRAMMAR = _grammar()
_NUMBERS = _pairs(_GRAMMAR["numbers"])
_IRREGULAR = _pairs(_GRAMMAR["forms"])
STOP = frozenset(_GRAMMAR["stop"])
NEGATIONS = frozenset(_GRAMMAR["negations"])
_BODY = frozenset(_GRAMMAR["body"])
_STOPS_NEGATION = frozenset(
    ("but", "however", "although", "though", "except", "until", "unless", "if", "when", "because", "as", "so")
)
_KIN = frozenset(_GRAMMAR["kin"])  # who does not do a thing is not denied by it
_SMALL = {"and": "&", **dict.fromkeys(NEGATIONS, "not"), **dict.fromkeys(_STOPS_NEGATION, "but")}
_NTH = {word: str(place) for place, word in enumerate(("second", "third", "fourth", "fifth", "sixth"), 2)}
_TURNS = frozenset(("time", "occasion", "attempt", "visit", "appointment"))
_SIDE_OF = {"left": "left", "right": "right", "l": "left", "r": "right", "lt": "left", "rt": "right"}
_BY_THE_NEXT = _SIDE_OF.keys() | _NUMBERS.keys() | _NTH.keys()
_WHERE = frozenset(("in", "at", "on"))
_PLACED = frozenset(("on", "in", "at", "from", "during", "with", "by", "for"))  # a denial does not reach over these
_TOWARDS = frozenset(("to",))  # not taken to her appointment; but not that one did not agree to it
_WHOSE_IT_IS = frozenset(("the", "a", "an", "his", "her", "their", "our", "this", "that"))
_REFUSALS = frozenset(("refuse", "deny"))
_MEASURES = frozenset(("score", "phq9", "gad7", "temperature", "fever", "age", "aged", "grade", "stage", "tier"))
OWN = 0.5
TOPIC = "~"  # before what a telling speaks of, however it has it


@dataclass(slots=True)
class Told:
    """The meanings of one entry, in the order they stand, with what is denied, what is counted and who is named."""

    words: frozenset[str]
    sorted: tuple[str, ...]
    line: tuple[str, ...]
    denied: frozenset[str]
    affirmed: frozenset[str]
    counts: dict[str, set[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Meanings of `single` words by stem, of `phrases` by their first word; what is a meeting, event, or `common`."""

    single: dict[str, str]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    meetings: frozenset[str]
    kinds: frozenset[str]
    common: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The kept list, read once."""
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    marked: dict[str, set[str]] = {"!": set(), "+": set(), "-": set()}
    for line in _VOCABULARY.read_text(encoding="utf-8").splitlines():
        head, parted, rest = line.partition(":")
        if not parted or line.startswith("#"):
            continue
        name = head.lstrip("!+-")
        if name != head:
            marked[head[0]].add(name)
        for variant in rest.split(","):
            words = tuple(word for word in _TOKEN.findall(variant.replace("'", "")) if word not in _SIGNS)
            if len(words) == 1:
                single.setdefault(stem(words[0]), name)
            elif words:
                phrases.setdefault(words[0], []).append((words, name))
    for found in phrases.values():
        found.sort(key=lambda each: -len(each[0]))
    meetings = frozenset(marked["!"])
    return Vocabulary(single, phrases, meetings, meetings | marked["+"], frozenset(marked["-"]))


def is_known(word: str) -> bool:
    """The word, in small letters, is one of the list or one that tells nothing, so that it is nobody's name."""
    root = stem(word)
    return root in vocabulary().single or word in STOP or word in NEGATIONS or root in vocabulary().kinds


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its endings, so that its forms are one."""
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) <= 3:
        return word
    word = _without_plural(word)
    for ending, least in (("ingly", 5), ("edly", 5), ("ing", 6), ("ed", 5), ("ly", 6)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _without_plural(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def told(text: str) -> Told:
    """The meanings in a text."""
    signed = _WHOSE.sub(
        "",
        _BROKEN.sub(" fracture ", _BLOCK.sub(r"\1", _TAKEN.sub(r"overdose \g<0>", text)))
        .replace("’", "'")
        .replace("(", " ")
        .replace(")", " "),
    )
    tokens = _TOKEN.findall(
        _OWNED.sub(
            _owner, FORTNIGHT.sub("fortnightly", _UNCHANGED.sub("same", _HEAD.sub("headteacher", signed).lower()))
        ).replace("'", "")
    )
    return _gathered(_meanings(tokens), _names(_OWNERS.sub(r"\1", signed).replace("'", "")), text)


def _owner(match: re.Match[str]) -> str:
    """Whose it is, as the list has it or as the one it is: mothers, baby."""
    word = match.group(1)
    known = vocabulary()
    return f"{word}s" if f"{word}s" in known.phrases or stem(f"{word}s") in known.single else word


def _meanings(tokens: list[str]) -> list[str]:
    """Meanings in order: ``.`` ends a sentence, ``not`` denies what follows until ``but``, ``,`` ends a count."""
    phrases = vocabulary().phrases
    line: list[str] = []
    at, end = 0, len(tokens)
    while at < end:
        token = tokens[at]
        if token in phrases:
            found = _phrase(tokens, at, phrases[token])
            if found:
                line.append(found[1])
                at += len(found[0])
                continue
        at += 1
        placed = token in _PLACED or (token in _TOWARDS and at < end and tokens[at] in _WHOSE_IT_IS)
        if placed and "not" in line[-REACH:]:
            line.append("//" if line[-1] == "not" and token in _WHERE else "/")
        by_the_next = token in _BY_THE_NEXT
        meaning = _before(token, tokens[at] if at < end else "") if by_the_next else _meaning(token)
        if meaning:
            line.append(meaning)
        if meaning in _REFUSALS and at < end and tokens[at] == "to":
            line.append("not")
    return line


Phrase = tuple[tuple[str, ...], str]


def _phrase(tokens: list[str], at: int, phrases: list[Phrase]) -> Phrase | None:
    for words, name in phrases:
        said = tokens[at : at + len(words)]
        if said[:-1] == list(words[:-1]) and said[-1:] in ([words[-1]], [f"{words[-1]}s"]):
            return words, name
    return None


def _before(token: str, after: str) -> str:
    """Left and right are sides before a part of the body; a number before an ordinal is a part of it."""
    if token in _NUMBERS:
        return "" if after in _ORDINAL else _NUMBERS[token]
    if token in _NTH:
        return _NTH[token] if after in _TURNS else ""
    root = stem(after)
    if vocabulary().single.get(root, root) in _BODY:
        return _SIDE_OF[token]
    return vocabulary().single.get(token, token) if len(token) > 2 else ""


@lru_cache(maxsize=65536)
def _meaning(word: str) -> str:
    """What one word means by itself; nothing where it tells nothing."""
    sign = _SIGNS.get(word) or _SMALL.get(word)
    if sign:
        return sign
    if word[0].isdigit():
        return word.rstrip(".,:/")
    root = stem(word)
    name = vocabulary().single.get(root)
    if name:
        return name
    return "" if word in STOP or len(word) < 2 else root


def _gathered(line: list[str], names: frozenset[str], raw: str) -> Told:
    counts: dict[str, set[str]] = {}
    for at, word in enumerate(line):
        if word[0].isdigit():
            _count(line, at, counts)
    affirmed, denied = spoken(line, frozenset(_GRAMMAR["done"]), vocabulary().common | _KIN)
    words = frozenset(line) - MARKS
    if "dna" in words:
        words |= {"attend", "appointment", "bring"}  # an appointment that was missed is told of as one that was kept
    words |= {f"{TOPIC}{name}" for name in ways(raw) if name in kept().telling}
    return Told(words, tuple(sorted(words)), tuple(line), denied, affirmed, counts, names, raw)


def _count(line: list[str], at: int, counts: dict[str, set[str]]) -> None:
    """A number counts what comes right after it, or is the measure of what stands before it."""
    for unit in line[max(0, at - 2) : at]:
        if unit in _MEASURES:
            counts.setdefault(f"{unit} of", set()).add(line[at])
    for unit in line[at + 1 : at + 4]:
        if unit in MARKS or unit in _ORDINAL or unit[0].isdigit():
            break
        counts.setdefault(unit, set()).add(line[at])


_TAKEN = re.compile(
    r"\b(?:took|taken|taking|swallow(?:ed|ing)) (?:about |around |over |up to )?(?:\d\d|an unknown number of"
    r"|a number of|a handful of|a quantity of) (?:\w+ ){0,2}(?:tablets|pills|capsules|paracetamol|ibuprofen"
    r"|[a-z]+(?:aline|oxetine|alopram|ramine|apine|epam|olam|deine|profen|adol|azole))\b",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"#(?:s\b)?(?!\d)")  # as hospitals write a fracture
_BLOCK = re.compile(r"\b(?!Family|County|Crown|High|Youth|Magistrate)([A-Z][a-z]+) Court\b")  # a house, not a hearing
_WHOSE = re.compile(
    r"\b\w+'s (?=(?:friend|mate|neighbour|cousin|nephew|niece|uncle|aunt|auntie|nan)s?\b)"
)  # mum's friend is a friend
_OWNED = re.compile(r"\b([a-z]+)'s\b")
_HEAD = re.compile(
    r"\b(?:Head|by head|the head) (?=of (?-i:[A-Z])|rang\b|called\b|told\b|said\b|asked\b|and\b)"
    r"|(?<=by )head(?=[.,;])|\bHead(?=,)"
)
_UNCHANGED = re.compile(r"\bno (?:\w+ )?changes? (?:of|in|to|from)\b")  # what stays as it was is not denied
FORTNIGHT = re.compile(
    r"\b(?:every (?:two|2|other|second) weeks?|(?:two|2)[- ]weekly|alternate weeks?|once a fortnight)\b"
)
_OWNERS = re.compile(r"\b([A-Z][a-z]+)'s?\b")  # whose it is, without the ending that says so
_NAME = re.compile(r"(?<![.!?:\n] )(?<!^)(?<![\n])\b([A-Z][a-z]{2,})\b")
_TITLED = re.compile(
    r"\b(Dr|Mrs?|Ms|Miss|SW|PC|DC|DS|DI|Sgt|HV|Nurse|Sister)\.? (?:[A-Z][a-z]+ (?=[A-Z][a-z]))?([A-Z][a-z]+)\b"
)
_LETTERED = re.compile(
    r"\b([Cc]hild|[Bb]aby|[Ss]ibling|[Ss]ib|[Ss]ubject|[Cc]ousin|[Aa]dult) ([A-Z]\d?|\d{1,2})\b(?! \w+ old)"
)


def _names(text: str) -> frozenset[str]:
    """Words that are names by how they are written, and ``dr:anand`` where a title stands before one."""
    single = vocabulary().single
    found = {name.lower() for name in _NAME.findall(text)}
    kept = {name for name in found if stem(name) not in single and name not in STOP}
    titled = [*_TITLED.findall(text), *_LETTERED.findall(text)]
    return frozenset(kept | {f"{title.lower()}:{name.lower()}" for title, name in titled})


@lru_cache(maxsize=1024)
def agency_words(agency: str) -> frozenset[str]:
    """The meanings in the name of an agency, which each of its entries tells without saying so."""
    return frozenset(told(agency.lower()).words)


def as_said(read: Told, word: str) -> str:
    """The word in a telling that has this meaning, for people to read; without one the meaning itself."""
    tokens: list[str] = _TOKEN.findall(read.raw.lower().replace("’", "").replace("'", ""))
    for token in tokens:
        if token not in _SIGNS and token not in STOP and _meaning(token) == word and not token.isdigit():
            return token
    return word.replace("_", " ")
