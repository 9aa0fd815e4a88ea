"""Automatic numbering as Word prints it."""

from __future__ import annotations

import pytest

from throughline.files.opening import open_bytes
from throughline.files.tests.makers import new_word, numbered, p, saved, word
from throughline.files.wordnumbers import in_form


def level(number: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """The definition of one level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    """The definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, definition: int, more: str = "") -> str:
    """An instance of a list."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def marks(body: str, **parts: str) -> list[str]:
    """The marks of the parts of a document."""
    return [part.mark for part in open_bytes("a.docx", word(body, **parts)).parts]


def items(*places: tuple[int, int]) -> str:
    """Paragraphs in lists, each as (instance, level)."""
    return "".join(numbered(f"Item {number}", key, depth) for number, (key, depth) in enumerate(places))


OUTLINE = abstract(
    0,
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
    level(3, "bullet", "\uf0b7"),
)


def test_levels_count_under_one_another_and_begin_anew() -> None:
    body = items((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2))
    found = marks(body, numbering=OUTLINE + num(1, 0))
    assert found == ["1.", "1.1", "1.2", "(a)", "(b)", "•", "2.", "2.1", "(a)"]


def test_a_level_used_before_its_upper_ones_counts_them_as_begun() -> None:
    assert marks(items((1, 1), (1, 1), (1, 0)), numbering=OUTLINE + num(1, 0)) == ["1.1", "1.2", "2."]


def test_instances_of_one_list_go_on_counting_unless_they_say_otherwise() -> None:
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, over)
    found = marks(items((1, 0), (2, 0), (3, 0), (3, 0), (1, 0)), numbering=numbering)
    assert found == ["1.", "2.", "5.", "6.", "7."]


def test_an_instance_may_define_a_level_itself() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    assert marks(items((1, 0), (1, 0)), numbering=OUTLINE + num(1, 0, own)) == ["I)", "II)"]


def test_restarts_are_as_the_list_says() -> None:
    never = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>'))
    assert marks(items((1, 0), (1, 1), (1, 0), (1, 1)), numbering=never + num(1, 0)) == ["1", "1", "2", "2"]
    first = abstract(
        0, level(0, "decimal", "%1"), level(1, "decimal", "%2"), level(2, "decimal", "%3", '<w:lvlRestart w:val="1"/>')
    )
    found = marks(items((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)), numbering=first + num(1, 0))
    assert found == ["1", "1", "1", "2", "2", "2", "1"]


def test_starts_and_legal_numbers() -> None:
    legal = abstract(0, level(0, "upperRoman", "%1", start=3), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert marks(items((1, 0), (1, 1)), numbering=legal + num(1, 0)) == ["III", "3.1"]


def test_a_style_carries_its_number_and_its_level() -> None:
    linked = abstract(
        0,
        level(0, "decimal", "%1", '<w:pStyle w:val="Heading1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Para"/>'),
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/>{2}<w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    based = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Para"/></w:style>'
    styles = style.format("Heading1", "heading 1", "") + style.format("Para", "Numbered para", "") + based
    body = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in ("Heading1", "Para", "Own", "Heading1", "Para"))
    body += p("plain", '<w:pStyle w:val="Para"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    result = open_bytes("a.docx", word(body, numbering=linked + num(1, 0), styles=styles)).parts
    assert [part.mark for part in result] == ["1", "1.1", "1.2", "2", "2.1", ""]
    assert [part.shape for part in result] == ["heading", "item", "item", "heading", "item", "paragraph"]


def test_a_numbering_style_lends_its_list() -> None:
    lent = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="Ours"/>{level(0, "lowerRoman", "%1.")}</w:abstractNum>'
    )
    assert marks(items((1, 0), (1, 0)), numbering=lent + num(1, 5) + num(2, 6)) == ["i.", "ii."]


def test_empty_and_deleted_paragraphs() -> None:
    empty = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    numbering = OUTLINE + num(1, 0)
    assert marks(items((1, 0)) + empty + items((1, 0)), numbering=numbering) == ["1.", "3."]
    gone = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x'
        "</w:delText></w:r></w:del></w:p>"
    )
    assert marks(items((1, 0)) + gone + items((1, 0)), numbering=numbering) == ["1.", "2."]


def test_numbers_of_lists_that_are_not_there_are_no_numbers() -> None:
    assert marks(items((9, 0)), numbering=OUTLINE) == [""]
    assert marks(items((1, 8)), numbering=OUTLINE + num(1, 0)) == [""]


def test_words_around_a_number_are_part_of_the_mark() -> None:
    named = abstract(0, level(0, "decimal", "Finding %1:"))
    assert marks(items((1, 0), (1, 0)), numbering=named + num(1, 0)) == ["Finding 1:", "Finding 2:"]


def test_bullets_and_lists_without_number() -> None:
    kinds = abstract(
        0, level(0, "bullet", "o"), level(1, "bullet", "\uf0a7"), level(2, "none", ""), level(3, "bullet", "–")
    )
    result = open_bytes("a.docx", word(items((1, 0), (1, 1), (1, 2), (1, 3)), numbering=kinds + num(1, 0))).parts
    assert [part.mark for part in result] == ["◦", "▪", "", "–"]
    assert [part.level for part in result] == [0, 1, 2, 3]


def test_the_lists_of_an_ordinary_document() -> None:
    made = new_word()
    for style in ("List Number", "List Number", "List Bullet", "List Number"):
        made.add_paragraph("Item", style=style)
    assert [part.mark for part in open_bytes("a.docx", saved(made)).parts] == ["1.", "2.", "•", "3."]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (23, "ordinal", "23rd"),
        (5, "none", ""),
        (5, "something else", "5"),
        (0, "lowerRoman", "0"),
        (0, "upperLetter", "0"),
    ],
)
def test_forms(number: int, form: str, printed: str) -> None:
    assert in_form(number, form) == printed
