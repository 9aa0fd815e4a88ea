"""A case that has a record of every kind, and the file in which it leaves."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from tests import factories as make
from tests.flushing import guards_down
from tests.laws import world
from tests.signing_in import second_factor
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.caseexport import services
from throughline.cases.models import Case
from throughline.documents import store
from throughline.documents.models import Document
from throughline.messages.models import Contact
from throughline.national.models import Advice, AdviceDecision
from throughline.partnerships.models import Partnership, User
from throughline.rulebook.models import Correction
from throughline.safeguards.models import Attestation, Safeguard, SafeguardCitation, SafeguardOwner

AT = make.NOW


REFERENCE = "WX-2026-01"


HOME = "Wexmoor Partnership"


@dataclass
class Whole:
    """One partnership with one case that has a record of every kind, and its coordinator."""

    case: Case
    ids: dict[str, Any] = field(default_factory=dict)


def whole() -> Whole:
    """The case of the laws, alone, its papers' bytes lying in the store."""
    home = make.partnership(HOME)
    people(home)
    maker = make.member(home, name="Maker of records")
    police = make.agency(home)
    make.member(home, AGENCY_LEAD, agency=police, name="Lead of police")
    case = make.case(home, REFERENCE, by=maker)
    ids = world.fill(case, state="under_way", agency=police, lead=make.member(home, name="In conflict"))
    make.on_case(case, person=User.objects.get(email=COORDINATOR))
    with guards_down("default"):  # its register of whom to ask, and its rules, are the partnership’s and not the case’s
        AdviceDecision.objects.all().delete()
        Advice.objects.all().delete()
        Contact.objects.all().delete()
        Correction.objects.all().delete()
        for kind in (SafeguardCitation, SafeguardOwner, Attestation, Safeguard):
            kind.objects.all().delete()
    make.seal(case, *User.objects.filter(email__in=(COORDINATOR, CHAIR_EMAIL)))
    for number, row in enumerate(Document.objects.order_by("pk")):
        data = row.text.encode() or f"Paper {number}".encode()
        sha256 = hashlib.sha256(data).hexdigest()
        Document.objects.filter(pk=row.pk).update(kept_as=store.put(data), sha256=sha256, size=len(data))
    return Whole(case, ids)


COORDINATOR, CHAIR_EMAIL = "ruth@example.org", "gwen@example.org"


def people(home: Partnership) -> None:
    """Who works here, the same in both systems."""
    ruth = make.user("Ruth Adeyemi", COORDINATOR)
    make.membership(ruth, home)
    second_factor(ruth)
    make.membership(make.user("Gwen Tarrant", CHAIR_EMAIL), home, CHAIR)


def actor(email: str = COORDINATOR) -> Any:
    """That person as they act."""
    return make.actor(User.objects.get(email=email))


def exported(case: Case, scope: str, unit: Any, chair: Any) -> bytes:
    """The bytes of the whole case, with identities once the chair agreed."""
    if scope == "pseudonyms":
        return services.make_export(case, by=unit, at=AT).data
    asked = services.ask_with_identities(case, reason="We move to another system.", by=unit, at=AT)
    services.agree(asked, by=chair, at=AT)
    return services.take_with_identities(asked, by=unit, at=AT).data


def words(file: bytes) -> str:
    """Everything that can be read in the file, what lies in the Word file inside it too."""
    told = []
    with zipfile.ZipFile(io.BytesIO(file)) as outer:
        for name in outer.namelist():
            data = outer.read(name)
            told += [name, data.decode("utf-8", "replace")]
            if name == "case.docx":
                with zipfile.ZipFile(io.BytesIO(data)) as inner:
                    told += [inner.read(part).decode("utf-8", "replace") for part in inner.namelist()]
    return "\n".join(told)
