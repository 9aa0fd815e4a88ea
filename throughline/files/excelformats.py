"""How Excel shows a day or a time, by the code of its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

# The formats that have a number and no code; the short date is shown as it is in Britain.
BUILT_IN = {
    "14": "dd/mm/yyyy",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "hh:mm",
    "21": "hh:mm:ss",
    "22": "dd/mm/yyyy hh:mm",
    "45": "mm:ss",
    "46": "hh:mm:ss",
    "47": "mm:ss",
    **{str(number): "dd/mm/yyyy" for number in (*range(27, 37), *range(50, 59))},
}
_TOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|AM/PM|A/P|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[^"]')
_PLAIN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True)
class Shown:
    """A format by its code."""

    code: str

    @cached_property
    def is_day(self) -> bool:
        """Whether it shows a day or a time, and no plain number."""
        bare = _PLAIN.sub("", self.code.split(";")[0]).lower()
        return "general" not in bare and bool(re.search(r"[ymdhs]", bare.replace("am/pm", "")))

    @cached_property
    def has_date(self) -> bool:
        """Whether a day, month or year is shown, and not a time alone."""
        bare = _PLAIN.sub("", self.code.split(";")[0]).lower()
        return bool(re.search(r"[yd]", bare)) or ("m" in bare.replace("am/pm", "") and not re.search(r"[hs]", bare))


def shown(code: str, moment: datetime) -> str:
    """The moment as the code shows it."""
    tokens = _TOKEN.findall(code.split(";")[0])
    half = any(token in ("AM/PM", "A/P") for token in tokens)
    words = []
    for place, token in enumerate(tokens):
        words.append(_word(token, moment, half, _is_minute(tokens, place)))
    return " ".join("".join(words).split())


def _is_minute(tokens: list[str], place: int) -> bool:
    """``m`` is minutes after hours and before seconds."""
    before = next((each for each in reversed(tokens[:place]) if each[0] in "yYmMdDhHsS"), "")
    after = next((each for each in tokens[place + 1 :] if each[0] in "yYmMdDhHsS"), "")
    return before[:1] in ("h", "H") or after[:1] in ("s", "S")


def _word(token: str, moment: datetime, half: bool, minute: bool) -> str:
    first, length = token[0].lower(), len(token)
    if token in ("AM/PM", "A/P"):
        return "am" if moment.hour < 12 else "pm"
    if first == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if first == "m":
        return _padded(moment.minute, length) if minute else _named(moment, "%b", "%B", moment.month, length)
    if first == "d":
        return _named(moment, "%a", "%A", moment.day, length)
    if first == "h":
        return _padded(moment.hour % 12 or 12 if half else moment.hour, length)
    if first == "s":
        return _padded(moment.second, 2)
    return _literal(token)


def _named(moment: datetime, short: str, full: str, number: int, length: int) -> str:
    if length >= 3:
        return moment.strftime(short if length == 3 else full)
    return _padded(number, length)


def _padded(number: int, length: int) -> str:
    return f"{number:02}" if length > 1 else str(number)


def _literal(token: str) -> str:
    if token[0] == '"':
        return token[1:-1]
    if token[0] == "\\":
        return token[1]
    return "" if token[0] in "[_*" else token
