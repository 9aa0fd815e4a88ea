"""A conflict or a seal closes a case on every way round it: home, other reviews, shared papers, the command line."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests import factories as make
from tests.laws.world import World
from tests.signing_in import signed_in
from throughline.cases.models import CasePaper
from throughline.findings.models import CommitteeRecommendation, Finding
from throughline.intake.models import Proposal
from throughline.intake.services import import_document
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
SECRET = "Quillon"
PAPER = (
    "# Serious Case Review: Child Heron\n\nFinding 1: Records were not joined up between agencies.\n\n"
    "Recommendation 1: The partnership should audit records.\n"
)


@pytest.fixture(autouse=True)
def nothing_stays(world: World) -> Any:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def shown_in(world: World, who: str, *addresses: str) -> list[str]:
    """The addresses whose page tells that person the secret."""
    return [address for address in addresses if SECRET in world.clients[who].get(address).content.decode()]


def test_home_forgets_an_import_once_its_case_is_closed_to_the_person(world: World) -> None:
    person = world.people["coordinator"]
    case = Review.objects.get(pk=world.ids["published_review"]).case
    document = make.document(case, "Words of it.", name=f"{SECRET}.md")
    Proposal.objects.create(
        partnership=world.here, document=document, name=document.name, state="open", made_at=make.NOW, made_by=person
    )
    assert shown_in(world, "coordinator", "/") == ["/"]
    make.conflict(case, person)
    assert shown_in(world, "coordinator", "/", "/imports/", f"/documents/{document.pk}/") == []


def test_what_a_sealed_case_asks_of_a_committee_is_not_told_by_another_review(world: World) -> None:
    row = CommitteeRecommendation.objects.get(pk=world.ids["sealed_committee_recommendation"])
    row.text = f"Note that {SECRET} was hurt."
    row.save()
    row.reviews.add(world.ids["review"])
    pages = ("/", f"/reviews/{world.ids['review']}/", f"/committee-recommendations/{row.pk}/", "/search?q=hurt")
    assert f"/reviews/{world.ids['review']}/" in shown_in(world, "chair", *pages)
    for who in ("agency_lead", "scrutineer", "elected_member"):
        assert shown_in(world, who, *pages) == []


def test_a_paper_that_a_sealed_case_holds_too_is_closed_with_all_that_stands_round_a_finding(world: World) -> None:
    review = Review.objects.get(pk=world.ids["review"])
    words = "The child was not seen alone."
    document = make.document(review.case, f"{SECRET} was hurt.\n{words}", name=f"{SECRET}.md")
    finding = Finding.objects.get(pk=world.ids["finding"])
    finding.source = make.span(document, words)
    finding.save()
    pages = [
        f"/findings/{finding.pk}/",
        f"/findings/{finding.pk}/edit",
        f"/reviews/{review.pk}/",
        f"/reviews/{review.pk}/documents",
        f"/reviews/{review.pk}/evidence/new",
        f"/documents/{document.pk}/",
        "/search?q=hurt",
    ]
    assert f"/findings/{finding.pk}/" in shown_in(world, "scrutineer", *pages)
    CasePaper.objects.create(case=Review.objects.get(pk=world.ids["sealed_review"]).case, document=document)
    writer = make.member(world.here)
    world.clients["writer"] = signed_in(writer)
    for who in ("agency_lead", "scrutineer", "writer"):
        assert shown_in(world, who, *pages) == []
    assert shown_in(world, "coordinator", *pages)  # a reader of the seal


@pytest.mark.parametrize("accept", ["none", "sure", "all"])
def test_a_person_with_a_conflict_imports_nothing_into_the_case_at_the_machine_or_on_the_web(
    world: World, accept: Any
) -> None:
    first, related = make.member(world.here), make.member(world.here)
    done = import_document(name="a.md", data=PAPER.encode(), accept="all", by=make.actor(first), at=make.NOW)
    review = done.proposal.reviews.get().review
    assert review is not None
    make.conflict(review.case, related)
    more = PAPER + "\nFinding 2: The child was not seen alone by anybody at all.\n"
    with pytest.raises(Refused) as refused:
        import_document(name="a.md", data=PAPER.encode(), accept=accept, by=make.actor(related), at=make.NOW)
    assert review.case.reference not in str(refused.value)
    client = signed_in(related)
    sent = client.post("/imports/new", {"documents": SimpleUploadedFile("a.md", PAPER.encode()), "into": "new"})
    assert sent.status_code == 200 or client.get(sent.headers["Location"]).status_code == 404
    for reference in (review.case.reference, f"#{review.pk}"):
        told = client.post(
            "/imports/new",
            {"documents": SimpleUploadedFile("b.md", more.encode()), "into": "existing", "reference": reference},
        )
        assert "No review that you may see" in told.content.decode()
    assert Finding.objects.filter(review=review).count() == 1
