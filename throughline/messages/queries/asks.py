"""Asks, through the cases that a person may see, or through a link that was sent."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.http import Http404

from throughline.access.queries import name_on
from throughline.access.rules import why_not
from throughline.cases.queries import visible_cases
from throughline.kernel.actor import Actor
from throughline.kernel.numbers import is_whole
from throughline.messages.kinds import kind_of, kinds
from throughline.messages.models import Ask, AskLink, AskOpening
from throughline.messages.sending import hash_of

SEVERAL = "several cases"
"""The reference of an ask about several cases, where the one under which it is kept may not be seen."""


def visible_asks(actor: Actor, *, on: date) -> QuerySet[Ask]:
    """The asks of every case that this person may see, for a role that sees what others owe, each with a `reference`.

    One about several cases stands under each of them. Its reference is that of the case under which it is kept, where
    the person may see that one.
    """
    if why_not(actor, "see what others owe"):
        return Ask.objects.annotate(reference=Value("", CharField())).none()
    cases = visible_cases(actor, on=on)
    stands = Q(case__in=cases)
    for kind in kinds():
        if kind.under is not None:
            stands |= Q(kind=kind.key) & kind.under(cases)
    known = When(case__in=cases, then=F("case__reference"))
    rows = Ask.objects.filter(stands).annotate(reference=Case(known, default=Value(SEVERAL), output_field=CharField()))
    return rows.select_related("case", "to", "made_by")


def cases_under(ask: Ask, actor: Actor, *, on: date) -> dict[int, str]:
    """The cases under which that ask stands and which the person may see, by number, with their references."""
    several = kind_of(ask.kind).cases
    wanted = {ask.case_id, *(several(ask) if several is not None else ())}
    rows = visible_cases(actor, on=on).filter(pk__in=wanted).order_by("reference")
    return dict(rows.values_list("pk", "reference"))


def get_ask(id: int, *, actor: Actor, on: date) -> Ask:
    """That ask, or a 404."""
    found = visible_asks(actor, on=on).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def asks_about(subject_type: str, subject: int, *, actor: Actor, on: date) -> QuerySet[Ask]:
    """What was asked about that thing, in the order in which it was asked, with answers and states at hand."""
    return (
        visible_asks(actor, on=on)
        .filter(subject_type=subject_type, subject=subject)
        .select_related("answer")
        .prefetch_related("states", "messages")
        .order_by("id")
    )


def ask_of_link(token: str) -> AskLink | None:
    """The link with its ask, if that token was ever sent; the ask may be over. One statement, whatever the token."""
    return AskLink.objects.select_related("ask__case", "ask__to", "to").filter(hash=hash_of(token)).first()


def opening_of(said: str, *, token: str) -> AskOpening | None:
    """What was opened under that number by a code sent at the link of that token, and by no other."""
    if not is_whole(said):
        return None
    found = AskOpening.objects.select_related("link__ask__case", "link__ask__made_by", "link__ask__to", "link__to")
    return found.filter(pk=int(said), link__hash=hash_of(token)).first()


def partnership_called(partnership: int, *, on: date) -> str:
    """What that partnership is called on the day."""
    return name_on(on, partnership=partnership).values_list("name", flat=True).first() or ""
