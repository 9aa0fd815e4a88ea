"""What somebody typed into the search box, as terms that both engines understand alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Words that PostgreSQL's English leaves out of its index; left out on both engines, so that both find the same.
_STOP = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves what which who whom this that these those am is are was were be
been being have has had having do does did doing a an the and but if or because as until while of at by for with
about against between into through during before after above below to from up down in out on off over under
again further then once here there when where why how all any both each few more most other some such no nor not
only own same so than too very s t can will just don should now
"""
STOP = frozenset(_STOP.split())
_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+")
MOST_TERMS = 12
LONGEST_TERM = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be there, each as alternatives of words in their order, and what must not."""

    wanted: tuple[tuple[str, ...], ...] = field(default=())
    unwanted: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        """There is something to look for."""
        return bool(self.wanted)


def asked(typed: str) -> Asked:
    """Words, “phrases”, ``-without`` and ``one OR another``; anything else odd is read as words."""
    wanted: list[tuple[str, ...]] = []
    unwanted: list[str] = []
    either = False
    for minus, quoted, bare in _TERM.findall(typed.replace("“", '"').replace("”", '"')):
        if bare in ("OR", "AND"):
            either = bare == "OR"
            continue
        without = bool(minus) or (bare.startswith("-") and len(bare) > 1)
        term = _term(quoted or bare)
        if not term or len(wanted) + len(unwanted) >= MOST_TERMS:
            continue
        if without:
            unwanted.append(term)
        elif either and wanted:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        either = False
    return Asked(tuple(wanted), tuple(unwanted))


def _term(text: str) -> str:
    """The words of a term with one space between, or nothing where all are words that are everywhere."""
    words = [word[:LONGEST_TERM] for word in _WORD.findall(text.replace("\x00", " ").lower())]
    return " ".join(words) if any(word not in STOP for word in words) else ""


def for_fts(terms: Asked) -> str:
    """The terms in the language of SQLite's FTS5; every word is quoted, so nothing typed is taken for an operator."""
    groups = " AND ".join(f"({' OR '.join(_quoted(term) for term in group)})" for group in terms.wanted)
    less = "".join(f" NOT {_quoted(term)}" for term in terms.unwanted)
    return f"({groups}{less})"


def _quoted(term: str) -> str:
    return f'{{label text}} : "{term}"'
