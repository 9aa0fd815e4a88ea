"""Twenty agencies send 1,000 rows each into a real system, against pandas that reads and sorts the files.

``PANDAS`` names a Python that has pandas: it is no dependency of ours, not even of the tests. What the database takes
for the same rows, handed over as they are, is measured in the same run. On two busy cores with SQLite that and the
reading came to 2.7 times pandas and the whole to 3.6: the rest is whom each row is about and what it says of each
child, the file kept whole on the disk, the chain of events, and some thirty small statements for each file.
"""

from __future__ import annotations

import os
import statistics
import subprocess

from .chronology import AGENCIES, ROWS, chronologies, read_all
from .homes import home
from .measuring import Goal, in_turn
from .walking import Walker

SENT_MOST, READ_MOST, FIRST_MOST, AGAIN_MOST = 4.0, 4.0, 1.0, 0.1
RUNS = 5
# By day, as a timeline must be: the dates are in four spellings, so they are read before they are sorted.
THEIRS = """
import sys, time
import pandas
def once():
    begun = time.process_time()
    read = [pandas.read_csv(path, dtype=str, keep_default_na=False) for path in sys.argv[1:]]
    whole = pandas.concat(read, ignore_index=True)
    whole["day"] = pandas.to_datetime(whole["Start Date"], format="mixed", dayfirst=True)
    whole = whole.sort_values("day", kind="stable")
    return time.process_time() - begun
print(sorted(once() for _ in range(5))[2])
"""


def measure() -> list[Goal]:
    """Reading alone, and sent into a system: kept, read, checked, stored and laid out in the one order."""
    python = os.environ.get("PANDAS", "")
    if not python:
        print("PANDAS names no Python that has pandas, so sending is not measured against it.")
        return []
    files = [str(path) for path in chronologies(ROWS)]
    rounds, others = [], []
    for _ in range(3):  # in turn, so that a busy machine does not decide
        with Walker(home(1)) as walker:
            rounds.append(walker.ask("send", short=walker.person["partnership"], files=files))
        answer = subprocess.run([python, "-c", THEIRS, *files], check=True, capture_output=True, text=True)
        others.append(float(answer.stdout))
    theirs = statistics.median(others)
    keys = ("sent", "first", "again", "next", "bare")
    sent, first, again, after, bare = (statistics.median(one[key] for one in rounds) for key in keys)
    (ours,) = in_turn([lambda: read_all(chronologies(ROWS))], RUNS)
    print(f"{AGENCIES} agencies of {ROWS} rows; processor time, medians. pandas took {theirs:.2f} s.")
    goals = [
        Goal("read, checked and ordered, against pandas", ours / theirs, READ_MOST, more=f"({ours:.2f} s)"),
        Goal("kept and stored as well", sent / theirs, SENT_MOST, more=f"({sent:.2f} s)"),
        Goal("the first merged page", first / theirs, FIRST_MOST, more=f"({first:.2f} s)"),
        Goal("one corrected file, against all", again / sent, AGAIN_MOST, more=f"({again:.2f} s)"),
        Goal("the merged page after it", after / theirs, FIRST_MOST, more=f"({after:.2f} s)"),
    ]
    print(*goals, sep="\n")
    print(f"  The same rows bare into the database: {bare:.2f} s; with reading {(ours + bare) / theirs:.2f} x pandas.")
    return goals
