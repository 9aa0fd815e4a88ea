"""Every question `why_not_…` that is put about a person has its table, and every table holds, without HTTP."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.laws.may import case_rooms, other_rooms
from tests.laws.may.tables import ALL, ELSEWHERE, Table, person
from tests.laws.source import PACKAGE, ROOT, modules

TABLES = (*case_rooms.TABLES, *other_rooms.TABLES)


def asked_of_a_person() -> set[tuple[str, str]]:
    """Room and name of every question whose answer depends on who asks."""
    return {
        (Path(path).parts[1], node.name)
        for path, tree in modules()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("why_not_")
        and "actor" in {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
    }


def in_tables() -> set[tuple[str, str]]:
    """Room and name of every question that stands in a table here."""
    return {(one.why_not.__module__.split(".")[1], one.why_not.__name__) for one in TABLES}


def in_its_room(room: str, name: str) -> bool:
    """A test beside it asks the question of every role."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((PACKAGE / room / "tests").glob("test_*.py"))]
    return any(re.search(rf"\b{name}\b", text) and re.search(r"\bROLES\b", text) for text in texts)


def test_every_question_has_its_table() -> None:
    asked, there = asked_of_a_person(), in_tables()
    assert len(asked) > 80 and there <= asked
    bare = sorted(f"{room}: {name}" for room, name in asked - there if not in_its_room(room, name))
    assert bare == [], f"Put them into {(ROOT / 'tests/laws/may').relative_to(ROOT)}: {bare}"


def put(why_not: Callable[..., str | None], given: dict[str, Any], role: str, partnership: int) -> str | None:
    """The answer for somebody of that role and partnership."""
    takes = inspect.signature(why_not).parameters
    when = {"on": make.TODAY, "at": make.NOW}
    return why_not(actor=person(role, partnership), **given, **{key: when[key] for key in when if key in takes})


def wrong(table: Table) -> Iterator[str]:
    """Each state and role in which a question is answered otherwise than its table says."""
    for state, (given, who) in table.states.items():
        for role in (*ALL, ""):
            for partnership in (1, ELSEWHERE) if table.held and role else (1 if role else 0,):
                said = put(table.why_not, dict(given), role, partnership)
                expected = role in who and partnership != ELSEWHERE
                if (said is None) is not expected:
                    yield f"{state}, {role or 'nobody'} of {partnership}: {said}"
                if said is not None and not (said[:1].isupper() and said.endswith(".")):
                    yield f"{state}, {role}: “{said}” is no sentence"


def label(table: Table) -> str:
    """What the table is called in a report."""
    return f"{table.why_not.__module__.split('.')[1]}-{table.why_not.__name__}"


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES, ids=label)
def test_by_state_and_role(table: Table) -> None:
    assert list(wrong(table)) == []
