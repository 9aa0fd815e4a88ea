"""Bytes into text: UTF-8 and UTF-16 for certain, Windows-1252 where nothing speaks against it, else refused."""

from __future__ import annotations

import codecs
import re

from throughline.files.characters import is_plain
from throughline.files.refusals import unreadable_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF7 = re.compile(rb"\+/v[89+/]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_LOST = re.compile("[\ud800-\udfff\ufffd-\uffff]")
_ODD = re.compile("[^\x00-\x7f]")
# What Windows-1252 adds to Latin letters in ordinary English text: quotation marks, dashes, pound, bullets, accents.
_LIKELY = re.compile("[‘’“”–—…•£€©®™°·§½¼¾²³¹±×÷«»´¨¸‚„†‡\xa0\xad]|[^\\W\\d_]")
_MOST_STRANGE = 200
# So many characters at the beginning of UTF-16 without a byte order mark must be Latin, and such a share of the whole.
_SURE, _LATIN = 8, 0.75


def text_of(name: str, data: bytes) -> str:
    """The text of `data`, without byte order mark; refused (E1112) where the encoding cannot be told."""
    encoding = next((found for bom, found in _BOMS if data.startswith(bom)), _unmarked(data))
    if not encoding or _UTF7.match(data):
        raise unreadable_encoding(name, "it is written in UTF-7 or UTF-32")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise unreadable_encoding(name, "it begins as Unicode and does not go on so") from error
        text = _windows_text(name, data)
    return _checked(name, text)


def _unmarked(data: bytes) -> str:
    """What text without a byte order mark is in: UTF-16 where that is sure, as no other holds a zero; else UTF-8."""
    for encoding, low in (("utf-16-le", 0), ("utf-16-be", 1)):
        start, high = data[: 2 * _SURE], 1 - low
        begins = len(start) == 2 * _SURE and all(start[low::2]) and not any(start[high::2])
        if begins and data[high::2].count(0) >= _LATIN * (len(data) // 2):
            return encoding
    return "utf-8"


def _windows_text(name: str, data: bytes) -> str:
    """Windows-1252, if every byte has a meaning there and the odd ones are such as people type."""
    if b"\0" in data:
        raise unreadable_encoding(name, "it holds bytes that are not text")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise unreadable_encoding(name, "its encoding is neither UTF-8, UTF-16 nor Windows-1252") from error
    odd = "".join(_ODD.findall(text))
    if len(_LIKELY.findall(odd)) < len(odd) * 0.9 or len(odd) > len(text) * 0.2:
        raise unreadable_encoding(name, "its encoding cannot be told")
    return text


def _checked(name: str, text: str) -> str:
    """The text itself, if it holds no NUL, hardly a control character, and little that was lost before."""
    if is_plain(text):
        return text
    if "\0" in text:
        raise unreadable_encoding(name, "it holds NUL characters, which text does not")
    if _CONTROLS.search(text) and len(_CONTROLS.findall(text)) > len(text) // _MOST_STRANGE:
        raise unreadable_encoding(name, "it holds control characters, which text does not")
    if _LOST.search(text) and len(_LOST.findall(text)) > len(text) // _MOST_STRANGE:
        raise unreadable_encoding(name, "much of it was lost in an earlier conversion")
    return text
