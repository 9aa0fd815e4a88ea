"""An elected member reads what is published of a published review, and nothing beside it."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.laws.world import World
from throughline.impact.models import Statement
from throughline.reporting.models import ReportText
from throughline.reviews.models import Review, Subject

pytestmark = pytest.mark.django_db
BEYOND = "Quillon heron"


def test_the_draft_of_a_report_the_children_s_names_and_the_account_stay_out_of_every_page(world: World) -> None:
    with transaction.atomic():
        review = Review.objects.get(pk=world.ids["published_review"])
        Subject.objects.filter(review=review).update(name=BEYOND, also=[BEYOND])
        ReportText.objects.filter(review=review).update(introduction=BEYOND, approach=BEYOND, conclusion=BEYOND)
        Review.objects.filter(pk=review.pk).update(account=BEYOND, account_contains=BEYOND)
        unpublished = Review.objects.filter(pk=world.ids["review"])
        unpublished.update(name=BEYOND)
        Statement.objects.filter(review=world.ids["review"]).update(text=BEYOND, outcome=BEYOND)
        pages = [f"/reviews/{review.pk}/{part}" for part in ("", "thread", "thread?print=1", "open-ends", "report")]
        pages += [f"/reviews/{review.pk}/{part}" for part in ("report/texts", "documents", "account", "who-looked")]
        pages += ["/", "/reviews/", "/reviews/?words=heron", "/thread/", f"/thread/?review={world.ids['review']}"]
        pages += ["/actions/", "/actions/?show=all", "/impact/", "/open-ends/", "/search?q=heron"]
        pages += [f"/statements/{world.ids['statement']}/", f"/findings/{world.ids['published_finding']}/"]
        told = []
        for page in pages:
            if "Quillon" in world.clients["elected_member"].get(page).content.decode():
                told.append(page)
        transaction.set_rollback(True)
    assert told == []
