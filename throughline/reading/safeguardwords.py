"""The words of things that stay in practice, and the ways of saying that one is there, or is not there yet."""

from __future__ import annotations

import re

PANEL, PROTOCOL, CHECKLIST, TOOL, ROLE = "panel", "protocol", "checklist", "tool", "role"
SERVICE, COURSE, REGISTER, FORM = "service", "course", "register", "form"
THRESHOLD, ESCALATION = "threshold", "escalation"

# The nouns by which such a thing is called, by its kind; the first kind that holds the noun is taken.
_NOUNS: tuple[tuple[str, str], ...] = (
    (CHECKLIST, r"check-?lists?|check lists?|aide-?memoires?|prompts?|prompt (?:sheets?|cards?)"),
    (REGISTER, r"registers?|databases?|directory|directories|(?:tracking |case )?logs?|trackers?|dashboards?"
               r"|self-assessments?(?: process(?:es)?)?|(?:section (?:11|157|175)|annual|supervision|quarterly"
               r"|yearly|monthly|data) returns?|lists? of"
               r"|flagging systems?|central records?|waiting lists?"),
    (FORM, r"forms?(?! of)|pro-?formas?|discharge letters?"),
    (COURSE, r"(?:training|induction)(?:(?:,| and) [\w-]+)?(?: (?:programmes?|plans?|packages?|sessions?"
             r"|modules?|days?|courses?"
             r"|offers?))?|(?:learning|development) (?:programmes?|packages?|modules?|offers?)|courses?"
             r"|seminars?|workshops?|master-?classes|e-learning|programmes? of (?:workshops|training|seminars)"
             r"|(?:briefing|refresher) sessions?|inductions?"),
    (ROLE, r"co-?ordinators?|champions?|advocates?|navigators?|link workers?|(?:named|designated|specialist"
           r"|lead|liaison)"
           r" (?:professionals?|nurses?|doctors?|leads?|workers?|officers?|midwi(?:fe|ves)|teachers?|practitioners?)"
           r"|(?:single )?points? of contact|mentors?|(?:family |youth |peer |kinship )?support workers?|posts?"
           r"|advis[eo]rs?|(?:practice |handover |duty |safeguarding |clinical |social work |school )leads?"
           r"|independent visitors?|guardians?"),
    (PANEL, r"panels?|meetings?|forums?|networks?|huddles?|surgery|surgeries|task and finish groups?"
            r"|(?:sub-?|working |operational |steering |oversight |reference )groups?|clinics?|round ?tables?"
            r"|case discussions?|reflective discussions?|hubs?"),
    (SERVICE, r"teams? around (?:the )?(?:family|child|school)(?: approach)?|services?|teams?|help-?lines?"
              r"|core offers?|drop-ins?|interviews?|mentoring|counselling"
              r"|supervision|out-?reach|(?:advice|duty|consultation|phone) lines?|support offers?|(?:parenting"
              r"|support|intervention) programmes?"),
    (TOOL, r"tools?|tool ?-?kits?|templates?|matrix|matrices|chronolog(?:y|ies)|genograms?|mapping"
           r"|(?:needs |risk |support |early help |family )?assessments?|body maps?|apps?|letters|profiles?"
           r"|questionnaires?|score-?cards?|passports?"
           r"|dip samples?|alerts?|flags?|(?:safety|crisis) plans?(?! for)"),
    (PROTOCOL, r"protocols?|pathways?|procedures?|polic(?:y|ies)|guidance|guides?|process(?:es)?"
               r"|approach(?:es)?|frameworks?"
               r"|agreements?|systems?|standards?|standing orders?|flow-?charts?|arrangements?|routes?|documents?"),
)  # fmt: skip
_THRESHOLD = re.compile(r"\bthresholds?\b|\bladder of need\b|\bcontinuum of need\b|\blevels of need\b", re.IGNORECASE)
_ESCALATION = re.compile(
    r"\bescalation\b|\b(?:resolution|resolving|settling) (?:of )?(?:professional )?(?:disagreements?|differences)\b"
    r"|\bprofessional (?:disagreements?|differences)\b|\bdispute resolution\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+(?:of|for|to|on|about|in|with|that|which|across|between|where|when)\s+")
_BEHIND_BUT_OF = re.compile(r"\s+(?:for|to|on|about|in|with|that|which|across|between|where|when)\s+")
_KIND = tuple((kind, re.compile(rf"(?:{nouns})$", re.IGNORECASE)) for kind, nouns in _NOUNS)
NOUN = "|".join(nouns for _, nouns in _NOUNS)
# What is called by such a noun and is no thing in practice, or is another's.
NO_THING = re.compile(
    r"\b(?:action|child(?:ren)?(?:'s|’s)? protection|child in need|care|recovery|project|business|improvement"
    r"|work) plans?\b"
    r"|\b(?:review|court|criminal|care|parallel|legal|investigation|inquest|police) (?:process(?:es)?|proceedings)\b"
    r"|\b(?:serious case|practice|learning|rapid|peer|case|domestic homicide) reviews?\b|^(?:the )?(?:scr|lcspr"
    r"|review)s? "
    r"|\b(?:learning|cascade) events?\b|\bnational (?:panel|review|child safeguarding)\b"
    r"|^(?:service|team|form|training|learning|development|practice|process|approach|meeting|assessment|system"
    r"|letters|group"
    r"|services|teams|meetings|assessments|processes|supervision|arrangements|guidance|interviews|post|posts|list of"
    r"|self-assessments?|systems|alerts?|flags?|prompts?|standards?|procedures?|agreements?|network|policy"
    r"|policies|pathways?|protocols?|tools?|templates?|plans?|panels?|guides?|lists?|courses?|workshops?"
    r"|seminars?|documents?|meetings?|clinics?)$"
    r"|\b(?:health|children['’]?s?|social care|adult|mental health|universal|early intervention|probation"
    r"|specialist|public"
    r"|social work|education|legal|housing|police|youth justice|midwifery|school|local|partner|statutory) services?$"
    r"|\b(?:social work|assessment|case ?holding|locality|leadership|management|safeguarding|these|those|all"
    r"|both|whose) teams?$"
    r"|\bcase holding (?:social work )?teams?$|^(?:the )?(?:strategy|core group|review|planning"
    r"|network) (?:meetings?|discussions?)$|\bsigns of good practice\b|\bgood practice$|\bjoint working arrangements$"
    r"|\b(?:this|these|that|those|such|other|any|each|every|no|both|many|several|some|most|all|same) (?:\w+ )?"
    r"(?:process(?:es)?|approach(?:es)?|system|guidance|meetings?|panel|form|tool|services?|teams?|procedures?"
    r"|network"
    r"|training|pathway|protocol|arrangements|practice|supervision|agencies)$",
    re.IGNORECASE,
)  # fmt: skip

DONE = (
    r"(?:developed|introduced|established|created|set up|launched|implemented|appointed|recruited|revised"
    r"|updated|reviewed"
    r"|re-?issued|issued|produced|commissioned|adopted|embedded|rolled out|completed|agreed|amended|formalised"
    r"|approved"
    r"|put in(?:to)? (?:place|use|post|practice)|published|strengthened|extended|made available|circulated"
    r"|distributed|redesigned"
    r"|rewritten|drawn up|written|opened|started|begun|brought in(?:to use)?|signed off|refreshed|delivered"
    r"|held|arranged"
    r"|increased|enhanced|re-?launched|added|built|tightened|changed|mandated|widened|employed|funded|trained"
    r"|formed|attended|signed|bought|purchased|staffed|adapted|translated)"
)
_ADVERBS = (
    r"(?:(?:now|also|since|already|recently|all|both|then|subsequently|fully|newly|therefore|jointly|further"
    r"|again) )*"
)
# Verb groups that say of what stands before them that it is there.
OF_SUBJECT = re.compile(
    rf"\b(?:(?:has|have|had) {_ADVERBS}been {_ADVERBS}{DONE}\b"
    rf"|(?:was|were) {_ADVERBS}{DONE}\b"
    rf"|(?:has|have) (?:now )?(?:come|gone|moved) (?:into (?:place|use|force)|live)\b|(?:went|goes) live\b"
    rf"|came into (?:use|force)\b"
    rf"|(?:began|commenced|started)\b(?! to\b)"
    rf"|(?:is|are) (?:(?:now|also|already|routinely|currently|fully|well|firmly|all|still|consistently|regularly) )*"
    rf"(?:in place|in use|in post|in force|established|embedded|operational|live|available|used|provided"
    rf"|delivered|held|offered"
    rf"|completed|maintained|kept|issued|given|staffed|based|running|up and running|being (?:used|provided"
    rf"|completed|delivered|held|offered|kept)"
    rf"|routine|mandatory|required|part of)\b"
    rf"|(?:is|are) now (?!being|considered|closed|ended|delayed|overdue|needed|under|due|planned|proposed"
    rf"|in draft|to )(?:\w+ed|held|"
    rf"sent|kept|read|seen|part)\b"
    rf"|(?:is|are) (?:now )?(?:providing|ensuring|helping|supporting|reducing|enabling|giving)\b"
    rf"|(?:was|were) (?:routinely|consistently|regularly|widely) (?:used|completed)\b"
    rf"|brings? (?=[^.;]{3, 60} together\b)|now (?!being|need|plan|propos|under|in draft|due|to )\w+(?:s|es)\b"
    rf"|now (?:meet|run|use|ask|record|include|hold|provide|sit|take)\b"
    rf"|meets? (?:now |again )?(?:weekly|monthly|quarterly|fortnightly|daily|every|each|once|twice)\b"
    rf"|in place\b(?! of)|(?:is|are) an? (?:[\w-]+ ){{0,4}}(?:panel|forum|meeting|group|service) (?:which|that"
    rf"|where)\b"
    rf"|includes?\b(?= (?:risk|a |an |the |questions?|prompts?)))",
    re.IGNORECASE,
)
# Verbs that say it of what stands after them.
OF_OBJECT = re.compile(
    rf"\b(?:(?:has|have) {_ADVERBS}{DONE}\b"
    rf"|(?<!be )(?<!been )(?<!being )(?<!was )(?<!were )(?<!is )(?<!are )(?<!not )(?:introduced|established"
    rf"|launched|set up|commissioned"
    rf"|appointed|brought in|put in place|developed|created|opened|issued|adopted|revised|amended|recruited"
    rf"|reviewed|strengthened)"
    rf"(?= (?:a|an|the|its|their|our|new|two|three|four|five|joint|multi-agency)\b)"
    rf"|(?<=[a-z] )(?:now )?(?:keeps|holds|runs|operates|hosts|maintains|employs|provides|funds"
    rf"|has access to) (?=an? )|(?:complete|use) (?=an? [^.;]{3, 50} (?:for|with|at) (?:each|every)\b)|(?:is"
    rf"|are) (?:now |wherever possible )?(?:writing|holding|using|offering|running|sending|keeping|operating)\b"
    rf"|(?:we|staff|agencies|schools|practitioners|partners|teams|it|they) now (?:have|has|use|uses|hold|holds"
    rf"|complete|completes|run|runs|keep)\b"
    rf"|changes (?:have |has )?(?:also )?(?:been |were )?made to\b"
    rf"|required to (?:report|complete|submit|return)\b[^.;]{{0,70}}?\b(?:through|in|using|via|as part of)\b"
    rf"|(?:overseen|considered|scrutinised|reviewed|heard|looked at) by (?=an? )|(?:has"
    rf"|have) used [^.;]{{0,40}}? to (?:develop|set up|create)\b)",
    re.IGNORECASE,
)
# An adjective that says it within the name: "the recently updated assessment", and a headline: "Revised framework".
MADE_NEW = re.compile(
    r"\b(?:recently|newly|now|well)[ -](?:updated|revised|established|introduced|created|appointed|formed"
    r"|launched|embedded)\b",
    re.IGNORECASE,
)
HEADLINE = re.compile(
    r"^(?:Revised|New|Improved|Embedded|Increased|Well[- ]established|Strengthened|Enhanced|Updated|Refreshed"
    r"|Dedicated|Named|Quarterly|Monthly|Weekly|Daily|Online|Single)\b"
)
HEADLINE_END = re.compile(
    rf"(?:\b{DONE}(?: and {DONE})?\b|\b(?:shared|used|hosted|run|kept)\b|\bin place\b|\bprovided\b|\bin use\b"
    rf"|\bin post\b)",
    re.IGNORECASE,
)
FOR_EXAMPLE = re.compile(r"\b(?:for example|such as|including|like|e\.g\.),?\s+", re.IGNORECASE)

# What people do each time, where no noun names it: "health visitors routinely record", "handovers are monitored by".
PRACTICE = re.compile(
    r"^(?:In addition,? |Also,? |All |The )?(?P<name>(?:(?!(?:has|have|had|is|are|was|were|who|which|that|she"
    r"|he|it|they|we|there)\b)[\w'’-]+ ){1,4}(?:now|routinely|consistently|always)"
    r" (?!have\b|has\b|be\b|being|need|plan|propos|under|in\b|due\b|to\b|a\b|the\b|more\b|know|believ|feel|say"
    r"|said|report that|aware|better)"
    r"[a-z]+\b(?<!ed)"
    r"[^.,;:]{8,110}"
    r"|(?:[\w'’-]+ ){0,3}(?:chairs|visitors|workers|officers|managers|teams|staff|nurses|midwives|practitioners"
    r"|supervisors|teachers|leads) (?:takes?(?: into account|(?= [^.,;:]{4,60} into account))|makes? use of|works? to"
    r"|applies|apply|follows?|refers? to) [^.,;:]{8,70}"
    r"|(?:[\w'’-]+ ){1,7}(?:is|are) (?:now |being |regularly |routinely )*(?:(?<=now )[a-z]+ed|monitored"
    r"|checked|audited|tracked|sampled|followed up) by "
    r"[^.,;:]{4,110})",
    re.IGNORECASE,
)

# What is only meant, asked for, or over. Looked for before the verb in its clause.
MEANT = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|must|propos\w+|plan(?:s|ned|ning)? (?:to|is)|planned"
    r"|recommend\w*|intend\w*"
    r"|intention|aims? to|hop(?:e|ed|es|ing)(?: to| that)?|consider(?:ed|ing|s)?|whether|if|unless|request\w*"
    r"|asks?(?: that| for)?|asked"
    r"|need(?:s|ed)? (?:to|for|a)|lack of|no agreed|ensuring|issues|absence of|without|wish(?:es)?|suggest\w*"
    r"|called for|expect\w*|urge\w*|"
    r"bid for|business case|would like|looking (?:at|to)|exploring|explore|once|until|discuss(?:ed|ing)"
    r"|discussions? (?:about|on|with|of)|had not|nor|neither|never)\b",
    re.IGNORECASE,
)
# And these wherever in the clause they stand.
NOT_THERE = re.compile(
    r"\b(?:not (?:yet|been|always|in place|consistently)|yet to|no longer|ceased|ended|closed|disbanded"
    r"|withdrawn|discontinued|stopped"
    r"|decommissioned|lapsed|suspended|abandoned|scrapped|paused|under (?:development|consideration|discussion)"
    r"|in draft|draft(?:ed)?"
    r"|being (?:developed|drafted|considered|set up|planned|recruited|procured|updated|revised|reviewed|written"
    r"|designed|scoped|explored"
    r"|established|finalised|undertaken|created|introduced|piloted|built|prepared)|is to be|are to be"
    r"|to be (?:developed|introduced|set"
    r"|established|agreed|launched|held|issued)|due to (?:be|start|begin)|awaiting|awaited|pending|postponed"
    r"|on hold|has not|have not|was not"
    r"|were not|are not|is not|in the process of|remains? to|still to|has yet|have yet|about to)\b",
    re.IGNORECASE,
)


def is_thing(name: str) -> bool:
    """False for what bears such a noun and is no thing in practice: a review process, a council's services."""
    head = re.split(r" (?:for|on|to|about|between|across|that|which|setting) ", name)[0]
    return not NO_THING.search(name if " " not in head else head)


def kind_of_thing(name: str) -> str:
    """The kind of thing that bears that name, by its last noun; a threshold or an escalation by any of its words."""
    if PRACTICE.match(name):
        return PROTOCOL
    if _ESCALATION.search(name):
        return ESCALATION
    if _THRESHOLD.search(name):
        return THRESHOLD
    for text in (_BEHIND.split(f"{name} ")[0], _BEHIND_BUT_OF.split(f"{name} ")[0], name):
        found = next((kind for kind, nouns in _KIND if nouns.search(text.strip())), "")
        if found:
            return found
    return PROTOCOL
