"""The file store and what is kept in it."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import factories
from throughline.audit.models import Event
from throughline.documents import services, store
from throughline.documents.models import Document, Span
from throughline.documents.queries import files_amiss
from throughline.kernel.refusals import Refused

AT = factories.NOW


def reading(text: str, title: str = "A paper") -> dict[str, Any]:
    """What the reader says of a document with nothing in it."""
    return {"text": text, "title": title, "kind": "other", "doubts": []}


def kept(text: str = "One line.\n\nAnother.", name: str = "paper.md", **more: Any) -> Document:
    by = more.pop("by", None) or factories.coordinator()
    return services.keep(
        partnership=by.partnership, name=name, data=text.encode(), reading=reading(text), by=by, at=AT, **more
    )


def test_bytes_lie_under_a_random_name_that_only_this_service_reads() -> None:
    names = {store.put(b"the same") for _ in range(5)}
    assert len(names) == 5
    for name in names:
        path = store.path_of(name)
        assert path.read_bytes() == b"the same"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert path.suffix == "" and len(path.name) == 32


@pytest.mark.parametrize("name", ["../../etc/passwd", "ab/../../x", "", "ab/" + "g" * 32, "zz/" + "a" * 32, "aa"])
def test_no_other_name_leads_anywhere(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        store.get(name)


def test_a_write_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.put(b"much")
    assert not [path for path in Path(settings.FILES).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_same_bytes_in_a_partnership_are_the_same_document() -> None:
    by = factories.coordinator()
    one, two = kept(by=by), kept(by=by, name="other name.txt")
    assert one == two and Document.objects.count() == 1
    assert kept() != one
    assert Event.objects.filter(verb="document.kept").count() == 2


@pytest.mark.django_db
def test_letters_that_no_database_can_write_are_replaced_place_for_place() -> None:
    text = "bad \x00 and \ud800 here"
    by = factories.coordinator()
    row = services.keep(
        partnership=by.partnership, name="x.txt", data=b"bytes", reading=reading(text, title="a\x00b"), by=by, at=AT
    )
    row.refresh_from_db()
    assert row.text == "bad \ufffd and \ufffd here" and row.title == "a\ufffdb" and len(row.text) == len(text)


@pytest.mark.django_db
def test_a_span_is_the_words_at_its_place_and_is_made_once() -> None:
    row = kept()
    one, two = services.span(row, 0, 9), services.span(row, 0, 9)
    assert one == two and one.words == "One line." and Span.objects.count() == 1
    for start, end in ((0, 0), (5, 2), (-1, 3), (0, 999)):
        with pytest.raises(Refused, match="E1310"):
            services.span(row, start, end)


@pytest.mark.django_db
def test_missing_and_changed_files_and_strays_are_named_and_strays_are_swept() -> None:
    good, lost, changed = kept("a"), kept("b"), kept("c")
    store.remove(lost.kept_as)
    store.path_of(changed.kept_as).write_bytes(b"other")
    stray = store.path_of(store.put(b"left by a crash"))
    part = stray.with_name("half.part")
    part.write_bytes(b"half")
    now = datetime.now(UTC)
    assert files_amiss(at=datetime.now(UTC)) == ([lost.pk], [changed.pk], [])
    assert services.sweep(at=now) == 0
    later = now + timedelta(hours=2)
    assert sorted(files_amiss(at=later)[2]) == sorted([stray.name, part.name])
    assert services.sweep(at=later) == 2
    assert store.get(good.kept_as) == b"a" and not stray.exists() and not part.exists()
