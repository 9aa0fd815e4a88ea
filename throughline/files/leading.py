"""The number or bullet that opens a line of text, told apart from a number that is part of the sentence."""

from __future__ import annotations

import re

_BULLETS = "-*+•●○▪■□◦‣⁃·–—➢➤➔➜►▶▸▹▻❯›»>→⇒◆◇♦❖★☆✦✱∙⦁✓✔✅☑\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0e8"
_BULLET = re.compile(rf"(?P<mark>[{re.escape(_BULLETS)}]|o(?=\s+[A-Z]))\s+(?=\S)")
_DEEP = re.compile(r"(?P<mark>\(?\d{1,3}(?:\.\d{1,3}){1,4}[.):]?)(?:\s+(?=[^a-z\d\s])|(?<=[.):])(?=[A-Z]))")
_NUMBER = re.compile(r"(?P<mark>\(?\d{1,3}(?:[.)]|[a-z][.)]))(?:\s+(?=\S)|(?=[A-Z‘“\"']))")
_LETTER = re.compile(r"(?P<mark>\([a-zA-Z]\)|[a-zA-Z]\)|[a-z]\.)\s*(?=[^\s.])")
_ROMAN = re.compile(r"(?P<mark>\([ivxIVX]{1,5}\)|[ivxIVX]{1,5}\)|[ivx]{1,5}\.)\s*(?=[^\s.])")
_BARE = re.compile(r"(?P<mark>\d{1,2})\s+(?=[A-Z])(?P<rest>[^.;!]{2,80})$")
_COUNTED = re.compile(r"(?:minute|year|month|week|day|step|thing|key|way|point|hour|top|question)s?\b", re.IGNORECASE)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_ABBREVIATED = re.compile(r"[ie]\.\s?[eg]\.", re.IGNORECASE)


def bullet_of(line: str) -> tuple[str, str]:
    """The bullet that opens `line` and the words after it; ``""`` and the line itself where there is none."""
    found = _BULLET.match(line)
    return (found["mark"], line[found.end() :]) if found else ("", line)


def number_of(line: str) -> tuple[str, str]:
    """The printed number or letter that opens `line`, closing punctuation included, and the words after it."""
    if not line or not (line[0].isdecimal() or line[0] == "(" or line[1:2] in ")." or line[0] in "ivxIVX"):
        return "", line
    if _ABBREVIATED.match(line):
        return "", line
    for pattern in (_DEEP, _NUMBER, _LETTER, _ROMAN):
        found = pattern.match(line)
        if found:
            return found["mark"], line[found.end() :]
    found = _BARE.match(line)
    if found and not _MONTH.match(found["rest"]) and not _COUNTED.match(found["rest"]):
        return found["mark"], line[found.end("mark") :].lstrip()
    return "", line


def is_bullet(mark: str) -> bool:
    """True of a mark that says nothing but that a new point begins."""
    return mark == "o" or (len(mark) == 1 and mark in _BULLETS)


def follows(before: str, after: str) -> bool:
    """True when the number `after` is the next one of the list that `before` stands in."""
    old, new = before.strip("(.):"), after.strip("(.):")
    if old.isdecimal() and new.isdecimal():
        return int(new) - int(old) in {1, 2}
    if len(old) == 1 and len(new) == 1 and old.isalpha() and new.isalpha():
        return ord(new) - ord(old) in {1, 2}
    if "." in old and "." in new:
        return old.rsplit(".", 1)[0] == new.rsplit(".", 1)[0] or new.split(".")[0] != old.split(".")[0]
    return bool(old) and bool(new) and old[0] in "ivx" and new[0] in "ivx"
