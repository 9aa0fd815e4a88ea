"""`throughline read`: what stands in review documents, for a person or, with ``--json``, for a program."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from throughline.kernel.refusals import Refused
from throughline.reading import Reading, read

FINE, DOUBTS, REFUSED = 0, 1, 2
_LISTS = (
    ("findings", "Findings"),
    ("learning_points", "Learning points"),
    ("recommendations", "Recommendations of the review"),
    ("committee_recommendations", "What the committee or board is asked"),
    ("actions", "Actions"),
    ("progress", "Progress"),
    ("impact", "Difference made"),
    ("case_studies", "Case studies"),
)
_GRAVE = {"high": 0, "medium": 1, "low": 2}
_WIDTH = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the subcommand takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a Markdown, text, Word (.docx) or PDF file")
    parser.add_argument("--json", action="store_true", help="print one JSON array, an object for each FILE in order")
    parser.epilog = "Exit code: 0 fine; 1 a doubt is high or medium; 2 a file was refused or the usage was wrong."


def run(args: argparse.Namespace) -> int:
    """Reads each file; a refused one keeps its place and the others are still read."""
    answers: list[dict[str, Any]] = []
    code = FINE
    for name, answer in _read_all(args.files):
        if isinstance(answer, Refused):
            print(answer, file=sys.stderr)
            answers.append({"file": name, "error": answer.as_json()})
            code = REFUSED
            continue
        if answer.has_grave_doubts:
            code = max(code, DOUBTS)
        if args.json:
            answers.append({**answer.as_json(), "file": name})
        else:
            print("\n".join(shown(name, answer)))
    if args.json:
        json.dump(answers, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    return code


def _read_all(names: list[str]) -> Iterator[tuple[str, Reading | Refused]]:
    for name in tqdm(names, desc="Reading", unit="file", file=sys.stderr, disable=None if len(names) > 1 else True):
        try:
            yield name, read(Path(name))
        except Refused as refusal:
            yield name, refusal


def shown(name: str, reading: Reading) -> Iterator[str]:
    """The reading as lines for a person: what it is, its doubts first, then what stands in it."""
    yield f"{name}"
    yield f"  {reading.title or '(no title)'}"
    yield f"  {reading.kind.replace('_', ' ')}" + (f" · {reading.partnership}" if reading.partnership else "")
    if reading.subjects:
        yield "  About: " + ", ".join(
            subject.name + (f" (also {', '.join(subject.also)})" if subject.also else "")
            for subject in reading.subjects
        )
    yield from _doubts(reading)
    for key, says in _LISTS:
        items = getattr(reading, key)
        if items:
            yield f"  {says}: {len(items)}"
            for item in items:
                about = f" [{item.about.kind} {item.about.number or item.about.name}]" if item.about.kind else ""
                yield _short(f"    {item.number or '•'} {' '.join(item.text.split())}", _WIDTH - len(about)) + about
    if reading.mended:
        rules = sorted({mend.rule for mend in reading.mended})
        yield f"  Mended on the way in: {len(reading.mended)} ({', '.join(rules)})"
    yield ""


def _doubts(reading: Reading) -> Iterator[str]:
    if not reading.doubts:
        yield "  No doubts."
        return
    yield f"  Doubts: {len(reading.doubts)}"
    for doubt in sorted(reading.doubts, key=lambda doubt: (_GRAVE[doubt.severity], doubt.at)):
        yield f"    {doubt.number} {doubt.severity:6} {doubt.rule}: {doubt.says}"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
