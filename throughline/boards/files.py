"""A board, and the list behind a figure, as tables of a file; every cell of them is a text and none is run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from throughline.boards.queries.boards import Board
from throughline.boards.queries.lists import FigureList, Line
from throughline.boards.rules.figures import FIGURES, FLOW
from throughline.boards.rules.years import totals
from throughline.files.cells import table
from throughline.files.making import Sheet, excel
from throughline.ui.words import day

KINDS = {"xlsx": "excel", "csv": "values"}
FIGURE_HEADS = ("Figure", "Number", "What it counts")
FLOW_HEADS = ("Asked in", *(FIGURES[key].title for key in FLOW))
LINE_HEADS = ("What", "Words", "Review", "Owner", "Due", "How it stands", "Why")

Rows = Sequence[Sequence[str]]


def figure_rows(board: Board) -> Rows:
    """Every figure of the board with what it counts."""
    return [(figure.title, str(number), figure.means) for section in board.sections for figure, number in section.rows]


def flow_rows(board: Board) -> Rows:
    """The flow over years, and all years together."""
    rows = [(row.called, *(str(row.numbers[key]) for key in FLOW)) for row in board.years]
    return [*rows, ("All years", *(str(totals(board.years)[key]) for key in FLOW))] if rows else []


def line_rows(lines: Sequence[Line]) -> Rows:
    """The things behind a figure."""
    return [
        (one.name, one.text, one.review_name, one.owner, one.when, one.status.word if one.status else "", one.why)
        for one in lines
    ]


def board_file(board: Board, kind: str) -> bytes:
    """The board as one file; as values the figures stand first, and the years after them, each year a line."""
    figures, flow = figure_rows(board), flow_rows(board)
    if kind == "xlsx":
        title = f"{board.scope.name}, as at {day(board.on)}"
        return excel(
            title,
            (
                Sheet("Figures", FIGURE_HEADS, (40, 12, 80), figures),
                Sheet("By year", FLOW_HEADS, (16, *(12 for _ in FLOW)), flow),
            ),
        )
    heads = ("Part", "Year", *FIGURE_HEADS)
    by_year = [
        ("By year", row[0], FIGURES[key].title, row[place], FIGURES[key].means)
        for row in flow
        for place, key in enumerate(FLOW, 1)
    ]
    return table(heads, [*(("Figures", "", *row) for row in figures), *by_year])


def list_file(page: FigureList, lines: Sequence[Line], kind: str) -> bytes:
    """The list behind a figure as one file."""
    rows = line_rows(lines)
    if kind == "xlsx":
        return excel(page.figure.title, (Sheet(page.figure.title, LINE_HEADS, (24, 60, 30, 24, 14, 24, 40), rows),))
    return table(LINE_HEADS, rows)


def file_name(scope_url: str, figure: str, on: date, kind: str) -> str:
    """``board-agencies-4-overdue-2026-03-12.csv``: no name of anybody, and nothing of a case."""
    parts = [part for part in scope_url.split("/") if part]
    return "-".join(["board", *parts[1:], *([figure] if figure else []), on.isoformat()]) + f".{kind}"
