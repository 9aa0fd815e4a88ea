"""The words of one paragraph of a Word file: what a reader of the printed page would see, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from throughline.files import wordnames as w
from throughline.files.characters import SYMBOLS, plain
from throughline.files.parts import Mend
from throughline.files.raised import settle
from throughline.files.wordstyles import Look, Styles

_SYMBOL_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LEAST_RAISED = 4  # half points: smaller shifts are fine typography


@dataclass(slots=True)
class Words:
    """The text of a paragraph with what belongs to it: where notes hang, and the text boxes anchored in it."""

    text: str = ""
    raw: str = ""  # the same with the space around it
    bold: bool = False
    raised_first: str = ""
    mends: tuple[Mend, ...] = ()
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Bit:
    text: str
    bold: bool
    raised: bool
    note: bool = False


class Runs:
    """Reads paragraphs one after another; fields may run on from one into the next."""

    def __init__(self, styles: Styles, note_mark: Callable[[str, str], str]) -> None:
        """`note_mark` gives the printed mark of the footnote or endnote with an id."""
        self.hidden: set[str] = set()
        self._styles = styles
        self._note_mark = note_mark
        self._fields: list[bool] = []  # for each open field, whether its result has begun
        self._bits: list[_Bit] = []
        self._words = Words()
        self._look = Look()
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            w.R: self._run,
            w.INS: self._inserted,
            w.MOVE_TO: self._inserted,
            w.DEL: self._deleted,
            w.MOVE_FROM: self._deleted,
            w.ALTERNATE: self._alternate,
            w.P_PR: _nothing,
            w.SDT: self._control,
            w.PICT: self._drawing,
            w.DRAWING: self._drawing,
            w.OBJECT: self._drawing,
        }
        self._pieces: dict[str, Callable[[etree._Element], str]] = {
            w.T: lambda element: element.text or "",
            _MATHS_TEXT: lambda element: element.text or "",
            w.TAB: lambda _: "\t",
            w.PTAB: lambda _: "\t",
            w.BR: lambda _: "\n",
            w.CR: lambda _: "\n",
            w.NO_BREAK_HYPHEN: lambda _: "-",
            w.SYM: _symbol,
        }

    def of(self, paragraph: etree._Element, look: Look) -> Words:
        """The words of `paragraph`, whose style looks like `look`."""
        self._bits, self._words, self._look = [], Words(), look
        self._walk(paragraph)
        words = self._words
        _settle(self._bits, words)
        return words

    def _walk(self, element: etree._Element) -> None:
        handlers = self._handlers
        for child in element:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child)
            elif child.tag in self._pieces:
                self._add(self._pieces[child.tag](child), bold=False, raised=False)
            elif len(child):
                self._walk(child)

    def _run(self, run: etree._Element) -> None:
        bold, raised = bool(self._look.bold), False
        pieces = self._pieces
        for child in run:
            tag = child.tag
            if tag == w.R_PR:
                hidden, bold, raised = self._manner(child)
                if hidden:
                    if any(each.text and each.text.strip() for each in run.iterchildren(w.T)):
                        self.hidden.add("hidden text")
                    return
            elif tag in pieces:
                self._add(pieces[tag](child), bold, raised)
            elif tag == w.FLD_CHAR:
                self._field(child.get(w.FLD_TYPE, ""))
            elif tag in (w.FOOTNOTE_REF, w.ENDNOTE_REF):
                self._note(child)
            elif tag in self._handlers:
                self._handlers[tag](child)

    def _manner(self, properties: etree._Element) -> tuple[bool, bool, bool]:
        """Whether a run is hidden, bold and raised: by itself, by its own style, or by its paragraph's."""
        own: dict[str, etree._Element] = {child.tag: child for child in properties}
        style = self._styles.look(w.value(own.get(w.RUN_STYLE))) if w.RUN_STYLE in own else Look()
        bold = w.is_on(own.get(w.BOLD))
        if bold is None:
            bold = bool(style.bold) != bool(self._look.bold) if style.bold is not None else bool(self._look.bold)
        hidden = w.is_on(own.get(w.VANISH))
        if hidden is None:
            hidden = bool(style.hidden if style.hidden is not None else self._look.hidden)
        align = w.value(own.get(w.VERT_ALIGN))
        raised = align == "superscript" or (not align and style.raised)
        return hidden, bold, raised or w.whole(w.value(own.get(w.POSITION))) >= _LEAST_RAISED

    def _add(self, text: str, bold: bool, raised: bool) -> None:
        if text and all(self._fields):
            bits = self._bits
            if bits and bits[-1].bold == bold and bits[-1].raised == raised and not bits[-1].note:
                bits[-1].text += text
            else:
                bits.append(_Bit(text, bold, raised))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, element: etree._Element) -> None:
        if not all(self._fields):
            return
        kind = "footnote" if element.tag == w.FOOTNOTE_REF else "endnote"
        note_id = element.get(w.ID, "")
        self._words.notes.append((kind, note_id))
        if not w.whole(element.get(w.CUSTOM_MARK)):
            self._bits.append(_Bit(self._note_mark(kind, note_id), bold=False, raised=True, note=True))

    def _inserted(self, element: etree._Element) -> None:
        if len(element):
            self.hidden.add("tracked insertions")
        self._walk(element)

    def _deleted(self, element: etree._Element) -> None:
        if len(element):
            self.hidden.add("tracked deletions")

    def _control(self, element: etree._Element) -> None:
        for content in element.iterchildren(w.SDT_CONTENT):
            self._walk(content)

    def _alternate(self, element: etree._Element) -> None:
        chosen = next(element.iterchildren(w.CHOICE), None)
        if chosen is None:
            chosen = next(element.iterchildren(w.FALLBACK), None)
        if chosen is not None:
            for child in chosen:
                self._handlers.get(child.tag, self._walk)(child)

    def _drawing(self, element: etree._Element) -> None:
        """Text boxes are read after the paragraph they hang from; boxes within boxes are found when that is read."""
        for child in element:
            if child.tag == w.TEXT_BOX:
                self._words.boxes.append(child)
            elif child.tag == w.ALTERNATE:
                self._alternate(child)
            else:
                self._drawing(child)


def _nothing(_element: etree._Element) -> None:
    """Properties hold no words."""


def _symbol(element: etree._Element) -> str:
    """One character of a symbol font; what has no letter in Unicode prints as a plain dot."""
    try:
        code = int(element.get(w.CHAR, ""), 16)
    except ValueError:
        return ""
    font = element.get(w.FONT, "").lower()
    if font in _SYMBOL_FONTS and code < 0x100:
        code += 0xF000
    sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    return SYMBOLS.get(sign, "•" if "\ue000" <= sign <= "\uf8ff" else sign)


def _settle(bits: list[_Bit], words: Words) -> None:
    """Put the bits together; marks of notes stay out, and are noted with the place they stood at."""
    raw, found = "", []
    for number, bit in enumerate(bits):
        if not bit.raised:
            raw += bit.text
            continue
        if bit.note:
            found.append((bit.text, len(raw)))
            continue
        if not raw.strip() and number + 1 < len(bits) and bit.text.strip().isdigit():
            words.raised_first = bit.text.strip()
            continue
        kept, noted = settle(raw, bit.text)
        if noted:
            found.append((bit.text.strip(), len(raw)))
        raw += kept
    words.raw, words.text = raw, plain(raw)
    words.mends = tuple(Mend("footnote_mark", was, len(plain(raw[:at]))) for was, at in found)
    words.bold = bool(words.text) and all(bit.bold or bit.raised or not bit.text.strip() for bit in bits)
