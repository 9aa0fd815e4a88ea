"""``throughline audit verify``: whether the chains of events hold, and where the first does not."""

from __future__ import annotations

import argparse
import json
import sys

from throughline.cli import system


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("deed", choices=["verify"], help="verify: read every chain from its beginning")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    """0 when every chain holds; 1 when one does not, and the first broken link of each is named."""
    system.start()
    from throughline.access.queries import partnership_names
    from throughline.audit.queries import chains

    found = list(chains())
    names = {0: "The system's own", **partnership_names()}
    if args.json:
        print(
            json.dumps(
                [
                    {
                        "chain": chain.chain,
                        "partnership": names.get(chain.chain, ""),
                        "events": chain.events,
                        "head": chain.head,
                        "broken": chain.broken and {"number": chain.broken.number, "why": chain.broken.why},
                    }
                    for chain in found
                ],
                ensure_ascii=False,
            )
        )
    for chain in found:
        name = names.get(chain.chain, "a partnership that is gone")
        if chain.broken:
            print(
                f"E1709: Chain {chain.chain} ({name}) breaks at event {chain.broken.number}: {chain.broken.why}. "
                "Keep this system as it is, and compare it with the last backup whose chains held.",
                file=sys.stderr,
            )
        elif not args.json:
            print(f"Chain {chain.chain} ({name}) holds: {chain.events} events, its end is {chain.head}.")
    if not found and not args.json:
        print("There are no events yet.")
    return 1 if any(chain.broken for chain in found) else 0
