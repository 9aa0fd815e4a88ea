"""What stands round every page: whose it is, who looks, and which sections there are for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from throughline.access.roles import ADMINISTRATOR, ROLES
from throughline.access.rules import may
from throughline.ui.frame import Frame, Section

SECTIONS = (
    ("Your work", "/"),
    ("Incidents", "/incidents/"),
    ("Reviews", "/reviews/"),
    ("Actions", "/actions/"),
    ("Impact", "/impact/"),
    ("Boards", "/boards/"),
    ("Assurance", "/assurance/"),
    ("Thread", "/thread/"),
)
SAFEGUARDS = ("Safeguards", "/safeguards/")
# Sections that not every reader opens, by what they must be allowed.
NARROW = {"/incidents/": "see an incident", "/assurance/": "see assurance"}
IMPORTS = ("Imports", "/imports/")
ADMINISTRATION = (
    ("Your work", "/"),
    ("People", "/people/"),
    ("Agencies", "/agencies/"),
    ("Groups", "/groups/"),
    ("Rule book", "/rulebook/"),
)


def sections_of(role: str) -> tuple[tuple[str, str], ...]:
    """The sections that somebody in that role can open."""
    if role == ADMINISTRATOR:
        return ADMINISTRATION
    shut = {where for where, verb in NARROW.items() if not may(role, verb)}
    sections = tuple(one for one in SECTIONS if one[1] not in shut)
    if may(role, "see the register of safeguards"):
        sections = (*sections, SAFEGUARDS)
    return (*sections, IMPORTS) if may(role, "import a document") else sections


# What is kept under no section's address, and the section it belongs to.
BELONGS = {
    "/rapid-reviews/": "/incidents/",
    "/measures/": "/impact/",
    "/statements/": "/impact/",
    "/questionnaires/": "/assurance/",
    "/questionnaire-editions/": "/assurance/",
    "/questionnaire-standards/": "/assurance/",
    "/questionnaire-questions/": "/assurance/",
    "/rounds/": "/assurance/",
    "/round-questions/": "/assurance/",
    "/agency-returns/": "/assurance/",
    "/return-answers/": "/assurance/",
    "/assurance-events/": "/assurance/",
    "/assurance-points/": "/assurance/",
    "/evidence/": "/actions/",
    "/findings/": "/reviews/",
    "/learning-points/": "/reviews/",
    "/recommendations/": "/reviews/",
    "/committee-recommendations/": "/reviews/",
    "/themes/": "/reviews/",
    "/cases/": "/reviews/",
    "/documents/": "/reviews/",
    "/reports/": "/reviews/",
    "/open-ends/": "/thread/",
    "/safeguard-citations/": "/safeguards/",
}


def section_of(path: str, sections: tuple[tuple[str, str], ...]) -> str:
    """The address of the section in which that page stands, or nothing: search, help and the account stand in none."""
    if path == "/":
        return path
    within = next((section for folder, section in BELONGS.items() if path.startswith(folder)), path)
    return max((url for _, url in sections if url != "/" and within.startswith(url)), key=len, default="")


def in_frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` for the layout."""
    acting = getattr(request, "acting", None)
    if acting is None:
        return {"frame": Frame(signed_in=False, demonstration=settings.DEMONSTRATION)}
    actor = acting.actor
    sections = sections_of(actor.role)
    current = "" if getattr(request, "nowhere", False) else section_of(request.path, sections)
    return {
        "frame": Frame(
            signed_in=True,
            demonstration=settings.DEMONSTRATION,
            partnership=acting.partnership_name,
            person=actor.name,
            person_key=str(actor.user),
            role=ROLES.get(actor.role, "").split(" (")[0].lower(),
            sections=tuple(Section(label, url, url == current) for label, url in sections),
        )
    }
