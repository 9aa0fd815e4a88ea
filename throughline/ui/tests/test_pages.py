"""The pages of this room, the strictness of its templates, and the weight of a first view."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.http import Http404, HttpResponse
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError

from throughline.ui import views
from throughline.ui.frame import Frame
from throughline.ui.gallery import EXAMPLES, SHOWN
from throughline.ui.glossary import glossary
from throughline.ui.shapes import STATES

UI = Path(__file__).resolve().parent.parent
STATIC = UI / "static" / "ui"
TEMPLATES = sorted((UI / "jinja2").rglob("*.jinja"))
FRAME = Frame(
    partnership="Wexmoor Safeguarding Children Partnership",
    person="Ruth Adeyemi",
    role="coordinator",
    sections=(("Your work", "/", True), ("Reviews", "/reviews/", False)),
    demonstration=True,
    signed_in=True,
    person_key="7",
)
BUDGET = 66 * 1024


@pytest.fixture(autouse=True)
def _framed(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    """These pages are looked at without the machinery of signing in."""
    settings.ROOT_URLCONF = "throughline.ui.tests.addresses"  # type: ignore[attr-defined]

    def plain(
        request: object, template: str, context: dict[str, object] | None = None, status: int = 200
    ) -> HttpResponse:
        made = engines["jinja2"].env.get_template(template)
        return HttpResponse(made.render({"frame": FRAME, "csrf_input": "", **(context or {})}), status=status)

    monkeypatch.setattr(views, "render", plain)


def page(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize("name", ["support", "help", "words", "accessibility", "privacy"])
def test_the_texts_have_one_heading_and_a_title(name: str) -> None:
    html = page(views.text_page(RequestFactory().get("/"), name=name))
    assert html.count("<h1") == 1
    assert re.search(r"<title>\w.* - Throughline</title>", html)


def test_the_words_page_lists_every_word() -> None:
    html = page(views.text_page(RequestFactory().get("/"), name="words"))
    for _, _, entries in glossary():
        for word, _ in entries:
            assert f"<dt>{word}</dt>" in html


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda r: views.bad_request(r, ValueError()), 400),
        (lambda r: views.not_allowed(r, PermissionError("You wrote it.")), 403),
        (lambda r: views.form_too_old(r, "x"), 403),
        (lambda r: views.not_found(r, ValueError("/secret/")), 404),
        (views.server_error, 500),
    ],
    ids=["400", "403", "csrf", "404", "500"],
)
def test_refusals_are_pages_that_say_what_to_do(answer: object, status: int) -> None:
    response = answer(RequestFactory().get("/"))  # type: ignore[operator]
    assert response.status_code == status
    html = page(response)
    assert html.count("<h1") == 1 and "Go to your work" in html and "/secret/" not in html


def test_a_refusal_with_a_reason_shows_it() -> None:
    assert "You wrote it." in page(views.not_allowed(RequestFactory().get("/"), PermissionError("You wrote it.")))


def test_the_gallery_shows_every_state_and_its_errors(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    html = page(views.gallery(RequestFactory().get("/gallery/")))
    for one in STATES.values():
        assert f"<span>{one.word}</span>" in html
    with_errors = page(views.gallery(RequestFactory().post("/gallery/", {})))
    assert "There is a problem" in with_errors
    assert "<title>Error: Gallery - Throughline</title>" in with_errors


def test_every_example_is_in_the_gallery_and_every_macro_in_an_example(settings: object) -> None:
    shown = {key for key, _, _ in SHOWN}
    assert shown == {path.stem for path in EXAMPLES.glob("*.jinja")}
    lines = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES if path.parent == EXAMPLES)
    imported = (UI / "jinja2/ui/components.jinja").read_text(encoding="utf-8")
    macros = set(re.findall(r" as _(\w+)", imported))
    elsewhere = {"breadcrumbs", "title", "messages", "proof", "clock_strip", "table", "row", "distress_left_out"}
    elsewhere |= {"day_slide"}  # it moves the day of a form, and changes what the page shows
    assert macros - set(re.findall(r"ui\.(\w+)\(", lines)) == elsewhere
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    assert page(views.gallery(RequestFactory().get("/gallery/"))).count('class="tl-code"') == len(shown)


def test_the_gallery_is_not_there_in_production(settings: object) -> None:
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    with pytest.raises(Http404):
        views.gallery(RequestFactory().get("/gallery/"))


def test_a_missing_value_is_an_error_never_a_blank() -> None:
    env = engines["jinja2"].env
    with pytest.raises(UndefinedError):
        env.from_string("{{ who }}").render()
    with pytest.raises(UndefinedError):
        env.from_string("{{ review.name }}").render(review=object())


def test_a_govuk_component_draws_in_the_strict_environment_and_escapes() -> None:
    made = engines["jinja2"].env.from_string("{{ govukButton({'text': words}) }}").render(words="<b>Save</b>")
    assert 'class="govuk-button"' in made
    assert "&lt;b&gt;Save&lt;/b&gt;" in made


def test_components_escape_what_they_are_given() -> None:
    env = engines["jinja2"].env
    made = env.from_string(
        "{% import 'ui/components.jinja' as ui %}{{ ui.status('due', w) }}{{ ui.lead(w, w) }}{{ ui.pairs([(w, w)]) }}"
        "{{ ui.dense_table(w, [w], [[w]]) }}{{ ui.button(w) }}{{ ui.title(w) }}{{ ui.message(w) }}"
    ).render(w="<i>x</i>")
    assert "<i>" not in made
    assert made.count("&lt;i&gt;x&lt;/i&gt;") >= 10


@pytest.mark.parametrize("template", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_no_template_has_a_style_or_a_script_in_it(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"\sstyle\s*=\s*['\"]|<style|\son[a-z]+\s*=\s*['\"]|javascript:", text, re.I)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text, re.I)


def test_styles_and_scripts_come_from_here_alone() -> None:
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text
        assert "GDS Transport" not in text
        assert not re.search(r"url\(\s*[\"']?(?:/|https?:)", text)
        assert not re.search(r"localStorage|sessionStorage|indexedDB|innerHTML|eval\(", text)


def test_every_file_that_the_styles_name_is_there() -> None:
    for path in STATIC.rglob("*.css"):
        for name in re.findall(r"url\([\"']?([^\"')]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / name).is_file(), name


def test_every_class_of_ours_in_a_template_has_a_rule() -> None:
    css = (STATIC / "throughline.css").read_text(encoding="utf-8")
    used = {
        name for path in TEMPLATES for name in re.findall(r"\btl-[a-z0-9_-]*[a-z0-9]", path.read_text(encoding="utf-8"))
    }
    unknown = {name for name in used if not re.search(rf"\.{name}(?![a-z0-9])", css)}
    assert unknown <= {"tl-cover-title", "tl-stages"}, unknown


def test_a_first_view_is_light(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    html = gzip.compress(views.gallery(RequestFactory().get("/gallery/")).content, 9)
    names = ["govuk/govuk.css", "throughline.css", "govuk/govuk.js", "throughline.js", "mark.svg"]
    parts = {name: len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names}
    parts["font"] = (STATIC / "fonts/throughline-sans.woff2").stat().st_size
    assert sum(parts.values()) + len(html) <= BUDGET, parts
