"""The title of a document and the place where its title lines end."""

from __future__ import annotations

import re

from .blocks import Block
from .labels import label_of
from .lexicon import OTHER, role_of_heading
from .words import fold, heading_fold, words_of

_ORGANISATION = re.compile(
    r"(?:(?:the )?[\w'’&,. -]*\b(?:council|board|partnership|partners|committee|panel|cabinet|commission|"
    r"authority|trust|police|services|directorate|department|executive|sub-?group|meeting)(?: of .*)?(?: "
    r"\((?:[A-Z]{2,8})\))?)"
)
_DOCUMENT = re.compile(
    r"\b(?:review|report|response|plan|briefing|summary|audit|guidance|guide|digest|minutes|template|"
    r"update|progress|statement|notice|findings|learning|evaluation|annual|yearly|years? on|child|baby)\b"
)
_PAPER = re.compile(
    r"\b(?:report|template|plan|briefing|review|response|summary|minutes|guide|guidance|bulletin|newsletter)\b"
)
_DATED = re.compile(
    r"(?:(?:issue no|issue|edition|volume|published|agreed|issued|dated?|date|meeting|version|updated|as "
    r"at|position|final|draft|for "
    r"the meeting|approved|adopted|reviewed|status)\b.*|(?:\w+day,? )?\d{1,2}\s?(?:st|nd|rd|th)? "
    r"?[a-z]+,? \d{4}.*|(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|spring|summer|autumn|winter|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)[ "
    r",]+\d{4}.*|\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}|\d{4}(?:[-/]\d{2,4})?)"
)
_META = re.compile(
    r"(?:(?:report|paper) (?:of|by|from|to)\b.*|(?:to|from|by|author|lead officer|contact|wards?|"
    r"divisions?|electoral divisions?|agenda item|item no|classification|status|purpose|portfolio|key "
    r"decision|ref|reference|circulation|not protectively marked|official|confidential|restricted|public|"
    r"private|version|page|appendix [a-z0-9]|annex [a-z0-9]|independent (?:reviewer|author|chair)|lead "
    r"reviewer|written by|prepared by|commissioned by|the facts|for (?:information|decision|"
    r"publication))\b.*)"
)
_HELD = re.compile(r"\s+(?:held|which was held|on \w+day,?)\b.*$")
_OWN_NAME = re.compile(r"(?:[A-Z][\w’'-]+ ){1,6}(?:Partnership|Board|Council)\s*[–—|-]\s+(?:[A-Z][a-z]+ ?){1,3}$")
_BODY_LINE = re.compile(
    r"(?:[A-Z][\w’'&-]*,? (?:(?:and|of|upon|on|for|the|&) )*){1,8}(?:Partnership|Board|Partners)(?: \([A-Z]{2,8}\))?"
    r"(?:(?:,| [–—|·-]) .{0,60}\b(?:19|20)\d\d)?\.?"
)
_TITLE_ROW = re.compile(
    r"(?:report |paper |document )?(?:title|subject|name of report|report title|topic)(?: of (?:report|paper|review))?"
)


def title_of(blocks: list[Block], given: str = "") -> tuple[str, int]:
    """The title as printed and the index of the last block that belongs to it; -1 where there is none."""
    for block in blocks[:30]:
        if block.shape == "row" and len(block.cells) >= 2 and _TITLE_ROW.fullmatch(heading_fold(block.cells[0].text)):
            value = next((cell.text for cell in block.cells[1:] if cell.text), "")
            if value:
                return _bare(value), block.index
        found = re.match(
            r"(?:Report|Paper|Document)?\s?(?:[Tt]itle|TITLE|Subject|SUBJECT)(?: of (?:report|"
            r"paper))?:\s+(?P<title>\S.{4,200})$",
            block.text,
        )
        if block.shape != "row" and found:
            return _bare(found["title"]), block.index
    candidates = _candidates(blocks)
    if candidates:
        return _chosen(candidates)
    return _bare(given), -1


def _candidates(blocks: list[Block]) -> list[Block]:
    """The lines before the first paragraph of prose."""
    lines: list[Block] = []
    for block in blocks[:16]:
        if block.shape == "row":
            if lines:
                continue
            continue
        if block.shape in {"item", "footnote"} and not block.text.isupper():
            break
        if re.match(r"MINUTES\b|Minutes of\b", block.text):
            return [block]
        plain = block.shape == "paragraph" and not block.bold and not block.text.isupper()
        prose = len(block.text) > 240 or (plain and block.text.endswith(".") and len(block.text.split()) > 6)
        if prose or _opens_section(block.text):
            break
        if (
            lines
            and role_of_heading(block.text)
            and block.index > lines[0].index
            and not _DOCUMENT.search(fold(block.text))
        ):
            break
        lines.append(block)
    return lines


def _opens_section(text: str) -> bool:
    """True of a heading over the matter of the paper ("Findings") that is no name of a paper ("Progress report")."""
    role = role_of_heading(text)
    return len(text.split()) <= 3 and role not in {"", OTHER} and not _PAPER.search(fold(text))


def _chosen(lines: list[Block]) -> tuple[str, int]:
    good = [b for b in lines if not _passes_over(b)]
    known = [b for b in good if b.shape == "heading"] or good
    best = next((b for b in known if _DOCUMENT.search(fold(b.text)) and not _OWN_NAME.match(b.text)), None)
    if best is not None and known[0] is not best and _prominent(known[0]) and not _prominent(best, words=4):
        best = known[0]
    if best is None:
        best = _by_look(lines, known)
    title, last = _bare(_HELD.sub("", best.text)), best.index
    if len(words_of(best.text)) <= 6 or any(
        b.index == best.index + 1 and len(b.text.split()) <= 3 and _titlelike(b, best) for b in good
    ):
        for block in good:
            if block.index == last + 1 and len(block.text.split()) <= 8 and _titlelike(block, best):
                title, last = f"{title} {_bare(block.text)}", block.index
    return title, last


def _by_look(lines: list[Block], known: list[Block]) -> Block:
    """The title where no line says that it names a paper: a line set as a heading, else the first that is left."""
    if not any(block.shape == "heading" for block in known):
        set_off = [b for b in lines if b.shape == "heading" and not _DATED.fullmatch(heading_fold(b.text))]
        known = set_off or known
    return known[0] if known else next((b for b in lines if _DOCUMENT.search(fold(b.text))), lines[0])


def _prominent(block: Block, words: int = 5) -> bool:
    """True of a line set like a title, with enough words to be one."""
    return (block.shape == "heading" or block.bold) and len(block.text.split()) >= words


def _titlelike(block: Block, best: Block) -> bool:
    """True of a line set like the title itself, that is not the heading of a section."""
    if role_of_heading(block.text) and not (len(block.text.split()) > 3 and _DOCUMENT.search(fold(block.text))):
        return False
    if re.search(r"\b(?:finding|recommendation|lesson|learning point) (?:\d|[a-z]\b|one\b|two\b)", fold(block.text)):
        return False
    if re.match(r"(?:chapter|section|part) (?:\d+|[a-z]+)\b", fold(block.text)):
        return False
    if block.mark or label_of(block.text) or is_front_matter(block.text) or block.text.endswith("."):
        return False
    lower = block.shape == best.shape == "heading" and block.level > best.level
    if lower and (len(best.text.split()) > 4 or not _DOCUMENT.search(fold(block.text))):
        return False
    plain = best.shape == "paragraph" and not best.bold and len(block.text.split()) <= 4
    return (block.shape == "heading" or block.bold or plain) and not (
        block.shape == best.shape == "heading" and block.level > best.level + 1
    )


def _passes_over(block: Block) -> bool:
    """True of a line that names a body, a date or the form of the paper and not its matter."""
    folded = heading_fold(block.text)
    if _DATED.fullmatch(folded) or _META.fullmatch(folded):
        return True
    if re.search(
        r"(?:committee|cabinet|panel|board|council|commission)\s*[-–—,:]\s*(?:\w+day )?\d{1,2}\s?(?:st|nd|"
        r"rd|th)? \w+ \d{4}",
        folded,
    ):
        return True
    if re.match(r"(?:agreed|published|issued|approved)\b", folded):
        return True
    return bool(_ORGANISATION.fullmatch(folded)) and not re.search(
        r"\b(?:review|report|response|briefing|audit|guidance|digest|minutes|summary|plan)\b", folded
    )


def is_front_matter(text: str) -> bool:
    """True of a line that dates or classifies the paper ("Published July 2015", "30 June 2011")."""
    folded = heading_fold(text)
    return len(text) < 90 and bool(_DATED.fullmatch(folded) and re.search(r"\d", folded))


def is_own_name(text: str) -> bool:
    """True of a line under a title that names the body, with or without a date ("Ambleford Partnership, May 2019")."""
    return len(text) < 140 and _BODY_LINE.fullmatch(text) is not None and not text.isupper()


def _bare(title: str) -> str:
    title = " ".join(title.split())
    return title[:-1].rstrip() if title.endswith((".", ":")) and not title.endswith("...") else title
