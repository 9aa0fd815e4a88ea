"""``throughline plan``: what an action plan in Excel or Word holds, and what became of every row. No database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from throughline.files.opening import bytes_of
from throughline.kernel.refusals import Refused
from throughline.planfiles import FATES, TAKEN, Plan, PlanAction, read_plan

FINE, DOUBTS, REFUSED = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the subcommand takes."""
    doing = parser.add_subparsers(dest="doing", metavar="check", required=True)
    help_ = "read action plans and say what became of every row"
    sub = doing.add_parser("check", help=help_, description=help_[0].upper() + help_[1:] + ".")
    sub.add_argument("files", nargs="+", metavar="FILE", help=f"a file of an action plan ({', '.join(TAKEN)})")
    sub.add_argument("--json", action="store_true", help="print actions, refused rows and counts as JSON")
    sub.epilog = "Exit code: 0 fine; 1 a row was refused or needs a look; 2 a file could not be read."


def run(args: argparse.Namespace) -> int:
    """Reads each file; a refused one is named and the others are still read."""
    code, plans = FINE, []
    for name in args.files:
        try:
            place = Path(name)
            plans.append(read_plan(place.name, bytes_of(place)))
        except Refused as refused:
            print(refused, file=sys.stderr)
            code = REFUSED
    if args.json:
        json.dump([plan.as_json() for plan in plans], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        print("\n".join(line for plan in plans for line in shown(plan)))
    doubtful = any(plan.refused or any(one.notes for one in plan.actions) for plan in plans)
    return max(code, DOUBTS if doubtful else FINE)


def shown(plan: Plan) -> Iterator[str]:
    """The plan as lines for a person: how many rows, what became of them, the actions, and what is listed."""
    yield f"{plan.name}: {plan.rows} rows, {len(plan.actions)} actions."
    yield "  " + "; ".join(f"{count}: {FATES[fate]}" for fate, count in sorted(plan.fates.items()) if count)
    yield from (f"  {line}" for line in plan.aside)
    for one in plan.actions:
        yield from _action(one)
    if plan.refused:
        yield "  Listed, and no action (docs/guide/plans.md):"
        for row in plan.refused:
            yield f"    {row.where}: {row.number} {row.why} {row.text}"


def _action(one: PlanAction) -> Iterator[str]:
    said = (one.agency, one.owner, one.due_text, one.state_words, one.rag)
    name = f"Action {one.number}" if one.number else "Action"
    yield f"  {one.where}: {name}: {one.text}".replace("\n", " / ")
    yield "    " + "; ".join(filter(None, said)).replace("\n", " / ") if any(said) else "    nobody, no day, no state"
    yield from (f"    Look: {note}" for note in one.notes)
