"""Demonstrations of two sizes, each in a home of its own, seeded once and walked in copies."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "var" / "bench" / "homes"
SEEDING = ("demonstration/**/*.py", "*/models.py", "*/migrations/*.py", "*/services*.py", "*/services/*.py")


def home(scale: int) -> Path:
    """A fresh copy of the demonstration at that scale; seeded anew when the code that seeds it has changed."""
    code = sorted(
        {path for pattern in SEEDING for path in (ROOT / "throughline").glob(pattern) if "tests" not in path.parts}
    )
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:12]
    kept = KEPT / f"{mark}-{scale}"
    if not (kept / "seeded").exists():
        _clear(scale)
        print(f"Seeding the demonstration at scale {scale} (once, kept in var/bench) ...", flush=True)
        begun = time.monotonic()
        _throughline(kept, "demo", "--scale", str(scale))
        (kept / "seeded").write_text(f"{time.monotonic() - begun:.0f} s", encoding="utf-8")
    walked = KEPT / f"walked-{scale}"
    shutil.rmtree(walked, ignore_errors=True)
    shutil.copytree(kept, walked)
    return walked


def environment(of: Path) -> dict[str, str]:
    """What a process needs to work in that home."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHLINE_", "DATABASE_URL"))}
    return plain | {"THROUGHLINE_HOME": str(of), "THROUGHLINE_MODE": "demonstration"}


def weight_on_disk(of: Path) -> str:
    """How large the database of that home is."""
    return f"{(of / 'throughline.sqlite3').stat().st_size / 2**20:,.0f} MB"


def _throughline(of: Path, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "throughline.cli", *words],
        cwd=ROOT,
        env=environment(of),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _clear(scale: int) -> None:
    """Homes of this scale from older code are gone, and so is one that was left half done."""
    for old in KEPT.glob(f"*-{scale}"):
        shutil.rmtree(old)
