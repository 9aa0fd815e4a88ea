"""Why somebody may not do something with the chronology of a case that they see, in one sentence each."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.chronology.models import Chronology, ChronologyEntry, RefusedLine, Submission, TimelineRow
from throughline.chronology.rules.holding import GATHERING, STATES, move
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

ELSEWHERE = "Another partnership holds this record."
NEWER = "The agency sent a newer version since. Mend the row there, if it is still refused."
CLOSED = "It is closed: nothing further is taken in."
SEES, SENDS, HOLDS = "see a chronology", "send a chronology", "hold a chronology"


def why_not_see(*, actor: Actor, on: date) -> str | None:
    """Why this person, who may see the case, may not see its chronology."""
    return why_not(actor, SEES)


def sees_all(*, actor: Actor, thing: Chronology) -> bool:
    """True when this person sees every agency's rows: an agency's lead once it is shared, everybody else always."""
    return actor.role != AGENCY_LEAD or thing.state != GATHERING


def why_not_hold(*, actor: Actor, thing: Chronology | None, on: date) -> str | None:
    """Why this person may not open the chronology, set it, mark its entries, or settle what differs."""
    return why_not(actor, HOLDS) or _elsewhere(actor, thing)


def why_not_send(*, actor: Actor, thing: Chronology, agency: int | None, on: date) -> str | None:
    """Why this person may not send rows of that agency, mend or correct one; no agency, where one is to be chosen."""
    why = why_not(actor, SENDS, owner=agency) or _elsewhere(actor, thing)
    if why is None and thing.state == "closed":
        return f"{CLOSED} The business unit can open it again."
    return why


def why_not_correct(*, actor: Actor, thing: ChronologyEntry, held: Chronology, on: date) -> str | None:
    """Why this person may not put a corrected entry, or its parts, in the place of this one."""
    why = why_not_send(actor=actor, thing=held, agency=thing.agency_id, on=on)
    if why is None and thing.replaced_by.exists():
        return "Another entry stands in its place already. Correct that one."
    if why is None and not TimelineRow.objects.filter(entry=thing).exists():
        return "The agency sent a newer version since. Correct the entry as it stands there."
    return why


def why_not_mend(*, actor: Actor, thing: RefusedLine, held: Chronology, on: date) -> str | None:
    """Why this person may not mend that refused row: what is mended in a version that no longer counts never stands."""
    place = thing.submission
    why = why_not_send(actor=actor, thing=held, agency=place.agency_id, on=on)
    return why or (None if counts(place) else NEWER)


def counts(place: Submission) -> bool:
    """True of an agency's last version, and of what was typed in beside it."""
    newer = Submission.objects.filter(case=place.case_id, agency=place.agency_id, version__gt=place.version)
    return place.version == 0 or not newer.exists()


def why_not_move(*, actor: Actor, thing: Chronology, verb: str, on: date) -> str | None:
    """Why this person may not share, take back, close or open again: verbs of ``holding.MOVES``."""
    why = why_not_hold(actor=actor, thing=thing, on=on)
    if why is None and move(thing.state, verb) is None:
        return f"It is “{STATES[thing.state].word}”, and this does not follow from there."
    return why


def require(why: str | None) -> None:
    """Nothing, or the refusal with that sentence."""
    if why is not None:
        raise Refused("E1211", why, "Ask the coordinator of your partnership if this should be otherwise.")


def _elsewhere(actor: Actor, thing: Chronology | None) -> str | None:
    return ELSEWHERE if thing is not None and thing.case.partnership_id != actor.partnership else None
