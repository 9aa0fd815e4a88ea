"""How the made-up recommendations were answered: by when, in which stages, who dissents, what a committee did then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from throughline.demonstration.bodies import Bodies
from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.national import services as national
from throughline.national.models import NationalAsk
from throughline.responses import services
from throughline.responses.models import Response
from throughline.reviews.models import Review

Step = tuple[datetime, int, Callable[[], None]]
LATE = 20_000
"""After the steps of the reviews themselves, where two fall on one moment."""


class Answers:
    """The steps, as they are gathered; days are counted back from the seeding."""

    def __init__(self, bodies: Bodies, reviews: dict[str, Review], now: datetime) -> None:
        self.bodies, self.now, self.reviews = bodies, now, reviews
        self.unit, self.chair = bodies.actor("ruth"), bodies.actor("marian")
        self.steps: list[Step] = []
        self.asked_nationally: list[NationalAsk] = []

    def day(self, days: int) -> date:
        """The day so many days ago."""
        return localdate(self.now) - timedelta(days=days)

    def at(self, days: int) -> datetime:
        """Twenty to eleven on that day."""
        return self.now.replace(hour=10, minute=40) - timedelta(days=days)

    def then(self, days: int, do: Callable[..., Any], *args: Any) -> None:
        """That is done so many days ago."""
        step = partial(do, *args, days)
        self.steps.append((self.at(days), LATE + len(self.steps), lambda: step() and None))

    def tell(self) -> list[Step]:
        """Every step."""
        self.then(272, self._due, 244)
        self.then(240, self._publish)
        self.then(180, self._due_again, 20)
        self.then(14, self._later)
        self.then(630, self._dissents)
        self.then(3100, self._committee, "followed", "Scrutiny officer of the council", 2900, "")
        self.then(2890, self._committee, "done", "", None, "The board’s chair came to the committee and reported.")
        self.then(250, self._national)
        self.then(249, self._move, "sent", "")
        self.then(240, self._move, "received", "")
        self.then(200, self._move, "replied", "The next edition will have a list of meetings.")
        self.then(196, self._move, "told", "")
        self.then(120, self._concern)
        self.then(170, self._advice)
        return self.steps

    def _asked(self, review: str) -> list[Recommendation]:
        rows = Recommendation.objects.filter(review=self.reviews[review], withdrawn_at__isnull=True)
        return list(rows.order_by("position"))

    def _due(self, until: int, days: int) -> Any:
        asked = self._asked("alder")
        return services.set_answer_due(asked, due_on=self.day(until), by=self.unit, at=self.at(days))

    def _publish(self, days: int) -> Any:
        for row in self._asked("alder")[:7]:
            for one in Response.objects.filter(recommendation=row):
                services.move_response(one, state="published", by=self.unit, at=self.at(days))

    def _due_again(self, until: int, days: int) -> Any:
        row = self._asked("alder")[8]
        reason = "The board asked for the cost first."
        return services.set_answer_due([row], due_on=self.day(until), reason=reason, by=self.unit, at=self.at(days))

    def _later(self, days: int) -> Any:
        row = self._asked("alder")[6]
        reason = "A second duty officer is on the rota at weekends from April; the clock starts then."
        given: dict[str, Any] = {"answer": "in_principle", "reason": reason, "day_on": self.day(days)}
        return services.draft_response(row, **given, by=self.unit, at=self.at(days))

    def _dissents(self, days: int) -> Any:
        asked, review = self._asked("linden"), self.reviews["linden"]
        common: dict[str, Any] = {"review": review, "by": self.unit, "at": self.at(days)}
        services.add_dissent(
            **common,
            whose="member",
            who="Lay member of the panel",
            text="The child should be asked too, not only who knows the child best.",
            recommendation=asked[1],
            is_printed=True,
            said_text=f"{self.day(650):%B %Y}",
            said_iso=f"{self.day(650):%Y-%m}",
        )
        return services.add_dissent(
            **common,
            whose="family",
            who="Grandmother",
            text="The report says that we were told. Nobody told us which meeting decided anything.",
            held_because="She asked that it is not printed.",
        )

    def _committee(self, state: str, owner: str, until: int | None, says: str, days: int) -> Any:
        row = CommitteeRecommendation.objects.exclude(resolved="").order_by("id").first()
        if row is None:
            return None
        due_on = self.day(until) if until is not None else None
        given: dict[str, Any] = {"state": state, "owner_name": owner, "due_on": due_on, "says": says}
        return services.follow_up(row, **given, by=self.unit, at=self.at(days))

    def _national(self, days: int) -> Any:
        row = self._asked("linden")[0]
        made = national.add_ask(
            review=self.reviews["linden"],
            kind="recommendation",
            to_name="Department for education",
            text="Name each kind of meeting about a child once in the statutory guidance, and use that name.",
            recommendation=row,
            author_name="The independent reviewer",
            reply_due_on=self.day(190),
            by=self.unit,
            at=self.at(days),
        )
        self.asked_nationally.append(made)
        return made

    def _move(self, state: str, says: str, days: int) -> Any:
        made = self.asked_nationally[0]
        return national.move_ask(made, state=state, says=says, by=self.unit, at=self.at(days))

    def _concern(self, days: int) -> Any:
        made = national.add_ask(
            review=self.reviews["linden"],
            kind="concern",
            to_name="Inspectorate of schools",
            text="A school that hears a child has nowhere to take it outside term. We ask what inspectors look for.",
            author_name="The chair",
            reply_due_on=self.day(30),
            by=self.unit,
            at=self.at(days),
        )
        return national.move_ask(made, state="sent", by=self.unit, at=self.at(days))

    def _advice(self, days: int) -> Any:
        common: dict[str, Any] = {"by": self.unit, "at": self.at(days)}
        source: dict[str, Any] = {
            "title": "Babies in families that move",
            "body_name": "The national Panel",
            "published_text": "March 2025",
            "published_iso": "2025-03",
        }
        first = national.add_advice(
            **source,
            number="4",
            text="Partnerships should hold a handover by telephone whenever a family with a baby moves area.",
            recommendations=[self._asked("alder")[3]],
            **common,
        )
        reason = "We do so for every child under five, and within ten working days."
        national.decide_advice(first, state="adapted", reason=reason, day_on=self.day(days), **common)
        text = "Partnerships should say once a year how many families moved while a plan was in place."
        return national.add_advice(**source, number="7", text=text, **common)
