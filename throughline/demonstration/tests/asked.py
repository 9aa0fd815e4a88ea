"""What the demonstration does not have: an ask that went out and was answered, and a line of the rules corrected."""

from __future__ import annotations

from datetime import date, datetime

from throughline.messages.models import Ask, AskCode, AskLink, CalendarFeed, Message
from throughline.partnerships.models import User
from throughline.rapidreviews.models import AgencyAnswer, RapidReview
from throughline.rulebook.models import Correction


def asked(*, at: datetime) -> Ask:
    """An ask about the rapid review, its answer, and a message with a code: the demonstration sends nobody any."""
    review = RapidReview.objects.select_related("case").get()
    who: dict[str, object] = {"case": review.case, "made_at": at, "made_by_id": review.made_by_id}
    to = User.objects.get(email="daniel.oyelaran@wexmoor.example")
    on = date(2026, 3, 20)
    about = {"kind": "rapid_review.agency", "subject_type": "rapid_review", "subject": review.pk}
    ask = Ask.objects.create(to=to, to_name=to.name, due_on=on, open_until=on, **about, **who)
    said = {"knows": "nothing", "answered_by_name": to.name, "by": to, "at": at, "once": "a"}
    AgencyAnswer.objects.create(rapid_review=review, ask=ask.pk, **said)
    link = AskLink.objects.create(ask=ask, to=to, hash="ab" * 32, at=at)
    sent = {"to": to, "ask": ask, "since": at, "made_at": at, "partnership_id": review.case.partnership_id}
    Message.objects.create(kind="ask", once=f"ask:{ask.pk}", **sent)
    code = Message.objects.create(kind="code", once=f"code:{link.pk}:1", **sent)
    AskCode.objects.create(link=link, message=code, at=at)
    made = {"made_at": at, "made_by": to, "partnership_id": review.case.partnership_id}
    CalendarFeed.objects.create(user=to, hash="cd" * 32, **made)
    line = {"edition": "wt2023", "part": "clocks", "entry": "rapid_review", "values": {"length": 20}, "from_on": on}
    Correction.objects.create(partnership=review.case.partnership, reason="As agreed.", at=at, by=to, **line)
    return ask
