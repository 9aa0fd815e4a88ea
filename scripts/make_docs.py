"""Writes the docs that say what the code says: states and moves, roles and what they may do, records, refusals, doubts.

`python scripts/make_docs.py` writes them; `tests/laws/test_docs_fresh.py` fails when one differs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.docmaking.kept import records, roles, rules
from scripts.docmaking.looked_at import checks, doubts, refresh_checks, refresh_doubts
from scripts.docmaking.pages import ROOT
from scripts.docmaking.refusals import refusals
from scripts.docmaking.states import states

PAGES: dict[str, Callable[[], str]] = {
    "docs/guide/doubts.md": doubts,
    "docs/guide/chronology.md": checks,
    "docs/domain/states.md": states,
    "docs/domain/rules.md": rules,
    "docs/domain/roles.md": roles,
    "docs/domain/records.md": records,
    "docs/domain/refusals.md": refusals,
}


def main() -> int:
    """Every page is written; says which ones changed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "throughline.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["THROUGHLINE_HOME"], os.environ["THROUGHLINE_MODE"] = home, "local"
        import django

        django.setup()
        refresh_doubts()
        refresh_checks()
        for name, make in PAGES.items():
            path = ROOT / name
            text = make()
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                sys.stdout.write(f"Wrote {name}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
