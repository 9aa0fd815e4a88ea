"""Every file goes by the virus scanner, in the protocol that ClamAV speaks; what is infected is kept nowhere."""

from __future__ import annotations

import hashlib
import re
import socket
import struct
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests import factories as make
from tests.scanner import Scanner, eicar, scanner
from tests.signing_in import signed_in
from throughline.audit.models import Event
from throughline.cli.check import scanner as look_at
from throughline.config.environment import clamd_of
from throughline.documents.models import Document, Waiting
from throughline.documents.scanning import Stream, Verdict, version
from throughline.kernel.refusals import Refused
from throughline.ui.forms import DrawsItself

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def clamd(settings: Settings) -> Iterator[Scanner]:
    """A scanner that listens, and that the settings name."""
    with scanner() as made:
        settings.CLAMD = made.address
        yield made


def judged(address: str, *pieces: bytes) -> Verdict:
    """What the scanner says of those bytes."""
    with Stream(address) as stream:
        for piece in pieces:
            stream.send(piece)
        return stream.verdict()


def test_clean_bytes_are_clean_and_a_signature_is_found_even_across_two_pieces() -> None:
    half, large = len(eicar()) // 2, b"x" * 200_000
    with scanner() as one:
        assert judged(one.address, large) == Verdict()
        assert one.seen == [large]
        assert judged(one.address, eicar()[:half], eicar()[half:]) == Verdict(found="Eicar-Signature")
        assert judged(one.address) == Verdict()
        assert version(one.address).startswith("ClamAV 1.0.0")


def test_a_scanner_that_cannot_tell_is_never_taken_for_one_that_found_nothing(tmp_path: Path) -> None:
    with scanner() as one:
        one.most = 10
        assert judged(one.address, b"x" * 100).failed == "INSTREAM size limit exceeded. ERROR"
    assert judged(one.address, b"x").failed
    assert judged(str(tmp_path / "nothing.ctl"), b"x").failed
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        thread = threading.Thread(target=lambda: deaf.accept()[0].close())
        thread.start()
        assert judged(f"127.0.0.1:{deaf.getsockname()[1]}", b"x").failed
        thread.join()


def test_it_speaks_over_the_path_of_a_socket_too(tmp_path: Path) -> None:
    place = str(tmp_path / "c")
    heard: list[bytes] = []

    def answer() -> None:
        one, _ = listening.accept()
        with one:
            while not b"".join(heard).endswith(struct.pack("!I", 0)):
                heard.append(one.recv(4096))
            one.sendall(b"stream: OK\0")

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen()
        thread = threading.Thread(target=answer)
        thread.start()
        assert judged(place, b"abc") == Verdict()
        thread.join()
    assert b"".join(heard) == b"zINSTREAM\0" + struct.pack("!I", 3) + b"abc" + struct.pack("!I", 0)


@pytest.mark.parametrize("said", ["", "/run/clamav/clamd.ctl", "localhost:3310", "[::1]:3310"])
def test_a_place_where_it_listens(said: str) -> None:
    assert clamd_of({"THROUGHLINE_CLAMD": f" {said}"}) == said


@pytest.mark.parametrize("said", ["clamd.ctl", "localhost", "localhost:", ":3310", "localhost:0", "h:99999", "h:x"])
def test_no_place_at_all(said: str) -> None:
    with pytest.raises(Refused, match="E1009"):
        clamd_of({"THROUGHLINE_CLAMD": said})


def test_the_check_says_plainly_whether_files_are_scanned(clamd: Scanner, settings: Settings) -> None:
    assert look_at().found.startswith("ClamAV 1.0.0")
    settings.CLAMD = ""
    assert look_at().found.startswith("none: files are not scanned for viruses")
    assert not look_at().wrong
    settings.CLAMD = "127.0.0.1:1"
    assert look_at().wrong.startswith("E1028")


@pytest.fixture
def client(db: None) -> Client:
    """A client in which a coordinator is signed in."""
    return signed_in(make.member(make.partnership()))


def words(answer: object) -> str:
    """The page's words."""
    return " ".join(unescape(answer.content.decode()).split())  # type: ignore[attr-defined]


def in_the_store() -> list[Path]:
    """Every file that is kept."""
    return [file for file in Path(settings.FILES).rglob("*") if file.is_file()]


@pytest.mark.parametrize("size", [0, 3_000_000], ids=["in memory", "on its way through a file"])
def test_an_infected_file_is_refused_on_the_form_and_kept_nowhere(client: Client, clamd: Scanner, size: int) -> None:
    before, data = in_the_store(), b"Notes. " + b"x" * size + eicar()
    sent = {"documents": SimpleUploadedFile("notes.txt", data), "into": "new"}
    answer = client.post("/imports/new", sent)
    page = words(answer)
    assert answer.status_code == 200
    assert "notes.txt was not taken: the virus scanner found Eicar-Signature in it. Nothing of it was kept." in page
    assert "empty" not in page
    assert (Document.objects.count(), Waiting.objects.count(), in_the_store()) == (0, 0, before)
    event = Event.objects.get(verb="upload.refused")
    assert event.details == {
        "refused": "E1320",
        "found": "Eicar-Signature",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    assert event.actor


def test_one_infected_file_among_several_stops_the_others_too(client: Client, clamd: Scanner) -> None:
    files = [SimpleUploadedFile("a.txt", b"Finding 1: Nobody asked."), SimpleUploadedFile("b.txt", eicar())]
    assert "b.txt was not taken" in words(client.post("/imports/new", {"documents": files, "into": "new"}))
    assert not Document.objects.exists()


def test_a_clean_file_is_taken(client: Client, clamd: Scanner) -> None:
    data = b"Finding 1: Nobody asked the children."
    answer = client.post("/imports/new", {"documents": SimpleUploadedFile("a.txt", data), "into": "new"})
    assert answer.status_code == 302
    assert (clamd.seen, Document.objects.count()) == ([data], 1)


def test_while_the_scanner_does_not_answer_no_file_is_taken(client: Client, settings: Settings) -> None:
    settings.CLAMD = "127.0.0.1:1"
    answer = client.post("/imports/new", {"documents": SimpleUploadedFile("a.txt", b"Finding 1."), "into": "new"})
    assert "a.txt was not taken: it could not be scanned for viruses." in words(answer)
    assert Event.objects.get(verb="upload.refused").details["refused"] == "E1321"


def test_the_file_of_a_case_and_a_file_nobody_asked_for_go_by_the_scanner_too(client: Client, clamd: Scanner) -> None:
    client.post("/imports/new", {"surprise": SimpleUploadedFile("s.txt", eicar()), "into": "new"})
    client.post("/cases/load", {"file": SimpleUploadedFile("case.zip", eicar())})
    assert Event.objects.filter(verb="upload.refused").count() == 2


def test_pages_that_take_files_say_whether_they_are_scanned(client: Client, settings: Settings) -> None:
    assert "This system does not scan files for viruses." in words(client.get("/imports/new"))
    settings.CLAMD = "127.0.0.1:1"
    assert "Every file is scanned for viruses before it is taken." in words(client.get("/imports/new"))


def test_no_way_leads_past_the_door() -> None:
    """Files come in through the handlers alone, the scanner before those that keep them, and into forms of ours."""
    names = [name.rpartition(".")[2] for name in settings.FILE_UPLOAD_HANDLERS]
    assert names == ["Quota", "Scan", "MemoryFileUploadHandler", "TemporaryFileUploadHandler"]
    waiting, seen = [forms.BaseForm], set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        taken = any(isinstance(field, forms.FileField) for field in getattr(kind, "base_fields", {}).values())
        if taken and kind.__module__.startswith("throughline"):
            assert issubclass(kind, DrawsItself), kind
            seen.add(kind.__name__)
    assert {"UploadForm", "LoadForm"} <= seen
    for file in (one for one in (ROOT / "throughline").rglob("*.py") if "tests" not in one.parts):
        for line in re.findall(r"[^\n]*request\.FILES[^\n]*", file.read_text(encoding="utf-8")):
            assert re.search(r"(?:form|Form|form_class|kind\.form)\(.*request\.FILES", line), f"{file.name}: {line}"
        assert "upload_handlers =" not in file.read_text(encoding="utf-8"), file.name
