"""A backup holds everything, shows any damage before anything is restored, and fills only an empty system."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as some

from tests import factories
from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.audit.services import record
from throughline.demonstration.services import seed
from throughline.demonstration.tests.asked import asked
from throughline.findings.models import Finding, Recommendation
from throughline.keeping import container
from throughline.keeping.services import back_up, is_empty, kept_models, restore
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import AskLink
from throughline.partnerships.models import Membership, User
from throughline.reviews.models import Review

AT = datetime(2026, 3, 12, 9, 0, 0, 123457, tzinfo=UTC)


def stored() -> Actor:
    """A partnership with a case, a review, a finding tied to a recommendation, a file, and events."""
    home = factories.partnership()
    row = factories.user()
    Membership.objects.create(user=row, partnership=home, role="coordinator", from_on=AT.date())
    case = factories.case(home)
    common = {"case": case, "made_at": AT, "made_by": row}
    review = Review.objects.create(kind="lcspr", name="Alder", **common)
    finding = Finding.objects.create(review=review, number="1", text="Nobody asked who lived there.", **common)
    asked = Recommendation.objects.create(review=review, number="1", text="Ask.", **common)
    asked.findings.set([finding])
    kept = Path(settings.FILES) / "ab" / "abcdef"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"the bytes of a paper")
    actor = Actor(user=row.pk, name=row.name, role="coordinator", partnership=home.pk)
    record(by=actor, at=AT, verb="finding.added", subject=("finding", finding.pk), case=case.pk)
    return actor


def emptied() -> None:
    """The database and the files are as in a new system, with its append-only tables guarded as before."""
    call_command("flush", interactive=False, verbosity=0)
    for path in sorted(Path(settings.FILES).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def everything() -> dict[str, str]:
    """A hash of every table's rows, so that two systems can be held side by side."""
    found = {}
    for model in kept_models():
        if model is not Event:
            rows = [str(row) for row in model._default_manager.order_by("pk").values_list()]
            found[model._meta.label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


@pytest.mark.django_db(transaction=True)
def test_what_was_there_is_there_again(tmp_path: Path) -> None:
    stored()
    before, events = everything(), list(Event.objects.order_by("chain", "number").values())
    file = tmp_path / "all.backup"
    counts = back_up(file=file, at=AT)
    assert counts["files"] == 1
    assert file.stat().st_mode & 0o077 == 0
    emptied()
    assert is_empty()
    restore(file=file, at=AT)
    after = everything()
    del before["audit.Head"], after["audit.Head"]  # the restore itself is an event of the system's own chain
    assert after == before
    assert list(Event.objects.filter(chain__gt=0).order_by("chain", "number").values()) == events
    assert Recommendation.objects.get().findings.get().number == "1"
    assert (Path(settings.FILES) / "ab" / "abcdef").read_bytes() == b"the bytes of a paper"
    assert list(broken_links()) == []
    assert User.objects.create_user("new@wexmoor.example", "Somebody New").pk > max(
        User.objects.exclude(email="new@wexmoor.example").values_list("pk", flat=True)
    )


def ties() -> dict[str, set[tuple[int, ...]]]:
    """What is tied to what, in every table of ties."""
    through = {f.remote_field.through for model in kept_models() for f in model._meta.local_many_to_many}
    return {
        one._meta.label: set(one._default_manager.values_list(*[f.attname for f in one._meta.fields[1:]]))
        for one in through
    }


@pytest.mark.django_db(transaction=True)
def test_the_whole_demonstration_is_there_again(tmp_path: Path) -> None:
    seed(at=AT)
    asked(at=AT)
    filled = {model._meta.label for model in kept_models() if model._default_manager.exists()}
    assert {"rapidreviews.Signature", "correspondence.AskLink", "rulebook.Correction", "voices.Voice"} <= filled
    before, tied = everything(), ties()
    file = tmp_path / "all.backup"
    counts = back_up(file=file, at=AT)
    emptied()
    assert restore(file=file, at=AT)["rows"] == counts["rows"]
    after = everything()
    del before["audit.Head"], after["audit.Head"]
    assert after == before
    assert ties() == tied
    assert list(broken_links()) == []
    assert AskLink.objects.get().hash == "ab" * 32


@pytest.mark.django_db(transaction=True)
def test_a_system_with_records_is_left_as_it_is(tmp_path: Path) -> None:
    stored()
    file = tmp_path / "all.backup"
    back_up(file=file, at=AT)
    before = everything()
    with pytest.raises(Refused) as refused:
        restore(file=file, at=AT)
    assert refused.value.number == "E1704"
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_a_restore_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored()
    file = tmp_path / "all.backup"
    back_up(file=file, at=AT)
    emptied()

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(container, "unpack_to", full)
    with pytest.raises(OSError, match="No space left"):
        restore(file=file, at=AT)
    assert is_empty()
    assert not list(Path(settings.FILES).rglob("*"))
    assert not Path(settings.FILES).with_name("files-arriving").exists()


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_other_tables_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored()
    file = tmp_path / "all.backup"
    back_up(file=file, at=AT)
    emptied()
    monkeypatch.setattr("throughline.keeping.services.applied", lambda: ["cases.0099_later"])
    with pytest.raises(Refused) as refused:
        restore(file=file, at=AT)
    assert refused.value.number == "E1705"
    assert is_empty()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup file of a few hundred bytes."""
    file = tmp_path_factory.mktemp("small") / "small.backup"
    container.write(file, lambda archive: archive.writestr("manifest.json", json.dumps({"tables": {}})))
    return file


@given(data=some.data())
@how(max_examples=300, deadline=None)
def test_any_changed_byte_is_found(small: Path, data: some.DataObject) -> None:
    whole = small.read_bytes()
    place = data.draw(some.integers(0, len(whole) - 1))
    bit = data.draw(some.integers(0, 7))
    damaged = small.with_name("damaged.backup")
    damaged.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << bit)]) + whole[place + 1 :])
    with pytest.raises(Refused) as refused:
        container.check(damaged)
    assert refused.value.number in ("E1702", "E1703")
    damaged.write_bytes(whole[:place])
    with pytest.raises(Refused):
        container.check(damaged)


def test_a_whole_file_is_not_refused(small: Path) -> None:
    container.check(small)


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(archive: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        container.write(tmp_path / "none.backup", fail)
    assert list(tmp_path.iterdir()) == []


def test_the_tables_kept_leave_out_only_what_is_made_again() -> None:
    left = {model._meta.label for model in apps.get_models() if model not in kept_models() and not rebuilt(model)}
    assert left == {
        "auth.Group",
        "auth.Permission",
        "contenttypes.ContentType",
        "access.Session",
        "django_tasks_database.DBTaskResult",
    }


def rebuilt(model: type[models.Model]) -> bool:
    """True for what triggers make anew from the rows that are restored."""
    return bool(getattr(model, "REBUILT", False)) or not model._meta.managed
