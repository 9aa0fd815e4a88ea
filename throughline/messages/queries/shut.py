"""To whom an ask is shut: a conflict or a seal beats a link that was sent before, as it beats every role."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from throughline.cases.models import Case, Conflict, Seal
from throughline.messages.kinds import kind_of
from throughline.messages.models import Ask


def shut_cases(person: int, cases: Iterable[int]) -> frozenset[int]:
    """Those of the cases that a standing conflict, or a standing seal that does not name them, shuts to that person."""
    conflicts = Conflict.objects.filter(case=OuterRef("pk"), user_id=person, lifted_at__isnull=True)
    seals = Seal.objects.filter(case=OuterRef("pk"), lifted_at__isnull=True).exclude(readers=person)
    rows = Case.objects.filter(Exists(conflicts) | Exists(seals), pk__in=list(cases))
    return frozenset(rows.values_list("pk", flat=True))


def is_shut(ask: Ask, person: int) -> bool:
    """True where a link of that ask opens nothing to that person.

    An ask about several cases is shut when all of them are. One about a single case is shut by a conflict, and by a
    seal that came after the question: what is asked within a sealed case is asked on purpose, of that person.
    """
    kind = kind_of(ask.kind)
    if kind.cases is not None:
        cases = set(kind.cases(ask))
        return bool(cases) and cases == shut_cases(person, cases)
    if Conflict.objects.filter(case=ask.case_id, user_id=person, lifted_at__isnull=True).exists():
        return True
    seal = Seal.objects.filter(case=ask.case_id, lifted_at__isnull=True).exclude(readers=person).order_by("-id").first()
    if seal is None:
        return False
    asked = ask.states.filter(state="asked").order_by("-id").first()
    return asked is None or seal.sealed_at > asked.at
