"""XML from strangers: no document types, no entities, no network, no unbounded trees."""

from __future__ import annotations

import re

from lxml import etree

from throughline.files.refusals import broken_word, has_entities

_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def refuse_entities(name: str, member: str, data: bytes) -> None:
    """Refuse (E1111) XML that declares a document type or an entity, in whatever width its letters are written."""
    narrow = data.replace(b"\0", b"") if b"\0" in data[:64] else data
    if b"<!DOCTYPE" in narrow or b"<!ENTITY" in narrow:
        raise has_entities(name, member)
    declared = _DECLARED.match(narrow.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t"))
    if declared and declared.group(1).lower() not in _ENCODINGS:
        raise broken_word(name, f"{member} is written in an encoding that Word does not use")


def tree_of(name: str, member: str, data: bytes) -> etree._Element:
    """The root of one XML member of a Word file; the strict dialect comes back in the words of the common one."""
    refuse_entities(name, member, data)
    if _STRICT in data:
        for strict, common in _STRICT_NAMES.items():
            data = data.replace(strict, common)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # nothing is found by its id
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_word(name, f"{member} is not well-formed XML") from error
