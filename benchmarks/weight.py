"""What a browser fetches for a first view: the page, its styles, scripts, typeface and mark, compressed."""

from __future__ import annotations

import posixpath
import re

from .homes import home
from .measuring import Goal
from .walking import Walker

MOST_KB = 66.0
PAGES = ("/", "/reviews/", "/reviews/{review}/", "/reviews/{review}/thread")
_FETCHED = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)=["']([^"']+)["']""")
_IN_STYLES = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
_IN_SCRIPTS = re.compile(r"""\b(?:import|from)\s*\(?["'](\.{0,2}/[^"']+)["']""")


def measure() -> list[Goal]:
    """The sign-in page for somebody new, and pages of somebody signed in, each with nothing kept from before."""
    print("Weight of a first view, with everything it fetches, compressed.\n")
    small = home(1)
    with Walker(small, role="") as stranger, Walker(small) as coordinator:
        known = coordinator.ask("addresses", short=coordinator.person["partnership"])
        goals = [_weighed(stranger, "/sign-in/")]
        goals += [_weighed(coordinator, address.format(**known)) for address in PAGES]
    print(*goals, sep="\n")
    return goals


def _weighed(walker: Walker, address: str) -> Goal:
    """The page and all it fetches, by kind."""
    page = walker.open(address)
    if page["status"] != 200:
        return Goal(address, float("inf"), MOST_KB, "KB", f"(it answered {page['status']})")
    parts = {"html": page["weight"]}
    waiting = _FETCHED.findall(page["text"])
    seen: set[str] = set()
    while waiting:
        part = waiting.pop()
        if part in seen or part.startswith(("data:", "#")):
            continue
        assert part.startswith("/"), f"{address} fetches {part}, which is not ours"
        seen.add(part)
        answer = walker.open(part)
        assert answer["status"] == 200, f"{part} answered {answer['status']}"
        kind = part.rsplit(".", 1)[-1]
        parts[kind] = parts.get(kind, 0) + answer["weight"]
        pattern = {"css": _IN_STYLES, "js": _IN_SCRIPTS}.get(kind)
        waiting += (
            [
                posixpath.normpath(posixpath.join(posixpath.dirname(part), each))
                for each in pattern.findall(answer["text"])
            ]
            if pattern
            else []
        )
    more = ", ".join(f"{kind} {size / 1024:.1f}" for kind, size in parts.items())
    return Goal(address, sum(parts.values()) / 1024, MOST_KB, "KB", f"({more})")
