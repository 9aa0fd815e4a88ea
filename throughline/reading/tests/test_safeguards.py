"""What papers say was put in place: found with its kind, and nothing that is only meant, asked for, or over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from throughline.reading import read, read_text
from throughline.reading.result import PutInPlace
from throughline.reading.safeguardwords import kind_of_thing
from throughline.reading.tests.in_place_shared import MAY, MUST
from throughline.reading.tests.papers_in_place import KNOWN, Paper
from throughline.reading.tests.papers_unseen import FRESH, UNSEEN

DOCUMENTS = Path(__file__).resolve().parents[4] / "shared" / "documents"
LATER = (*UNSEEN, *FRESH)


def stems(text: str) -> set[str]:
    """The words of a name, one or many alike."""
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", text.lower())}


def compared(
    read_out: Iterable[PutInPlace], there: Iterable[tuple[str, str]], may: Iterable[str] = ()
) -> tuple[int, list[str], list[tuple[str, str]]]:
    """How many of what is there were read, what was read beside it, and what was missed."""
    left, beside, found = list(there), [], 0
    for one in read_out:
        fits = [key for key in left if key[0] == one.kind and stems(key[1]) <= stems(one.name)]
        if fits:
            left.remove(max(fits, key=lambda key: len(stems(key[1]))))
            found += 1
        elif not any(stems(words) <= stems(one.name) for words in may):
            beside.append(f"{one.kind}: {one.name}")
    return found, beside, left


@pytest.mark.parametrize("paper", KNOWN, ids=lambda paper: paper.name)
def test_what_is_in_place_is_read_and_nothing_else(paper: Paper) -> None:
    told = read_text(paper.text, f"{paper.name}.md").safeguards
    assert compared(told, paper.there) == (len(paper.there), [], [])


@pytest.mark.parametrize("paper", [*KNOWN, *LATER], ids=lambda paper: paper.name)
def test_what_is_meant_asked_for_or_over_is_not_in_place(paper: Paper) -> None:
    told = read_text(paper.text, f"{paper.name}.md").safeguards
    assert [one.name for one in told for words in paper.not_there if stems(words) <= stems(one.name)] == []


def test_papers_written_after_the_rules_are_read_well_enough() -> None:
    found = beside = missed = 0
    for paper in LATER:
        part = compared(read_text(paper.text, f"{paper.name}.md").safeguards, paper.there)
        found, beside, missed = found + part[0], beside + len(part[1]), missed + len(part[2])
    assert found / (found + beside) >= 0.95
    assert found / (found + missed) >= 0.9


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the five documents of ../shared are not beside this checkout")
def test_the_five_documents_give_every_practice_panel_tool_and_register_that_they_say_is_there() -> None:
    found, beside, missed = 0, [], []
    for name, there in MUST.items():
        part = compared(read(DOCUMENTS / f"{name}.md").safeguards, there, MAY.get(name, ()))
        found, beside, missed = found + part[0], beside + part[1], missed + [f"{name}: {one}" for one in part[2]]
    assert beside == [], f"precision {found / (found + len(beside)):.2f}"
    assert missed == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Panel for children whose orders were not made", "panel"),
        ("Escalation policy", "escalation"),
        ("Threshold of need matrix", "threshold"),
        ("Rolling programme of workshops", "course"),
        ("Register of placement providers", "register"),
        ("Transfer form", "form"),
        ("Team around the family approach", "service"),
        ("Neglect pathway", "protocol"),
        ("Link worker", "role"),
        ("Chronology template", "tool"),
        ("Discharge checklist", "checklist"),
        ("Something else", "protocol"),
    ],
)
def test_the_kind_of_a_thing_is_that_of_its_last_noun(name: str, kind: str) -> None:
    assert kind_of_thing(name) == kind


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("A panel has been set up and meets in each area.", []),
        ("A placement panel has been set up.", ["Placement panel"]),
        ("A placement panel has not been set up.", []),
        ("It is hoped that a placement panel has been set up.", []),
        ("The trust introduced a discharge checklist and a link worker.", ["Discharge checklist", "Link worker"]),
        ("A discharge checklist is being developed.", []),
        ("A discharge checklist was withdrawn.", []),
        ("Once it has been agreed a discharge checklist is in place.", []),
        ("They met until it was established.", []),
        ("Where an order has not been made, a legal panel is in place.", ["Legal panel"]),
    ],
)
def test_clause_by_clause(clause: str, names: list[str]) -> None:
    text = f"# Progress report\n\n## Progress\n\n{clause}\n"
    assert [one.name for one in read_text(text, "x.md").safeguards] == names


def test_each_is_told_once_where_it_stands_and_of_what() -> None:
    paper = KNOWN[0]
    reading = read_text(paper.text, "x.md")
    for one in reading.safeguards:
        assert reading.text[slice(*one.at)] == one.text
    names = [one.name.casefold() for one in reading.safeguards]
    assert len(names) == len(set(names))
    assert {one.about.number for one in reading.safeguards} == {"1", "2", "3"}
