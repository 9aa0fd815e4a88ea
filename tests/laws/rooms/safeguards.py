"""The register of safeguards: whoever works here reads it, and of each review only what they may see."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.safeguards.models import Attestation, Safeguard, SafeguardCitation, SafeguardOwner

READS = "page: coordinator conflicted chair agency_lead lead_elsewhere scrutineer | 404: rest"
KEEPS = "page: coordinator conflicted chair | 403: agency_lead lead_elsewhere scrutineer | 404: rest"
ATTESTS = "page: coordinator conflicted chair agency_lead | 403: lead_elsewhere scrutineer | 404: rest"
FAR = "page: stranger | 404: rest"


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A safeguard that the agency owns, with what was attested and what the case's review says of it."""
    kept = {"made_at": make.NOW, "made_by": case.made_by}
    words = {"name": "Marrow panel", "guards_against": "M.", "known_how": "M.", "why_ended": "", "since_text": "M"}
    row = Safeguard.objects.create(partnership=case.partnership, kind="panel", every_months=6, **words, **kept)
    by = {"at": make.NOW, "by": case.made_by}
    given: dict[str, Any] = {"agency": agency, "called": "M", "body_name": "M", "role": "M", "reason": "M"}
    SafeguardOwner.objects.create(safeguard=row, from_on=make.TODAY, **given, **by)
    Attestation.objects.create(safeguard=row, result="works", evidence="Marrow", shown_on=make.TODAY, by_name="M", **by)
    cited = SafeguardCitation.objects.create(
        **of_case(case, safeguard=row, review_id=ids["review"], words="Marrow is there.")
    )
    cited.findings.add(ids["finding"])
    cited.actions.add(ids["action"])
    return {"safeguard": row.pk, "safeguard_citation": cited.pk}


def rows() -> None:
    """The addresses of the room."""
    matrix.row("safeguards/", get=f"page: stranger {READS.removeprefix('page: ')}")
    new = f"page: stranger {KEEPS.removeprefix('page: ')}"
    matrix.row("safeguards/new", get=new, post=new)
    matrix.row("safeguards/<int:id>/", "id=safeguard", get=READS)
    matrix.row("safeguards/<int:id>/", "id=far_safeguard", get=FAR)
    for verb in ("edit", "owner", "ask", "cite", "end", "withdraw"):
        matrix.row(f"safeguards/<int:id>/{verb}", "id=safeguard", get=KEEPS, post=KEEPS)
        matrix.row(f"safeguards/<int:id>/{verb}", "id=far_safeguard", get=FAR, post=FAR)
    matrix.row("safeguards/<int:id>/attest", "id=safeguard", get=ATTESTS, post=ATTESTS)
    matrix.row("safeguards/<int:id>/attest", "id=far_safeguard", get=FAR, post=FAR)
    cited = "safeguard-citations/<int:id>/withdraw"
    matrix.row(cited, "id=safeguard_citation", get=matrix.WRITES, post=matrix.WRITES)
    sealed = "page: coordinator chair | 404: rest"
    matrix.row(cited, "id=sealed_safeguard_citation", get=sealed, post=sealed)
    matrix.row(cited, "id=far_safeguard_citation", get=FAR, post=FAR)
