"""A letter that was made about a case, and who writes a partnership's letters."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws.matrix import row
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.documents.models import Document
from throughline.letters.models import Letter, Letterhead

MARROW = "Marrow"


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A letter to a family, its file not there, and the letterhead of the case's partnership."""
    paper = Document.objects.create(
        partnership=case.partnership,
        name=f"{MARROW} letter.docx",
        media="docx",
        sha256=f"{case.pk + 9000:064x}",
        size=1,
        kept_as=f"02/{case.pk:032x}",
        received_at=make.NOW,
        received_by=case.made_by,
    )
    given = {"kind": "family", "to_name": MARROW, "subject_type": "review", "subject": ids["review"]}
    made = {"template": "family/1", "template_sha256": "0" * 64, "document": paper, "sha256": paper.sha256}
    letter = Letter.objects.create(**of_case(case, **given, **made))
    Letterhead.objects.get_or_create(
        partnership=case.partnership,
        defaults={"address": MARROW, "changed_at": make.NOW, "changed_by": case.made_by},
    )
    return {"letter_made": letter.pk}


def rows() -> None:
    """Read by the business unit, the chair and the scrutineer; written by the first two."""
    reads = "page: coordinator chair scrutineer | 404: rest"
    sealed, far = "page: coordinator chair | 404: rest", "page: stranger | 404: rest"
    row("cases/<int:id>/letters", "id=case", get=reads)
    row("cases/<int:id>/letters", "id=published_case", get=reads)
    row("cases/<int:id>/letters", "id=sealed_case", get=sealed)
    row("cases/<int:id>/letters", "id=far_case", get=far)
    writes = "page: coordinator chair | 403: scrutineer | 404: rest"
    for kind in ("agency_request", "family", "chief_executive", "panel"):
        row("cases/<int:id>/letters/<slug:kind>", f"id=case kind={kind}", get=writes, post=writes)
    row("cases/<int:id>/letters/<slug:kind>", "id=far_case kind=panel", get=far, post=far)
    # Its file is not in the store of the laws, so who may have it is told that it is gone.
    row("letters/<int:id>/download", "id=letter_made", get="403: coordinator chair scrutineer | 404: rest")
    row("letters/<int:id>/download", "id=far_letter_made", get="403: stranger | 404: rest")
    heads = "page: coordinator conflicted stranger administrator | 403: rest"
    row("letters/head", get="page: rest", post=heads.replace("page", "on"))
