"""A case leaves in one file whole, and comes back the same: every kind of record, every address of a case."""

from __future__ import annotations

from difflib import unified_diff
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from tests import factories as make
from tests.emptying import empty
from tests.laws import canaries
from tests.laws.samepages import addresses, flat, links_mapped, mapped, pages
from tests.laws.wholecase import AT, CHAIR_EMAIL, HOME, actor, exported, people, whole, words
from throughline.caseexport import kinds, services
from throughline.caseexport.queries import gather
from throughline.cases.models import Case
from throughline.messages.rules import OPEN
from throughline.partnerships.models import Partnership


def test_every_kind_of_record_of_a_case_is_exported_or_left_out_with_a_reason() -> None:
    exported, every = set(kinds.in_order()), kinds.ours()
    near, more = {Case}, True
    while more:  # whatever hangs from a case by any key, and what names one by its bare number
        found = {kind for kind in every if kind not in kinds.BESIDE and _hangs(kind, near)} - near
        near, more = near | found, bool(found)
    labels = {kind._meta.label for kind in near - exported - {Case}}
    assert labels - kinds.LEFT_OUT.keys() - kinds.BY_NUMBER == set(), "neither exported nor left out with a reason"
    assert kinds.LEFT_OUT.keys() <= labels, "what is left out is of a case"
    assert all(len(reason) > 20 for reason in kinds.LEFT_OUT.values())


def _hangs(kind: type[models.Model], near: set[Any]) -> bool:
    fields = (*kind._meta.concrete_fields, *kind._meta.local_many_to_many)
    keys = {field.related_model for field in fields if field.is_relation}
    return bool(keys & near) or any(field.name == "case" for field in kind._meta.concrete_fields)


@pytest.mark.parametrize("kind", [Case, *kinds.in_order()], ids=lambda kind: kind._meta.label)
def test_every_field_of_it_is_in_the_file(kind: type[models.Model]) -> None:
    told = {one.name for one in (*kinds.columns(kind), *kinds.ties(kind))} | {"id", kinds.ONCE}
    every = {one.name for one in (*kind._meta.concrete_fields, *kind._meta.many_to_many)}
    assert every <= told
    known = {Case, *kinds.in_order(), *kinds.BESIDE, None}
    assert {one.related_model for one in (*kinds.columns(kind), *kinds.ties(kind))} <= known
    numbers = {
        one.name
        for one in kinds.columns(kind)
        if isinstance(one, models.BigIntegerField | models.PositiveBigIntegerField) and not one.is_relation
    }
    named = {*kinds.PLAIN.get(kind._meta.label, {}), *kinds.NAMED.get(kind._meta.label, {})}
    assert numbers == named, "a bare number that names a row says whose"
    lists = {f"{kind._meta.label}.{one.name}" for one in kinds.columns(kind) if isinstance(one, models.JSONField)}
    said = {f"{kind._meta.label}.{name}" for name in kinds.LISTED.get(kind._meta.label, {})}
    assert lists <= said | kinds.WORDS_ALONE, "a list says whether it names rows by their numbers"


@pytest.mark.django_db
def test_a_whole_case_is_in_its_file_and_comes_back_with_every_page_the_same() -> None:
    made = whole()
    sure = gather(made.case, by=actor())
    missing = {kind._meta.label for kind in kinds.in_order() if kinds.label(kind) not in sure.records}
    assert missing == set(), "the case of the laws has one of each kind"
    for kind in kinds.in_order():
        assert kind._default_manager.count() == len(sure.records.get(kinds.label(kind), [])), kind.__name__
    assert sure.cut == 0
    asked = list(addresses(made.ids))
    before = pages(asked, made.ids["case"])
    assert len([said for said in before.values() if said[0] == 200]) > 60
    file = exported(made.case, "identities", actor(), actor(CHAIR_EMAIL))
    empty()
    people(make.partnership(HOME))
    loaded = services.load_case(file, by=actor(), at=AT)
    again = gather(loaded.case, by=actor())
    assert_same_records(sure.records, again.records, loaded.numbers)
    after = pages([mapped(address, loaded.numbers) for address in asked], loaded.case.pk)
    other = {
        address: list(unified_diff(flat(here), flat(there), lineterm="", n=3))[:40]
        for address, said in before.items()
        if (here := links_mapped(said, loaded.numbers)) != (there := after[mapped(address, loaded.numbers)])
    }
    assert not other, other


def assert_same_records(before: Any, after: Any, numbers: dict[str, dict[int, int]]) -> None:
    """Each record says the same in both, its keys by the numbers of each."""
    assert before.keys() == after.keys()
    for label, rows in before.items():
        kind = kinds.by_label()[label]
        keys = {one.name: one.related_model for one in (*kinds.columns(kind), *kinds.ties(kind)) if one.is_relation}
        there = {row["id"]: row for row in after[label]}
        for row in rows:
            same = {name: numbered(keys.get(name), value, numbers) for name, value in row.items()}
            same["id"] = numbers[label][row["id"]]
            for name in (
                *kinds.LISTED.get(kind._meta.label, {}),
                *kinds.PLAIN.get(kind._meta.label, {}),
                *kinds.NAMED.get(kind._meta.label, {}),
            ):
                same[name] = there[same["id"]][name]
            if label == "correspondence.ask" and row["state"] in OPEN:  # its links open nothing there
                same["open_until"] = there[same["id"]]["open_until"]
            if label == "caseexport.caseexport":  # the file itself was being made when it was read
                same |= {name: there[same["id"]][name] for name in ("taken_at", "taken_by", "sha256")}
            assert there[same["id"]] == same, label


def numbered(of: Any, value: Any, numbers: dict[str, dict[int, int]]) -> Any:
    """What a key points to, by the number that this has in the other system."""
    if of is None or of is Partnership or value in (None, []):
        return value
    known = numbers[kinds.label(of)]
    return [known[one] for one in value] if isinstance(value, list) else known[value]


@pytest.mark.django_db
def test_no_protected_word_is_in_a_file_under_pseudonyms_and_all_are_in_the_other() -> None:
    made = whole()
    unit, chair = actor(), actor(CHAIR_EMAIL)
    sown = canaries.seed()
    rebuilt = {kind.__name__ for kind in apps.get_models() if getattr(kind, "REBUILT", False)}  # made anew, no record
    kept = [one for one in sown.values() if one.kind in ("protected", "sealed") and one.case == made.case.pk]
    kept = [one for one in kept if one.model not in rebuilt]
    identities, pseudonyms = (words(exported(made.case, scope, unit, chair)) for scope in ("identities", "pseudonyms"))
    shown = {one.word for one in kept if one.kind == "protected"}
    assert len(shown) > 8
    assert {word for word in shown if word not in identities} == set()
    assert {f"{one.model}.{one.field}" for one in kept if one.word in pseudonyms} == set()
    papers = [one.word for one in sown.values() if one.model == "Document"]
    assert not [word for word in papers if word in pseudonyms]
    addresses = [one for one in sown.values() if (one.model, one.field) == ("User", "email")]
    assert addresses and not [one for one in addresses if one.word in pseudonyms]
