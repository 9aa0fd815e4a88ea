"""Records of reviews for tests: one function a kind, with sensible words unless told, through the services."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.factories import NOW, actor, member, partnership
from throughline.access.roles import CHAIR
from throughline.actionplans.models import Action
from throughline.actionplans.services import add_action
from throughline.findings.models import CommitteeRecommendation, Finding, LearningPoint, Recommendation, Theme
from throughline.findings.services import (
    add_committee_recommendation,
    add_finding,
    add_learning_point,
    add_recommendation,
    add_theme,
)
from throughline.impact.models import Evidence, Measure, Statement
from throughline.impact.services import add_evidence, add_measure, add_statement
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Partnership
from throughline.reviews.models import Review
from throughline.reviews.services import open_review
from throughline.reviews.services.seconding import confirm_state, propose_state


def review(by: Actor | None = None, *, where: Partnership | None = None, at: datetime = NOW, **more: Any) -> Review:
    """A review of Child Alder under way, held by the actor's partnership; with ``state="published"`` two publish it."""
    by = by or actor(member(where or partnership()))
    where = where or Partnership.objects.get(pk=by.partnership)
    wanted = more.pop("state", "under_way")
    begins = "finished" if wanted == "published" else wanted
    given = {"kind": "lcspr", "name": "Child Alder", "state": begins, **more}
    made = open_review(partnership=where, by=by, at=at, **given)
    return publish(made, by, at=at) if wanted == "published" else made


def publish(of: Review, by: Actor, *, reason: str = "", at: datetime = NOW) -> Review:
    """The review is published: that person proposes it, and a chair confirms it."""
    second = actor(member(of.case.partnership, CHAIR))
    return confirm_state(propose_state(of, state="published", reason=reason, by=by, at=at), by=second, at=at)


def finding(of: Review, by: Actor, **more: Any) -> Finding:
    """A finding of that review."""
    return add_finding(review=of, by=by, at=NOW, **{"number": "1", "text": "The child was not seen alone.", **more})


def learning_point(of: Review, by: Actor, **more: Any) -> LearningPoint:
    """A learning point of that review."""
    return add_learning_point(review=of, by=by, at=NOW, **{"number": "1", "text": "See children alone.", **more})


def recommendation(of: Review, by: Actor, **more: Any) -> Recommendation:
    """A recommendation of that review."""
    given = {"number": "1", "text": "Agencies should see children alone.", **more}
    return add_recommendation(review=of, by=by, at=NOW, **given)


def theme(of: Review, by: Actor, **more: Any) -> Theme:
    """A theme of that review."""
    return add_theme(review=of, by=by, at=NOW, **{"text": "Supervision", **more})


def committee_recommendation(of: Review, by: Actor, **more: Any) -> CommitteeRecommendation:
    """What a report on that review asks of its committee."""
    given = {"case": of.case, "reviews": [of], "number": "1", "text": "Note the report.", **more}
    return add_committee_recommendation(by=by, at=NOW, **given)


def action(of: Review, by: Actor, **more: Any) -> Action:
    """An action of that review."""
    return add_action(review=of, by=by, at=NOW, **{"number": "1", "text": "Write a standard for visits.", **more})


def statement(of: Review, by: Actor, **more: Any) -> Statement:
    """A statement of progress on that review."""
    given = {"kind": "progress", "text": "The standard was written.", **more}
    return add_statement(review=of, by=by, at=NOW, **given)


def evidence(of: Review, by: Actor, **more: Any) -> Evidence:
    """Evidence under that review."""
    return add_evidence(review=of, by=by, at=NOW, **{"text": "Audit of 40 files: 31 signed.", **more})


def measure(of: Review, by: Actor, **more: Any) -> Measure:
    """A measure of that review, in per cent."""
    given = {"text": "Visits at which the child was seen alone", "unit": "%", **more}
    return add_measure(review=of, by=by, at=NOW, **given)
