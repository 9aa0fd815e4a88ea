"""One partnership with so many recommendations, written in bulk: the far side of `boards`, called by a walker.

Twelve recommendations a review, an action for each with its states and three updates, evidence, measures and re-tests.
The same each time. Records written so have no events; nothing here is part of the product.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

EACH = 12
AGENCIES, GROUPS, SAFEGUARDS = 12, 5, 60
PATHS = (
    ("not_started",),
    ("under_way",),
    ("under_way",),
    ("under_way", "claimed_done"),
    ("under_way", "claimed_done", "confirmed"),
    ("under_way", "claimed_done", "confirmed"),
    ("under_way", "claimed_done", "confirmed"),
    ("under_way", "claimed_done", "returned"),
    ("under_way", "claimed_done", "confirmed", "under_way"),
    ("stopped",),
)
ANSWERS = ("", "accepted", "accepted", "in_principle", "in_part", "not_agreed")
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def make_boards(client: Any, size: int, updates: int) -> dict[str, Any]:
    """The partnership stands with that many recommendations; nothing is made where it stands already."""
    from django.db import transaction

    from throughline.cli import system
    from throughline.partnerships.models import Partnership

    begun = time.perf_counter()
    system.bring_up_to_date()
    if not Partnership.objects.exists():
        with transaction.atomic():
            _fill(size, updates)
    return {"seconds": time.perf_counter() - begun, **_told()}


def count_boards(client: Any) -> dict[str, Any]:
    """Everything is counted from nothing: how long that took."""
    from django.utils import timezone

    from throughline.boards.models import CountedUpTo, ReviewCount
    from throughline.boards.services import bring_up_to_date
    from throughline.partnerships.models import Partnership

    ReviewCount.objects.all().delete()
    CountedUpTo.objects.all().delete()
    begun, where = time.perf_counter(), Partnership.objects.get().pk
    while bring_up_to_date(partnership=where, on=timezone.localdate()):
        pass
    _settle()
    return {"seconds": time.perf_counter() - begun}


def change(client: Any, of: int) -> bool:
    """Something happened to that review: an action of it has one more update, and its event."""
    from django.utils import timezone

    from throughline.access.queries import actings_of
    from throughline.actionplans.models import Action
    from throughline.actionplans.services import add_update
    from throughline.partnerships.models import Membership

    row = Membership.objects.get(role="coordinator")
    by = actings_of(row.user_id, partnership=row.partnership_id, on=timezone.localdate())[0]
    add_update(Action.objects.filter(review=of)[0], text="One more word.", by=by, at=timezone.now())
    return True


def _settle() -> None:
    """The database knows how its tables are filled, as it does once a day in use."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _told() -> dict[str, Any]:
    from throughline.actionplans.models import Action, ActionUpdate
    from throughline.findings.models import Recommendation
    from throughline.partnerships.models import Agency, Group
    from throughline.reviews.models import Review

    kinds = {"reviews": Review, "recommendations": Recommendation, "actions": Action, "updates": ActionUpdate}
    ids = {"agency": Agency, "group": Group, "review": Review}
    return {
        "rows": {name: kind._default_manager.count() for name, kind in kinds.items()},
        "ids": {
            name: kind._default_manager.order_by("id").values_list("pk", flat=True)[0] for name, kind in ids.items()
        },
    }


def _fill(size: int, updates: int) -> None:
    from throughline.partnerships.models import Agency, AgencyName, Group, GroupName, Membership, Partnership, User

    where = Partnership.objects.create(short="many")
    user = User.objects.create_user(email="ruth@many.example", name="Ruth")
    Membership.objects.create(user=user, partnership=where, role="coordinator", from_on=date(2015, 4, 1))
    agencies = [Agency.objects.create(partnership=where, kind="other") for _ in range(AGENCIES)]
    for number, agency in enumerate(agencies):
        AgencyName.objects.create(agency=agency, name=f"Agency {number}")
    for number in range(GROUPS):
        GroupName.objects.create(group=Group.objects.create(partnership=where), name=f"Group {number}")
    lot = random.Random(4)  # noqa: S311 the same each time, nothing secret
    reviews = _reviews(size, where, user)
    findings = _findings(reviews, user)
    _asks(size, reviews, findings, agencies, user, lot, updates)
    _measures(reviews, user, lot)
    _safeguards(where, findings, agencies, user)


def _of(case: int, user: Any, days: int = 0) -> dict[str, Any]:
    return {"case_id": case, "made_at": NOW - timedelta(days=days), "made_by": user}


def _reviews(size: int, where: Any, user: Any) -> list[Any]:
    from throughline.cases.models import Case
    from throughline.reviews.models import KeyDate, Review

    many = -(-size // EACH)
    made = {"made_at": NOW, "made_by": user, "partnership": where}
    cases = Case.objects.bulk_create([Case(reference=f"MN-{number}", **made) for number in range(many)], 1000)
    reviews = Review.objects.bulk_create(
        [Review(kind="lcspr", name=f"Child {one.reference}", state="published", **_of(one.pk, user)) for one in cases],
        1000,
    )
    dates = [
        KeyDate(review=one, means="published", text=str(2012 + number % 15), iso=str(2012 + number % 15))
        for number, one in enumerate(reviews)
    ]
    KeyDate.objects.bulk_create(dates, 1000)
    return list(reviews)


def _findings(reviews: list[Any], user: Any) -> list[Any]:
    from throughline.findings.models import Finding

    rows = [
        Finding(review=one, number=str(number), text="The child was not seen alone.", **_of(one.case_id, user))
        for one in reviews
        for number in (1, 2, 3)
    ]
    return list(Finding.objects.bulk_create(rows, 1000))


def _asks(
    size: int, reviews: list[Any], findings: list[Any], agencies: list[Any], user: Any, lot: Any, updates: int
) -> None:
    from throughline.actionplans.models import Action
    from throughline.findings.models import Recommendation

    asks, actions, paths = [], [], []
    for number in range(size):
        review, owner, path = reviews[number // EACH], lot.choice(agencies), lot.choice(PATHS)
        of = _of(review.case_id, user, lot.randrange(900)) | {"review": review, "owner": owner}
        of["number"] = str(number % EACH + 1)
        asks.append(Recommendation(text="Agencies should see children alone.", response=lot.choice(ANSWERS), **of))
        due = (NOW + timedelta(days=lot.randrange(-400, 400))).date()
        group = f"Group {lot.randrange(GROUPS)}" if number % 3 else ""
        actions.append(Action(text="Write a standard.", state=path[-1], due_on=due, watching_group=group, **of))
        paths.append(path)
    Recommendation.objects.bulk_create(asks, 1000)
    Action.objects.bulk_create(actions, 1000)
    tie, found = Action.recommendations.through, Recommendation.findings.through
    tie.objects.bulk_create(
        [tie(action_id=a.pk, recommendation_id=r.pk) for a, r in zip(actions, asks, strict=True)], 1000
    )
    found.objects.bulk_create(
        [found(recommendation_id=r.pk, finding_id=findings[n // EACH * 3 + n % 3].pk) for n, r in enumerate(asks)], 1000
    )
    _became(actions, paths, user, lot, updates)


def _became(actions: list[Any], paths: list[Any], user: Any, lot: Any, updates: int) -> None:
    from throughline.actionplans.models import Action, ActionState, ActionUpdate, Retest
    from throughline.impact.models import Evidence

    states, told, again, shown = [], [], [], []
    for action, path in zip(actions, paths, strict=True):
        for step, state in enumerate(path):
            states.append(ActionState(action=action, state=state, at=NOW - timedelta(days=90 - step), by=user))
        told += [
            ActionUpdate(action=action, text="Said.", made_at=NOW - timedelta(days=50 - one), made_by=user)
            for one in range(updates)
        ]
        if path[-1] == "confirmed" and lot.random() < 0.5:
            answer = lot.choice(("lasts", "lasts", "partly", "gone"))
            again.append(Retest(action=action, answer=answer, found="Seen.", at=NOW - timedelta(days=5), by=user))
        if path[-1] in ("claimed_done", "confirmed"):
            shown.append(
                (action, Evidence(review=action.review, kind="audit", text="Seen.", **_of(action.case_id, user)))
            )
    ActionState.objects.bulk_create(states, 1000)
    ActionUpdate.objects.bulk_create(told, 1000)
    Retest.objects.bulk_create(again, 1000)
    Evidence.objects.bulk_create([one for _, one in shown], 1000)
    tie = Evidence.actions.through
    tie.objects.bulk_create([tie(evidence_id=one.pk, action_id=action.pk) for action, one in shown], 1000)
    assert Action.objects.count() == len(actions)


def _measures(reviews: list[Any], user: Any, lot: Any) -> None:
    from throughline.impact.models import Measure, Reading

    rows = [Measure(review=one, text="Seen alone", unit="%", **_of(one.case_id, user)) for one in reviews]
    Measure.objects.bulk_create(rows, 1000)
    readings = [
        Reading(
            measure=one,
            value=lot.randrange(30, 95),
            date_iso=f"2026-0{month}",
            baseline=month == 1,
            made_at=NOW,
            made_by=user,
        )
        for one in rows
        for month in (1, 3, 5, 7)
    ]
    Reading.objects.bulk_create(readings, 1000)


def _safeguards(where: Any, findings: list[Any], agencies: list[Any], user: Any) -> None:
    """As many on either side: what practices a partnership keeps alive does not grow with what was ever asked."""
    from throughline.safeguards.models import Attestation, Safeguard, SafeguardCitation, SafeguardOwner

    for number in range(SAFEGUARDS):
        row = Safeguard.objects.create(
            partnership=where, kind="panel", name=f"Panel {number}", every_months=6, made_at=NOW, made_by=user
        )
        SafeguardOwner.objects.create(
            safeguard=row, agency=agencies[number % AGENCIES], called=f"Agency {number % AGENCIES}",
            from_on=date(2024, 1, 1), at=NOW, by=user,
        )  # fmt: skip
        result = ("works", "in_part", "failed")[number % 3]
        Attestation.objects.create(
            safeguard=row, result=result, evidence="Minutes.", shown_on=date(2026, 9, 1), at=NOW, by=user
        )
        finding = findings[number]
        cited = SafeguardCitation.objects.create(safeguard=row, review=finding.review, **_of(finding.case_id, user))
        cited.findings.add(finding)
