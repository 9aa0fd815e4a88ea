"""The words beside a number that say whether it counts people over time, or who was in a room. Pure."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_PARTING = re.compile(
    r"[;:—]|,? (?:but|whereas|while|although|though|because|however)\b|, (?:and|so|who|which|when|then)\b", _I
)
_HAD = re.compile(
    r"\b(?:had|has|have|having|gets?|got|allocated|assigned|given|experienced|through|known|knew|worked with|"
    r"came to know|"
    r"passed (?:between|from)|went from|moved between|under|been involved|were involved|lived with|cared for "
    r"by|held by)\b",
    _I,
)
_CAME = re.compile(
    r"^ (?:had |have |has )?(?:knew|known|worked with|looked after|cared for)\b|"
    r"\b(?:came and (?:gone|went)|come and gone|were involved|have been involved|had been involved|held "
    r"(?:the|his|her|their) case|"
    r"(?:who|that) (?:had )?(?:knew|known|worked with|held|were allocated)|for (?:the|this) (?:family|child)|"
    r"in (?:his|her|their) life)\b",
    _I,
)
_TOTAL = re.compile(r"\b(?:total of|in total|in all|altogether|succession of|series of|string of)\b", _I)
_ROW = re.compile(
    r"\b(?:in succession|in a row|one after (?:another|the other)|in turn|in total|in all|altogether)\b", _I
)
_ROOM = re.compile(
    r"\b(?:attend\w*|visit(?:ed|ing|s)?|met|meets?|meetings?|conferences?|present|interview\w*|arriv\w+|spoke|"
    r"spoken|called at|"
    r"on duty|joint(?:ly)?|together|accompanied|at the time|came to the|entered|took part|trained|training|"
    r"workshop|signed|"
    r"each|both|wrote|emailed|telephoned|invited|apolog\w+|agreed|disagreed|discussed|survey\w*|focus group|"
    r"learning event|"
    r"practitioner event|consulted|responded|answered|told (?:the|us)|contributed)\b",
    _I,
)
_ONE_DAY = re.compile(
    r"\b(?:(?:that|the same|this) (?:day|morning|afternoon|evening|night)|on (?:the )?\d{1,2}(?:st|nd|rd|"
    r"th)?(?: of)? [A-Z][a-z]+|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:at|to) (?:the|a|this|that) (?:\w+ ){0,3}(?:meeting|"
    r"conference|visit|event|hearing|panel))\b"
)
_TEAM = re.compile(
    r"\b(?:teams?|service|practice|surgery|schools?|units?|wards?|offices?|authority|council|hospital|clinic|"
    r"department|trust|"
    r"force|station|agency|area|district|nursery|homes?)\b[^,;]{0,40}$",
    _I,
)
_STAFFING = re.compile(
    r"\b(?:vacanc\w+|recruit\w*|employ\w*|caseloads?|shortage|full[ -]time|part[ -]time|unfilled|posts?|"
    r"establishment|team of|"
    r"staffed|group of|panel of|sample of|per (?:team|year|thousand)|budget)\b",
    _I,
)
_WISHED = re.compile(
    r"\b(?:should|will|would|could|must|recommend\w*|propos\w+|plan(?:s|ned)? (?:to|for)|need(?:s|ed)? (?:to|"
    r"for)|if|how many|whether|requires?|"
    r"allow\w*|limit\w*|a further|another|additional)\b",
    _I,
)
_DENIED = re.compile(r"\b(?:not|never|no evidence (?:of|that)|n[’']t|neither|without)(?: \w+){0,3} ?$", _I)
_OTHER_NOUN = re.compile(
    r"[ -](?:appointments?|visits?|assessments?|opinions?|meetings?|reports?|referrals?|calls?|letters?|"
    r"orders?|plans?|"
    r"breakdowns?|panels?|requests?|days?|weeks?|teams?|posts?|vacanc\w+|students?|trainings?|hours?|"
    r"consultations?|records?|"
    r"notes?|practices?|surger(?:y|ies)|assistants?|managers?|surveys?|forms?|reviews?|agreements?|cars?|"
    r"contacts?|fees?)\b",
    _I,
)
_PLACEMENT_OTHER = re.compile(
    r"\b(?:available|offered|consider\w*|identif\w+|search\w*|approach\w*|vacan\w+|approv\w+|capacity|"
    r"declin\w+|turned down|"
    r"enquir\w+|options?|work|student|nursery|training|school|university|looked at|explored|commission\w*|"
    r"matched|sought|"
    r"in the (?:county|borough|area)|could be found)\b",
    _I,
)


def clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The first and last place of the part of the sentence that the words from `start` to `end` stand in."""
    first, last = 0, len(sentence)
    for match in _PARTING.finditer(sentence):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = min(last, match.start())
    return first, last


def is_other_noun(after: str) -> bool:
    """The word is a part of another: a second GP appointment."""
    return _OTHER_NOUN.match(after) is not None


def is_denied(before: str) -> bool:
    """The text says that it was not so."""
    return _DENIED.search(before) is not None


def is_only_wished(before: str, after: str) -> bool:
    """It is asked for, planned or supposed, or it is so many more than were there."""
    return _WISHED.search(before) is not None or re.match(r" (?:should|will|would|must|could)\b", after) is not None


def in_succession(before: str, after: str) -> bool:
    """One came after another, or all are added up."""
    return _TOTAL.search(before) is not None or _ROW.search(after) is not None


def has_had(before: str, after: str) -> bool:
    """Somebody had them, and not all at once in one room."""
    return _HAD.search(before) is not None or _CAME.search(after) is not None


def counts_over_time(before: str, after: str, *, strong: bool, lasting: bool, nth: bool) -> bool:
    """The number counts people over time: by how they are called, by who had them, or by the time it took."""
    around = f"{before} | {after}"
    if _ONE_DAY.search(around) or _STAFFING.search(around):
        return False
    if strong:
        return True
    if _ROOM.search(around) and not (lasting and not nth and not _meets(around)):
        return False
    if _TEAM.search(before) and not lasting:
        return False
    return nth or lasting or has_had(before, after)


def _meets(around: str) -> bool:
    return (
        re.search(r"\b(?:attend\w*|meetings?|conferences?|present|interview\w*|together|joint(?:ly)?)\b", around, _I)
        is not None
    )


def placement_is_other(before: str, after: str) -> bool:
    """Places that were looked for or offered, or that are no home: a placement at work."""
    return _PLACEMENT_OTHER.search(before[-60:]) is not None or _PLACEMENT_OTHER.search(after[:40]) is not None
