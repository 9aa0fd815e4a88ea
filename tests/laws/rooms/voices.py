"""Whose voices a review hears. An elected member meets none; words that nobody may quote have fewer readers still."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix, world
from throughline.cases.models import Case
from throughline.voices.models import Contribution, FamilyContact, FamilyMember, Invitation, LearningEvent, Voice

KINDS = {"family-members": "family_member", "voices": "voice", "learning-events": "learning_event"}


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """One record of each kind; of words one that the panel may quote and one that nobody may."""
    of, by = world.of_case(case, review_id=ids["review"]), case.made_by
    member = FamilyMember.objects.create(
        **of, relation="Marrow", name="M", plan="M", needs="M", next_what="M", owner_name="M"
    )
    FamilyContact.objects.create(
        member=member, case=case, kind="asked", asker_name="M", says="Marrow", when_text="m", at=make.NOW, by=by
    )
    voice = Voice.objects.create(**of, whose="family", speaker="M", words="Marrow.", quotable="panel", consent="M")
    kept = Voice.objects.create(**of, whose="child", speaker="M", words="Marrow.", quotable="nobody", contains="M")
    event = LearningEvent.objects.create(**of, name="Marrow day", when_text="m", support="M", themes="M")
    asked = Invitation.objects.create(**of, event=event, role="Marrow", agency=agency, state="declined", reason="M")
    said = Contribution.objects.create(case=case, event=event, text="Marrow was tired.", speaker="M", day_on=make.TODAY)
    return {
        "family_member": member.pk,
        "voice": voice.pk,
        "kept_voice": kept.pk,
        "learning_event": event.pk,
        "invitation": asked.pk,
        "contribution": said.pk,
    }


def rows() -> None:
    """The addresses of the room."""
    reads, writes = matrix.SEES, matrix.WRITES
    keeps = "page: coordinator chair | 404: rest"
    sealed, far = "page: coordinator chair | 404: rest", "page: stranger | 404: rest"
    for place, answers in (
        ("review", reads),
        ("published_review", reads),
        ("sealed_review", sealed),
        ("far_review", far),
    ):
        matrix.row("reviews/<int:id>/voices", f"id={place}", get=answers)
    matrix.row("reviews/<int:id>/family/hand-over", "id=review", get=writes, post=writes)
    for place, one in KINDS.items():
        matrix.row(f"{place}/<int:id>/", f"id={one}", get=reads)
        matrix.row(f"{place}/<int:id>/", f"id=published_{one}", get=reads)
        matrix.row(f"{place}/<int:id>/", f"id=sealed_{one}", get=sealed)
        matrix.row(f"{place}/<int:id>/", f"id=far_{one}", get=far)
        matrix.row(f"reviews/<int:review>/{place}/new", "review=review", get=writes, post=writes)
    for place, one in {**KINDS, "invitations": "invitation"}.items():
        matrix.row(f"{place}/<int:id>/edit", f"id={one}", get=writes, post=writes)
        matrix.row(f"{place}/<int:id>/withdraw", f"id={one}", get=writes, post=writes)
    for verb, answers in (("", keeps), ("words", keeps)):
        matrix.row(f"voices/<int:id>/{verb}", "id=kept_voice", get=answers)
    matrix.row("voices/<int:id>/words", "id=voice", get=reads)
    matrix.row("voices/<int:id>/edit", "id=kept_voice", get=keeps, post=keeps)
    matrix.row("invitations/<int:id>/", "id=invitation", get="on: coordinator chair agency_lead scrutineer | 404: rest")
    matrix.row("family-members/<int:id>/log/new", "id=family_member", get=writes, post=writes)
    proposes = "on: coordinator chair | 403: agency_lead scrutineer | 404: rest"
    matrix.row("learning-events/<int:id>/propose", "id=learning_event", get=writes, post=proposes)
    for deed in ("invitations/new", "contributions/new"):
        matrix.row(f"learning-events/<int:id>/{deed}", "id=learning_event", get=writes, post=writes)
    matrix.row(
        "learning-events/<int:id>/contributions/<int:contribution>",
        "id=learning_event contribution=contribution",
        get=writes,
        post=proposes,
    )
    matrix.row(
        "learning-events/<int:id>/contributions/<int:contribution>",
        "id=learning_event contribution=published_contribution",
        get="404: rest",
        post="404: rest",
    )


def hides(canary: Any, role: str) -> bool:
    """Words that nobody may quote are read by the business unit and the chair alone."""
    if canary.model != "Voice":
        return False
    return role not in ("coordinator", "chair") and Voice.objects.filter(pk=canary.row, quotable="nobody").exists()
