"""The children of a case: by pseudonym for everybody at work on it, as they are for those who said why they look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from throughline.access.rules import why_not
from throughline.cases.models import Case
from throughline.cases.queries import visible_cases
from throughline.identities import rules
from throughline.identities.models import Child
from throughline.kernel.actor import Actor
from throughline.ui.words import day


def visible_children(actor: Actor, on: date) -> QuerySet[Child]:
    """The children, by pseudonym, of the cases on which this person works; none withdrawn."""
    if why_not(actor, "see the children’s pseudonyms"):
        return Child.objects.none()
    return Child.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)


def children_of(case: Case, actor: Actor, on: date) -> list[Child]:
    """The children of that case in the order in which they were recorded."""
    return list(visible_children(actor, on).filter(case=case).order_by("position", "id"))


def pseudonyms_of(cases: Iterable[int], actor: Actor, on: date) -> dict[int, list[str]]:
    """The pseudonyms of the children of each of those cases."""
    found: dict[int, list[str]] = {}
    rows = visible_children(actor, on).filter(case__in=list(cases)).order_by("position", "id")
    for case, pseudonym in rows.values_list("case_id", "pseudonym"):
        found.setdefault(case, []).append(pseudonym)
    return found


def get_child(id: int, actor: Actor, on: date) -> Child:
    """That child with its case, or the same 404 as for one that does not exist."""
    found = visible_children(actor, on).filter(pk=id).select_related("case", "changed_by", "made_by").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a child is, in words; where the child lives and with whom is asked for on a page of its own."""

    id: int
    pseudonym: str
    facts: tuple[tuple[str, str], ...]


def identity_of(child: Child, on: date) -> Identity:
    """What is recorded of that child, for somebody who may see it and said why. `on` is the day for the age."""
    until = child.died_on or on
    born = child.born_on
    facts = (
        ("Name", child.real_name or "Not recorded"),
        ("Born", _day(born) if not child.unborn else f"Not yet born. Expected: {_day(child.expected_on)}"),
        ("Died", _day(child.died_on) if child.died_on else "No death recorded"),
        ("Age" if child.died_on is None else "Age at death", rules.age_in_words(born, until, unborn=child.unborn)),
        ("Sex as recorded", _with(rules.said(rules.SEXES, child.sex), child.sex_words)),
        ("Ethnicity", _with(rules.said(rules.ETHNICITIES, child.ethnicity), child.ethnicity_words)),
        ("Disability", _with(rules.said(rules.ANSWERS, child.disability), child.health_words)),
        ("Looked after", rules.said(rules.ANSWERS, child.looked_after)),
        ("Where placed or living", rules.said(rules.PLACEMENTS, child.placement)),
        ("Plan", rules.said(rules.PLANS, child.plan)),
        ("Known to any agency", rules.said(rules.ANSWERS, child.known_to_agency)),
    )
    return Identity(child.pk, child.pseudonym, facts)


def _with(word: str, own: str) -> str:
    return f"{word}: {own}" if own else word


def _day(value: date | None) -> str:
    return day(value) if value else "Not recorded"
