"""Why somebody may not take a case out in a file, agree that another does, or load one, in a sentence each."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from throughline.access.rules import why_not
from throughline.caseexport.models import IDENTITIES, CaseExport
from throughline.cases.models import Case
from throughline.identities.permissions import why_not_see
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

STANDS = timedelta(days=7)
"""How long an agreement can be used."""


def why_not_export(*, actor: Actor, thing: Case, on: date) -> str | None:
    """Why this person may not take that case out in a file under pseudonyms."""
    if thing.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    return why_not(actor, "export a case")


def why_not_ask(*, actor: Actor, thing: Case, on: date) -> str | None:
    """Why this person may not ask for a file with who the children are."""
    return why_not_export(actor=actor, thing=thing, on=on) or why_not_see(actor=actor, thing=thing, on=on)


def why_not_settle(*, actor: Actor, thing: CaseExport, on: date) -> str | None:
    """Why this person may not agree to that file or decline it: whoever asked for it may not."""
    if thing.agreed_at or thing.declined_at or thing.scope != IDENTITIES:
        return "It is settled already."
    if actor.user == thing.made_by_id:
        return "You asked for it, so somebody else must agree."
    if thing.case.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    return why_not(actor, "agree that a case is exported")


def why_not_take(*, actor: Actor, thing: CaseExport, at: datetime, on: date) -> str | None:
    """Why this person may not take that file with identities now: they asked, another agreed, once, within a week."""
    if thing.made_by_id != actor.user:
        return "Somebody else asked for it."
    if thing.declined_at:
        return "It was declined."
    if thing.agreed_at is None:
        return "Nobody has agreed to it yet."
    if thing.taken_at:
        return "It was taken already. Ask again if you need another."
    if thing.agreed_at + STANDS < at:
        return "The agreement is older than a week. Ask again."
    return why_not_ask(actor=actor, thing=thing.case, on=on)


def why_not_load(*, actor: Actor, on: date) -> str | None:
    """Why this person may not load a case from a file."""
    return why_not(actor, "load a case")


def require(why: str | None) -> None:
    """Nothing, or the refusal with that sentence."""
    if why:
        raise Refused("E1401", f"This is not done. {why}", "Ask somebody who may, or see who may see what.")
