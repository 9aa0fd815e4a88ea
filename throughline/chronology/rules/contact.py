"""What an entry says of the child: seen, alone or not, not seen, not brought, or a contact without the child. Pure.

Read from the words, for the picture; a reviewer's mark counts before it. What the words do not say is not guessed:
what somebody told of, what is to come and who else was seen or stayed away say nothing of this child and this agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from throughline.chronology.rules import sightings as say
from throughline.chronology.rules.columns import plain_heading
from throughline.chronology.rules.entries import Entry

ALONE, NOT_ALONE, SEEN, NOT_SEEN, MISSED, NONE = "alone", "not_alone", "seen", "not_seen", "missed", "none"
KINDS = {
    ALONE: "Seen alone",
    NOT_ALONE: "Seen, not alone",
    SEEN: "Seen",
    NOT_SEEN: "Not seen",
    MISSED: "Not brought",
    NONE: "Not said",
}
SIGHTED = frozenset({ALONE, NOT_ALONE, SEEN})
# Where an entry tells of several things, that the child was seen counts before that it was not.
_FIRST = (ALONE, NOT_ALONE, SEEN, MISSED, NOT_SEEN)

_HEADING_WORDS = frozenset(
    re.split(
        " ",
        "was were is the child children childs baby young person yp infant pupil subject family seen alone spoken to "
        "with or and on own their his her today at this visit contact y n yes no a s if applicable",
    )
)


_QUIET: set[str] = set()
_ONE = {"one"}  # as in no one
_MOST_QUIET = 50_000


def contact_of(entry: Entry, child: str = "") -> str:
    """The kind of contact, a key of ``KINDS``, from columns that say so, or else from the words of event and action.

    `child` is the name used for the child; whoever else is seen is not the child.
    """
    asked = list(_columns(entry.comment)) if ":" in entry.comment else []
    told = _told(entry, child or entry.who)
    if not asked:
        return told
    kinds = [kind for kind, _ in asked if kind]
    best = min(kinds, key=_rank, default="")
    if best == SEEN and any(alone == "no" for _, alone in asked):
        return NOT_ALONE
    if best:
        return best
    if any(alone == "no" for _, alone in asked):  # not seen alone: whether seen at all the other words say
        return NOT_ALONE if told in SIGHTED else told
    return told


def _rank(kind: str) -> int:
    """A column that says that it is not known settles it, where no other says more."""
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


def _told(entry: Entry, child: str) -> str:
    told = f"{entry.event}\n{entry.action}".lower()
    name = child.strip().lower()
    said = filter(say.ANYTHING.search, _sentences(told))
    found = {kind for sentence in said for kind in _of_sentence(sentence, name)}
    return next((kind for kind in _FIRST if kind in found), NONE)


def _has(words: str, any_of: tuple[str, ...]) -> bool:
    """One of those stands in the words: where none does, a form that needs one is not looked for."""
    for one in any_of:  # noqa: SIM110 a loop costs half of what any() does, and this is asked of every row
        if one in words:
            return True
    return False


def may_say(words: str) -> bool:
    """False where they surely say nothing of the child, as is told word by word.

    Words that say nothing are remembered, as many as a few long chronologies have: most of a row are known already.
    """
    told = words.split()
    if not _QUIET.issuperset(told):
        new = set(told) - _QUIET
        loud = set(filter(_is_loud, new))
        if len(_QUIET) < _MOST_QUIET:
            _QUIET.update(new - loud)
        if loud and (loud != _ONE or say.NO_ONE.search(words)):
            return True
    return "not at " in words  # home, or the visit


@lru_cache(maxsize=1024)
def _is_loud(word: str) -> bool:
    return say.LOUD.search(word) is not None


def _sentences(told: str) -> Iterator[str]:
    """The sentences, parted where white space follows the end of one, and at line breaks."""
    begun = 0
    for match in say.END.finditer(told):
        at, end = match.span()
        if told[at] == "\n":
            yield told[begun:at]
        elif end - at > 1:
            yield told[begun : at + 1]
        else:
            continue
        begun = end
    yield told[begun:]


def _of_sentence(sentence: str, child: str) -> Iterator[str]:
    if "no " in sentence and say.AT_THE_DOOR.search(sentence) and not say.NOT_AT_A_DOOR.search(sentence):
        yield MISSED
    parting = say.CLAUSE if ";" in sentence else say.CLAUSE_OF_OTHERS
    for clause in parting.split(sentence) if _has(sentence, say.PARTING) else [sentence]:
        yield from _of_clause(clause, child)


def _of_clause(clause: str, child: str) -> Iterator[str]:
    sight = _has(clause, say.OF_SIGHT)
    if sight and _sighting(clause, child):
        yield NOT_ALONE if say.NOT_ALONE.search(clause) else ALONE if say.ANYBODY_ALONE.search(clause) else SEEN
        return
    alone = sight and _has(clause, say.OF_OWN) and say.ANYBODY_ALONE.search(clause)
    if alone and not say.ADULT_SEEN.search(clause):
        if not say.HEARD.search(clause):
            yield from _alone(clause)
    elif (alone or _has(clause, say.OF_NO_SIGHT)) and _is_not_seen(clause, child) and not say.HEARD.search(clause):
        yield NOT_SEEN
    if _is_missed(clause):
        yield MISSED


def _alone(clause: str) -> Iterator[str]:
    """Somebody who is not said to be an adult was seen alone, or was not."""
    match = say.ANYBODY_ALONE.search(clause)
    if match is None:
        return
    if say.NOT_ALONE.search(clause):
        if re.search(rf"\bnot (?:been )?(?:seen|spoken|interviewed)|{say.CHILD}", clause):
            yield NOT_ALONE
    elif not say.NOT_NOW.search(clause[: match.start()]):
        yield ALONE


def _is_not_seen(clause: str, child: str) -> bool:
    if not _has(clause, say.OF_NOT):
        return False
    if say.UNSEEN.search(clause):
        return True
    match = say.NOT_SEEN.search(clause)
    if match is None:
        return False
    return _names(clause, child) or not re.search(rf"\b(?:{say.ADULT}|{say.WORKER})", clause)


def _names(clause: str, child: str) -> bool:
    name = rf"|{re.escape(child)}\b(?!['’]s\b)" if child else ""
    return re.search(rf"\b(?:{say.CHILD}{say.NOT_A_CHILD}{name})", clause) is not None


@lru_cache(maxsize=128)
def _sightings_of(child: str) -> tuple[re.Pattern[str], ...]:
    """The words for a sighting of that child, or of one who is only called a child."""
    name = rf"|{re.escape(child)}\b(?!['’]s\b)" if child else ""
    who = rf"(?:the |both |all )?(?:{say.CHILD}{name})"
    return tuple(re.compile(form.replace("{who}", who)) for form in say.SIGHTINGS)


def _sighting(clause: str, child: str) -> bool:
    """The child was seen, there and then, by whoever writes."""
    if child not in clause and not _has(clause, say.OF_CHILD):
        return False
    for form in _sightings_of(child):
        for match in form.finditer(clause):
            before, after = clause[: match.start()], clause[match.end() :]
            if _is_heard(before, after):
                continue
            if not say.NOT_NOW.search(before) and not re.match(r"\W*not\b(?! (?:alone|on))", after):
                return True
    return False


def _is_heard(before: str, after: str) -> bool:
    """Somebody told of it, or it was another time or over the telephone."""
    told = say.HEARD_FROM.search(before) or say.HEARD.search(say.AND.split(before)[-1])
    return bool(told or say.HEARD_AFTER.match(after) or say.ELSEWHERE.match(after))


def _is_missed(clause: str) -> bool:
    if not _has(clause, say.OF_MISSED) and not say.NO_ONE.search(clause):
        return False
    kept = say.GENES.sub("", clause) if "dna" in clause or "paternity" in clause else clause
    kept = say.ANOTHER_STAYED.sub("", kept) if _has(clause, say.OF_STAYING) else kept
    return any(not say.EARLIER.search(kept[: match.start()]) for match in say.MISSED.finditer(kept))


def _columns(comment: str) -> Iterator[tuple[str, str]]:
    """What each column of that kind says: the contact, and whether it is answered that the child was alone."""
    for line in comment.split("\n"):
        head, parted, said = line.partition(":")
        words = set(plain_heading(head).split()) if parted and len(head) < 60 and "een" in head.lower() else set()
        if "seen" in words and words <= _HEADING_WORDS:
            yield _of_column(said.lower().strip(" .:"), asks_alone="alone" in words or "own" in words)


def _of_column(words: str, *, asks_alone: bool) -> tuple[str, str]:
    if re.search(r"\b(?:not brought|dna|wnb|did not attend|no access)\b", words):
        return MISSED, ""
    if re.match(r"(?:n/?a\b|not applicable|unknown|not known|not (?:recorded|stated)|none|unclear|-|\?|$)", words):
        return NONE, ""
    if re.search(r"\bnot (?:seen )?(?:alone|on (?:his|her|their) own)", words) or say.NOT_ALONE.search(words):
        return NOT_ALONE, ""
    if re.match(r"(?:not seen|unseen|no,? ?-? ?not seen)\b", words):
        return NOT_SEEN, ""
    if re.match(r"(?:no|n|0|false|x)\b", words):
        return ("", "no") if asks_alone else (NOT_SEEN, "")
    if re.search(rf"\b{say.ON_OWN}", words):
        return ALONE, ""
    if re.match(r"(?:yes|y|true|1|✓|✔|seen|both|all|briefly|partly|partially)(?!\w)", words):
        return (ALONE if asks_alone else SEEN), ""
    return (SEEN, "") if re.search(rf"\b(?:{say.CHILD}|asleep|awake)\b", words) and not asks_alone else ("", "")
