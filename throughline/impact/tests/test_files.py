"""Files of evidence: what they are by their content, who may fetch them, and how they are handed out."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories as make
from throughline.access.roles import AGENCY_LEAD, ELECTED_MEMBER
from throughline.audit.models import Event
from throughline.documents.models import Document
from throughline.documents.services import keep
from throughline.files.showing import MOST, media_of
from throughline.impact.models import Evidence
from throughline.impact.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import new_address

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def office(main: str) -> bytes:
    """A zip that says of itself what kind of Office file it is."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("[Content_Types].xml", f'<Types><Override ContentType="application/vnd.{main}+xml"/></Types>')
    return kept.getvalue()


WORD = office("openxmlformats-officedocument.wordprocessingml.document.main")
EXCEL = office("openxmlformats-officedocument.spreadsheetml.sheet.main")
MACROS = office("ms-excel.sheet.macroEnabled.main")


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("a.docx", WORD, "docx"),
        ("a.XLSX", EXCEL, "excel"),
        ("a.pdf", b"%PDF-1.7 x", "pdf"),
        ("a.csv", b"month,value\n2025-04,42\n", "values"),
        ("a.txt", b"Minutes.", "text"),
        ("a.png", PNG, "png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0 x", "jpeg"),
    ],
)
def test_what_a_file_is(name: str, data: bytes, media: str) -> None:
    assert media_of(name, data) == media


@pytest.mark.parametrize(
    ("name", "data", "number"),
    [
        ("a.pdf", b"", "E1102"),
        ("a.exe", b"MZ\x90", "E1103"),
        ("a.html", b"<script>1</script>", "E1103"),
        ("a.svg", b"<svg onload='1'/>", "E1103"),
        ("nothing", b"x", "E1103"),
        ("a.png", b"<html><script>1</script>", "E1104"),
        ("a.pdf", PNG, "E1104"),
        ("a.txt", b"MZ\x90\0", "E1104"),
        ("a.csv", EXCEL, "E1104"),
        ("a.docx", EXCEL, "E1104"),
        ("a.xlsx", MACROS, "E1115"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "E1105"),
        ("a.png", PNG + b"\0" * MOST, "E1109"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "E1112"),
    ],
)
def test_what_a_file_is_not(name: str, data: bytes, number: str) -> None:
    with pytest.raises(Refused, match=number):
        media_of(name, data)


@pytest.fixture
def scene(db: None) -> Scene:
    """A published review with one record of every kind."""
    return build()


def test_evidence_comes_with_its_file_which_only_those_of_the_case_fetch(scene: Scene) -> None:
    lead, url = scene.client(AGENCY_LEAD), new_address("evidence", scene.review.pk)
    assert 'enctype="multipart/form-data"' in words(lead.get(url))
    sent = {"text": "Forty files.", "kind": "audit", "actions": [scene.rows["action"].pk]}
    page = words(lead.post(url, {**sent, "file": SimpleUploadedFile("audit.pdf", PNG)}))
    assert "audit.pdf is not the type it claims" in page
    assert not Document.objects.exists()
    to = lead.post(url, {**sent, "file": SimpleUploadedFile("../<b>audit.png", PNG, "text/html")})["Location"]
    row = Evidence.objects.get(text="Forty files.")
    assert row.document is not None
    assert Event.objects.filter(verb="document.kept", actor=scene.people[AGENCY_LEAD].pk).count() == 1
    page = words(scene.client().get(to))
    assert f'href="/documents/{row.document.pk}/"' in page
    assert "It was not read here" in words(scene.client().get(f"/documents/{row.document.pk}/"))
    fetched = f"/documents/{row.document.pk}/download"
    answer = lead.get(fetched)
    assert answer.content == PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith('attachment; filename="b_audit.png"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    for role in (ELECTED_MEMBER, "stranger"):
        assert scene.client(role).get(fetched).status_code == 404
    assert "The file that shows it" not in words(scene.client(ELECTED_MEMBER).get(to))


def test_a_file_and_a_paper_of_the_case_are_not_chosen_together(scene: Scene) -> None:
    paper = make.document(scene.review.case)
    sent = {"text": "x", "kind": "data", "document": str(paper.pk), "file": SimpleUploadedFile("a.png", PNG)}
    page = words(scene.client().post(new_address("evidence", scene.review.pk), sent))
    assert "Choose a paper of this case or a file, not both." in page


def test_a_file_that_was_kept_unread_has_its_text_once_it_is_read(scene: Scene) -> None:
    common = {"partnership": scene.where.pk, "name": "a.txt", "data": b"Nobody asked.", "by": scene.by, "at": make.NOW}
    unread = {"kind": "evidence", "title": "", "text": ""}
    first = keep(**common, reading=unread)
    again = keep(**common, reading={"kind": "review_report", "title": "A", "text": "Nobody asked."})
    assert (again.pk, again.text, again.kind) == (first.pk, "Nobody asked.", "review_report")
    assert keep(**common, reading=unread).text == "Nobody asked."
