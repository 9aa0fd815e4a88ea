"""Who is told of in a sentence, each person as one: by forename, by surname, or as what they are of the child. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from throughline.chronology.rules.links.family import is_forename, sex_of
from throughline.chronology.rules.links.persons import may_be
from throughline.chronology.rules.links.words import is_known
from throughline.kernel.periods import MONTHS

_KIN = {
    **dict.fromkeys(("mother", "mum", "mam", "mummy", "mums"), "mother"),
    **dict.fromkeys(("father", "dad", "daddy"), "father"),
    **dict.fromkeys(("stepfather", "stepdad"), "stepfather"),
    **dict.fromkeys(("stepmother", "stepmum"), "stepmother"),
    **dict.fromkeys(("grandmother", "gran", "nan", "nana", "mgm", "pgm", "grandma"), "grandmother"),
    **dict.fromkeys(("grandfather", "grandad", "mgf", "pgf", "grandpa"), "grandfather"),
    **dict.fromkeys(("aunt", "auntie", "aunty"), "aunt"),
    "uncle": "uncle",
    "brother": "brother",
    "sister": "sister",
    "cousin": "cousin",
    **dict.fromkeys(("neighbour", "neighbours"), "neighbour"),
    "friend": "friend",
    **{
        who: who
        for who in ("postman", "jogger", "walker", "assistant", "shopkeeper", "caretaker", "stranger", "lodger")
    },
    "partner": "partner",
    **dict.fromkeys(("boyfriend", "girlfriend"), "boyfriend"),
}
TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "pc", "dc", "ds", "di", "sgt", "sw", "hv", "cllr", "prof"))
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\w:./-]*|[.;!?\n,()]")
_OF_SEX = {"mr": "men", "mrs": "women", "ms": "women", "miss": "women"}
_ENDS = frozenset(".;!?\n")
_LETTERED = frozenset(("child", "sibling", "adult", "baby"))
_LETTER = re.compile(r"[A-Z]\d?|\d{1,2}")
_SHORT = 4
_ORGANISED = frozenset(
    (
        *("department", "general", "hospital", "infirmary", "school", "primary", "academy", "ward", "unit", "centre"),
        *(
            "house",
            "court",
            "street",
            "road",
            "close",
            "lane",
            "surgery",
            "clinic",
            "inn",
            "hotel",
            "lodge",
            "hostel",
            "park",
            "station",
            "services",
            "team",
            "college",
        ),
    )
)
_OF_DAYS = frozenset(
    (*map(str.lower, MONTHS), *(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")))
)


_SEXES = {
    **dict.fromkeys(("mother", "stepmother", "grandmother", "aunt", "sister"), "women"),
    **dict.fromkeys(("father", "stepfather", "grandfather", "uncle", "brother"), "men"),
}
_ASIDE = re.compile(r" ?\([^()\n]{1,60}\)")
_OF_WHOM = re.compile(
    r",(?= (?:the |his |her |their |a |[a-z]+'s )?(?:\w+[- ])?(?:"
    + "|".join(_KIN)
    + r")\b)[^,.;\n]{1,60}(?:,|(?=[.;\n]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as they are called in one place."""

    forename: str = ""
    surname: str = ""
    kin: str = ""
    titled: str = ""  # of women or of men, by the title before the name

    def other(self, than: Person) -> bool:
        """Both are called in one way, and not the same."""
        ways = ("forename", "kin") if self.forename and than.forename else ("surname", "kin")
        if any(_alike(getattr(self, way), getattr(than, way)) for way in ways):
            return False
        if self.kin and than.kin and than.kin in may_be(self.kin):
            return False
        if (self.kin and than.kin) or (self.forename and than.forename):
            return True
        if self.sex and than.sex and self.sex != than.sex:
            return True
        return bool(self.surname and than.surname and not (self.kin or than.kin))

    @property
    def sex(self) -> str:
        """By what they are of the child, or by a forename of the kept list; else nothing."""
        return _SEXES.get(self.kin, "") or sex_of(self.forename) or self.titled

    def said(self) -> str:
        """As a reader knows them."""
        if self.kin:
            return f"the {self.kin}"
        return " ".join(part.title() for part in (self.forename, self.surname) if part)


def _alike(mine: str, yours: str) -> bool:
    return bool(mine and yours) and (mine.startswith(yours) or yours.startswith(mine))


Part = Person | str


def sentences(text: str) -> Iterator[list[Part]]:
    """The words of each sentence, with each person as one."""
    words = _WORD.findall(_OF_WHOM.sub(" ", _ASIDE.sub("", text.replace("’", "'"))))
    sentence: list[Part] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in _ENDS and not (word == "." and sentence and sentence[-1] in TITLES):
            yield sentence
            sentence = []
            at += 1
            continue
        person, taken = _person(words, at, first=not sentence)
        if person:
            if sentence and sentence[-1] in _OF_SEX:
                person = replace(person, titled=_OF_SEX[str(sentence.pop())])
            if sentence and isinstance(sentence[-1], Person) and sentence[-1].kin and not person.kin:
                sentence[-1] = replace(person, kin=sentence[-1].kin)
            else:
                sentence.append(person)
            at += taken
        else:
            if word not in (".", "(", ")"):
                sentence.append(word.lower())
            at += 1
    yield sentence


def _person(words: list[str], at: int, *, first: bool) -> tuple[Person | None, int]:
    word = words[at]
    low = word.lower().removesuffix("'s")
    if low in _LETTERED and at + 1 < len(words) and _LETTER.fullmatch(words[at + 1]):
        return Person(kin=f"{low} {words[at + 1].lower()}"), 2
    if word.lower().endswith("'s"):
        return None, 1
    if low in _KIN:
        return Person(kin=_KIN[low]), 1
    if not word[0].isupper() or not word.isalpha() or len(word) < 3 or low in TITLES or low in _OF_DAYS:
        return None, 1
    if len(word) <= _SHORT and not word[1:].islower() and not is_forename(low):
        return None, 1  # DAU, BoP
    after = words[at + 1] if at + 1 < len(words) else ""
    if low in _ORGANISED or after.lower() in _ORGANISED:
        return None, 2 if after.lower() in _ORGANISED else 1
    two = after[:1].isupper() and after.isalpha() and len(after) > 2 and not is_known(after.lower())
    if is_forename(low) or (two and not is_known(low) and (after.isupper() or not first)):
        return (Person(low, after.lower()), 2) if two else (Person(low), 1)
    before = words[at - 1].lower() if at else ""
    if before in TITLES or (before == "." and at > 1 and words[at - 2].lower() in TITLES):
        return Person(surname=low), 1
    if not first and not is_known(low) and before not in ("at", "in", "from", "near", "of", "the", "to"):
        return Person(surname=low), 1
    return None, 1
