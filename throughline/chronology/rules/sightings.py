"""The words in which records say that a child was seen or was not brought, and those that only sound so. Pure.

All are in small letters.
"""

from __future__ import annotations

import re

CHILD = r"(?:child(?:ren)?|baby|babies|boys?|girls?|infant|toddler|pupil|twins|young person|yp)\b(?!['’]s\b)"
NOT_A_CHILD = (
    r"(?! (?:protection|care|carer|minder|minding|psych\w*|development|health|services?|benefit|in need|social|abuse|"
    r"clinic|mental|maintenance|arrangements|and (?:adolescent|family)|and young people's service)\b)"
)
ADULT = (
    r"(?:mother|father|mum|mummy|dad|mo|fa|parents?|step-?(?:father|mother|dad|mum)|carers?|foster carers?|partner"
    r"|boyfriend|girlfriend|husband|wife|grand(?:mother|father|parents?)|gran|nan|grandma|grandad|aunt|uncle"
    r"|neighbour|landlord|adults?|couple|mr|mrs|ms|dr|he and she)\b"
)
WORKER = (
    r"(?:social workers?|sw|gp|doctor|health visitor|hv|school nurse|nurse|midwife|police|officers?|teachers?|school"
    r"|nursery|workers?|professionals?|solicitors?|agency|agencies|representatives?|housing|psychologist|manager)\b"
)
SAW = r"(?:saw|met(?: with)?|weighed|examined|observed|immunised|interviewed|reviewed|assessed|spoke (?:to|with))"
WAS = (
    r"(?:seen|weighed|examined|observed(?! (?:his|her|their|the|an?|mother|father|mum|dad|domestic|violence|it)\b)"
    r"|immunised|interviewed|spoken (?:to|with))"
)
ON_OWN = r"(?:alone|on (?:his|her|their|its) own|by (?:him|her|them)sel(?:f|ves)|one[ -]to[ -]one|1[:-]1)\b"
# The words for a sighting, with what may be put for the name of the child.
SIGHTINGS = (
    rf"\b(?P<whom>{{who}}(?: (?:and|&) (?:{{who}}|(?:his |her |their )?{ADULT}))?){NOT_A_CHILD} "
    rf"(?:were |was |is |also |both |all |briefly |again )*{WAS}",
    rf"\b{SAW} (?:both |all |each )?(?:the |of the |his |her |their )?(?P<whom>{{who}}){NOT_A_CHILD}",
    rf"\b(?P<whom>(?:both|all)(?: (?:the|three|four))?) (?:{CHILD} )?(?:were )?{WAS}",
)
ANYBODY_ALONE = re.compile(
    rf"\b(?:seen|saw|spoken (?:to|with)|spoke (?:to|with)|interviewed|met with)\b[^.;]{{0,40}}\b{ON_OWN}",
)
NOT_ALONE = re.compile(
    rf"\bnot (?:been )?(?:seen|spoken to|interviewed) {ON_OWN}|\bnot {ON_OWN}"
    rf"|\bunable to (?:see|speak to)\b[^.;]{{0,30}}{ON_OWN}"
    rf"|\bin the presence of\b|\bwith (?:his |her |their |the )?(?:{ADULT}|siblings?|brothers?|sisters?|family)"
    rf"|\b(?:{ADULT}) (?:was |were |also |remained |stayed )*(?:present|in the room)\b",
)
NOT_SEEN = re.compile(
    rf"\b(?:(?:not|never) (?:been |yet )?seen|did(?:n.t| not) see|without seeing|(?:was |were )?not present"
    rf"|not at the visit|asleep upstairs|no sight of|(?:un|not )able to (?:see|sight)|could(?:n.t| not) (?:see|be seen)"
    rf"|(?:no|none of the|neither|neither of the) {CHILD} (?:was|were) seen|refused (?:sight of|to let))\b"
    r"(?! any| much| evidence| improvement| progress| change| why| how| that)",
)
ADULT_SEEN = re.compile(
    rf"\b{ADULT} (?:was |were |also )*{WAS}|\b{SAW} (?:the |his |her |their )?{ADULT}", re.IGNORECASE
)
UNSEEN = re.compile(rf"\b(?:{CHILD} (?:was |were |remains? )?unseen|unseen by)\b")
MISSED = re.compile(
    r"\b(?:dna|dna'?s|dna.?d|wnb|not brought|did(?:n.t| not) attend|failed to attend"
    r"|failed to bring|did(?:n.t| not) bring|non-?attend(?:ance|ed)|no access(?! to)|not at home"
    r"|nobody (?:was )?(?:at home|in)|no.?one (?:was )?(?:at home|in)"
    r"|missed (?:the |an |a |her |his |their )?(?:\w+[ -]){0,2}"
    r"(?:appointments?|visit|clinic|immunisations?|check|review|session))\b",
)
AT_THE_DOOR = re.compile(r"\bno (?:reply|answer|response)\b")
NOT_AT_A_DOOR = re.compile(
    r"\b(?:phone\w*|telephon\w*|mobile|rang|ring|text(?:ed)?|sms|e-?mail\w*|letters?|voice ?mail|messages?|called"
    r"(?! at| round| to the| in\b| on)|calls?(?: to| made)|t/c|tc|papers|serv(?:e|ed|ing)|summons|solicitors?|wrote)\b",
)
GENES = re.compile(
    r"\bdna[ -](?:tests?|testing|samples?|swabs?|results?|profil\w+|evidence|match\w*|analysis|kit|paternity|taken"
    r"|and (?:finger|photo)\w+)\b|\b\w+prints and dna\b"
    r"|\bpaternity\b|\b(?:took|takes?|obtained|collected|gave|provided|ordered|requested|matched|his|her|offender's) "
    r"(?:a |the )?dna\b|\bdna (?:was |were )?(?:taken|found|obtained|collected)\b",
)
# What an adult does not come to is no contact of the child.
ANOTHER_STAYED = re.compile(
    rf"\b(?:father|dad|stepfather|step-?dad|partner|boyfriend|grand\w+|uncle|aunt|{WORKER})(?:'s)? "
    r"(?:also |again |both |still )?(?:did(?:n.t| not) attend|failed to attend|dna|non-?attendance)"
    r"|\b(?:did(?:n.t| not) attend|failed to attend|dna(?:.?d)?|missed|non-?attendance at)\b[^.;]{0,40}"
    r"\b(?:meetings?|conference|core groups?|court|hearing(?! test| appointment| clinic| assessment)|panel|probation"
    r"|supervision|parenting|counselling|training|bail|police station|job ?centre|interview|(?:her|his|their) own)\b",
)
EARLIER = re.compile(
    r"\b(?:re:?|regarding|about|history of|no|never|previous(?:ly)?|number of|pattern of|discuss\w*|due to|following"
    r"|if|after|series of|repeated)(?: \w+){0,2} $",
)
SAYS = (
    r"(?:said|says|stat(?:es|ed|ing)|report(?:s|ed|ing)?|tells?|told|inform(?:s|ed|ing)|advis(?:es|ed|ing)|explain(?:s|ed)"
    r"|claim(?:s|ed)|confirm(?:s|ed)|alleg(?:es|ed)|according to|understands?|believes?|aware|assur(?:es|ed)"
    r"|disclos(?:es|ed)|heard|mention(?:s|ed)|reportedly|allegedly|apparently)"
)
HEARD = re.compile(rf"\b{SAYS}\b")
HEARD_FROM = re.compile(r"\b(?:according to|reportedly|allegedly|apparently)\b")
HEARD_AFTER = re.compile(
    rf"^[^.;]{{0,60}}(?:, ?(?:so )?|\b)(?:{SAYS} (?:\w+ ?){{1,3}}|(?:\w+ ){{1,2}}{SAYS}|reportedly|allegedly)$",
)
# Before the words of a sighting: it was another time, or has yet to be.
NOT_NOW = re.compile(
    r"\b(?:(?:if|whether|until|unless|before)(?: \w+){0,2}|(?:had|has|have)(?: also| previously| already)?|who|to have"
    r"|no|not|never|neither|nor|none(?: of)?|want(?:s|ed)?|needs?|asked for|request(?:s|ed)?)(?: of)?(?: the)? ?$",
)
ELSEWHERE = re.compile(
    r"^[^.;]{0,40}\b(?:by (?:tele)?phone|on the (?:tele)?phone|via (?:text|phone|video)|over the phone|by text"
    r"|last (?:week|month|year)|yesterday|previously|the day before|being (?:hit|hurt|smacked|shouted))\b",
)
# Without one of these a sentence says nothing of the child.
ANYTHING = re.compile(
    r"see|saw|met\b|weighed|examined|observed|immunised|interviewed|reviewed|assessed|spoke|present|asleep|sight|dna"
    r"|wnb|brought|bring|attend|access|home|nobody|no.?one|missed|no (?:reply|answer|response)|alone|own\b|refused"
)
# A form that begins with one of a few signs is found many times sooner than one that begins with this or that, so the
# sign comes first and then what it may be. A sentence ends here at the end of a line, or where white space follows.
END = re.compile(r"[.!?\n]\s*")
# A word in which a sighting, NOT_SEEN, UNSEEN, MISSED or AT_THE_DOOR has to have a part, but for what is “not at” a
# place: where there is none of these, nothing is said.
LOUD = re.compile(
    r"\b(?:seen|see\b|seeing|saw\b|met\b|weighed|examined|observed|immunised|interviewed|reviewed|assessed|spoke"
    r"|present\b|sight|asleep\b|refused\b|unseen\b|dna|wnb\b|brought\b|bring\b|attend\b|non-?attend|access\b"
    r"|nobody$|no.?one$|missed$)|^(?:one$|reply\b|answer\b|response\b)"
)
NO_ONE = re.compile(r"no.?one")
_OTHERS = r"(?<=,) but (?!not |al)(?=[a-z])|(?<= )but (?!not |al)(?=[a-z])|(?<=,) (?:and|then) |(?<=\w )- "
CLAUSE = re.compile(rf"[\s;,](?:(?<=;)\s*|(?<=\s)\s*;\s*|{_OTHERS})")
CLAUSE_OF_OTHERS = re.compile(rf"[ ,](?:{_OTHERS})")
AND = re.compile(r",| and ")
# Words of which one stands wherever CLAUSE, a sighting, NOT_SEEN or UNSEEN, and MISSED find something: to look for them
# costs much less.
PARTING = (";", " but ", ", and ", ", then ", " - ")
OF_SIGHT = (
    "seen",
    "saw",
    "met",
    "weighed",
    "examined",
    "observed",
    "immunised",
    "interviewed",
    "reviewed",
    "assessed",
    "spoke",
)
OF_OWN = ("alone", "own", "sel", "one", "1")
OF_CHILD = ("child", "bab", "boy", "girl", "infant", "toddler", "pupil", "twins", "young person", "yp", "both", "all")
OF_NO_SIGHT = ("see", "sight", "present", "visit", "asleep", "refused")
OF_NOT = (
    "not ", "never ", "didn", "couldn", "unseen", "unable", "without", "asleep", "no ", "none ", "neither ", "refused"
)  # fmt: skip
OF_MISSED = ("dna", "wnb", "brought", "attend", "bring", "access", "home", "nobody", "missed")
OF_STAYING = ("attend", "dna", "missed")
