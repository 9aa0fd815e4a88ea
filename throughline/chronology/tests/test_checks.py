"""Every numbered check has one text, on its page, in the guide and at the command line; refused rows lead to it."""

from __future__ import annotations

import pytest
from django.test import Client

from throughline.chronology.rules import CHECKS
from throughline.chronology.tests.scene import scene


@pytest.mark.django_db
@pytest.mark.parametrize("number", sorted(CHECKS))
def test_a_check_has_a_page_for_anybody_that_says_what_to_do(number: str) -> None:
    one, client = CHECKS[number], Client()
    page = client.get(f"/help/chronology/{number}")
    text = page.content.decode()
    assert page.status_code == 200
    for words in (one.title, one.asks, one.do):
        assert words.replace("“", "").split("”")[0][:40] in text.replace("“", "")
    assert f'href="/help/chronology/{number}"' in client.get("/help/chronology/").content.decode()


@pytest.mark.django_db
def test_a_check_that_is_none_is_not_found() -> None:
    assert Client().get("/help/chronology/C999").status_code == 404


@pytest.mark.django_db
def test_a_refused_row_leads_to_the_page_of_its_rule() -> None:
    made = scene()
    line = made.sent["police"].refused.get()
    for page in (f"/chronology-submissions/{line.submission_id}/", f"/chronology-refused/{line.pk}/mend"):
        assert f'href="/help/chronology/{line.rule}"' in made.client().get(page).content.decode()
