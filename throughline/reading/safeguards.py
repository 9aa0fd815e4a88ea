"""What a document says was put in place and stays in practice: a panel, a protocol, a form, a register.

A clause says so by its verb: of what stands before it ("a panel was set up"), or after it ("we introduced a form").
What is only planned, asked for, recommended or over is left out, as is what findings, recommendations and stories of
families say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .blocks import Block
from .frames import Scope
from .lexicon import ASK, CASE, CONTENTS, FINDING, GLOSSARY, OUTCOME, RECOMMENDATION
from .result import About, Item, PutInPlace
from .safeguardwords import (
    DONE,
    FOR_EXAMPLE,
    HEADLINE,
    HEADLINE_END,
    MADE_NEW,
    MEANT,
    NOT_THERE,
    NOUN,
    OF_OBJECT,
    OF_SUBJECT,
    PRACTICE,
    is_thing,
    kind_of_thing,
)
from .sentences import SENTENCE, cut
from .words import fold

SILENT = frozenset({FINDING, RECOMMENDATION, ASK, CASE, OUTCOME, CONTENTS, GLOSSARY})
_CLAUSE = re.compile(r";\s+|\s+[–—]\s+|(?<=[a-z]): (?=[A-Z])")
_WORD = r"[A-Za-z0-9][\w'’&/-]*"
# Words that no name begins with or holds before its noun.
_STOP = (
    r"(?:and|or|the|a|an|of|for|to|in|on|by|with|from|at|as|that|which|who|is|are|was|were|has|have|had|been|be"
    r"|being|this|these"
    r"|those|its|their|our|his|her|it|we|they|there|also|now|then|where|when|will|would|should|through|into"
    r"|under|within|across"
    r"|between|about|over|after|before|during|since|not|no|any|all|both|each|every|such|per|via|include"
    r"|includes|including|used|uses"
    r"|using|being|so|but|because|recently|newly|already|new|period|introduced|developed|established|updated"
    r"|revised|commissioned|amended"
    r"|appointed|created|launched|issued|produced|made|put|set|up|held|more|some|many|improved|improving"
    r"|increased|embedded"
    r"|strengthened|enhanced|refreshed|well|how|what|whose|if|including|like|example|provide|provides|provided"
    r"|ensure|further|use)"
)
_MODIFIER = rf"(?:(?!{_STOP}(?![\w'’-])){_WORD} |and (?=(?-i:[A-Z])[\w'’-]* (?:{NOUN})\b))"
_PAIR = rf"(?:(?!{_STOP}(?![\w'’-]))(?!(?:{NOUN})\b)[A-Za-z][\w'’-]*,? and (?=(?:{_WORD} )?(?:{NOUN})\b))"
_NAME = re.compile(
    rf"(?<![\w'’-])['‘\"“]?(?P<name>(?:(?:resolution|continuum|ladder|levels|code|scheme|letter|rule"
    rf"|duty) of )?(?:(?:{_MODIFIER}|(?!(?:{NOUN})\b,? and\b)(?-i:[A-Z])[\w'’-]*,? (?:and|of|around|for"
    rf"|around the|of the) (?=(?-i:[A-Z])))){{0,7}}(?:{_PAIR})?"
    rf"(?:{_MODIFIER}){{0,3}}['‘’\"”]?(?:{NOUN})\b"
    rf"(?:['’\"”]?(?: in place)? (?:of|for|on|to (?:offer|provide|deliver|support|help|ensure|share|settle)"
    rf"|about|between|across|where) "
    rf"(?:(?!which\b|that\b|who\b|has\b|have\b|is\b|are\b|was\b|were\b|and\b|to\b|in place\b"
    rf"|in use\b){_WORD}[ ]?){{1,8}})?)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"['’\"”]?\s*(?:,\s*(?:and\s+)?|\band\s+|\bas well as\s+|&\s+)(?:also\s+)?(?:an?\s+|the\s+|its\s+|new\s+)*",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^(?:an?|the|its|their|our|new|two|three|four|five|six|seven|eight|nine|ten|one|(?:twen|thir|for|fif|six"
    r"|seven|eigh|nine)ty(?:-[a-z]+)?|\d{4}|current|annual|revised|improved|updated|enhanced|also|now"
    r"|in addition,?)\s+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"\s+(?:{DONE}|and|or|of|for|on|to|by|in|with|the|a|an|at|as|has|have|been|also|now|from|across|between"
    rf"|where|about|can|may|must|be|being|is|are|which|that)$",
    re.IGNORECASE,
)
# What comes before the main clause, and does not bear on it.
_FIRST_PART = re.compile(
    r"^(?:(?:Where|When|While|Whilst|Although|Though|Because|In cases where)\b[^,]{3,160}"
    r"|(?:After|Following|Since|From|In|At|Over|During)\b(?:(?! has | have | was | were )[^,]){3,80}),\s+"
)
_RELATIVE = re.compile(r"\b(?:which|that|who) (?:\w+ )?$|\b(?:which|that|who)\s*$")
_PRONOUN = re.compile(r"\b(?:it|they|this|these|we|he|she|i|there)\s+$", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:has|have|had|is|are|was|were|be|been|being|to|not|we|they) (?:\w+ly |also |now )?$")
_PURPOSE = re.compile(
    r"\s*(?:by (?:the |our )?(?:[\w'’-]+\s?){1,5}?(?=\bto\b|\bfor\b|\bon\b|\bin\b))?"
    r"((?:to|that|which|setting|for|on|about|in(?! (?:[A-Z]|\d))|covering|around)\s(?:[\w'’/-]+[ ]?){2,14})"
)
LONGEST = 120


def safeguards_of(
    blocks: Sequence[Block], scopes: Sequence[Scope], silent: Sequence[tuple[int, int]], statements: Sequence[Item]
) -> tuple[PutInPlace, ...]:
    """What the text says is in place, once each, in the order of the text, about what its statement is about."""
    shut = sorted([*silent, *_shut(scopes)])
    told: list[PutInPlace] = []
    seen: set[str] = set()
    for start, clause, headline, part in _clauses(blocks):
        if any(low <= start < high for low, high in shut):
            continue
        for name in _names(clause, headline, part):
            key = _key(name)
            if key in seen:
                continue
            seen.add(key)
            about = next((one.about for one in statements if one.at[0] <= start < one.at[1]), About())
            end = start + len(clause)
            told.append(
                PutInPlace("", clause, "", about, (start, end), kind_of_thing(name), name[:1].upper() + name[1:])
            )
    return tuple(told)


def _shut(scopes: Sequence[Scope]) -> Iterator[tuple[int, int]]:
    """The places in which nothing is said of practice: what was found, is asked for, or happened to a family."""
    for scope in scopes:
        if scope.role in SILENT and scope.blocks:
            yield scope.blocks[0].start, scope.blocks[-1].end


def _clauses(blocks: Sequence[Block]) -> Iterator[tuple[int, str, bool, bool]]:
    """Each clause with its place, whether it stands in an item or a cell, and whether it is a part of a longer one."""
    for block in blocks:
        if block.shape == "heading":
            continue
        for start, text in [(cell.start, cell.text) for cell in block.cells] or [(block.start, block.text)]:
            for at, sentence in cut(SENTENCE, text):
                for place, clause in cut(_CLAUSE, sentence):
                    item = bool(block.mark or block.cells) or block.shape == "item"
                    yield start + at + place, clause, item, len(clause) < len(sentence) and not block.cells


def _names(clause: str, headline: bool, part: bool) -> list[str]:
    """The things that the clause says are in place."""
    clause = _FIRST_PART.sub("", clause)
    if len(clause) < 12 or NOT_THERE.search(clause):
        return _made_new(clause) if len(clause) >= 12 else []
    found: list[str] = []
    place = 0
    for verb in OF_SUBJECT.finditer(clause):
        if not MEANT.search(clause[: verb.start()]):
            found += _subject(clause[place : verb.start()], clause[verb.end() :])
            found += _examples(clause[verb.end() :])
        place = verb.end()
    for verb in OF_OBJECT.finditer(clause):
        if not MEANT.search(clause[: verb.start()]):
            found += _run(clause[verb.end() :], near=True)
    if headline and not found and not MEANT.search(clause):
        found = [name for one in re.split(r"(?<=[\w'’]) and (?=[A-Z])", clause) for name in _headline(one, part)]
        found += _examples(clause) if found else []
    found = [*dict.fromkeys(found or _made_new(clause) or _practice(clause))]
    return [name for name in found if not any(other != name and other in name for other in found)]


def _subject(before: str, after: str) -> list[str]:
    """What stands before the verb; of a relative clause, what it hangs from; a bare noun with what it is for."""
    if _PRONOUN.search(before):
        return []
    related = _RELATIVE.search(before)
    if related:
        every = list(_NAME.finditer(before, 0, related.start()))
        return [name for name in [_tidy(_unquoted(every[-1]))] if is_thing(name)] if every else []
    return _run(before, after=after)


def _headline(line: str, part: bool) -> list[str]:
    """What a line without a sentence names: as new, as done, or by its name alone."""
    alone = part and " " in line.strip() and _NAME.fullmatch(line.strip(" .,"))
    if alone or HEADLINE.search(line):
        return _run(line)
    done = HEADLINE_END.search(line)
    if done and _AUXILIARY.search(line[: done.start()]):
        return []
    return _run(line[: done.start()], after=line[done.end() :]) if done and done.start() else []


_CLOSES = re.compile(r"['’\"”](?=\s|$)")
_WHAT_FOR = re.compile(
    r" (?:and any|to (?:ensure|consider|look|inform|help|allow|see|make sure)|so that|which|because|when"
    r"|in relation to) "
)


def _practice(clause: str) -> list[str]:
    found = PRACTICE.search(clause)
    if found is None:
        return []
    name = _WHAT_FOR.split(found["name"])[0].strip()[:LONGEST]
    return [] if MEANT.search(name) or _PRONOUN.match(f"{name.split()[0]} ") else [name]


def _made_new(clause: str) -> list[str]:
    found = MADE_NEW.search(clause)
    return _run(clause[found.end() :], near=True) if found else []


def _examples(rest: str) -> list[str]:
    found = FOR_EXAMPLE.search(rest)
    return _run(rest[found.end() :], near=True) if found else []


def _run(text: str, *, near: bool = False, after: str = "") -> list[str]:
    """The first thing named in the text and those joined to it by a comma or “and”; `near`: within a few words.

    A bare noun is named with what it is for, which stands behind it or, for a subject, `after` the verb.
    """
    names: list[str] = []
    place = 0
    while place < len(text):
        found = _NAME.search(text, place) if not names else _NAME.match(text, place)
        if found is None or (near and not names and found.start() > 40):
            break
        name = _tidy(_unquoted(found))
        if name and " " not in name and not names:
            name = _with_purpose(name, after or text[found.end() :])
        if name and is_thing(name):
            names.append(name)
        elif not names:
            place = found.end()
            continue
        joined = _JOINED.match(text, found.end())
        if joined is None:
            break
        place = joined.end()
    return names


def _with_purpose(name: str, rest: str) -> str:
    """``guidance to ensure that plans are specific``: the bare noun with the words that say what it is for."""
    for_what = _PURPOSE.match(rest)
    return _tidy(f"{name} {for_what[1].rstrip()}") if for_what else name


def _unquoted(found: re.Match[str]) -> str:
    """The name without the mark that ends a quotation, where one begins just before it: ‘transitions’ meeting."""
    name, start = found["name"], found.start("name")
    return _CLOSES.sub("", name, count=1) if start and found.string[start - 1] in "'‘\"“" else name


def _tidy(name: str) -> str:
    """The name without what leads to it or trails after it."""
    before = ""
    while name != before:
        before = name
        name = _FIRST.sub("", _TRAILING.sub("", name.strip(" ,.;:'\"‘’“”")))
    return name[:LONGEST]


def _key(name: str) -> str:
    """The name as it is compared: two tellings of one thing have one."""
    words = [word.rstrip("s") for word in re.findall(r"[a-z0-9]+", fold(name))]
    return " ".join(words)
