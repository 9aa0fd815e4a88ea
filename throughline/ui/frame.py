"""What stands round every page: whose records these are, who is signed in, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Section(NamedTuple):
    """One entry of the main navigation; a plain tuple of the three does as well."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Bar:
    """What cannot wait, on top of a page: its title, its sentences, and links as (deed, address, about what)."""

    title: str
    lines: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Frame:
    """The page's surroundings. The template that draws it is ``ui/layout.jinja``.

    `person_key` is any steady word for the person signed in (their id as text). The page sends it back with what is
    kept as they type, so that words never go to whoever signs in next in another window.
    """

    partnership: str = ""
    person: str = ""
    role: str = ""
    sections: tuple[tuple[str, str, bool], ...] = field(default=())
    demonstration: bool = False
    signed_in: bool = False
    person_key: str = ""
    account_url: str = "/account/"
    sign_out_url: str = "/sign-out/"
    search_url: str = "/search"
    access_url: str = "/access/explain"
    rules_url: str = "/rulebook/"
    reference: str = ""


SIGNED_OUT = Frame()
"""The surroundings of a page for somebody who is not signed in."""
