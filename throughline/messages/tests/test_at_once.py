"""Several at the same moment: one answer, one message, on whichever database."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from tests import factories as make
from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.messages import sending, services
from throughline.messages.models import Ask, AskAnswer, Message
from throughline.messages.services import opening
from throughline.messages.tests import asking
from throughline.messages.tests.asking import asked, code_for, link_sent

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 5


def at_once(do: Callable[[int], Any]) -> list[Any]:
    """What `do` gave in each of several threads that start together; an exception ends the test."""
    barrier, found = Barrier(MANY), [None] * MANY

    def run(number: int) -> None:
        barrier.wait()
        try:
            found[number] = do(number)
        except Exception as error:  # noqa: BLE001 - handed to the test, which looks at it
            found[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_many_who_answer_at_once_one_has_an_effect() -> None:
    link, _ = link_sent(asked(asking.scene()))
    assert opening.try_code(link, code=code_for(link), at=make.NOW)
    by = opening.person_of(link)

    def answer(number: int) -> bool:
        if number % 2:
            return services.return_nil(link, searched="RiO", searched_name="J. Osei", by=by, at=make.NOW)
        return services.answer(link, values={"text": f"Answer {number}"}, by=by, at=make.NOW)

    found = at_once(answer)
    assert sorted(map(str, found)) == ["False"] * (MANY - 1) + ["True"], found
    assert AskAnswer.objects.count() == 1 and Ask.objects.get().state in ("answered", "nil")
    assert Event.objects.filter(verb="ask.used_twice").count() == MANY - 1
    assert list(broken_links()) == []


def test_of_many_workers_one_sends() -> None:
    asked(asking.scene())
    pk = Message.objects.get().pk
    mail.outbox.clear()
    found = at_once(lambda number: sending.send(pk, make.NOW))
    assert sorted(found) == ["not waiting"] * (MANY - 1) + ["sent"]
    assert len(mail.outbox) == 1


def test_one_code_opens_one_browser() -> None:
    link, _ = link_sent(asked(asking.scene()))
    code = code_for(link)
    found = at_once(lambda number: opening.try_code(link, code=code, at=make.NOW) is not None)
    assert sorted(map(str, found)) == ["False"] * (MANY - 1) + ["True"], found
