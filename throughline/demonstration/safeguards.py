"""The register of safeguards of Wexmoor: one of each kind, most of them alive, some late, one that failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.demonstration.bodies import Bodies
from throughline.findings.models import Finding
from throughline.reviews.models import Review
from throughline.safeguards import services
from throughline.safeguards.models import Safeguard
from throughline.safeguards.services import Owner, Told
from throughline.ui.words import day as in_words

Step = tuple[datetime, int, Callable[[], None]]
LATE = 50_000
CITED = 150
"""Days ago when the register was tied to the findings of reviews."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A safeguard of the plot: days count back; `looks` are (days, result, what was looked at)."""

    key: str
    kind: str
    name: str
    against: str
    days: int
    owner: str
    role: str
    every: int
    known: str
    cites: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]
    looks: tuple[tuple[int, str, str], ...] = ()


ALL = (
    Kept("panel", "panel", "Handover panel", "A family whose story begins again with each move.", 221, "care",
         "Head of safeguarding", 3, "Every move of a child on a plan is on its list.", (("alder", (4,), (7,)),),
         ((120, "works", "The lists of three months: 31 moves, 31 heard."),
          (28, "works", "Minutes of the last three panels."))),
    Kept("route", "protocol", "Missed-appointment route", "Missed appointments that are counted and not followed.",
         220, "icb", "Designated nurse", 3, "A missed appointment has a call beside it within five days.",
         (("alder", (3,), (5, 6)),), ((130, "works", "30 cases sampled; 27 had a call."),
                                      (20, "failed", "50 missed appointments in a month; 18 had no call."))),
    Kept("checklist", "checklist", "Questions before a baby goes home", "A mark that is taken as explained.", 250,
         "trust", "Named doctor", 6, "The list is signed in the notes of each baby seen.", (("alder", (5,), (10,)),),
         ((70, "works", "Slot register and twelve sets of notes."),)),
    Kept("history", "tool", "One-page history", "A history that is written in five places and read in none.", 3400,
         "care", "Principal social worker", 6, "It is read out at first conferences.", (("rowan", (3,), ()),),
         ((420, "works", "Ten first conferences observed."),)),
    Kept("handover-lead", "role", "Handover lead", "Nobody whose work it is to carry a story over.", 215, "care",
         "Head of service", 6, "A named person, known to both areas.", (("alder", (4,), (7, 8)),),
         ((90, "works", "The rota, and a call to each area."),)),
    Kept("slot", "service", "Same-day paediatric slot", "A baby who waits for a doctor.", 250, "trust",
         "Clinical director", 6, "Babies seen the day they are referred.", (("alder", (5,), (10,)),),
         ((60, "in_part", "Weekdays are full; on Sundays nobody was there twice."),)),
    Kept("course", "course", "A child’s day in words", "Plans that say what parents do and not what a child lives.",
         2000, "icb", "Head of learning", 12, "Two courses a year, with plans read afterwards.",
         (("rowan", (1,), ()),), ((200, "works", "Attendance, and six plans read after the course."),)),
    Kept("contacts", "register", "List of named contacts in schools", "A child who tells, and nowhere to take it.",
         160, "education", "Safeguarding adviser for schools", 4, "20 schools telephoned find a name.",
         (("alder", (7,), (12,)),), ((168 - 20, "works", "20 schools telephoned; 19 names answered."),)),
    Kept("form", "form", "Assessment form that asks for every adult", "Men in the home of whom nobody asked.", 160,
         "care", "Head of assessment", 6, "No form is closed without every adult.", (("alder", (1, 2), (3, 4)),),
         ((100, "works", "Forty household records."),)),
    Kept("threshold", "threshold", "When to act: the neglect ladder", "Help that comes late because nobody is sure.",
         3300, "", "", 12, "Referrals name a rung.", (("rowan", (1, 2), ()),)),
    Kept("disagreement", "escalation", "Disagreement form with a clock", "A disagreement that stops with two people.",
         900, "police", "Head of public protection", 6, "Forms are answered in two working days.",
         (("alder", (6,), ()), ("rowan", (2,), ())), ((300, "works", "Nine forms, nine answers."),)),
)  # fmt: skip
REPLACED, BY = "disagreement", Kept(
    "escalation", "escalation", "Escalation route in three steps", "A disagreement that stops with two people.", 12,
    "police", "Head of public protection", 3, "Each step has a name and a day.", (("alder", (6,), (11,)),),
    ((4, "works", "The first five escalations."),),
)  # fmt: skip


class Safeguards:
    """The register; whoever sorts the steps does them."""

    def __init__(self, bodies: Bodies, reviews: Mapping[str, Review], now: datetime) -> None:
        self.bodies, self.reviews, self.now = bodies, reviews, now
        self.unit = bodies.actor("ruth")
        self.made: dict[str, Safeguard] = {}

    def tell(self) -> list[Step]:
        """Every step."""
        steps: list[Step] = []
        for one in (*ALL, BY):
            steps.append((self._at(one.days), LATE + len(steps), partial(self._add, one)))
            cited = min(one.days, CITED)
            steps.append((self._at(cited), LATE + len(steps), partial(self._cite, one, cited)))
            for look in one.looks:
                steps.append((self._at(look[0]), LATE + len(steps), partial(self._look, one, look)))
        steps.append((self._at(BY.days - 1), LATE + len(steps), self._end))
        return steps

    def _add(self, one: Kept) -> None:
        since = self._day(one.days)
        owner = Owner(agency=self.bodies.agencies.get(one.owner), role=one.role)
        at = self._at(one.days)
        row = services.add_safeguard(
            kind=one.kind,
            name=one.name,
            guards_against=one.against,
            since_text=in_words(since),
            since_iso=since.isoformat(),
            known_how=one.known,
            every_months=one.every,
            owner=owner,
            by=self.unit,
            at=at,
        )
        self.made[one.key] = row

    def _cite(self, one: Kept, days: int) -> None:
        for review, findings, actions in one.cites:
            told = self._told(self.reviews[review], findings, actions)
            services.cite(self.made[one.key], told=told, by=self.unit, at=self._at(days))

    def _told(self, review: Review, findings: tuple[int, ...], actions: tuple[int, ...]) -> Told:
        found, done = Finding.objects.filter(review=review), Action.objects.filter(review=review)
        return Told(
            review,
            findings=[row for number in findings for row in found.filter(number=str(number))],
            actions=[row for number in actions for row in done.filter(number=str(number))],
        )

    def _look(self, one: Kept, look: tuple[int, str, str]) -> None:
        days, result, evidence = look
        services.attest(
            self.made[one.key],
            result=result,
            evidence=evidence,
            shown_on=self._day(days),
            by_name=one.role,
            by=self.unit,
            at=self._at(days),
        )

    def _end(self) -> None:
        row, days = self.made[REPLACED], BY.days - 1
        fields = {
            "ended_on": self._day(days),
            "why_ended": "Two forms for one thing: a route with names and days took its place.",
            "successor": self.made[BY.key],
        }
        services.end_safeguard(row, fields=fields, version=row.version, by=self.unit, at=self._at(days))

    def _at(self, days: int) -> datetime:
        return self.now.replace(hour=16, minute=20) - timedelta(days=days)

    def _day(self, days: int) -> date:
        return localdate(self.now) - timedelta(days=days)
