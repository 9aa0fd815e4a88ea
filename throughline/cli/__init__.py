"""One command, ``throughline``; each subcommand lives in a module that is loaded when it is called."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from throughline import __version__
from throughline.kernel.refusals import Refused

# What each subcommand is for, and the module that does it: it has `add_arguments(parser)` and `run(args) -> int`.
COMMANDS = {
    "serve": ("throughline.cli.serve", "start the server and one background worker"),
    "begin": ("throughline.cli.begin", "set up a partnership of your own, with its first administrator"),
    "readmit": ("throughline.cli.readmit", "give a new way in to somebody whom no administrator can help"),
    "demo": ("throughline.cli.demo", "put a wholly fictional partnership into an empty system"),
    "read": ("throughline.cli.read", "read review documents and say what is in them"),
    "clocks": ("throughline.cli.clocks", "say what is due when under an edition of the guidance, and count it out"),
    "chronology": (
        "throughline.cli.chronology",
        "check chronologies that agencies sent, and merge them into one timeline",
    ),
    "plan": ("throughline.cli.plan", "read action plans in Excel or Word, and say what became of every row"),
    "import": ("throughline.cli.import_", "read documents and propose what is in them for the record"),
    "case": ("throughline.cli.case", "write a whole case into one file, or load one from its file"),
    "report": ("throughline.cli.report", "make a report from the record, in Word or PDF"),
    "check": ("throughline.cli.check", "look over settings, database, files and audit chains"),
    "audit": ("throughline.cli.audit", "verify the audit chains"),
    "backup": ("throughline.cli.backup", "write everything into one file"),
    "restore": ("throughline.cli.restore", "fill an empty system from a backup"),
}

FINE, DOUBTS, BAD = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command as everything here is said: with a number, and what to do."""

    def error(self, message: str) -> NoReturn:
        """The usage, then the refusal, on standard error; exit code 2."""
        self.print_usage(sys.stderr)
        print(f"E1030: The command cannot be understood: {message}. See {self.prog} --help.", file=sys.stderr)
        raise SystemExit(BAD)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand: 0 fine, 1 doubts or refusals, 2 bad input or usage. Errors go to standard error."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = Parser(prog="throughline", description="One thread from a serious incident to the change it led to.")
    parser.add_argument("--version", action="version", version=f"throughline {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, help_) in COMMANDS.items():
        sub = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        if words[:1] == [name]:
            importlib.import_module(module).add_arguments(sub)
    try:
        args = parser.parse_args(words)
        return int(importlib.import_module(COMMANDS[args.command][0]).run(args))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return DOUBTS if refused.number.startswith(("E14", "E15")) else BAD
    except KeyboardInterrupt:
        return BAD
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else BAD
    except Exception as error:
        if not type(error).__module__.startswith(("django.db", "psycopg", "sqlite3")):
            raise
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        print(
            f"E1026: The database did not do what was asked: {said}. "
            "Run throughline check, which says what it lacks; nothing was changed.",
            file=sys.stderr,
        )
        return BAD
