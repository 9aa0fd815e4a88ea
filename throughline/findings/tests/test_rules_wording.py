"""What a reader would miss in a recommendation: by hand, and scored on sentences that nobody looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from throughline.findings.rules import SAYS, wording

LABELLED = Path(__file__).parents[3] / "tests" / "labelled" / "wording.json"
GOOD = (
    "The Integrated Care Board should, by 30 June 2026, require each GP practice to record the name of every adult in "
    "the household, and report the share recorded to the Partnership each quarter."
)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (GOOD, []),
        ("", []),
        ("   \n", []),
        ("The Board should consider reviewing its training on neglect.", ["should_consider", "no_measure"]),
        ("Training on bruising should be provided to all staff.", ["no_owner", "training_or_procedure_only"]),
        ("All agencies should improve how they share information.", ["no_owner", "not_specific", "not_time_bound"]),
        ("The Trust should appoint a lead midwife. The Board should publish its plan.", ["two_asks"]),
    ],
)
def test_by_hand(text: str, rules: list[str]) -> None:
    said = [remark.rule for remark in wording(text)]
    assert (said == []) if not rules else set(rules) <= set(said)


def test_an_owner_beside_the_text_is_an_owner() -> None:
    text = "Bruising should be looked at the same day."
    assert "no_owner" in [one.rule for one in wording(text)]
    assert "no_owner" not in [one.rule for one in wording(text, owner="Wexmoor Hospital Trust")]


def test_the_place_is_in_the_text() -> None:
    text = "All agencies should be mindful of fathers and should appoint a lead."
    for remark in wording(text):
        if remark.at is not None:
            assert text[slice(*remark.at)].strip()


def scores(half: str) -> dict[str, tuple[float, float]]:
    """Precision and recall of each rule on that half."""
    items = [one for one in json.loads(LABELLED.read_text("utf-8"))["items"] if one["split"] == half]
    told = {}
    for rule in SAYS:
        pairs = [(rule in {one.rule for one in wording(item["text"])}, rule in item["flags"]) for item in items]
        both = sum(said and true for said, true in pairs)
        said, true = sum(said for said, _ in pairs), sum(true for _, true in pairs)
        told[rule] = (both / said if said else 1.0, both / true if true else 1.0)
    return told


def test_on_sentences_nobody_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    told = scores("held")
    with capsys.disabled():
        print("\nWording, held half:", *(f"{rule} P {p:.2f} R {r:.2f};" for rule, (p, r) in told.items()))
    mean = [sum(pair[place] for pair in told.values()) / len(told) for place in (0, 1)]
    assert mean[0] >= 0.8 and mean[1] >= 0.85, told


def test_good_wording_is_left_alone() -> None:
    items = json.loads(LABELLED.read_text("utf-8"))["items"]
    good = [one["text"] for one in items if not one["flags"] and one["split"] == "held"]
    remarks = sum(len(wording(text)) for text in good)
    assert remarks <= len(good) * 0.6
