"""Who is told of: another person, name, side of the family or sex in one telling than in the other. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

from throughline.chronology.rules.links.denials import MARKS
from throughline.chronology.rules.links.opposites import ADULTS, around
from throughline.chronology.rules.links.words import Told

# Who may be meant by a word besides whom it says: one agency's father is the next one's partner.
_MAY_BE = {
    "partner": frozenset(("father", "mother", "boyfriend", "stepfather", "stepmother")),
    "parents": frozenset(("mother", "father", "stepfather", "stepmother", "partner")),
    "grandparents": frozenset(("grandmother", "grandfather")),
    "sibling": frozenset(("brother", "sister")),
    "boyfriend": frozenset(("partner", "stepfather", "father", "friend")),
    "stepfather": frozenset(("partner", "boyfriend")),
    "friend": frozenset(("boyfriend",)),
}
SEEN_FROM = ({"brother", "uncle"}, {"sister", "aunt"})
"""One person as a parent has them and as the child does: the mother's brother is the uncle."""
_MATERNAL = re.compile(r"\b(?:maternal|mat\.?|mgm|mgf|mgps?|mgparents)\b", re.IGNORECASE)
_PATERNAL = re.compile(r"\b(?:paternal|pat\.?|pgm|pgf|pgps?|pgparents)\b", re.IGNORECASE)
_HER_MOTHERS = re.compile(r"\b(?:his|her) (?:mother|mum)['’]s\b", re.IGNORECASE)  # where a parent's mother lives
_PARENTS_SISTER = re.compile(r"\b(?:mother|mum|father|dad)['’]s (?:\w+ )?sister\b", re.IGNORECASE)
_A_PARENT = re.compile(r"\bparent\b", re.IGNORECASE)
_BOY = re.compile(
    r"\b(?:boy|son|male (?:infant|baby|child)|baby boy)\b|\b(?:infant|baby),? male\b|\d{2}, male\b|, male \d",
    re.IGNORECASE,
)
_GIRL = re.compile(
    r"\b(?:girl|daughter|female (?:infant|baby|child)|baby girl)\b|\b(?:infant|baby),? female\b|, female \d",
    re.IGNORECASE,
)


def side(one: Told, two: Told) -> str:
    """The family of the mother in one, of the father in the other."""
    sides = [(bool(_MATERNAL.search(read.raw)), bool(_PATERNAL.search(read.raw))) for read in (one, two)]
    if sides in ([(True, False), (False, True)], [(False, True), (True, False)]):
        return "one tells of the maternal family, the other of the paternal"
    return ""


def sex(one: Told, two: Told) -> str:
    """A boy in one, a girl in the other."""
    sexes = [(bool(_BOY.search(read.raw)), bool(_GIRL.search(read.raw))) for read in (one, two)]
    if sexes in ([(True, False), (False, True)], [(False, True), (True, False)]):
        return "one tells of a boy, the other of a girl"
    return ""


def names(one: Told, two: Told) -> str:
    """The same title before different names, one of them in each."""
    mine, yours = _by_title(one), _by_title(two)
    for title in sorted(set(mine) & set(yours)):
        if len(mine[title]) == len(yours[title]) == 1 and mine[title] != yours[title]:
            a, b = (next(iter(each[title])) for each in (mine, yours))
            if a not in two.words and b not in one.words:
                return (
                    f"one names {title.upper() if len(title) < 3 else title.title()} {a.title()}, the other {b.title()}"
                )
    return ""


# A worker with first name and surname, and what stands before: a role, or "by", which is the role of who writes.
_WORKER = re.compile(
    r"\b(HV|[Hh]ealth [Vv]isitor|SW|[Ss]ocial [Ww]orker|[Mm]idwife|[Tt]eacher|[Nn]urse|IRO|[Cc]hair(?:ed by)?"
    r"|[Pp]robation [Oo]fficer|[Ff]amily [Ss]upport [Ww]orker|[Kk]ey ?[Ww]orker|by),? "
    r"(?:Mrs? |Ms |Miss )?([A-Z][a-z]+ [A-Z][a-z]+)\b"
)
_ROLES = {"sw": "social worker", "hv": "health visitor", "chaired by": "chair"}
_ROLE_OF = {
    "health_visitor": "health visitor",
    "social_care": "social worker",
    "midwife": "midwife",
    "school": "teacher",
    "probation": "probation officer",
}


def workers(one: Told, two: Told, mine: frozenset[str], yours: frozenset[str]) -> str:
    """In the same role, another worker by first name and surname. `mine` and `yours` are what the agencies are."""
    first, second = _in_role(one, mine), _in_role(two, yours)
    for role in sorted(set(first) & set(second)):
        if len(first[role]) == len(second[role]) == 1 and first[role] != second[role]:
            return f"the {role} is {min(first[role])} in one, {min(second[role])} in the other"
    return ""


# A person by the letters of a role and a number: SW1, HV2, CG4. S and Y begin sections and years, and not persons.
_CODE = re.compile(r"\b(?!PHQ|GAD|GCS|EPDS|CD|KS|[SYAMBT]\d)(Dr|[A-Z]{1,4})(\d{1,2})\b(?![/.:]\d)")


def coded(one: Told, two: Told) -> str:
    """One person of a role by its code in each, and not the same: guardian CG1 and guardian CG4."""
    mine, yours = _codes(one.raw), _codes(two.raw)
    for letters in sorted(set(mine) & set(yours)):
        a, b = mine[letters], yours[letters]
        if len(a) == len(b) == 1 and a != b:
            return f"one names {letters}{min(a)}, the other {letters}{min(b)}"
    return ""


def _codes(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for letters, number in _CODE.findall(text):
        found.setdefault(letters, set()).add(number)
    return found


def _in_role(read: Told, agency: frozenset[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for said, name in _WORKER.findall(read.raw):
        role = _ROLES.get(said.lower(), said.lower())
        if role == "by":
            role = next((_ROLE_OF[word] for word in sorted(agency) if word in _ROLE_OF), "")
        if role:
            found.setdefault(role, set()).add(name)
    return found


def called(one: Told, two: Told) -> str:
    """After the same word, another name: the friend Lee in one, the friend Darren in the other."""
    mine, yours = _named_after(one), _named_after(two)
    for word in sorted(set(mine) & set(yours)):
        a, b = mine[word], yours[word]
        if a != b and a not in two.words and b not in one.words:
            return f"one names {a.title()}, the other {b.title()}"
    return ""


def _named_after(read: Told) -> dict[str, str]:
    names = {name for name in read.names if ":" not in name}
    found: dict[str, str] = {}
    for before, word in pairwise(each for each in read.line if each != ","):
        if word in names and (
            before in ADULTS or before in _MAY_BE or before in ("call", "name", "child", "adult_male")
        ):
            found.setdefault(before, word)
    return found


def _by_title(read: Told) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in read.names:
        title, parted, rest = name.partition(":")
        if parted:
            found.setdefault("mr" if title in ("mr", "ms", "mrs", "miss") else title, set()).add(rest)
    return found


def at_her_mothers(one: Told, two: Told, pair: set[str]) -> bool:
    """A parent's mother, at whose home somebody is, is the grandmother; a parent's sister is the aunt."""
    if pair == {"aunt", "sister"}:
        return bool(_PARENTS_SISTER.search(f"{one.raw} {two.raw}"))
    return pair == {"mother", "grandmother"} and bool(_HER_MOTHERS.search(f"{one.raw} {two.raw}"))


def persons(one: Told, two: Told) -> str:
    """Each names a person of the family whom the other does not, in the same place of the story."""
    mine, yours = _adults(one), _adults(two)
    only_mine = {each for each in mine - yours if not may_be(each) & yours and not _named_as(each, yours)}
    only_yours = {each for each in yours - mine if not may_be(each) & mine and not _named_as(each, mine)}
    for a in sorted(only_mine):
        for b in sorted(only_yours):
            if may_be(a) & {b} or may_be(b) & {a} or at_her_mothers(one, two, {a, b}) or {a, b} in SEEN_FROM:
                continue
            if around(one, a) & around(two, b):
                return f"one tells of the {a}, the other of the {b}"
    return _swapped(one, two, mine & yours)


def _swapped(one: Told, two: Told, both: set[str]) -> str:
    """Two persons who have changed places: what one did in the first telling the other does in the second."""
    pair = sorted(both & {"mother", "father", "partner", "grandmother", "stepfather"})
    if len(pair) != 2:
        return ""
    a, b = pair
    firsts = [_firsts(read, a, b) for read in (one, two)]
    if not all(firsts) or firsts[0][0] == firsts[1][0]:
        return ""
    deeds = [[_follows(read, person) for person in (a, b)] for read in (one, two)]
    straight = len(deeds[0][0] & deeds[1][0]) + len(deeds[0][1] & deeds[1][1])
    crossed = len(deeds[0][0] & deeds[1][1]) + len(deeds[0][1] & deeds[1][0])
    return f"what the {a} does in one, the {b} does in the other" if crossed > straight + 1 else ""


def _firsts(read: Told, a: str, b: str) -> list[str]:
    return [word for word in read.line if word in (a, b)]


def _follows(read: Told, person: str) -> set[str]:
    """What is told right after a person, to the end of the sentence."""
    found: set[str] = set()
    for at, word in enumerate(read.line):
        if word == person:
            for after in read.line[at + 1 : at + 5]:
                if after == "." or after in ADULTS:
                    break
                found.add(after)
    return found - MARKS


def may_be(person: str) -> frozenset[str]:
    """Who else may be meant by it."""
    reverse = {each for each, others in _MAY_BE.items() if person in others}
    return _MAY_BE.get(person, frozenset()) | reverse


def _named_as(person: str, others: set[str]) -> bool:
    return bool(others & {"parents", "grandparents", "sibling"} and may_be(person) & others)


def _adults(read: Told) -> set[str]:
    """The persons of a telling; a parent, where it says which, is that one."""
    found = {word for word in read.words if word in ADULTS or word in _MAY_BE}
    one_parent = found & {"mother", "father"}
    if len(one_parent) == 1 and _A_PARENT.search(read.raw):
        found.discard("parents")
    return found
