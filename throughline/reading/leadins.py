"""Sentences that open a list and say what stands in it: "The findings of the review are:"."""

from __future__ import annotations

import re

from .lexicon import ACTION, ASK, FINDING, IMPACT, LEARNING, PROGRESS, RECOMMENDATION
from .words import NUMBER, fold, holds_any, value_of

_BODY = (
    r"(?:committee|cabinet|(?:safeguarding )?board(?: members)?|panel|members(?: of the [a-z ]{3,40})?|"
    r"council(?:lors)?|executive|partnership|forum|commissioner|scrutiny|subgroup|sub-group|group|"
    r"(?:safeguarding )?partners|governing body|readers)"
)
_ASKED = re.compile(
    rf"\b{_BODY}(?: (?:members|group|board))? (?:is|are|be|was|were) (?:therefore |also |hereby |"
    rf"respectfully |being )?(?:asked|recommended|invited|requested|advised)\b|"
    rf"\bit is (?:therefore )?(?:recommended|requested|proposed) that (?:the |this )?(?:[a-z]+ ){{0,4}}{_BODY}\b|"
    rf"^(?:it is )?(?:recommended )?that (?:the |this )?(?:[a-z]+ ){{0,4}}?{_BODY}:?$|^(?:we|i|officers) "
    rf"(?:ask|invite|recommend)(?: that)? (?:the )?(?:[a-z]+ ){{0,3}}{_BODY}\b"
)
_ASKING = ("ask", "recommend", "invite", "request", "advised", "proposed")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[\"'A-Z])")
_COUNTED = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:[\w'-]+ ){{0,2}}(?P<noun>findings|learning points|lessons|recommendations|key messages)\b"
)

_POINTS_BACK = re.compile(r"(?:they|these|those|all)\b[^.]{0,40}:?")
_POINTS = re.compile(
    r"\b(?:below|follow(?:s|ing)?|here|these|this|were|are|is|was|include[sd]?|including|set out|listed|"
    r"that|to|has|have|by|identified|found|recommends?|recommended|in order|under \w+ headings?)\b"
)
_NOUNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        RECOMMENDATION,
        re.compile(
            r"\brecommendations?\b(?! (?:and|of) the)|\breview(?:er)?s? (?:therefore )?recommend(?:s|"
            r"ed)?\b|\bit is recommended\b|\brecommend(?:s|ed)? that\b|"
            r"\b(?:she|he|they|scrutineer|chair|author|panel|we) (?:has |have |also )?recommend(?:s|ed)?\b"
        ),
    ),
    (
        LEARNING,
        re.compile(
            r"\b(?:learning points?|lessons?|(?:key|main) messages?|messages for (?:practice|practitioners|staff)|"
            r"practice points?|points? "
            r"of learning)\b|\b(?:key|following|main|this) learning(?: (?:from|for|themes?|is|was|"
            r"identified|has|includes?)\b|$|:)|\blearn(?:ed|t|ing) (?:that|from this (?:review|case)|was|"
            r"is|are|were)\b|\breview learn(?:ed|t)\b|\bdrew out\b|"
            r"\bwhat (?:it|this|that|they|we|he|she) (?:has |have )?(?:taught|told|learn(?:ed|t))\b|"
            r"\breviews?\b.{0,40}\b(?:told|taught|teach(?:es)?|tells?|showed) us\b"
        ),
    ),
    (
        FINDING,
        re.compile(r"\bfindings?\b|\bareas? (?:for|of) (?:improvement|development)\b"),
    ),
    (
        PROGRESS,
        re.compile(
            r"\bprogress\b|\b(?:actions?|steps|measures|work|changes|improvements) (?:have |has |already |"
            r"which have been |that have been |were |been )*(?:taken|made|undertaken|completed|"
            r"implemented|delivered|put in place)\b|\bhas been done\b|\bhave been (?:done|put in place|"
            r"achieved|completed)\b|\b(?:since|following) (?:the |its |this |that )?(?:review|publication|"
            r"report|then)\b.*\b(?:has|have|we)\b|\bwe have\b|\bachievements?\b"
        ),
    ),
    (IMPACT, re.compile(r"\b(?:impact|difference|made a difference|evidence of (?:impact|change))\b")),
    (
        ACTION,
        re.compile(
            r"\b(?:action plan|next steps|the following actions(?! (?:have|has|had|were) )|actions (?:are|will|agr"
            r"eed|required|for)|"
            r"will now|plans? to)\b"
        ),
    ),
)
_VERBS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        FINDING,
        re.compile(
            r"\b(?:review|audit|reviewers?|panel|auditors|scrutineer|chair|authors?|inspectors|it|we|she|he|"
            r"they) (?:has |have |also )?(?:found|concluded|identified)\b"
        ),
    ),
)
_ASIDE = re.compile(
    r"\b(?:events?|workshops?|conferences?|seminars?|training|courses?|attend(?:ed|ees)|members (?:of|"
    r"were|are|included)|membership|comprise[sd]?|method(?:ology|s)?|documents?|resources|links?|"
    r"interview(?:ed|s)?|sources?|contribut(?:ed|ors|ions?)|questions?|posters?|services (?:involved|who)|"
    r"agencies (?:involved|that contributed|who)|terms of reference|scope|"
    r"trends?|patterns?|themes which|children said|told us|feedback|quot\w+|reviewers were|criteria|"
    r"whether|period|timeline|background papers)\b"
)


def last_sentence(text: str) -> str:
    """The last sentence of a paragraph, folded; with the one before it where it only points there ("They are:")."""
    sentences = _SENTENCES.split(text)
    if len(sentences) > 1 and _POINTS_BACK.fullmatch(fold(sentences[-1])):
        return fold(" ".join(sentences[-2:]))
    return fold(sentences[-1])


def is_ask(text: str) -> bool:
    """True of a sentence that asks a committee or board for something."""
    return _asks(fold(text)[:400])


def _asks(said: str) -> bool:
    may_ask = holds_any(said, _ASKING) or said.startswith(("that ", "it is that "))
    return may_ask and _ASKED.search(said) is not None


def _first_noun(said: str, table: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[int, str] | None:
    places = [(found.start(), role) for role, pattern in table if (found := pattern.search(said))]
    return min(places) if places else None


def _counted_noun(said: str) -> tuple[int, str] | None:
    """The last of several lists that are counted: "makes eleven recommendations and comes to three findings:"."""
    found = [(match.start(), _listed_as(match["noun"])) for match in _COUNTED.finditer(said)]
    return found[-1] if len({role for _, role in found}) > 1 else None


def lead_in_role(text: str) -> str:
    """What a sentence that opens a list says is in it, ``"aside"`` for something else, ``""`` where it does not say."""
    said = last_sentence(text)[:400]
    if _asks(said):
        return ASK
    best = _counted_noun(said) or _first_noun(said, _NOUNS) or _first_noun(said, _VERBS)
    aside = _ASIDE.search(said)
    if best and not (aside and aside.start() < best[0]):
        return best[1]
    return "aside" if aside else ""


_ANNOUNCES = re.compile(
    rf"\b(?:there (?:are|were)|(?:identified|makes?|made|has|had|have|sets? out|drew out|reached|came to)) "
    rf"(?:the following )?(?:{NUMBER}) (?:\w+ ){{0,2}}"
    r"(?P<noun>findings?|learning points?|lessons?|recommendations?|key messages?)\b"
)
_LISTABLE = re.compile(r"findings?|learning points?|lessons?|recommendations?|key messages?")
_GIVEN = re.compile(r"\b(?:below|following|given here|set out|listed|printed|as follows|in turn|here)\b")


def announced_role(text: str) -> str:
    """What a paragraph with no colon says comes next ("There are seven learning points ... given here"), or ``""``."""
    if not _LISTABLE.search(text):
        return ""
    folded = fold(text)
    found = _ANNOUNCES.search(folded)
    if not found or not _GIVEN.search(folded[found.end() :]):
        return ""
    return _listed_as(found["noun"])


def counted_role(text: str) -> tuple[str, int] | None:
    """What the last sentence counts, and how many ("The Board accepts the four recommendations."), or nothing."""
    if not _LISTABLE.search(text):
        return None
    found = _COUNTED.search(last_sentence(text))
    number = value_of(found["n"]) if found else None
    return (_listed_as(found["noun"]), number) if found and number else None


def _listed_as(noun: str) -> str:
    if noun.startswith("finding"):
        return FINDING
    return RECOMMENDATION if noun.startswith("recommend") else LEARNING
