"""Fields draw themselves, messages name their field, and every link of the summary lands somewhere."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.core.exceptions import ValidationError

from throughline.ui.fields import DayField, UncertainDayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.gallery import GalleryForm
from throughline.ui.widgets import DayBoxes, Paragraphs, Radios


class Elements(HTMLParser):
    """The attributes of every element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.all if "id" in attrs]


def test_every_link_of_the_summary_lands_on_a_control() -> None:
    form = GalleryForm({}, {})
    summary = Elements(str(form.error_summary))
    targets = [attrs["href"][1:] for tag, attrs in summary.all if tag == "a"]
    controls = [attrs.get("id") for tag, attrs in Elements(str(form)).all if tag in ("input", "select", "textarea")]
    required = [name for name, field in form.fields.items() if field.required]
    assert len(targets) == len(required)
    assert set(targets) <= set(controls)


def test_every_message_names_its_field() -> None:
    form = GalleryForm({}, {})
    messages = [str(text) for errors in form.errors.values() for text in errors]
    assert len(messages) == len(set(messages))
    assert not [text for text in messages if "This field" in text]
    assert "Enter title of the review" in messages
    assert "Choose kind of review" in messages
    assert "Enter e-mail address" in messages


def test_messages_for_wrong_values_name_their_field() -> None:
    form = GalleryForm({"title": "x" * 41, "size": "many", "mail": "nobody", "kind": "other"}, {})
    assert form.errors["title"] == ["Title of the review must be 40 characters or fewer."]
    assert form.errors["size"] == ["Number of children must be a whole number."]
    assert form.errors["mail"] == ["E-mail address must be an address such as name@example.org."]
    assert form.errors["kind"] == ["Choose kind of review from the list."]


def test_a_message_of_the_forms_own_is_kept() -> None:
    class Own(ThroughlineForm):
        why = forms.CharField(label="Why", error_messages={"required": "Say why you ask."})

    assert Own({}).errors["why"] == ["Say why you ask."]


def test_ids_are_unique_and_everything_described_exists() -> None:
    for form in (GalleryForm(), GalleryForm({}, {})):
        page = Elements(str(form))
        assert len(page.ids) == len(set(page.ids))
        for _, attrs in page.all:
            for target in attrs.get("aria-describedby", "").split():
                assert target in page.ids


def test_every_control_has_a_label() -> None:
    page = Elements(str(GalleryForm()))
    labelled = {attrs["for"] for tag, attrs in page.all if tag == "label"}
    controls = {attrs["id"] for tag, attrs in page.all if tag in ("input", "select", "textarea")}
    assert controls == labelled


def test_what_was_typed_comes_back_as_it_was() -> None:
    typed = "First line.\n\n  Indented & <b>bold</b>."
    html = str(GalleryForm({"what": typed}, {})["what"])
    inside = re.search(r"<textarea[^>]*>\n(.*)</textarea>", html, re.S)
    assert inside
    assert inside[1] == "First line.\n\n  Indented &amp; &lt;b&gt;bold&lt;/b&gt;."


def test_a_password_and_a_file_are_never_sent_back() -> None:
    form = GalleryForm({"word": "the river path 9"}, {})
    assert "the river path 9" not in str(form)


def test_an_optional_field_says_so() -> None:
    assert "Themes (optional)" in str(GalleryForm()["themes"])


def test_an_error_of_the_whole_form_leads_to_its_first_field() -> None:
    class Whole(ThroughlineForm):
        which = forms.ChoiceField(label="Which", widget=Radios(), choices=[("a", "A")], required=False)

        def clean(self) -> None:
            raise ValidationError("Choose one, or say why not.")

    summary = str(Whole({}).error_summary)
    assert '<a href="#id_which">Choose one, or say why not.</a>' in summary


def test_no_summary_where_nothing_is_wrong() -> None:
    assert str(GalleryForm().error_summary) == ""


class Days(ThroughlineForm):
    """One of each kind of day."""

    on = DayField(label="Day it was agreed", required=False)
    about = UncertainDayField(label="When it happened", required=False, widget=DayBoxes)


def sent(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        (("27", "3", "2024"), date(2024, 3, 27)),
        (("1", "Mar", "2024"), date(2024, 3, 1)),
        (("01", "march", " 2024 "), date(2024, 3, 1)),
        (("", "", ""), None),
    ],
)
def test_a_certain_day(boxes: tuple[str, str, str], expected: date | None) -> None:
    form = Days(sent("on", *boxes))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == expected


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (("31", "2", "2024"), "Day it was agreed must be a real date, such as 27 3 2024."),
        (("1", "Foo", "2024"), "Day it was agreed must be a real date, such as 27 3 2024."),
        (("1", "13", "2024"), "Day it was agreed must be a real date, such as 27 3 2024."),
        (("1", "2", "24"), "Day it was agreed must have a year of four figures."),
        (("1", "", "2024"), "Day it was agreed must have a month."),
        (("", "2", "2024"), "Day it was agreed must have a day."),
        (("1", "2", ""), "Day it was agreed must have a year of four figures."),
    ],
)
def test_a_day_that_cannot_be(boxes: tuple[str, str, str], message: str) -> None:
    assert Days(sent("on", *boxes)).errors["on"] == [message]


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        (("9", "3", "2016"), "2016-03-09"),
        (("", "3", "2016"), "2016-03"),
        (("", "", "2016"), "2016"),
        (("", "", ""), None),
    ],
)
def test_an_uncertain_day_says_what_is_known_and_no_more(boxes: tuple[str, str, str], expected: str | None) -> None:
    form = Days(sent("about", *boxes))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["about"] == expected


def test_a_day_without_its_month_is_refused() -> None:
    assert "day and no month" in Days(sent("about", "9", "", "2016")).errors["about"][0]


@pytest.mark.parametrize("known", ["2016", "2016-03", "2016-03-09"])
def test_an_uncertain_day_goes_round_through_its_boxes(known: str) -> None:
    page = Elements(str(Days(initial={"about": known})["about"]))
    boxes = {attrs["name"]: attrs["value"] for tag, attrs in page.all if tag == "input"}
    assert Days(boxes).is_valid()
    form = Days(boxes)
    assert form.is_valid() and form.cleaned_data["about"] == known


def test_a_wrong_day_keeps_what_was_typed() -> None:
    html = str(Days(sent("on", "31", "Foo", "2024"))["on"])
    assert 'value="31"' in html and 'value="Foo"' in html and 'value="2024"' in html


def test_rows_of_a_text_box_are_kept() -> None:
    class Long(ThroughlineForm):
        words = forms.CharField(label="Words", widget=Paragraphs(9))

    assert 'rows="9"' in str(Long()["words"])
