"""An incident with everything that is said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories as make
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
