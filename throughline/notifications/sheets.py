"""The sheet that is keyed into the national service: every field it asks for, with what the record answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughline.cases.models import CasePaper
from throughline.identities.models import Child
from throughline.identities.queries import identity_of
from throughline.kernel.periods import stated
from throughline.notifications import rules
from throughline.notifications.models import Decision, Incident
from throughline.partnerships.models import Agency, AgencyName
from throughline.ui.words import day

NONE = "Not recorded"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet: its heading, and each field with its answer."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def sheet_of(
    incident: Incident, children: Iterable[Child], decision: Decision | None, *, notifier: str, on: date
) -> tuple[Section, ...]:
    """The sheet for those children. A form takes four; what of the further ones is said in words beside them."""
    given = list(children)
    first, further = given[: rules.MOST_CHILDREN], given[rules.MOST_CHILDREN :]
    sections = [
        Section("Who notifies", (("Notifier, telephone and e-mail", notifier or NONE),)),
        _incident(incident, on),
    ]
    for number, child in enumerate(first, 1):
        sections.append(Section(f"Child {number}: {child.pseudonym}", _child(child, on)))
    if further:
        words = "; ".join(f"{one.real_name or one.pseudonym}, {_born(one)}" for one in further)
        sections.append(Section("Further children, in words", (("Children beyond the fourth", words),)))
    if decision is not None:
        sections.append(_decision(decision))
    return tuple(sections)


def _incident(incident: Incident, on: date) -> Section:
    answers, natures = dict(rules.ANSWERS), dict(rules.NATURES)
    aware = day(incident.aware_on) if incident.aware_on else NONE
    if incident.aware_on and incident.aware_time:
        aware += f" at {incident.aware_time:%H:%M}"
    return Section(
        "The incident",
        (
            ("Nature of notification", natures.get(incident.nature, NONE)),
            ("When it happened", stated(incident.when_text, incident.when_iso)),
            ("Where it happened", incident.precise_place or incident.place or NONE),
            ("When the authority became aware", aware),
            ("Abuse or neglect known or suspected", answers[incident.abuse]),
            ("A looked-after child died", answers[incident.looked_after]),
            ("A care leaver up to 24 died", answers[incident.care_leaver]),
            ("Unborn child", answers[incident.unborn]),
            ("In a regulated setting", answers[incident.regulated]),
            ("Local authority", _authorities(incident)),
            ("Region", NONE),
            ("Reporting year and quarter", _quarter(on)),
            ("Supporting documents", _papers(incident)),
            ("Other areas", incident.other_areas or "None named"),
            ("Who leads", incident.leads or NONE),
            ("What happened", incident.account or NONE),
        ),
    )


def _authorities(incident: Incident) -> str:
    """The local authorities of the partnership, by the names that they bear."""
    rows = AgencyName.objects.filter(
        agency__partnership=incident.case.partnership_id,
        agency__kind=Agency.Kind.LOCAL_AUTHORITY,
        alias=False,
        to_on=None,
    )
    return "; ".join(rows.order_by("name").values_list("name", flat=True)) or NONE


def _quarter(on: date) -> str:
    """``2025-26, quarter 4``: the year of the releases begins in April, and counts by the day of notification."""
    year = on.year if on.month >= 4 else on.year - 1
    return f"{year}-{(year + 1) % 100:02d}, quarter {(on.month - 4) % 12 // 3 + 1}"


def _papers(incident: Incident) -> str:
    """The papers of the case, by their titles: what may go with the notification."""
    rows = (
        CasePaper.objects.filter(case=incident.case_id).order_by("id").values_list("document__title", "document__name")
    )
    return "; ".join(title or name for title, name in rows) or "None on the case"


def _child(child: Child, on: date) -> tuple[tuple[str, str], ...]:
    area = (("Area of the home address", child.address_area or NONE), ("Carer", child.carer or NONE))
    return (*identity_of(child, on).facts, *area)


def _born(child: Child) -> str:
    if child.unborn:
        return "not yet born"
    return f"born {day(child.born_on)}" if child.born_on else "day of birth not recorded"


def _decision(decision: Decision) -> Section:
    answers = dict(rules.ANSWERS)
    limbs = tuple(
        (one.words, f"{answers[one.answer]}. {one.fact}".strip()) for one in sorted(decision.limbs.all(), key=_id)
    )
    return Section(f"Criteria, {decision.edition_name}", limbs)


def _id(row: object) -> int:
    return int(getattr(row, "pk", 0))
