"""The roles there are, in the field's own words. A role joins with the first thing it has to do."""

from __future__ import annotations

COORDINATOR = "coordinator"
CHAIR = "chair"
AGENCY_LEAD = "agency_lead"
SCRUTINEER = "scrutineer"
ELECTED_MEMBER = "elected_member"
ADMINISTRATOR = "administrator"

ROLES = {
    COORDINATOR: "Coordinator (business unit)",
    CHAIR: "Chair",
    AGENCY_LEAD: "Agency lead",
    SCRUTINEER: "Independent scrutineer",
    ELECTED_MEMBER: "Elected member",
    ADMINISTRATOR: "Administrator",
}
