"""What rooms say when they start is not replaced by what another says after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from throughline.access import queries as access
from throughline.documents import queries as documents
from throughline.messages import deadlines


@pytest.mark.parametrize(
    ("say", "name"),
    [
        (documents.opens, "case"),
        (documents.closes, "case"),
        (documents.closes, "chronology"),
        (documents.holds, "chronology"),
        (deadlines.provide, "answers"),
        (access.noted, next(iter(access._NOTED))),
        (deadlines.provide, "recommendations"),
    ],
)
def test_what_a_room_said_at_its_start_is_not_replaced(say: Callable[..., None], name: str) -> None:
    def other(*_: Any, **__: Any) -> Any:
        return None

    with pytest.raises(ValueError, match=name):
        say(name, other)
