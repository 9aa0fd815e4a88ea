"""Ask ClamAV about bytes as they come in, in the words that its daemon understands.

``zINSTREAM`` opens a stream; each piece goes with its length before it, four bytes, the highest first; a length of
nought ends it, and one line says what was found (clamd(8), COMMANDS). Nothing is written to a disk on this side.
"""

from __future__ import annotations

import re
import socket
import struct
from dataclasses import dataclass
from types import TracebackType

from throughline.kernel.refusals import Refused

CONNECT_WITHIN, ANSWER_WITHIN = 5, 120
LONGEST_ANSWER = 4096
PIECE = 64 * 1024
_FOUND = re.compile(r"stream: (.+) FOUND")
_NAME = re.compile(r"[^\w.:()/+ -]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says: `found` names what it found, or is empty; `failed` says why it could not tell."""

    found: str = ""
    failed: str = ""


class Stream:
    """One file on its way to the scanner at `address`: a path of a socket, or ``host:port``."""

    def __init__(self, address: str) -> None:
        self._failed = ""
        self._socket: socket.socket | None = None
        try:
            self._socket = connected(address)
            self._socket.sendall(b"zINSTREAM\0")
        except OSError as error:
            self._fail(error)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def send(self, data: bytes) -> None:
        """These bytes come next. Nothing is sent once the scanner does not listen any more."""
        if self._socket is None or self._failed:
            return
        try:
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                self._socket.sendall(struct.pack("!I", len(piece)) + piece)
        except OSError as error:  # it may have said why before it stopped listening
            self._failed = self._heard() or _why(error)

    def verdict(self) -> Verdict:
        """What the scanner says of the bytes that were sent; the stream is closed after."""
        try:
            if self._socket is None or self._failed:
                return Verdict(failed=self._failed)
            self._socket.sendall(struct.pack("!I", 0))
            said = self._heard()
        except OSError as error:
            return Verdict(failed=self._heard() or _why(error))
        finally:
            self.close()
        if said == "stream: OK":
            return Verdict()
        if infected := _FOUND.fullmatch(said):
            return Verdict(found=_NAME.sub("_", infected[1])[:100])
        return Verdict(failed=said or "it said nothing")

    def close(self) -> None:
        """Nothing is open any longer."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _heard(self) -> str:
        """What the scanner said, up to the end of its line; empty when it said nothing."""
        said = b""
        try:
            while self._socket is not None and b"\0" not in said and len(said) < LONGEST_ANSWER:
                more = self._socket.recv(LONGEST_ANSWER)
                if not more:
                    break
                said += more
        except OSError:
            pass
        return said.partition(b"\0")[0].decode("utf-8", "replace").strip()

    def _fail(self, error: OSError) -> None:
        self._failed = _why(error)
        self.close()


def connected(address: str) -> socket.socket:
    """A connection to the scanner; ``OSError`` when nobody answers there."""
    if address.startswith("/"):
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(CONNECT_WITHIN)
        try:
            made.connect(address)
        except OSError:
            made.close()
            raise
    else:
        host, _, port = address.rpartition(":")
        made = socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_WITHIN)
    made.settimeout(ANSWER_WITHIN)
    return made


def version(address: str) -> str:
    """What the scanner says of itself and its signatures; ``OSError`` when it does not answer as one would."""
    with connected(address) as asked:
        asked.settimeout(CONNECT_WITHIN)
        asked.sendall(b"zVERSION\0")
        said = asked.recv(LONGEST_ANSWER).partition(b"\0")[0].decode("utf-8", "replace").strip()
    if not said:
        raise OSError("it said nothing")
    return said[:100]


def infected(name: str, found: str) -> Refused:
    """The scanner found something in the file."""
    return Refused(
        "E1320",
        f"{name} was not taken: the virus scanner found {found} in it. Nothing of it was kept.",
        "Do not open the file again. Tell whoever looks after your computers, and ask the sender for a clean copy.",
    )


def unscanned(name: str) -> Refused:
    """The scanner could not look at the file, so it is not taken."""
    return Refused(
        "E1321",
        f"{name} was not taken: it could not be scanned for viruses. Nothing of it was kept.",
        "Try again later. If that does not help, tell whoever looks after the service; throughline check says why.",
    )


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__)[:200]
