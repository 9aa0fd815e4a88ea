"""A rapid review with everything that is said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories as make
from tests.laws.matrix import row
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.documents.models import Document
from throughline.notifications.models import Incident
from throughline.rapidreviews.models import (
    AgencyAnswer,
    Conclusion,
    ConclusionLimb,
    PanelView,
    QualityMark,
    RapidReview,
    Reply,
    Sending,
    Signature,
)
from throughline.rapidreviews.rules import KEYS
from throughline.reviews.models import Joined

MARROW = "Marrow"
DAY = date(2026, 3, 11)


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A rapid review of the case's incident, concluded, signed, sent, and answered by the Panel."""
    incident = Incident.objects.get(pk=ids["incident"])
    review = RapidReview.objects.create(**of_case(case, incident=incident, **dict.fromkeys(KEYS, MARROW)))
    said = {"rapid_review": review, "at": make.NOW, "by": case.made_by}
    AgencyAnswer.objects.create(
        **said,
        agency=agency,
        ask=review.pk,
        knows="known",
        information=MARROW,
        immediate=MARROW,
        searched=MARROW,
        answered_by_name=MARROW,
    )
    conclusion = Conclusion.objects.create(
        **said,
        outcome="no_review",
        why=MARROW,
        national_fact=MARROW,
        joins=MARROW,
        edition="wt2023",
        edition_name="Working Together 2023",
        edition_sha256="0" * 64,
    )
    ConclusionLimb.objects.create(conclusion=conclusion, limb="a", words="Limb", answer="yes", fact=MARROW)
    Joined.objects.create(review_id=ids["review"], conclusion=conclusion, at=make.NOW, by=case.made_by)
    Signature.objects.create(
        **said, conclusion=conclusion, partner="police", answer="no", reason=MARROW, signed_by_name=MARROW
    )
    paper = Document.objects.create(
        partnership=case.partnership,
        name=f"{MARROW} rapid.docx",
        media="docx",
        sha256=f"{case.pk + 7000:064x}",
        size=1,
        kept_as=f"01/{case.pk:032x}",
        received_at=make.NOW,
        received_by=case.made_by,
    )
    Sending.objects.create(
        **said, conclusion=conclusion, sent_on=DAY, how=MARROW, reference=MARROW, document=paper, sha256=paper.sha256
    )
    view = PanelView.objects.create(**said, received_on=DAY, view="wants_review", words=MARROW, quality=MARROW)
    QualityMark.objects.create(**said, marker="analysis", mark="met", evidence=MARROW)
    Reply.objects.create(**said, panel_view=view, reply="disagrees", reason=MARROW, resolved=MARROW, replied_on=DAY)
    return {"rapidreview": review.pk}


def rows() -> None:
    """The addresses of the room."""
    sees = "page: coordinator chair agency_lead scrutineer | 404: rest"
    writes = "page: coordinator chair | 403: agency_lead scrutineer | 404: rest"
    may = "page: coordinator conflicted stranger chair agency_lead lead_elsewhere scrutineer | 403: rest"
    row("rapid-reviews/", get=may)
    row("incidents/<int:incident>/rapid-review", "incident=incident", get=ON, post=ON)
    for what in ("", "words"):
        row(f"rapid-reviews/<int:id>/{what}", "id=rapidreview", get=sees)
        row(f"rapid-reviews/<int:id>/{what}", "id=sealed_rapidreview", get="page: coordinator chair | 404: rest")
        row(f"rapid-reviews/<int:id>/{what}", "id=far_rapidreview", get="page: stranger | 404: rest")
    for what in ("ask", "write", "quality"):
        row(f"rapid-reviews/<int:id>/{what}", "id=rapidreview", get=writes, post=POSTS.get(what, writes))
    # It is settled: it may be concluded anew; what else does not follow is refused to everybody who sees it.
    row("rapid-reviews/<int:id>/conclude", "id=rapidreview", get=writes, post=writes)
    shut = "403: coordinator chair agency_lead scrutineer | 404: rest"
    for what in ("sign", "send", "reply"):
        row(f"rapid-reviews/<int:id>/{what}", "id=rapidreview", get=shut, post=shut)
    row(
        "rapid-reviews/<int:id>/review",
        "id=rapidreview",
        post="403: coordinator chair agency_lead scrutineer | 404: rest",
    )
    row("rapid-reviews/<int:id>/panel", "id=rapidreview", get=writes, post=writes)


ON = "on: coordinator chair agency_lead scrutineer | 404: rest"
POSTS = {"quality": "on: coordinator chair | 403: agency_lead scrutineer | 404: rest"}
