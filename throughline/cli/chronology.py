"""``throughline chronology``: what agencies sent is checked row by row, and merged into one timeline. No database."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tqdm import tqdm

from throughline.chronology.rules import CHECKS, Timeline, about, merge, no_such_document, read, write
from throughline.chronology.rules.silences import DAYS
from throughline.chronology.rules.writing import WRITERS
from throughline.kernel.refusals import Refused

FINE, DOUBTS, REFUSED = 0, 1, 2
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the subcommand takes."""
    doing = parser.add_subparsers(dest="doing", metavar="check|merge|rule", required=True)
    rule = doing.add_parser("rule", help="say what a numbered check asks, and what to do", description="Print checks.")
    rule.add_argument("numbers", nargs="*", metavar="NUMBER", help="such as C102; none prints every check")
    for name, help_ in (
        ("check", "check every row of chronologies, and hold them against one another"),
        ("merge", "the same, and write one timeline"),
    ):
        sub = doing.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        sub.add_argument(
            "files",
            nargs="+",
            metavar="[AGENCY=]FILE",
            help="a Word, Excel, CSV or JSON file, or the PDF of a timeline taken out on its page; "
            "without AGENCY the agency is the file's name without its ending",
        )
        sub.add_argument(
            "--json", action="store_true", help="print entries, refused rows, notes, links and silences as JSON"
        )
        sub.add_argument("--today", metavar="DAY", help="the day from which years of two figures are counted back")
        sub.add_argument(
            "--silence", type=int, default=DAYS, metavar="DAYS", help=f"days of silence worth a line ({DAYS})"
        )
        if name == "merge":
            sub.add_argument("-o", dest="out", metavar="FILE", help=f"write the timeline; {', '.join(WRITERS)}")
        sub.epilog = "Exit code: 0 fine; 1 a row was refused or a contradiction found; 2 a file could not be read."


def run(args: argparse.Namespace) -> int:
    """Reads each file; a refused one is named and the others are still read."""
    if args.doing == "rule":
        print("\n\n".join(_rule(number.upper()) for number in args.numbers or sorted(CHECKS)))
        return FINE
    today = _day(args.today) if args.today else date.today()  # noqa: DTZ011 - the day on this machine
    out = Path(args.out) if getattr(args, "out", None) else None
    if args.silence < 1:
        raise Refused("E1204", f"--silence {args.silence} is no number of days.", "Give a whole number from 1.")
    if out is not None and out.suffix.lower() not in WRITERS:
        raise no_such_document(out.suffix or out.name)
    code, read_ones = FINE, []
    for found in _read_all(args.files, today, args.silence):
        if isinstance(found, Refused):
            print(found, file=sys.stderr)
            code = REFUSED
        else:
            read_ones.append(found)
    timeline = merge(*read_ones)
    for line in timeline.aside:
        print(line, file=sys.stderr)
    if args.json:
        json.dump(timeline.as_json(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        print("\n".join(shown(timeline)))
    if out is not None:
        _write(timeline, out, whole=code == FINE)
    return max(code, DOUBTS if timeline.has_doubts else FINE)


def shown(timeline: Timeline) -> Iterator[str]:
    """The timeline as lines for a person: what came in, what was refused, where agencies differ, where nothing is."""
    yield from about(timeline)
    if timeline.refused:
        yield "Refused, to be mended and sent again:"
        for row in timeline.refused:
            title = f" {CHECKS[row.rule].title}." if row.rule in CHECKS else ""
            yield f"  {row.agency}, row {row.row}: {row.rule}{title} {row.why}"
        broken = sorted({row.rule for row in timeline.refused} & set(CHECKS))
        if broken:
            yield f"  What to do: throughline chronology rule {' '.join(broken)}"
    for kind, says in (
        ("contradiction", "Contradictions"),
        ("same event", "One event told twice"),
        ("follows", "Follows"),
    ):
        found = [link for link in timeline.links if link.kind == kind]
        if found:
            yield f"{says}: {len(found)}"
        for link in found:
            one, two = (timeline.entries[place] for place in link.entries)
            yield f"  {one.agency} row {one.row}, {two.agency} row {two.row}, {one.start.text}: {link.why}"
    yield from _not_there(timeline)


def _not_there(timeline: Timeline) -> Iterator[str]:
    """What nobody wrote: silences, and missed appointments that nothing follows."""
    if timeline.silences:
        yield f"Silences: {len(timeline.silences)}"
    for each in timeline.silences:
        yield f"  {each.agency}: {each.why}"
    if timeline.missed:
        yield f"Missed, and nothing followed: {len(timeline.missed)}"
    for missed in timeline.missed:
        yield f"  {missed.agency} row {missed.entry.row}: {missed.why}"


def _rule(number: str) -> str:
    """What the page of that check says."""
    if number not in CHECKS:
        raise Refused("E1206", f"There is no check {number}.", f"The checks are {', '.join(sorted(CHECKS))}.")
    one = CHECKS[number]
    said = (one.asks, f"For example: {one.example}", f"Why it matters: {one.matters}", f"What to do: {one.do}")
    return "\n".join((f"{one.number}. {one.title}", *said))


def _read_all(names: list[str], today: date, silence: int) -> Iterator[Timeline | Refused]:
    for name in tqdm(names, desc="Reading", unit="file", file=sys.stderr, disable=None if len(names) > 1 else True):
        agency, path = _parted(name)
        try:
            yield read(path, today=today, agency=agency, silence=silence)
        except Refused as refused:
            yield refused


def _parted(name: str) -> tuple[str, Path]:
    """The agency and the file; a file that really has ``=`` in its name needs no agency before it."""
    agency, found, path = name.partition("=")
    if not found or (not Path(path).exists() and Path(name).exists()):
        return "", Path(name)
    return agency.strip(), Path(path)


def _write(timeline: Timeline, out: Path, whole: bool) -> None:
    """The whole document or none: it takes the place of the old one when it is complete."""
    if not whole:
        print(f"{out} was not written, for a file could not be read and the timeline would lack it.", file=sys.stderr)
        return
    made = write(timeline, out.suffix)
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".", suffix=out.suffix)
        with os.fdopen(handle, "wb") as stream:
            stream.write(made)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(out)
    except OSError as error:
        raise Refused(
            "E1205", f"{out} cannot be written: {error.strerror or error}.", "Choose a folder that exists and is yours."
        ) from error


def _umask() -> int:
    held = os.umask(0)
    os.umask(held)
    return held


def _day(words: str) -> date:
    try:
        if not _DAY.fullmatch(words):
            raise ValueError
        return date.fromisoformat(words)
    except ValueError:
        raise Refused("E1905", f"“{words}” is no day.", "Write a day that there was as YYYY-MM-DD.") from None
