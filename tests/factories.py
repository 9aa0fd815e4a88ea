"""What tests are made of: a partnership, its agencies, people in every role, and the records that hang from a case.

Plain functions that make one thing each, with sensible words unless told. Everybody and everything is made up.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from throughline.access.queries import acting
from throughline.access.roles import AGENCY_LEAD, COORDINATOR, ROLES
from throughline.cases.models import Case, CaseMember, CasePaper, Conflict, Seal
from throughline.documents.models import Document, Span
from throughline.kernel.actor import Actor
from throughline.partnerships.models import (
    Agency,
    AgencyName,
    Group,
    GroupName,
    Membership,
    Partnership,
    PartnershipName,
    User,
)

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 12)
LONG_AGO = date(2015, 4, 1)
PASSWORD = "a long walk by the river 41"

_next = count(1)


def partnership(name: str = "Wexmoor Safeguarding Children Partnership", short: str = "") -> Partnership:
    """A partnership with its official name."""
    made = Partnership.objects.create(short=short or f"wexmoor-{next(_next)}")
    PartnershipName.objects.create(partnership=made, name=name)
    return made


def agency(of: Partnership, name: str = "Wexmoor Police", kind: str = "police") -> Agency:
    """An agency of that partnership with its official name."""
    made = Agency.objects.create(partnership=of, kind=kind)
    AgencyName.objects.create(agency=made, name=name)
    return made


def group(of: Partnership, name: str = "Case Review Group", parent: Group | None = None) -> Group:
    """A group of that partnership with its name."""
    made = Group.objects.create(partnership=of, parent=parent)
    GroupName.objects.create(group=made, name=name)
    return made


def user(name: str = "", email: str = "", *, active: bool = True) -> User:
    """A person who can sign in with ``PASSWORD``, without membership."""
    number = next(_next)
    return User.objects.create_user(
        email=email or f"person{number}@example.org",
        name=name or f"Person {number}",
        password=PASSWORD,
        is_active=active,
    )


def membership(
    of: User,
    where: Partnership,
    role: str = COORDINATOR,
    *,
    agency: Agency | None = None,
    from_on: date = LONG_AGO,
    **more: Any,
) -> Membership:
    """That person has that role there, since long ago unless told."""
    return Membership.objects.create(user=of, partnership=where, role=role, agency=agency, from_on=from_on, **more)


def member(where: Partnership, role: str = COORDINATOR, *, agency: Agency | None = None, name: str = "") -> User:
    """A new person in that role; an agency lead gets an agency if none is given."""
    if role == AGENCY_LEAD and agency is None:
        agency = globals()["agency"](where)
    made = user(name or ROLES[role].split(" (")[0])
    membership(made, where, role, agency=agency)
    return made


def actor(of: User, *, on: date = TODAY, **more: Any) -> Actor:
    """That person as they act on that day, in their first membership."""
    return acting(user=of, on=on, **more).actor


def coordinator(where: Partnership | None = None) -> Actor:
    """A coordinator, of a new partnership unless told."""
    return actor(member(where or partnership()))


def case(where: Partnership, reference: str = "", *, by: User | None = None) -> Case:
    """A case of that partnership."""
    by = by or user("Maker of cases")
    return Case.objects.create(
        partnership=where, reference=reference or f"WX-2026-{next(_next):02d}", made_at=NOW, made_by=by
    )


def on_case(of: Case, *, person: User | None = None, agency: Agency | None = None) -> CaseMember:
    """That person, or all leads of that agency, are on the case."""
    return CaseMember.objects.create(case=of, user=person, agency=agency, from_on=LONG_AGO)


def conflict(of: Case, person: User) -> Conflict:
    """That person must not see the case."""
    return Conflict.objects.create(
        case=of, user=person, reason="Related to the family.", declared_at=NOW, declared_by=of.made_by
    )


def seal(of: Case, *readers: User) -> Seal:
    """Only those people see the case."""
    made = Seal.objects.create(case=of, reason="A trial is under way.", sealed_at=NOW, sealed_by=of.made_by)
    made.readers.set(readers)
    return made


def document(of: Case, text: str = "Finding 1. The child was not seen alone.", *, name: str = "review.md") -> Document:
    """A document of that case with that text."""
    made = Document.objects.create(
        partnership=of.partnership,
        name=name,
        media="markdown",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        size=len(text.encode()),
        kept_as=_place(),
        text=text,
        received_at=NOW,
        received_by=of.made_by,
    )
    CasePaper.objects.create(case=of, document=made)
    return made


def span(of: Document, words: str) -> Span:
    """The span of those words where they first stand in the document."""
    start = of.text.index(words)
    return Span.objects.create(document=of, start=start, end=start + len(words), words=words)


def _place() -> str:
    """A name as the file store gives them, under which nothing lies."""
    return f"00/00{next(_next):030x}"
