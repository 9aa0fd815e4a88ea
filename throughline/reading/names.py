"""The children a document is about, by the pseudonyms it gives them, and the reviews and the partnership it names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from .result import ReviewNamed, Subject
from .words import fold

_KIND = r"Child|Baby|Young Person|Young Woman|Young Man|Infant|Toddler|Teenager|Sibling|Twin|Family|Adolescent|Youth|Boy|Girl|Student|Pupil"
_CODE = r"[A-Z]{1,2}\d{1,2}|[A-Z]{1,2}(?![A-Za-z0-9])|\d{1,2}(?![\d.,/%])"
_CODED = re.compile(rf"\b(?P<kind>(?i:{_KIND}))\s+(?P<code>{_CODE})(?![\w’'-]*[a-z]{{2}})(?=\W|$)")
_PLURAL = {
    "children": "Child",
    "babies": "Baby",
    "young people": "Young Person",
    "siblings": "Sibling",
    "twins": "Twin",
    "families": "Family",
    "infants": "Infant",
}
_SEVERAL = re.compile(
    rf"\b(?P<kind>(?i:children|babies|young people|siblings|twins|families|infants))\s+(?P<codes>(?:{_CODE})(?:\s*(?:,|and|&|,\s*and)\s*(?:{_CODE}))+)(?=\W|$)"
)
_LISTED = re.compile(rf"\b(?P<kind>(?:{_KIND}))\s+(?P<codes>(?:[A-Z]{{1,2}}\d{{0,2}})(?:,\s*[A-Z]{{1,2}}\d{{0,2}})*\s*(?:and|&)\s*[A-Z]{{1,2}}\d{{0,2}})(?![\w’'-]*[a-z])(?=\W|$)")
_CODES = re.compile(_CODE)
_NOT_CODE = frozenset({"I", "IN", "OF", "OR", "IS", "TO", "BE", "BY", "AT", "ON", "CP", "IT", "UK", "GP", "PE", "ID", "AS", "AN", "NO", "SO", "WE"})
_NAME = r"[A-Z][a-zà-ÿ’']{2,14}(?:-[A-Z][a-z]+)?"
_NAMES = rf"(?P<names>[“‘\"']?{_NAME}[”’\"']?(?:(?:,\s*|\s+(?:and|&)\s+)[“‘\"']?{_NAME}[”’\"']?)*)"
_ONE = rf"(?P<names>{_NAME})(?![\w’'-]|\s+[A-Z][a-z])"
_CHOSEN: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"\b(?:known(?: in this (?:report|review|paper|document))?(?: here)? as|called|named|"
        r"referred to(?: (?:here|throughout|below|in this \w+))? as|refer to (?:him|her|them|the child|this child)? ?as|"
        r"call (?:him|her|them|the child|this child)|calls? the (?:child|baby|boy|girl)|"
        r"given the (?:name|names|pseudonym|pseudonyms)(?: of)?|the (?:pseudonym|pseudonyms|name|names)|under the names? of|"
        r"names? (?:is|are)|identified as|anonymised as)\s+(?:here\s+)?" + _NAMES
    ),
    re.compile(
        rf"\b{_NAMES}\s+(?:is|are|was|were)\s+(?:a |the )?(?:pseudonyms?|not (?:his|her|their|the child[’']s|the) real names?|"
        r"(?:names? )?chosen|(?:an )?(?:assumed|invented|made-up|changed) names?)\b"
    ),
    re.compile(rf"\b{_NAMES}\s*\((?:a pseudonym|pseudonyms?|not (?:his|her|their) real names?|names? (?:have been )?changed)"),
    re.compile(rf"\bnames? [^.:\n]{{0,40}}:\s+{_NAMES}"),
    re.compile(
        r"\b(?:(?i:(?:serious case|child safeguarding practice|safeguarding practice|case|learning|practice) review|briefing|review)|LCSPR|CSPR|SCR)\s*"
        rf"(?:[-–—:]|(?:of|on|into|for|about|concerning|regarding)(?: the (?:case|death|life|care|murder) of)?)\s*{_NAMES}(?!\s+[A-Z][a-z]|\w)"
    ),
    re.compile(rf"\b(?:review|reviews|report|[Oo]ne|paper|other|children|child|baby|boy|girl|briefing)\b[^.\n]{{0,40}}\b(?:about|concerning|regarding),?\s+{_ONE}"),
    re.compile(rf"\b{_ONE}\s+(?:died|was (?:\w+ )?(?:weeks|months|years|born|found|injured|hurt|killed|taken|placed|admitted|aged)|had died|is now|had been born|lived with|was (?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|the)\b)"),
    re.compile(rf"\b(?:{_KIND})\s+(?P<names>{_NAME})\b(?!\s+[A-Z])"),
    re.compile(rf"(?P<names>{_NAME})(?:’s|'s) (?:story|review|life|experience|mother|father|parents|family|grandmother|voice|death|school|injuries)\b"),
    re.compile(
        r"\b(?:child|baby|boy|girl|young person|children|sisters|brothers|siblings|twins),? (?:we (?:have |shall |will )?call(?:ed)?|"
        rf"whom we (?:shall |will )?call|to be known as|who (?:is|are|will be) called|called|known as|named)\s+{_NAMES}"
    ),
)
_STRONG = frozenset({0, 1, 2, 3, 4, 5, 9})
_LIVED = 6
_TITLE_PIECES = re.compile(r"\s*[:–—|,]\s+|\s+-\s+")
_TITLE_END = re.compile(rf"\b(?:about|on|concerning|with|of|for)\s+{_NAMES}$")
_WORDS = frozenset(
    "the this that these those and for not his her their our its all any some one two three four five six seven eight nine ten who what when where why how was were has had have will can may must should "
    "child children baby babies family families young person people protection safeguarding sexual exploitation review reviews report serious case practice learning local national board partnership council police health social care "
    "school schools education services service team panel group committee cabinet department january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "england wales scotland ireland london early help neglect working together section act bill government ofsted progress action plan plans summary response executive annual published publication death deaths mental parents parental mother father carers adults adult "
    "domestic abuse abused risk rapid overview thematic independent author chair lead strategy strategic support placement looked after care leavers minds death line trust trusts fund benefit poverty development centre centres workforce first next last safety "
    "findings finding recommendations recommendation lessons impact introduction background context conclusion appendix annex part chapter signs wellbeing commissioner programme director multi agency agencies community mapping assessment assessments criminal country county city borough district "
    "health&safety physical emotional missing exploitation voice views voices online digital north south east west central new other others each every many most such both between from with into about into over under upon within without during before since until than then there here also only even just very more less much "
    "christmas easter summer winter spring autumn covid coronavirus pandemic parliament secretary state minister ministers member members officer officers manager managers head heads nurse nurses doctor doctors visitor visitors worker workers midwife midwives teacher teachers practitioner practitioners professionals "
    "joint analysis complex complexity matters matter guidance children’s adults’ referral information sharing record records recording supervision training audit audits bruising injuries injury non-accidental suicide self-harm pre-birth knife crime county lines gangs violence siblings twins "
    "minutes agenda notes note overview guide newsletter update follow-up cabinet sibling siblings twin twins toddler teenager youth student pupil woman man girl boy infant housing probation fire ambulance hospital midwifery surgery she they someone nobody everyone staff everybody somebody something nothing it he after safe sleep sudden unexpected infancy infant infants birth unborn concealed pregnancy perinatal maternal fathers men male female boys girls teenagers adolescents adolescence disability disabled autism autistic special send cse cce response responses rights court courts hearing hospital".split()
)
_OPEN = "“‘\"'"
_CLOSE = "”’\"'"


@dataclass(frozen=True, slots=True)
class Named:
    """One child: the name as most often printed, its other names, and the places of the first mentions."""

    name: str
    also: tuple[str, ...]
    first: int


def subjects_of(text: str, title: str, kind: str) -> list[Named]:
    """The children and families named in `text`, in the order of their first mention."""
    coded = _coded(text)
    chosen = _chosen(text, title)
    named = _merged(coded, merge=kind not in {"digest", "yearly_report", "subgroup_annual_report"})
    for name, place in chosen.items():
        if all(fold(name) not in {fold(n.name), *(fold(a) for a in n.also)} for n in named):
            named.append(Named(name, (), place))
    return sorted(named, key=lambda one: one.first)


def _coded(text: str) -> dict[tuple[str, str], list[int]]:
    """The places of each kind and code: ("Child", "R")."""
    found: dict[tuple[str, str], list[int]] = {}

    def add(kind: str, code: str, at: int) -> None:
        if code not in _NOT_CODE and not (code.isdigit() and kind not in {"Child", "Baby", "Sibling", "Family"}):
            found.setdefault((kind, code), []).append(at)

    for match in _CODED.finditer(text):
        kind = match["kind"]
        if kind.isupper() and not match["code"].isdigit() and len(kind) > 4 and text[match.end() : match.end() + 2].strip().isupper():
            continue
        if kind[0].islower() and match["code"].isdigit():
            continue
        add(kind.title(), match["code"], match.start())
    for match in _SEVERAL.finditer(text):
        for code in _CODES.findall(match["codes"]):
            if not code.isdigit():
                add(_PLURAL[match["kind"].lower()], code, match.start())
    for match in _LISTED.finditer(text):
        for code in re.findall(r"[A-Z]{1,2}\d{0,2}", match["codes"]):
            add(match["kind"].title(), code, match.start())
    return {key: places for key, places in found.items() if not (key[1].isdigit() and len(places) < 2)}


def _merged(coded: dict[tuple[str, str], list[int]], merge: bool) -> list[Named]:
    """One child for each code; two kinds of name for one code ("Baby F", "Child F") are one child's."""
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for kind, code in coded:
        apart = kind in {"Family", "Sibling", "Twin"} or not merge
        groups.setdefault((kind, code) if apart else (code,), []).append((kind, code))
    named = []
    for keys in groups.values():
        keys.sort(key=lambda key: (-len(coded[key]), coded[key][0]))
        names = [f"{kind} {code}" for kind, code in keys]
        named.append(Named(names[0], tuple(names[1:]), min(coded[key][0] for key in keys)))
    return named


def _chosen(text: str, title: str) -> dict[str, int]:
    """Names chosen for a child in place of the real one, where the document says that they are."""
    found: dict[str, int] = {}
    strong, lived = set(_in_title(title)), set[str]()
    for name in strong:
        found[name] = max(0, text.find(name))
    for place, pattern in enumerate(_CHOSEN):
        for match in pattern.finditer(text):
            for name in re.findall(_NAME, match["names"]):
                bare = re.sub(r"[’']s$", "", name).strip("’'")
                if fold(bare) in _WORDS or len(bare) < 3:
                    continue
                found.setdefault(bare, match.start("names"))
                if place in _STRONG:
                    strong.add(bare)
                elif place == _LIVED:
                    lived.add(bare)
    counts = Counter(re.sub(r"[’']s$", "", name) for name in re.findall(_NAME, text)) if found else Counter()
    places = {word for area, _, _ in partnerships_in(text) for word in area.replace(",", " ").split()} if found else set()
    kept = {}
    for name, at in found.items():
        if name in places or _is_surnamed(name, text):
            continue
        if counts[name] >= (1 if name in strong else 2 if name in title or name in lived else 3):
            kept[_child_name(name, text)] = at
    return kept


def _in_title(title: str) -> list[str]:
    """Names that make up a piece of the title ("Isaac - one year on") or end it ("Seven minutes with Isla and Theo")."""
    pieces = [re.fullmatch(_NAMES, piece.strip()) for piece in _TITLE_PIECES.split(title)]
    pieces.append(_TITLE_END.search(title))
    names = [name.strip("’'") for piece in pieces if piece for name in re.findall(_NAME, piece["names"])]
    return [name for name in names if fold(name) not in _WORDS and len(name) > 2]


def _is_surnamed(name: str, text: str) -> bool:
    """True of a first name that stands before a surname, or after a title: a person and not a pseudonym."""
    whole = len(re.findall(rf"\b{re.escape(name)} [A-Z][a-z]+(?!\w)", text))
    titled = re.search(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Professor|Judge|Sir|Dame|St|Road|Street)\.? {re.escape(name)}\b", text)
    return titled is not None or whole * 2 > len(re.findall(rf"\b{re.escape(name)}\b", text))


def _child_name(name: str, text: str) -> str:
    """"Child Alder" where that is how the document names the child, else "Alder"."""
    titled = re.search(rf"\b({_KIND}) {re.escape(name)}\b", text)
    return titled[0] if titled and len(re.findall(rf"\b{titled[1]} {re.escape(name)}\b", text)) * 2 > len(re.findall(rf"\b{re.escape(name)}\b", text)) else name


def subjects_as_said(named: list[Named]) -> tuple[Subject, ...]:
    """The subjects as the reading gives them."""
    return tuple(Subject(one.name, one.also) for one in named)


def subject_pattern(named: list[Named]) -> re.Pattern[str] | None:
    """A pattern that finds any of the subjects' names, or nothing where there are none."""
    names = sorted({name for one in named for name in (one.name, *one.also)}, key=len, reverse=True)
    if not names:
        return None
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w])", re.IGNORECASE)


# partnerships

_PARTNERSHIP = re.compile(
    r"\b(?P<area>(?:(?:[A-Z][a-z’'-]+|[A-Z]{2,})(?:,? (?:and|&|upon|on|of|in|the|with)(?= [A-Z]))?,? ?){1,6}?)?"
    r"(?P<body>(?:Local )?(?:Safeguarding (?:Children(?:[’']s)?|Child(?:ren)?(?: and Adults?)?)|Children(?:[’']s)? Safeguarding|Multi-Agency Safeguarding|Safeguarding)\s+(?:Assurance )?(?:Partnership(?: Board)?|Board|Partners))\b"
)
_GENERIC = frozenset({"the", "a", "this", "our", "each", "local", "every", "other", "all", "by", "of", "and", "to", "in", "for", "agreed", "published", "report", "response", "new"})
_CAPS_PARTNERSHIP = re.compile(r"\b(?P<area>(?:[A-Z’'-]+(?: (?:AND|UPON|ON|OF|&))? ){1,5}?)(?P<body>(?:LOCAL )?(?:SAFEGUARDING CHILDREN(?:[’']S)?|CHILDREN(?:[’']S)? SAFEGUARDING|SAFEGUARDING)\s+(?:PARTNERSHIP(?: BOARD)?|BOARD))\b")
_SMALL = frozenset({"And", "Upon", "On", "Of", "The", "In"})


@lru_cache(maxsize=4)
def partnerships_in(text: str) -> tuple[tuple[str, str, int], ...]:
    """Every mention of a safeguarding board or partnership: its area, the rest of its name, its place."""
    return tuple((match["area"] or "", match["body"], match.start()) for match in _PARTNERSHIP.finditer(text[:400_000]))


def partnership_of(text: str, blocks_head: str) -> str:
    """The partnership or board whose paper this is, by its full name as printed; empty where none is named."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    printed: dict[str, Counter[str]] = {}
    for area, body, place in partnerships_in(text):
        name = _trimmed(area, body)
        if not name:
            continue
        key = _same(name)
        counts[key] += 1
        first.setdefault(key, place)
        printed.setdefault(key, Counter())[name] += 1
    if not counts:
        return _capital_partnership(text)
    head = _same(blocks_head)
    best = max(counts, key=lambda key: (counts[key] + (2 if key in head else 0), -first[key]))
    return printed[best].most_common(1)[0][0]


def _capital_partnership(text: str) -> str:
    found = _CAPS_PARTNERSHIP.search(text[:20_000])
    if not found:
        return ""
    words = " ".join(f"{found['area']}{found['body']}".split()).title().replace("’S", "’s").replace("'S", "'s")
    return " ".join(word.lower() if word in _SMALL and place else word for place, word in enumerate(words.split()))


def _trimmed(area: str, body: str) -> str:
    words = area.replace(",", " ").split()
    while words and (fold(words[0]) in _GENERIC or fold(words[0]) in _WORDS):
        words.pop(0)
    while words and fold(words[-1]) in {"the", "of", "by"}:
        words.pop()
    if not words:
        return ""
    return f"{' '.join(words)} {' '.join(body.split())}"


def _same(name: str) -> str:
    return re.sub(r"\b(?:local|the)\b|'s\b|s'(?= )", "", fold(name)).replace("  ", " ").strip()


# reviews

_REVIEW_KINDS: tuple[tuple[str, str], ...] = (
    ("DHR", r"domestic homicide review|\bDHR\b|domestic abuse related death review"),
    ("LCSPR", r"local child safeguarding practice review|\bLCSPR\b"),
    ("national_review", r"national (?:child safeguarding practice )?review"),
    ("CSPR", r"child safeguarding practice review|\bCSPR\b|safeguarding practice review"),
    ("SCR", r"serious case review|\bSCR\b"),
    ("child_practice_review", r"child practice review|\bCPR\b"),
    ("SAR", r"safeguarding adults? review|\bSAR\b"),
    ("rapid_review", r"rapid review"),
    ("thematic_review", r"thematic (?:\w+ )?review"),
    ("partnership_learning_review", r"partnership learning review"),
    ("learning_review", r"(?:local |case |multi-agency )?learning review|local review|case review|practice learning review"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _REVIEW_KINDS)
_REVIEW_WORD = re.compile(r"\breview|\bLCSPR|\bCSPR|\bSCR|\bDHR", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n\t]+")
_JOINED = re.compile(r"^\s*(?:,|and|&|,\s*and|/)\s*$")


def reviews_of(text: str, named: list[Named], title: str) -> tuple[ReviewNamed, ...]:
    """The reviews that the text names with the children they are about."""
    pattern = subject_pattern(named)
    if pattern is None:
        return ()
    primary = {fold(name): one.name for one in named for name in (one.name, *one.also)}
    found: dict[tuple[str, ...], ReviewNamed] = {}
    default = _kind_in(title) or _kind_in(text[:6000])
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0]
        if not _REVIEW_WORD.search(words):
            continue
        for group in _groups(words, pattern):
            _note(group, sentence.start(), words, primary, default, found)
    return _without_parts(list(found.values()))


def _groups(words: str, pattern: re.Pattern[str]) -> list[list[re.Match[str]]]:
    """The names in a sentence, those joined by "and" together."""
    groups: list[list[re.Match[str]]] = []
    for match in pattern.finditer(words):
        if groups and _JOINED.match(words[groups[-1][-1].end() : match.start()]):
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _note(
    group: list[re.Match[str]],
    offset: int,
    words: str,
    primary: dict[str, str],
    default: str,
    found: dict[tuple[str, ...], ReviewNamed],
) -> None:
    start, end = group[0].start(), group[-1].end()
    near = words[max(0, start - 60) : end + 60]
    if not _REVIEW_WORD.search(near):
        return
    subjects = tuple(dict.fromkeys(primary[fold(" ".join(match[0].split()))] for match in group))
    kind = _kind_in(near) or default
    if subjects not in found or (not found[subjects].kind and kind):
        at = found[subjects].at if subjects in found else (offset + start, offset + end)
        found[subjects] = ReviewNamed(" and ".join(subjects), subjects, kind, at)


def _kind_in(words: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "")


def _without_parts(reviews: list[ReviewNamed]) -> tuple[ReviewNamed, ...]:
    """One review of several children is not also a review of each."""
    joint = [set(review.subjects) for review in reviews if len(review.subjects) > 1]
    smallest = [
        review
        for review in reviews
        if not any(set(review.subjects) < other for other in joint) and not _is_union(review, reviews)
    ]
    return tuple(sorted(smallest, key=lambda review: review.at))


def _is_union(review: ReviewNamed, reviews: list[ReviewNamed]) -> bool:
    """True of a list of names that other reviews cover ("Baby A, Child C and Child E, and Child G")."""
    own = set(review.subjects)
    inner = [set(other.subjects) for other in reviews if set(other.subjects) < own]
    return len(own) > 2 and len(inner) >= 2 and own == set().union(*inner)
