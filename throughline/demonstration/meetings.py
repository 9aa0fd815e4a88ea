"""What the groups of Wexmoor did across its cases: looked at, decided, thought about a theme, and referred."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from throughline.demonstration.bodies import Bodies
from throughline.groups import services
from throughline.groups.models import GroupItem, GroupMeeting
from throughline.reviews.models import Review

Step = tuple[datetime, int, Callable[[], None]]
LATE = 40_000
PRESENT = "Designated nurse, chair\nHead of public protection\nHead of safeguarding\nNamed nurse"


class Meetings:
    """Two meetings of the group that looks at cases; whoever sorts the steps does them."""

    def __init__(self, bodies: Bodies, reviews: Mapping[str, Review], now: datetime) -> None:
        self.bodies, self.reviews, self.now = bodies, reviews, now
        self.unit = bodies.actor("ruth")

    def tell(self) -> list[Step]:
        """Every step."""
        return [
            (self._at(days), LATE + days, step) for days, step in ((250, self._first), (40, partial(self._second, 40)))
        ]

    def _first(self) -> None:
        row = self._meeting(250)
        self._line(250, row, "looked", "Two agencies held two pictures of who lived in the home.", "alder")
        decided = self._line(250, row, "decided", "The report goes to the Executive Group.", "alder")
        self._line(
            250,
            row,
            "reflected",
            "When a family moves, the story begins again with each agency. Nobody is asked to carry it.",
            "alder",
            "rowan",
            theme="Moves between areas",
        )
        made = services.add_condition(
            item=decided, text="The family reads it first.", by=self.unit, at=self._at(250), owner_name="Business unit"
        )
        met = {"met_on": self._day(245), "how": "His grandmother read it at home."}
        services.change_condition(made, fields=met, version=1, by=self.unit, at=self._at(245))
        asked = self._line(
            250,
            row,
            "referred",
            "Put moves between areas into the training of every agency.",
            to_group=self.bodies.groups["learning"],
        )
        services.answer_referral(
            asked,
            answer="It is in the plan of the year, with a day for managers first.",
            answered_on=self._day(219),
            answered_by_name="Its chair",
            version=1,
            by=self.unit,
            at=self._at(219),
        )

    def _second(self, days: int) -> None:
        row = self._meeting(days)
        self._line(days, row, "looked", "The trial is listed; nothing else waits for it.", "alder")
        decided = self._line(
            days, row, "decided", "Ask again in three months whether the shared record holds.", "alder"
        )
        due = self._day(-50)
        services.add_condition(
            item=decided,
            text="Bring twelve records.",
            owner_name="Head of safeguarding",
            due_on=due,
            by=self.unit,
            at=self._at(days),
        )
        self._line(
            days,
            row,
            "referred",
            "Who pays for interpreters when a family is between two areas?",
            to_group=self.bodies.groups["executive"],
        )

    def _meeting(self, days: int) -> GroupMeeting:
        group = self.bodies.groups["review-group"]
        return services.add_meeting(
            group=group, held_on=self._day(days), present=PRESENT, by=self.unit, at=self._at(days)
        )

    def _line(self, days: int, row: GroupMeeting, kind: str, text: str, *cases: str, **more: Any) -> GroupItem:
        about = [self.reviews[key].case for key in cases]
        given: dict[str, Any] = {"meeting": row, "kind": kind, "text": text, "cases": about, **more}
        return services.add_item(by=self.unit, at=self._at(days), **given)

    def _at(self, days: int) -> datetime:
        return self.now.replace(hour=15, minute=0) - timedelta(days=days)

    def _day(self, days: int) -> date:
        return localdate(self.now) - timedelta(days=days)
