"""A row that is mended, or an entry that is corrected, keeps every word that stood in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.chronology.forms import EntryForm
from throughline.chronology.models import RefusedLine
from throughline.chronology.rules import Entry
from throughline.chronology.rules.template import LEFT, MAY, MUST, USUAL, Column
from throughline.chronology.rules.typed import as_typed, read_typed
from throughline.chronology.services.sending import typed_words
from throughline.chronology.tests.makers import TODAY, csv_of, read
from throughline.chronology.tests.scene import scene

FEW = tuple(
    Column(one.kind, one.heading, one.asked if one.kind in ("start", "source", "event") else LEFT) for one in USUAL
)
OWN = (*USUAL, Column("", "Impact", MAY), Column("", "Worker", MAY))
HEADS = (
    "Seq", "Start Date", "Start Time", "End Date", "End Time", "Source of Information", "Child", "Event", "Action",
    "Child seen?", "Date known", "Comment", "Impact", "Second comment", "Comment",
)  # fmt: skip
WORD = st.text(st.sampled_from("abcdeXYZ'-&()éß"), min_size=1, max_size=8).filter(lambda word: word[0].isalpha())
WORDS = st.lists(WORD, max_size=5).map(" ".join)
CELLS = st.tuples(
    st.sampled_from(("", "3", "B2")),
    st.sampled_from(("31/02/2024", "see above", "12th", "")),
    st.sampled_from(("", "10:15", "about noon")),
    st.sampled_from(("", "4 May 2024", "ongoing")),
    st.sampled_from(("", "11:30")),
    WORDS.filter(bool),
    WORDS,
    WORDS.filter(bool),
    *([WORDS] * 7),
)


def told(entry: Entry) -> list[str]:
    """Every word of an entry but its date."""
    parts = (
        str(entry.sequence or ""), entry.time_text or entry.time or "", entry.end.text if entry.end else "",
        entry.source, entry.event, entry.action, entry.comment,
    )  # fmt: skip
    return " ".join(parts).split()


def kept_by(words: Mapping[str, str], columns: Sequence[Column], **changed: str) -> Entry:
    """The entry that comes of the form over those words, with nothing changed but what is told."""
    given = {"agencies": {1: ""}, "columns": columns, "today": TODAY, "words": words}
    empty = EntryForm(**given)
    form = EntryForm({name: empty.initial.get(name, "") for name in empty.fields} | changed, **given)
    assert form.is_valid(), form.errors
    made = read_typed("", 1, form.typed(), TODAY)
    assert isinstance(made, Entry)
    return made


@settings(max_examples=30, deadline=None)
@given(CELLS, st.sampled_from((USUAL, FEW, OWN)))
def test_a_row_of_which_only_the_date_is_mended_keeps_every_word(
    cells: tuple[str, ...], columns: Sequence[Column]
) -> None:
    timeline = read(csv_of(cells, heads=HEADS))
    if not timeline.refused:  # a row with nothing but one cell is a note
        return
    made = kept_by(typed_words(timeline.refused[0]), columns, start="3 March 2024")
    before = " ".join(cells[:1] + cells[2:]).split()
    assert [word for word in before if told(made).count(word) < before.count(word)] == []


@settings(max_examples=30, deadline=None)
@given(CELLS, st.sampled_from((USUAL, FEW, OWN)))
def test_an_entry_of_which_only_the_date_is_corrected_keeps_every_word(
    cells: tuple[str, ...], columns: Sequence[Column]
) -> None:
    timeline = read(csv_of((cells[0], "2 March 2024", *cells[2:]), heads=HEADS))
    for entry in timeline.entries:
        made = kept_by(as_typed(entry), columns, start="3 March 2024")
        assert made.start.earliest == date(2024, 3, 3)
        assert sorted(set(told(entry))) == sorted(set(told(made)))
        assert [word for word in told(entry) if told(made).count(word) < told(entry).count(word)] == []


def test_the_columns_that_are_asked_come_first_and_a_cell_is_in_one_field() -> None:
    words = {
        "start": "12th",
        "source": "Log",
        "event": "E",
        "end_time": "10:00",
        "impact": "Severe",
        "Child seen?": "No",
    }
    form = EntryForm(agencies={1: ""}, columns=OWN, today=TODAY, words=words)
    assert (form.initial["own_impact"], form.initial["seen"]) == ("Severe", "No")
    assert {form.fields[name].label for name in form.further} == {"End Time"}
    assert list(form.fields)[-1] == "further_1"
    assert form.fields["source"].required and [one.asked for one in OWN if one.kind == "source"] == [MUST]


@pytest.mark.django_db
def test_the_page_shows_what_else_stood_in_the_row_and_the_entry_has_it() -> None:
    made = scene(sent=False)
    heads = "Start Date,Start Time,End Time,Source of Information,Event,Impact,Child seen?\n"
    sent = made.send(made.police, f'{heads}31/02/2024,9:00,10:00,Log,Called.,Severe,"No, asleep"\n'.encode())
    line = RefusedLine.objects.get(submission=sent)
    client, to = made.client(), f"/chronology-refused/{line.pk}/mend"
    page = client.get(to).content.decode()
    for words in ("Impact", "Severe", "End Time", "10:00", "No, asleep"):
        assert words in page
    fields = {"start": "1/2/2024", "time": "9:00", "source": "Log", "event": "Called.", "seen": "No, asleep"}
    assert client.post(to, {**fields, "further_1": "10:00", "further_2": "Severe"}).status_code == 302
    entry = sent.entries.get()
    assert set(entry.comment.split("\n")) == {"Impact: Severe", "Child seen?: No, asleep", "End time: 10:00"}
    page = client.get(f"/chronology-entries/{entry.pk}/correct").content.decode()
    assert "Impact: Severe" in page and "End time: 10:00" in page and "No, asleep" in page
