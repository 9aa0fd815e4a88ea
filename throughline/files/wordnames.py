"""The names Word's XML uses, spelled out once."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P, TBL, TR, TC, SDT, SDT_CONTENT = (_W + tag for tag in ("p", "tbl", "tr", "tc", "sdt", "sdtContent"))
P_PR, R_PR, TC_PR, TR_PR, NUM_PR, STYLE_PR = (_W + tag for tag in ("pPr", "rPr", "tcPr", "trPr", "numPr", "pStyle"))
R, T, TAB, PTAB, BR, CR, SYM = (_W + tag for tag in ("r", "t", "tab", "ptab", "br", "cr", "sym"))
NO_BREAK_HYPHEN, SOFT_HYPHEN = _W + "noBreakHyphen", _W + "softHyphen"
FOOTNOTE_REF, ENDNOTE_REF = _W + "footnoteReference", _W + "endnoteReference"
FLD_CHAR, FLD_TYPE, FLD_SIMPLE = _W + "fldChar", _W + "fldCharType", _W + "fldSimple"
INS, DEL, MOVE_FROM, MOVE_TO = (_W + tag for tag in ("ins", "del", "moveFrom", "moveTo"))
DRAWING, PICT, OBJECT, TEXT_BOX = (_W + tag for tag in ("drawing", "pict", "object", "txbxContent"))
ALTERNATE, CHOICE, FALLBACK = (_MC + tag for tag in ("AlternateContent", "Choice", "Fallback"))
VAL, ID, TYPE, FONT, CHAR = (_W + tag for tag in ("val", "id", "type", "font", "char"))
ILVL, NUM_ID, BOLD, VANISH, RUN_STYLE = (_W + tag for tag in ("ilvl", "numId", "b", "vanish", "rStyle"))
VERT_ALIGN, POSITION, OUTLINE = (_W + tag for tag in ("vertAlign", "position", "outlineLvl"))
GRID_SPAN, GRID_BEFORE = _W + "gridSpan", _W + "gridBefore"
STYLE, STYLE_ID, NAME, BASED_ON, DEFAULT = (_W + tag for tag in ("style", "styleId", "name", "basedOn", "default"))
BODY, DOC_DEFAULTS = _W + "body", _W + "docDefaults"
NUM, ABSTRACT, ABSTRACT_ID, LVL, LVL_OVERRIDE = (
    _W + tag for tag in ("num", "abstractNum", "abstractNumId", "lvl", "lvlOverride")
)
START, START_OVERRIDE, NUM_FMT, LVL_TEXT, LVL_RESTART, IS_LGL, NUM_STYLE_LINK, STYLE_LINK = (
    _W + tag
    for tag in ("start", "startOverride", "numFmt", "lvlText", "lvlRestart", "isLgl", "numStyleLink", "styleLink")
)
FOOTNOTE, ENDNOTE, COMMENT = _W + "footnote", _W + "endnote", _W + "comment"
CUSTOM_MARK = _W + "customMarkFollows"
SECTION, ENDNOTE_PR, CUSTOM_XML = _W + "sectPr", _W + "endnotePr", _W + "customXml"

_OFF = frozenset({"0", "false", "off", "none"})


def value(element: etree._Element | None, default: str = "") -> str:
    """The ``w:val`` of an element, or `default` where there is no such element or value."""
    return default if element is None else element.get(VAL, default)


def is_on(element: etree._Element | None) -> bool | None:
    """Whether a switch such as ``<w:b/>`` is on; None where it says nothing."""
    return None if element is None else element.get(VAL, "1") not in _OFF


def whole(text: str | None, default: int = 0) -> int:
    """A whole number as Word writes it, or `default`."""
    try:
        return int(text or "")
    except ValueError:
        return default
