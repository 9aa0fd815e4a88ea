"""Words are only words in pages: every page of every role, with the active text in every column of every table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.functions import Cast, Concat
from lxml import html

from tests.flushing import guards_down
from tests.laws.matrix import ROWS
from tests.laws.sweeping import address_of, ask
from tests.laws.world import World, build
from tests.putting_back import put_back
from throughline.partnerships.models import User
from throughline.reviews.models import Subject

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


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world with the active text in every column, really committed and gone afterwards.

    Sowing takes guards down. Inside the transaction that did so, every savepoint rolled back would cost a look at the
    whole schema, and there is one for each page.
    """
    with django_db_blocker.unblock(), put_back():
        with transaction.atomic():
            made = build()
            assert sow() > 40
            connection.run_on_commit = []
        yield made


@pytest.mark.parametrize("who", ["coordinator", "agency_lead", "elected_member", "administrator"])
def test_nothing_that_was_written_acts_in_any_page(world: World, who: str) -> None:
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
