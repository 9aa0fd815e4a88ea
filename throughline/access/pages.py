"""What the pages of this room show, each one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The sign-in page. `next` is where the person was going; a demonstration shows the code to enter.

    `kept` is true when a form was sent too late, and what it held is kept for the person who typed it.
    """

    next: str = ""
    code: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class SetUpPage:
    """Setting up an authenticator app: the key as a picture and as letters."""

    next: str
    key: str
    picture: str
    size: int


@dataclass(frozen=True, slots=True)
class CodesPage:
    """Recovery codes, shown so that they can be kept."""

    codes: tuple[str, ...]
    next: str = "/"


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A person's own account: address, ways in, and where else they are signed in."""

    name: str
    email: str
    codes_left: int
    sessions_elsewhere: int
    memberships: int
    links: tuple[tuple[str, str], ...] = ()


def picture_of(words: str) -> tuple[str, int]:
    """The words as a square code: the path of its dark cells, and how many cells wide it is with its margin."""
    code = qrcode.QRCode(border=2)
    code.add_data(words)
    code.make()
    cells = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(cells) for x, dark in enumerate(row) if dark)
    return path, len(cells)


def in_fours(key: str) -> str:
    """``ABCD EFGH``: a key that people can type."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
