"""``throughline check``: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass

from throughline.cli import system


@dataclass(frozen=True, slots=True)
class Look:
    """One thing looked at: `wrong` is empty when it is well, else ``E1234: what, why, what to do``."""

    what: str
    found: str
    wrong: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when all is well, 1 when something is wrong."""
    system.start()
    looks = [settings(), *database(), *files(), scanner(), *chains()]
    if args.json:
        print(json.dumps([asdict(look) for look in looks], ensure_ascii=False))
    else:
        for look in looks:
            print(f"{look.what}: {look.found}")
            if look.wrong:
                print(f"  {look.wrong}", file=sys.stderr)
    return 1 if any(look.wrong for look in looks) else 0


def settings() -> Look:
    """Settings were read; Django's own checks of them too."""
    from django.conf import settings as ours
    from django.core.checks import WARNING, run_checks

    found = [str(message.msg) for message in run_checks() if message.level >= WARNING]
    wrong = f"E1020: {found[0]} Mend that setting and run throughline check again." if found else ""
    return Look("Settings", f"{ours.MODE} mode, home {ours.HOME}", wrong)


def database() -> list[Look]:
    """The database answers, has the newest tables, and is whole."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [
            Look(
                "Database",
                connection.vendor,
                f"E1021: The database does not answer: {error}. Start it, or mend DATABASE_URL.",
            )
        ]
    if waiting:
        wrong = "E1022: The database lacks newer tables. Run throughline serve once, or python manage.py migrate."
        return [Look("Database", f"{connection.vendor}, {len(waiting)} changes waiting", wrong)]
    looks = [Look("Database", f"{connection.vendor}, up to date")]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            says = cursor.fetchone()[0]
        wrong = (
            ""
            if says == "ok"
            else f"E1023: The database file is damaged: {says}. Restore the last backup into an empty home."
        )
        looks.append(Look("Database file", "whole" if says == "ok" else "damaged", wrong))
    return [*looks, second_factors()]


def second_factors() -> Look:
    """Authenticator keys open with the secret key of now, or one of before."""
    from throughline.access.queries import factors_amiss

    amiss = factors_amiss()
    wrong = (
        f"E1027: {amiss} authenticator keys do not open with this secret key, so those people cannot sign in. "
        "Give the key that sealed them as THROUGHLINE_SECRET_KEY or in THROUGHLINE_SECRET_KEYS_BEFORE; "
        "if it is lost, use throughline readmit."
    )
    return Look("Authenticator keys", "not all open" if amiss else "all open", wrong if amiss else "")


def files() -> list[Look]:
    """Every document's file is there and is what it was; files that belong to nothing for an hour are swept away."""
    from django.utils import timezone

    from throughline.documents.queries import files_amiss
    from throughline.documents.services import sweep

    try:
        missing, changed, _ = files_amiss(at=timezone.now())
        swept = sweep(at=timezone.now())
    except Exception as error:  # noqa: BLE001 the tables may not be there yet, which the database's line has said
        return [Look("Files", f"not looked at: {type(error).__name__}")]
    wrong = ""
    if missing or changed:
        first = (missing + changed)[0]
        wrong = (
            f"E1024: {len(missing)} documents' files are missing and {len(changed)} are not what was received "
            f"(first: document {first}). Restore them from the last backup."
        )
    found = "not all in place" if wrong else "all in place"
    return [Look("Files", found + (f"; {swept} that belonged to no document were swept away" if swept else ""), wrong)]


def scanner() -> Look:
    """The virus scanner answers, where one is named; where none is, that is said plainly."""
    from django.conf import settings as ours

    from throughline.documents.scanning import version

    if not ours.CLAMD:
        return Look(
            "Virus scanner", "none: files are not scanned for viruses. THROUGHLINE_CLAMD says where one listens"
        )
    try:
        return Look("Virus scanner", f"{version(ours.CLAMD)}, at {ours.CLAMD}")
    except OSError as error:
        wrong = (
            f"E1028: No virus scanner answers at {ours.CLAMD} ({error}), so no file is taken. "
            "Start ClamAV's clamd, or mend THROUGHLINE_CLAMD."
        )
        return Look("Virus scanner", "does not answer", wrong)


def chains() -> list[Look]:
    """Every audit chain holds, and this is where each ends."""
    from django.db import DatabaseError

    from throughline.audit.models import Head
    from throughline.audit.queries import broken_links

    try:
        broken = list(broken_links())
        heads = list(Head.objects.order_by("chain"))
    except DatabaseError as error:
        return [Look("Audit chains", f"not looked at: {type(error).__name__}")]
    ends = "; ".join(f"chain {head.chain} ends at event {head.length}, {head.hash[:12]}" for head in heads)
    wrong = ""
    if broken:
        first = broken[0]
        wrong = (
            f"E1025: Chain {first.chain} does not hold at event {first.number}: {first.why}. "
            "Keep this system as it is, and compare it with the last backup."
        )
    return [Look("Audit chains", ends or "no events yet", wrong)]
