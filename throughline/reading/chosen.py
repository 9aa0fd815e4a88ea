"""Names chosen for a child in place of the real one: "Rosie", "the boy we call Sam"."""

from __future__ import annotations

import re
from collections import Counter

from .plainwords import PLAIN_WORDS
from .words import NUMBER, vocabulary

KINDS = {
    word: word.title()
    for word in (
        "child", "baby", "young person", "young woman", "young man", "infant", "toddler", "teenager", "sibling", "twin",
        "family", "adolescent", "youth", "boy", "girl", "student", "pupil", "brother", "sister",
    )
}  # fmt: skip
_NAME_AT = re.compile(r"[A-Z][a-zà-ÿ]{2,14}(?:-[A-Z][a-z]+)?")
_TITLE_PIECES = re.compile(r"\s*[:–—|,]\s+|\s+[-–—]\s+")
_LEADING = re.compile(r"^\d{1,2}[.)]\s*")
_THE_REVIEW = re.compile(r"\bthe (?P<names>[A-Z][a-zà-ÿ]{2,14}) (?:review|case|scr|lcspr)\b")
_REVIEW_NAMED = re.compile(r"\b(?:LCSPR|CSPR|SCR|Review) (?P<names>[A-Z][a-zà-ÿ]{2,14})(?=[:,]| [–—-] |$)")
_IN_BRACKETS = re.compile(r" \([A-Z][^()]*\)$")  # "Rosie (Ambleford)"
_NAMES = r"[A-Z][a-zà-ÿ]{2,14}(?:(?:, | and | & )[A-Z][a-zà-ÿ]{2,14})*"
_TITLE_END = re.compile(rf"\b(?:about|on|concerning|with|of|for)\s+(?P<names>{_NAMES})$")
_CALLED = re.compile(
    r"(?:\bknown(?: in this \w+)?(?: here)? as|\bcalled|\bnamed|\breferred to(?: (?:here|throughout|below|"
    r"in this \w+))? as|"
    r"\brefer to (?:him |her |them |the child |this child )?as|\bcalls? (?:him|her|them|the child|this "
    r"child|the baby|the boy|the girl)|"
    r"\bgiven the (?:names?|pseudonyms?)(?: of)?|\bpseudonyms?|\bthe names?|\bunder the names? of|"
    r"\bnames? (?:is|are)|\bidentified as|\banonymised as)[:,]?"
    r" (?:here )?[“‘\"']?$"
)
_NAMES_HERE = re.compile(r"\bnames? [^.:\n]{0,40}: [“‘\"']?$")
_REVIEW_OF = re.compile(
    r"(?:\breview|\bbriefing|\blcspr|\bcspr|\bscr)(?: report)?\s*(?:[-–—:]|(?:of|on|into|for|about|"
    r"concerning|regarding)(?: the (?:case|death|life|care|murder) of)?) ?[“‘\"']?$"
)
_REVIEW_QUOTED = re.compile(r"\b(?:review|lcspr|cspr|scr|briefing) [“‘\"']$")
_ABOUT = re.compile(
    r"\b(?:reviews?|report|one|paper|other|children|child|baby|boy|girl|briefing)\b[^.\n]{0,40}\b(?:about|"
    r"concerning|regarding),? [“‘\"']?$"
)
_OF_SEVERAL = re.compile(
    rf"\b(?:{NUMBER}) (?:[\w-]+ ){{0,2}}(?:young people|people|children|siblings|brothers|sisters|girls|boys|babies|"
    rf"teenagers)"
    r"[,:]? ?[(“‘\"']?$"
)
_TRIGGERS: dict[str, tuple[re.Pattern[str], ...]] = {
    **dict.fromkeys(
        ("as", "called", "named", "him", "her", "them", "pseudonym", "pseudonyms", "name", "names", "are"), (_CALLED,)
    ),
    **dict.fromkeys(("of", "is"), (_CALLED, _REVIEW_OF)),
    **dict.fromkeys(("review", "lcspr", "cspr", "scr", "briefing"), (_REVIEW_QUOTED,)),
    **dict.fromkeys(("on", "into", "for", "-", "–", "—"), (_REVIEW_OF,)),
    **dict.fromkeys(("about", "concerning", "regarding"), (_REVIEW_OF, _ABOUT)),
    **dict.fromkeys(("child", "baby", "boy", "girl"), (_CALLED,)),
    **dict.fromkeys(
        ("people", "children", "siblings", "brothers", "sisters", "girls", "boys", "babies", "teenagers"),
        (_OF_SEVERAL,),
    ),
}
_IS_PSEUDONYM = re.compile(
    r"[”’\"']? (?:is|are|was|were) (?:a |the )?(?:pseudonyms?|not (?:his|her|their|the child[’']s|the) "
    r"real names?|(?:names? )?chosen|"
    r"(?:an )?(?:assumed|invented|made-up|changed) names?)\b|[”’\"']? ?\((?:a pseudonym|pseudonyms?|not "
    r"(?:his|her|their) real names?|names? (?:have been )?changed)"
)
_LIVED = re.compile(
    r" (?:died|had died|had been born|lived with|is now|was (?:\w+ )?(?:weeks|months|years|born|found|"
    r"injured|hurt|killed|taken|placed|admitted|aged|"
    r"a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b)"
)
_AGED = re.compile(
    r",? (?:aged? |an? (?:\w+[- ](?:year|month|week|day)s?[- ]old|(?:young |little |baby )?(?:boy|girl|child|baby|"
    r"teenager|"
    r"toddler|infant|young (?:person|man|woman)))\b)|, (?:who (?:was|is|died)\b|(?:\d{1,2}|three|four|five|six|sev"
    r"en|eight|"
    r"nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?:,| (?:weeks|months|years)\b))"
)
_QUOTED = re.compile(r"[“‘\"'](?P<names>[A-Z][a-zà-ÿ]{2,14}(?: and [A-Z][a-zà-ÿ]{2,14})?)[”’\"']")
_OWN = re.compile(
    r"[’']s (?:story|review|life|experience|mother|father|parents|family|grandmother|voice|death|school|injuries)\b"
)
_JOINED = re.compile(r"[”’\"']?(?:, | and | & |, and )[“‘\"']?$")
_TITLE_ENDS = ("mr", "lr", "rs", "ms", "ss", "dr", "or", "ge", "ir", "me", "st")  # how each title ends
_TITLES = re.compile(r"\b(?:mr|mrs|ms|miss|dr|cllr|councillor|professor|judge|sir|dame|st)\.? $", re.IGNORECASE)
_AFTER = (", ", " aged ", " is", " are", " was", " were", " died", " had", " lived", " (", "’s ", "'s ", "”", "’", '"')


def short_lines(text: str) -> list[str]:
    """The headings and cells of a digest that may name an area and a child: "Ambleford: Rosie"."""
    return [
        line
        for line in re.split(r"[\n\t]", text)
        if len(line) < 60 and (_TITLE_PIECES.search(line) or _IN_BRACKETS.search(line))
    ]


class Chosen:
    """Names chosen for a child in place of the real one, where the document says that they are."""

    def __init__(self, text: str, title: str, areas: set[str], headings: list[str]):
        self.text, self.title, self.headings = text, title, headings
        self.areas = areas
        self.small = vocabulary(text)
        self.counts: Counter[str] = Counter()
        self.strong = set(self._in_title())
        self.weak: set[str] = set()
        self.first: dict[str, int] = {name: max(0, text.find(name)) for name in self.strong}
        self.surnamed: Counter[str] = Counter()

    def names(self) -> dict[str, int]:
        """The chosen names with the place of the first mention that tells them to be one."""
        last, last_end = "", -1
        for match in _NAME_AT.finditer(self.text):
            name, start, end = match[0], match.start(), match.end()
            if not self._may_be(name, start, end):
                continue
            self.counts[name] += 1
            follows = (
                last in self.strong
                and start - last_end < 9
                and _JOINED.fullmatch(self.text[last_end:start]) is not None
            )
            self._look(name, start, end, follows)
            last, last_end = name, end
        return {self._child_name(name): place for name, place in self.first.items() if self._kept(name)}

    def _may_be(self, name: str, start: int, end: int) -> bool:
        low = name.lower()
        if low in PLAIN_WORDS or low in KINDS or low in self.small or name in self.areas:
            return False
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return not before.isalnum() and not after.isalnum()

    def _look(self, name: str, start: int, end: int, follows: bool) -> None:
        text = self.text
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and text[end + 2 : end + 3].islower():
            self.surnamed[name] += 1
            return
        before = text[max(0, start - 72) : start]
        if before[-14:-1].rstrip(".").lower().endswith(_TITLE_ENDS) and _TITLES.search(before[-12:]):
            self.surnamed[name] += 9
        trigger = before.rstrip(" “‘\"'").rsplit(None, 1)[-1:] or [""]
        word = trigger[0].lower().rstrip(",")
        patterns = (_NAMES_HERE, _REVIEW_OF) if word.endswith(":") else _TRIGGERS.get(word, ())
        low = before.lower()
        if follows or any(pattern.search(low) for pattern in patterns):
            self._note(name, start, self.strong)
        elif text.startswith(_AFTER, end):
            after = text[end : end + 60]
            if _IS_PSEUDONYM.match(after):
                self._note(name, start, self.strong)
            elif _LIVED.match(after) or _OWN.match(after) or _AGED.match(after):
                self._note(name, start, self.weak)
        if word in KINDS or before.endswith("Young Person "):
            sure = before.endswith(("Child ", "Baby ", "Young Person ")) and not (
                self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isupper()
            )
            self._note(name, start, self.strong if sure else self.weak)

    def _note(self, name: str, start: int, into: set[str]) -> None:
        into.add(name)
        self.first.setdefault(name, start)

    def _in_title(self) -> list[str]:
        """Names that make up a piece of the title ("Isaac - one year on") or end it ("... with Isla and Theo")."""
        ends = [
            _TITLE_PIECES.split(_IN_BRACKETS.sub("", _LEADING.sub("", heading)))[-1] for heading in self.headings
        ]  # "Ambleford: Rosie", over a part
        pieces = [
            re.fullmatch(rf"[“‘\"']?(?P<names>{_NAMES})[”’\"']?", piece.strip())
            for piece in [*_TITLE_PIECES.split(self.title), *ends]
        ]
        pieces.append(_TITLE_END.search(self.title.rstrip("”’\"'")))
        pieces.append(_QUOTED.search(self.title))
        pieces.append(_THE_REVIEW.search(self.title))
        pieces.append(_REVIEW_NAMED.search(self.title))
        pieces += [
            re.fullmatch(rf"(?P<names>{_NAMES})", piece.strip().title().replace(" And ", " and "))
            for piece in _TITLE_PIECES.split(self.title)
            if piece.isupper()
        ]
        names = [name for piece in pieces if piece for name in _NAME_AT.findall(piece["names"])]
        return [
            name
            for name in names
            if name.lower() not in PLAIN_WORDS and name.lower() not in self.small and name not in self.areas
        ]

    def _kept(self, name: str) -> bool:
        uses = self.counts[name]
        if self.surnamed[name] * 2 > uses:
            return False
        return uses >= (1 if name in self.strong else 2 if name in self.title or name in self.weak else 3)

    def _child_name(self, name: str) -> str:
        """ "Child Alder" where that is how the document names the child, else "Alder"."""
        for kind in ("Child", "Baby", "Young Person", "Family"):
            if self.text.count(f"{kind} {name}") * 2 > self.counts[name]:
                return f"{kind} {name}"
        return name
