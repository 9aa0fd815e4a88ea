"""In which year something was asked, and the years that a picture shows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from throughline.boards.rules.figures import FLOW
from throughline.kernel.periods import parse

MOST_YEARS = 15


def year_asked(published: Iterable[str], came_on: date | None, recorded_on: date) -> int:
    """The year in which the review was published, as a paper has it, else as it was recorded; else of its record.

    `published` are the dates that papers give, as written periods; of several the earliest counts.
    """
    told = [period.first.year for iso in published if (period := parse(iso)) is not None]
    if told:
        return min(told)
    return (came_on or recorded_on).year


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year, or all before a year: what was asked in it, and how far each came."""

    year: int
    numbers: Mapping[str, int]
    earlier: bool = False

    @property
    def called(self) -> str:
        """``2024``, or ``Before 2012``."""
        return f"Before {self.year}" if self.earlier else str(self.year)

    @property
    def query(self) -> str:
        """What the address of its list says."""
        return f"before={self.year}" if self.earlier else f"year={self.year}"


def rows_of(years: Mapping[int, Mapping[str, int]], most: int = MOST_YEARS) -> tuple[YearRow, ...]:
    """The years in which something was asked, the latest first; what lies before the last `most` is put together."""
    asked = sorted((year for year, numbers in years.items() if numbers["asked"]), reverse=True)
    shown, older = (asked, []) if len(asked) <= most else (asked[: most - 1], asked[most - 1 :])
    rows = [YearRow(year, {key: years[year][key] for key in FLOW}) for year in shown]
    if older:
        together = {key: sum(years[year][key] for year in older) for key in FLOW}
        rows.append(YearRow(shown[-1], together, earlier=True))
    return tuple(rows)


def totals(rows: Iterable[YearRow]) -> dict[str, int]:
    """All years together."""
    every = list(rows)
    return {key: sum(row.numbers[key] for row in every) for key in FLOW}
