"""Whether boards stay as quick, and ask as little of the database, with 40,000 recommendations and 120,000 updates.

Both sides are one partnership, so nothing is hidden by there being many: 400 recommendations in it, and 40,000.
"""

from __future__ import annotations

import os
import statistics
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from .homes import KEPT
from .measuring import Goal
from .walking import Walker

FEW, MANY, UPDATES = 400, 40_000, 3
RUNS, SLOWER_MOST, STATEMENTS_MOST = 15, 1.3, 12
# Every list has a page of 25 lines, or one review's twelve, on both sides: a shorter page would be quicker for that.
PAGES = (
    "/boards/",
    "/boards/partnership/",
    "/boards/agencies/{agency}/",
    "/boards/groups/{group}/",
    "/boards/reviews/{review}/",
    "/boards/partnership/list?of=asked",
    "/boards/partnership/list?of=overdue",
    "/boards/partnership/list?of=overdue&page=3",
    "/boards/partnership/list?of=ends",
    "/boards/partnership/list?of=claimed",
    "/boards/agencies/{agency}/list?of=asked",
    "/boards/groups/{group}/list?of=actions",
    "/boards/reviews/{review}/list?of=actions",
)


def measure() -> list[Goal]:
    """Each board, as coordinator, with few recommendations and with many, on every engine that there is."""
    engines = {"SQLite": ""} | ({"PostgreSQL": url} if (url := os.environ.get("TEST_POSTGRES_URL", "")) else {})
    goals: list[Goal] = []
    for engine, url in engines.items():
        goals += _on(engine, url)
    if len(engines) == 1:
        print("TEST_POSTGRES_URL names no server, so PostgreSQL was left out.")
    return goals


def _on(engine: str, url: str) -> list[Goal]:
    """One engine: both sides made once, counted anew, and every page opened in turn."""
    sides = {size: KEPT / f"boards-{size}" for size in (FEW, MANY)}
    for side in sides.values():
        side.mkdir(parents=True, exist_ok=True)
    with Walker(sides[FEW], "", _database(url, FEW)) as one, Walker(sides[MANY], "", _database(url, MANY)) as many:
        made = [side.ask("make_boards", size=size, updates=UPDATES) for side, size in ((one, FEW), (many, MANY))]
        print(f"Boards of one partnership on {engine}, as coordinator:")
        for side, told in zip((one, many), made, strict=True):
            counted = side.ask("count_boards")["seconds"]
            rows = ", ".join(f"{number:,} {what}" for what, number in told["rows"].items())
            print(f"- {rows}; counted from nothing in {counted:.1f} s", flush=True)
            side.ask("sign_in", role="coordinator")
        goals = []
        for page in PAGES:
            found = _page(one, many, page, page.format(**made[0]["ids"]), page.format(**made[1]["ids"]))
            print(*found, sep="\n", flush=True)
            goals += found
        changed = [_after_a_change(side, told["ids"]["review"]) for side, told in zip((one, many), made, strict=True)]
        more = f"({changed[0] * 1000:.0f} and {changed[1] * 1000:.0f} ms)"
        goals.append(
            Goal("the partnership’s, when something has just changed", changed[1] / changed[0], SLOWER_MOST, more=more)
        )
        print(goals[-1], flush=True)
        return goals


def _after_a_change(side: Walker, review: int) -> float:
    """The median seconds of the partnership's board when something has happened since it was last opened."""
    took = []
    for _ in range(RUNS):
        side.ask("change", of=review)
        took.append(side.open("/boards/partnership/")["seconds"])
    return statistics.median(took)


def _database(url: str, size: int) -> str:
    """The address of a database of its own beside the one named, made where it is not; empty for the embedded one."""
    if not url:
        return ""
    name = f"boards_{size}"
    with psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            server.execute(f"CREATE DATABASE {name}")  # our own two names
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _page(one: Walker, many: Walker, name: str, here: str, there: str) -> list[Goal]:
    first = (one.open(here), many.open(there))
    if wrong := [side["status"] for side in first if side["status"] != 200]:
        return [Goal(name, float("inf"), SLOWER_MOST, more=f"(it answered {wrong[0]})")]
    runs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for often in (RUNS, 3 * RUNS):
        runs += [(one.open(here), many.open(there)) for _ in range(often)]
        short, long = (statistics.median(side["seconds"] for side in sides) for sides in zip(*runs, strict=True))
        if long / short <= SLOWER_MOST:
            break
    few, lot = (min(run[place]["statements"] for run in runs) for place in (0, 1))
    counted = max(few, lot) if few == lot else float("inf")
    return [
        Goal(name, long / short, SLOWER_MOST, more=f"({short * 1000:.0f} and {long * 1000:.0f} ms)"),
        Goal("    statements", counted, STATEMENTS_MOST, unit="", more="" if few == lot else f"({few} and {lot})"),
    ]
