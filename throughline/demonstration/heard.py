"""Whose voices the made-up review of Child Alder hears: the family's log, their words, and the learning event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from throughline.demonstration.bodies import Bodies
from throughline.reviews.models import Review
from throughline.ui.words import day as in_words
from throughline.voices import services
from throughline.voices.models import FamilyMember, LearningEvent
from throughline.voices.queries import invitations_of

Step = tuple[datetime, int, Callable[[], None]]
LATE = 20_000
"""After the steps of the reviews and of what runs beside them, where two fall on one moment."""
EVENT = 413
LOG = (
    ("mother", 640, "asked", "letter", "Ruth Adeyemi, coordinator", "The letter says what a review is and is not."),
    ("grandmother", 640, "asked", "letter", "Ruth Adeyemi, coordinator", ""),
    ("father", 640, "asked", "letter", "Ruth Adeyemi, coordinator", ""),
    ("mother", 630, "advocate", "telephone", "Ruth Adeyemi, coordinator", "She will think about it."),
    ("grandmother", 622, "took_part", "visit", "Dr Tomasz Lewin, reviewer", "Two hours, with her sister beside her."),
    ("father", 610, "no_answer", "", "", ""),
    ("mother", 590, "refused", "telephone", "Ruth Adeyemi, coordinator", "Not while the police are still asking."),
    ("mother", 430, "asked_again", "visit", "Ruth Adeyemi, coordinator", ""),
    ("mother", 421, "took_part", "visit", "Dr Tomasz Lewin, reviewer", "With an advocate."),
    ("father", 400, "asked_again", "letter", "Ruth Adeyemi, coordinator", "To the address that the police gave."),
    ("grandmother", 300, "draft", "visit", "Ruth Adeyemi, coordinator", "She read it over two mornings."),
    ("mother", 298, "draft", "visit", "Ruth Adeyemi, coordinator", "With her advocate."),
    ("grandmother", 298, "comments", "visit", "Ruth Adeyemi, coordinator", "Say that he was a child who laughed."),
    ("grandmother", 290, "changed", "", "", "The report begins with who Alder is, in her words."),
    ("mother", 285, "bereavement", "telephone", "Ruth Adeyemi, coordinator", ""),
    ("grandmother", 260, "told", "letter", "Ruth Adeyemi, coordinator", "Why the report waits for the trial."),
    ("father", 10, "asked_again", "letter", "Ruth Adeyemi, coordinator", ""),
    ("father", 5, "no_answer", "", "", ""),
)
SAID = (
    ("I rang three times and each time it was somebody else’s case.", ""),
    ("We wrote it down, and nobody had time to read what the others wrote.", ""),
    ("I thought somebody had asked who else lived there.", ""),
    ("The handover took four minutes. It should have taken an hour.", "A health visitor"),
)


class _Heard:
    """The steps, as they are gathered; days are counted back from the seeding."""

    def __init__(self, bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> None:
        self.bodies, self.now, self.reviews = bodies, now, reviews
        self.unit = bodies.actor("ruth")
        self.steps: list[Step] = []
        self.family: dict[str, FamilyMember] = {}
        self.events: list[LearningEvent] = []

    def day(self, days: int) -> date:
        """The day so many days ago."""
        return localdate(self.now) - timedelta(days=days)

    def at(self, days: int) -> datetime:
        """Half past ten on that day."""
        return self.now.replace(hour=10, minute=30) - timedelta(days=days)

    def then(self, days: int, do: Callable[..., Any], *args: Any) -> None:
        """That is done so many days ago."""
        step = partial(do, days, *args)
        self.steps.append((self.at(days), LATE + len(self.steps), lambda: step() and None))

    def when(self, days: int) -> dict[str, str]:
        """That day in words and in its written form."""
        return {"when_text": in_words(self.day(days)), "when_iso": self.day(days).isoformat()}

    def member(self, days: int, key: str, plan: str, needs: str) -> Any:
        """Somebody of the family is on the plan."""
        made = services.add_family_member(
            review=self.reviews["alder"],
            relation=key.capitalize(),
            plan=plan,
            needs=needs,
            owner=self.bodies.people["ruth"],
            by=self.unit,
            at=self.at(days),
        )
        self.family[key] = made
        return made

    def contact(self, days: int, key: str, kind: str, how: str, asker: str, says: str) -> Any:
        """One more entry of the log."""
        later: dict[str, Any] = {
            "next_on": self.day(-9),
            "next_what": "Ring, and ask whether he wants to be asked again",
        }
        return services.keep_contact(
            self.family[key],
            kind=kind,
            how=how,
            asker_name=asker,
            says=says,
            **{**self.when(days), **(later if (key, days) == ("father", 5) else {})},
            by=self.unit,
            at=self.at(days),
        )

    def words(self, days: int, whose: str, speaker: str, words: str, quotable: str, consent: str, contains: str) -> Any:
        """Somebody's words."""
        dated = {"consent_text": in_words(self.day(days)), "consent_iso": self.day(days).isoformat()}
        given = {"speaker": speaker, "consent": consent, "contains": contains, **(dated if consent else {})}
        return services.add_voice(
            review=self.reviews["alder"],
            whose=whose,
            words=words,
            quotable=quotable,
            by=self.unit,
            at=self.at(days),
            **given,
        )

    def event(self, days: int) -> Any:
        """The learning event, with whom it concerned."""
        made = services.add_event(
            review=self.reviews["alder"],
            name="Learning event for those who knew Alder",
            mode="in_person",
            support="A call the week before, a quiet room on the day, supervision the week after",
            themes="Who is at home\nMoves between teams\nDisagreement that stops with the worker",
            **self.when(days),
            by=self.unit,
            at=self.at(days),
        )
        self.events.append(made)
        at = self.at(days)
        services.propose_invitations(made, by=self.unit, at=at)
        for row in invitations_of(made):
            fields = {"state": "attended", "support_offered": True}
            services.change_invitation(row, version=row.version, by=self.unit, at=at, **fields)
        for role, state, reason in (
            ("Health visitor", "attended", ""),
            ("Ward sister", "attended", ""),
            ("Duty social worker", "declined", "Has left the service"),
        ):
            taken = "yes" if role == "Health visitor" else ""
            more: dict[str, Any] = {"state": state, "reason": reason, "support_offered": True, "support_taken": taken}
            services.add_invitation(made, role=role, by=self.unit, at=at, **more)
        return made

    def said(self, days: int, text: str, speaker: str) -> Any:
        """Something that was said there."""
        return services.add_contribution(self.events[0], text=text, speaker=speaker, by=self.unit, at=self.at(days))


def heard(bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> list[Step]:
    """Every step of how the family and the practitioners were heard."""
    told = _Heard(bodies, now, reviews)
    told.then(
        645, told.member, "mother", "By the coordinator, in person where she wishes it", "Calls after school only"
    )
    told.then(645, told.member, "grandmother", "By the reviewer, at her home", "Large print")
    told.then(645, told.member, "father", "By letter, then by telephone", "An interpreter, if he asks for one")
    for key, days, *more in LOG:
        told.then(days, told.contact, key, *more)
    consent = "She herself, to the report and to what is published"
    told.then(
        620,
        told.words,
        "family",
        "grandmother",
        "He laughs when you sing. Put that first.",
        "published",
        consent,
        "",
    )
    told.then(
        600,
        told.words,
        "child",
        "the older sister",
        "I told my teacher twice. I thought telling was enough.",
        "report",
        "She herself, with her grandmother beside her",
        "a child afraid for her brother",
    )
    told.then(419, told.words, "family", "mother", "Nobody asked me who was there at night.", "nobody", "", "")
    told.then(EVENT, told.event)
    for text, speaker in SAID:
        told.then(EVENT, told.said, text, speaker)
    return told.steps
