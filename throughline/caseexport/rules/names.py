"""Real names in a text, each put back to its pseudonym. Whole names first, then every word of a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# Words that are names too. In small letters they are words, and stay.
_COMMON = """
may will june april august summer autumn dawn grace hope faith joy rose lily ivy daisy holly heather jasmine olive
poppy violet iris fern rowan hazel ash amber ruby pearl jade crystal skye star sky river reed brook dale glen ray
mark grant miles rich art bill jack bob pat sue rob drew chase hunter mason carter taylor baker cook smith king
prince duke earl baron page reader young long short brown white black green grey gray stone wood woods field hill
lane marsh moor north south east west day winter frost snow rain bird fox wolf lamb bell cross church law love child
baby the and for not with from was has had her his she him all are but who
"""
_WORDS_TOO = frozenset(_COMMON.split())
_LEAST = 2
_QUOTES = {"'": "['’ʼ]", "’": "['’ʼ]", "-": "[-‐‑–]", " ": r"[\s\u00a0]+"}


class Names:
    """The real names of a case's children, each with its pseudonym."""

    def __init__(self, pairs: Iterable[tuple[str, str]], *, wholes: Iterable[tuple[str, str]] = ()) -> None:
        """`pairs` are (real name, pseudonym); `wholes` are hidden as they stand alone. An empty one hides nothing."""
        self._found: list[tuple[re.Pattern[str], str]] = []
        for text, instead in sorted(wholes, key=lambda pair: -len(pair[0])):
            if len(text.strip()) > 3:
                self._found.append((_whole(" ".join(text.split()), any_capitals=True), instead))
        given = [(" ".join(real.split()), pseudonym) for real, pseudonym in pairs if real.strip()]
        for real, pseudonym in sorted(given, key=lambda pair: -len(pair[0])):
            self._found.append((_whole(real, any_capitals=True), pseudonym))
        for real, pseudonym in given:
            kept = {word.casefold() for word in re.findall(r"\w+", pseudonym)}
            for word in real.split():
                letters = word.strip('.,;:()[]"“”')
                if len(letters) >= _LEAST and letters.casefold() not in kept:
                    any_capitals = letters.casefold() not in _WORDS_TOO
                    self._found.append((_whole(letters, any_capitals=any_capitals), pseudonym))

    def __bool__(self) -> bool:
        """True when there is a name to hide."""
        return bool(self._found)

    def hidden(self, text: str) -> str:
        """The text with every real name put back to its pseudonym."""
        for pattern, pseudonym in self._found:
            text = pattern.sub(lambda _, put=pseudonym: put, text)  # type: ignore[misc]
        return text

    def hidden_in(self, value: Any) -> Any:
        """The value with every text in it so, whatever it is made of; numbers, days and keys stay."""
        if isinstance(value, str):
            return self.hidden(value)
        if isinstance(value, list):
            return [self.hidden_in(one) for one in value]
        if isinstance(value, dict):
            return {key: self.hidden_in(one) for key, one in value.items()}
        return value


def _whole(name: str, *, any_capitals: bool) -> re.Pattern[str]:
    """The name where it stands alone. One that is a word too counts as it is written for a name, or in capitals."""
    forms = [name] if any_capitals else sorted({name, name.capitalize(), name.upper()})
    made = "|".join("".join(_QUOTES.get(letter, re.escape(letter)) for letter in form) for form in forms)
    return re.compile(rf"(?<!\w)(?:{made})(?!\w)", re.IGNORECASE if any_capitals else 0)
