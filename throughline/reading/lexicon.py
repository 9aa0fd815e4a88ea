"""The words by which a heading, a column or a lead-in says what stands under it."""

from __future__ import annotations

import re
from functools import lru_cache

from .words import heading_fold

FINDING, LEARNING, RECOMMENDATION, ACTION = "finding", "learning_point", "recommendation", "action"
PROGRESS, IMPACT, CASE, OUTCOME, ASK = "progress", "impact", "case_study", "outcome", "ask"
GLOSSARY, CONTENTS, OTHER = "glossary", "contents", "other"
OWNER, DUE, STATUS, EVIDENCE, NUMBER_COLUMN, THEME = "owner", "due", "status", "evidence", "number", "theme"

_WHO = (
    r"(?:we|the (?:board|partnership|partners|council|agencies|safeguarding partners)|partners|agencies|services|lscb)"
)
_OF = r"(?: (?:of|from|in|on|for|by|to|arising|made|against|since|about|identified|and|so far|as at)\b.*)?"
_ANY = r"(?:(?:key|main|the|our|overall|summary of|headline|overarching|principal|emerging|national|local|multi-agency|single agency|single-agency|further|new|system|systems|priority|practice|specific|detailed|initial|immediate|additional|high level|wider|shared)\s+)*"

_HEADINGS: tuple[tuple[str, str], ...] = (
    (CONTENTS, r"(?:table of )?contents(?: page)?|index"),
    (
        GLOSSARY,
        r"(?:glossary|abbreviations?|acronyms?|definitions)(?: (?:of|and|used)\b.*)?|(?:list of|key to) (?:abbreviations|acronyms|terms).*|terms used.*|words (?:used|we use).*",
    ),
    (
        CASE,
        r"(?:an? )?(?:anonymised |anonymous |good |illustrative )?(?:case (?:study|studies|example|examples|illustration|vignette)|practice (?:example|examples|illustration|vignette|story)|vignette|example (?:of|from) (?:practice|impact)|good practice example|case in point|worked example|(?:family|child|real|real-life) (?:example|illustration)|an? (?:illustration|example))(?: (?:no |number )?(?:\d+|[a-z]|one|two|three|four|five|six))?(?: ?[-:(].*)?|(?:an?|the|one|\w+(?:'s)?) (?:\w+ )?(?:family|child|young person|mother|father|parent|baby|teenager|practitioner|girl|boy)'?s? (?:story|experience|journey)|\w+'s story|(?:a |one |the )?story(?: from practice)?|in practice",
    ),
    (
        IMPACT,
        r"(?:so )?what (?:real )?(?:difference|impact|effect) (?:has|have|did|does|do|is|was|are|will|it|this|we|that)\b.*|(?:the |making a )?difference(?:s)?(?: (?:made|this|it|that|we|for|to)\b.*)?|(?:what |evidence of |measuring |our |the |demonstrating )?(?:impact|impacts)(?: and (?:outcomes?|evidence|difference.*|effectiveness))?(?: (?:so far|to date|achieved|made|seen|statement|measures?|evidence|summary)| (?:on|for) (?:children|families|young|practice|practitioners|staff|the child|outcomes|service|babies|parents).*| of (?:this|these|the|our) (?:work|actions?|changes|plan|training|improvements?|learning|activity|progress|measures).*)?|evidence of (?:impact|difference|change|improvement|effectiveness|outcomes)\b.*|how (?:do|did|can|will)? ?(?:we|you|it|the (?:board|partnership)) know(?:s)?\b.*|so what|outcomes?(?: (?:for|and impact|achieved|so far|to date|and difference)\b.*)?|what (?:has|have|is|are) (?:changed|different|better|improved)\b.*|what(?:'s| has) (?:changed|different|better|improved)\b.*|(?:has|is|did|does|have|are) (?:it|this|that|these|they|the (?:plan|changes?|work|actions?)) (?:made a difference|making a difference|worked?|working|help(?:ed|ing)?|better|made any difference|make a difference)\b.*|(?:effect|effects|benefits|results?)(?: (?:on|for|of|so far|achieved|to date)\b.*)?|what children (?:and families )?(?:notice|now|will notice|see|say has changed).*|what it means for children.*|what this (?:means|has meant|meant) for (?:children|families|young).*",
    ),
    (
        PROGRESS,
        r"(?:summary of |our |the |good |further )?progress(?: (?:report|update|made|to date|so far|since|against|on|in|summary|achieved|overview|and|with|towards|statement|at|as at|by|this)\b.*)?|(?:(?:latest|current|most recent|implementation|status|six[- ]month|action|partner|agency|written|position|key) )?updates?(?: (?:on|from|since|against|report|at|as at|to)\b.*)?|what (?:has|have|had) (?:been done|happened|been put in place|been achieved|taken place|"
        + _WHO[3:-1]
        + r")\b.*|what(?:'s| has) (?:happened|been done)\b.*|what "
        + _WHO
        + r" (?:have |has )?(?:done|did|do|put in place|achieved|been doing)\b.*|what (?:did|have|has) "
        + _WHO
        + r" (?:do|done)\b.*|what was done(?! well)\b.*|what is (?:already )?being done\b.*|what (?:has|have) already been (?:done|achieved|put in place)\b.*|(?:key |main |the )?(?:actions?|steps|measures) (?:already |we have |that have been |which have been )?(?:taken|completed|undertaken|implemented)\b.*|work (?:undertaken|completed|done|to date|so far|under ?way|carried out)\b.*|how (?:we|partners|agencies|the (?:board|partnership|council)) (?:have |has )?(?:responded|answered)\b.*|(?:the |our )?(?:board|partnership|lscb|lscp|agency|agencies|partners|multi-agency|council|service|trust|management)(?:'s|s')? (?:response|responses|answer|reply)\b.*|(?:our |the )?(?:response|answer)(?: (?:to date|so far))?|implementation(?: (?:to date|so far|progress|update|of)\b.*)?|(?:key |our |main )?achievements?\b.*|activity (?:to date|so far)|where (?:we|things) (?:are|have got to|stand)(?: now| today)?|(?:current|present) (?:position|status|state)|position (?:now|statement)|changes? (?:made|already made|since|introduced)\b.*|improvements? (?:made|already made|since|achieved)\b.*|done so far|since (?:then|the review|publication)\b.*",
    ),
    (
        ASK,
        r"(?:officer'?s?'? |draft )?recommend(?:ed)? decisions?|decisions? (?:required|requested|sought|needed|recommended)|actions? (?:requested|sought|required) (?:of|from|by) (?:the )?(?:board|committee|cabinet|panel|members|partnership|executive)\b.*|(?:what )?(?:the )?(?:board|committee|cabinet|members|panel|executive|partnership board|scrutiny [a-z]+|council)s? (?:is|are) (?:asked|invited|recommended|requested|being asked)\b.*|(?:the )?asks?(?: of (?:the )?(?:board|committee|cabinet|members|panel).*)?|what (?:we|i|officers) ask.*(?:board|committee|cabinet|members|panel|you).*|recommendations? (?:to|for) (?:the )?(?:committee|cabinet|members|scrutiny|executive|full council|overview|panel)\b.*|proposed (?:decision|resolution)s?|resolution sought|what is (?:asked|needed) of .*",
    ),
    (
        RECOMMENDATION,
        _ANY
        + r"recommendations?(?: (?:of|from|in|for|by|to|arising|made|and|set out|relating|with|agreed|regarding)\b.*)?|what (?:needs to|must|should|has to) (?:change|happen|be done|improve)\b.*|what (?:the )?(?:review|reviewer|panel|report)s? (?:recommend(?:s|ed)?|asks? for|asked for)\b.*|what (?:was|is) (?:recommended|asked for)|proposals",
    ),
    (
        LEARNING,
        _ANY
        + r"(?:learning points?|lessons?(?: (?:learned|learnt|to learn|to be (?:learned|learnt)|identified))?|learning(?: identified| themes?| for (?:practice|practitioners|agencies|the partnership|professionals|managers))?|messages?(?: for (?:practice|practitioners|professionals|staff|managers))?|practice points?|points for practice|points? of learning)"
        + _OF
        + r"|what (?:have|has|did|do|can|should|must|we|was|is) (?:we|you|the partnership|the board|practitioners|partners|been|there|the|all|learn\w*)\b.*\blearn\w*.*|what (?:was|we|is|were) (?:the |have |has |been )?(?:learn(?:ed|t|ing)?|lessons)\b.*|what (?:the )?(?:review|reviews) (?:taught|tells?|teach(?:es)?|told) us\b.*|take[- ]?(?:home|away) (?:messages?|points?)|things to remember|remember",
    ),
    (
        FINDING,
        _ANY
        + r"findings?(?: (?:of|from|in|and|about|on|identified|at a glance|by)\b.*)?|what (?:the )?(?:\w+ )?(?:review|reviewers?|audit|auditors?|board|partnership|panel|inspectors?|we|it|they|was|report)s? (?:have |has |had )?(?:found|find|saw|showed|shows|tells us|told us|identified|concluded)\b.*|what did (?:we|the (?:review|audit)) find\b.*|areas? (?:for|of|requiring|needing) (?:improvement|development)\b.*|what (?:needs improvement|needs to improve|was not working|needs to be better|we are worried about|could be better)|areas where practice .*|conclusions? of the review",
    ),
    (
        ACTION,
        _ANY
        + r"(?:multi-agency |agreed |planned |required |proposed |smart |improvement )*(?:action plan|actions?|next steps|action points?)(?: (?:plan|for|to|agreed|planned|required|arising|from|in|and|by|log)\b.*)?|what (?:will|shall|do|are) "
        + _WHO
        + r" (?:do|going to do|doing)\b.*|what "
        + _WHO
        + r" (?:will|shall|plan to|intend to|are going to) (?:do|change)\b.*|what (?:happens|will happen|comes|is) next|what (?:is|remains) (?:left )?(?:still )?to (?:be )?do(?:ne)?|what you (?:should|need to|can|must) do|what to do\b.*|future (?:work|plans|actions?)|plans? for (?:the )?(?:next|coming).*|looking (?:ahead|forward)",
    ),
)
_ENDERS = re.compile(
    r"(?:\d[\d.]* )?(?:introduction|background|context|conclusions?|in conclusion|appendi(?:x|ces)\b.*|annex(?:es)?\b.*|methodology|method|approach|"
    r"(?:.* )?implications?(?: .*)?|references|bibliography|background (?:papers|documents)|source documents|contact.*|"
    r"consultation|legal|financial|finance|equalit.*|risk.*|purpose.*|scope|terms of reference|summary|executive summary|foreword|"
    r"governance|membership|about (?:this|the|us).*|why .*|the (?:review|case|facts|family|child|children)|who .*|signed|further information|"
    r"how the review was done|process|family (?:involvement|engagement|views)|views of .*|voice of .*|reasons? for .*|options? .*|alternative.*|"
    r"our strategic approach|publication|costs?\b.*|data\b.*|questions?\b.*|resources|useful links|links|training|feedback|what worked well|good practice.*|strengths.*)"
)
_NOT_IMPACT = re.compile(
    r".*\b(?:assessment|implications?|equality|equalities|environmental|climate|financial|resource|budget|community|council|carbon|health and safety|staffing|covid(?:-19)?|coronavirus|pandemic|neglect|abuse|trauma)\b.*"
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _HEADINGS)
_LEADING_NUMBER = re.compile(
    r"^(?:(?:section|part|chapter)\s+)?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]\s*|^\d+(?:\.\d+)+\s+|^\d{1,2}\s+(?=[a-z])"
)


@lru_cache(maxsize=4096)
def role_of_heading(text: str) -> str:
    """What stands under a heading that reads `text`: a role, ``other`` for a known section, or ``""`` if unknown."""
    folded = _LEADING_NUMBER.sub("", heading_fold(text))
    if not folded or len(folded) > 110:
        return ""
    for role, pattern in _COMPILED:
        if pattern.fullmatch(folded) and not (role == IMPACT and _NOT_IMPACT.fullmatch(folded)):
            return role
    return OTHER if _ENDERS.fullmatch(folded) else ""


_COLUMNS: tuple[tuple[str, str], ...] = (
    (
        NUMBER_COLUMN,
        r"(?:no|ref|nr|number|item|#|id|ref no|reference|rec no|action no|finding no|rec ref|action ref|s/n|row)",
    ),
    (
        OWNER,
        r"(?:lead|owner|who|by whom|responsib\w+.*|lead (?:agency|officer|person|professional|organisation|partner|body|role|for action).*|accountable.*|action owner|agency|agencies|lead and agency|lead agenc.*|who (?:is|will|by|leads).*|person responsible|led by|owned by)",
    ),
    (
        DUE,
        r"(?:timescales?|due|due date|by when|when|deadline|target date|completion date|date|target|date due|by|time ?frame|target completion.*|planned completion.*|end date|date for completion|timescale.*|complete by|to be done by|start date)",
    ),
    (
        STATUS,
        r"(?:status|rag|b?rag rating|rag status|rating|brag|rag\b.*|state|grade|self[- ]assess\w*|complete\??|judgement|score)",
    ),
    (
        EVIDENCE,
        r"(?:evidence|evidence (?:of completion|seen|source|required)|supporting evidence|source of evidence|assurance|how (?:evidenced|measured)|measure\w*.*|success (?:measure|criteria).*|monitoring.*|intended outcome.*|desired outcome.*|expected outcome.*|what (?:good|success) looks? like|planned outcome|outcome sought|kpi.*|baseline|target measure)",
    ),
    (
        IMPACT,
        r"(?:impact.*|(?:what )?difference.*|outcomes?(?: .*)?|what has changed.*|evidence of (?:impact|difference|change).*|so what|how do we know.*|result|results|effect|what (?:is|has) (?:different|changed).*|has it made a difference.*)",
    ),
    (
        PROGRESS,
        r"(?:progress.*|update.*|(?:latest|current) (?:position|update|progress|status)|what (?:has been|have we|we have|was|has|we) (?:done|did|happened).*|actions? taken.*|position.*|commentary|narrative|action to date|work (?:done|completed).*|(?:board|partnership|agency|management|our|partners?'?|the board's)? ?(?:response|answer).*|what we did.*|done so far.*|where (?:we|things) (?:are|stand).*|what has been done.*)",
    ),
    (
        ACTION,
        r"(?:(?:agreed |required |proposed |planned |key |specific |multi-agency |single agency |smart )*actions?(?: (?:required|agreed|to be taken|needed|point|points|planned|plan|and .*|we will take|by agency|proposed))?|what (?:we will do|will (?:be|we) do\w*|needs to happen|must happen|needs to be done|will happen|is to be done)|task|tasks|step|next steps?|action required.*|how (?:will|we will).*)",
    ),
    (
        RECOMMENDATION,
        r"(?:recommendations?.*|(?:scr |review |lcspr |overview )recommendations?|what (?:was|is) (?:recommended|asked for)|rec|recs|rec no)",
    ),
    (LEARNING, r"(?:learning(?: points?| identified| theme.*)?|lessons?(?: learned| learnt)?|key learning|lp)"),
    (
        FINDING,
        r"(?:(?:key |main )?findings?.*|what (?:the )?(?:review|audit|we|was) found.*|areas? for (?:improvement|development))",
    ),
    (
        THEME,
        r"(?:theme|area|topic|priority|issue|objective|subject|standard|priority area|key area|heading|review|case|requirement|question|domain|section|aim)",
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
