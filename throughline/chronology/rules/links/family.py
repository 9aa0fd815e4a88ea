"""Who of a case is its mother and its father by name: Leanne, Ms Farrow and mum are one where the case says so. Pure.

Each agency has its own way to call a parent. What the whole case tells of a name is counted: the role that stands
before it, the title, and whether it does what adults do or is told of as a child is. Where that is not clear, a name
stays a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("forenames.txt")
_ROLES = {
    **dict.fromkeys(("mother", "mum", "mam", "mo"), "mother"),
    **dict.fromkeys(("father", "dad", "fa"), "father"),
    **dict.fromkeys(("stepfather", "stepdad", "step-father"), "stepfather"),
    **dict.fromkeys(("partner", "boyfriend"), "partner"),
    **dict.fromkeys(("stepmother", "stepmum"), "stepmother"),
    **dict.fromkeys(("grandmother", "gran", "nan", "mgm", "pgm"), "grandmother"),
    **dict.fromkeys(("grandfather", "grandad", "mgf", "pgf"), "grandfather"),
    **dict.fromkeys(("aunt", "auntie"), "aunt"),
    "uncle": "uncle",
}
_ROLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_NAME = r"([A-Z][a-z]{2,}|[A-Z]{3,})"
_BEFORE = re.compile(
    rf"(?<!own )\b({_ROLE}|{'|'.join(each.title() for each in _ROLES)}|MOTHER|FATHER) \(?{_NAME}\b(?!['’]s)"
)
_AFTER = re.compile(rf"\b{_NAME}(?: {_NAME})?(?: \((?:his |her |the )?|, (?:his|her|the) )({_ROLE})(?=[,.;)/]| and)")
_TITLED = re.compile(
    r"(?<!Head )(?<!Head, )(?<!DSL )(?<!teacher )\b(Mr|Mrs|Ms|Miss)\.? (?:[A-Z][a-z]+ (?=[A-Z]))?"
    r"([A-Z][a-z]{2,}|[A-Z]{3,})\b"
)
_PLAIN = re.compile(rf"(?<!Mr )(?<!Ms )(?<!Mrs )(?<!Miss )(?<!Dr )\b{_NAME}\b(?! [A-Z][a-z])")
_FULL = re.compile(rf"\b{_NAME} {_NAME}\b")
_UNTITLED = r"(?<!Mr )(?<!Ms )(?<!Mrs )(?<!Miss )(?<!Dr )"
_DOES = re.compile(
    rf"{_UNTITLED}\b{_NAME} (?:has |had |was |is |then |also )?(?:attended|advised|denied|denies|stated|states|admits"
    r"|agreed|declined|refused|rang|phoned|telephoned|reported|reports|arrested|drunk|intoxicated|pregnant|signed"
    r"|drove|accepted|apologised|gave|booked|cancelled|asked|requested|explained|confirmed|assaulted|pleaded|bailed"
    r"|charged|in[,.]|there\b|present|engaged|answered|called|took|came|could not be reached)"
)
_IS_CHILD = re.compile(
    rf"\b(?:[Bb]aby|[Bb]rother|[Ss]ister|[Pp]upil|[Ss]on|[Dd]aughter|[Cc]hild(?:ren)?|[Ss]ibling) {_NAME}\b"
    rf"|\b{_NAME},? \(?(?:aged? )?\d{{1,2}}\b(?! (?:January|February|March|April|May|June|July|August))"
    rf"|\b{_NAME}(?:['’]s (?:school|nursery|class|teacher|form|attendance|weight|birth|imms|button|hips?)"
    r"| (?:born|weigh\w*|crying|at school|at nursery|in class|in school|not in|started (?:school|nursery)"
    r"|(?:was |has been |is )?(?:not )?(?:brought|admitted|taken|collected|weighed|growing|asleep|examined|seen"
    r"|immunised|placed|absent)))"
)
_AGED = re.compile(
    rf"\b{_NAME}(?: [A-Z][A-Za-z-]+)?,? \(?(?:aged? |is )?(\d{{1,2}})(?=[,.;)]| ?(?:yrs?|years?|y/?o)\b)"
)
_OF_AGE = 18
_SPEAKS = re.compile(rf"\b(?:{_ROLE}|[Mm]um|[Mm]other|[Ff]ather|[Dd]ad|[Ss]tepfather|[Pp]artner|[Bb]oyfriend)\b")
_JOB = (
    r"(?:[Ss]ocial [Ww]orker|SW|[Hh]ead(?:teacher)?|[Tt]eacher|[Tt]utor|SENCo|DSL|[Nn]urse|HV|[Hh]ealth [Vv]isitor"
    r"|[Oo]fficer|[Ww]orker|[Cc]onsultant|[Mm]anager|[Mm]entor|[Dd]octor|[Pp]aediatrician|[Ss]urgeon|[Cc]hair|IRO"
    r"|governor)"
)
_AT_WORK = re.compile(
    rf"\b{_JOB},? \(?(?:Mr|Mrs|Ms|Miss)\.? (?:[A-Z][a-z]+ (?=[A-Z]))?([A-Z][a-z]+)"
    rf"|\b(?:Mr|Mrs|Ms|Miss)\.? (?:[A-Z][a-z]+ (?=[A-Z]))?([A-Z][a-z]+),? \(?(?:\w+['’]?s? ){{0,2}}{_JOB}\b"
)
_OF_WOMEN = frozenset(("mother", "stepmother", "grandmother", "aunt"))
_LEAST = 2
_TITLES = 3
_OFTEN = 3
_SURE = 2
_MR = "mr"  # of whatever title
_BESIDE = 0.1  # of the entries that name somebody, so many may speak of the mother as well, if that is she


@cache
def _forenames() -> dict[str, str]:
    text = _FILE.read_text(encoding="utf-8").replace("\n    ", " ")
    found = {}
    for line in text.splitlines():
        sex, parted, names = line.partition(":")
        if parted and not line.startswith("#"):
            found.update(dict.fromkeys(names.split(), sex))
    return found


def is_forename(name: str) -> bool:
    """A name of the kept list, whole or without an ending that looks like one of many."""
    said = name.lower()
    return said in _forenames() or f"{said}s" in _forenames() or f"{said}e" in _forenames()


def sex_of(name: str) -> str:
    """Of women or of men, as the kept list has the name; nothing for a name that is not on it."""
    return _forenames().get(name.lower(), "")


@dataclass(slots=True)
class _Told:
    """What a case tells of its names, in small letters, counted."""

    votes: dict[str, Counter[str]] = field(default_factory=dict)
    adults: Counter[str] = field(default_factory=Counter)
    children: Counter[str] = field(default_factory=Counter)
    titles: Counter[tuple[str, str]] = field(default_factory=Counter)
    firsts: dict[str, set[str]] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    at_work: set[str] = field(default_factory=set)
    minors: set[str] = field(default_factory=set)
    beside: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """What one entry tells."""
        for role, name in _BEFORE.findall(text):
            self.votes.setdefault(name.lower(), Counter())[_ROLES[role.lower()]] += 1
        for name, _, role in _AFTER.findall(text):
            self.votes.setdefault(name.lower(), Counter())[_ROLES[role]] += 1
        for first, last in _FULL.findall(text):
            if first.lower() in _forenames():
                self.firsts.setdefault(last.lower(), set()).add(first.lower())
        titled = _TITLED.findall(text)
        self.titles.update((title, name.lower()) for title, name in titled)
        named = {name.lower() for name in _PLAIN.findall(text)}
        self.named.update(named)
        alone = _AFTER.sub(r"\1", _BEFORE.sub(r"\2", text))
        spoken = {_ROLES.get(role.lower(), role.lower()) for role in _SPEAKS.findall(alone)}
        self.beside.update((name, role) for name in named for role in spoken)
        surnames = {name.lower() for _, name in titled}
        self.beside.update((f"{_MR} {name}", role) for name in surnames for role in spoken)
        without = {name.lower() for name in _PLAIN.findall(_TITLED.sub(" ", text))}
        self.beside.update((name, f"{_MR} {surname}") for name in without for surname in surnames)
        self.at_work.update(name.lower() for each in _AT_WORK.findall(text) for name in each if name)
        self.adults.update(name.lower() for name in _DOES.findall(text))
        self.minors.update(name.lower() for name, age in _AGED.findall(text) if int(age) < _OF_AGE)
        self.children.update(name.lower() for each in _IS_CHILD.findall(text) for name in each if name)
        self.said.update(_ROLES[role.lower()] for role in _SPEAKS.findall(text) if role.lower() in _ROLES)

    def by_role(self) -> dict[str, str]:
        """Whom a role stands before, mostly one."""
        return {
            name: role
            for name, each in self.votes.items()
            for role, count in each.most_common(1)
            if _may_be(name, role)
            and name not in self.minors
            and count * 2 > sum(each.values())
            and self.children[name] <= self.adults[name] + count
        }

    def grown(self, sex: str, role: str, found: dict[str, str]) -> str | None:
        """The one of a sex that most does what adults do, and is seldom named where that role is spoken of too."""
        likely = [
            (count - self.children[name], name)
            for name, count in self.adults.items()
            if _forenames().get(name) == sex
            and name not in found
            and count >= max(_LEAST, _SURE * self.children[name])
            and not self.is_another(name, role)
        ]
        if likely:
            return max(likely)[1]
        others = [
            name
            for name, count in self.named.items()
            if _forenames().get(name) == sex
            and name not in found
            and count >= _OFTEN
            and not self.children[name]
            and not self.is_another(name, role)
        ]
        return others[0] if len(others) == 1 else None

    def is_another(self, name: str, role: str) -> bool:
        """A child by age, or often named beside that role, or beside a Ms or Mr of the own surname."""
        if name in self.minors:
            return True
        most = _BESIDE * self.named[name]
        return self.beside[name, role] > most or any(
            self.beside[name, f"{_MR} {last}"] > most for last, names in self.firsts.items() if name in names
        )

    def may_be_grown(self, name: str, sex: str, role: str) -> bool:
        """Of that sex, never told of as a child is, and seldom beside somebody in that role."""
        return _forenames()[name] == sex and not self.children[name] and not self.is_another(name, role)

    def titled(self, ways: tuple[str, ...], role: str, known: set[str]) -> list[str]:
        """Surnames that often stand after a title: those of the known, or where nobody is known the most frequent."""
        surnames = {last for last, names in self.firsts.items() if names & known}
        often = Counter({name: count for (title, name), count in self.titles.items() if title in ways})
        top = [
            name
            for name, count in often.most_common(2)
            if count >= _TITLES
            and name not in self.at_work
            and (known or self.beside[f"{_MR} {name}", role] <= max(1, _BESIDE * count))
        ]
        return [name for name in top if name in surnames or (not surnames and name == top[0])]


def roles(texts: Sequence[str]) -> dict[str, str]:
    """For each name, in small letters, and for each name after its title, the role in the family."""
    told = _Told()
    for text in texts:
        told.add(text)
    man = max(("father", "stepfather", "partner"), key=lambda role: told.said[role])
    found = told.by_role()
    for sex, role, ways in (("women", "mother", ("Ms", "Mrs", "Miss")), ("men", man, ("Mr",))):
        grown = None if role in found.values() else told.grown(sex, role, found)
        if grown:
            found[grown] = role
        known = {name for name, each in found.items() if each == role}
        for surname in told.titled(ways, role, known):
            found |= {f"{way.lower()} {surname}": role for way in ways}
            only = {name for name in told.firsts.get(surname, set()) if sex_of(name) == sex and name not in told.minors}
            if not known and len(only) == 1 and told.may_be_grown(min(only), sex, role):
                found[min(only)] = role
    return found


def _may_be(name: str, role: str) -> bool:
    sex = _forenames().get(name)
    return sex is not None and (role == "partner" or (sex == "women") == (role in _OF_WOMEN))


def named_by_role(text: str, known: dict[str, str], pattern: re.Pattern[str] | None) -> str:
    """The text with each such name as the role that it has."""
    return (
        pattern.sub(lambda match: known[" ".join(match.group(1).lower().replace(".", "").split())], text)
        if pattern
        else text
    )


def pattern_of(known: dict[str, str]) -> re.Pattern[str] | None:
    """What finds those names, with the role that may stand before and a surname that may follow."""
    if not known:
        return None
    titled = r"(?: (?!The|She|He|They|Mum|Dad)(?:[A-Z][a-z]+|[A-Z]{3,})\b)?"
    names = "|".join(re.escape(name).replace(r"\ ", r"\.? ") for name in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?:\b(?:the )?(?i:{_ROLE}),? )?\b((?i:{names}))\b{titled}")


_SHORT = re.compile(r"(?<![\w/])(Mo|Fa|MoC|FoC|MOC|FOC|MOB|FOB)\b(?!['’]s? \w+'s)")
_AUNT = re.compile(r"\b[MP] ?[Aa]unt\b")
_CASE = re.compile(r"^Case \d+\b:? ?")  # as the police number what MARAC hears
_COUPLE = re.compile(r"\b(Mr) (?:and|&) (Mrs|Ms) ([A-Z]\w+)")
_SISTER = re.compile(r"\b([Ww]ard|[Nn]ursing|[Cc]harge) [Ss]ister\b")


def plainly(text: str) -> str:
    """Mother and father where a note has them by two letters; a ward sister is a nurse, and Mr and Mrs are two."""
    text = _SISTER.sub(r"\1 nurse", text)
    text = _COUPLE.sub(r"\1 \3 and \2 \3", text)
    text = _CASE.sub("MARAC case ", _AUNT.sub("aunt", text))
    return _SHORT.sub(lambda match: "Mother" if match.group(1)[0] == "M" else "Father", text)
