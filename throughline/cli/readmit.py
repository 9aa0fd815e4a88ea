"""``throughline readmit EMAIL``: a new way in for somebody whom no administrator can help."""

from __future__ import annotations

import argparse
import json

from throughline.cli import system
from throughline.kernel.refusals import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("email", metavar="EMAIL", help="the address that the person signs in with")
    parser.add_argument("--address", default="http://localhost:8000", help="where the server answers")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.epilog = "Takes away their password, authenticator app, recovery codes and sessions, and prints a link."


def run(args: argparse.Namespace) -> int:
    """0 when the link is printed, which sets a password once, within a day; then they connect a new app."""
    system.start()
    from django.utils import timezone

    from throughline.access.jobs import password_path
    from throughline.access.queries import active_with_address
    from throughline.access.services.beginning import THE_MACHINE
    from throughline.access.services.factors import let_in_again

    person = active_with_address(args.email)
    if person is None:
        raise Refused(
            "E1010",
            f"Nobody who may act here has the address {args.email}.",
            "Give the address that the person signs in with.",
        )
    let_in_again(user=person, by=THE_MACHINE, at=timezone.now())
    link = args.address.rstrip("/") + password_path(person)
    said = f"Within a day, {person.name} sets a new password here, and connects a new app:\n{link}"
    print(json.dumps({"person": person.email, "link": link}) if args.json else said)
    return 0
