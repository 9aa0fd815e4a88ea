"""With `--scale N` there is N times as much of everything, and the audit chains hold."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from itertools import combinations

import pytest
from django.apps import apps

from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.cases.models import Case
from throughline.demonstration import kinds
from throughline.demonstration.copying import copy_partnerships
from throughline.demonstration.services import seed
from throughline.demonstration.tests.asked import asked
from throughline.messages.models import Ask
from throughline.partnerships.models import Partnership
from throughline.rapidreviews.models import AgencyAnswer, RapidReview

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
SCALE = 3
# What a timeline comes to is worked out from its entries, and copied with nothing.
WORKED_OUT = {"chronology.Lane", "chronology.FoundSilence", "chronology.FoundLink", "chronology.TimelineRow"}


def _counts() -> dict[str, int]:
    """How many rows there are of each of our own kinds, ties between records and audit events among them."""
    models = apps.get_models(include_auto_created=True)
    ours = [model for model in models if model.__module__.startswith("throughline.")]
    return {model._meta.label: model._default_manager.count() for model in ours if model._meta.label not in WORKED_OUT}


@pytest.mark.django_db
def test_there_are_so_many_times_the_rows_of_every_kind() -> None:
    before = _counts()
    seed(at=NOW)
    asked(at=NOW)
    once = _counts()
    made = {label: count - before[label] for label, count in once.items() if count > before[label]}
    assert {"reviews.Review", "findings.Finding", "rapidreviews.Signature", "audit.Event"} <= set(made)
    firsts = list(Partnership.objects.order_by("pk"))
    copy_partnerships(firsts, SCALE - 1)
    many = _counts()
    assert {label: many[label] - before[label] for label in made} == {label: SCALE * n for label, n in made.items()}
    assert list(broken_links()) == []
    _each_place_holds_its_own()


def _each_place_holds_its_own() -> None:
    """Nothing of one partnership's copy names a record of another's."""
    of: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
    told = Event.objects.exclude(chain=0).exclude(subject=0)
    for chain, kind, subject in told.values_list("chain", "subject_type", "subject").iterator():
        assert kind in kinds.named(), f"What an event calls {kind} is known to the copying"
        of[chain].add((kind, subject))
    assert all(one.isdisjoint(other) for one, other in combinations(of.values(), 2))
    for ask in Ask.objects.select_related("case"):
        assert RapidReview.objects.get(pk=ask.subject).case_id == ask.case_id
        assert AgencyAnswer.objects.get(ask=ask.pk).rapid_review_id == ask.subject
        link = ask.links.get()
        assert set(ask.messages.values_list("once", flat=True)) == {f"ask:{ask.pk}", f"code:{link.pk}:1"}
    cases = defaultdict(set)
    for case, partnership in Case.objects.values_list("reference", "partnership"):
        cases[case].add(partnership)
    assert {len(places) for places in cases.values()} == {SCALE}


def test_every_kind_of_record_is_copied_or_left_for_a_reason() -> None:
    ours = {model for model in apps.get_models() if model.__module__.startswith("throughline.")}
    rest = ours - {kind for kind, _ in kinds.copied()} - {Partnership}
    left = {m._meta.label for m in rest if not getattr(m, "REBUILT", False) and m._meta.managed}
    assert {label for label in left if label.split(".")[0] not in kinds.LEFT_ROOMS} == kinds.LEFT


def test_a_later_kind_points_only_to_earlier_ones() -> None:
    seen: set[object] = {Partnership}
    for kind, _ in kinds.copied():
        fields = (*kind._meta.concrete_fields, *kind._meta.local_many_to_many)
        pointed = {f.related_model for f in fields if f.related_model and f.related_model is not kind}
        assert {of for of in pointed if of._meta.label not in kinds.LEFT} <= seen, kind  # type: ignore[union-attr]
        seen.add(kind)
