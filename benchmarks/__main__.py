"""`python -m benchmarks`: every promise measured; 0 when all are kept, 1 when one is missed."""

from __future__ import annotations

import importlib
import os
import sys

PARTS = ("reading", "likeness", "chronology", "timelines", "uploads", "pages", "boards", "weight")


def main(words: list[str]) -> int:
    """Run the parts asked for, or all; each prints its own lines and gives back what it measured."""
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        print(f"There is no part {unknown[0]}. The parts are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    goals = []
    print(f"On {os.cpu_count()} cores, Python {sys.version.split()[0]}. A line with ! misses its goal.\n")
    for part in words or PARTS:
        goals += importlib.import_module(f"benchmarks.{part}").measure()
        print(flush=True)
    missed = [goal for goal in goals if not goal.kept]
    print(
        f"{len(goals) - len(missed)} of {len(goals)} promises kept." if missed else f"All {len(goals)} promises kept."
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
