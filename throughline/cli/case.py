"""``throughline case export`` and ``throughline case load``: a whole case into one file, and a case from its file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from throughline.cli import system
from throughline.files.refusals import MOST_SENT, not_found, too_large
from throughline.kernel.refusals import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    export = deeds.add_parser(
        "export", help="write a case into one file, under pseudonyms unless --identities is given"
    )
    export.add_argument("case", metavar="CASE", help="the reference of the case")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the .zip to write")
    export.add_argument(
        "--identities",
        action="store_true",
        help="with who the children are: once you asked for it on the case’s export page and another person agreed",
    )
    load = deeds.add_parser("load", help="load a case from the file that an export made")
    load.add_argument("file", type=Path, metavar="FILE", help="the file of the case")
    for deed in (export, load):
        deed.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="for whom it is done")
        deed.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when it is done; 1 when the person may not; 2 when something named is not there or not as it should be."""
    return _export(args) if args.deed == "export" else _load(args)


def _export(args: argparse.Namespace) -> int:
    if args.output.exists():
        raise Refused("E1732", f"{args.output} is there already.", "Name a file that does not exist.")
    if not args.output.resolve().parent.is_dir():
        raise Refused("E1733", f"There is no folder {args.output.resolve().parent}.", "Make it, or name another.")
    system.start()
    from django.utils import timezone

    from throughline.caseexport.queries import agreed_for
    from throughline.caseexport.services import make_export, take_with_identities
    from throughline.cases.queries import case_by_reference

    by, at = system.person(args.email), timezone.now()
    case = case_by_reference(args.case, actor=by, on=timezone.localdate(at))
    if case is None:
        raise Refused("E1734", f"{args.email} sees no case {args.case}.", "Give the reference as the case’s pages do.")
    if args.identities:
        made = take_with_identities(agreed_for(case, by=by, at=at), by=by, at=at)
    else:
        made = make_export(case, by=by, at=at)
    args.output.write_bytes(made.data)
    answer = {
        "file": str(args.output),
        "scope": made.export.scope,
        "mark": made.export.mark,
        "sha256": made.export.sha256,
        "records": made.rows,
    }
    says = f"{args.output}: {made.rows} records, {made.export.get_scope_display().lower()}. Export {made.export.mark}."
    print(json.dumps(answer) if args.json else says)
    return 0


def _load(args: argparse.Namespace) -> int:
    try:
        size = args.file.stat().st_size
        if size > MOST_SENT:
            raise too_large(args.file.name, size)
        data = args.file.read_bytes()
    except OSError as error:
        raise not_found(str(args.file), "there is no such file, or this account may not open it") from error
    system.start()
    from django.utils import timezone

    from throughline.caseexport.services import load_case

    loaded = load_case(data, by=system.person(args.email), at=timezone.now())
    answer = {"case": loaded.case.reference, "id": loaded.case.pk, "scope": loaded.scope, "records": loaded.rows}
    under = "under pseudonyms" if loaded.scope == "pseudonyms" else "with who the children are"
    says = f"Case {loaded.case.reference} is loaded, {under}: {loaded.rows} records."
    print(json.dumps(answer) if args.json else says)
    return 0
