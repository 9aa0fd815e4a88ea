"""The words by which the heading of a column says what its cells hold."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import (
    ACTION,
    DUE,
    EVIDENCE,
    FINDING,
    IMPACT,
    LEARNING,
    NUMBER_COLUMN,
    OWNER,
    PROGRESS,
    RECOMMENDATION,
    STATUS,
    THEME,
)
from .words import heading_fold

_COLUMNS: tuple[tuple[str, str], ...] = (
    (
        NUMBER_COLUMN,
        r"(?:no|ref|nr|number|item|#|id|ref no|reference|rec no|action no|finding no|rec ref|action ref|s/n|row)",
    ),
    (
        OWNER,
        r"(?:(?:named |action |agency )?lead|owner|who|by whom|responsib\w+.*|lead (?:agency|officer|person|profes"
        r"sional|"
        r"organisation|partner|body|role|for action).*|accountable.*|action owner|agency|agencies|lead "
        r"and agency|lead agenc.*|for|for whom|to whom|addressed to|directed to|who (?:is|will|by|leads).*|"
        r"person responsible|led by|owned by)",
    ),
    (
        DUE,
        r"(?:timescales?|due|due date|by when|when|deadline|target date|completion date|date|target|date "
        r"due|by|time ?frame|target completion.*|planned completion.*|end date|date for completion|"
        r"timescale.*|complete by|completed by|completion|to be done by|start date)",
    ),
    (
        STATUS,
        r"(?:status|rag|brag status|b?rag rating|rag status|rating|brag|rag\b.*|state|grade|self[- ]assess\w*|"
        r"complete\??|judgement|score)",
    ),
    (
        EVIDENCE,
        r"(?:evidence|evidence (?:of (?:completion|progress)|seen|source|required)|supporting evidence|source of "
        r"evidence|assurance|how (?:evidenced|measured)|measure\w*.*|success (?:measure|criteria).*|"
        r"monitoring.*|intended outcome.*|desired outcome.*|expected outcome.*|what (?:good|success) "
        r"looks? like|how will (?:we|you|it) (?:know|be known|be measured)\b.*|what difference (?:will|should)\b.*"
        r"|planned outcome|outcome sought|kpi.*|baseline|target measure)",
    ),
    (
        IMPACT,
        r"(?:impact.*|(?:what )?difference.*|outcomes?(?:[ /].*)?|what has changed.*|evidence of (?:impact|"
        r"difference|change).*|so what|how do we know.*|result|results|effect|what (?:is|has) "
        r"(?:different|changed).*|has it made a difference.*)",
    ),
    (
        PROGRESS,
        r"(?:progress.*|update.*|(?:latest|current) (?:position|update|progress|status)|what (?:has been|"
        r"have we|we have|was|has|we) (?:already )?(?:done|did|happened).*|we (?:have )?(?:already )?(?:done|"
        r"did)\b.*|actions? taken.*|position.*|commentary|"
        r"narrative|(?:key |main )?achievements?.*|action to date|work (?:done|completed).*|(?:board|partnership|"
        r"agency|management|our|"
        r"[a-z]{2,6}(?:cb|cp|ab)|"
        r"partners?'?|the board's)? ?(?:response|answer).*|what we did.*|done so far.*|comments?|notes|what [\w',&"
        r" -]{2,60} (?:has|have) (?:already )?(?:done|put in place).*|"
        r"where (?:we|"
        r"things) (?:are|stand).*|what has been done.*)",
    ),
    (
        ACTION,
        r"(?:(?:agreed |required |proposed |planned |key |specific |multi-agency |single agency |smart "
        r")*actions?(?: (?:required|agreed|to be taken|needed|point|points|planned|plan|and .*|we will "
        r"take|by agency|proposed|to address.*))?|action agreed|what (?:do|must|should) (?:we|the \w+|they) (?:need |"
        r"have |want |plan )?(?:to )?do\b.*|"
        r"what (?:are|is) (?:we|the \w+) going to do|what (?"
        r":we will do|will (?:be|we) do\w*|needs to happen|must happen|"
        r"needs to be done|(?:what )?(?:we|the \w+|they|partners|agencies) (?:will|shall|plan to|intend to|"
        r"still need to|need to"
        r"|are going to) do\b.*|will happen|is to be done)|task|tasks|step|next steps?|action required.*|how "
        r"(?:will|we will).*)",
    ),
    (
        RECOMMENDATION,
        r"(?:recommendations?.*|(?:(?:scr|review|lcspr|overview|report|imr|agency|single|multi|key|original|national|"
        r"local|the|individual|panel|case|"
        r"serious|management)(?:'s)?[ -]){1,4}recommendations?|what (?:was|is) "
        r"(?:recommended|asked for|asked)|(?:what )?(?:the )?(?:review|reviewers?|panel|scr|"
        r"lcspr)s? (?:asked(?: for)?|asks("
        r"?: for)?|"
        r"recommended|recommends|said)|(?:what )?you (?:said|told us)|rec|recs|rec no)",
    ),
    (LEARNING, r"(?:learning(?: points?| identified| theme.*)?|lessons?(?: learned| learnt)?|key learning|lp)"),
    (
        FINDING,
        r"(?:(?:key |main )?findings?.*|what (?:the )?(?:review|audit|we|was) found.*|areas? for "
        r"(?:improvement|development))",
    ),
    (
        THEME,
        r"(?:theme|area|topic|priority|issue|objective|subject|standard|priority area|key area|heading|"
        r"what (?:do|are) we (?:want|trying|aiming) to achieve|review|case|requirement|question|domain|section|aim|"
        r"area of (?:focus|practice|concern)|practice area)",
    ),
)
_COLUMN_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _COLUMNS)


@lru_cache(maxsize=4096)
def role_of_column(text: str) -> str:
    """What the cells under a column's heading hold, or ``""`` if unknown."""
    folded = heading_fold(text)
    if not folded or len(folded) > 80:
        return ""
    if re.fullmatch(r"(?:finding|recommendation|action|learning point|rec)s? (?:no|number|ref)", folded):
        return NUMBER_COLUMN
    for role, pattern in _COLUMN_PATTERNS:
        if pattern.fullmatch(folded):
            return role
    return ""
