"""Who by first name does a deed or has it done to them: Adam collected her, or Scott did. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.words import Told, is_known

_NAMED = r"((?:[A-Z][a-z]{2,} )?[A-Z][a-z]{2,})"
_ONE_DOES = {
    "rang": "call",
    "phoned": "call",
    "telephoned": "call",
    "called": "call",
    **dict.fromkeys(("brought", "took", "taken", "accompanied", "escorted"), "bring"),
    **dict.fromkeys(("collected", "picked", "fetched"), "collect"),
    **dict.fromkeys(("hit", "punched", "slapped", "pushed", "kicked", "bit", "assaulted", "attacked", "hurt"), "hurt"),
    **dict.fromkeys(("drove", "driving", "drives"), "drive"),
    **dict.fromkeys(("found", "discovered"), "find"),
    **dict.fromkeys(("smelt", "smelled", "drunk", "intoxicated"), "drink"),
    **{word: word for word in ("signed", "threatened", "caring", "arrested", "charged", "bailed", "admitted")},
    **{
        word: word
        for word in ("babysitting", "started", "excluded", "suspended", "shouted", "dropped", "burnt", "fell")
    },
}
_DOES = re.compile(
    rf"(?<!['’]s )(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss )(?<!Dr )(?<!-)\b{_NAMED}"
    rf"((?: (?:has|had|then|later|also|was|is|were|been))*) ({'|'.join(_ONE_DOES)})\b"
)
_DONE_BY = re.compile(rf"\b({'|'.join(_ONE_DOES)}) (?:[\w'’]+ ){{0,4}}?by {_NAMED}\b(?!['’]s)")
_CONSENT = re.compile(
    rf"\b{_NAMED} (?:has |had )?(?:signed|gave|gives|given|provided)(?: \w+){{0,2}} consent\b"
    rf"|\b[Cc]onsent(?: form)?(?: was| is)?(?: given| signed| obtained)? (?:by|from) {_NAMED}"
)
_SUFFERED = frozenset(("arrested", "charged", "bailed", "excluded", "suspended", "taken"))  # in notes without a "was"
_BEEN = re.compile(r"\b(?:was|is|were|been)\b")


def subjects(one: Told, two: Told) -> str:
    """Another first name beside the same deed. Both may be told of in both tellings: they may have changed places."""
    mine, yours = _subjects(one.raw), _subjects(two.raw)
    for deed in sorted(set(mine) & set(yours)):
        a, b = mine[deed], yours[deed]
        if a & b:
            continue
        return f"one has {min(a).title()} beside “{deed}”, the other {min(b).title()}"
    return ""


@lru_cache(maxsize=65536)
def _subjects(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, before, word in _DOES.findall(text):
        deed = _ONE_DOES[word]
        _keep(found, f"{deed} (whom)" if word in _SUFFERED or _BEEN.search(before) else deed, name)
    for word, name in _DONE_BY.findall(text):
        if word not in _SUFFERED:
            _keep(found, _ONE_DOES[word], name)
    for name, other in _CONSENT.findall(text):
        _keep(found, "consent", name or other)
    return {deed: frozenset(names) for deed, names in found.items()}


def _keep(found: dict[str, set[str]], deed: str, name: str) -> None:
    names = {part.lower() for part in name.split() if not is_known(part.lower())}
    if names:
        found.setdefault(deed, set()).update(names)
