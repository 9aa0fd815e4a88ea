"""The pages of the rule book."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import factories as make
from tests.signing_in import signed_in
from throughline.kernel.editions import edition_of
from throughline.rulebook.models import Correction

pytestmark = pytest.mark.django_db
FORM = {
    "line_length": "20",
    "line_unit": "working days",
    "line_source": "A letter of May 2026",
    "holds_from_day": "1",
    "holds_from_month": "6",
    "holds_from_year": "2026",
    "reason": "The Panel wrote so.",
}


def client_of(role: str) -> Any:
    """Somebody of that role, signed in."""
    return signed_in(make.member(make.partnership(), role))


def test_every_edition_shows_its_lines_with_their_sources() -> None:
    client = client_of("coordinator")
    assert client.get("/rulebook/").status_code == 200
    for edition in ("wt2006", "wt2013", "wt2018", "wt2026"):
        page = client.get(f"/rulebook/{edition}/").content.decode()
        assert "Source" in page and "Correct<" not in page


def test_an_administrator_corrects_a_line_and_sees_it() -> None:
    client = client_of("administrator")
    address = "/rulebook/wt2023/clocks/rapid_review/correct"
    assert 'value="15"' in client.get(address).content.decode()
    answer = client.post(address, FORM)
    assert (answer.status_code, answer["Location"]) == (302, "/rulebook/wt2023/")
    assert Correction.objects.get().values["length"] == 20
    assert "20 working days after" in client.get("/rulebook/wt2023/").content.decode()


def test_what_lacks_is_asked_for() -> None:
    client = client_of("administrator")
    page = client.post("/rulebook/wt2023/criteria/improvements/correct", {"line_words": ""}).content.decode()
    assert "There is a problem" in page
    assert not Correction.objects.exists()


def test_the_export_is_what_the_command_takes() -> None:
    client = client_of("scrutineer")
    answer = client.get("/rulebook/export")
    assert answer["Content-Disposition"].startswith('attachment; filename="rules.json"')
    assert next(edition_of(one).id for one in json.loads(answer.content)["editions"]) == "wt2006"
