"""What runs beside the made-up reviews: a trial, the holds it brings, and what was handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from throughline.demonstration.bodies import Bodies
from throughline.proceedings import services
from throughline.proceedings.models import Hold, Proceeding
from throughline.reviews.models import Review
from throughline.ui.words import day as in_words

Step = tuple[datetime, int, Callable[[], None]]
SIGNED_OFF = 273
LATE = 10_000
"""After the steps of the reviews themselves, where two fall on one moment."""


class _Beside:
    """The steps, as they are gathered; days are counted back from the seeding."""

    def __init__(self, bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> None:
        self.bodies, self.now, self.reviews = bodies, now, reviews
        self.unit = bodies.actor("ruth")
        self.steps: list[Step] = []
        self.proceedings: dict[str, Proceeding] = {}
        self.holds: dict[str, Hold] = {}

    def day(self, days: int) -> date:
        """The day so many days ago."""
        return localdate(self.now) - timedelta(days=days)

    def at(self, days: int) -> datetime:
        """A quarter past ten on that day; today, a moment before now."""
        moment = self.now.replace(hour=10, minute=15) - timedelta(days=days)
        return moment if days else self.now - timedelta(minutes=4)

    def then(self, days: int, do: Callable[..., Any], *args: Any, **more: Any) -> None:
        """That is done so many days ago."""
        step = partial(do, *args, days=days, **more)
        self.steps.append((self.at(days), LATE + len(self.steps), lambda: step() and None))

    def proceeding(self, key: str, review: str, *, days: int, state: str, **words: Any) -> Proceeding:
        """A proceeding beside that review."""
        made = services.add_proceeding(
            review=self.reviews[review], state=state, by=self.unit, at=self.at(days), **words
        )
        self.proceedings[key] = made
        return made

    def outcome(self, key: str, *, days: int, **words: Any) -> Any:
        """What that proceeding came to."""
        on = self.day(days)
        return services.add_outcome(
            proceeding=self.proceedings[key],
            when_text=in_words(on),
            when_iso=on.isoformat(),
            by=self.unit,
            at=self.at(days),
            **words,
        )

    def end(self, key: str, *, days: int) -> Any:
        """That proceeding is over."""
        return services.move_proceeding(self.proceedings[key], state="ended", by=self.unit, at=self.at(days))

    def hold(self, key: str, review: str, *, days: int, of: str = "", owner: str = "", **words: Any) -> Hold:
        """A hold from that day on."""
        made = services.add_hold(
            review=self.reviews[review],
            proceeding=self.proceedings.get(of),
            owner=self.bodies.people.get(owner),
            from_on=self.day(days),
            by=self.unit,
            at=self.at(days),
            **words,
        )
        self.holds[key] = made
        return made

    def lift(self, key: str, says: str, *, days: int) -> Any:
        """That hold held for the last time."""
        return services.end_hold(self.holds[key], to_on=self.day(days), says=says, by=self.unit, at=self.at(days))

    def explained(self, key: str, whom: str, says: str, *, days: int) -> Any:
        """It was told why they wait."""
        given: dict[str, Any] = {"whom": whom, "says": says, "on": self.day(days)}
        return services.explain_hold(self.holds[key], by=self.unit, at=self.at(days), **given)

    def look(self, key: str, says: str, *, days: int, again: int) -> Any:
        """Somebody looked at the hold."""
        given: dict[str, Any] = {"says": says, "look_on": self.day(again)}
        return services.look_again(self.holds[key], by=self.unit, at=self.at(days), **given)

    def disclosed(self, review: str, *, days: int, of: str = "", **words: Any) -> Any:
        """Something was handed over."""
        on = self.day(days)
        return services.add_disclosure(
            review=self.reviews[review],
            proceeding=self.proceedings.get(of),
            when_text=in_words(on),
            when_iso=on.isoformat(),
            given_by_name="Ruth Adeyemi, coordinator",
            by=self.unit,
            at=self.at(days),
            **words,
        )


def beside(bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> list[Step]:
    """Every step of what runs beside the reviews."""
    told = _Beside(bodies, now, reviews)
    _alder(told)
    _others(told)
    return told.steps


def _alder(told: _Beside) -> None:
    listed = told.day(-35)
    told.then(
        640,
        told.proceeding,
        "trial",
        "alder",
        state="listed",
        kind="criminal",
        name="Criminal trial",
        body="Crown Court",
        reference="Kept by the police",
        contact="Senior investigating officer",
        started_text=in_words(told.day(650)),
        started_iso=told.day(650).isoformat(),
        listed_text=in_words(listed),
        listed_iso=listed.isoformat(),
        waits="Publication of the report\nSpeaking to two witnesses, until the police agreed",
        goes_on="The action plan\nSharing the learning without the account\nWork with the family",
    )
    told.then(
        612,
        told.hold,
        "witnesses",
        "alder",
        of="trial",
        clock="review_complete",
        what="Speaking to practitioners",
        reason="Police asked us not to speak to witnesses",
        owner_name="Det. Supt Helen Roe, police",
        look_on=told.day(540),
    )
    told.then(600, told.explained, "witnesses", "Grandmother", "That the police spoke to us first, and why.")
    told.then(466, told.lift, "witnesses", "The police no longer object, but for two people.")
    told.then(
        SIGNED_OFF - 1,
        told.hold,
        "publication",
        "alder",
        of="trial",
        clock="review_complete",
        what="Publication",
        reason="Publication waits for the criminal trial",
        owner_name="Det. Supt Helen Roe, police",
        look_on=told.day(90),
    )
    told.then(265, told.explained, "publication", "Mother and grandmother", "By letter, and in person a week later.")
    told.then(260, told.explained, "publication", "The national Panel", "By letter.")
    told.then(90, told.look, "publication", "The trial is still listed.", again=-15)
    told.then(
        420,
        told.disclosed,
        "alder",
        of="trial",
        what="The chronology of the health agencies, 41 pages",
        to="police",
        to_name="Disclosure officer",
        basis="Request under the joint protocol",
        relevance="Dates on which the baby was seen",
        made_text="November 2024",
        made_iso="2024-11",
    )
    told.then(
        300,
        told.proceeding,
        "complaint",
        "alder",
        state="under_way",
        kind="disciplinary",
        name="School complaint",
        body="Governing body of a school",
        contact="Chair of governors",
        goes_on="Everything in the review",
    )
    told.then(
        200,
        told.outcome,
        "trial",
        kind="plea",
        words="Not guilty to all counts, at the plea hearing.",
        audience="case",
    )


def _others(told: _Beside) -> None:
    told.then(
        41,
        told.hold,
        "quality",
        "bramble",
        clock="publication",
        what="Publication of the joint report",
        reason="Home Office has not sent its quality reply",
    )
    told.then(
        500,
        told.proceeding,
        "inquest",
        "bramble",
        state="under_way",
        kind="inquest",
        body="Coroner for the county",
        contact="Coroner’s officer",
        waits="Nothing any more",
        goes_on="The action plan",
    )
    told.then(180, told.end, "inquest")
    told.then(180, told.outcome, "inquest", kind="conclusion", words="Unlawful killing.", audience="published")
