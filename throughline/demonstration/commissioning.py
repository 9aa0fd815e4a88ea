"""How Child Alder's review was commissioned and run, each deed at its own moment. Made up from end to end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from throughline.commissioning.models import AgencyRecommendation, LineOfEnquiry, ReportAnswer
from throughline.commissioning.rules.lists import DATES_OF
from throughline.commissioning.services.parts import add_part
from throughline.commissioning.services.reports import ask_agency, hand_in, move_report
from throughline.commissioning.views.kinds import KINDS
from throughline.demonstration.bodies import Bodies
from throughline.findings.models import Finding
from throughline.findings.services import change_finding
from throughline.reviews.models import KeyDate, Review

Step = tuple[datetime, int, Callable[[], None]]
AUTHOR = {"author_involved": "no", "author_manages": "no"}
LINES = (
    "Who lived with Alder, and who knew it?",
    "What happened each time the family moved?",
    "What did the older sister say, and who heard it?",
)
MEETINGS = ((640, "First meeting: terms and timetable"), (420, "Agency reports read together"))
# Stage, planned first and last day, actual first and last day, counted back from now.
STAGES = (
    ("terms", 668, 640, 668, 633),
    ("information", 640, 540, 633, 500),
    ("learning", 540, 420, 430, 413),
    ("analysis", 420, 360, 413, 340),
    ("draft", 360, 300, 340, 280),
    ("agreement", 300, 280, 280, 273),
    ("publication", 200, 150, None, None),
)
COSTS = (
    ("reviewer", "14000", "16200", "25", "31.5"),
    ("event", "1200", "950", "2", "2"),
    ("legal", "2000", None, None, None),
)
# Agency, lead or empty for the business unit, author, and the states the report came to with their reasons.
REPORTS: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("care", "daniel", "Elin Marsh", (("signed_off", ""), ("accepted", ""))),
    ("police", "priya", "Owen Pike", (("signed_off", ""), ("returned", "It says what was done, and not yet why."))),
    ("icb", "sarah", "Ada Holt", (("signed_off", ""),)),
    ("education", "", "", (("not_needed", "The school’s own account answers every line."),)),
)


# Which line each finding answers; the others are extra.
ANSWERS = {"1": 0, "2": 0, "3": 1, "4": 1, "7": 2}


class Commissioning:
    """The steps, with their moments; whoever sorts them does them."""

    def __init__(self, bodies: Bodies, reviews: Mapping[str, Review], now: datetime) -> None:
        self.bodies, self.reviews, self.now = bodies, reviews, now
        self.unit, self.chair = bodies.actor("ruth"), bodies.actor("marian")
        self.steps: list[Step] = []

    def tell(self) -> list[Step]:
        """Every step."""
        self._add(667, "facts", **self._facts())
        self._add(667, "bases", statute="lcspr", body_name="Wexmoor Safeguarding Children Partnership")
        self._add(667, "products", kind="full", text="For publication")
        reason = "The trial comes first."
        ready = self._when(280)
        self._add(300, "products", kind="summary", text="Two pages for practitioners", waits=reason, **ready)
        self._add(290, "incidents", text="An injury to a baby at home", children="Alder")
        self._add(290, "missing", text="The papers of the prosecution", why="The trial is not over.")
        self._add(400, "early-learning", text="Two pictures of one household.", done="A shared record was tried.")
        for number, text in enumerate(LINES, 1):
            self._add(660, "lines", number=str(number), text=text)
        self._people()
        for kind, *days in STAGES:
            first, last, began, ended = (self._day(one) for one in days)
            self._add(659, "stages", kind=kind, planned_from=first, planned_to=last, actual_from=began, actual_to=ended)
        for kind, budget, actual, planned, taken in COSTS:
            given = {"budget": budget, "actual": actual, "days_planned": planned, "days_taken": taken}
            self._add(275, "costs", kind=kind, **{key: Decimal(one) for key, one in given.items() if one})
        for place, one in enumerate(REPORTS):
            self._then(630 - place, partial(self._report, *one))
        return self.steps

    def _facts(self) -> dict[str, Any]:
        on = self._day(668)
        words = f"{on:%-d %B %Y}" if on else ""
        return {
            "lead_body": "Wexmoor Safeguarding Children Partnership",
            "commissioned_text": words,
            "commissioned_iso": on.isoformat() if on else "",
            "scope_text": "the three years before the injury",
            "method": "systems",
            "purpose": "To learn how agencies worked together for Alder and his sister, and what gets in the way.",
        }

    def _people(self) -> None:
        self._add(
            655,
            "reviewers",
            name="Dr Tomasz Lewin",
            role="lead",
            organisation="Works for himself",
            declares="no",
            involved="no",
            declaration="I have never worked for an agency in Wexmoor, and know nobody on the case.",
            declared_text="before the first meeting",
        )
        self._add(655, "reviewers", name="Marian Hale", role="chair", declares="no", involved="no", declaration="None.")
        for title, agency, part in (
            ("Designated nurse", "icb", "member"),
            ("Detective superintendent", "police", "member"),
            ("Head of safeguarding", "care", "member"),
            ("Independent chair", "", "chair"),
        ):
            of = self.bodies.agencies.get(agency)
            self._add(650, "seats", title=title, agency=of, part=part, involved="no", from_on=self._day(650))
        for days, purpose in MEETINGS:
            self._add(days, "meetings", held_on=self._day(days), purpose=purpose, present="All four seats")
        self._then(273, self._agreed)
        self._then(273, self._tie)

    def _agreed(self) -> None:
        given = {"kind": "agreed", "text": "The partnership agreed the report.", "body_name": "Wexmoor’s partners"}
        given |= self._agreed_on()
        decision = self._do("decisions", 273, given)
        met = {"met_on": self._day(260), "how": "His grandmother read it at home."}
        self._do("conditions", 273, {"decision": decision, "text": "Show it to the family first.", **met})

    def _tie(self) -> None:
        """Each finding answers a line of enquiry, or is extra."""
        review, at = self.reviews["alder"], self.now.replace(hour=11, minute=0) - timedelta(days=273)
        lines = list(LineOfEnquiry.objects.filter(review=review).order_by("id"))
        for row in Finding.objects.filter(review=review).order_by("id"):
            line = ANSWERS.get(row.number)
            fields: dict[str, Any] = {"is_extra": True} if line is None else {"lines": [lines[line]]}
            change_finding(row, version=row.version, by=self.unit, at=at, **fields)

    def _report(self, agency: str, lead: str, author: str, states: tuple[tuple[str, str], ...]) -> None:
        review, at = self.reviews["alder"], self.now - timedelta(days=620)
        fields: dict[str, Any] = {"agency": self.bodies.agencies[agency], "kind": "management_review"}
        if author:
            fields |= AUTHOR | {"author_name": author}
        row = ask_agency(review=review, fields=fields, by=self.unit, at=at)
        teller = self.bodies.actor(lead) if lead else self.unit
        if author:
            hand_in(row, text="What we did, whom we saw, and what we would do now.", by=teller, at=at)
            line = LineOfEnquiry.objects.filter(review=review).order_by("id")[0]
            said = {"report": row, "line": line, "text": "Our record named two adults; a third had moved in."}
            add_part(ReportAnswer, review=review, fields=said, by=teller, at=at)
            asks = {"report": row, "number": "1", "text": "Ask at every visit who lives in the home."}
            add_part(AgencyRecommendation, review=review, fields=asks, by=teller, at=at)
        for state, reason in states:
            mover = teller if state == "signed_off" else self.unit
            move_report(row, state=state, reason=reason, by=mover, at=at)

    def _add(self, days: int, key: str, /, **fields: Any) -> None:
        self._then(days, partial(self._do, key, days, fields))

    def _do(self, kind: str, days: int, fields: Mapping[str, Any]) -> Any:
        at = self.now.replace(hour=11, minute=0) - timedelta(days=days)
        model = KINDS[kind].model
        return add_part(model, review=self.reviews["alder"], fields=fields, by=self.unit, at=at)

    def _then(self, days: int, step: Callable[[], Any]) -> None:
        def do() -> None:
            step()

        self.steps.append((self.now.replace(hour=11, minute=0) - timedelta(days=days), len(self.steps), do))

    def _when(self, days: int) -> dict[str, str]:
        """That a product was ready so many days ago."""
        on = localdate(self.now) - timedelta(days=days)
        return {"ready_text": f"{on:%-d %B %Y}", "ready_iso": on.isoformat()}

    def _agreed_on(self) -> dict[str, str]:
        """The day on which the review’s own dates say that it was agreed, for that is the one there is."""
        dates = KeyDate.objects.filter(review=self.reviews["alder"])
        row = next((one for one in dates if one.means.lower() in DATES_OF["agreed"]), None)
        return {"date_text": row.text, "date_iso": row.iso} if row else {}

    def _day(self, days: int | None) -> date | None:
        return None if days is None else localdate(self.now) - timedelta(days=days)
