"""The plainest kind of ask: a question in words, answered in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from throughline.kernel.actor import Actor
from throughline.messages.deadlines import provide
from throughline.messages.forms import QuestionForm
from throughline.messages.kinds import Kind, register
from throughline.messages.models import Ask
from throughline.messages.queries.mine import answers_due

KEY = "question"


def keep_words(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> str:
    """The words of the answer, which this room keeps itself."""
    return str(values["text"])


def watch() -> None:
    """A question can be asked, and answers that are due stand in calendars, from now on."""
    provide("answers", answers_due)
    register(Kind(key=KEY, title="A question", form=QuestionForm, answer=keep_words))
