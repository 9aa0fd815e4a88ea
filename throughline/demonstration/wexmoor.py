"""Who and what Wexmoor is: made-up people, agencies and groups. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.access.roles import (
    ADMINISTRATOR,
    AGENCY_LEAD,
    CHAIR,
    COORDINATOR,
    ELECTED_MEMBER,
    SCRUTINEER,
)

ARRANGEMENTS = date(2019, 9, 29)
BOARD = date(2006, 4, 1)
INTEGRATED_CARE = date(2022, 7, 1)


@dataclass(frozen=True, slots=True)
class Called:
    """A name with the days between which it was borne."""

    name: str
    from_on: date | None = None
    to_on: date | None = None
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A partnership, agency or group by a short word, with its names; `kind` for an agency, `under` for a group."""

    key: str
    names: tuple[Called, ...]
    kind: str = ""
    outside: bool = False
    under: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in: their name, address, and roles as (partnership, role, agency)."""

    key: str
    name: str
    email: str
    roles: tuple[tuple[str, str, str], ...]
    ends_in: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in a group."""

    group: str
    title: str
    agency: str = ""
    chairs: bool = False


PARTNERSHIPS = (
    Body(
        "wexmoor",
        (
            Called("Wexmoor Local Safeguarding Children Board", BOARD, date(2019, 9, 28)),
            Called("Wexmoor Safeguarding Children Partnership", ARRANGEMENTS),
            Called("WSCP", ARRANGEMENTS, alias=True),
        ),
    ),
    Body("marrowick", (Called("Marrowick Safeguarding Children Partnership", ARRANGEMENTS),)),
)

AGENCIES = {
    "wexmoor": (
        Body("care", (Called("Wexmoor Council children’s social care"),), "local_authority"),
        Body("police", (Called("Wexmoor Police"),), "police"),
        Body(
            "icb",
            (
                Called("Wexmoor Clinical Commissioning Group", date(2013, 4, 1), date(2022, 6, 30)),
                Called("Eddle and Wexmoor Integrated Care Board", INTEGRATED_CARE),
                Called("Integrated Care Board", INTEGRATED_CARE, alias=True),
            ),
            "health_commissioner",
        ),
        Body("trust", (Called("Eddlecombe NHS Trust"),), "health_provider"),
        Body("education", (Called("Wexmoor Education Service"),), "education"),
        Body("community", (Called("Eddlecombe Community"),), "voluntary"),
        Body("northgate", (Called("Northgate Residential Care"),), "independent_provider", outside=True),
        Body("probation", (Called("Wexmoor Probation Service"),), "probation"),
        Body("department", (Called("National education department"),), "national"),
    ),
    "marrowick": (
        Body("marrowick-care", (Called("Marrowick Council children’s services"),), "local_authority"),
        Body("marrowick-police", (Called("Marrowick Constabulary"),), "police"),
    ),
}

GROUPS = (
    Body("executive", (Called("Executive Group"),), from_on=ARRANGEMENTS),
    Body(
        "review-group",
        (
            Called("Case Review Group", ARRANGEMENTS),
            Called("Serious Case Review Sub-group", BOARD, date(2019, 9, 28)),
            Called("CRG", alias=True),
            Called("Case Review and Governance Group", alias=True),
        ),
        under="executive",
        from_on=BOARD,
    ),
    Body("learning", (Called("Learning and Improvement Group"),), under="executive", from_on=ARRANGEMENTS),
    Body(
        "handover",
        (Called("Handover Task and Finish Group"),),
        under="learning",
        from_on=date(2024, 9, 1),
        to_on=date(2025, 7, 31),
    ),
)

SEATS = (
    Place("executive", "Independent chair", chairs=True),
    Place("executive", "Director of children’s services", "care"),
    Place("executive", "Assistant chief constable", "police"),
    Place("executive", "Chief nurse", "icb"),
    Place("review-group", "Designated nurse", "icb", chairs=True),
    Place("review-group", "Head of public protection", "police", chairs=True),
    Place("review-group", "Head of safeguarding", "care"),
    Place("review-group", "Named nurse", "trust"),
    Place("learning", "Principal social worker", "care", chairs=True),
    Place("learning", "Safeguarding adviser for schools", "education"),
)

PEOPLE = (
    Person("ruth", "Ruth Adeyemi", "ruth.adeyemi@wexmoor.example", (("wexmoor", COORDINATOR, ""),)),
    Person("marian", "Marian Hale", "marian.hale@wexmoor.example", (("wexmoor", CHAIR, ""),)),
    Person("daniel", "Daniel Oyelaran", "daniel.oyelaran@wexmoor.example", (("wexmoor", AGENCY_LEAD, "care"),)),
    Person("priya", "Priya Nair", "priya.nair@wexmoor.example", (("wexmoor", AGENCY_LEAD, "police"),)),
    Person(
        "sarah",
        "Sarah Pell",
        "sarah.pell@wexmoor.example",
        (("wexmoor", AGENCY_LEAD, "icb"), ("marrowick", SCRUTINEER, "")),
    ),
    Person("joan", "Joan Whitlock", "joan.whitlock@wexmoor.example", (("wexmoor", AGENCY_LEAD, "trust"),)),
    Person("tomasz", "Tomasz Lewin", "tomasz.lewin@wexmoor.example", (("wexmoor", SCRUTINEER, ""),)),
    Person("helen", "Helen Abara", "helen.abara@wexmoor.example", (("wexmoor", ELECTED_MEMBER, ""),)),
    Person("gwen", "Gwen Marlow", "gwen.marlow@wexmoor.example", (("wexmoor", ADMINISTRATOR, ""),)),
    Person("idris", "Idris Kemp", "idris.kemp@wexmoor.example", (("wexmoor", COORDINATOR, ""),), ends_in=24),
    Person("oona", "Oona Fairley", "oona.fairley@marrowick.example", (("marrowick", COORDINATOR, ""),)),
    Person("piers", "Piers Anstey", "piers.anstey@marrowick.example", (("marrowick", CHAIR, ""),)),
)
