"""``throughline restore FILE``: an empty system filled from a backup."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tqdm import tqdm

from throughline.cli import system
from throughline.keeping import container


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup to restore")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when the system holds what the backup held; 2 when the file is damaged or the system is not empty."""
    container.check(args.file)
    system.start()
    system.bring_up_to_date()
    from django.utils import timezone

    from throughline.keeping.services import restore

    counts = restore(file=args.file, at=timezone.now(), told=lambda tables: tqdm(tables, disable=None))
    answer = {"file": str(args.file), **counts}
    print(json.dumps(answer) if args.json else f"Restored {counts['rows']} rows and {counts['files']} files.")
    return 0
