"""Load a case from its file: whole, or nothing is left behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from throughline.access.queries import standing_on
from throughline.audit.services import record
from throughline.caseexport import permissions, reading
from throughline.caseexport.gathered import Gathered
from throughline.caseexport.models import CaseLoad
from throughline.caseexport.placing import Placed, Placing
from throughline.caseexport.rules import packing
from throughline.cases.models import Case, Conflict, Seal
from throughline.chronology.services import keep_episodes
from throughline.identities.services import keep_children
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Membership, Partnership


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case that was loaded. `numbers` are, for each kind by its label, the number of a row in the file and here."""

    case: Case
    scope: str
    rows: int
    numbers: dict[str, dict[int, int]]


def load_case(data: bytes, *, by: Actor, at: datetime) -> Loaded:
    """The case stands in the actor’s partnership as it stood when its file was made. Event ``case.loaded``.

    Refused (E1720 to E1727) as a whole: a file that is none, damaged, too large or of another version, a case whose
    reference is taken, a sealed one that nobody here could open. No row and no file of it is left then.
    """
    permissions.require(permissions.why_not_load(actor=by, on=localdate(at)))
    packed = packing.unpack(data)
    told, found = reading.told_by(packed.manifest), reading.read(packed)
    placing = Placing(found, by=by, at=at, mark=told.mark)
    try:
        with transaction.atomic():
            _free(found, by)
            placed = placing.place()
            keep_children(case=Case.objects.get(pk=placed.case))
            keep_episodes(case=Case.objects.get(pk=placed.case))
            _somebody_sees_it(placed, by, at)
            load = CaseLoad.objects.create(
                case_id=placed.case,
                scope=told.scope,
                mark=told.mark,
                sha256=packed.sha256,
                exported_on=told.made_on,
                exported_by_name=told.made_by,
                exported_from_name=told.partnership,
                made_at=at,
                made_by_id=by.user,
            )
            details = {
                "sha256": packed.sha256,
                "mark": told.mark,
                "scope": told.scope,
                "records": found.rows(),
                "events": len(found.events),
                "people_new": placed.people_new,
                "agencies_new": placed.agencies_new,
                "load": load.pk,
            }
            subject = ("case", placed.case)
            record(by=by, at=at, verb="case.loaded", subject=subject, case=placed.case, details=details)
    except IntegrityError as error:
        placing.clear_files()
        raise reading.wrong("its records contradict each other, or what stands here") from error
    except BaseException:
        placing.clear_files()
        raise
    return Loaded(Case.objects.get(pk=placed.case), told.scope, found.rows(), placed.numbers)


def _free(found: Gathered, by: Actor) -> None:
    """Nothing, or the refusal of a case that is here already. The partnership is held until the case stands."""
    Partnership.objects.select_for_update().get(pk=by.partnership)
    reference = found.case["reference"]
    if Case.objects.filter(partnership_id=by.partnership, reference=reference).exists():
        raise Refused(
            "E1726",
            f"There is a case with the reference {reference[:40]} here already, and loading never mixes two.",
            "Load it into a system that does not hold it.",
        )


def _somebody_sees_it(placed: Placed, by: Actor, at: datetime) -> None:
    """Nothing, or the refusal of a case that would be closed to whoever loads it, or to everybody here."""
    seals = Seal.objects.filter(case=placed.case, lifted_at=None)
    here = Membership.objects.filter(standing_on(localdate(at)), partnership_id=by.partnership, user__is_active=True)
    for seal in seals:
        if not here.filter(user__in=seal.readers.all()).exists():
            raise Refused(
                "E1727",
                "The case is sealed, and nobody whom the seal names acts here, so nobody could open it.",
                "Give one of its readers a way in here first, under the address that they had. Nothing was loaded.",
            )
    if Conflict.objects.filter(case=placed.case, user=by.user, lifted_at=None).exists():
        raise Refused(
            "E1727",
            "A conflict is declared between you and this case.",
            "Somebody else must load it. Nothing was loaded.",
        )
