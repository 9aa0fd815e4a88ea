"""What an entry says of the child: seen, seen alone, not seen, not brought, or a contact without the child. Pure.

Read from the words, for the picture; a reviewer's mark counts before it. What the words do not say is not guessed.
"""

from __future__ import annotations

import re

from throughline.chronology.rules.entries import Entry

KINDS = {
    "alone": "Seen alone",
    "seen": "Seen",
    "not_seen": "Not seen",
    "missed": "Not brought",
    "none": "Not said",
}
SIGHTED = frozenset({"alone", "seen"})
_CHILD = r"(?:child(?:ren)?|baby|boy|girl|infant|toddler|pupil)"
_COLUMN = re.compile(
    r"^(?:was the )?(?:child|baby|children)(?: was)? seen(?: alone)?(?: or spoken (?:to|with))?\?? ?: ?(.+)$",
    re.IGNORECASE | re.MULTILINE,
)
_ALONE = re.compile(
    r"\b(?:seen|saw|spoken (?:to|with)|spoke (?:to|with)|interviewed)\b[^.;]{0,40}"
    r"\b(?:alone|on (?:his|her|their) own)\b",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"\bnot (?:seen|spoken to|interviewed) (?:alone|on (?:his|her|their) own)\b"
    r"|\b(?:seen|saw|spoken (?:to|with)|interviewed)\b[^.;]{0,30}\bnot (?:alone|on (?:his|her|their) own)\b",
    re.IGNORECASE,
)
_NOT_SEEN = re.compile(
    r"\b(?:not seen|was not seen|were not seen|didn.t see|did not see|without seeing|not present|unseen"
    r"|asleep upstairs|no sight of"
    rf"|(?:no|none of the|neither|neither of the) {_CHILD} (?:was|were) seen)\b",
    re.IGNORECASE,
)
# A man who stayed away from a meeting is no child who was not brought.
_ANOTHER_MISSED = re.compile(
    r"\b(?:father|dad|stepfather|partner|grandfather|grandmother|uncle)\s+(?:did not attend|failed to attend|dna)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:dna|dnas|wnb|did not attend|not brought|failed to attend|no access|no reply|not at home"
    r"|missed (?:the |an |her |his |their )?(?:\w+ )?(?:appointment|visit|clinic|immunisations?)"
    r"|no answer at the door)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    rf"\b(?:{_CHILD} (?:was |were )?(?:seen|weighed|examined|observed|immunised)|saw (?:the )?{_CHILD}"
    rf"|spoke (?:to|with) (?:the )?{_CHILD})\b",
    re.IGNORECASE,
)


def contact_of(entry: Entry, child: str = "") -> str:
    """The kind of contact, a key of ``KINDS``, from a column that says so, or else from the words of the event.

    `child` is the name used for the child; whoever else is seen is not the child.
    """
    said = _COLUMN.search(entry.comment)
    column = _of_column(said[0], said[1]) if said else ""
    if column:
        return column
    told = f"{entry.event}\n{entry.action}"
    if _MISSED.search(_ANOTHER_MISSED.sub("", told)):
        return "missed"
    if _NOT_ALONE.search(told):
        return "seen"
    if _NOT_SEEN.search(told):
        return "not_seen"
    if _ALONE.search(told):
        return "seen" if said else "alone"
    return "seen" if _SEEN.search(told) or _is_named(child or entry.who, told) else "none"


def _is_named(child: str, told: str) -> bool:
    name = re.escape(child.strip())
    did = rf"\b{name} (?:was )?(?:seen|weighed|examined|observed|immunised)\b|\b(?:saw|spoke (?:to|with)) {name}\b"
    return bool(name) and re.search(did, told, re.IGNORECASE) is not None


def _of_column(line: str, said: str) -> str:
    words = said.lower()
    if re.search(r"\b(?:not brought|dna|wnb|did not attend)\b", words):
        return "missed"
    asks_alone = "alone" in line.lower().split(":")[0]
    if re.match(r"(?:no|n|0|false)$", words.strip(" .")) and asks_alone:
        return ""  # not seen alone: whether seen at all the other words say
    if re.match(r"(?:no|n|not seen|0|false)\b", words):
        return "not_seen"
    if re.match(r"(?:n/?a|not applicable|unknown|not known|not recorded|none|-)", words):
        return "none"
    alone = re.search(r"\balone\b|on (?:his|her|their) own", words) and not re.search(r"\bnot\b", words)
    whole = asks_alone and re.match(r"(?:yes|y|true)\b", words)
    return "alone" if alone or whole else "seen"
