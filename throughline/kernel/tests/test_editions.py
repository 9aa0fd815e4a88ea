"""The editions as reference data: every line has its source, and which edition governs a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from throughline.kernel import editions
from throughline.kernel.clocks import due
from throughline.kernel.editions import IDS, common, export_rules, governing_notice, governing_review, shipped
from throughline.kernel.refusals import Refused

# Clock, its length and unit, and the editions that have it.
PROMISED = (
    ("notify_panel", 5, "working days", "wt2013 wt2015 wt2018 wt2023 wt2026"),
    ("notify_partners", 5, "working days", "wt2013 wt2015 wt2018 wt2023 wt2026"),
    ("rapid_review", 15, "working days", "wt2018 wt2023 wt2026"),
    ("scr_decision", 1, "months", "wt2013 wt2015"),
    ("not_reviewing_notice", 14, "days", "wt2013 wt2015"),
    ("review_complete", 6, "months", "wt2010 wt2013 wt2015 wt2018 wt2023 wt2026"),
    ("keep_published", 12, "months", "wt2013 wt2015 wt2018 wt2023 wt2026"),
)


@pytest.mark.parametrize(("clock", "length", "unit", "ids"), PROMISED)
def test_a_clock_means_the_same_in_every_edition_that_has_it(clock: str, length: int, unit: str, ids: str) -> None:
    having = {key: one for key, edition in shipped().items() for one in edition.clocks if one.id == clock}
    assert list(having) == ids.split()
    assert {(one.length, one.unit, one.direction) for one in having.values()} == {(length, unit, "forwards")}


def test_the_advance_copy_grew_from_a_week_to_seven_working_days() -> None:
    found = {
        key: (one.length, one.unit) for key, e in shipped().items() for one in e.clocks if one.id == "advance_copy"
    }
    old, new = (1, "weeks"), (7, "working days")
    assert found == {"wt2013": old, "wt2015": old, "wt2018": new, "wt2023": new, "wt2026": new}


def test_every_line_has_words_and_a_source() -> None:
    assert tuple(shipped()) == IDS
    for edition in shipped().values():
        parts = (edition.decision_makers, edition.criteria, edition.clocks, edition.products, edition.publication)
        for one in (one for part in (*parts, edition.lists) for one in part):
            assert one.source, (edition.id, one.id)
        assert edition.in_force_source
        assert edition.criteria_of("review")
        assert edition.decision_makers and edition.products and edition.publication
        assert edition.lists or edition.id in ("wt2013", "wt2015")
    assert all(one.source for one in common().notification_forms)


@pytest.mark.parametrize(
    ("aware", "handed_over", "edition"),
    [
        ("2005-12-31", None, None),
        ("2006-04-10", None, None),  # the day in April 2006 is not known
        ("2006-05-01", None, "wt2006"),
        ("2010-03-16", None, "wt2006"),
        ("2010-03-17", None, "wt2010"),
        ("2013-04-14", None, "wt2010"),
        ("2013-04-15", None, "wt2013"),
        ("2015-03-26", None, "wt2015"),
        ("2018-06-28", None, "wt2015"),
        ("2018-06-29", None, None),
        ("2019-01-10", "2019-04-01", "wt2015"),
        ("2019-04-01", "2019-04-01", "wt2018"),
        ("2019-09-28", None, None),
        ("2019-09-29", None, "wt2018"),
        ("2023-12-14", None, "wt2018"),
        ("2023-12-15", None, "wt2023"),
        ("2026-03-17", None, "wt2023"),
        ("2026-03-18", None, "wt2026"),
    ],
)
def test_the_edition_of_the_day_governs(aware: str, handed_over: str | None, edition: str | None) -> None:
    found = governing_notice(
        date.fromisoformat(aware), handed_over_on=date.fromisoformat(handed_over) if handed_over else None
    )
    assert found.edition == edition, found.why
    assert found.why.endswith(".")


@pytest.mark.parametrize(
    ("initiated", "edition", "candidates"),
    [
        ("", None, ()),
        ("2013", None, ("wt2010", "wt2013")),
        ("2013-04", None, ("wt2010", "wt2013")),
        ("2013-05", "wt2013", ("wt2013",)),
        ("2014", "wt2013", ("wt2013",)),
        ("2009/2010", None, ("wt2006", "wt2010")),
        ("2021-06-01", "wt2018", ("wt2018",)),
    ],
)
def test_a_review_keeps_the_edition_it_was_initiated_under(
    initiated: str, edition: str | None, candidates: tuple[str, ...]
) -> None:
    found = governing_review(initiated)
    assert (found.edition, found.candidates) == (edition, candidates)


def test_neither_rule_of_the_form_has_a_day_until_somebody_gives_one() -> None:
    assert [(one.id, one.from_on, one.to_on) for one in common().notification_forms] == [
        ("one_per_child", "", ""),
        ("one_per_incident", "", ""),
    ]


def test_an_export_reads_back_as_the_same_rules(tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_text(export_rules(shipped()), encoding="utf-8")
    assert editions.read_rules(path) == shipped()


def test_a_correction_holds_from_its_day_on() -> None:
    book = shipped()["wt2023"]
    (rule,) = (one for one in book.clocks if one.id == "rapid_review")
    corrected = replace(book, clocks=(*book.clocks, replace(rule, length=20, from_on="2026-06-01")))
    before, after = (
        next(one for one in due(corrected, events={"notified": day}) if one.id == "rapid_review")
        for day in (date(2026, 5, 29), date(2026, 6, 1))
    )
    assert (before.length, after.length) == (15, 20)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "wt1"},
        {"in_force_from": "soon"},
        {"clocks": [{"id": "x"}]},
        {"clocks": [{**dict.fromkeys(("id", "name", "event", "unit", "direction", "source"), "x"), "length": 5}]},
        {"unheard": 1},
    ],
)
def test_rules_that_cannot_be_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    raw = json.loads(export_rules({"wt2006": shipped()["wt2006"]}))
    raw["editions"][0] |= change
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        editions.read_rules(path)
    assert refused.value.number == "E1901"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2, "editions": []}', '{"format": 1}'])
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rules.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="E1901"):
        editions.read_rules(path)


def test_a_refusal_says_in_words_what_is_wrong_and_of_which_file(tmp_path: Path) -> None:
    other, folder = tmp_path / "other.json", tmp_path / "rules"
    other.write_text('{"format": 1}', encoding="utf-8")
    folder.mkdir()
    wrong = {
        tmp_path / "none.json": "there is no such file",
        folder: "that is a folder",
        other: "it is no export of a rule book, or one of another version",
    }
    for path, why in wrong.items():
        with pytest.raises(Refused) as refused:
            editions.read_rules(path)
        assert refused.value.says == f"The rules in {path} cannot be used: {why}."
    with pytest.raises(Refused) as refused:
        editions.edition_of({"id": "wt2023", "colour": "red"})
    assert "an entry of wt2023 lacks something" in refused.value.says
