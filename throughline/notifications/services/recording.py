"""Record an incident with its case and children, and change what is recorded. Each act is whole or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.cases.models import Case, CaseMember
from throughline.cases.queries import facts_of
from throughline.cases.services import add_member, open_case
from throughline.identities.models import Child
from throughline.identities.services import add_child
from throughline.kernel import editions
from throughline.kernel.actor import Actor
from throughline.kernel.periods import is_period_or_nothing
from throughline.kernel.refusals import Refused
from throughline.notifications.models import Incident, SafetyQuestion
from throughline.notifications.permissions import require, why_not_record
from throughline.notifications.queries import rhythm_of
from throughline.partnerships.models import Agency, Partnership, User

# What a change may never touch: it has an act of its own, or stands for ever.
FIXED = frozenset({"id", "case", "children", "once", "version", "made_at", "made_by", "withdrawn_at", "withdrawn_by"})


@transaction.atomic
def open_incident(
    *,
    partnership: Partnership,
    name: str,
    case: Case | None = None,
    children: Sequence[Mapping[str, Any]] = (),
    same: Sequence[Child] = (),
    agencies: Iterable[Agency] = (),
    asked_of: str = "",
    once: str = "",
    by: Actor,
    at: datetime,
    **known: Any,
) -> Incident:
    """The incident stands under its case with its children, and it is asked whether any of them is in danger now.

    Without a `case` one is opened. Whoever records it and the `agencies` are on the case from then on. `children` are
    the fields of each child, `same` children of the case who are recorded already, `known` fields of `Incident`. An
    incident that the case has already keeps the children whom it was about until now. Sent twice with the same `once`
    it stands once. Event ``incident.added``.
    """
    require(why_not_record(actor=by, thing=case or partnership, on=localdate(at)))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    made = Incident.objects.filter(made_by_id=by.user, once=once).exclude(once="").first()
    if made is not None:
        return made
    incident = Incident(case=case or open_case(partnership=partnership, by=by, at=at), name=name.strip(), once=once)
    for field, value in known.items():
        setattr(incident, field, value)
    _possible(incident, at)
    _on_the_case(incident.case, agencies, by, at)
    if case is not None:
        _tie_what_is_there(case, by, at)
    of_it = [*_of_case(case, same), *(add_child(case=incident.case, by=by, at=at, **dict(one)) for one in children)]
    editing.add(incident, by=by, at=at, links={"children": of_it or _standing(incident.case)})
    if not incident.near_miss:
        weeks = rhythm_of(partnership.pk)
        editing.add(
            SafetyQuestion(case=incident.case, incident=incident, asked_of=asked_of.strip(), every_weeks=weeks),
            by=by,
            at=at,
        )
    return incident


@transaction.atomic
def change_incident(
    incident: Incident, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> Incident:
    """The incident is recorded so; ``editing.Changed`` when somebody changed it since. Event ``incident.changed``.

    An edition that is chosen by hand says why.
    """
    require(why_not_record(actor=by, thing=incident, on=localdate(at)))
    if wrong := FIXED & set(fields):
        raise ValueError(f"A change may not touch {', '.join(sorted(wrong))}.")
    after = Incident(**{name: fields.get(name, getattr(incident, name)) for name in LOOKED_AT})
    _possible(after, at)
    return editing.change(incident, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_incident(incident: Incident, *, reason: str, by: Actor, at: datetime) -> Incident:
    """The incident was recorded by mistake: it is kept, and shown no more. Event ``incident.withdrawn``."""
    if incident.withdrawn_at is None:
        require(why_not_record(actor=by, thing=incident, on=localdate(at)))
    if not reason.strip():
        raise Refused("E1931", "There is no reason.", "Say in a sentence why.")
    if incident.notifications.exists():
        raise Refused("E1932", "It was notified, so it stays.", "Decide that the criteria are not met, and say why.")
    return editing.withdraw(incident, by=by, at=at, reason=reason.strip())


LOOKED_AT = ("when_iso", "aware_on", "near_miss", "edition_chosen", "edition_why")


def _possible(incident: Incident, at: datetime) -> None:
    """Nothing, or the refusal of what cannot be."""
    if not is_period_or_nothing(incident.when_iso):
        raise Refused("E1933", f"“{incident.when_iso}” is no date that was.", "Write when it happened in words.")
    if incident.aware_on is not None and incident.aware_on > localdate(at):
        raise Refused("E1934", "The day on which the authority became aware has not come.", "Look at the day again.")
    if incident.edition_chosen and incident.edition_chosen not in editions.IDS:
        raise Refused("E1935", f"There is no edition “{incident.edition_chosen}”.", "Choose one from the list.")
    if bool(incident.edition_chosen) != bool(incident.edition_why.strip()):
        raise Refused(
            "E1936",
            "An edition that is chosen by hand says why, and a reason names an edition.",
            "Give both or neither.",
        )


@transaction.atomic
def say_whom(incident: Incident, *, children: Sequence[Child], version: int, by: Actor, at: datetime) -> Incident:
    """The incident is about those children of its case, a child who was added later among them.

    Event ``incident.changed``; ``editing.Changed`` when somebody changed it since.
    """
    require(why_not_record(actor=by, thing=incident, on=localdate(at)))
    chosen = _of_case(incident.case, children)
    if not chosen:
        raise Refused("E1952", "An incident is about at least one child of its case.", "Choose the children.")
    if not Incident.objects.filter(case=incident.case, withdrawn_at__isnull=True).exclude(pk=incident.pk).exists():
        chosen = _standing(incident.case)
    return editing.change(incident, fields={"children": chosen}, version=version, by=by, at=at)


def _of_case(case: Case | None, children: Sequence[Child]) -> list[Child]:
    if any(case is None or one.case_id != case.pk or one.withdrawn_at for one in children):
        raise Refused("E1943", "That child is not of this case.", "Choose a child of the case.")
    return list(children)


def _tie_what_is_there(case: Case, by: Actor, at: datetime) -> None:
    """The one incident of the case was about each of its children; with a second one that has to be said."""
    there = list(Incident.objects.filter(case=case, withdrawn_at__isnull=True).order_by("id")[:2])
    if len(there) == 1:
        [only] = there
        editing.change(only, fields={"children": _standing(case)}, version=only.version, by=by, at=at)


def _standing(case: Case) -> list[Child]:
    return list(Child.objects.filter(case=case, withdrawn_at__isnull=True).order_by("position", "id"))


def _on_the_case(case: Case, agencies: Iterable[Agency], by: Actor, at: datetime) -> None:
    """Whoever records the incident and those agencies are on the case; who was on it already stays as they were."""
    on = localdate(at)
    if not facts_of(case, actor=by, on=on).on_case:
        add_member(case=case, user=User.objects.get(pk=by.user), from_on=on, by=by, at=at)
    there = set(CaseMember.objects.filter(case=case, to_on__isnull=True).values_list("agency_id", flat=True))
    for agency in agencies:
        if agency.pk not in there:
            add_member(case=case, agency=agency, from_on=on, by=by, at=at)
