"""``throughline clocks``: what is due when under an edition of the guidance, counted out day by day. No database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from throughline.kernel.clocks import RAPID_REVIEW, Due, Hold, due, find
from throughline.kernel.editions import IDS, read_rules, shipped
from throughline.kernel.refusals import Refused

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the subcommand takes."""
    parser.add_argument("--edition", required=True, help=f"one of {', '.join(IDS)}")
    parser.add_argument(
        "--event", action="append", default=[], metavar="EVENT=DAY", help="for example aware=2026-01-05"
    )
    parser.add_argument("--hold", action="append", default=[], metavar="CLOCK=FROM..TO", help="both days are held")
    parser.add_argument(
        "--rapid-review-from",
        default="notified",
        metavar="EVENT",
        help="aware or notified (notified unless you say so)",
    )
    parser.add_argument("--rules", metavar="FILE", help="rules exported from a rule book, instead of the shipped ones")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.epilog = "Exit code: 0 fine; 2 bad input or usage."


def run(args: argparse.Namespace) -> int:
    """Prints every clock whose event is given, by the day it is due."""
    rules = read_rules(Path(args.rules)) if args.rules else shipped()
    edition = find(args.edition, rules)
    clocks = due(
        edition,
        events=_events(args.event),
        holds=[_hold(words) for words in args.hold],
        rapid_review_from=args.rapid_review_from,
    )
    if args.json:
        json.dump(
            {"edition": edition.id, "clocks": [one.as_json() for one in clocks]},
            sys.stdout,
            ensure_ascii=False,
            indent=1,
        )
        sys.stdout.write("\n")
    else:
        print("\n".join(shown(edition.name, clocks)))
    return 0


def shown(name: str, clocks: tuple[Due, ...]) -> Iterator[str]:
    """The clocks as lines for a person, each with its proof."""
    yield name
    if not clocks:
        yield "  No clock of this edition starts from what was given."
    for one in clocks:
        yield f"  {one.due:%a} {one.due}  {one.name} ({one.id})"
        if one.due != one.due_without_holds:
            yield f"    Without holds: {one.due_without_holds:%a} {one.due_without_holds}"
        yield f"    {one.length} {one.unit}, {one.direction}. {one.source}"
        for line in one.proof:
            yield f"      {line.day:%a} {line.day}  {'+' if line.counts else ' '} {line.why}"


def _events(given: list[str]) -> dict[str, date]:
    events: dict[str, date] = {}
    for words in given:
        event, found, day = words.partition("=")
        if not found:
            raise Refused("E1903", f"“{words}” is no event with its day.", "Write it like aware=2026-01-05.")
        if event in events:
            raise Refused("E1903", f"The event “{event}” is given twice.", "Give each event once.")
        events[event] = _day(day)
    return events


def _hold(words: str) -> Hold:
    clock, found, days = words.partition("=")
    first, dots, last = days.partition("..")
    if not found or not dots:
        raise Refused(
            "E1904",
            f"“{words}” is no hold.",
            f"Write it like {RAPID_REVIEW}=2026-02-02..2026-02-06, first and last day.",
        )
    return Hold(clock, _day(first), _day(last))


def _day(words: str) -> date:
    try:
        if not _DAY.fullmatch(words):
            raise ValueError
        return date.fromisoformat(words)
    except ValueError:
        raise Refused("E1905", f"“{words}” is no day.", "Write a day that there was as YYYY-MM-DD.") from None
