"""What progress plans, or says that a named body did: one sentence at a time, and nothing that only describes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from throughline.reading import read_text

SHARED = Path(__file__).resolve().parents[4] / "shared"
PAPER = """# Progress report on the findings of the review of Child Alder

## Finding 1: Nobody asked where the family had lived before.

### Progress

{progress}
"""


def read(sentence: str) -> list[tuple[str, str, str, str]]:
    """The state, owner, day in words and written day of each undertaking of a report with that progress."""
    found = read_text(PAPER.format(progress=sentence)).undertakings
    assert all(one.about.number == "1" and one.at[0] < one.at[1] for one in found)
    return [(one.state, one.owner, one.due_text, one.due_iso) for one in found]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The form is being revised.", ("under_way", "", "", "")),
        ("A second audit will be carried out by the Quality Group in May 2031.",
         ("planned", "Quality Group", "May 2031", "2031-05")),
        ("This will be shared with every school by September 2030.", ("planned", "", "by September 2030", "2030-09")),
        ("Further courses are also being planned through the Wexmoor Training Group.",
         ("planned", "Wexmoor Training Group", "", "")),
        ("Within Adult Housing, it is proposed that a working group is being set up.",
         ("planned", "Adult Housing", "", "")),
        ("The Wexmoor Trust will review its letters over the next six months.",
         ("planned", "Wexmoor Trust", "over the next six months", "")),
        ("Marlow Housing Association has changed its form for an exchange of homes.",
         ("done", "Marlow Housing Association", "", "")),
        ("In addition, the Wexmoor Hospital Trust has now issued a card.", ("done", "Wexmoor Hospital Trust", "", "")),
        ("A checklist was drawn up by the Neglect Panel.", ("done", "Neglect Panel", "", "")),
        ("The police set up one address for every school.", ("done", "police", "", "")),
        ("This is under constant review.", ("under_way", "", "", "")),
    ],
)  # fmt: skip
def test_a_sentence_that_plans_or_says_who_did_it_is_an_undertaking(sentence: str, wanted: tuple[str, ...]) -> None:
    assert read(sentence) == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "Workers understand what a chronology is for.",
        "A learning summary was produced and is read in teams.",
        "There are several ways in which this is being tested.",
        "It will also ensure that there is a clear answer to each contact.",
        "This will result in fewer moves between teams for each child.",
        "Training is provided by the Wexmoor Safeguarding Children Board each term.",
        "Attendance of fathers at conferences has increased.",
        "Chairs look at how the plan is being kept to, and what is being commissioned for each child.",
    ],
)
def test_what_describes_or_was_done_by_nobody_in_particular_is_none(sentence: str) -> None:
    assert read(sentence) == []


def test_each_sentence_of_a_paragraph_stands_alone_with_its_place() -> None:
    text = PAPER.format(progress="The form is in use. It will be reviewed in June 2031. Nobody has asked for another.")
    reading = read_text(text)
    (one,) = reading.undertakings
    assert reading.text[one.at[0] : one.at[1]] == one.text == "It will be reviewed in June 2031."
    assert len(reading.progress) == 1


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Minutes went out in time in 80% of conferences last year.", "80"),
        ("The share of children seen alone is now 64.5 per cent.", "64.5"),
        ("Attendance rose from 40% to 80% in the year after the review.", None),
        ("The target of 90% is looked at each quarter.", None),
        ("Referrals in 2019/20 came from all three districts.", None),
        ("A 10% increase in staff was agreed by the council.", None),
    ],
)
def test_a_share_that_is_compared_with_nothing_is_a_figure(sentence: str, value: str | None) -> None:
    found = read_text(PAPER.format(progress=sentence)).figures
    assert [(one.value, one.unit, one.about.number) for one in found] == ([(value, "%", "1")] if value else [])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("This is evidenced by an audit of twenty files in the spring.", "audit"),
        ("This was shown by the fact that four families came to the panel.", "data"),
        ("This was demonstrated in the way in which conferences are now chaired.", "observation"),
        ("Workers find the form easier than the one before it.", None),
    ],
)
def test_a_sentence_that_names_what_shows_it_is_evidence(sentence: str, kind: str | None) -> None:
    found = read_text(PAPER.format(progress=sentence)).evidence
    assert [one.kind for one in found] == ([kind] if kind else [])


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'").replace("*", "")).casefold().rstrip(".")


@pytest.mark.skipif(not SHARED.exists(), reason="the documents of ../shared are not beside this checkout")
def test_what_the_report_of_2017_undertakes_is_what_is_truly_in_it() -> None:
    """All ten that were found by hand, with their owners; and four more, which a person may leave."""
    name = "oxfordshire-child-q-progress-report-2017"
    truth = json.loads((SHARED / "facts" / f"{name}.json").read_text(encoding="utf-8"))["actions"]
    found = read_text((SHARED / "documents" / f"{name}.md").read_text(encoding="utf-8")).undertakings
    owners = {}
    for wanted in truth:
        (hit,) = [one for one in found if _plain(wanted["quote"]) in _plain(one.text)]
        assert hit.about.number == wanted["finding"]
        owners[wanted["quote"]] = (wanted["owner"], hit.owner)
    assert len(found) == 14
    wrong = [pair for pair in owners.values() if pair[1] and _plain(pair[0]) != _plain(pair[1])]
    missed = [pair for pair in owners.values() if pair[0] and not pair[1]]
    assert not wrong
    assert len(missed) <= 1
