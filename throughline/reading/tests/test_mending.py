"""What is put right on the way in, and noted: broken sentences, raised marks, other alphabets, lines on every page."""

from __future__ import annotations

import pytest

from throughline.files.parts import Opened, Part
from throughline.reading import Reading, read_opened, read_text

LONG = "The agencies had begun to look at the matters that the review would later raise and health had increased its"


def rules(reading: Reading) -> list[str]:
    return [mend.rule for mend in reading.mended]


def test_a_sentence_split_by_a_page_break_is_made_whole() -> None:
    reading = read_text(f"{LONG}\n\nresources for children in care.\n\nAnother paragraph begins.")
    assert f"{LONG} resources for children in care." in reading.text
    (mend,) = [mend for mend in reading.mended if mend.rule == "page_break"]
    assert reading.text[mend.at :].startswith(" resources")
    assert mend.was.endswith("resources for childr")


def test_footnotes_between_the_halves_come_after_the_sentence() -> None:
    text = (
        "It has complied with the guidance² and is now\n\n¹ Working Together\n\n² At Appendix "
        "B\n\ninitiating reviews of its own."
    )
    reading = read_text(text)
    assert "It has complied with the guidance and is now initiating reviews of its own." in reading.text
    assert reading.text.index("initiating") < reading.text.index("At Appendix B")
    assert rules(reading).count("footnote_mark") == 1


def test_a_running_header_inside_a_sentence_is_taken_out() -> None:
    page = "Child V review - for the board"
    text = f"{page}\n\n{LONG}\n\nPage 3 of 9\n\n{page}\n\nresources for children in care.\n\n{page}\n\nThe end of it."
    reading = read_text(text)
    assert f"{LONG} resources for children in care." in reading.text
    assert "Page 3 of 9" not in reading.text
    assert "running_header" in rules(reading)


def test_headings_told_again_for_each_finding_are_no_running_lines() -> None:
    ordinals = ["first", "second", "third", "fourth", "fifth"]
    parts = []
    for number in range(1, 6):
        parts += [
            Part(
                "paragraph",
                f"Finding {number}: the {ordinals[number - 1]} service did not do its part in time.",
                page=number,
            ),
            Part("paragraph", "Progress", page=number),
            Part("paragraph", "It is done in time now.", page=number),
        ]
    reading = read_opened(Opened("x.pdf", "pdf", "", 1, tuple(parts), pages=5))
    assert len(reading.findings) == 5
    assert "running_header" not in rules(reading)


@pytest.mark.parametrize(
    ("raw", "clean", "rule"),
    [
        ("the criteria¹ is met by all of them", "the criteria is met by all of them", "footnote_mark"),
        ("То: Cabinet and others of the council", "To: Cabinet and others of the council", "look_alike_letters"),
        ("the safe\u00adguarding of children in care", "the safeguarding of children in care", "soft_hyphen"),
        ("1. The committee is asked to note it.**", "The committee is asked to note it.", "stray_bold_mark"),
        ("see <u>www.example.org</u> for the paper", "see www.example.org for the paper", "html_tag"),
        ("the 7<sup>th</sup> February was a Monday", "the 7th February was a Monday", "html_tag"),
        ("the ﬁrst ﬁnding of the review was made", "the first finding of the review was made", "ligature"),
        ("a paper \\(draft\\) of the review group", "a paper (draft) of the review group", "escaped_mark"),
        ("as the long- term outcomes were looked at", "as the long-term outcomes were looked at", "broken_word"),
    ],
)
def test_letters_are_put_right_and_noted(raw: str, clean: str, rule: str) -> None:
    reading = read_text(f"Some words before it.\n\n{raw}\n\nSome words after it.")
    assert clean in reading.text
    assert rule in rules(reading)


def test_a_square_metre_is_no_footnote() -> None:
    assert "12 m²" in read_text("The room is 12 m² in size and has no window in it.").text


def test_a_greek_word_is_left_alone() -> None:
    assert "φιλία" in read_text("The word φιλία is Greek and stays as it is.").text


def test_the_text_has_paragraphs_parted_by_blank_lines_and_marks_before_words() -> None:
    assert (
        read_text("A line\nthat goes on.\n\n- a point\n- another\n").text
        == "A line that goes on.\n\n- a point\n\n- another"
    )
