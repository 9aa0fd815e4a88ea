"""Whom an entry is about: the persons that its column names, by whatever name, and what it says of each child. Pure.

A person who stands in the case's register is told by the pseudonym there; anybody else by the words that were typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from throughline.chronology.rules.contact import contact_of, may_say
from throughline.chronology.rules.entries import Entry

# What a column says for the child with whom it begins, for all of the children, and for nobody in particular.
_TOLD = """
child, subject, subject child, index child, baby, infant, young person, yp, pupil, unborn, unborn baby, newborn, son, \
daughter, boy, girl
children, all children, both children, both, all, all the children, kids, twins, both twins, babies
family, whole family, household, n a, na, none, unknown, not known, not stated
"""
CHILD, ALL, _OTHERWISE = (frozenset(line.split(", ")) for line in _TOLD.strip().split("\n"))
NOBODY = _OTHERWISE | {""}
_SAME_ROLE = {"mum": "mother", "mummy": "mother", "mo": "mother", "birth mother": "mother", "dad": "father"}
_SAME_ROLE |= {"daddy": "father", "fa": "father", "birth father": "father", "mgm": "maternal grandmother"}
_SAME_ROLE |= {"mgf": "maternal grandfather", "pgm": "paternal grandmother", "pgf": "paternal grandfather"}
_SEX = {"son": "male", "boy": "male", "daughter": "female", "girl": "female"}
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "pc", "dc", "ds"))
_BETWEEN = re.compile(r"\s*(?:[;/&+\n]|\band\b)\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OWNED = re.compile(r"[’']s\b")
_SENTENCE = re.compile(r"(?<=[.;!?\n])\s*")
_CLAUSE = re.compile(r",\s*|\s+(?:but|while|whereas|although)\s+", re.IGNORECASE)
# Of two kinds of contact with one child the first in this order is what is told of both together.
_STRONGEST = ("alone", "not_alone", "seen", "missed", "not_seen", "none")
_LEAST_WORDS = 2
Alike = Callable[[str, str], bool]


def _never(_one: str, _other: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the register: the name told, every name by which they go, and how they are related."""

    name: str
    names: tuple[str, ...] = ()
    relation: str = ""
    sex: str = ""
    is_child: bool = False


@dataclass
class Register:
    """Everybody who is known, and the child with whom the chronology begins. `alike` tells short forms of first names.

    `children` are told by name, that one first; where nobody is known there is one without a name.
    """

    known: tuple[Known, ...] = ()
    child: str = ""
    alike: Alike = _never
    children: tuple[str, ...] = field(init=False)
    main: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """The names, by which each person is found, are folded once."""
        by_name: dict[str, set[str]] = {}
        first_names: dict[str, set[str]] = {}
        roles: dict[str, set[str]] = {}
        for one in self.known:
            for name in (one.name, *one.names):
                by_name.setdefault(folded(name), set()).add(one.name)
                first_names.setdefault(folded(name).split(" ")[0], set()).add(one.name)
            for role in _roles(one.relation, self.child):
                roles.setdefault(role, set()).add(one.name)
        self._first_names = first_names
        self._names = _only({**_only_sets(roles), **_only_sets(first_names), **_only_sets(by_name)})
        children = [one.name for one in self.known if one.is_child]
        self.main = self._names.get(folded(self.child), self.child)
        if self.main and self.main not in children:
            children.insert(0, self.main)
            self._names.setdefault(folded(self.main), self.main)
        if not self.main and len(children) == 1:
            self.main = children[0]
        self.children = tuple(sorted(children, key=lambda name: name != self.main)) or ("",)
        self._sex = {one.name: one.sex for one in self.known if one.is_child}
        self._found: dict[str, tuple[str, ...]] = {}
        self._tellers = {name: self._teller(name) for name in self.children if name}
        self._plainly = {name: self._names_in_small(name) for name in self._tellers}
        every = "|".join(one.pattern for one in self._tellers.values())
        self._several = re.compile(rf"(?:{every})(?:\s*(?:,|&|,?\s?and)\s*(?:{every}))+(\s+were\b)?", re.IGNORECASE)

    def about(self, cell: str) -> tuple[str, ...]:
        """The persons that a cell names; none where it names nobody in particular."""
        found = self._found.get(cell)
        if found is None:
            found = self._found[cell] = tuple(dict.fromkeys(self._read(" ".join(cell.split(" ")).strip())))
        return found

    def told_of(self, entry: Entry) -> dict[str, str]:
        """What the entry says of each child, where it says anything: a kind of contact by the child's name."""
        words = _words(entry)
        small = words.lower()
        if ":" not in entry.comment and not may_say(small):
            return {}
        about = self.about(entry.who)
        of_column = [name for name in self.children if name in about]
        named = [
            name for name in self.children if name and self._may_name(name, small) and self._tellers[name].search(words)
        ]
        told = [*of_column, *(name for name in named if name not in of_column)]
        if not about and not named:
            told = [self.main] if self.main else list(self.children)
        strict = bool(about) and not of_column
        found = {}
        for name in told:
            kind = contact_of(self._only_of(name, entry, of_column or told, strict=strict), name)
            if kind != "none":
                found[name] = kind
        return found

    def _read(self, cell: str) -> list[str]:
        if (one := self._one(cell)) is not None:
            return one
        parts = [part for part in _BETWEEN.split(cell) if part]
        if any(folded(part) in _TITLES for part in parts):
            parts = [cell]
        found: list[str] = []
        for part in parts:
            one = self._one(part)
            smaller = [self._one(piece) for piece in _COMMA.split(part) if piece] if one is None else []
            if one is not None:
                found += one
            elif any(piece for piece in smaller):
                for words, piece in zip(filter(None, _COMMA.split(part)), smaller, strict=True):
                    found += piece if piece is not None else [_tidy(words)]
            else:
                found.append(_tidy(part))
        return found

    def _one(self, words: str) -> list[str] | None:
        """The persons for whom those words stand as a whole, or nothing where that is not known."""
        name = folded(words)
        if name in NOBODY:
            return []
        turned = " ".join(reversed(words.split(","))) if words.count(",") == 1 else words
        for tried in (name, folded(_BRACKETS.sub(" ", words)), _same_role(name), folded(turned)):
            if tried in self._names:
                return [self._names[tried]]
        name = folded(_BRACKETS.sub(" ", words))
        if name in ALL:
            return [child for child in self.children if child]
        if name in CHILD:
            return self._the_child(name)
        first = name.split(" ")[0] if " " not in name else ""
        alike = {who for known, told in self._first_names.items() if first and self.alike(first, known) for who in told}
        return list(alike) if len(alike) == 1 else None

    def _the_child(self, word: str) -> list[str]:
        sex = _SEX.get(word, "")
        of_sex = [name for name in self.children if sex and self._sex.get(name) == sex]
        if len(of_sex) == 1:
            return of_sex
        return [self.main] if self.main else []

    def _teller(self, name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._called_by(name)))})(?!\w)", re.IGNORECASE)

    def _called_by(self, name: str) -> list[str]:
        names = [name, *(other for one in self.known if one.name == name for other in one.names)]
        return sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True) or [name]

    def _names_in_small(self, name: str) -> tuple[str, ...]:
        """The names by which the child is found, where plain letters can be compared for them; else nothing."""
        names = [one.lower() for one in self._called_by(name)]
        return tuple(names) if all(one.isascii() for one in names) else ()

    def _may_name(self, name: str, small: str) -> bool:
        """False where words in small letters surely do not name the child: this costs less than to look for it."""
        names = self._plainly[name]
        return not names or not small.isascii() or any(one in small for one in names)

    def _only_of(self, name: str, entry: Entry, column: Iterable[str], *, strict: bool) -> Entry:
        """The entry without what it says of other children alone; `strict`, with what names this child alone.

        The child is called by the one name. What a column of its own says is of the children that the row is about.
        """
        by_column = name in self.about(entry.who) or self.main not in column or name == self.main
        comment = entry.comment if name in column and not strict and by_column else ""
        if len(self.children) < _LEAST_WORDS and not strict:
            event, action = (self._called(name, words) for words in (entry.event, entry.action))
        else:
            event, action = (self._pieces(name, words, strict=strict) for words in (entry.event, entry.action))
        if (event, action, comment) == (entry.event, entry.action, entry.comment):
            return entry
        return replace(entry, event=event, action=action, comment=comment)

    def _called(self, name: str, words: str) -> str:
        """In those words the child bears the one name; of children named together it stands alone."""
        if not name or not words or not self._may_name(name, words.lower()):
            return words
        if len(self._tellers) > 1:
            of = self._tellers[name]
            words = self._several.sub(lambda m: f"{name}{' was' * bool(m[1])}" if of.search(m[0]) else m[0], words)
        return self._tellers[name].sub(lambda _: name, words)

    def _pieces(self, name: str, words: str, *, strict: bool) -> str:
        kept = []
        for sentence in filter(None, _SENTENCE.split(words)):
            if len(self._in(sentence)) < _LEAST_WORDS:
                pieces = [sentence]
            else:
                pieces = [piece for piece in _CLAUSE.split(sentence) if piece.strip()]
                if any(len(piece.split()) < _LEAST_WORDS for piece in pieces):
                    pieces = [sentence]
            kept += [
                self._called(name, piece)
                for piece in pieces
                if name in (there := self._in(piece)) or (not there and not strict)
            ]
        return " ".join(kept)

    def _in(self, words: str) -> set[str]:
        small = words.lower()
        return {name for name, told in self._tellers.items() if self._may_name(name, small) and told.search(words)}


def strongest(told: Mapping[str, str]) -> str:
    """Of what is said of several children, what the picture draws."""
    return min(told.values(), key=_STRONGEST.index, default="none")


def folded(words: str) -> str:
    """Small letters, no marks, no “the” before and no ’s behind."""
    plain = unicodedata.normalize("NFKD", _OWNED.sub("", words.casefold()))
    letters = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(letters.split()).removeprefix("the ")


def _roles(relation: str, child: str) -> set[str]:
    """What somebody is called who is related so: mother, where that is of the child of whom it is told, and of whom."""
    *whose, role = re.split(r"[’']s\s", relation, maxsplit=1)
    role = _same_role(folded(role))
    owner = folded(whose[0]) if whose else folded(child)
    return {one for one in (role if owner == folded(child) else "", f"{owner} {role}" if owner else "") if one}


def _same_role(folded_words: str) -> str:
    """Mum and mother are one, and so is Alder’s mum."""
    for short, role in _SAME_ROLE.items():
        if folded_words == short or folded_words.endswith(f" {short}"):
            return f"{folded_words.removesuffix(short)}{role}"
    return folded_words


def _tidy(words: str) -> str:
    """Words all in small or all in great letters as a name is written, so that one person is told once."""
    told = " ".join(words.split())
    if told.islower():
        return told[:1].upper() + told[1:]
    return told.title() if told.isupper() and len(told) > 3 else told


def _words(entry: Entry) -> str:
    return f"{entry.event}\n{entry.action}"


def _only_sets(found: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {key: names for key, names in found.items() if key}


def _only(found: Mapping[str, set[str]]) -> dict[str, str]:
    """What stands for one person alone."""
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}
