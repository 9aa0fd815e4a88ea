"""What stands around one review besides its thread: papers, dates, states, family, who is asked, its commission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Substr

from throughline.access.queries import standing_on
from throughline.access.rules import may
from throughline.casefile.queries.columns import NO_ID, NO_TEXT, agency_called, text
from throughline.casefile.queries.held import Standing
from throughline.casefile.queries.standing import as_beginning, as_standing, beginning_columns, hold_columns
from throughline.casefile.queries.threads import day_of
from throughline.cases.models import CaseMember, CasePaper
from throughline.commissioning.models import Commission, Reviewer, Stage
from throughline.commissioning.permissions import SEES, SEES_INSIDE
from throughline.commissioning.queries.parts import reports_of
from throughline.commissioning.rules.lists import METHODS, REVIEWER_ROLES, STAGES
from throughline.commissioning.rules.reports import OWED
from throughline.commissioning.rules.timetable import Days, now_and_next
from throughline.findings.queries import visible_committee_recommendations
from throughline.findings.queries.citing import uncited, uncited_waiting
from throughline.intake.queries.sight import closed_papers
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.proceedings.queries import visible_holds, visible_proceedings
from throughline.proceedings.rules import KINDS as PROCEEDINGS
from throughline.proceedings.rules import OVER as PROCEEDINGS_OVER
from throughline.proceedings.rules import Beginning
from throughline.rapidreviews.queries import visible_rapid_reviews
from throughline.reviews.addresses import shortened
from throughline.reviews.models import KeyDate, Review, ReviewState, Subject
from throughline.reviews.queries import joined_that_count, visible_reviews
from throughline.reviews.rules import STATES, State
from throughline.ui.lifeline import Event
from throughline.ui.words import listed
from throughline.voices.models import FamilyContact
from throughline.voices.queries import visible_family
from throughline.voices.rules import family_by_log


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report asks of its committee, and what was resolved."""

    id: int
    number: str
    text: str
    body: str
    resolved: str
    when: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the case."""

    id: int
    title: str
    name: str
    received: date


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What hangs from a review beside its thread."""

    subjects: tuple[str, ...]
    dates: tuple[tuple[str, str, str, int], ...]
    states: tuple[tuple[State, date, str], ...]
    earlier: tuple[tuple[int, str], ...]
    later: tuple[tuple[int, str], ...]
    joined: tuple[tuple[int, str], ...]
    asked: tuple[Asked, ...]
    papers: tuple[Paper, ...]
    members: tuple[str, ...]
    uncited: tuple[tuple[int, str, str], ...]
    holds: tuple[Standing, ...]
    beginning: Beginning
    commission: tuple[tuple[str, str], ...]
    running: tuple[str, ...]
    family: str

    @property
    def events(self) -> list[Event]:
        """The key dates, as the life-line takes them."""
        return [Event(means, says, iso) for means, says, iso, _ in self.dates if means]


ROW = ("part", "row", "first", "second", "third", "fourth", "spot")


def surroundings_of(review: Review, *, actor: Actor, on: date) -> Surroundings:
    """Children, dates, states, kin, papers, members and committee recommendations, in one statement."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for what, *values in _parts(review, actor, on):
        rows.setdefault(what, []).append(tuple(values))
    for those in rows.values():
        those.sort(key=lambda values: (values[-1], values[0]))
    return Surroundings(
        subjects=tuple(row[1] for row in rows.get("subject", ())) if may_see_names(actor) else (),
        dates=tuple((row[1], row[2], row[3], int(row[4] or 0)) for row in rows.get("date", ())),
        states=tuple((STATES[row[1]], day_of(row[2]), row[3]) for row in rows.get("state", ())),
        earlier=tuple((row[0], row[1]) for row in rows.get("earlier", ())),
        later=tuple((row[0], row[1]) for row in rows.get("later", ())),
        joined=tuple((row[0], row[1]) for row in rows.get("joined", ())),
        asked=tuple(_asked(row) for row in rows.get("asked", ())),
        papers=tuple(Paper(row[0], row[1] or row[2], row[2], day_of(row[3])) for row in rows.get("paper", ())),
        members=tuple(row[1] for row in rows.get("member", ())),
        uncited=tuple((row[0], row[1], shortened(row[2], 120)) for row in sorted(rows.get("uncited", ()), key=_days)),
        holds=tuple(as_standing(*row[:5]) for row in rows.get("hold", ())),
        beginning=as_beginning(*rows["begin"][0][1:4]),
        commission=_commission(rows, on),
        running=tuple(
            row[2] or PROCEEDINGS[row[1]] for row in rows.get("proceeding", ()) if row[3] not in PROCEEDINGS_OVER
        ),
        family=_family(rows),
    )


def _days(row: tuple[Any, ...]) -> tuple[str, int]:
    """In the order of their earliest days, those without one last."""
    return row[3] or "~", row[0]


def _commission(rows: dict[str, list[tuple[Any, ...]]], on: date) -> tuple[tuple[str, str], ...]:
    """How the review was commissioned, who does it, at which stage it is and what is next, in pairs."""
    body, method = next(((row[1], METHODS.get(row[2], "")) for row in rows.get("commission", ())), ("", ""))
    stages = [Days(row[1], None, _day(row[2]), _day(row[3]), _day(row[4])) for row in rows.get("stage", ())]
    now, after = now_and_next(stages, STAGES, on)
    states = [row[1] for row in rows.get("report", ())]
    owed, accepted = sum(one in OWED for one in states), states.count("accepted")
    reports = f"{accepted} of {len(states)} accepted{f', {owed} to come' if owed else ''}" if states else ""
    facts = (
        ("Led by", body),
        ("Method", method),
        ("Reviewers", listed(f"{row[1]}, {REVIEWER_ROLES[row[2]].lower()}" for row in rows.get("reviewer", ()))),
        ("Stage", now),
        ("Next", after),
        ("Agency reports", reports),
    )
    return tuple((name, said) for name, said in facts if said)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _commission_parts(review: Review, actor: Actor) -> list[Any]:
    """What the page tells of the commission, as far as the role sees it."""
    if not may(actor.role, SEES):
        return []
    of, spot = {"review": review, "withdrawn_at__isnull": True}, {"spot": F("position")}
    reviewers = Reviewer.objects.filter(**of) if may(actor.role, SEES_INSIDE) else Reviewer.objects.none()
    days = [Coalesce(text(name), NO_TEXT) for name in ("planned_to", "actual_from", "actual_to")]
    return [
        _part(Commission.objects.filter(review=review), "commission", "id", text("lead_body"), text("method")),
        _part(
            Stage.objects.filter(**of), "stage", "id", text("kind"), *(Coalesce(one, NO_TEXT) for one in days), **spot
        ),
        _part(reviewers, "reviewer", "id", text("name"), text("role"), **spot),
        _part(reports_of(review, actor).order_by(), "report", "id", text("state")),
    ]


def _family(rows: dict[str, list[tuple[Any, ...]]]) -> str:
    logs: dict[str, list[tuple[str, str]]] = {}
    for _, member, kind, when, iso, _ in rows.get("contact", ()):
        logs.setdefault(member, []).append((kind, stated(when, iso)))
    return family_by_log((row[1], logs.get(str(row[0]), ())) for row in rows.get("family", ()))


def may_see_names(actor: Actor) -> bool:
    """The role sees the children's pseudonyms."""
    return may(actor.role, "see the children’s pseudonyms")


def _asked(row: tuple[Any, ...]) -> Asked:
    number, _, body = row[2].partition("\x1f")
    when, _, iso = row[4].partition("\x1f")
    return Asked(row[0], number, row[1], body, row[3], stated(when, iso) if row[3] else "")


def _parts(review: Review, actor: Actor, on: date) -> Any:
    seen = visible_reviews(actor, on)
    papers = CasePaper.objects.none()
    if may(actor.role, "see source documents"):
        papers = CasePaper.objects.filter(case=review.case.pk)
        papers = papers.exclude(document__in=closed_papers(actor).values("document"))
    family = visible_family(actor, on).filter(case=review.case.pk)
    committee = visible_committee_recommendations(actor, on).filter(reviews=review)
    members = CaseMember.objects.filter(standing_on(on), case=review.case.pk)
    spot = {"spot": F("position")}
    joins = joined_that_count().filter(review=review)
    joined = visible_rapid_reviews(actor, on).filter(pk__in=joins.values("conclusion__rapid_review"))
    parts = [
        _part(Subject.objects.filter(review=review), "subject", "id", text("name"), text("also"), **spot),
        _part(
            KeyDate.objects.filter(review=review),
            "date",
            "id",
            text("means"),
            text("text"),
            text("iso"),
            Cast(Coalesce("source_id", NO_ID), TextField()),
            **spot,
        ),
        _part(ReviewState.objects.filter(review=review), "state", "id", text("state"), text("at"), text("reason")),
        _part(seen.filter(later=review), "earlier", "id", text("name")),
        _part(seen.filter(earlier=review), "later", "id", text("name")),
        _part(joined, "joined", "id", text("incident__name")),
        _part(
            committee,
            "asked",
            "id",
            F("text"),
            _both("number", "body_name"),
            F("resolved"),
            _both("resolved_text", "resolved_iso"),
            **spot,
        ),
        _part(
            papers,
            "paper",
            "document_id",
            text("document__title"),
            text("document__name"),
            text("document__received_at"),
        ),
        _part(visible_holds(actor, on).filter(review=review), "hold", "id", *hold_columns(), **spot),
        _part(Review.objects.filter(pk=review.pk), "begin", "id", *beginning_columns()),
        _part(
            visible_proceedings(actor, on).filter(review=review),
            "proceeding",
            "id",
            text("kind"),
            text("name"),
            text("state"),
            **spot,
        ),
        _part(family, "family", "id", text("relation"), **spot),
        _part(
            FamilyContact.objects.filter(member__in=family.values("pk")),
            "contact",
            "id",
            text("member_id"),
            text("kind"),
            text("when_text"),
            text("when_iso"),
        ),
        *(
            _part(
                rows(review.case.pk, actor, on),
                "uncited",
                "entry_id",
                text("entry__start_text"),
                Substr(Coalesce(NullIf(text("entry__event"), NO_TEXT), text("entry__comment")), 1, 200),
                Coalesce(text("entry__start_earliest"), NO_TEXT),
            )
            for rows in (uncited, uncited_waiting)
        ),
        _part(members, "member", "id", Coalesce(agency_called(on, "agency"), text("user__name"), NO_TEXT)),
        *_commission_parts(review, actor),
    ]
    return parts[0].union(*parts[1:], all=True)


def _both(first: str, second: str) -> Any:

    return Concat(text(first), Value("\x1f"), text(second), output_field=TextField())


def _part(rows: Any, what: str, row: str, *told: Any, **more: Any) -> Any:
    first, second, third, fourth = (*told, NO_TEXT, NO_TEXT, NO_TEXT)[:4]
    columns = {
        "part": Value(what, output_field=CharField()),
        "row": F(row),
        "first": first,
        "second": second,
        "third": third,
        "fourth": fourth,
        "spot": NO_ID,
        **more,
    }
    return rows.order_by().annotate(**columns).values_list(*ROW)
