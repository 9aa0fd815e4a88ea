"""Abbreviations: explained, used and never explained, or explained and never used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .blocks import Block
from .lexicon import GLOSSARY
from .outline import Heading
from .words import fold, vocabulary, word_set

_IN_BRACKETS = re.compile(
    r"\(\s*(?:the |hereafter |known as |or |‘|“|'|\")*(?P<short>[A-Z][A-Za-z&]{1,9}\d?)(?:’|”|'|\")?\s*\)"
)
_LONG_IN_BRACKETS = re.compile(r"\((?P<long>[A-Z][A-Za-z’'&, -]{6,90})\)")
_SHORT_BEFORE = re.compile(r"\b(?P<short>[A-Z][A-Za-z&]{0,6}[A-Z]s?\d?)\s*$")
_DASHED = re.compile(
    r"^(?P<short>[A-Z][A-Za-z0-9& ]{0,13}?[A-Za-z0-9])(?:\s*[–—:=-]\s+|\s*[–—:=]\s*|\s{2,}|"
    r"\t+)(?P<long>[A-Za-z][^.;:]{4,110})\.?$"
)
_STANDS_FOR = re.compile(
    r"\b(?P<short>[A-Z]{2,7})\s+(?:stands for|is short for)\s+(?:the\s+)?(?P<long>[A-Z][A-Za-z’'& -]{6,80})"
)
_TOKEN = re.compile(
    r"(?P<short>[A-Z](?:[a-z]?[A-Z][A-Za-z]{0,6}\d?|[A-Z]{1,7}\d?s?|[a-z]?[A-Z]{1,5}s?))(?=[’']s\b|"
    r"[’'](?!\w)|[^\w@’'&]|$)"
)
_NEVER_BEFORE = frozenset("/@.&’'-_") | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_KNOWN = word_set(
    "NHS GP GPs UK EU US USA UN MP MPs BBC PDF TV CEO HR IT ID DVD CD OK AM PM NA QC KC PC PCs PhD "
    "VAT FAQ URL HTML COVID AND OR NOT NO THE BE IN ON AT TO OF BY IF SO DO IS IT AS AN WE ALL ANY NB "
    "PS RE OFSTED CAFCASS UNICEF SMS GCSE GCSEs BA MA BSc MSc HM MBE OBE CBE DBE UKHSA DIY CCTV HIV "
    "AIDS DNA ICT PE A&E YES II III IV VI VII VIII IX XI XII XIII XIV XV XVI XX MB GB KB LGBT LGBTQ"
)
_FIELD_WORDS = frozenset({"SEND", "MASH", "RAG", "CIN", "LAC", "CAF", "EHE", "SAFE", "DASH", "START"})
_SMALL = frozenset({"and", "of", "the", "for", "in", "to", "on", "with", "&", "a", "an", "by", "from", "at", "or"})
_WORDS = re.compile(r"[A-Za-z][A-Za-z’']*|&")
_LABELS = re.compile(
    r"(?:^|(?<=[\t\n]))[A-Z]{2,}(?:[ -][A-Z]{2,})*(?=:|\t| [–—-] )|\b[A-Z]{7,}\b|\b(?:DD|MM|YYYY|YY)\b"
)
_MAY_BE_LABEL = re.compile(r"[A-Z\t\n](?:(?<=[\t\n])[A-Z]{2}|(?<=[DMY])[DMY]|[A-Z]{6})")
_CAPITALS = re.compile(r"[A-Z][a-z]?[A-Z]")
_SMALL_WORDS = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")
_CODE_BEFORE = re.compile(
    r"(?:Child|Baby|Sibling|Siblings|Person|Family|Adult|Twin|Infant|Mother|Father|Children|and|"
    r"Professional|Worker|School|Appendix|Annex|Table|Figure|Section|Part|Learner|Pupil|YP|Ms|Mr|Mrs)\s$"
)


@dataclass(slots=True)
class Explained:
    """An abbreviation and its explanation, with where it is explained."""

    short: str
    long: str
    at: tuple[int, int]
    in_glossary: bool


@dataclass(slots=True)
class Abbreviations:
    """What was found: explained ones by their letters, and the others with the place of their first use."""

    explained: dict[str, Explained] = field(default_factory=dict)
    undefined: dict[str, tuple[int, int]] = field(default_factory=dict)
    unused: list[Explained] = field(default_factory=list)
    has_glossary: bool = False
    uses: dict[str, int] = field(default_factory=dict)


def abbreviations_of(text: str, blocks: list[Block], headings: dict[int, Heading]) -> Abbreviations:
    """The abbreviations of a document."""
    out = Abbreviations()
    glossary = _glossary_blocks(blocks, headings)
    out.has_glossary = bool(glossary)
    for found in _from_glossary(glossary):
        out.explained.setdefault(found.short, found)
    for found in _from_prose(text):
        out.explained.setdefault(found.short, found)
    _count_uses(text, blocks, {block.index for block in glossary}, headings, out)
    return out


def _glossary_blocks(blocks: list[Block], headings: dict[int, Heading]) -> list[Block]:
    inside: list[Block] = []
    open_at = 0.0
    for block in blocks:
        heading = headings.get(block.index)
        if heading and (heading.role == GLOSSARY):
            open_at = heading.rank or 1.0
        elif heading and open_at and not _DASHED.match(block.text):
            open_at = 0.0
        elif open_at:
            inside.append(block)
    return inside


def _from_glossary(blocks: list[Block]) -> Iterator[Explained]:
    for block in blocks:
        if block.cells:
            filled = [cell for cell in block.cells if cell.text]
            for short, long in zip(filled[::2], filled[1::2], strict=False):
                if _may_be_short(short.text):
                    yield Explained(short.text, long.text, (short.start, long.start + len(long.text)), True)
            continue
        whole = f"{block.mark} {block.text}" if block.number and not block.text[:1].isupper() else block.text
        found = _DASHED.match(whole)
        if found and _may_be_short(found["short"]):
            yield Explained(found["short"], found["long"].strip(), (block.start, block.end), True)
            continue
        spaced = re.match(r"^(?P<short>[A-Z][A-Za-z&]*[A-Z]\w*)\s+(?P<long>[A-Z].{4,90})$", block.text)
        if spaced and _letters_fit(spaced["short"], spaced["long"]):
            yield Explained(spaced["short"], spaced["long"].rstrip("."), (block.start, block.end), True)


def _may_be_short(text: str) -> bool:
    capitals = sum(letter.isupper() for letter in text)
    return 1 < len(text) <= 16 and capitals >= 2 and capitals * 2 >= len(text.replace(" ", "")) and "." not in text


def _from_prose(text: str) -> Iterator[Explained]:
    for found in _IN_BRACKETS.finditer(text):
        short = _singular(found["short"])
        if sum(letter.isupper() for letter in short) < 2:
            continue
        start = _long_start(text, found.start(), short)
        if start >= 0:
            yield Explained(short, text[start : found.start()].strip(" “‘\"'"), (start, found.end()), False)
    for found in _LONG_IN_BRACKETS.finditer(text):
        before = _SHORT_BEFORE.search(text, max(0, found.start() - 12), found.start())
        if before and _letters_fit(_singular(before["short"]), found["long"]):
            yield Explained(_singular(before["short"]), found["long"].strip(), (before.start(), found.end()), False)
    if "stands for" in text or "is short for" in text:
        for found in _STANDS_FOR.finditer(text):
            if _letters_fit(_singular(found["short"]), found["long"]):
                yield Explained(_singular(found["short"]), found["long"].strip(), found.span(), False)


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[:-1].isupper() else short


def _long_start(text: str, end: int, short: str) -> int:
    """Where the words begin that `short` in brackets after them stands for, or -1."""
    begin = max(text.rfind("\n", 0, end), text.rfind("\t", 0, end), end - 130) + 1
    words = list(_WORDS.finditer(text, max(0, begin), end))[-14:]
    letters = [letter.lower() for letter in short if letter.isalpha() or letter == "&"]
    for place in range(len(words) - 1, -1, -1):
        if words[place][0][0].lower() == letters[0] and words[place][0].lower() not in _SMALL:
            span = [word[0] for word in words[place:]]
            if _initials_fit(letters, span):
                return words[place].start()
    for place, word in enumerate(words):
        span = [one[0] for one in words[place:]]
        if word[0][0].lower() == letters[0] and word[0][0].isupper() and _capital_run(span) and _inside(letters, span):
            return word.start()
    return -1


def _initials_fit(letters: list[str], words: list[str]) -> bool:
    """True when the letters are the first letters of the words, small words and second parts counted or not."""
    place = 0
    for word in words:
        first = word[0].lower() if word != "&" else "a"
        if place < len(letters) and (first == letters[place] or (letters[place] == "&" and fold(word) in {"and", "&"})):
            place += 1
        elif word.lower() not in _SMALL:
            return False
    return place == len(letters) and len(words) <= len(letters) + 4


def _capital_run(words: list[str]) -> bool:
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)


def _inside(letters: list[str], words: list[str]) -> bool:
    """True when the letters stand in this order inside the words ("OFSTED")."""
    stream = iter("".join(words).lower())
    return len(words) <= 12 and len(letters) >= 3 and len(words) >= 2 and all(letter in stream for letter in letters)


def _letters_fit(short: str, long: str) -> bool:
    words = list(_WORDS.findall(long))
    letters = [letter.lower() for letter in short if letter.isalpha()]
    return (
        bool(words) and words[0][0].lower() == letters[0] and (_initials_fit(letters, words) or _inside(letters, words))
    )


def _count_uses(
    text: str, blocks: list[Block], glossary: set[int], headings: dict[int, Heading], out: Abbreviations
) -> None:
    """Counts the uses of each abbreviation outside its explanation, and notes those that have none."""
    compound = sorted((short for short in out.explained if " " in short), key=len, reverse=True)
    joined = re.compile("|".join(re.escape(short) for short in compound)) if compound else None
    spans = sorted(one.at for one in out.explained.values())
    small_words = vocabulary(text)
    for block in blocks:
        if not _CAPITALS.search(block.text) or block.index in glossary or _in_capitals(block):
            continue
        words = block.text
        if words[:2].isupper() or _MAY_BE_LABEL.search(words):
            words = _LABELS.sub(lambda label: " " * len(label[0]), words)
        if joined:
            for found in joined.finditer(words):
                out.uses[found[0]] = out.uses.get(found[0], 0) + 1
            words = joined.sub(lambda found: " " * len(found[0]), words)
        for found in _TOKEN.finditer(words):
            if words[found.start() - 1 : found.start()] in _NEVER_BEFORE and found.start():
                continue
            _note(found, block, words, spans, small_words, out)
    for one in out.explained.values():
        if not out.uses.get(one.short) and not out.uses.get(one.short + "s"):
            out.unused.append(one)


def _in_capitals(block: Block) -> bool:
    if _SMALL_WORDS.search(block.text):
        return False
    letters = [letter for letter in block.text if letter.isalpha()]
    return (
        len(letters) > (3 if block.bold or block.shape == "heading" else 5)
        and (" " in block.text.strip() or block.bold or block.shape == "heading")
        and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
    )


def _note(
    found: re.Match[str],
    block: Block,
    words: str,
    spans: list[tuple[int, int]],
    small_words: frozenset[str],
    out: Abbreviations,
) -> None:
    printed = found["short"]
    short = printed if printed.upper() in small_words and printed[-1:] == "s" else _singular(printed)
    at = (block.start + found.start(), block.start + found.end())
    if short in out.explained:
        own = out.explained[short].at
        if not own[0] <= at[0] < own[1]:
            out.uses[short] = out.uses.get(short, 0) + 1
        return
    if _is_no_abbreviation(printed, short, small_words) or _CODE_BEFORE.search(
        words[max(0, found.start() - 13) : found.start()]
    ):
        return
    if _beside_capitals(words, found) or _in_address(words, found):
        return
    out.undefined.setdefault(short, at)
    out.uses[short] = out.uses.get(short, 0) + 1


def _is_no_abbreviation(printed: str, short: str, small_words: frozenset[str]) -> bool:
    if printed in _KNOWN or short in _KNOWN or short.upper() in _KNOWN:
        return True
    if sum(letter.isupper() for letter in short) < 2 or re.fullmatch(
        r"[A-Z]{1,2}\d{1,2}|(?:R|F|LP|KLP|REC|KF)\d*|[IVXLC]+", short
    ):
        return True
    if re.search(r"[a-z]{3}", short) or (re.search(r"[a-z]{2}", short) and not short[-1].isupper()):
        return True  # "McDonald", "LinkedIn"
    return short.lower() in small_words and short not in _FIELD_WORDS and short.isupper()


def _beside_capitals(words: str, found: re.Match[str]) -> bool:
    """True of a word in a run of words in capitals, which is a heading inside a line."""
    around = words[max(0, found.start() - 24) : found.end() + 24].replace(found["short"], " ", 1)
    return len(re.findall(r"\b[A-Z]{4,}\b", around)) >= 2


def _in_address(words: str, found: re.Match[str]) -> bool:
    """True of letters in a web address, a file name or a postcode."""
    after = words[found.end() : found.end() + 4]
    return bool(re.match(r"\s?\d[A-Z]{2}\b|\.\w|_|-\d{2}", after))


def undefined_names(found: Abbreviations) -> tuple[str, ...]:
    """The abbreviations never explained, in the order of their first use."""
    return tuple(sorted(found.undefined, key=lambda short: found.undefined[short]))
