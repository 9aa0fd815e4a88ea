"""Grave acts: they ask for a fresh second factor, and no command at the machine does one for a person."""

from __future__ import annotations

import ast
import re

import pytest
from django.urls import resolve, reverse

from tests.laws.matrix import ROWS, Row
from tests.laws.source import is_named, modules
from tests.laws.sweeping import PART, address_of, ask, routes
from tests.laws.world import World
from tests.signing_in import signed_in, stale
from throughline.access.roles import ADMINISTRATOR, COORDINATOR

# The acts that are a person's own, signed in at a browser, by the verbs that begin or stand in a service's name.
OWN = re.compile(
    r"(?:^|_)(?:accept|agree|answer|approve|attest|conclude|confirm|decide|grade|lift|publish|seal|sign|unseal)(?:_|$)"
)
# Services so named that a command may call.
NO_ACT = {"why_not_signed": "asks, and does nothing"}
# Every address behind which a grave act stands. A new one is added here; one that is taken away is a decision.
STEPS_UP = {
    "account/recovery-codes/",
    "cases/<int:id>/conflicts/<int:conflict>/lift",
    "cases/<int:id>/export",
    "cases/<int:id>/joining",
    "cases/<int:id>/joining/<int:one>/<int:other>",
    "cases/<int:id>/seal",
    "cases/<int:id>/seal/lift",
    "cases/load",
    "children/<int:id>/home",
    "children/<int:id>/withdraw",
    "exports/<int:id>/agree",
    "exports/<int:id>/decline",
    "exports/<int:id>/take",
    "incidents/<int:id>/withdraw",
    "joinings/<int:id>/undo",
    "people/<int:id>/<slug:deed>",
    "people/<int:id>/memberships/<int:membership>/end",
    "people/<int:id>/memberships/new",
    "people/new",
    "persons/<int:id>/withdraw",
    "places/<int:id>/withdraw",
    "reviews/<int:id>/state/confirm",
    "reviews/<int:id>/state/decline",
    "reviews/<int:id>/withdraw",
    "safeguards/<int:id>/withdraw",
}


def acts() -> set[str]:
    """The services by which a person approves, signs, grades, publishes, accepts or unseals."""
    return {
        node.name
        for path, tree in modules()
        if is_named(path, "services")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and OWN.search(node.name)
    } - set(NO_ACT)


def reached_by(tree: ast.AST) -> set[str]:
    """The services that a module imports, under whatever name, and those it reaches for in a module of services."""
    names, services = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and "services" in (node.module or "").split("."):
            names |= {one.name for one in node.names}
            services |= {one.asname or one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            services |= {one.asname or one.name for one in node.names if one.name == "services"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and set(ast.unparse(node.value).split(".")) & {*services, "services"}:
            names.add(node.attr)
    return names


def test_the_acts_are_found() -> None:
    assert {"unseal", "sign", "accept_evidence", "confirm_state", "lift_conflict", "agree"} <= acts()


def test_no_command_at_the_machine_does_what_a_person_must() -> None:
    commands = [(path, tree) for path, tree in modules() if path.startswith("throughline/cli/")]
    assert len(commands) > 10
    done = {f"{path}: {name}" for path, tree in commands for name in reached_by(tree) & acts()}
    assert done == set()


@pytest.mark.parametrize(
    "line",
    [
        "from throughline.cases.services import unseal",
        "from throughline.rapidreviews.services.concluding import sign as s",
        "from throughline.impact import services as done\ndone.accept_evidence(row, by=by)",
        "from throughline.rapidreviews.services import concluding\nconcluding.sign(row, by=by)",
        "import throughline.cases.services\nthroughline.cases.services.lift_conflict(row, by=by)",
    ],
)
def test_a_command_that_did_so_would_be_seen(line: str) -> None:
    assert reached_by(ast.parse(line)) & acts()


def behind(route: str) -> bool:
    """True where a fresh second factor is asked for."""
    address = "/" + PART.sub(lambda found: "1" if found[0].startswith("<int") else "x", route)
    return getattr(resolve(address).func, "steps_up", False)


def test_what_steps_up_is_what_is_listed() -> None:
    assert {route for route in routes() if behind(route)} == STEPS_UP


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in ROWS if row.route in STEPS_UP], ids=lambda row: f"{row.route} {row.of}")
def test_a_second_factor_of_an_hour_ago_opens_no_grave_act(
    row: Row, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = address_of(row, world)
    for kind in (COORDINATOR, ADMINISTRATOR):
        monkeypatch.setitem(world.clients, kind, stale(signed_in(world.people[kind])))
        for method in ("GET", "POST"):
            response = ask(world, kind, method, address, dict(row.sent))
            assert response.status_code == 302, f"{method} {address} as {kind}"
            assert response.headers["Location"].split("?")[0] == reverse("mfa_reauthenticate")
