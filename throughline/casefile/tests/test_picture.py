"""The picture of a thread, the table that says the same, and the narrow form."""

from __future__ import annotations

import re

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings

from throughline.casefile.rules.drawing import draw
from throughline.casefile.rules.figure import Figure, Placed, figure_of
from throughline.casefile.rules.items import Item, Thread
from throughline.casefile.rules.open_ends import open_ends
from throughline.casefile.rules.papers import TALLEST, papers_of
from throughline.casefile.rules.rail import Folded, Step, loose_of, rail_of
from throughline.casefile.rules.rows import is_folded, rows_of
from throughline.casefile.rules.sentences import review_lead, thread_lead
from throughline.casefile.rules.sheets import is_told_only, sheet_of
from throughline.casefile.rules.table import table_of
from throughline.casefile.tests.making import ON, alder, thread, threads
from throughline.ui.typeface import width


def picture(of: Thread, picked: Item | None = None, *, paper: bool = False) -> Figure:
    return figure_of(of, open_ends(of, ON), sheet_of(of, paper=paper), ON, picked)


def label(spot: Placed) -> str:
    return spot.item.label if spot.item else ""


def at(figure: Figure) -> dict[str, tuple[float, float]]:
    return {label(spot): (spot.x, spot.y) for spot in figure.placed if spot.item}


def test_the_first_path_is_straight() -> None:
    places = at(picture(alder()))
    assert len({places[name][1] for name in ("F1", "R1", "A1", "E1", "M1")}) == 1
    assert len({places[name][1] for name in ("F4", "R4", "A7", "E5", "M3")}) == 1


def test_a_finding_that_only_shares_stands_beside_what_it_shares() -> None:
    places = at(picture(alder()))
    assert places["F2"][1] == places["R2"][1]


def test_columns_stand_where_the_standard_has_them() -> None:
    places = at(picture(alder()))
    assert [places[name][0] for name in ("F1", "R1", "A1", "E1", "M1")] == [0, 250, 504, 788, 996]
    printed = at(picture(alder(), paper=True))
    assert [printed[name][0] for name in ("F1", "R1", "A1", "E1", "M1")] == [0, 202, 406, 624, 782]


def test_open_ends_stand_in_the_column_where_the_next_thing_is_missing() -> None:
    figure = picture(alder())
    gaps = {(gap.x, gap.block.lines[0].text) for gap in figure.gaps}
    assert gaps == {
        (504, "No action"),
        (250, "No recommendation"),
        (788, "Nothing sent"),
        (788, "Nothing attached"),
        (996, "Nothing measured"),
    }


def test_everything_that_can_be_reached_from_the_picked_finding_is_heavy_and_nothing_else() -> None:
    whole = alder()
    figure = picture(whole, next(item for item in whole.items if item.label == "F4"))
    heavy = {label(spot) for spot in figure.placed if spot.picked}
    assert heavy == {*["F4", "R3", "R4", "R5", "A5", "A6", "A7", "A8", "A9", "E3", "E4", "E5", "E6", "M2", "M3"]}


def boxes(figure: Figure) -> list[tuple[float, float, float, float]]:
    spots = [*figure.placed, *figure.gaps]
    return [(spot.x, spot.y, spot.x + spot.width, spot.y + spot.block.height) for spot in spots]


@settings(max_examples=60, deadline=None)
@given(threads())
def test_no_two_texts_meet_and_every_item_stands_once(any_thread: Thread) -> None:
    for paper in (False, True):
        figure = picture(any_thread, paper=paper)
        if not is_folded(any_thread, figure.sheet):
            assert sorted(label(spot) for spot in figure.placed) == sorted(item.label for item in any_thread.items)
        found = boxes(figure)
        for place, (left, top, right, foot) in enumerate(found):
            for other_left, other_top, other_right, other_foot in found[place + 1 :]:
                apart = right <= other_left or other_right <= left or foot <= other_top or other_foot <= top
                assert apart
        assert figure.height >= max((box[3] for box in found), default=0)


@settings(max_examples=40, deadline=None)
@given(threads())
def test_no_line_of_text_is_wider_than_its_column(any_thread: Thread) -> None:
    figure = picture(any_thread, paper=True)
    for spot in (spot for spot in figure.placed if spot.item):
        for line in spot.block.lines:
            words = f"{line.label} {line.text}" if line.label else line.text
            assert width(words, 15, 600 if line.bold else 400) + (20 if line.shape else 0) <= spot.width + 6


@settings(max_examples=60, deadline=None)
@given(threads())
def test_the_table_and_the_rail_name_everything_that_the_picture_does(any_thread: Thread) -> None:
    ends = open_ends(any_thread, ON)
    table = table_of(any_thread, ends, ON)
    named = {entry.label for group in table.groups for row in group.rows for cell in row for entry in cell.entries}
    hung = {item.label for item in any_thread.items if any_thread.earlier(item) or any_thread.later(item)}
    assert hung - named <= {item.label for item in any_thread.items if item.kind in ("evidence", "measure", "impact")}
    rows = rail_of(any_thread, ends, ON)
    assert [row.item.label for row in rows] == [
        item.label for item in any_thread.items if item.kind in ("finding", "theme", "learning_point")
    ]
    free = {step.item.label for step in loose_of(any_thread, ends, ON)}
    assert free == {
        item.label
        for item in any_thread.items
        if item.kind not in ("finding", "theme", "learning_point") and not any_thread.earlier(item)
    }


@settings(max_examples=40, deadline=None)
@given(threads())
def test_every_row_of_the_table_fills_every_column(any_thread: Thread) -> None:
    table = table_of(any_thread, open_ends(any_thread, ON), ON)
    for group in table.groups:
        reach = [0] * len(table.heads)
        for number, row in enumerate(group.rows):
            cells = list(row)
            for column in range(len(table.heads)):
                if reach[column] > number or not cells:
                    continue
                cell = cells.pop(0)
                for covered in range(column, column + cell.columns):
                    reach[covered] = number + cell.rows
            assert not cells
            assert min(reach) > number


def test_an_action_stands_once_in_the_table_and_the_others_say_where() -> None:
    table = table_of(alder(), open_ends(alder(), ON), ON)
    named = [entry.label for group in table.groups for row in group.rows for cell in row for entry in cell.entries]
    assert named.count("A3") == 1
    notes = [cell.note for group in table.groups for row in group.rows for cell in row if cell.note]
    assert "Its actions are listed under Finding 1." in notes
    assert "Its actions are listed under Finding 3." in notes


def test_the_drawing_is_plain_svg_with_title_and_description() -> None:
    whole = alder()
    svg = str(draw(picture(whole, whole.items[3]), identity="x", title="A <title>", description="What it says"))
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert root[0].text == "A <title>"
    assert not re.search(r"\bstyle=|<script|\bon\w+=|href", svg)
    words = " ".join(root.itertext())
    for item in whole.items:
        assert item.label in words
    assert len(svg) < 30_000


def test_what_only_tells_gets_a_sheet_of_four_columns() -> None:
    told = thread("F1-P1 F1-P2 F1-I1 F2-P3 F2-C1")
    assert is_told_only(told)
    assert [head for head, _ in sheet_of(told).heads] == ["Findings", "Progress", "Effect", "Measures"]
    assert not is_told_only(alder())
    places = at(picture(told))
    assert places["F1"][1] == places["P1"][1] == places["I1"][1]


def many(deeds: int) -> Thread:
    return thread(" ".join(f"F{n % 5 + 1}-R{n % 5 + 1}-A{n + 1}" for n in range(deeds)))


def test_beyond_twenty_four_actions_only_the_picked_finding_unfolds() -> None:
    assert not is_folded(many(24), sheet_of(many(24)))
    long = many(30)
    rows = rows_of(long, sheet_of(long), long.items[1])
    shown = {item.label for row in rows.rows for item in row.cells.values()}
    assert {"F1", "F2", "R2", "A2", "A7"} <= shown
    assert "A1" not in shown
    assert rows.rows[0].folded == "1 recommendation, 6 actions"


def test_paper_breaks_between_findings_and_loses_nothing() -> None:
    texts = {f"P{n}": {"text": "what is said to be done " * 12} for n in range(1, 24)}
    long = thread(" ".join(f"F{n % 6 + 1}-P{n}" for n in range(1, 24)), **texts)
    papers = papers_of(long, open_ends(long, ON), ON, None)
    assert len(papers) > 1
    assert all(paper.height <= TALLEST or len({label(s) for s in paper.placed if s.begins}) == 1 for paper in papers)
    assert {label(s) for paper in papers for s in paper.placed} == {item.label for item in long.items}


def steps(all_of: tuple[Step, ...]) -> list[str]:
    return [name for step in all_of for name in (step.item.label, *steps(step.steps), *steps(step.shown_by))]


def test_the_rail_unfolds_the_picked_finding_alone() -> None:
    whole = alder()
    rows: tuple[Folded, ...] = rail_of(whole, open_ends(whole, ON), ON, whole.items[3])
    assert [row.item.label for row in rows if row.steps] == ["F4"]
    below = {"R3", "A5", "E3", "M2", "A6", "E4", "R4", "A7", "E5", "M3", "A8", "R5", "A9", "E6"}
    assert set(steps(rows[3].steps)) == below
    assert rows[3].steps[0].also == "Also from Finding 3."


@pytest.mark.parametrize(
    ("lines", "picked", "first"),
    [
        ("F1-R1-A1 R1-A2", "F1", "Finding 1 leads to one recommendation and two actions."),
        ("F1-R1-A1 F2", "", "Two findings lead to one recommendation and one action."),
        (
            "F1-P1 F1-I1",
            "F1",
            "Finding 1 has one statement of progress and one statement of effect, "
            "and nothing on the record that was asked.",
        ),
        ("F1", "F1", "Finding 1 stands alone:"),
    ],
)
def test_the_first_sentence(lines: str, picked: str, first: str) -> None:
    of = thread(lines)
    chosen = next((item for item in of.items if item.label == picked), None)
    assert thread_lead(of, open_ends(of, ON), chosen).first == first


def test_a_review_with_nothing_on_it_says_so() -> None:
    assert "Nothing" in review_lead(Thread(1, ()), (), "Under way", ON).rest
