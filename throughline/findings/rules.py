"""How a recommendation is worded: what a reader who must act on it would miss. Pure.

Seven remarks, none of which blocks: they are shown while it is written, kept with it, and the writer may know better.
Each is a pattern of English, looked for in the recommendation's own words. Where there is doubt nothing is said of
owner, asks or training; a missing measure or day is said, for there its absence is the finding.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a reader would miss: its rule, what it is and what to do in plain words, and where it was seen."""

    rule: str
    says: str
    do: str
    at: tuple[int, int] | None = None


SAYS = {
    "no_owner": ("It names nobody who is to do it.", "Say which body or role is asked."),
    "two_asks": ("It asks for more than one thing.", "Part it, so that each can be answered and followed on its own."),
    "should_consider": ("It asks only to think about it.", "Say what is to be different when the thinking is done."),
    "no_measure": (
        "Nothing says how anybody would know that it was done, or that it worked.",
        "Say what will show it.",
    ),
    "training_or_procedure_only": (
        "It asks for training or paper and for nothing else.",
        "Say what people will do that they do not do now, and what makes that possible.",
    ),
    "not_specific": ("It says that something is to be better, not what.", "Name the step, the form or the meeting."),
    "not_time_bound": ("It has no day and no rhythm.", "Say by when, or how often."),
}
"""Each rule, in the order shown: what is said of the wording, and what would mend it."""


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("throughline.findings").joinpath("data/wording.toml").read_text("utf-8"))


@cache
def _found_by(name: str) -> re.Pattern[str]:
    """The pattern of that name, put together from the lists; letters count as printed where a body is looked for."""
    table = _lists()
    parts = [rf"\b(?:{one})\b" for one in table["words"].get(name, ())] + table["patterns"].get(name, [])
    pattern = "|".join(parts)
    for part, words in table["lists"].items():
        flag = "i" if part == "body" else ""
        pattern = pattern.replace(f"<{part}>", f"(?{flag}:{'|'.join(words)})")
    return re.compile(pattern, 0 if name in ("owner", "by_whom") else re.I)


def wording(text: str, *, owner: str = "") -> tuple[Remark, ...]:
    """What a reader would miss in that recommendation, in the order of `SAYS`; none for one that is empty.

    `owner` is whom the form names beside the text; with it, the words need not name anybody.
    """
    told = text.strip()
    if not told:
        return ()
    seen = dict(_seen(text, bool(owner.strip())))
    return tuple(Remark(rule, *SAYS[rule], at=seen[rule]) for rule in SAYS if rule in seen)


def _seen(text: str, owned: bool) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Each rule that holds, with the place that shows it."""
    nobody = _found_by("nobody").search(text)
    if not owned and (nobody or not _named(text)):
        yield "no_owner", nobody.span() if nobody else None
    second = _second_ask(text)
    if second:
        yield "two_asks", second
    consider = _found_by("consider").search(text)
    if consider:
        yield "should_consider", consider.span()
    if not _found_by("measure").search(text):
        yield "no_measure", None
    if _only_paper(text):
        teach = _found_by("teach").search(text)
        yield "training_or_procedure_only", teach.span() if teach else None
    vague = _found_by("vague").search(text)
    if (vague or consider) and not _found_by("concrete").search(text):
        yield "not_specific", (vague or consider).span()  # type: ignore[union-attr]
    if not _found_by("time").search(text):
        yield "not_time_bound", None


def _named(text: str) -> bool:
    """Somebody is named who is to do it: the subject of an ask that is not passive, or “by the …”."""
    if _found_by("by_whom").search(text):
        return True
    for found in _found_by("owner").finditer(text):
        passive = re.match(
            r" be (?:\w+ly )?(?:\w+ed|given|made|seen|spoken|told|written|held|put|known)\b", text[found.end() :]
        )
        between = re.search(r"\b(?:between|of all|for all|in all)\b", found[0])
        if not between and (
            not passive or found.start() == 0 or text[: found.start()].rstrip().endswith((".", ";", ","))
        ):
            return True
    return False


def _second_ask(text: str) -> tuple[int, int] | None:
    """Where a second thing is asked for: another “should”, or another verb of asking after the first has its object."""
    modals = list(_found_by("modal_ask").finditer(text))
    first = modals[0] if modals else None
    for found in _found_by("second").finditer(text, first.end() if first else 0):
        between = text[first.end() if first else 0 : found.start()].split()
        if len(between) >= 3 and not _found_by("follows_up").match(found[1].lower()):
            return found.span(1)
    for other in modals[1:]:
        if _found_by("shows_it").search(text, max(0, other.start() - 60), other.end() + 40):
            continue
        if re.search(r"(?:[.;]|\band\b|,)[^.;]*$", text[first.end() if first else 0 : other.start()]):
            return other.span()
    return None


def _only_paper(text: str) -> bool:
    """All that is asked for is training or paper: whatever follows a verb of asking is of that kind."""
    if not _found_by("teach").search(text) or _found_by("deeds").search(text):
        return False
    second = _second_ask(text)
    return second is None or bool(_found_by("teach").search(text, second[0]))
