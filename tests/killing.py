"""A program that is killed at each of its statements in turn, and what is left in the record then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction

PLACES = 200
OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Killed(BaseException):
    """The process ended here; nothing catches it."""


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours."""
    models = [one for one in apps.get_models(include_auto_created=True) if one.__module__.startswith("throughline.")]
    return {one._meta.db_table: sorted(one.objects.values_list(), key=str) for one in models}


def killed_at(place: int, do: Callable[[], object]) -> bool:
    """True when `do` was killed before its statement of that number; false when it had fewer, and ended."""
    left = [place]

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= not sql.startswith(OF_TRANSACTIONS)
        if left[0] == -1:
            left[0] = -2
            raise Killed  # once: what is rolled back after it, the database does by itself
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(kill):
            do()
    except Killed:
        return True
    return False


def statements_of(do: Callable[[], object]) -> int:
    """How many statements `do` has. It is done to count them, and put back."""
    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(count):
            do()
        transaction.set_rollback(True)
    return sum(not sql.startswith(OF_TRANSACTIONS) for sql in asked)


def left_behind(do: Callable[[], object]) -> Iterator[int]:
    """The statements before which a kill leaves anything in the record. At last `do` is done.

    The record is read before the first kill and after the last; only where it differs, after each of a second round.
    """
    many, before = statements_of(do), everything()
    assert 0 < many < PLACES, "It has more statements than are tried."
    assert all(killed_at(place, do) for place in range(many))
    if everything() != before:
        for place in range(many):
            before = everything()
            killed_at(place, do)
            if everything() != before:
                yield place
    do()
