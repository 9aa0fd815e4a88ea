"""An incident with everything that is said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories as make
from tests.laws import matrix
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.documents.models import Document
from throughline.identities.models import Child
from throughline.notifications.models import (
    Decision,
    DecisionLimb,
    Incident,
    Notification,
    PartnerAnswer,
    SafetyAnswer,
    SafetyQuestion,
    Telling,
)

MARROW = "Marrow"
DAY = date(2026, 3, 9)
TEXTS = ("name", "place", "precise_place", "when_text", "aware_evidence", "other_areas", "leads", "account")


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """An incident of the case that was decided on and notified, and whose safety was attested to."""
    child = Child.objects.get(pk=ids["real_child"])
    incident = Incident.objects.create(**of_case(case, aware_on=DAY, **dict.fromkeys(TEXTS, MARROW)))
    incident.children.add(child)
    said = {"incident": incident, "at": make.NOW, "by": case.made_by}
    PartnerAnswer.objects.create(**said, partner="police", agency=agency, answer="no", reason=MARROW)
    decision = Decision.objects.create(
        **said, outcome="notifiable", why=MARROW, edition="wt2023", edition_name="Working Together 2023"
    )
    DecisionLimb.objects.create(decision=decision, limb="a", words="Limb", answer="yes", fact=MARROW)
    sheet = Document.objects.create(
        partnership=case.partnership,
        name=f"{MARROW}.docx",
        media="docx",
        sha256=f"{case.pk:064x}",
        size=1,
        kept_as=f"00/{case.pk:032x}",
        received_at=make.NOW,
        received_by=case.made_by,
    )
    notification = Notification.objects.create(
        **said, reference=MARROW, sent_on=DAY, document=sheet, sha256=sheet.sha256
    )
    Telling.objects.create(**said, body="panel", body_name=MARROW, told_on=DAY, how=MARROW, evidence=MARROW)
    question = SafetyQuestion.objects.create(**of_case(case, incident=incident, child=child, asked_of=MARROW))
    SafetyAnswer.objects.create(
        question=question,
        answer="danger",
        known_on=DAY,
        knows=MARROW,
        attested_by_name=MARROW,
        at=make.NOW,
        by=case.made_by,
    )
    return {"incident": incident.pk, "question": question.pk, "notification": notification.pk}


WORKS = "coordinator chair stranger conflicted"
LIST = f"page: {WORKS} agency_lead lead_elsewhere scrutineer | 403: rest"
REGISTER = f"page: {WORKS} scrutineer | 403: rest"
NEW = f"page: {WORKS} | 404: without | 403: rest"
# The lead's agency is on the case, so the lead is asked why they look; the others are not on it by name.
ASKED_WHY = "page: agency_lead | 403: coordinator chair scrutineer | 404: rest"
BY_UNIT = matrix.WRITES
TWO_SEE = "page: coordinator chair | 404: rest"
PAGES = {
    "": ("405: rest", matrix.SEES),
    "account": ("405: rest", matrix.SEES),
    "edit": (BY_UNIT, BY_UNIT),
    "account/edit": (BY_UNIT.replace("page", "409"), BY_UNIT),
    "edition": (matrix.WRITES_ON, BY_UNIT),
    "withdraw": (BY_UNIT, BY_UNIT),
    "children": (BY_UNIT, BY_UNIT),
    "ask": (BY_UNIT, BY_UNIT),
    "place": (ASKED_WHY, ASKED_WHY),
    "sheet": (ASKED_WHY, ASKED_WHY),
    "answers": (matrix.TELLS, matrix.SEES),
    "decision": (BY_UNIT, matrix.SEES),
    "told": (BY_UNIT, matrix.SEES),
}


def rows() -> None:
    """Who gets what."""
    matrix.row("incidents/", get=LIST)
    matrix.row("incidents/register", get=REGISTER)
    matrix.row("incidents/new", get=NEW, post=NEW)
    matrix.row("incidents/rhythm", get=NEW, post=NEW)
    for part, (post, get) in PAGES.items():
        matrix.row(f"incidents/<int:id>/{part}", "id=incident", get=get, post=post)
    for of, sees in (("sealed", TWO_SEE), ("far", "page: stranger | 404: rest")):
        matrix.row("incidents/<int:id>/", f"id={of}_incident", get=sees)
        matrix.row("safety/<int:id>/", f"id={of}_question", get=sees, post=sees)
    matrix.row("notifications/<int:id>/download", "id=notification", get=ASKED_WHY.replace("page", "on"))
    matrix.row("safety/<int:id>/", "id=question", get=matrix.SEES, post=matrix.TELLS)
    matrix.row("safety/<int:id>/rhythm", "id=question", get=BY_UNIT, post=BY_UNIT)
    matrix.row("safety/<int:id>/end", "id=question", get=BY_UNIT, post=BY_UNIT)
