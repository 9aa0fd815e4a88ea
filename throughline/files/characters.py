"""Characters as a reader takes them: ligatures apart, soft hyphens gone, every kind of space one space."""

from __future__ import annotations

import re

# Word and PDF name pictures of bullets and ticks in the private area of Unicode; these are the ones people use.
SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0a8": "☐",
    "\uf06f": "☐",
    "\uf071": "☐",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf0fb": "✗",
    "\uf0fd": "☒",
    "\uf0d8": "➢",
    "\uf0e8": "➔",
    "\uf0e0": "→",
    "\uf0ae": "→",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0b3": "≥",
    "\uf0a3": "≤",
    "\uf0d7": "×",
    "\uf02d": "-",
    "\uf020": " ",
}
_PLAIN = {
    "\u00a0": " ",
    "\u2000": " ",
    "\u2001": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2004": " ",
    "\u2005": " ",
    "\u2006": " ",
    "\u2007": " ",
    "\u2008": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u205f": " ",
    "\u3000": " ",
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u200e": "",
    "\u200f": "",
    "\u202a": "",
    "\u202b": "",
    "\u202c": "",
    "\u202d": "",
    "\u202e": "",
    "\u2060": "",
    "\u2066": "",
    "\u2067": "",
    "\u2068": "",
    "\u2069": "",
    "\ufeff": "",
    "\u2010": "-",
    "\u2011": "-",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\r": "\n",
} | SYMBOLS
_TABLE = str.maketrans(_PLAIN)
_OTHERWISE = re.compile(f"[{''.join(_PLAIN)}]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f]")
_SPACES = re.compile(" {2,}")
_KEYBOARD = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_AROUND = re.compile(" *([\t\n]) *")


def plain(text: str) -> str:
    """`text` with one way of writing each thing; tabs and line breaks stay, other runs of space become one space."""
    if text.isascii() and "  " not in text and "\t" not in text and "\n" not in text and "\r" not in text:
        return text.strip() if text.isprintable() else _PRIVATE.sub("", text).strip()
    if _OTHERWISE.search(text):
        text = text.translate(_TABLE)
    text = _PRIVATE.sub("", text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return (_AROUND.sub(r"\1", text) if "\t" in text or "\n" in text else text).strip()


def is_plain(text: str) -> bool:
    """True of nothing but the signs of an English keyboard, line breaks and tabs: no character of it needs a look."""
    return text.isascii() and not text.encode().translate(None, _KEYBOARD)


def plain_line_by_line(text: str) -> str:
    """A whole text in the same way, its line breaks and what stands around its tabs left alone."""
    if not is_plain(text):
        if not text.isascii() and _OTHERWISE.search(text):
            text = text.translate(_TABLE)
        text = _PRIVATE.sub("", text)
    return _SPACES.sub(" ", text) if "  " in text else text
