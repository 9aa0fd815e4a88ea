"""``throughline demo``: a wholly fictional partnership in an empty system, and how to sign in to it."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from throughline.cli import system
from throughline.kernel.refusals import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("--reset", action="store_true", help="throw the demonstration away and make it anew")
    parser.add_argument(
        "--scale", type=int, default=1, metavar="N", help="N times as much of everything, over N times the partnerships"
    )
    parser.add_argument("--json", action="store_true", help="say how to sign in as JSON")


def run(args: argparse.Namespace) -> int:
    """Seed an empty system; a system that was seeded before is left as it is."""
    os.environ.setdefault("THROUGHLINE_MODE", "demonstration")
    if args.scale < 1:
        raise Refused("E1013", f"--scale {args.scale} is less than 1.", "Give a whole number from 1.")
    system.start()
    from django.conf import settings

    if not settings.DEMONSTRATION:
        raise Refused(
            "E1014",
            f"This system runs in {settings.MODE} mode, where made-up people must never stand beside real ones.",
            "Use make demo, or set THROUGHLINE_MODE=demonstration and a THROUGHLINE_HOME of its own.",
        )
    if args.reset:
        throw_away(settings.HOME)
    system.bring_up_to_date()
    from django.utils import timezone

    from throughline.demonstration.services import is_empty, seed
    from throughline.demonstration.signing_in import as_json, as_lines, equip_everybody, ways_in

    if is_empty():
        seed(at=timezone.now(), scale=args.scale)
    equip_everybody()
    ways = ways_in()
    print(as_json(ways) if args.json else as_lines(ways))
    return 0


def throw_away(home: Path) -> None:
    """The demonstration's database and files are gone. Refused for anything but the embedded database."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        raise Refused(
            "E1015",
            "--reset throws away only an embedded database, and DATABASE_URL names another.",
            "Drop and make that database yourself, then run throughline demo again.",
        )
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    for file in (database, database.with_name(database.name + "-wal"), database.with_name(database.name + "-shm")):
        file.unlink(missing_ok=True)
    shutil.rmtree(home / "files", ignore_errors=True)
