"""``throughline import``: read documents and propose, or save, what is in them, for the person named."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from throughline.cli import system
from throughline.files.refusals import MOST_SENT, not_found, too_large
from throughline.kernel.refusals import Refused

if TYPE_CHECKING:
    from throughline.kernel.actor import Actor
    from throughline.reviews.models import Review

FINE, DOUBTS, BAD = 0, 1, 2
NOT_ALLOWED = "E1301"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a Markdown, text, Word (.docx) or PDF file")
    parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="for whom: a coordinator's address")
    parser.add_argument("--review", metavar="REF", help="the case reference, or #number of the review to read into")
    parser.add_argument(
        "--accept",
        choices=("none", "sure", "all"),
        default="none",
        help="none: propose, to be settled in the browser (the default); sure: save what has no doubt; all: everything",
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON, which it does anyway: one object a line")
    parser.epilog = (
        "Prints one JSON object a line, one for each FILE that was read. "
        "Exit code: 0 fine; 1 what waits is in doubt, or was refused to this person; 2 a file or the usage was wrong."
    )


def run(args: argparse.Namespace) -> int:
    """Each file is read and proposed; one that is refused leaves nothing behind and the others are still read."""
    system.start()
    by = system.person(args.email)
    try:
        review = _review(args.review, by)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return DOUBTS if refused.number == NOT_ALLOWED else BAD
    code = FINE
    bar = tqdm(
        args.files, desc="Importing", unit="file", file=sys.stderr, disable=None if len(args.files) > 1 else True
    )
    for name in bar:
        try:
            answer, waits = _one(Path(name), review, args.accept, by)
        except Refused as refused:
            print(refused, file=sys.stderr)
            code = max(code, DOUBTS if refused.number.startswith(("E13", "E15")) else BAD)
            continue
        code = max(code, DOUBTS if waits else FINE)
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return code


def _review(reference: str | None, by: Actor) -> Review | None:
    from django.utils import timezone

    from throughline.intake.permissions import require, why_not_import
    from throughline.intake.queries import review_by_reference

    today = timezone.localdate()
    require(why_not_import(actor=by, on=today))
    return review_by_reference(reference, actor=by, on=today) if reference else None


def _one(path: Path, review: Review | None, accept: Any, by: Actor) -> tuple[dict[str, object], bool]:
    """What became of one file, and whether anything in it waits for a person."""
    from django.utils import timezone

    from throughline.intake.services import import_document

    data = _bytes(path)
    done = import_document(name=path.name, data=data, review=review, accept=accept, by=by, at=timezone.now())
    grave = done.proposal.doubts.filter(answer="", severity__in=("high", "medium")).exists()
    return done.as_json(), done.left > 0 and (grave or accept == "sure")


def _bytes(path: Path) -> bytes:
    """The bytes of the file; refused where there is no such file, or it is larger than anything that is taken."""
    try:
        if not path.is_file():
            raise not_found(str(path), "it is a folder" if path.is_dir() else "there is no such file")
        if (size := path.stat().st_size) > MOST_SENT:
            raise too_large(path.name, size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise not_found(str(path), "this account may not open it, or the name is not a file's") from error
