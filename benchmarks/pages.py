"""Whether pages stay as quick and ask as little of the database with 200 times the demonstration's data."""

from __future__ import annotations

import statistics
from typing import Any

from .homes import home, weight_on_disk
from .measuring import Goal
from .walking import Walker

SCALE, RUNS = 200, 15
SLOWER_MOST, STATEMENTS_MOST = 1.3, 12
SHOWN = {"Partnership": "partnerships", "Review": "reviews", "Finding": "findings", "Action": "actions"}
LISTS = (
    "/",
    "/incidents/",
    "/incidents/register",
    "/rapid-reviews/",
    "/reviews/",
    "/commissions/reviewers",
    "/commissions/methods",
    "/meetings/",
    "/actions/",
    "/impact/",
    "/thread/",
    "/open-ends/",
    "/imports/",
    "/search?q=neglect",
    "/agencies/",
    "/groups/",
    "/messages/",
    "/messages/whom/",
    "/messages/ladder/",
    "/rulebook/",
)
OF_REVIEW = (
    "/reviews/{review}/",
    "/reviews/{review}/thread",
    "/reviews/{review}/thread?finding={finding}",
    "/reviews/{review}/open-ends",
    "/reviews/{review}/documents",
    "/reviews/{review}/who-looked",
    "/reviews/{review}/record",
    "/reviews/{review}/children",
    "/reviews/{review}/dates",
    "/reviews/{review}/state",
    "/reviews/{review}/commission",
    "/reviews/{review}/commission/terms",
    "/reviews/{review}/commission/agency-reports",
    "/reviews/{review}/commission/products",
    "/reviews/{review}/commission/people",
    "/reviews/{review}/commission/panel",
    "/reviews/{review}/commission/decisions",
    "/reviews/{review}/commission/timetable",
    "/reviews/{review}/commission/cost",
    "/reviews/{review}/commission/quality",
    "/reviews/{review}/tracker",
    "/reviews/{review}/proceedings",
    "/reviews/{review}/voices",
    "/reviews/{review}/report",
    "/findings/{finding}/",
    "/learning-points/{learningpoint}/",
    "/recommendations/{recommendation}/",
    "/recommendations/{recommendation}/earlier",
    "/actions/{action}/",
    "/statements/{statement}/",
    "/measures/{measure}/",
)


def measure() -> list[Goal]:
    """Each list and review page at both scales, in turn, as the coordinator."""
    small, large = home(1), home(SCALE)
    with Walker(small) as one, Walker(large) as many:
        little, much = (side.ask("addresses", short=side.person["partnership"]) for side in (one, many))
        print("Pages, as coordinator, at two sizes of the demonstration:")
        for held, of in ((little, small), (much, large)):
            sizes = ", ".join(f"{held['rows'][kind]:,} {name}" for kind, name in SHOWN.items())
            print(f"- {sizes}; {sum(held['rows'].values()):,} records of every kind in {weight_on_disk(of)}")
        print(f"Time on the clock, medians of {RUNS} interleaved runs, or of {4 * RUNS} where those miss.\n")
        goals = [_grown(little, much)]
        print(*goals, sep="\n", flush=True)
        for address in (*LISTS, *OF_REVIEW):
            found = _page(one, many, address, address.format(**little), address.format(**much))
            print(*found, sep="\n", flush=True)
            goals += found
    return goals


def _grown(little: dict[str, Any], much: dict[str, Any]) -> Goal:
    """That there are so many times the rows of every kind, or nothing that follows is a measurement."""
    times = {kind: much["rows"][kind] / rows for kind, rows in little["rows"].items() if rows}
    least = min(times, key=lambda kind: times[kind])
    more = f"({times[least]:g} times the rows of {len(times)} kinds, fewest of {least})"
    return Goal("what the data should be, against what it is", SCALE / times[least], 1.0, more=more)


def _page(one: Walker, many: Walker, name: str, here: str, there: str) -> list[Goal]:
    """How much longer the page takes with more data, and the statements it asks; unequal counts miss the goal."""
    first = (one.open(here), many.open(there))
    again = (one.open(here), many.open(there))  # once a minute it is written down that the person was seen
    if wrong := [side["status"] for side in first if side["status"] != 200]:
        return [Goal(name, float("inf"), SLOWER_MOST, more=f"(it answered {wrong[0]})")]
    short, long = _medians(one, many, here, there, RUNS)
    if long / short > SLOWER_MOST:
        short, long = _medians(one, many, here, there, 4 * RUNS)
    few, lot = (min(sides[place]["statements"] for sides in (first, again)) for place in (0, 1))
    counted = max(few, lot) if few == lot else float("inf")
    return [
        Goal(name, long / short, SLOWER_MOST, more=f"({short * 1000:.0f} ms)"),
        Goal("    statements", counted, STATEMENTS_MOST, unit="", more="" if few == lot else f"({few} and {lot})"),
    ]


def _medians(one: Walker, many: Walker, here: str, there: str, runs: int) -> tuple[float, float]:
    """The median seconds of either side, opened in turn after one round that is not counted."""
    rounds: list[tuple[dict[str, Any], dict[str, Any]]] = [(one.open(here), many.open(there)) for _ in range(runs + 1)]
    short, long = (statistics.median(side["seconds"] for side in sides) for sides in zip(*rounds[1:], strict=True))
    return short, long
