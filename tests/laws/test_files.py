"""Every file leaves in one way, and is counted; the matrix looks at what it carries (`headers.amiss`)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.laws.source import called, modules
from throughline.access.taken import SIGHTS, TAKEN

# Every view that hands out a file, with the verb of the event that it writes.
HANDED_OUT = {
    "throughline/actionplans/views/plans.py: download": "plan.taken",
    "throughline/assurance/views/results.py: download": "assurance_round.taken",
    "throughline/boards/views.py: _file": "board.taken",
    "throughline/caseexport/views.py: _handed_out": "case.exported",
    "throughline/chronology/views/further.py: download": "chronology.taken_out",
    "throughline/documents/views.py: download": "document.handed_out",
    "throughline/letters/views.py: download": "document.handed_out",
    "throughline/notifications/views/telling.py: download": "document.handed_out",
    "throughline/reporting/trackerviews.py: tracker_file": "tracker.taken",
    "throughline/reporting/views.py: progress": "report.made",
}
# Files in which there is nothing of any case.
OF_NOTHING = {
    "throughline/chronology/views/held.py: template": "an empty form, with the columns that the partnership asks for",
    "throughline/messages/views/door.py: paper": "a form to fill in, as whoever was asked sees it on the page",
    "throughline/rulebook/views.py: export": "the rules in force, which are public",
}


def handing_out() -> Iterator[str]:
    """Every function that makes an attachment, but for the one that all of them call."""
    for path, tree in modules():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and "attachment" in called(node):
                yield f"{path}: {node.name}"


def test_every_view_that_hands_out_a_file_is_known_and_its_event_is_counted() -> None:
    assert set(handing_out()) == {*HANDED_OUT, *OF_NOTHING}
    assert set(HANDED_OUT.values()) <= {*TAKEN, *SIGHTS}
    assert set(TAKEN) <= set(HANDED_OUT.values()), "nothing is counted that nobody writes"


def test_no_view_writes_by_hand_under_which_name_a_file_is_kept() -> None:
    by_hand = [
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and str(node.value).lower() == "content-disposition"
    ]
    assert by_hand == ["throughline/documents/attachments.py"]
