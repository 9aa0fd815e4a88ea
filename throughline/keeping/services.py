"""Write everything into one file, and fill an empty system from it, whichever engine either stands on."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from throughline import __version__
from throughline.access.sealing import key_from
from throughline.access.services.factors import seal_anew
from throughline.audit.services import record
from throughline.keeping import container
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

THE_MACHINE = Actor(user=0, name="The machine", via="machine")
# A room by its own label, which may be another than its folder's: Django has an app of the name “messages” too.
KEPT_APPS = ("account", "mfa", *(app.label for app in apps.get_app_configs() if app.name in settings.ROOMS))
CHUNK = 500
# On one's own machine the secret key lies beside the records and was made by itself. What opens the authenticator keys
# comes along, so that people can sign in after a restore elsewhere; in production the key is kept apart, and stays so.
FACTORS_KEY = "second-factors.key"
Tables = list[type[models.Model]]
Told = Callable[[Tables], Iterable[type[models.Model]]]


class Exact(DjangoJSONEncoder):
    """Moments to the microsecond: the audit chain's hashes are made of them."""

    def default(self, o: Any) -> Any:
        """The value as JSON can carry it."""
        return o.isoformat(timespec="microseconds") if isinstance(o, datetime) else super().default(o)


def kept_models() -> list[type[models.Model]]:
    """Every table whose rows are in a backup: our rooms' and the sign-in library's; no sessions, nothing rebuilt."""
    return [
        model
        for label in KEPT_APPS
        for model in apps.get_app_config(label).get_models()
        if model._meta.managed and not getattr(model, "REBUILT", False) and not issubclass(model, AbstractBaseSession)
    ]


def back_up(*, file: Path, at: datetime, told: Told = list) -> dict[str, int]:
    """`file` holds every row and every file as they stood at one moment. Returns how many of each.

    `told` is given the tables and gives them back one by one: a progress bar, for one.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        counts: dict[str, int] = {}
        container.write(file, lambda archive: fill(archive, at, counts, told))
    record(by=THE_MACHINE, at=at, verb="backup.made", subject=("system", 0), chain=0, details=counts)
    return counts


def fill(archive: zipfile.ZipFile, at: datetime, counts: dict[str, int], told: Told) -> None:
    """The archive holds rows, files and a manifest that says which tables they belong to."""
    tables: dict[str, int] = {}
    for model in told(kept_models()):
        with archive.open(f"rows/{model._meta.label_lower}.jsonl", "w") as raw, TextIOWrapper(raw, "utf-8") as out:
            rows = model._default_manager.order_by("pk").iterator(chunk_size=CHUNK)
            serializers.serialize("jsonl", rows, stream=out, cls=Exact)
        tables[model._meta.label_lower] = model._default_manager.count()
    counts["rows"], counts["files"] = sum(tables.values()), 0
    root = Path(settings.FILES)
    for path in sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else []:
        archive.write(path, f"files/{path.relative_to(root).as_posix()}")
        counts["files"] += 1
    manifest = {"version": __version__, "at": at.isoformat(), "tables": tables, "migrations": applied()}
    if settings.MODE != "production":
        archive.writestr(FACTORS_KEY, key_from(settings.SECRET_KEY))
    archive.writestr("manifest.json", json.dumps(manifest, indent=1))


def applied() -> list[str]:
    """The changes to the tables of our rooms that this database has had, in order of name."""
    done = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done if app in KEPT_APPS)


def is_empty() -> bool:
    """True while nobody and nothing has been recorded here."""
    return not any(model._default_manager.exists() for model in kept_models())


def restore(*, file: Path, at: datetime, told: Told = list) -> dict[str, int]:
    """An empty system holds what the backup held; a damaged file or a system with records in it is refused."""
    container.check(file)
    if not is_empty():
        raise Refused(
            "E1704",
            "This system already holds records, and a restore never mixes two.",
            "Point THROUGHLINE_HOME (and DATABASE_URL, if it is set) at an empty place, and restore there.",
        )
    root = Path(settings.FILES)
    arriving = root.with_name("files-arriving")
    shutil.rmtree(arriving, ignore_errors=True)
    try:
        with zipfile.ZipFile(file) as archive, transaction.atomic():
            manifest = json.loads(archive.read("manifest.json"))
            refuse_other_tables(manifest)
            rows = sum(load(archive, model) for model in told(kept_models()))
            put_counters_right()
            if FACTORS_KEY in archive.namelist():
                seal_anew(key=archive.read(FACTORS_KEY), by=THE_MACHINE, at=at)
            files = unpack(archive, arriving)
            if arriving.exists():
                root.parent.mkdir(parents=True, exist_ok=True)
                if root.exists():
                    root.rmdir()
                arriving.replace(root)
    except BaseException:
        shutil.rmtree(arriving, ignore_errors=True)
        raise
    counts = {"rows": rows, "files": files}
    record(by=THE_MACHINE, at=at, verb="backup.restored", subject=("system", 0), chain=0, details=counts)
    return counts


def refuse_other_tables(manifest: dict[str, Any]) -> None:
    """The backup's tables are the ones this version has, else it is refused."""
    if manifest["migrations"] != applied():
        raise Refused(
            "E1705",
            f"The backup was made by version {manifest['version']}, whose tables differ from this version's.",
            f"Restore it with version {manifest['version']}, then bring that system up to date.",
        )


def load(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    """All rows of one table, and how many there were."""
    count = 0
    with archive.open(f"rows/{model._meta.label_lower}.jsonl") as raw, TextIOWrapper(raw, "utf-8") as lines:
        for chunk in chunks(serializers.deserialize("jsonl", lines)):
            model._default_manager.bulk_create([row.object for row in chunk])
            tie(model, chunk)
            count += len(chunk)
    return count


def tie(model: type[models.Model], rows: list[Any]) -> None:
    """The many-to-many ties of these rows stand."""
    for field in model._meta.many_to_many:
        through: type[models.Model] = field.remote_field.through  # type: ignore[assignment]
        here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        ties = [
            through(**{here: row.object.pk, there: other})
            for row in rows
            for other in (row.m2m_data or {}).get(field.name, ())
        ]
        through._default_manager.bulk_create(ties)


def chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    """The rows, `CHUNK` at a time."""
    held: list[Any] = []
    for row in rows:
        held.append(row)
        if len(held) == CHUNK:
            yield held
            held = []
    if held:
        yield held


def put_counters_right() -> None:
    """New rows get numbers after the restored ones."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(sql)


def unpack(archive: zipfile.ZipFile, to: Path) -> int:
    """The backup's files lie under `to`; how many there were."""
    names = [name for name in archive.namelist() if name.startswith("files/")]
    for name in names:
        target = (to / name.removeprefix("files/")).resolve()
        if not target.is_relative_to(to.resolve()):
            raise Refused("E1706", "The backup names a file outside its own folder.", "Do not use this file.")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        container.unpack_to(archive, name, target)
    return len(names)
