"""PDFs into parts: what a page shows comes back as the paragraphs it was set from."""

from __future__ import annotations

import io
import random
import re

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.files.opening import open_bytes
from throughline.files.parts import Mend, Opened, Part
from throughline.files.tests.makers import typeset

WORDS = re.findall(
    r"\S+",
    "the review children family practitioners multi-agency risk plans decision-making school health visitor neglect "
    "partnership training supervision long-term well-being co-ordinated assessment referral evidence thresholds early "
    "help police officers GP e.g. i.e. 2015–16 £2,500 47% and/or s.47 “think family” ‘was not brought’ – and of to in "
    "that with Board’s child’s agencies’ 7th non-accidental one-to-one carefully safeguarding communication office",
)
SET_EACH = '#for it in data.items [#if it.at(0) == "h" [#heading(level: 2, it.at(1))] else [#par(it.at(1))]]'
RUNNING = '#set page(numbering: "1", header: [Anytown Partnership #h(1fr) Progress report])'


def opened(body: str, setup: str = "", **data: object) -> Opened:
    """A PDF of that body, opened."""
    return open_bytes("a.pdf", typeset(body, setup, **data))


def rules(parts: tuple[Part, ...], rule: str) -> list[str]:
    """What was mended by one rule."""
    return [mend.was for part in parts for mend in part.mends if mend.rule == rule]


def sentence(rng: random.Random) -> str:
    """A sentence of ordinary and awkward words."""
    words = [rng.choice(WORDS) for _ in range(rng.randint(4, 30))]
    words[0] = words[0][0].upper() + words[0][1:] if words[0][0].isalpha() else f"The {words[0]}"
    words[-1] = rng.choice(["review", "children", "multi-agency", "agencies"])
    return " ".join(words) + rng.choice("..?!")


def report(seed: int, paragraphs: int) -> list[tuple[str, str]]:
    """A report's headings and paragraphs."""
    rng = random.Random(seed)
    items: list[tuple[str, str]] = []
    for number in range(paragraphs):
        if number % 5 == 0:
            items.append(
                ("h", rng.choice([f"Finding {number // 5 + 1}", "Progress", "What difference has this made?"]))
            )
        items.append(("p", " ".join(sentence(rng) for _ in range(rng.randint(1, 9)))))
    return items


MANNERS = [
    "",
    "#set par(justify: true)",
    "#set par(justify: true, leading: 0.9em, spacing: 1.5em)",
    '#set text(font: "New Computer Modern", size: 10pt)\n#set par(justify: true)',
    '#set text(font: "DejaVu Sans Mono", size: 9pt)',
    '#set text(font: "New Computer Modern", size: 12pt)\n#set page(margin: 3.5cm)',
]


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_paragraphs_come_back_word_for_word_across_pages(manner: str, seed: int) -> None:
    items = report(seed, 40)
    result = opened(SET_EACH, RUNNING + "\n" + manner, items=items)
    assert result.pages > 1
    found = [("h" if part.shape == "heading" else "p", f"{part.mark} {part.text}".strip()) for part in result.parts]
    assert found == [tuple(item) for item in items]
    assert len(rules(result.parts, "running_header")) == 3 * result.pages


@settings(max_examples=15, deadline=None)
@given(st.integers(10, 10_000), st.sampled_from(MANNERS), st.integers(8, 14))
def test_any_report_comes_back(seed: int, manner: str, size: int) -> None:
    items = report(seed, 60)
    result = opened(SET_EACH, f"{manner}\n#set text(size: {size}pt)\n{RUNNING}", items=items)
    assert [f"{part.mark} {part.text}".strip() for part in result.parts] == [text for _, text in items]


def test_paragraphs_parted_by_a_page_are_joined_and_noted() -> None:
    text = " ".join(f"Sentence {number} of a paragraph that is longer than one page." for number in range(120))
    result = opened("#par(data.text)", text=text)
    (part,) = result.parts
    assert part.text == text
    assert part.page == 1
    (mend,) = [mend for mend in part.mends if mend.rule == "page_break"]
    before, after = mend.was.split(" | ")
    assert part.text[: mend.at].endswith(before)
    assert part.text[mend.at :].lstrip().startswith(after)


def test_headings_have_levels_by_size() -> None:
    body = "= Report\n== Finding 1\nSome words about it.\n\n*Progress*\n\nMore was done.\n\n== Finding 2\nWords."
    found = opened(body).parts
    assert [(part.shape, part.level, part.bold, part.text) for part in found] == [
        ("heading", 1, True, "Report"),
        ("heading", 2, True, "Finding 1"),
        ("paragraph", 0, False, "Some words about it."),
        ("heading", 3, True, "Progress"),
        ("paragraph", 0, False, "More was done."),
        ("heading", 2, True, "Finding 2"),
        ("paragraph", 0, False, "Words."),
    ]


def test_a_long_bold_statement_is_a_bold_paragraph_and_a_bold_lead_is_not() -> None:
    long = "Child protection plans do not say plainly what the risks to a child are. " * 3
    found = opened(
        f"*{long}*\n\n*Finding 1:* the plans are not plain enough for anybody to act upon them in time."
    ).parts
    assert [(part.shape, part.bold) for part in found] == [("paragraph", True), ("paragraph", False)]


def test_marks_of_lists_are_taken_apart_from_their_words() -> None:
    long = (
        "a point that goes on so long that it has to be set on more than one line of the page before it comes to an end"
    )
    body = f'- {long}\n- second\n  - deeper\n\n+ {long}\n+ two\n\n#enum(numbering: "a)", [{long}], [then])'
    body += "\n\n3.1 #h(1em) Under it"
    found = opened(body).parts
    assert [(part.shape, part.mark, part.text) for part in found] == [
        ("item", "•", long),
        ("item", "•", "second"),
        ("item", "‣", "deeper"),
        ("item", "1.", long),
        ("item", "2.", "two"),
        ("item", "a)", long),
        ("item", "b)", "then"),
        ("item", "3.1", "Under it"),
    ]


def test_raised_marks_of_notes_leave_and_notes_stand_apart() -> None:
    body = (
        "The review#footnote[See the guidance of that year.] was published in 2015#footnote[Then again.] on the "
        "7#super[th] of May, in rooms of 20 m#super[2]. " + "It was read by many people. " * 10 + "\n\nMore came later."
    )
    found = opened(body).parts
    first = found[0]
    assert first.text.startswith("The review was published in 2015 on the 7th of May, in rooms of 20 m². It was")
    assert first.mends == (Mend("footnote_mark", "1", 10), Mend("footnote_mark", "2", 32))
    assert [(part.shape, part.mark, part.text) for part in found[1:]] == [
        ("paragraph", "", "More came later."),
        ("footnote", "1", "See the guidance of that year."),
        ("footnote", "2", "Then again."),
    ]


def test_raised_unicode_digits_stay() -> None:
    assert opened("The panel² met.").parts[0].text == "The panel² met."


def test_running_headers_go_and_headings_that_recur_stay() -> None:
    words = '#for n in range(12) {{ par[Words about finding {0}, #("so " * n) on and on.] }}'
    page = f"= Finding {{0}}\n{words}\n#pagebreak(weak: true)\n"
    footer = "#set page(header: [Review 2016 -- official], footer: context [Page #counter(page).display() of 4])"
    result = opened("".join(page.format(number) for number in range(1, 5)), footer)
    assert [part.text for part in result.parts if part.shape == "heading"] == [f"Finding {n}" for n in range(1, 5)]
    assert len(result.parts) == 4 * 13
    assert set(rules(result.parts, "running_header")) == {
        "Review 2016 – official",
        *(f"Page {number} of 4" for number in range(1, 5)),
    }


def test_text_that_recurs_at_the_foot_of_pages_is_not_taken_for_a_footer() -> None:
    text = "The same words stand on every page. " * 12
    page = f"#for n in range(9) {{ par[{text}] }}\n#pagebreak(weak: true)\n"
    result = opened(page * 4)
    assert [part.text for part in result.parts] == [text.strip()] * 36


def test_the_number_on_a_single_page_is_a_page_number() -> None:
    result = opened("Words on the only page.", '#set page(numbering: "1")')
    assert [part.text for part in result.parts] == ["Words on the only page."]
    assert rules(result.parts, "running_header") == ["1"]


ROWS = [
    ["Recommendation", "Action", "Lead", "When"],
    [
        "1. Train all staff in the use of the tool",
        "Training was given to all staff over the year, twice",
        "Health",
        "May 2016",
    ],
    [
        "2. Write a policy",
        "Written and agreed by the board, and sent to every agency in the area",
        "Board manager",
        "Done",
    ],
    ["3. Audit", "Planned", "", "2017"],
]


@pytest.mark.parametrize("stroke", ["1pt", "none", "(x: none, y: 0.5pt)", "0.4pt + gray"])
@pytest.mark.parametrize("columns", ["(2fr, 3fr, 1fr, 1fr)", "(auto, 1fr, auto, auto)"])
def test_tables_come_back_as_rows_with_or_without_lines(stroke: str, columns: str) -> None:
    table = f"#table(columns: {columns}, stroke: {stroke}, inset: 7pt, ..data.rows.flatten())"
    result = opened(f"Words before the table.\n\n{table}\n\nWords after it.", rows=ROWS)
    assert result.parts[0].text == "Words before the table."
    assert result.parts[-1].text == "Words after it."
    assert [list(part.cells) for part in result.parts[1:-1]] == ROWS
    assert all(part.shape == "row" and part.text == "\t".join(part.cells) for part in result.parts[1:-1])


def test_a_header_row_is_told_once_and_a_parted_row_is_one() -> None:
    rows = [
        [f"{n}. Action number {n}", "What was done about it, in words that fill a number of lines. " * 3]
        for n in range(1, 40)
    ]
    table = "#table(columns: (1fr, 2fr), table.header([Action], [Done]), ..data.rows.flatten())"
    result = opened(table, rows=rows)
    assert result.pages > 1
    assert [[cell.strip() for cell in row] for row in rows] == [list(part.cells) for part in result.parts[1:]]
    assert rules(result.parts, "running_header").count("Action\tDone") == result.pages - 1


def test_a_box_around_text_is_no_table() -> None:
    assert opened("#rect(width: 100%)[Words in a box\n\nand more]").parts[0].shape == "paragraph"


def test_columns_are_read_one_after_the_other() -> None:
    one = "The left column tells of what was found when the review looked at the work that had been done. " * 12
    two = "The right column tells of what was asked of each agency in the partnership after the review. " * 12
    result = opened("#columns(2)[#data.one #colbreak() #data.two]", one=one.strip(), two=two.strip())
    assert [part.text for part in result.parts] == [one.strip(), two.strip()]


def test_words_broken_at_the_end_of_a_line_are_whole_again() -> None:
    words = "safeguarding partnership practitioners communication characteristically multi-agency assessment long-term"
    rng = random.Random(4)
    text = " ".join(rng.choice(words.split()) for _ in range(400)) + "."
    setup = "#set text(hyphenate: true)\n#set par(justify: true)\n#set page(margin: 5.5cm)"
    (part,) = opened("#par(data.text)", setup, text=text).parts
    assert part.text == text


def test_a_table_of_contents_is_noted_and_left_out() -> None:
    result = opened("#outline(title: none)\n= Introduction\nWords.\n= Findings\nMore words.")
    assert [part.text for part in result.parts] == ["Introduction", "Words.", "Findings", "More words."]
    assert len(rules(result.parts, "contents_line")) == 2


def test_pages_without_text_are_named() -> None:
    result = opened("Words.\n#pagebreak()\n#rect(width: 5cm)\n#pagebreak()\nMore.")
    assert (result.pages, result.pages_without_text) == (3, (2,))


def test_the_title_is_what_the_file_says_it_is() -> None:
    assert opened("Words.", '#set document(title: "Annual report")').title == "Annual report"
    assert opened("Words.", '#set document(title: "Microsoft Word - draft.doc")').title == ""


def test_turned_pages_are_read_as_they_are_seen() -> None:
    body = "First line of a paragraph that is long enough to be set on two lines of the page, and so it is.\n\nSecond."
    for turn in (90, 180, 270):
        with pikepdf.open(io.BytesIO(typeset(body, '#set page(numbering: "1")'))) as made:
            made.pages[0].rotate(turn, relative=True)
            out = io.BytesIO()
            made.save(out)
        assert len(open_bytes("a.pdf", out.getvalue()).parts) >= 1


def test_comments_on_a_page_are_named() -> None:
    with pikepdf.open(io.BytesIO(typeset("Words."))) as made:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 20, 20], Contents="Is this so?"
        )
        made.pages[0].Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note)]))
        out = io.BytesIO()
        made.save(out)
    assert open_bytes("a.pdf", out.getvalue()).hidden == ("comments",)
    assert opened('#link("https://example.org")[Words.]').hidden == ()


def test_ligatures_and_soft_hyphens_are_plain_letters() -> None:
    setup = '#set text(font: "New Computer Modern")'
    assert opened("An efficient office flow of affairs#sym.hyph.soft", setup).parts[0].text == (
        "An efficient office flow of affairs"
    )
