"""How a rapid review stands: its acts in the order in which they were done, and the last of each kind that counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, Subquery, TextField, Value
from django.db.models.functions import Cast

from throughline.kernel.states import State
from throughline.notifications.rules import PARTNERS
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import (
    Conclusion,
    ConclusionLimb,
    PanelView,
    RapidReview,
    Reply,
    Sending,
    Signature,
)

COLUMNS = ("kind", "row", "of", "done_at", "done_by", "said_on", "key", "one", "two", "three")


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a rapid review, whichever it was. `of` is the conclusion or the Panel's answer that it is about.

    `key` is the outcome, the partner, the view or the reply; the three texts are what was said with it.
    """

    kind: str
    row: int
    of: int
    at: datetime
    by: str
    on: date | None
    key: str
    one: str
    two: str
    three: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A partner's signature under a conclusion."""

    partner: str
    answer: str
    reason: str
    signed_by_name: str

    @property
    def called(self) -> str:
        """What the partner is called."""
        return PARTNERS[self.partner]


@dataclass(frozen=True, slots=True)
class Sent:
    """How a conclusion went to the Panel."""

    sent_on: date
    how: str
    reference: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the Panel answered."""

    id: int
    received_on: date
    view: str
    words: str
    quality: str


@dataclass(frozen=True, slots=True)
class Replied:
    """What the partnership replied to the Panel's last answer."""

    reply: str
    words: str
    reason: str
    resolved: str
    replied_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rapid review stands: its state, and what counts of each kind, ``None`` where there is none.

    What went to the Panel, the Panel's answer and the reply are those to the last conclusion; what was said of an
    earlier one is among `before`. `first_sent_on` is the day on which the Panel first had it, whatever came after.
    """

    state: State
    conclusion: Conclusion | None
    limbs: tuple[ConclusionLimb, ...]
    signatures: tuple[Signed, ...]
    sending: Sent | None
    view: Heard | None
    reply: Replied | None
    first_sent_on: date | None
    acts: tuple[Act, ...]
    counting: frozenset[tuple[str, int]]

    @property
    def differs(self) -> bool:
        """The Panel sees it otherwise than the partnership."""
        return bool(self.conclusion and self.view and rules.differs(self.conclusion.outcome, self.view.view))

    @property
    def before(self) -> tuple[Act, ...]:
        """What was done and counts no more, because it was done anew: none of it is lost."""
        return tuple(one for one in self.acts if (one.kind, one.row) not in self.counting)


def standing_of(review: RapidReview) -> Standing:
    """How a rapid review that was given stands, in two statements."""
    conclusion, limbs = _last_conclusion(review)
    acts = acts_of(review)
    mine = conclusion.pk if conclusion else 0
    sendings = [one for one in acts if one.kind == "sending"]
    sending = sendings[-1] if sendings and sendings[-1].of == mine else None
    views = [one for one in acts if one.kind == "view" and sending and one.at >= sending.at]
    view = views[-1] if views else None
    replies = [one for one in acts if one.kind == "reply" and view and one.of == view.row]
    signatures = [one for one in acts if (one.kind, one.of) == ("signature", mine)]
    counting = [*signatures, *(one for one in (sending, view) if one), *replies[-1:]]
    state = rules.state_of(
        outcome=conclusion.outcome if conclusion else "",
        sent=bool(sendings),
        heard=view is not None,
        replied=bool(replies),
        concluded_since=bool(sendings) and sending is None,
    )
    return Standing(
        state=state,
        conclusion=conclusion,
        limbs=limbs,
        signatures=tuple(Signed(one.key, one.one, one.two, one.three) for one in signatures),
        sending=Sent(_day(sending), sending.one, sending.two, sending.three) if sending else None,
        view=Heard(view.row, _day(view), view.key, view.one, view.two) if view else None,
        reply=_replied(replies),
        first_sent_on=sendings[0].on if sendings else None,
        acts=acts,
        counting=frozenset({("conclusion", mine), *((one.kind, one.row) for one in counting)}),
    )


def _replied(replies: Sequence[Act]) -> Replied | None:
    if not replies:
        return None
    last = replies[-1]
    return Replied(last.key, dict(rules.REPLIES)[last.key], last.one, last.two, _day(last))


def _day(act: Act) -> date:
    """The day of an act that has one."""
    assert act.on is not None  # noqa: S101 for mypy: only acts with a day come here
    return act.on


def _last_conclusion(review: RapidReview) -> tuple[Conclusion | None, tuple[ConclusionLimb, ...]]:
    """The last conclusion with its limbs, in one statement: every edition has limbs, and each of them is answered."""
    last = Conclusion.objects.filter(rapid_review=review).order_by("-id").values("pk")[:1]
    limbs = tuple(ConclusionLimb.objects.filter(conclusion=Subquery(last)).select_related("conclusion").order_by("id"))
    return (limbs[0].conclusion if limbs else None), limbs


def acts_of(review: RapidReview) -> tuple[Act, ...]:
    """Every act on the rapid review, in the order in which they were recorded, in one statement."""
    rows = _rows(
        Sending, "sending", review, of="conclusion_id", said_on="sent_on", texts=("how", "reference", "sha256")
    )
    found = rows.union(
        _rows(Conclusion, "conclusion", review, said_on="decided_on", key="outcome", texts=("why",)),
        _rows(Signature, "signature", review, of="conclusion_id", key="partner", texts=SIGNED),
        _rows(PanelView, "view", review, said_on="received_on", key="view", texts=("words", "quality")),
        _rows(
            Reply, "reply", review, of="panel_view_id", said_on="replied_on", key="reply", texts=("reason", "resolved")
        ),
        all=True,
    )
    return tuple(sorted((Act(*row) for row in found), key=lambda one: (one.at, ORDER.index(one.kind), one.row)))


SIGNED = ("answer", "reason", "signed_by_name")
ORDER = ("conclusion", "signature", "sending", "view", "reply")


def _rows(
    model: Any,
    kind: str,
    review: RapidReview,
    *,
    of: str = "",
    said_on: str = "",
    key: str = "",
    texts: tuple[str, ...],
) -> Any:
    """The rows of one kind of act in the columns of all of them, the same on both engines."""
    blank = Value("", output_field=TextField())
    said = [Cast(F(name), TextField()) for name in texts] + [blank] * (3 - len(texts))
    columns = {
        "kind": Value(kind, output_field=CharField()),
        "row": Cast(F("pk"), BigIntegerField()),
        "of": Cast(F(of), BigIntegerField()) if of else Value(0, output_field=BigIntegerField()),
        "done_at": Cast(F("at"), DateTimeField()),
        "done_by": F("by__name"),
        "said_on": F(said_on) if said_on else Cast(Value(None), DateField()),
        "key": Cast(F(key), TextField()) if key else blank,
        "one": said[0],
        "two": said[1],
        "three": said[2],
    }
    return model.objects.filter(rapid_review=review).order_by().annotate(**columns).values_list(*COLUMNS)
