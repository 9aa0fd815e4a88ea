"""``throughline backup FILE``: every record and every file, as they stand, in one file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tqdm import tqdm

from throughline.cli import system
from throughline.kernel.refusals import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup to write")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when the backup is written; 2 when it cannot be."""
    if args.file.exists():
        raise Refused(
            "E1707", f"{args.file} is there already.", "Name a file that does not exist: a backup replaces none."
        )
    if not args.file.resolve().parent.is_dir():
        raise Refused("E1708", f"There is no folder {args.file.resolve().parent}.", "Make it, or name another.")
    system.start()
    from django.utils import timezone

    from throughline.keeping.services import back_up

    counts = back_up(file=args.file.resolve(), at=timezone.now(), told=lambda tables: tqdm(tables, disable=None))
    answer = {"file": str(args.file), **counts}
    print(json.dumps(answer) if args.json else f"{args.file}: {counts['rows']} rows and {counts['files']} files.")
    return 0
