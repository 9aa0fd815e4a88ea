"""Nothing typed is ever lost, and nobody else ever reads it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.test import RequestFactory

from tests.factories import NOW, user
from throughline.kernel.refusals import Refused
from throughline.ui.drafts import LONGEST_TEXT, MOST_FIELDS, forget, forget_older, keep, take, with_drafts
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.models import Draft
from throughline.ui.views import draft
from throughline.ui.widgets import Paragraphs, Ticks

pytestmark = [pytest.mark.django_db, pytest.mark.urls("throughline.ui.tests.addresses")]
KEY = "action-7"


class Form(ThroughlineForm):
    """Fields of three sorts; the name of one is the beginning of another's."""

    when = DayField(label="Day")
    when_note = forms.CharField(label="Note on the day", widget=Paragraphs())
    themes = forms.MultipleChoiceField(label="Themes", choices=[("a", "A"), ("b", "B"), ("c", "C")], widget=Ticks())


def asking(person: Any, method: str = "get", data: dict[str, Any] | None = None, **headers: str) -> HttpRequest:
    request = getattr(RequestFactory(headers=headers), method)("/drafts/x/", data or {})
    request.user = person
    return request


def test_words_come_back_into_the_form_over_what_was_there() -> None:
    person = user()
    typed = {"when_day": ["9"], "when_month": ["3"], "when_year": [""], "themes": ["a", "c"]}
    keep(owner=person.pk, key=KEY, typed=typed, at=NOW)
    keep(owner=person.pk, key=KEY, typed={"when_note": ["Two\nlines"]}, at=NOW + timedelta(minutes=1))
    form = with_drafts(Form, asking(person), KEY, initial={"when_note": "Old", "themes": ["b"]})
    html = str(form)
    assert 'value="9"' in html and 'value="3"' in html
    assert "Two\nlines</textarea>" in html and "Old" not in html
    assert [c.value for c in form["themes"].drawn().choices if c.chosen] == ["a", "c"]


def test_the_person_is_told_where_they_stopped() -> None:
    person = user()
    keep(owner=person.pk, key=KEY, typed={"when_note": ["x"]}, at=NOW)
    keep(owner=person.pk, key=KEY, typed={"when_month": ["3"]}, at=NOW + timedelta(minutes=2))
    form = with_drafts(Form, asking(person), KEY)
    assert 'href="#id_when-day"' in form.draft_notice
    assert "09:02 on 12 March 2026" in form.draft_notice


def test_a_form_without_draft_says_nothing() -> None:
    form = with_drafts(Form, asking(user()), KEY)
    assert "What you typed" not in form.draft_notice
    assert 'data-draft="action-7"' in form.draft_attributes


def test_a_form_that_was_sent_is_bound_to_what_was_sent() -> None:
    person = user()
    keep(owner=person.pk, key=KEY, typed={"when_note": ["kept"]}, at=NOW)
    form = with_drafts(Form, asking(person, "post", {"when_note": "sent"}), KEY)
    assert form.is_bound and form.data["when_note"] == "sent"


def test_unticking_everything_is_kept_too() -> None:
    person = user()
    keep(owner=person.pk, key=KEY, typed={"themes": []}, at=NOW)
    form = with_drafts(Form, asking(person), KEY, initial={"themes": ["b"]})
    assert not [c for c in form["themes"].drawn().choices if c.chosen]


def test_later_words_replace_earlier_ones() -> None:
    person = user()
    for words in ("a", "ab", "abc"):
        keep(owner=person.pk, key=KEY, typed={"when_note": [words]}, at=NOW)
    assert Draft.objects.filter(owner=person).count() == 1
    assert take(owner=person.pk, key=KEY)["when_note"].text == ["abc"]


def test_nobody_else_has_them() -> None:
    writer, other = user(), user()
    keep(owner=writer.pk, key=KEY, typed={"when_note": ["mine"]}, at=NOW)
    assert take(owner=other.pk, key=KEY) == {}
    assert "mine" not in str(with_drafts(Form, asking(other), KEY))


def test_forgotten_when_saved_and_no_other_form_with_it() -> None:
    person = user()
    keep(owner=person.pk, key=KEY, typed={"when_note": ["x"]}, at=NOW)
    keep(owner=person.pk, key="action-8", typed={"when_note": ["y"]}, at=NOW)
    forget(owner=person.pk, key=KEY)
    assert take(owner=person.pk, key=KEY) == {}
    assert take(owner=person.pk, key="action-8")["when_note"].text == ["y"]


def test_old_drafts_are_forgotten() -> None:
    person = user()
    keep(owner=person.pk, key=KEY, typed={"a": ["x"]}, at=NOW - timedelta(days=91))
    keep(owner=person.pk, key=KEY, typed={"b": ["y"]}, at=NOW - timedelta(days=89))
    assert forget_older(than=timedelta(days=90), at=NOW) == 1
    assert set(take(owner=person.pk, key=KEY)) == {"b"}


def test_passwords_codes_and_tokens_are_never_kept() -> None:
    person = user()
    keep(owner=person.pk, key=KEY, typed={"password": ["x"], "code": ["1"], "csrfmiddlewaretoken": ["t"]}, at=NOW)
    assert not Draft.objects.filter(owner=person).exists()


@pytest.mark.parametrize(
    "typed", [{"a": ["x" * (LONGEST_TEXT + 1)]}, {f"f{n}": ["x"] for n in range(MOST_FIELDS + 1)}], ids=["long", "many"]
)
def test_more_than_a_form_can_hold_is_refused_and_nothing_is_kept(typed: dict[str, list[str]]) -> None:
    person = user()
    with pytest.raises(Refused, match="E1590"):
        keep(owner=person.pk, key=KEY, typed=typed, at=NOW)
    assert not Draft.objects.filter(owner=person).exists()


def test_the_address_keeps_and_answers_with_nothing() -> None:
    person = user()
    answer = draft(asking(person, "post", {"when_note": "words"}, x_typed_by=str(person.pk)), KEY)
    assert answer.status_code == 204
    assert take(owner=person.pk, key=KEY)["when_note"].text == ["words"]


def test_the_address_hears_of_boxes_that_are_all_unticked() -> None:
    person = user()
    draft(asking(person, "post", {}, x_emptied="themes"), KEY)
    assert take(owner=person.pk, key=KEY)["themes"].text == []


def test_words_never_go_to_whoever_signed_in_next() -> None:
    writer, other = user(), user()
    answer = draft(asking(other, "post", {"when_note": "words"}, x_typed_by=str(writer.pk)), KEY)
    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_somebody_signed_out_is_told_so() -> None:
    nobody = SimpleNamespace(is_authenticated=False, pk=None)
    assert draft(asking(nobody, "post", {"a": "b"}), KEY).status_code == 401


def test_after_signing_in_again_an_open_page_gets_a_fresh_token() -> None:
    answer = draft(asking(user()), KEY)
    assert answer.status_code == 200
    assert b'"token"' in answer.content


def test_too_much_is_answered_with_the_refusal() -> None:
    answer = draft(asking(user(), "post", {"a": "x" * (LONGEST_TEXT + 1)}), KEY)
    assert answer.status_code == 413
    assert b"E1590" in answer.content
