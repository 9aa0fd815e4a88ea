"""How an event is turned into a hash, and how a chain is checked. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "chain",
    "number",
    "at",
    "actor",
    "actor_name",
    "role",
    "via",
    "verb",
    "subject_type",
    "subject",
    "case",
    "details",
    "before_hash",
)


def hash_of(event: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the event's `FIELDS` written as JSON in one fixed way. `at` is ISO 8601 in UTC."""
    written = json.dumps([event[field] for field in FIELDS], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where a chain does not hold."""

    chain: int
    number: int
    why: str


def first_broken(chain: int, events: Iterable[Mapping[str, Any]], length: int, head: str) -> Broken | None:
    """The first broken link of a chain whose events come in the order of their numbers, or ``None`` when it holds.

    `length` and `head` are what the chain's end says: an event taken off the end shows against them.
    """
    before, expected = "", 1
    for event in events:
        if event["number"] != expected:
            return Broken(chain, expected, "the event is missing")
        if event["before_hash"] != before:
            return Broken(chain, expected, "it does not follow the event before it")
        if hash_of(event) != event["hash"]:
            return Broken(chain, expected, "it was changed after it was written")
        before, expected = event["hash"], expected + 1
    if expected - 1 != length:
        return Broken(
            chain, min(expected, length + 1), f"there are {expected - 1} events, and the chain's end says {length}"
        )
    if before != head:
        return Broken(chain, length, "it is not the event that the chain's end names")
    return None
