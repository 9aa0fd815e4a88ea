"""Whether a timeline of 20,000 entries opens and is narrowed as quickly as one of 200, in one run of one system."""

from __future__ import annotations

from .homes import home
from .measuring import Goal
from .pages import RUNS, SLOWER_MOST, STATEMENTS_MOST
from .walking import Walker

FEW, MANY = 200, 20_000
FIRST = ("first page", "")
NARROWED = (
    ("of one agency", "?agency={agency}"),
    ("of one person", "?who=Hazel"),
    ("of one year", "?zoom=year&at=2015-06-01"),
    ("that reviewers marked", "?mark=significant"),
    ("of one episode", "?episode={episode}"),
    ("where accounts differ", "?show=differ"),
    ("significant, cited nowhere", "?show=uncited"),
    ("lanes by person", "?by=person"),
)
# Narrowing counts what is left, so it may take longer with a hundred times the entries; never so long that one waits.
FILTER_MOST, WAIT_MOST = 4.0, 1.0


def measure() -> list[Goal]:
    """The timeline of each case in turn, as the coordinator; medians of interleaved runs."""
    with Walker(home(1)) as walker:
        made = walker.ask("timelines", short=walker.person["partnership"], sizes=[FEW, MANY])
        print(f"Timelines of {FEW:,} and {MANY:,} entries of {made['agencies']} agencies in one system.")
        told = ", ".join(f"{one['links']:,} links and {one['silences']:,} silences" for one in made["cases"])
        print(f"They have {told}. Time on the clock, medians of {RUNS} interleaved runs.\n")
        little, much = (f"/cases/{one['case']}/chronology/" for one in made["cases"])
        goals = _page(walker, FIRST[0], little, much, SLOWER_MOST, counted=True)
        goals += _page(walker, "page 100, or the last", f"{little}?page=100", f"{much}?page=100", SLOWER_MOST)
        for name, words in NARROWED:
            few, many = (words.format(agency=made["agency"], episode=one["episode"]) for one in made["cases"])
            goals += _page(walker, name, little + few, much + many, FILTER_MOST)
    print(*goals, sep="\n")
    return goals


def _page(walker: Walker, name: str, here: str, there: str, most: float, *, counted: bool = False) -> list[Goal]:
    rounds = [(walker.open(here), walker.open(there)) for _ in range(RUNS + 1)][1:]
    if any(side["status"] != 200 for sides in rounds for side in sides):
        return [Goal(name, float("inf"), most, more="(it did not open)")]
    short, long = (sorted(sides[place]["seconds"] for sides in rounds)[RUNS // 2] for place in (0, 1))
    goals = [
        Goal(
            f"{name}, {MANY:,} against {FEW}", long / short, most, more=f"({short * 1000:.0f} and {long * 1000:.0f} ms)"
        ),
        Goal("    seconds to wait", long, WAIT_MOST, unit="s"),
    ]
    if counted:
        few, lot = (min(sides[place]["statements"] for sides in rounds) for place in (0, 1))
        goals.append(
            Goal(
                "    statements",
                lot if few == lot else float("inf"),
                STATEMENTS_MOST,
                unit="",
                more=f"({few} and {lot})",
            )
        )
    return goals
