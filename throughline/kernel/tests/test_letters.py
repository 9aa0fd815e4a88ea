"""What is typed or pasted becomes letters that can be written anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from throughline.kernel.letters import writable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\x0bd\x0ce\u2028f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x1bc\ufeffd\ufffee", "abcde"),
        ("\u202egnp.exe\u2069", "gnp.exe"),
        ("é ŵ \u00a0 🙂\t|", "é ŵ \u00a0 🙂\t|"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_what_cannot_be_seen_is_gone(typed: str, kept: str) -> None:
    assert writable(typed) == kept


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_at_all_can_be_written_as_xml_and_once_is_enough(text: str) -> None:
    kept = writable(text)
    element = etree.Element("t")
    element.text = kept
    assert writable(kept) == kept
    assert etree.fromstring(etree.tostring(element)).text in (kept, None)
