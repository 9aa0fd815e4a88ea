"""``throughline import``: what it prints, how it ends, for whom, and what it leaves behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from throughline.audit.models import Event
from throughline.cli import main
from throughline.documents.models import Document
from throughline.findings.models import Finding
from throughline.intake.models import Proposal
from throughline.partnerships.models import User
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
KEYS = ["review", "proposed", "saved", "already", "left"]
PAPER = """# Progress on the Serious Case Review of Child Alder

## Finding 1: Visits were missed when workers left, and nobody told the school.

### Progress

A list of open visits goes to the manager each Friday and is read aloud.

## Finding 2: The plan for the child had no dates in it and no owner.

### Progress

Every plan now carries the date of its next review and the name of its owner.
"""


@pytest.fixture
def ruth() -> User:
    person = factories.user("Ruth Adeyemi", "ruth@wexmoor.example")
    factories.membership(person, factories.partnership())
    return person


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "progress.md"
    path.write_text(PAPER, encoding="utf-8")
    return path


def run(capsys: Any, *words: object) -> tuple[int, list[dict[str, Any]], str]:
    code = main(["import", *map(str, words)])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_it_proposes_by_default_and_saves_when_told(ruth: User, paper: Path, capsys: Any) -> None:
    _, (first,), _ = run(capsys, paper, "--as", ruth.email)
    assert list(first) == KEYS and first["review"] is None
    assert (first["saved"], first["already"]) == (0, 0) and first["proposed"] == first["left"] == 4
    assert not Finding.objects.exists() and Proposal.objects.count() == 1
    code, (then,), _ = run(capsys, paper, "--as", ruth.email, "--accept", "all")
    assert then == {
        "review": Review.objects.get().case.reference,
        "proposed": 4,
        "saved": 4,
        "already": 0,
        "left": 0,
    }
    assert code == 0 and Finding.objects.count() == 2 and Proposal.objects.count() == 1
    code, (again,), _ = run(capsys, paper, "--as", ruth.email)
    assert (code, again) == (0, then | {"proposed": 0, "saved": 0, "already": 4})


def test_it_is_recorded_as_done_at_the_machine_for_that_person(ruth: User, paper: Path, capsys: Any) -> None:
    run(capsys, paper, "--as", "Ruth@Wexmoor.Example", "--accept", "all")
    events = Event.objects.exclude(actor=0)
    assert events.exists() and set(events.values_list("actor", "via")) == {(ruth.pk, "machine")}


def test_sure_leaves_what_has_a_doubt_to_a_person(ruth: User, paper: Path, capsys: Any) -> None:
    code, (answer,), _ = run(capsys, paper, "--as", ruth.email, "--accept", "sure")
    doubted = Proposal.objects.get().items.filter(doubts__isnull=False).distinct().count()
    assert (answer["saved"], answer["left"]) == (4 - doubted, doubted)
    assert code == (1 if doubted else 0)


def test_a_later_edition_into_a_review_by_its_reference(ruth: User, paper: Path, tmp_path: Path, capsys: Any) -> None:
    _, (first,), _ = run(capsys, paper, "--as", ruth.email, "--accept", "all")
    later = tmp_path / "later.md"
    later.write_text(PAPER + "\nThe school nurse now joins each weekly meeting about the visits.\n", encoding="utf-8")
    _, (answer,), _ = run(capsys, later, "--as", ruth.email, "--review", first["review"], "--accept", "all")
    assert (answer["review"], answer["proposed"], answer["saved"], answer["already"]) == (first["review"], 1, 1, 4)
    assert Review.objects.count() == 1


def test_several_files_answer_a_line_each_and_a_refused_one_does_not_stop_the_others(
    ruth: User, paper: Path, tmp_path: Path, capsys: Any
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"nothing")
    code, answers, err = run(capsys, bad, tmp_path / "none.md", tmp_path, paper, "--as", ruth.email)
    assert code == 2 and len(answers) == 1
    assert err.count("E1101") == 2 and "E1104" in err and Document.objects.count() == 1


def test_nobody_imports_for_somebody_who_may_not(ruth: User, paper: Path, capsys: Any) -> None:
    where = ruth.memberships.get().partnership
    chair = factories.member(where, "chair")
    gone = factories.user("Gone", "gone@wexmoor.example", active=False)
    factories.membership(gone, where)
    for email, code, number in ((chair.email, 1, "E1301"), (gone.email, 2, "E1010"), ("no@one.example", 2, "E1010")):
        ended, answers, err = run(capsys, paper, "--as", email)
        assert ended == code and not answers and number in err, email
    assert not Document.objects.exists()


def test_usage_that_is_wrong_ends_with_two(ruth: User, paper: Path, capsys: Any) -> None:
    for words in ((paper,), ("--as", ruth.email), (paper, "--as", ruth.email, "--accept", "some")):
        assert main(["import", *map(str, words)]) == 2
        capsys.readouterr()
    code, answers, err = run(capsys, paper, "--as", ruth.email, "--review", "NO-SUCH")
    assert code == 2 and not answers and "E1302" in err
