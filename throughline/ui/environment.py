"""The template environment: strict about what is missing, with the GOV.UK components from a lenient one beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader, StrictUndefined

from throughline.ui import words
from throughline.ui.shapes import STATES, state

COMPONENTS = {
    "govukBackLink": "back-link",
    "govukBreadcrumbs": "breadcrumbs",
    "govukButton": "button",
    "govukCharacterCount": "character-count",
    "govukCheckboxes": "checkboxes",
    "govukDateInput": "date-input",
    "govukDetails": "details",
    "govukErrorMessage": "error-message",
    "govukErrorSummary": "error-summary",
    "govukFieldset": "fieldset",
    "govukFileUpload": "file-upload",
    "govukHint": "hint",
    "govukInput": "input",
    "govukInsetText": "inset-text",
    "govukLabel": "label",
    "govukPagination": "pagination",
    "govukPasswordInput": "password-input",
    "govukRadios": "radios",
    "govukSelect": "select",
    "govukSkipLink": "skip-link",
    "govukTextarea": "textarea",
    "govukWarningText": "warning-text",
}


@cache
def _lenient() -> Environment:
    """The components' own environment: they are written for templates where a missing option is simply not there."""
    return Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja", "templates")}),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _macro(name: str) -> Callable[..., Any]:
    template = _lenient().get_template(f"govuk_frontend_jinja/components/{COMPONENTS[name]}/macro.html")
    macro: Callable[..., Any] = getattr(template.module, name)
    return macro


def _component(name: str) -> Callable[..., Any]:
    """A GOV.UK component that loads itself when it is first drawn."""

    def draw(params: dict[str, Any]) -> Any:
        return _macro(name)(params)

    draw.__name__ = name
    return draw


def environment(**options: Any) -> Environment:
    """The environment of every page: a missing value is an error, never a blank."""
    options["undefined"] = StrictUndefined
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    strict = Environment(**options)  # noqa: S701 - Django asks for escaping; see the next line
    strict.autoescape = True
    strict.globals.update({name: _component(name) for name in COMPONENTS})
    strict.globals.update(static=static, url=address, state=state, states=STATES)
    for name in (
        "day",
        "long_day",
        "short_day",
        "clock_time",
        "moment",
        "counted",
        "in_words",
        "capital",
        "listed",
        "file_size",
        "period",
    ):
        strict.filters[name] = getattr(words, name)
    return strict


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name: ``url("reviews:review", review.id)``."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
