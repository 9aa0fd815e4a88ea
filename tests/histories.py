"""The histories that are told as tests: who tells them, four invented ones, and the same from the facts kept by hand.

Names, days and numbers alone; no sentence of a document. What a fact file does not say stays empty, as it would in a
record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tests import factories as make
from tests import incidents, rapid, scoring
from throughline.access.roles import CHAIR, COORDINATOR
from throughline.commissioning.models import MissingPiece, Product
from throughline.commissioning.services.parts import add_part
from throughline.kernel.actor import Actor
from throughline.kernel.periods import parse
from throughline.notifications.queries import governs
from throughline.notifications.services import change_incident, send_notification
from throughline.partnerships.models import Partnership
from throughline.proceedings.services import add_hold, add_outcome, add_proceeding, end_hold, move_proceeding
from throughline.rapidreviews import services as rapidly
from throughline.rapidreviews.models import RapidReview
from throughline.reviews.models import Review
from throughline.reviews.services import open_review, set_state
from throughline.reviews.services.seconding import confirm_state, propose_state

FACTS = Path(__file__).resolve().parents[2] / "shared" / "facts"
FIRST_DAY = date(2005, 1, 1)


@dataclass(frozen=True)
class People:
    """A partnership with its coordinator and its chair, both there from the first day on."""

    where: Partnership
    unit: Actor
    chair: Actor


def people(name: str) -> People:
    """The two people of a partnership of that name."""
    where = make.partnership(name)
    found = []
    for role, called in ((COORDINATOR, "Ruth Adeyemi"), (CHAIR, "Gwen Tarrant")):
        person = make.user(called)
        make.membership(person, where, role, from_on=FIRST_DAY)
        found.append(make.actor(person))
    return People(where, *found)


def at(day: str) -> datetime:
    """The morning of that day."""
    return datetime.combine(date.fromisoformat(day), time(9), tzinfo=UTC)


def on_the_way(review: Review, by: People, *steps: tuple[str, str, str]) -> Review:
    """The review passes through those states: (state, day, reason). Two people publish it."""
    for state, day, reason in steps:
        if state == "published":
            proposal = propose_state(review, state=state, reason=reason, by=by.unit, at=at(day))
            review = confirm_state(proposal, by=by.chair, at=at(day))
        else:
            review = set_state(review, state=state, reason=reason, by=by.chair, at=at(day))
    return review


@dataclass(frozen=True)
class Harmed:
    """A child harmed years before the report could be read. Written periods, as exact as they are known."""

    partnership: str
    child: str
    happened: str
    initiated: str
    investigated: str
    published: str
    edition: str | None


@dataclass(frozen=True)
class Year:
    """A year's incidents, each with its children, and how many were said by whom to meet the criteria."""

    partnership: str
    begins: str
    ends: str
    children: tuple[int, ...]
    met: int
    panel_adds: int


@dataclass(frozen=True)
class Graded:
    """A review with its children and its grades: (document, submission, grade)."""

    name: str
    children: tuple[str, ...]
    died: str
    initiated: str
    grades: tuple[tuple[str, int, str], ...]
    edition: str | None = None


@dataclass(frozen=True)
class Grades:
    """Reviews that an inspectorate graded, and what the counts come to."""

    partnership: str
    reviews: tuple[Graded, ...]
    comes_to: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Apart:
    """The days on which a review was received or endorsed, agreed and published."""

    partnership: str
    child: str
    initiated: str
    days: tuple[tuple[str, str], ...]
    published: str


HARMED = Harmed("Wexmoor Board", "Child Hazel", "2013-05-07", "2013-05-20", "2020-09-14", "2021-12-09", "wt2013")
YEAR = Year("Wexmoor Partnership", "2019-04-01", "2020-03-31", (1, 2, 1, 1, 1), 2, 1)
GRADES = Grades(
    "Eddlecombe Board",
    (
        Graded(
            "Child Ash",
            ("Child Ash",),
            "2006-12",
            "2007-02-05",
            (("imr", 1, "adequate"), ("overview", 1, "good"), ("overall", 1, "adequate")),
            "wt2006",
        ),
        Graded(
            "Child Birch and Child Beech",
            ("Child Birch", "Child Beech"),
            "2007-06",
            "2007-08-13",
            (
                ("overview", 1, "inadequate"),
                ("overall", 1, "inadequate"),
                ("overview", 2, "good"),
                ("overall", 2, "good"),
            ),
            "wt2006",
        ),
        Graded(
            "Child Cedar",
            ("Child Cedar",),
            "2010-01",
            "2010-03-17",
            (("plan", 1, "inadequate"), ("overall", 1, "adequate")),
            "wt2010",
        ),
        Graded("Child Elm", ("Child Elm",), "2010-06", "2010-07-01", (("overall", 1, "awaited"),), "wt2010"),
    ),
    {"adequate": 2, "good": 1, "awaited": 1},
)
APART = Apart(
    "Tarnshire Board",
    "Child Rowan",
    "2014-08-04",
    (("agreed", "2015-02-10"), ("endorsed", "2015-02-24")),
    "2015-07-09",
)


def _facts(begins: str) -> dict[str, Any]:
    return scoring.load(next(FACTS.glob(f"{begins}*.json")))


def harmed_in_the_facts() -> Harmed:
    """The committee's report says the year of the death and no day of commissioning: some day of that year."""
    held = _facts("oxfordshire-child-r")
    days = {key: one["iso"] for key, one in held["dates"].items()}
    year, concluded = days["death"], days["health_and_safety_investigation_concluded"]
    return Harmed(held["partnership"], held["subject"][0], year, year, concluded, days["scr_report_published"], None)


def year_in_the_facts() -> Year:
    """The annual report counts incidents and children; which child was in which incident it does not say."""
    held = _facts("oxfordshire-case-review-annual-report")
    counted, days = held["claimed_counts"], held["dates"]
    incidents, children = counted["rapid_review_incidents"], counted["rapid_review_children"]
    met, adds = (
        next(n["value"] for n in held["numbers"] if n["meaning"].startswith(w)) for w in ("cases CRAG", "extra")
    )
    shared = tuple(1 + (one < children - incidents) for one in range(incidents))
    return Year(held["partnership"], days["period_start"]["iso"], days["period_end"]["iso"], shared, met, adds)


def grades_in_the_facts() -> Grades:
    """The cabinet's report gives one grade for each review, and no day on which a review was begun."""
    held = _facts("cambridgeshire")
    rows = [
        Graded(
            one["review"],
            tuple(one["children"]),
            one["death"]["iso"],
            "",
            (("overall", 1, one["ofsted"].lower()),),
        )
        for one in held["cases"]
    ]
    counted = held["listed_counts"]
    return Grades(held["partnership"], tuple(rows), {key: counted[key] for key in ("adequate", "awaited")})


def apart_in_the_facts() -> Apart:
    """The board's response gives the day it was received, and the months in which it was agreed and published."""
    held = _facts("southwark")
    days = {key: one["iso"] for key, one in held["dates"].items()}
    apart = (("agreed", days["agreed"]), ("noted", days["review_received"]))
    return Apart(held["partnership"], held["subject"][0], "", apart, days["published"])


# What is done in them, in the order of the histories.


def opened(by: People, day: str, *, name: str, children: tuple[str, ...], state: str, **dates: str) -> Review:
    """A serious case review about those children, with the dates that are known."""
    rows = [(means.replace("_", " "), iso, iso, None) for means, iso in dates.items() if iso]
    subjects = [(child, (), None) for child in children]
    given: dict[str, Any] = {"kind": "scr", "name": name, "state": state, "subjects": subjects, "dates": rows}
    return open_review(partnership=by.where, by=by.unit, at=at(day), **given)


def three_processes(review: Review, by: People, told_of: Harmed) -> tuple[str, ...]:
    """A trial and an investigation that stop the six months, an inquest for which only our own step waits."""
    ended = parse(told_of.investigated)
    assert ended is not None
    last = ended.last
    rows = (
        ("criminal", "review_complete", date(2013, 7, 1), date(2013, 9, 30), "verdict"),
        ("health_and_safety", "review_complete", date(2013, 9, 15), date(2013, 12, 31), "plea"),
        ("inquest", "publication", date(2014, 2, 3), last, "conclusion"),
    )
    for kind, clock, begins, ends, outcome in rows:
        row = add_proceeding(review=review, kind=kind, by=by.unit, at=at("2014-02-03"))
        held: dict[str, Any] = {"what": kind, "reason": "It must not be harmed.", "from_on": begins, "proceeding": row}
        hold = add_hold(review=review, clock=clock, by=by.unit, at=at("2014-02-03"), **held)
        end_hold(hold, to_on=ends, says="It is over.", by=by.unit, at=at(last.isoformat()))
        move_proceeding(row, state="ended", by=by.unit, at=at(last.isoformat()))
        add_outcome(proceeding=row, kind=outcome, words="As it was read out.", by=by.unit, at=at(last.isoformat()))
    return tuple(row[0] for row in rows)


def first_a_summary(review: Review, by: People) -> tuple[Product, Product, MissingPiece]:
    """The review is completed as far as possible: a summary is out, the full report waits for papers."""
    on_the_way(review, by, ("under_way", "2014-03-03", ""), ("as_far_as_possible", "2014-11-03", "Papers are missing."))
    parts: tuple[tuple[Any, dict[str, str]], ...] = (
        (Product, {"kind": "summary", "ready_iso": "2014-11-03"}),
        (Product, {"kind": "full", "waits": "The prosecution holds papers."}),
        (MissingPiece, {"text": "Papers of the prosecution", "why": "They are evidence."}),
    )
    one, two, three = (
        add_part(model, review=review, fields=fields, by=by.unit, at=at("2014-11-03")) for model, fields in parts
    )
    return one, two, three


def of_the_year(year: Year, number: int, by: People) -> tuple[bool, RapidReview]:
    """The rapid review of one incident, sixty days after the one before; and whether its day alone named an edition.

    Where it does not, a person chooses one and says why.
    """
    aware = date.fromisoformat(year.begins) + timedelta(60 * number)
    when = at(aware.isoformat())
    children = [{"pseudonym": f"Child {number + 1}{letter}"} for letter in "abc"[: year.children[number]]]
    row = incidents.incident(by.unit, at=when, name=f"Incident {number + 1}", children=children, aware_on=aware)
    by_day = governs(row).edition is not None
    if not by_day:
        chosen = {"edition_chosen": "wt2018", "edition_why": "The partners had taken over."}
        row = change_incident(row, fields=chosen, version=row.version, by=by.unit, at=when)
    incidents.decided(row, by.unit, at=when)
    send_notification(row, reference=f"N-{number}", sent_on=aware, by=by.unit, at=when)
    return by_day, rapidly.open_for(row, by=by.unit, at=when)


def concluded_and_sent(review: RapidReview, outcome: str, by: People, day: str) -> None:
    """The partnership concludes so, and the Panel has it."""
    limbs = rapid.limbs(review, "yes" if outcome == "review" else "no")
    rapid.concluded(review, by.unit, outcome, at=at(day), limbs=limbs)
    rapidly.send_to_panel(review, sent_on=date.fromisoformat(day), how="By secure e-mail", by=by.unit, at=at(day))
