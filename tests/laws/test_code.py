"""Laws of the source."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.laws.source import PACKAGE, ROOT, called, is_named, modules

MODULES = list(modules())
LONGEST = 500
# What writes to the database, as far as a name can tell.
WRITES = {"save", "create", "bulk_create", "delete", "get_or_create", "update_or_create", "bulk_update"}
AUDITS = {"record", "saw"}
# Services that are no act of a person's, each with why it writes no event of its own.
NO_EVENT = {
    "throughline/documents/services.py: span": "the words of a record are kept in the act whose event names it",
    "throughline/intake/services/standing.py: mark_standing": "a mark on what was read, set anew whenever it is shown",
    "throughline/intake/services/holding.py: held": "takes hold of a proposal for the act that called it",
    "throughline/intake/services/holding.py: step": "is given to an act to note what it did, whose event tells of it",
    "throughline/chronology/services/laying.py: lay_out": "makes no record; the act before it has its event",
    "throughline/chronology/services/laying.py: lay_new": "a step of an act whose event tells of it",
    "throughline/chronology/services/explaining.py: explain_silences": "a step of marking, whose event tells of it",
    "throughline/chronology/services/laying.py: lay_out_once": "makes no record; lays out what came back",
    "throughline/boards/services.py: bring_up_to_date": "makes no record; counts anew what events have told of",
    "throughline/identities/services/children.py: keep_children": "a step of loading a case, whose event tells of it",
    "throughline/chronology/services/episodes.py: keep_episodes": "a step of loading a case, whose event tells of it",
    "throughline/keeping/services.py: restore": "fills an empty system, and the chains come with what fills it",
    "throughline/keeping/services.py: load": "a step of restoring",
    "throughline/keeping/services.py: tie": "a step of restoring",
}
# Acts whose long part stands before the transaction, or that are one call to an act that is whole.
WHOLE_INSIDE = {
    "throughline/intake/services/holding.py: tell": "one event",
    "throughline/intake/services/proposing.py: read_in": "reading a document comes first; what is written is whole",
    "throughline/intake/services/proposing.py: read_first": "reads; nothing is written",
    "throughline/intake/services/importing.py: import_document": "reading comes first; what is written is whole",
    "throughline/intake/services/waiting.py: receive_in": "the bytes lie on the disk first; what is written is whole",
    "throughline/intake/services/waiting.py: read_waiting": "reading a document comes first; what is written is whole",
}


def test_there_is_source_to_look_at() -> None:
    assert len(MODULES) > 100


def test_no_name_of_a_module_or_class_is_given_twice() -> None:
    """The second would silently take the first's place, as when two changes of one line are put together."""
    twice = []
    for path, tree in MODULES:
        for body in (tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))):
            given: set[str] = set()
            for node in body:
                targets = list(node.targets) if isinstance(node, ast.Assign) else []
                targets += [node.target] if isinstance(node, ast.AnnAssign) else []
                names = {target.id for target in targets if isinstance(target, ast.Name)}
                twice += [f"{path}: {name}" for name in names & given]
                given |= names
    assert twice == []


def services() -> list[tuple[str, ast.FunctionDef, ast.Module]]:
    """Every public function of a module of services."""
    return [
        (path, node, tree)
        for path, tree in MODULES
        if is_named(path, "services")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


Function = ast.FunctionDef | ast.AsyncFunctionDef


def calls_of(node: ast.AST) -> set[tuple[str, str]]:
    """What is called inside: (module, name) for ``editing.add(...)``, ("", name) for ``add(...)``."""
    found = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            found.add(("", call.func.id))
        elif (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
        ):
            found.add((call.func.value.id, call.func.attr))
    return found


@cache
def audited() -> frozenset[tuple[str, str]]:
    """Every function that writes an event, itself or through another: (module, name), and ("", name) for short."""
    functions = [
        (Path(path).parent.name if Path(path).stem == "__init__" else Path(path).stem, node.name, calls_of(node))
        for path, tree in MODULES
        for node in ast.walk(tree)
        if isinstance(node, Function)
    ]
    known = {("", name) for name in AUDITS} | {("services", "record"), ("services", "saw")}
    while True:
        more = {
            key
            for module, name, calls in functions
            if calls & known and name not in ("run", "main", "__call__")
            for key in ((module, name), ("", name))
        } - known
        if not more:
            return frozenset(known)
        known |= more


def is_audited(node: ast.AST) -> bool:
    """True when an event is written somewhere under the function."""
    return bool(calls_of(node) & audited())


def writes(tree: ast.Module, node: ast.FunctionDef) -> bool:
    """True when the function calls what writes to the database, itself or through private functions beside it."""
    own = {part.name: part for part in tree.body if isinstance(part, ast.FunctionDef)}
    seen, waiting = {node.name}, [node]
    while waiting:
        calls = called(waiting.pop())
        if calls & WRITES:
            return True
        for name in calls & set(own) - seen:
            seen.add(name)
            waiting.append(own[name])
    return False


def decorated(node: ast.FunctionDef) -> set[str]:
    """The last word of each decorator."""
    return {ast.unparse(one).split("(")[0].split(".")[-1] for one in node.decorator_list}


@cache
def used() -> dict[str, frozenset[str]]:
    """The names that each module uses."""
    return {
        path: frozenset(
            node.id if isinstance(node, ast.Name) else node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Name | ast.Attribute)
        )
        for path, tree in MODULES
    }


@cache
def used_in(room: str) -> frozenset[str]:
    """The names that modules outside the services of that room use."""
    outside = [path for path in used() if not (Path(path).parts[1] == room and is_named(path, "services"))]
    return frozenset().union(*(used()[path] for path in outside))


def is_an_act(path: str, node: ast.FunctionDef) -> bool:
    """True when somebody outside the room's services asks for it; the others are steps of such acts."""
    return asks_by(node) and node.name in used_in(Path(path).parts[1])


def asks_by(node: ast.FunctionDef) -> bool:
    """True when the function is told who does it."""
    return "by" in {arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)}


def test_what_somebody_does_is_whole_and_audited() -> None:
    """A service that is told `by` whom is one act: atomic, at a moment, and an event, its own or of what it calls."""
    wrong = []
    for path, node, _ in services():
        name = f"{path}: {node.name}"
        if path.startswith("throughline/audit/") or not is_an_act(path, node) or name in NO_EVENT:
            continue
        if "atomic" not in decorated(node) and "atomic" not in called(node) and name not in WHOLE_INSIDE:
            wrong.append(f"{name} is not atomic")
        if not is_audited(node):
            wrong.append(f"{name} writes no event")
        if "at" not in {arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)}:
            wrong.append(f"{name} is not told when")
    assert wrong == []


def test_a_service_that_writes_is_told_by_whom() -> None:
    wrong = [
        f"{path}: {node.name}"
        for path, node, tree in services()
        if not path.startswith("throughline/audit/") and not asks_by(node) and writes(tree, node)
    ]
    assert sorted(set(wrong) - set(NO_EVENT)) == []


def test_no_exception_outlives_its_function() -> None:
    there = {f"{path}: {node.name}" for path, node, _ in services()}
    assert sorted({*NO_EVENT, *WHOLE_INSIDE} - there) == []


def test_views_and_forms_ask_queries() -> None:
    """They touch no table themselves."""
    touched = [
        f"{path}:{node.lineno}"
        for path, tree in MODULES
        if is_named(path, "views") or is_named(path, "forms") or path.endswith(("pages.py", "urls.py"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]
    assert touched == []


def test_imports_stand_at_the_top() -> None:
    inside = [
        f"{path}:{part.lineno}"
        for path, tree in MODULES
        if not path.startswith("throughline/cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for part in ast.walk(node)
        if isinstance(part, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_no_signals_of_our_own() -> None:
    hearing = "throughline/access/hearing.py"
    wrong = [
        path
        for path, tree in MODULES
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "signals" in (node.module or "") and path != hearing
    ]
    assert wrong == []


def test_no_module_is_called_utils() -> None:
    assert [path for path, _ in MODULES if re.search(r"/(utils?|helpers?|misc|common)\.py$", path)] == []


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *PACKAGE.rglob("*.jinja")]
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert long == {}


EXPLAINED = ("rules", "services", "queries", "models", "permissions")


def test_public_rules_services_queries_and_models_say_what_is_true() -> None:
    silent = [path for path, tree in MODULES if tree.body and not ast.get_docstring(tree)]
    silent += [
        f"{path}: {node.name}"
        for path, tree in MODULES
        if any(is_named(path, kind) for kind in EXPLAINED)
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


CLOCKS = {"now", "today", "localdate", "localtime", "time", "utcnow"}
# Who may read the clock: views, what stands before them, jobs and commands.
MAY_READ_THE_CLOCK = (
    "views",
    "middleware",
    "sessions",
    "hearing",
    "events",
    "jobs",
    "cli",
    "worker",
    "sent",
    "signing_in",
)


def test_time_is_an_argument() -> None:
    """Nothing but what stands in the list above reads the clock."""
    read = [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path, tree in MODULES
        if not any(is_named(path, kind) or kind in Path(path).parts for kind in MAY_READ_THE_CLOCK)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and ast.unparse(node.func.value)
        in ("timezone", "datetime", "date", "time", "datetime.datetime", "datetime.date")
        and not (node.args and node.func.attr in ("localdate", "localtime"))
    ]
    assert read == []


def test_a_number_that_somebody_sends_is_read_in_one_place() -> None:
    """`str.isdigit` knows figures that `int` does not; what reads whole documents and the start of the server may."""
    pure = ("kernel", "reading", "files", "planfiles", "config", "cli", "chronology/rules", "patterns/rules")
    by_hand = [
        f"{path}: {node.lineno}"
        for path, tree in MODULES
        if not path.startswith(tuple(f"throughline/{room}/" for room in pure)) and path != "throughline/access/sizes.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isdecimal", "isnumeric")
    ]
    assert by_hand == [], "kernel.numbers.whole_number reads it"
