"""Incidents of the demonstration: one notified and watched, one not decided yet, one not notified, one near miss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from throughline.demonstration.bodies import Bodies
from throughline.demonstration.rapid import rapid_review
from throughline.kernel.days import is_working_day
from throughline.notifications import services
from throughline.notifications.models import Incident, SafetyQuestion
from throughline.notifications.queries import book_of, governs
from throughline.reviews.models import Review

Step = tuple[datetime, int, Callable[[], None]]
LATE = 20_000
"""After the steps of the reviews themselves, where two fall on one moment."""
HARM = (
    "A neighbour called for help in the evening. The child was taken to hospital with an injury for which nobody "
    "gave an account that fits it, and has gone home since."
)


def incidents(bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> list[Step]:
    """The steps by which the incidents of Wexmoor came about, each with its moment."""
    told = _Incidents(bodies, now, reviews)
    told.hazel()
    told.tansy()
    told.sedge()
    told.then(16, told.open, "birch", name="Birch House", near_miss=True, place="A children’s home", known=False)
    return told.steps


class _Incidents:
    """The steps, as they are gathered; days are counted back from the seeding."""

    def __init__(self, bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> None:
        self.bodies, self.now, self.reviews = bodies, now, reviews
        self.unit = bodies.actor("ruth")
        self.steps: list[Step] = []
        self.made: dict[str, Incident] = {}

    def day(self, days: int) -> date:
        """The day so many days ago."""
        return localdate(self.now) - timedelta(days=days)

    def at(self, days: int) -> datetime:
        """Twenty to four in the afternoon of that day; today, a moment before now."""
        moment = self.now.replace(hour=15, minute=40) - timedelta(days=days)
        return moment if days else self.now - timedelta(minutes=3)

    def then(self, days: int, do: Callable[..., Any], *args: Any, **more: Any) -> None:
        """That is done so many days ago."""
        step = partial(do, *args, days=days, **more)
        self.steps.append((self.at(days), LATE + len(self.steps), lambda: step() and None))

    def working(self, back: int) -> int:
        """How many days ago the working day lies that is so many working days back."""
        days = 0
        while back:
            days += 1
            back -= is_working_day(self.day(days))
        return days

    def open(self, key: str, *, days: int, known: bool = True, review: str = "", **words: Any) -> Incident:
        """An incident of which the authority became aware that day."""
        wexmoor = self.bodies.partnerships["wexmoor"]
        aware = {"aware_on": self.day(days), "aware_evidence": "Duty log of children’s social care."} if known else {}
        case = self.reviews[review].case if review else None
        agencies = [self.bodies.agencies[name] for name in ("care", "police", "icb")]
        given: dict[str, Any] = {"case": case, "agencies": agencies, **aware, **words}
        self.made[key] = services.open_incident(partnership=wexmoor, by=self.unit, at=self.at(days), **given)
        return self.made[key]

    def answer(self, key: str, partner: str, person: str, answer: str, reason: str, *, days: int) -> Any:
        """What a partner's lead says."""
        by = self.bodies.actor(person)
        agency = next(one for one in self.bodies.agencies.values() if one.pk == by.agency)
        said: dict[str, Any] = {"partner": partner, "agency": agency, "answer": answer, "reason": reason}
        return services.answer_for(self.made[key], by=by, at=self.at(days), **said)

    def decide(self, key: str, outcome: str, fact: str, *, days: int, why: str = "") -> Any:
        """The decision: the first criterion carries it, the others are answered no."""
        edition = governs(self.made[key], book_of(self.made[key], self.day(days))).edition
        criteria = edition.criteria_of("notification") if edition else ()
        yes = "yes" if outcome == "notifiable" else "no"
        limbs = {one.id: (yes if number == 0 else "no", fact) for number, one in enumerate(criteria)}
        return services.decide(self.made[key], outcome=outcome, why=why, limbs=limbs, by=self.unit, at=self.at(days))

    def send(self, key: str, reference: str, *, days: int) -> Any:
        """The notification is sent, and the partners are told."""
        given: dict[str, Any] = {
            "reference": reference,
            "sent_on": self.day(days),
            "notifier": "F. Marsh, 01632 960 411",
        }
        return services.send_notification(self.made[key], by=self.unit, at=self.at(days), **given)

    def tell(self, key: str, *, days: int) -> Any:
        """The safeguarding partners are told."""
        on = self.day(days)
        given: dict[str, Any] = {"body": "partnership", "how": "Secure e-mail", "evidence": "Read receipt"}
        return services.tell(self.made[key], told_on=on, by=self.unit, at=self.at(days), **given)

    def attest(self, key: str, knows: str, *, days: int) -> Any:
        """Somebody attests that no child is in danger."""
        asked = SafetyQuestion.objects.filter(incident=self.made[key], child=None).order_by("-id")[0]
        given: dict[str, Any] = {"answer": "safe", "knows": knows, "attested_by_name": "Fiona Marsh, care"}
        return services.attest(
            asked, known_on=self.day(days), by=self.bodies.actor("daniel"), at=self.at(days), **given
        )

    def ask_about_brother(self, *, days: int) -> Any:
        """It is asked anew, of the younger brother alone."""
        incident = self.made["hazel"]
        brother = incident.children.order_by("position")[1]
        asked_of = "Fiona Marsh, children’s social care"
        return services.ask_safety(incident, child=brother, asked_of=asked_of, by=self.unit, at=self.at(days))

    def hazel(self) -> None:
        """Child Hazel: notified in time, its reports on safety late once, and a question about the brother owed."""
        children = (
            {"pseudonym": "Hazel", "real_name": "Leila Demo", "born_on": self.day(2600), "sex": "female"},
            {
                "pseudonym": "Hazel’s younger brother",
                "real_name": "Sami Demo",
                "born_on": self.day(1500),
                "sex": "male",
            },
        )
        when = f"{self.day(94):%B %Y}"
        self.then(
            self.working(64),
            self.open,
            "hazel",
            name="Child Hazel",
            review="hazel",
            children=children,
            nature="serious_harm",
            abuse="yes",
            when_text=when,
            place="Eddlecombe",
            account=HARM,
            account_contains="injury to a child",
        )
        self.then(self.working(63), self.answer, "hazel", "police", "priya", "yes", "The injury is not explained.")
        self.then(self.working(63), self.answer, "hazel", "local_authority", "daniel", "yes", "The criteria are met.")
        self.then(
            self.working(62), self.answer, "hazel", "health_commissioner", "sarah", "yes", "A paediatrician agrees."
        )
        self.then(self.working(62), self.decide, "hazel", "notifiable", "The hospital’s report of that evening.")
        self.then(self.working(61), self.send, "hazel", "SIN-DEMO-0417")
        self.then(self.working(61), self.tell, "hazel")
        self.then(self.working(61), self.attest, "hazel", "Both children are with an aunt; seen there today.")
        self.then(12, self.attest, "hazel", "Both children seen at school and at home.")
        rapid_review(self)
        self.then(1, self.ask_about_brother)

    def tansy(self) -> None:
        """Child Tansy: nobody has decided yet, and one partner has not answered."""
        aware = self.working(2)
        self.then(
            aware,
            self.open,
            "tansy",
            name="Child Tansy",
            children=({"pseudonym": "Tansy", "unborn": True},),
            nature="serious_harm",
            unborn="yes",
            abuse="not_known",
            when_text=f"{self.day(aware).day} {self.day(aware):%B %Y}",
            place="Marrowick Quay",
            other_areas="Marrowick",
            leads="Wexmoor leads",
        )
        self.then(aware, self.attest, "tansy", "The mother is on the ward and stays there this week.")
        self.then(1, self.answer, "tansy", "police", "priya", "yes", "Neglect is suspected.")
        self.then(1, self.answer, "tansy", "local_authority", "daniel", "yes", "We know of earlier concerns.")

    def sedge(self) -> None:
        """Child Sedge: not notified, and why; the police said otherwise."""
        self.then(
            48,
            self.open,
            "sedge",
            name="Child Sedge",
            children=({"pseudonym": "Sedge"},),
            nature="serious_harm",
            abuse="no",
            when_text=f"{self.day(48):%B %Y}",
            place="A road in Eddlecombe",
        )
        self.then(48, self.attest, "sedge", "The child is at home with both parents, who were seen.")
        self.then(47, self.answer, "sedge", "police", "priya", "yes", "The driver is not known yet.")
        self.then(46, self.answer, "sedge", "local_authority", "daniel", "no", "A road accident; no sign of neglect.")
        self.then(46, self.answer, "sedge", "health_commissioner", "sarah", "no", "The injuries fit the account.")
        self.then(
            45,
            self.decide,
            "sedge",
            "not_notified",
            "Hospital and collision report.",
            why="A road accident. Neither abuse nor neglect is known or suspected.",
        )
