"""What can be asked. A room that asks registers how its form looks and what becomes of the answer.

In the `ready` of the room's app, as `throughline.intake.apps` does::

    import_module("throughline.rapidreviews.asking").watch()

where `watch` calls `register(Kind(...))`. Nothing here knows the rooms that register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Q

from throughline.kernel.actor import Actor
from throughline.kernel.registers import registered
from throughline.messages.models import Ask


class Answers(Protocol):
    """Takes an answer into the record of the room that asked, in the transaction that closes the ask, once."""

    def __call__(self, *, ask: Ask, values: dict[str, Any], by: Actor, at: Any) -> object:
        """`values` is the `cleaned_data` of the kind's form; `by` the person asked, known by name and number.

        A text that it returns is kept as the words of the answer. What raises leaves the ask open and nothing written;
        a `Refused` stands on the form as a sentence.
        """


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that goes with a question: it is empty, or holds nothing but what the asked person is to know."""

    data: bytes
    name: str
    media: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of ask.

    `key` is for ever, like ``rapid_review.agency``. `title` names nobody: it stands on lists and over the form.
    `form` is a form class of ours, made as ``form(data, files, ask=ask)``. Where an ask is about several cases, `cases`
    gives their numbers, and the form is made with ``reader=`` too: it shows that person nothing of a case shut to them;
    `under` gives, for some cases, the condition on asks that are about one of them: such an ask stands under each.
    `answer` keeps what it says; `nil`, if
    given, is told that they hold nothing, with ``values`` of `searched` and `searched_name`. `template` extends
    ``messages/answer.jinja``; `more` gives it what it shows besides, as ``page.more``. `offers_nil` is whether
    “we looked and hold nothing” is an answer. `so_far`, if given, keeps what was typed and leaves the ask open.
    `check`, if given, says what an answer would come to, as ``page.checked``, and keeps nothing. `papers`, if given,
    makes a file that goes with the question, by its name. `dated` forms are made with ``on=``, the day; and where
    `tells` is true, the words kept of an answer are said to whoever gave it.
    """

    key: str
    title: str
    form: Callable[..., Any]
    answer: Answers
    template: str = "messages/answer.jinja"
    more: Callable[[Ask], Any] | None = None
    nil: Answers | None = None
    so_far: Answers | None = None
    check: Callable[[Ask, dict[str, Any]], Any] | None = None
    papers: Callable[[Ask, str], Paper | None] | None = None
    dated: bool = False
    tells: bool = False
    offers_nil: bool = True
    cases: Callable[[Ask], Iterable[int]] | None = None
    under: Callable[[Any], Q] | None = None

    def asking_form(self, data: Any = None, files: Any = None, *, ask: Ask, reader: int, on: date, **more: Any) -> Any:
        """The form, for that person to read and fill in on that day."""
        given = {"reader": reader} if self.cases else {}
        return self.form(data, files, ask=ask, **given, **({"on": on} if self.dated else {}), **more)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """That kind can be asked from now on. Twice the same key is a mistake in the program."""
    registered(_KINDS, kind.key, kind)


def kind_of(key: str) -> Kind:
    """The kind of that key. One that nobody registered is a mistake in the program."""
    return _KINDS[key]


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of their keys."""
    return tuple(_KINDS[key] for key in sorted(_KINDS))
