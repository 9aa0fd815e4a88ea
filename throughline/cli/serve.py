"""``throughline serve``: the web server and one background worker, until it is stopped."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from throughline.cli import system
from throughline.kernel.refusals import Refused

LAST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the person may say."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", default="8000", help="port to listen on (default: 8000)")
    parser.add_argument("--workers", type=int, default=1, help="web server processes (default: 1, of 4 threads)")


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop; 2 when the port is taken."""
    args.port = port_of(args.port)
    refuse_taken_port(args.host, args.port)
    if args.host in ("127.0.0.1", "::1") and "THROUGHLINE_HTTPS" not in os.environ:
        os.environ.setdefault("THROUGHLINE_ADDRESS", f"http://localhost:{args.port}")
    system.start()
    system.bring_up_to_date()
    return keep_running([web_command(args), worker_command()], announce=lambda: say_where(args))


def web_command(args: argparse.Namespace) -> list[str]:
    """The web server's command line."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "throughline.config.wsgi:application",
        "--bind",
        f"{args.host}:{args.port}",
        "--workers",
        str(args.workers),
        "--threads",
        "4",
        "--timeout",
        "120",
        "--no-control-socket",
        "--log-level",
        "warning",
    ]


def worker_command() -> list[str]:
    """The background worker's command line."""
    return [sys.executable, "-m", "throughline.cli.worker"]


def port_of(said: str) -> int:
    """The port as a number, or a refusal when no port has it."""
    if said.isascii() and said.isdigit() and 0 < int(said) <= LAST_PORT:
        return int(said)
    raise Refused(
        "E1011",
        f"“{said}” is no port: ports are the numbers from 1 to {LAST_PORT}.",
        "Choose another: make demo PORT=8123, or throughline serve --port 8123.",
    )


def refuse_taken_port(host: str, port: int) -> None:
    """Nothing else listens there, or the refusal says so before anything is started."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                "E1011",
                f"Port {port} on {host} cannot be used: {error.strerror or error}.",
                "Stop what listens there, or choose another: make demo PORT=8123, or throughline serve --port 8123.",
            ) from error


def say_where(args: argparse.Namespace) -> None:
    """The address, once somebody answers there."""
    for _ in range(100):
        with socket.socket(socket.AF_INET6 if ":" in args.host else socket.AF_INET) as probe:
            if probe.connect_ex((args.host, args.port)) == 0:
                break
        time.sleep(0.1)
    host = "localhost" if args.host in ("127.0.0.1", "::1") else args.host
    print(f"Throughline is at http://{host}:{args.port}/   (stop it with Ctrl+C)", flush=True)


def keep_running(commands: list[list[str]], *, announce: object = None) -> int:
    """All run until the first ends or a signal comes; then all are stopped. A worker that dies is started again."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    running = [begin(command) for command in commands]
    if callable(announce):
        announce()
    code = 0
    while not stopping:
        time.sleep(0.3)
        if running[0].poll() is not None:
            code = running[0].returncode or 1
            print("E1012: The web server stopped by itself. Its last words are above.", file=sys.stderr)
            break
        for place, process in enumerate(running[1:], start=1):
            if process.poll() is not None:
                time.sleep(1)
                running[place] = begin(commands[place])
    for process in running:
        process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    return 2 if code else 0


def begin(command: list[str]) -> subprocess.Popen[bytes]:
    """One of our own commands runs, in a group of its own, so that Ctrl+C reaches it through us alone."""
    return subprocess.Popen(command, env=os.environ, start_new_session=True)  # noqa: S603 only our own commands
