"""``throughline report progress``: the progress report on a review's findings, in Word or PDF."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from throughline.cli import system
from throughline.kernel.refusals import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    reports = parser.add_subparsers(dest="report", metavar="REPORT", required=True)
    progress = reports.add_parser("progress", help="what was done on each finding, and what difference it made")
    progress.add_argument("--review", required=True, metavar="REF", help="the case reference, or #number of the review")
    progress.add_argument("--as-at", type=date.fromisoformat, metavar="DAY", help="YYYY-MM-DD (default: today)")
    progress.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="for whom it is made")
    progress.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="FILE.docx or FILE.pdf")
    progress.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when the report is written; 1 when the person may not make it; 2 when something named is not there."""
    media = args.output.suffix.lower().removeprefix(".")
    if media not in ("docx", "pdf"):
        raise Refused("E1605", f"{args.output} is neither .docx nor .pdf.", "End the name of the file in one of them.")
    if not args.output.resolve().parent.is_dir():
        raise Refused("E1606", f"There is no folder {args.output.resolve().parent}.", "Make it, or name another.")
    system.start()
    from django.http import Http404
    from django.utils import timezone

    from throughline.reporting.queries import find_review
    from throughline.reporting.services import make_progress_report

    at = timezone.now()
    today = timezone.localdate(at)
    acting = system.acting_person(args.email)
    try:
        review = find_review(args.review, actor=acting.actor, on=today)
    except Http404:
        raise Refused(
            "E1607",
            f"{args.email} sees no review under {args.review}.",
            "Give the reference as the reviews' list has it.",
        ) from None
    made = make_progress_report(
        review,
        on=args.as_at or today,
        media=media,
        partnership_name=acting.partnership_name,
        by=acting.actor,
        at=at,
    )
    args.output.write_bytes(made.data)
    answer = {"file": str(args.output), "sha256": made.sha256, "as_at": (args.as_at or today).isoformat()}
    print(json.dumps(answer) if args.json else f"{args.output} is written.")
    return 0
