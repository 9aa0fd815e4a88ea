"""Whether what two tellings say differently stands in sentences of one thing, and what a telling leaves open. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.words import TOPIC, Told, told

_SENTENCES = re.compile(r"[^.;!?\n]+")
_WORD = re.compile(r"[a-z0-9&][a-z0-9&']*")
# These stand in any sentence, so that they tie none to another.
_TIES_NOTHING = frozenset(("child", "baby", "see", "say", "visit", "inform", "call", "today", "attend"))


def of_one_thing(one: Told, two: Told, first: str, second: str) -> bool:
    """The sentence of the first words and that of the second share a meaning besides them.

    Words that are not found, for they were put together from several places, are of one thing.
    """
    mine, yours = _around(one.raw, first), _around(two.raw, second)
    return mine is None or yours is None or bool(mine & yours)


@lru_cache(maxsize=65536)
def _around(text: str, said: str) -> frozenset[str] | None:
    """What the sentences tell in which those words stand, without the words themselves; nothing where they do not."""
    looked = _WORD.findall(said.lower().replace("’", "'"))
    own = told(said).words
    found: frozenset[str] | None = None
    for sentence in _SENTENCES.findall(text):
        words = _WORD.findall(sentence.lower().replace("’", "'").replace("-", " ").replace("/", " "))
        if any(words[at : at + len(looked)] == looked for at in range(len(words))):
            meanings = frozenset(word for word in told(sentence).words if word[0] != TOPIC) - own - _TIES_NOTHING
            found = (found or frozenset()) | meanings
    return found


_OPEN = re.compile(
    r"\b(?:if|whether|asked about|queried|outstanding|awaiting|awaited|pending|to stop|stopped|must|should|needs? to"
    r"|promised|ought to|is to|are to|to be|help with getting|would like)\b[^.;,\n]*"
    r"|[^.;,\n]*\b(?:outstanding|awaited|pending|overdue)\b"
    r"|\b(?:not|no|never|without|neither|\w+n't)\b[^.;\n]*?\b(?:or|nor)\b[^.;\n]*",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def left_open(text: str) -> frozenset[str]:
    """What a telling asks about or waits for, or denies a second time: does not wish to leave or make a statement."""
    return frozenset().union(*(told(said).words for said in _OPEN.findall(text.replace("’", "'"))))
