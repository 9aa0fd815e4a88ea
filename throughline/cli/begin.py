"""``throughline begin``: a partnership of your own, with its first administrator."""

from __future__ import annotations

import argparse
import json

from throughline.cli import system


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("--partnership", required=True, metavar="NAME", help="the partnership's own full name")
    parser.add_argument("--administrator", required=True, metavar="NAME", help="the first administrator's name")
    parser.add_argument("--email", required=True, help="the address they will sign in with")
    parser.add_argument("--address", default="http://localhost:8000", help="where the server answers")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when the partnership stands; the link that is printed lets its administrator set a password, once."""
    system.start()
    system.bring_up_to_date()
    from django.utils import timezone

    from throughline.access.jobs import password_path
    from throughline.access.services.beginning import THE_MACHINE, begin

    person = begin(
        partnership_name=args.partnership,
        administrator_name=args.administrator,
        email=args.email,
        by=THE_MACHINE,
        at=timezone.now(),
    )
    link = args.address.rstrip("/") + password_path(person)
    if args.json:
        print(json.dumps({"partnership": args.partnership, "administrator": person.email, "link": link}))
    else:
        print(f"{args.partnership} stands. Within a day, {person.name} sets a password here:\n{link}")
    return 0
