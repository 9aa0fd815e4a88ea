"""What others owe, and the messages that did not go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.rules import why_not
from throughline.messages import rules, services
from throughline.messages.models import Message
from throughline.messages.permissions import why_not_see
from throughline.messages.queries.owed import (
    Trouble,
    get_message,
    how_long,
    in_trouble,
    owed_by_others,
)
from throughline.messages.views.about import WORDS, allowed
from throughline.ui.pages import render
from throughline.ui.words import short_day


@dataclass(frozen=True)
class Row:
    """One line of “Waiting on others”."""

    id: int
    who: str
    agency: str
    what: str
    reference: str
    sign: str
    how_long: str
    reminded: str
    reminds: bool
    escalates: bool


@dataclass(frozen=True)
class OwedPage:
    """What others owe, and what did not go out; `may` is whether this person may do something about it."""

    rows: tuple[Row, ...]
    trouble: tuple[tuple[Trouble, str, str], ...]
    may: bool


@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """Everything that others owe, the longest past its day first, and the messages that did not go."""
    actor, on = actor_of(request), day_of(request)
    allowed(why_not_see(actor=actor, on=on))
    rows = tuple(
        Row(
            one.id,
            one.who,
            one.agency,
            one.title,
            one.reference,
            "overdue" if one.late else "waiting",
            "Its links ran out" if one.state == "expired" else how_long(one.late, one.waited),
            _reminded(one.reminded),
            reminds=rules.is_open(one.state),
            escalates=rules.is_open(one.state) and bool(one.late and one.reminded),
        )
        for one in owed_by_others(actor, on=on)
    )
    trouble = tuple((one, WORDS[one.kind], what_to_do(one)) for one in in_trouble(actor, on=on))
    may = why_not(actor, "ask others") is None
    return render(request, "messages/owed.jinja", OwedPage(rows, trouble, may))


def what_to_do(one: Trouble) -> str:
    """What to do about a message that did not go."""
    if one.unsure:
        return f"It was being sent when the background worker stopped. Ask {one.to} if it came; if not, send it again."
    if not one.can_be_sent:
        return "Whoever needs a code asks for a new one at their link. Have the mail settings looked at."
    return f"The mail server did not take it ({one.why}). Have the mail settings looked at, then send it again."


def _reminded(moments: tuple[datetime, ...]) -> str:
    if not moments:
        return "not yet reminded"
    return f"reminded {' and '.join(short_day(one) for one in moments[-2:])}"


@require_POST
def send_again(request: HttpRequest, id: int) -> HttpResponse:
    """Send a message once more that did not go."""
    row: Message = get_message(id, actor=actor_of(request), on=day_of(request))
    services.send_again(row, by=actor_of(request), at=now_of(request))
    messages.success(request, "The message waits to be sent again.")
    return HttpResponseRedirect(reverse("messages:owed"))
