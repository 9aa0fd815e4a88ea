"""A Word file from a template, whose instructions run in a sandbox; the words given to it are only words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from throughline.documents.rendering.words import written


def render(template: Path, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """The Word file that `template` makes of `values`, with its title and author, and nothing hidden in it."""
    word = DocxTemplate(str(template))
    values = written(values)
    word.render(values, SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    properties = word.docx.core_properties
    properties.title = values["title"]
    properties.author = properties.last_modified_by = values["brand"]["name"]
    properties.subject = values["reference"]
    properties.comments, properties.keywords, properties.language = "", "", "en-GB"
    properties.created = properties.modified = at.replace(tzinfo=None)
    out = BytesIO()
    word.save(out)
    return out.getvalue()
