"""A virus scanner for tests: it speaks the protocol of ClamAV's daemon, and knows one signature."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def eicar() -> bytes:
    """The harmless text that every scanner knows as a test; put together here, so that no file of ours is one."""
    return "".join(("X5O!P%@AP[4", r"\PZX54(P^)7CC)7}", "$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!", "$H+H*")).encode()


class _Answers(socketserver.BaseRequestHandler):
    server: Any

    def handle(self) -> None:
        said = self._until_nul()
        if said == b"zVERSION":
            self.request.sendall(b"ClamAV 1.0.0/27000/Thu Nov 26 09:00:00 2026\0")
        elif said == b"zINSTREAM":
            self._stream()
        else:
            self.request.sendall(b"UNKNOWN COMMAND\0")

    def _until_nul(self) -> bytes:
        said = b""
        while not said.endswith(b"\0"):
            said += self.request.recv(1) or b"\0"
        return said[:-1]

    def _exactly(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            more = self.request.recv(count - len(got))
            if not more:
                raise ConnectionError
            got += more
        return got

    def _stream(self) -> None:
        whole = b""
        while size := struct.unpack("!I", self._exactly(4))[0]:
            whole += self._exactly(size)
            if len(whole) > self.server.most:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(whole)
        found = eicar() in whole
        self.request.sendall(b"stream: Eicar-Signature FOUND\0" if found else b"stream: OK\0")


class Scanner(socketserver.ThreadingTCPServer):
    """It listens on this machine, remembers what it saw, and takes at most `most` bytes."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.seen: list[bytes] = []
        self.most = 10_000_000

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.server_address[1]}"


@contextmanager
def scanner() -> Iterator[Scanner]:
    """A scanner that listens as long as it is used."""
    with Scanner() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()
