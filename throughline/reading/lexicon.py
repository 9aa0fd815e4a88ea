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
_ANY = (
    r"(?:(?:key|main|the|our|overall|summary of|headline|overarching|principal|emerging|national|local|"
    r"multi-agency|single agency|single-agency|further|new|system|systems|priority|practice|specific|"
    r"more|other|detailed|initial|immediate|additional|high level|wider|shared)\s+)*"
)

_HEADINGS: tuple[tuple[str, str], ...] = (
    (CONTENTS, r"(?:table of )?contents(?: page)?|index"),
    (
        GLOSSARY,
        r"(?:glossary|abbreviations?|acronyms?|definitions)(?: (?:of|and|used)\b.*)?|(?:list of|key to) "
        r"(?:abbreviations|acronyms|terms).*|terms used.*|words (?:used|we use).*",
    ),
    (
        CASE,
        r"(?:an? )?(?:anonymised |anonymous |good |illustrative )?(?:case (?:study|studies|example|"
        r"examples|illustration|vignette)|practice (?:example|examples|illustration|vignette|story)|"
        r"vignette|example (?:of|from) (?:practice|impact)|good practice example|case in point|worked "
        r"example|(?:family|child|real|real-life) (?:example|illustration)|an? (?:illustration|"
        r"example)|(?:case )?scenario|good news story|example)(?: (?:no |number )?(?:\d+|[a-z]|one|two|three|four|"
        r"five|six))?(?: ?[-:(].*)?|(?:an?|"
        r"the|one|\w+(?:'s)?) (?:\w+ )?(?:family|child|young person|mother|father|parent|baby|teenager|"
        r"practitioner|girl|boy)'?s? (?:story|experience|journey|account)|\w+'s story|(?:a |one |the )?story(?: "
        r"from practice)?|in practice",
    ),
    (
        IMPACT,
        r"(?:so )?what (?:real )?(?:difference|impact|effect) (?:has|have|did|does|do|is|was|are|it|"
        r"this|we|that)\b.*|(?:the |making a )?difference(?:s)?(?: (?:made|this|it|that|we|for|to)\b.*)?|"
        r"(?:what |evidence of |measuring |our |the |demonstrating )?(?:impact|impacts)(?: and "
        r"(?:outcomes?|evidence|difference.*|effectiveness))?(?: (?:so far|to date|achieved|made|seen|"
        r"statement|measures?|evidence|summary)| (?:on|for) (?:children|families|young|practice|"
        r"practitioners|staff|the child|outcomes|service|babies|parents).*| of (?:this|these|the|our) "
        r"(?:[\w'-]+ ){0,3}(?:work|actions?|changes|plan|training|improvements?|learning|activity|progress|"
        r"measures).*)?|"
        r"evidence of (?:impact|difference|change|improvement|effectiveness|outcomes)\b.*|how (?:do|did|"
        r"can)? ?(?:we|you|it|the (?:board|partnership)) know(?:s)?\b.*|so what|outcomes?(?: (?:for|"
        r"and impact|achieved|so far|to date|and difference)\b.*)?|what (?:has|have|is|are) (?:changed|"
        r"different|better|improved)\b.*|what(?:'s| has) (?:changed|different|better|improved)\b.*|what changed|"
        r"what (?:has|have|is|was) (?:been )?the (?:impact|difference|effect|outcome|result)\b.*|how (?:has|have|d"
        r"id|does) "
        r"(?:this|it|that|these|the (?:work|changes?|actions?)) (?:made?|make|helped|improved|changed)\b.*|(?:has|"
        r"have) "
        r"[\w' -]{2,40} (?:improved|changed|got better)|are (?:children|babies|families|young people) "
        r"(?:safer|better)\b.*|(?:has|"
        r"is|did|does|have|are) (?:it|this|that|these|they|the (?:plan|changes?|work|actions?)) (?:made a "
        r"difference|making a difference|worked?|working|help(?:ed|ing)?|better|made any difference|make "
        r"a difference)\b.*|(?:effect|effects|benefits|results?)(?: (?:on|for|of|so far|achieved|to "
        r"date)\b.*)?|what children (?:and families )?(?:notice|now|will notice|see|say has changed).*|"
        r"what it means for children.*|what this (?:means|has meant|meant) for (?:children|families|"
        r"young).*",
    ),
    (
        PROGRESS,
        r"(?:and )?(?:so )?(?:we|partners|agencies|our partners) (?:did(?! not)|have done|have already done)\b.*|"
        r"(?:summary of |our |the |good |further )?progress(?: (?:report|update|made|to date|so far|since|"
        r"against|on|in|summary|achieved|overview|and|with|towards|statement|at|as at|by|this)\b.*)?|"
        r"(?:(?:latest|current|most recent|implementation|status|six[- ]month|action|partner|agency|"
        r"written|position|key) )?updates?(?: (?:on|from|since|against|report|at|as at|to)\b.*)?|what "
        r"(?:has|have|had) (?:been done|happened|been put in place|been achieved|taken place|"
        + _WHO[3:-1]
        + r")\b.*|what(?:'s| has) (?:happened|been done)\b.*|what "
        + _WHO
        + r" (?:have |has )?(?:done|did|do|put in place|achieved|been doing)\b.*|what (?:did|have|has) "
        + _WHO
        + r" (?:do|done)\b.*|what was done(?! well)\b.*|what is (?:already )?being done\b.*|what (?:has|"
        r"have) already been (?:done|achieved|put in place)\b.*|(?:key |main |the )?(?:actions?|steps|"
        r"measures) (?:already |we have |that have been |which have been )?(?:taken|completed|undertaken|"
        r"implemented)\b.*|work (?:undertaken|completed|done|to date|so far|under ?way|carried out)\b.*|"
        r"how (?:we|partners|agencies|the (?:board|partnership|council)) (?:have |has )?(?:responded|"
        r"answered)\b.*|(?:the |our )?(?:board|partnership|lscb|lscp|agency|agencies|partners|"
        r"multi-agency|council|service|trust|management)(?:'s|s')? (?:response|responses|answer|"
        r"reply)\b.*|(?:our |the )?(?:response|answer)(?: (?:to date|so far))?|implementation(?: (?:to "
        r"date|so far|progress|update|of)\b.*)?|(?:key |our |main )?achievements?\b.*|(?:key |our |"
        r"main )?highlights (?:of|from|in) (?:the|this|our) "
        r"(?:year|quarter|period)\b.*|activity (?:to date|"
        r"so far)|where (?:we|things) (?:are|have got to|stand)(?: now| today)?|(?:current|present) "
        r"(?:position|status|state)|position (?:now|statement)|changes? (?:made|already made|since|"
        r"introduced)\b.*|improvements? (?:made|already made|since|achieved)\b.*|done so far|since "
        r"(?:then|the review|publication)\b.*|responses? (?:from|of|by|to) (?!consultation)\b.*|actions? since\b.*|"
        r"(?:what|work) (?:is|are) (?:now |already )*(?:in place|under way)\b.*|(?:our|the) response to\b.*|"
        r"how (?:has|have|did) (?:[\w'-]+ ){1,5}(?:responded|respond|answered|acted)\b.*|what (?:actions?|steps|"
        r"changes|work|measures) (?:has|have|was|were|did)\b.*|what [\w',& -]{2,60} (?:has|have) (?:already )?(?:done|"
        r"put in place|been doing)\b.*|what (?:has|have) [\w',& -]{2,60} done\b.*|position (?:at|in|as at|as of)\b.*|"
        r"embedding the learning.*|learning into practice",
    ),
    (
        ASK,
        r"(?:officer'?s?'? |draft )?recommend(?:ed)? decisions?|decisions? recommended|recommended(?: that)?|"
        r"decisions? (?:required|requested|sought|"
        r"needed|recommended|asked for|for (?:the )?(?:committee|cabinet|members|panel))|actions? (?:requested|sou"
        r"ght|required) (?:of|from|by) (?:the )?(?:board|"
        r"committee|cabinet|panel|members|partnership|executive)\b.*|(?:what )?(?:the )?(?:board|"
        r"committee|cabinet|members|panel|executive|partnership board|scrutiny [a-z]+|council)s? (?:is|"
        r"are) (?:asked|invited|recommended|requested|being asked)\b.*|(?:the )?asks?(?: of (?:the "
        r")?(?:board|committee|cabinet|members|panel).*)?|what (?:we|i|officers) ask.*(?:board|committee|"
        r"cabinet|members|panel|you|partnership|executive|council|forum).*|recommendations? (?:to|for) (?:the )?(?"
        r":committee|cabinet|members|"
        r"scrutiny|executive|full council|overview|panel)\b.*|proposed (?:decision|resolution)s?|"
        r"resolution sought|what is (?:asked|needed) of .*",
    ),
    (
        RECOMMENDATION,
        _ANY + r"recommendations?(?: (?:of|from|in|for|by|to|arising|made|and|set out|relating|with|agreed|"
        r"regarding)\b.*)?|what (?:needs to|must|should|has to) (?:change|happen|be done|improve)\b.*|"
        r"what (?:did|does) (?:the |this )?(?:review|reviewers?|report|panel|author)s? (?:say|ask(?: for)?|"
        r"recommend)\b.*|"
        r"what (?:do|does|should|must|could) (?:we|services|agencies|practitioners|professionals|"
        r"partners) (?:need to |have to )?"
        r"(?:do|change)(?: (?:differently|better|now))?|what (?:the )?(?:review|reviewer|panel|"
        r"report)s? (?:recommend(?:s|ed)?|asks? for|asked for)\b.*|"
        r"what (?:was|is) (?:recommended|asked for)|proposals?|(?:what )?(?:we|the (?:panel|review(?:er)?s?|author|"
        r"auditors?)) (?:would )?(?:recommend(?:s|ed)?|propose[sd]?|suggest(?:s|ed)?)",
    ),
    (
        LEARNING,
        _ANY + r"(?:(?:issues|themes|points|messages|analysis|events) and (?:the )?)?(?:learning points?|"
        r"lessons?(?: (?:learned|learnt|to learn|to be (?:learned|learnt)|"
        r"identified))?|learning(?: identified| themes?| for (?:practice|practitioners|agencies|the "
        r"partnership|professionals|managers))?|messages?(?! (?:from|to) (?:the |our |your )?(?:chairs?|co-chairs|"
        r"independent|lead|partners|safeguarding|director|"
        r"leader|executive|scrutineer|delegated|cabinet|portfolio)\b)(?: for (?:practice|practitioners|professionals|"
        r"staff|managers))?|practice points?|points for practice|points? of learning)"
        + _OF
        + r"|what (?:have|has|did|do|can|should|must|we|was|is) (?:we|you|the partnership|the board|"
        r"practitioners|partners|been|there|the|all|learn\w*)\b.*\blearn\w*.*|what (?:we|others|you|partners|agencies|"
        r"practitioners|services|everyone) (?:all )?(?:can|could|should|might|must|need to) learn\b.*|what (?:was|we|"
        r"is|were) "
        r"(?:the |have |has |been )?(?:learn(?:ed|t|ing)?|lessons)\b.*|what (?:did )?(?:the |this )?(?:review|case"
        r"|reviews) "
        r"(?:has |have )?(?:taught|tells?|teach(?:es)?|told) us\b.*|take[- ]?(?:home|away) (?:messages?|points?)|t"
        r"hings "
        r"to remember|remember",
    ),
    (
        FINDING,
        _ANY + r"findings?(?: (?:of|from|in|and|about|on|identified|at a glance|by)\b.*)?|what (?:the )?(?:\w+ "
        r")?(?:review|reviewers?|audit|auditors?|board|partnership|panel|inspectors?|we|it|they|was|"
        r"report|returns?|self-assessments?|challenge (?:day|event)s?)s? (?:have |has |had )?(?:found|find|saw|"
        r"showed|shows?|said|says|tells? us|told us|identified|"
        r"concluded)\b.*|what did (?:we|the (?:review|audit)) find\b.*|areas? (?:for|of|requiring|"
        r"needing) (?:improvement|development)\b.*|areas? to (?:improve|develop|strengthen)|what (?:needs improvem"
        r"ent|needs to improve|was not "
        r"working|needs to be better|we are worried about|could be better)|areas where practice .*|"
        r"conclusions? of the review",
    ),
    (
        ACTION,
        _ANY + r"(?:multi-agency |agreed |planned |required |proposed |smart |improvement )*(?:action plan|"
        r"actions?|next steps|action points?)(?: (?:plan|for|to|agreed|planned|required|arising|from|in|"
        r"and|by|log)\b.*)?|what (?:will|shall|do|are) "
        + _WHO
        + r" (?:do|going to do|doing)\b.*|what "
        + _WHO
        + r" (?:will|shall|plan to|intend to|are going to) (?:do|change)\b.*|what (?:happens|will happen|"
        r"comes|is) next|what (?:will|is to|is going to) be (?:done|changed)\b.*|what (?:is|"
        r"remains) (?:left )?(?:still )?to (?:be )?do(?:ne)?|"
        r"future (?:work|plans|actions?)|further work|(?:work )?still to (?:be )?do(?:ne)?|(?:remaining|outstandin"
        r"g) actions?|"
        r"plans? for (?:the )?(?:next|"
        r"coming).*|looking (?:ahead|forward)",
    ),
)
_ENDERS = re.compile(
    r"you (?:said|told us|asked)\b.*|(?:\d[\d.]* )?(?:introduction|background|context|conclusions?|in "
    r"conclusion|appendi(?:x|ces)\b.*|"
    r"annex(?:es)?\b.*|methodology|method|approach|"
    r"(?:.* )?implications?(?: .*)?|references|bibliography|background (?:papers|documents)|source documents|contact.*|"
    r"consultation|legal|financial|finance|equalit.*|risk.*|purpose.*|scope|terms of reference|summary|"
    r"executive summary|(?:[\w' ]+ )?foreword\b.*|what (?:difference|impact|effect) (?:will|should|would|could)\b.*|"
    r"governance|membership|about (?:this|the|us).*|why .*|the (?:review|case|facts|family|child|"
    r"children)|who .*|signed|further information|"
    r"how the review was done|process|family (?:involvement|engagement|views)|views of .*|voice of .*|"
    r"reasons? for .*|options? .*|alternative.*|"
    r"our strategic approach|publication|costs?\b.*|data\b.*|questions?\b.*|resources|useful links|links|"
    r"training|feedback|what worked well|good practice.*|strengths.*|what (?:can|should|could|must|do) (?:you|i)\b"
    r".*|what you "
    r"(?:can|should|could|need to) do.*|find out more|where to (?:go|get|find).*|reflect(?:ion|ions|ive questions)"
    r"?\b.*|"
    r"(?:things )?to (?:think|talk) about.*|discussion.*)"
)
_NOT_IMPACT = re.compile(
    r".*\b(?:assessment|implications?|equality|equalities|environmental|climate|financial|resource|budget|"
    r"community|council|carbon|health and safety|staffing|covid(?:-19)?|coronavirus|pandemic|neglect|"
    r"abuse|trauma)\b.*"
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _HEADINGS)
_LEADING_NUMBER = re.compile(
    r"^(?:(?:section|part|chapter)\s+)?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]\s*|^\d+(?:\.\d+)+\s+|^\d{1,2}\s+(?=[a-z])"
)


_TRAILING = re.compile(r"(?:,| -|:)? (?:in (?:brief|short|full|summary|detail)|at a glance|\(?continued)$")
_LEADING_COUNT = re.compile(
    r"^(?:the |our |its )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?=(?:\w+ ){0,2}"
    r"(?:lessons?|findings|learning points|recommendations|key messages|messages|actions|practice points|points)\b)"
)


@lru_cache(maxsize=4096)
def role_of_heading(text: str) -> str:
    """What stands under a heading that reads `text`: a role, ``other`` for a known section, or ``""`` if unknown."""
    folded = _TRAILING.sub("", _LEADING_COUNT.sub("", _LEADING_NUMBER.sub("", heading_fold(text))))
    if not folded or len(folded) > 110:
        return ""
    for role, pattern in _COMPILED:
        if pattern.fullmatch(folded) and not (role == IMPACT and _NOT_IMPACT.fullmatch(folded)):
            return role
    return OTHER if _ENDERS.fullmatch(folded) else ""
