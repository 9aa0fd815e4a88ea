"""Twenty agencies send their chronologies into a real system: the far side of `uploads`, called by a walker."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any


def send(client: Any, short: str, files: list[str]) -> dict[str, Any]:
    """Every file is sent by an agency of its own, and one again with a row corrected: processor seconds of each part.

    A file that is sent is kept, read, checked, stored row by row and laid out in the one order. Links are found by the
    worker after; the page says so until then.
    """
    from django.utils import timezone

    from throughline.cases.models import Case
    from throughline.chronology import services
    from throughline.chronology.models import TimelineRow
    from throughline.kernel.actor import Actor
    from throughline.partnerships.models import Agency, AgencyName, Membership, Partnership

    now, where = timezone.now(), Partnership.objects.get(short=short)
    row = Membership.objects.filter(role="coordinator", partnership=where).order_by("id")[0]
    by = Actor(row.user_id, row.user.name, role=row.role, partnership=where.pk, membership=row.pk)
    agencies = []
    for number in range(len(files)):
        agencies.append(Agency.objects.create(partnership=where, kind="other"))
        AgencyName.objects.create(agency=agencies[-1], name=f"Agency that sends {number + 1:02}")
    case = Case.objects.create(partnership=where, reference="BENCH-SENT", made_at=now, made_by=row.user)
    held = services.open_chronology(case, fields={"child_name": "Hazel"}, by=by, at=now)
    told = [Path(file).read_bytes() for file in files]
    begun = time.process_time()
    for agency, data in zip(agencies, told, strict=True):
        services.submit(held, agency=agency, name="chronology.csv", data=data, by=by, at=now)
    sent = time.process_time() - begun
    address = f"/cases/{case.pk}/chronology/"
    client.get("/cases/999999999/chronology/")  # what a process loads once for all pages is no part of a page
    begun = time.process_time()
    status = client.get(address).status_code
    first = time.process_time() - begun
    begun = time.process_time()
    services.submit(held, agency=agencies[0], name="chronology.csv", data=corrected(told[0]), by=by, at=now)
    again = time.process_time() - begun
    begun = time.process_time()
    client.get(address)
    next_ = time.process_time() - begun
    rows = TimelineRow.objects.filter(case=case).count()
    told = {"sent": sent, "first": first, "again": again, "next": next_, "rows": rows, "status": status}
    return told | {"bare": bare(case.pk, len(files))}


def bare(case: int, parts: int) -> float:
    """Processor seconds that the database takes for the same rows, handed over as they are in as many parts; undone."""
    from django.db import connection, transaction

    from throughline.chronology.models import ChronologyEntry, TimelineRow

    seconds, found = 0.0, []
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (ChronologyEntry, TimelineRow):
            table = model._meta.db_table
            columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE case_id = %s ORDER BY id", [case])  # noqa: S608 our own names
            found.append((table, columns, cursor.fetchall()))
        TimelineRow.objects.filter(case=case).delete()
        most = len(found[-1][2])  # of entries also those of the file that was sent again, once more
        for table, columns, every in found:
            rows = every[:most]
            marks = ", ".join(["%s"] * len(columns))
            begun = time.process_time()
            for part in range(parts):
                of = rows[part * len(rows) // parts : (part + 1) * len(rows) // parts]
                cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", of)  # noqa: S608 our own names
            seconds += time.process_time() - begun
        transaction.set_rollback(True)
    return seconds


def corrected(data: bytes) -> bytes:
    """The same file with one word more in its last row."""
    return data.rstrip().removesuffix(b",,") + b" Corrected.,,\n"
