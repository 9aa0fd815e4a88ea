"""Words are only words: in pages, pictures, Word and PDF files, whatever somebody wrote or a document held."""

from __future__ import annotations

import io
import re
import time
import zipfile
from html import escape
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.functions import Cast, Concat
from lxml import html

from tests import factories as make
from tests.flushing import guards_down
from tests.laws.matrix import ROWS
from tests.laws.sweeping import address_of, ask
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
ACTIVE = (
    "\"><script>alert(1)</script><img src=x onerror=alert(1)>'<svg/onload=alert(1)>{{7*7}}{% raw %}"
    '<a href="javascript:alert(1)">j</a>&amp;]]><!--'
)
# Words that are keys to choices or are checked by their shape; and tables that only grow.
LEFT = re.compile(
    r"^(state|kind|media|sha256|kept_as|password|short|role|.*iso|better|choice|rule|number|tag|.*_kind)$"
)
LEFT_TOO = {"colour", "key", "scope", "token", "severity", "answer", "record_type", "response", "reader", "email"}
GROW = {"Event", "Head", "Session", "User", "Entry", "ReviewState", "ActionState", "ActionUpdate", "Reading"}
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


def once_in(model: Any) -> set[str]:
    """The columns that a constraint lets stand once, as the title of a questionnaire in its partnership."""
    return {
        name
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint)
        for name in one.fields
        if name == "title"
    }


def sow() -> int:
    """Every text of every table is the active one; how many columns there were."""
    sown = 0
    with guards_down("default"):
        for model in apps.get_models():
            if not model.__module__.startswith("throughline") or model.__name__ in GROW:
                continue
            names: dict[str, Any] = {
                field.name: ACTIVE[: field.max_length or None]
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique
                if not LEFT.match(field.name) and field.name not in LEFT_TOO | {"reference", "once"} | once_in(model)
            }
            if "pseudonym" in names:  # stands once in its case, so each is the active one with a number of its own
                longest = model._meta.get_field("pseudonym").max_length - 12
                number = Cast("pk", models.CharField(max_length=12))
                names["pseudonym"] = Concat(models.Value(ACTIVE[:longest]), number)
            if names:
                model._default_manager.update(**names)
                sown += len(names)
    User.objects.update(name=ACTIVE)
    Subject.objects.update(also=[ACTIVE])
    return sown


@pytest.mark.parametrize("who", ["coordinator", "agency_lead", "elected_member", "administrator"])
def test_nothing_that_was_written_acts_in_any_page(world: World, who: str) -> None:
    assert sow() > 40
    acting, shown = [], 0
    for row in ROWS:
        if row.answers("GET").get(who) != "page":
            continue
        response = ask(world, who, "GET", address_of(row, world))
        if "html" not in response.headers.get("Content-Type", ""):
            continue
        shown += response.content.count(b"alert(1)")
        for element in html.document_fromstring(response.content).iter():
            if not isinstance(element.tag, str):
                continue
            acts = element.tag == "script" and not (element.get("src") or "").startswith("/static/")
            acts |= element.tag in ("iframe", "object", "embed", "foreignobject", "img") and element.get("src") == "x"
            acts |= any(
                name.startswith("on") or value.strip().lower().startswith("javascript:")
                for name, value in element.attrib.items()
            )
            if acts:
                acting.append((row.route, html.tostring(element)[:100]))
    assert acting == []
    assert shown > 5


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
