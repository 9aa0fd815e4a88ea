"""One home's side of the walk: a process that opens the addresses it is given and says what each cost.

Started by `pages` and `weight` in the environment of a home. One JSON line in, one out.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from . import filling, sent

FREE = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Counter:
    """Counts statements, those that only open and close transactions left out."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self.statements: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django's hook around every statement."""
        if not sql.lstrip().upper().startswith(FREE):
            self.statements.append(sql)
        return execute(sql, params, many, context)


def main() -> int:
    """Answer until the last line."""
    from throughline.cli import system

    system.start()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    settings.PAGES_AT_MOST = settings.EXPORTS_AT_MOST = 1_000_000  # no person opens so many so quickly
    client = Client(headers={"accept-encoding": "gzip"})
    deeds: dict[str, Callable[..., Any]] = {
        "sign_in": sign_in,
        "open": open_page,
        "addresses": addresses,
        "sql": sql,
        "timelines": timelines,
        "make_boards": filling.make_boards,
        "count_boards": filling.count_boards,
        "change": filling.change,
        "send": sent.send,
    }
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(deeds[order.pop("do")](client, **order)), flush=True)
    return 0


def sign_in(client: Any, role: str) -> dict[str, str]:
    """The client is that role's person of the first partnership, with a fresh second factor."""
    from throughline.partnerships.models import Membership

    row = Membership.objects.select_related("user").filter(role=role).order_by("partnership", "id")[0]
    client.force_login(row.user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(row.user.pk)
    session["membership"] = row.pk
    session.save()
    return {"name": row.user.name, "partnership": row.partnership.short}


def open_page(client: Any, address: str) -> dict[str, Any]:
    """One page: seconds, statements, status, and how many bytes it is, compressed."""
    from django.db import connection

    counter = Counter()
    with connection.execute_wrapper(counter):
        begun = time.perf_counter()
        answer = client.get(address)
        seconds = time.perf_counter() - begun
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    packed = answer.headers.get("Content-Encoding", "") == "gzip"
    return {
        "status": answer.status_code,
        "seconds": seconds,
        "statements": len(counter.statements),
        "packed": packed,
        "weight": len(body) if packed else len(gzip.compress(body, 6)),
        "text": (gzip.decompress(body) if packed else body).decode("utf-8", "replace"),
    }


def sql(client: Any, address: str) -> list[str]:
    """The statements of one page, to look at."""
    from django.db import connection

    counter = Counter()
    with connection.execute_wrapper(counter):
        client.get(address)
    return counter.statements


def addresses(client: Any, short: str) -> dict[str, Any]:
    """The partnership's first review and first record of each kind, for addresses; and how many of all there are."""
    from throughline.actionplans.models import Action
    from throughline.demonstration import kinds as copied
    from throughline.findings.models import Finding, LearningPoint, Recommendation
    from throughline.impact.models import Measure, Statement
    from throughline.partnerships.models import Partnership
    from throughline.reviews.models import Review

    counted = (Partnership, *(model for model, _ in copied.copied()))
    found: dict[str, Any] = {"rows": {kind.__name__: kind._default_manager.count() for kind in counted}}
    kinds = (Review, Finding, LearningPoint, Recommendation, Action, Statement, Measure)
    for kind in kinds:
        own = kind._default_manager.filter(case__partnership__short=short)
        found[kind.__name__.lower()] = own.order_by("id").values_list("id", flat=True).first()
    return found


def timelines(client: Any, short: str, sizes: list[int]) -> dict[str, Any]:
    """A case with a chronology of each size in that partnership, all of its agencies telling as much as one another."""
    from django.utils import timezone

    from throughline.cases.models import Case
    from throughline.chronology import linking, services
    from throughline.chronology.models import ChronologyEntry, FoundLink, FoundSilence, KeyEpisode
    from throughline.kernel.actor import Actor
    from throughline.partnerships.models import Agency, Membership, Partnership

    now, where = timezone.now(), Partnership.objects.get(short=short)
    row = Membership.objects.filter(role="coordinator", partnership=where).order_by("id")[0]
    by = Actor(row.user_id, row.user.name, role=row.role, partnership=where.pk, membership=row.pk)
    agencies = list(Agency.objects.filter(partnership=where).order_by("id")[:20])
    made = []
    for size in sizes:
        case = Case.objects.create(partnership=where, reference=f"BENCH-{size}", made_at=now, made_by=row.user)
        held = services.open_chronology(case, fields={"child_name": "Hazel"}, by=by, at=now)
        for number, agency in enumerate(agencies):
            data = told_by(number, size // len(agencies), size)
            services.submit(held, agency=agency, name=f"{number}.csv", data=data, by=by, at=now)
        linking.link_up(held, on=timezone.localdate(now))
        marked = list(ChronologyEntry.objects.filter(case=case).order_by("id")[:: max(1, size // 60)])
        for entry in marked:
            services.mark(entry, held, kind="significant", by=by, at=now)
        for place in range(6):
            services.put_in(held, marked[place * 10 : place * 10 + 10], name=f"Episode {place + 1}", by=by, at=now)
        of = {"case": case.pk}
        links, silences = FoundLink.objects.filter(**of).count(), FoundSilence.objects.filter(**of).count()
        episode = KeyEpisode.objects.filter(**of).order_by("id")[0].pk
        made.append(of | {"links": links, "silences": silences, "episode": episode})
    return {"cases": made, "agency": agencies[0].pk, "agencies": len(agencies)}


def told_by(agency: int, rows: int, seed: int) -> bytes:
    """What one agency tells in ten years, the same each time."""
    import random
    from datetime import date, timedelta

    from .prose import Writer

    lot, writer = random.Random(1000 * agency + seed), Writer(agency + seed)  # noqa: S311 the same days each time
    lines = ["Date,Source,Event,Child"]
    for _ in range(rows):
        day = date(2010, 1, 1) + timedelta(days=lot.randrange(3_650))
        words = writer.sentence().replace('"', "'")
        lines.append(f'{day:%d/%m/%Y},Case notes,"{words}",{lot.choice(("Hazel", "Rowan", "Alder", ""))}')
    return "\n".join(lines).encode()


if __name__ == "__main__":
    sys.exit(main())
