"""What a statement of progress plans, or says that a named body did: the one sentence of it that is an undertaking.

A sentence plans something by its verb (“will be repeated”, “is being updated”, “it is proposed that”), or tells of a
deed with who did it before the verb (“the Trust has developed a form”) or after it (“was drawn up by the Trust”). What
only describes practice, claims an effect, or was done by nobody in particular is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .result import About, DateSaid, Item, Span, Undertaking
from .sentences import sentences

PLANNED, UNDER_WAY, DONE = "planned", "under_way", "done"
_ADVERB = r"(?:(?:also|now|all|then|further|each|currently|still|already|both|in turn|shortly|next|jointly|recently) )*"
_DEEDS = (
    r"(?:amended|adapted|adopted|agreed|altered|appointed|arranged|briefed|brought in|built|carried out|changed"
    r"|circulated|commissioned|completed|consulted|created|delivered|designed|developed|devised|drafted|drawn up"
    r"|employed|established|expanded|extended|funded|held|implemented|improved|increased|introduced|invested"
    r"|issued|launched|led|made|moved|obtained|offered|opened|organised|piloted|planned|prepared|produced|provided"
    r"|published|purchased|put in place|put on|recruited|redesigned|refreshed|renewed|replaced|restructured|reviewed"
    r"|revised|rewritten|rolled out|run|secured|sent|set up|shared|started|strengthened|taken on|taught|trained"
    r"|undertaken|updated|used|written|clarified|communicated|disseminated|distributed|embedded|finalised|merged"
    r"|repeated|taken forward|tested|audited|evaluated|included|added|scheduled|embarked on|rolled forward)"
)
_MAKING = (
    r"(?:undertaken|updated|developed|reviewed|revised|drafted|produced|set up|rewritten|prepared|written"
    r"|established|carried out|rolled out|piloted|commissioned|recruited|redesigned|created|built|finalised"
    r"|consulted on|drawn up|introduced|implemented|amended|refreshed|designed|organised|arranged|scoped|trialled)"
)
_MEANT = re.compile(
    rf"\b(?:is|are) {_ADVERB}(?:being )?(?:planned|proposed|scheduled|intended)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    rf"\bwill {_ADVERB}be {_ADVERB}(?:{_DEEDS}|given|ready|available|in place|asked|looked at|checked|invited)\b"
    rf"|\b(?:is|are) {_ADVERB}(?:due|planning|intending|going|about) to\b"
    r"|\b(?:plans|plan|intends|intend|proposes) to\b",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"\b(?:will|shall) (?:also |now |then |jointly )?(?:look|ask|check|test|visit|offer|invite|review|develop|produce"
    r"|deliver|carry out|undertake|update|introduce|lead|set up|hold|run|train|write|publish|issue|commission|recruit"
    r"|repeat|audit|revise|launch|roll out|establish|create|circulate|share|consult|pilot|distribute|refresh|appoint"
    r"|report|monitor|evaluate|take forward|organise|arrange|complete|implement|extend|add|write to|meet|agree|adopt"
    r"|amend|brief|survey|work with)\b",
    re.IGNORECASE,
)
_IN_HAND = re.compile(
    rf"(?<!what )(?<!how it )(?<!which )\b(?:is|are) {_ADVERB}being {_ADVERB}{_MAKING}\b"
    r"|\bunder ?way\b|\bis in progress\b"
    r"|\bunder (?:continual|continuous|constant|regular|ongoing|active) review\b"
    r"|\b(?:work|planning) (?:has begun|is ongoing|continues) (?:to|on)\b",
    re.IGNORECASE,
)
_OPENER = (
    r"(?:In addition|Additionally|Also|Since then|Furthermore|Moreover|As a result|Following this|Following the review"
    r"|To support this|In response|In response to this|To date|More recently|Recently|However)"
)
_NOUN = (
    r"(?:Associations?|Trusts?|Boards?|Groups?|Partnerships?|Polic(?:e|ing)|Constabulary|Councils?|Services?|Teams?"
    r"|Committees?|Panels?|Forums?|Networks?|Hospitals?|Academ(?:y|ies)|Schools?|Colleges?|Departments?|Directorates?"
    r"|Units?|Hubs?|Agenc(?:y|ies)|Social Care|Health|Education|Housing|Probation|Surger(?:y|ies)|Practices?|CCG|ICB"
    r"|Homes|Charity|Cafcass|CAFCASS|Executive|Partners|Nurses?|Midwives|Visitors|Workers|Chairs|Authority|LSCB"
    r"|Nurser(?:y|ies)|Centres?|Court)"
)
_BODY = (
    rf"(?:(?:[A-Z][\w’'&/-]*,? |(?:and|of|for|the|in|at|within|&) ){{0,9}}(?:{_NOUN}|[A-Z]{{3,7}})"
    r"(?: staff| managers| practitioners| leads| (?:Independent )?(?:Chair|Manager|Director|Lead)s?)?)"
)
_COMMON = r"(?:area|team|service|board|partnership|school|trust|council|police|panel|group|forum|agencie|hospital)s?"
_DOER = re.compile(
    rf"^(?:{_OPENER},? )?(?:[Tt]he |[Oo]ur |[Aa]ll |[Ee]ach |[Bb]oth )?"
    rf"(?P<who>(?:[a-z]+ )?{_BODY}|we|We|(?:(?:[Aa] |[Aa]n )?[a-z-]+ ){{0,5}}{_COMMON}"
    rf"(?: of [a-z]+(?: [a-z]+)?)?|[A-Z][a-z]+ services within {_BODY}|[a-z]+ area of the [a-z]+) "
    rf"(?:(?:has|have|had) )?{_ADVERB}{_DEEDS}\b(?! by\b)"
)
_BY = re.compile(rf"(?<!is )(?<!are )(?<!be )(?<!being )\b{_DEEDS}\b[^.;]{{0,80}}?\bby (?:the )?(?P<who>{_BODY})")
_THROUGH = re.compile(rf"\b(?:by|through|via) (?:the )?(?P<who>{_BODY})")
_WITHIN = re.compile(rf"^(?:Within|In) (?P<who>{_BODY}),|\b(?:all |the )?services in (?P<among>{_BODY})")
_WILL = re.compile(
    rf"^(?:{_OPENER},? )?(?:[Tt]he |[Oo]ur |[Aa]ll )?(?P<who>{_BODY}|[Ww]e) (?:will|shall|is|are|plans?|intends?)\b"
)
_EFFECT = re.compile(
    r"\bwill (?:result|enable|ensure|allow|help|mean|lead to|provide|be able|be more|have|include|need)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:by|before|in|during|from|when [^.;]{0,90} in|over|within|until) (?:the )?"
    r"(?:end of |early |late |mid[- ]|spring |summer |autumn |winter |next )?$"
)
_SPELL = re.compile(
    r"\b(?:over|within|in) the (?:next|coming) (?:\w+ )?(?:weeks?|months?|years?|term|quarter)\b"
    r"|\b(?:next|this) (?:month|year|term|spring|summer|autumn|winter|quarter)\b",
    re.IGNORECASE,
)
_MOST_OWNER = 120


def undertakings_of(text: str, progress: Sequence[Item], dates: Sequence[DateSaid]) -> tuple[Undertaking, ...]:
    """What the statements of progress undertake, in the order of the text, each about what its statement is about."""
    found = []
    for item in progress:
        for words, at in sentences(text, item):
            if told := _told(words):
                found.append(_made(words, at, *told, item.about, dates))
    return tuple(found)


def _told(sentence: str) -> tuple[str, str] | None:
    """How far the sentence says that it is, and the words that say so; ``None`` where it undertakes nothing."""
    for state, form in ((PLANNED, _MEANT), (UNDER_WAY, _IN_HAND), (PLANNED, _TO_COME)):
        if found := form.search(sentence):
            return state, found[0]
    if (found := _ACTIVE.search(sentence)) and _WILL.search(sentence) and not _EFFECT.search(sentence):
        return PLANNED, found[0]
    deed = _DOER.search(sentence) or _BY.search(sentence)
    return (DONE, deed[0]) if deed else None


def _made(sentence: str, at: Span, state: str, words: str, about: About, dates: Sequence[DateSaid]) -> Undertaking:
    due, iso = ("", "") if state == DONE else _due(sentence, at, dates)
    owner, says = _owner(sentence, state), " ".join(words.split())
    return Undertaking("", sentence, owner, about, at, state, says, due, iso)


def _owner(sentence: str, state: str) -> str:
    """The body that does it, where the sentence names one."""
    forms = (_DOER, _BY) if state == DONE else (_THROUGH, _WITHIN, _WILL)
    for form in forms:
        for found in form.finditer(sentence):
            named = next((name for name in ("who", "among") if name in form.groupindex and found[name]), "")
            if named and found[named].casefold() != "we" and len(found[named]) <= _MOST_OWNER:
                return sentence[found.start(named) : found.end(named)].strip(" ,")
    return ""


def _due(sentence: str, at: Span, dates: Sequence[DateSaid]) -> tuple[str, str]:
    """The day by which it is to be done, in the words of the sentence, and its written form; empty without one."""
    start, end = at
    for date in dates:
        if start <= date.at[0] and date.at[1] <= end and _DUE.search(sentence[: date.at[0] - start]):
            before = re.search(r"(?:\bby |\bbefore )(?:the )?(?:end of )?$", sentence[: date.at[0] - start])
            return f"{before[0] if before else ''}{date.text}", date.iso or ""
    spell = _SPELL.search(sentence)
    return (spell[0], "") if spell else ("", "")
