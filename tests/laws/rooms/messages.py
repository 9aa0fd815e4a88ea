"""Asks, their links and answers, and whom to write to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from tests import factories as make
from tests.laws.matrix import row
from throughline.cases.models import Case
from throughline.messages.models import Ask, AskAnswer, AskCode, AskLink, AskOpening, AskState, Contact, Message
from throughline.messages.sending import hash_of

EVERYBODY = "rest anonymous deactivated"


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """One ask of the case to a registered address, and one that was answered."""
    by, at = case.made_by, make.NOW
    person = get_user_model().objects.create_user(f"asked{case.pk}@example.org", "Asked", is_active=False)
    contact = Contact.objects.create(
        partnership=case.partnership, agency=agency, user=person, name="Asked", registered_at=at, registered_by=by
    )
    of: dict[str, Any] = {
        "case": case,
        "kind": "question",
        "subject_type": "case",
        "subject": case.pk,
        "to": person,
        "to_name": "Marrow asked",
        "agency": agency,
        "due_on": date(2026, 3, 20),
        "open_until": date(2099, 3, 20),
        "made_at": at,
        "made_by": by,
    }
    asked = Ask.objects.create(**of, question="What does marrow say?", state="sent")
    done = Ask.objects.create(**of, question="What did marrow say?", state="answered")
    AskState.objects.create(ask=asked, state="sent", at=at)
    AskAnswer.objects.create(
        ask=done, text="Marrow.", searched="Marrow.", searched_name="Marrow", answered_at=at, answered_by=person
    )
    link = AskLink.objects.create(ask=asked, to=person, hash=hash_of(f"open-{case.pk}"), at=at)
    AskLink.objects.create(ask=done, to=person, hash=hash_of(f"used-{case.pk}"), at=at)
    message = Message.objects.create(
        partnership=case.partnership,
        kind="code",
        to=person,
        ask=asked,
        once=f"code:{case.pk}",
        state="failed",
        why="Marrow",
        address="asked@example.org",
        since=at,
        made_at=at,
    )
    letter = Message.objects.create(
        partnership=case.partnership,
        kind="reminder",
        to=person,
        ask=asked,
        once=f"remind:{case.pk}",
        state="unsure",
        since=at,
        made_at=at,
    )
    AskCode.objects.create(link=link, message=message, at=at)
    AskOpening.objects.create(link=link, at=at)
    return {
        "ask": asked.pk,
        "answered_ask": done.pk,
        "contact": contact.pk,
        "message": message.pk,
        "letter": letter.pk,
        "open_token": f"open-{case.pk}",
        "used_token": f"used-{case.pk}",
    }


def rows() -> None:
    """The doors behind links are the one place that opens without an account, and they open nothing by themselves."""
    for token, door in (("never-sent", "410"), ("used_token", "410"), ("open_token", "page")):
        row(
            "ask/<str:token>/",
            f"token={token}",
            get=f"{door}: {EVERYBODY}",
            post=f"{'on' if door == 'page' else door}: {EVERYBODY}",
            other=f"405: {EVERYBODY}",
        )
        row(
            "ask/<str:token>/code",
            f"token={token}",
            get=f"{door}: {EVERYBODY}",
            post=f"{door}: {EVERYBODY}",
            other=f"405: {EVERYBODY}",
        )
        row(
            "ask/<str:token>/answer",
            f"token={token}",
            get=f"on: {EVERYBODY}",
            post=f"on: {EVERYBODY}",
            other=f"405: {EVERYBODY}",
        )
        row(
            "ask/<str:token>/files/<str:name>",
            f"token={token} name=template.docx",
            get=f"on: {EVERYBODY}",
            other=f"405: {EVERYBODY}",
            post=f"405: {EVERYBODY}",
        )

    owed = "page: coordinator conflicted stranger chair scrutineer | 403: rest"
    keeps = "page: coordinator conflicted stranger chair | 403: rest"
    chases = "coordinator chair | 403: scrutineer | 404: rest"
    row("messages/", get=owed)
    row("messages/whom/", get=owed)
    row("messages/whom/new", get=keeps, post=keeps)
    row("messages/ladder/", get=keeps, post=keeps)
    ends = "on: coordinator conflicted chair | 404: stranger without | 403: rest"
    row("messages/whom/<int:id>/end", "id=contact", post=ends)
    for which in ("ask", "answered_ask", "published_ask"):
        row("messages/<int:id>/", f"id={which}", get="page: coordinator chair scrutineer | 404: rest")
    row("messages/<int:id>/", "id=sealed_ask", get="page: coordinator chair | 404: rest")
    row("messages/<int:id>/", "id=far_ask", get="page: stranger | 404: rest")
    for deed in ("remind", "ask-again", "withdraw"):
        row("messages/<int:id>/<slug:deed>", f"id=ask deed={deed}", post=f"on: {chases}")
    row("messages/<int:id>/<slug:deed>", "id=ask deed=promote", post="404: rest")
    row("messages/<int:id>/record", "id=ask", get=f"page: {chases}", post=f"page: {chases}")
    row("messages/<int:id>/escalate", "id=ask", get=f"page: {chases}", post=f"page: {chases}")
    row("messages/letters/<int:id>/send", "id=letter", post=f"on: {chases}")
    row("messages/letters/<int:id>/send", "id=message", post="403: coordinator chair scrutineer | 404: rest")
    row("account/messages", get="403: without | page: rest", post="403: without | on: rest")
    closed = f"405: {EVERYBODY}"
    row("calendar/<str:token>.ics", "token=never-made", get="404: rest", post=closed, other=closed)
    asks = "page: coordinator chair | 403: agency_lead scrutineer | 404: rest"
    row("cases/<int:case>/ask", "case=case", get=asks, post=asks)
