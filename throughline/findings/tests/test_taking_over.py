"""What an agency asks of itself is followed in the tracker once its report is accepted, and keeps its origin."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import records
from throughline.access.roles import SCRUTINEER
from throughline.casefile.queries.threads import thread_for
from throughline.casefile.rules.open_ends import open_ends
from throughline.commissioning.models import AgencyRecommendation, AgencyReport
from throughline.commissioning.tests.scene import Scene, build, words
from throughline.findings.models import Recommendation
from throughline.findings.queries import to_take_over
from throughline.findings.services.taking_over import take_over
from throughline.kernel.refusals import Refused
from throughline.partnerships.rules import initials
from throughline.reviews.services import withdraw_record


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Wexmoor Police", "WP"),
        ("Wexmoor Council children’s services", "WCCS"),
        ("NHS Integrated Care Board of the county for Wexmoor", "NICB"),
        ("", ""),
    ],
)
def test_an_agency_is_known_by_its_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


def asked(scene: Scene, state: str = "accepted") -> AgencyRecommendation:
    """What the police ask of themselves, in a report in that state."""
    report = scene.add("agency-reports", agency=scene.police, kind="management_review")
    row = scene.add("own-recommendations", report=report, number="2", text="Write down who lives there.")
    AgencyReport.objects.filter(pk=report.pk).update(state=state)
    return AgencyRecommendation.objects.get(pk=row.pk)


@pytest.mark.django_db
def test_it_stands_among_the_recommendations_with_its_origin_once() -> None:
    scene = build()
    row = asked(scene)
    client, page = scene.client(), f"/reviews/{scene.review.pk}/agency-recommendations"
    assert "Write down who lives there." in words(client.get(page))
    assert "Tick at least one." in words(client.post(page, {"once": "z"}))
    for _ in range(2):
        assert client.post(page, {"rows_of": [str(row.pk)], "once": "a"}).status_code == 302
    made = Recommendation.objects.get()
    assert (made.origin, made.owner, made.number, made.response) == (row, scene.police, "WP2", "accepted")
    assert to_take_over(scene.review) == []
    assert take_over(review=scene.review, rows=[row], by=scene.by(), at=make.NOW) == [made]
    told = words(client.get(f"/recommendations/{made.pk}/"))
    assert "Recommendation WP2" in told and "The agency’s own report to this review" in told
    rules = {end.rule for end in open_ends(thread_for(scene.review.pk, make.TODAY, drafts=True), make.TODAY)}
    assert "recommendation_without_action" in rules and "recommendation_without_finding" not in rules
    withdraw_record(made, reason="A mistake", by=scene.by(), at=make.NOW)
    assert to_take_over(scene.review) == [row]
    assert take_over(review=scene.review, rows=[row], by=scene.by(), at=make.NOW) != [made]


@pytest.mark.django_db
def test_nothing_is_taken_over_from_a_report_that_is_not_accepted_nor_of_another_review() -> None:
    scene = build()
    row = asked(scene, "signed_off")
    assert to_take_over(scene.review) == []
    with pytest.raises(Refused, match="E1513"):
        take_over(review=scene.review, rows=[row], by=scene.by(), at=make.NOW)
    other = records.review(scene.by(), where=scene.where)
    with pytest.raises(Refused, match="E1508"):
        take_over(review=other, rows=[asked(scene)], by=scene.by(), at=make.NOW)
    with pytest.raises(Refused):
        take_over(review=scene.review, rows=[], by=scene.by(SCRUTINEER), at=make.NOW)
    assert not Recommendation.objects.exists()
    page = f"/reviews/{scene.review.pk}/agency-recommendations"
    assert scene.client().get(page).status_code == 200
    AgencyReport.objects.update(state="returned")
    assert scene.client().get(page)["Location"] == scene.at("agency-reports")
    assert "Nothing waits." in words(scene.client().get(scene.at("agency-reports")))
    assert scene.client(SCRUTINEER).get(f"/reviews/{scene.review.pk}/agency-recommendations").status_code == 403
