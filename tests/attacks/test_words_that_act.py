"""Words are only words: in pages, pictures, Word and PDF files, whatever somebody wrote or a document held."""

from __future__ import annotations

import io
import re
import time
import zipfile
from html import escape
from typing import Any

import pytest
from django.db import connection, transaction

from tests import factories as make
from tests.laws.world import World
from throughline.findings.models import Finding
from throughline.impact.models import Statement
from throughline.kernel.letters import writable
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import User
from throughline.reporting.services import make_progress_report
from throughline.reviews.models import Review, Subject

# What a page makes of words is decided above the database, so it is walked once.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="pages of active words are walked once, on SQLite"),
]
WRITTEN = {
    "template": "{{ 7*7 }} {% for x in y %} {%p if z %} {{r x}} {# #}",
    "word": "</w:t></w:r><w:r><w:t>In & out ]]> <!--",
    "field": '=cmd|"/C calc"!A0 { HYPERLINK "http://x" } =1+1',
    "typst": '#eval("1+1") #image("/etc/passwd") $ x^2 $ @ref \\ #include "a" *b* _c_ [d] // /* */',
    "control": "a\x0bb\x0cc\x1bd\x07e\x1ff\ufffeg\uffff",
    "turned": "\u202egnp.exe\u2066\u2069 \u200b\u200d\ufeff",
    "faces": "👨‍👩‍👧 🙂 e\u0301",
    "long": "a" * 20_000,
}


@pytest.fixture(autouse=True)
def nothing_stays(world: World) -> Any:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written(world: World, words: str, media: Any) -> bytes:
    person = world.people["coordinator"]
    review = Review.objects.select_related("case").get(pk=world.ids["review"])
    review.name = words[:300]
    review.save()
    Subject.objects.filter(review=review).update(name=words[:120])
    Finding.objects.filter(review=review).update(text=words)
    Statement.objects.filter(review=review).update(text=words, outcome=words)
    User.objects.filter(pk=person.pk).update(name=words[:200])
    by = make.actor(User.objects.get(pk=person.pk))
    made = make_progress_report(review, on=make.TODAY, media=media, partnership_name=words[:200], by=by, at=make.NOW)
    assert re.fullmatch(r"[a-z0-9-]{1,80}\.(docx|pdf)", made.name)
    return made.data


def unescape_quotes(text: str) -> str:
    return text.replace("&quot;", '"').replace("&#34;", '"').replace("&#39;", "'")


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_word_report_holds_the_words_and_nothing_that_acts(world: World, kind: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(world, WRITTEN[kind], "docx")))
    document = archive.read("word/document.xml").decode()
    texts = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", document))
    seen = escape(writable(WRITTEN[kind]), quote=False)
    assert "".join(seen.split())[:200] in "".join(unescape_quotes(texts).split())
    assert "cmd" not in "".join(re.findall(r"<w:instrText[^>]*>([^<]*)<", document))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", document)


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_pdf_report_is_made_and_nothing_in_it_acts(world: World, kind: str) -> None:
    try:
        data = written(world, WRITTEN[kind], "pdf")
    except Refused as refused:  # a letter that no font of ours holds, or a word longer than a PDF takes
        assert (refused.number, kind in ("faces", "long")) == ("E1608", True)
        return
    assert data.startswith(b"%PDF-")
    for active in (b"/JavaScript", b"/JS ", b"/Launch", b"/URI", b"/EmbeddedFile", b"root:"):
        assert active not in data


@pytest.mark.parametrize("kind", WRITTEN)
def test_pages_stand_whatever_a_record_says_and_one_word_without_end_does_not_hold_them_up(
    world: World, kind: str
) -> None:
    Finding.objects.filter(pk=world.ids["finding"]).update(text=WRITTEN[kind] * 2)
    client, review = world.clients["coordinator"], world.ids["review"]
    for page in (f"/reviews/{review}/", f"/reviews/{review}/thread", f"/findings/{world.ids['finding']}/", "/thread/"):
        began = time.monotonic()
        assert client.get(page).status_code == 200
        assert time.monotonic() - began < 8


def test_what_is_typed_keeps_only_letters_that_can_be_written(world: World) -> None:
    sent = {"number": "7", "text": WRITTEN["control"] + WRITTEN["turned"], "once": "typed"}
    assert world.clients["coordinator"].post(f"/reviews/{world.ids['review']}/findings/new", sent).status_code == 302
    assert Finding.objects.latest("id").text == "a\nb\ncdefggnp.exe \u200b\u200d"
