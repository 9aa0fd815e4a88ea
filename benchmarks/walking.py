"""The near side of a walker: started in a home, given orders, stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from .homes import ROOT, environment


class Walker:
    """A process of its own in one home, signed in as one role of the first partnership."""

    def __init__(self, home: Path, role: str = "coordinator", database: str = "") -> None:
        """Started, on that database or the home's own, and signed in unless `role` is empty."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.walker"],
            cwd=ROOT,
            env=environment(home) | ({"DATABASE_URL": database} if database else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.person: dict[str, str] = self.ask("sign_in", role=role) if role else {}

    def ask(self, do: str, **more: Any) -> Any:
        """The answer to one order."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the walker stopped; its last words are above")
        return json.loads(line)

    def open(self, address: str) -> dict[str, Any]:
        """One page."""
        answer: dict[str, Any] = self.ask("open", address=address)
        return answer

    def __enter__(self) -> Walker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=20)
