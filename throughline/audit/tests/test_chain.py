"""The chain of events: what is written stays, and what was tampered with shows."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.flushing import guards_down
from throughline.audit.models import Event, Head, as_written
from throughline.audit.queries import broken_links, chains, who_looked
from throughline.audit.rules import FIELDS, first_broken, hash_of
from throughline.audit.services import record, saw
from throughline.cli import main
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
RUTH = Actor(user=7, name="Ruth Adeyemi", role="coordinator", partnership=3)


def write(number: int = 12, by: Actor = RUTH) -> None:
    for step in range(number):
        record(
            by=by,
            at=AT + timedelta(microseconds=step),
            verb="finding.changed",
            subject=("finding", step),
            case=5,
            details={"before": {"text": f"was {step} “ü”"}, "after": {"text": "is", "n": [step, None, True, 1.5]}},
        )


def test_events_follow_one_another() -> None:
    write(3)
    events = list(Event.objects.order_by("number"))
    assert [event.number for event in events] == [1, 2, 3]
    assert events[0].before_hash == "" and events[2].before_hash == events[1].hash
    head = Head.objects.get(chain=3)
    assert (head.length, head.hash) == (3, events[2].hash)
    assert not list(broken_links())


def test_each_partnership_has_its_own_chain_and_the_system_has_one() -> None:
    write(2)
    write(1, by=Actor(user=9, name="x", partnership=4))
    record(by=Actor(user=0, name=""), at=AT, verb="sign_in.refused", subject=("user", 0))
    assert [(chain.chain, chain.events) for chain in chains()] == [(0, 1), (3, 2), (4, 1)]


def test_a_sight_names_what_was_shown() -> None:
    saw(by=RUTH, at=AT, subject=("review", 4), case=5, records=["finding 1", "account"])
    (sight,) = who_looked(chain=3, case=5)
    assert (sight.name, sight.verb, sight.subject) == ("Ruth Adeyemi", "saw", "review")
    assert Event.objects.get().details == {"records": ["finding 1", "account"]}


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Event.objects.filter(number=1).update(actor_name="Somebody else"),
        lambda: Event.objects.filter(number=1).delete(),
        lambda: Event.objects.get(number=1).delete(),
    ],
)
def test_the_database_refuses_to_change_or_remove_an_event(tamper: Callable[[], Any]) -> None:
    write(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper()
    assert Event.objects.count() == 2


def test_every_append_only_table_is_guarded_on_this_engine() -> None:
    tables = {
        "audit_event",
        "reviews_reviewstate",
        "actionplans_actionstate",
        "actionplans_actionupdate",
        "impact_reading",
    }
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE t.tgname LIKE '%append_only%' AND t.tgenabled = 'O'"
            )
            kinds = {"row", "all"}
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
            kinds = {"update", "delete"}
        found = set(cursor.fetchall())
    wanted = {(table, f"{table}_append_only_{kind}") for table in tables for kind in kinds}
    assert wanted <= found


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL can truncate")
def test_the_table_of_events_cannot_be_truncated() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event")


def tampered(do: Callable[[], Any]) -> None:
    with guards_down("default"):
        do()


def test_verify_says_that_all_holds(capsys: pytest.CaptureFixture[str]) -> None:
    write(3)
    assert main(["audit", "verify"]) == 0
    assert "holds: 3 events" in capsys.readouterr().out
    assert main(["audit", "verify", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["broken"] is None and told["events"] == 3 and told["head"] == Head.objects.get().hash


@pytest.mark.parametrize(
    ("do", "number", "why"),
    [
        (lambda: Event.objects.filter(number=5).update(actor_name="Ruth Adeyemj"), 5, "changed after"),
        (lambda: Event.objects.filter(number=5).update(hash="0" * 64), 5, "changed after"),
        (lambda: Event.objects.filter(number=5).update(at=AT), 5, "changed after"),
        (lambda: Event.objects.filter(number=5).update(details={}), 5, "changed after"),
        (lambda: Event.objects.filter(number=5).delete(), 5, "missing"),
        (lambda: Event.objects.filter(number__gt=10).delete(), 11, "there are 10 events"),
        (lambda: Event.objects.filter(number=1).delete(), 1, "missing"),
        (lambda: Head.objects.all().delete(), 1, "says 0"),
        (lambda: Head.objects.update(hash="f" * 64), 12, "not the event"),
        (lambda: Event.objects.all().delete(), 1, "there are 0 events"),
    ],
)
def test_verify_names_the_first_broken_link(
    do: Callable[[], Any], number: int, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write()
    write(3, by=Actor(user=9, name="x", partnership=4))
    tampered(do)
    assert main(["audit", "verify", "--json"]) == 1
    printed = capsys.readouterr()
    told = {chain["chain"]: chain["broken"] for chain in json.loads(printed.out)}
    assert told[3]["number"] == number and why in told[3]["why"]
    assert f"E1709: Chain 3 (a partnership that is gone) breaks at event {number}:" in printed.err


def swap(first: int, second: int, *fields: str) -> None:
    one, two = Event.objects.get(number=first), Event.objects.get(number=second)
    kept = {field: getattr(one, field) for field in fields}
    for field in fields:
        setattr(one, field, getattr(two, field))
        setattr(two, field, kept[field])
    one.save()
    two.save()


def test_swapped_and_reordered_events_show() -> None:
    write()
    others = [field for field in FIELDS if field not in ("chain", "number", "before_hash")]
    tampered(lambda: swap(4, 7, *others))
    assert [(broken.number, broken.why) for broken in broken_links()] == [(4, "it was changed after it was written")]


def test_reordered_events_with_their_hashes_show() -> None:
    write()
    others = [field for field in FIELDS if field not in ("chain", "number")]
    tampered(lambda: swap(4, 7, *others, "hash"))
    assert [(broken.number, broken.why) for broken in broken_links()] == [(4, "it does not follow the event before it")]


def flipped(value: Any, random_: random.Random) -> Any:
    """The value with one bit of it the other way."""
    if isinstance(value, str):
        if not value:
            return "\x01"
        at = random_.randrange(len(value))
        return value[:at] + chr(ord(value[at]) ^ (1 << random_.randrange(7))) + value[at + 1 :]
    if isinstance(value, int):
        return value ^ (1 << random_.randrange(40))
    return json.loads(json.dumps(value)[:-1] + ', "x": 0}')


def mutate(events: list[dict[str, Any]], random_: random.Random) -> list[dict[str, Any]]:
    """The events with one thing done to them that should not have been."""
    events = [dict(event) for event in events]
    kind = random_.choice(["flip", "flip", "flip", "delete", "swap", "truncate", "order", "repeat", "invent"])
    at = random_.randrange(len(events))
    other = (at + random_.randrange(1, len(events))) % len(events)
    if kind == "flip":
        field = random_.choice([*FIELDS, "hash"])
        events[at][field] = flipped(events[at][field], random_)
    elif kind == "delete":
        del events[at]
    elif kind == "swap":
        events[at], events[other] = events[other], events[at]
    elif kind == "truncate":
        del events[-random_.randrange(1, len(events)) :]
    elif kind == "order":
        events[at], events[other] = (
            {**events[other], "number": events[at]["number"]},
            {**events[at], "number": events[other]["number"]},
        )
    elif kind == "repeat":
        events.insert(at, dict(events[at]))
    else:
        made = {**events[-1], "number": len(events) + 1, "before_hash": events[-1]["hash"]}
        events.append({**made, "hash": hash_of(made)})
    return events


def test_ten_thousand_random_mutations_all_show() -> None:
    write(20)
    head = Head.objects.get()
    events = [{**as_written(event), "hash": event.hash} for event in Event.objects.order_by("number")]
    assert first_broken(3, events, head.length, head.hash) is None
    random_ = random.Random(41)
    for turn in range(10_000):
        changed = mutate(events, random_)
        assert first_broken(3, changed, head.length, head.hash) is not None, turn
