"""Key practice episodes: named stretches of the timeline with their entries and what the practice in them shows."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps

from tests import factories as make
from throughline.audit.models import Event
from throughline.chronology import services
from throughline.chronology.drawing import draw_lying, draw_upright, key_of
from throughline.chronology.models import EntryMark, KeyEpisode
from throughline.chronology.queries import timeline
from throughline.chronology.queries.episodes import episodes_of
from throughline.chronology.queries.lost import how_many
from throughline.chronology.rules.episodes import gathered, stretch
from throughline.chronology.rules.picture.facts import LaneFacts, PictureFacts, Stretch
from throughline.chronology.rules.picture.window import Window
from throughline.chronology.tests.scene import HEALTH, POLICE, scene
from throughline.kernel.refusals import Refused

MIGRATION = "throughline.chronology.migrations.0010_episodes_of_marks"


def test_marks_with_one_name_were_one_episode_and_those_without_one_stood_alone() -> None:
    told = [
        (1, " The  argument\nNobody joined it up. ", "Police, May"),
        (2, "the argument", "Health, May"),
        (3, "", "Police, May"),
        (4, "", "Police, May"),
        (5, "x" * 200, ""),
    ]
    found = gathered(told, taken=["POLICE, May"])
    assert [(one.name, one.marks) for one in found[:3]] == [
        ("The argument", [(1, "Nobody joined it up."), (2, "")]),
        ("Police, May (2)", [(3, "")]),
        ("Police, May (3)", [(4, "")]),
    ]
    assert found[3].name == "x" * 120 and len(found) == 4


def test_an_episode_lasts_as_is_said_or_else_as_its_entries() -> None:
    first, last = date(2024, 3, 4), date(2024, 5, 6)
    days = [(None, None), (date(2024, 4, 1), last), (None, date(2024, 5, 1)), (first, None)]
    assert stretch("", days) == (first, last) and stretch("", []) is None and stretch("", days[:1]) is None
    assert stretch("2024-03/2024-06-02", days) == (date(2024, 3, 1), date(2024, 6, 2))


def test_the_picture_has_a_bar_for_each_episode_that_meets_no_other_and_its_name_in_the_key() -> None:
    days = Window("all", date(2024, 1, 1), date(2024, 12, 31))
    of = (
        Stretch(1, "The mark", date(2024, 2, 1), date(2024, 2, 1)),
        Stretch(2, "The argument and what was done after it", date(2024, 2, 3), date(2024, 12, 31)),
        Stretch(3, "Long before", date(2020, 1, 1), date(2020, 2, 1)),
    )
    facts = PictureFacts(days, (LaneFacts(1, "Police", 1),), episodes=of)
    args = {"identity": "c", "title": "t", "description": "d"}
    lying, upright, key = (
        str(draw_lying(facts, **args)),
        str(draw_upright(facts, **args)),
        " ".join(map(str, key_of(facts))),
    )
    without = str(draw_lying(PictureFacts(days, facts.lanes), **args))
    assert "Key practice episodes" in lying and "Key practice episodes" not in without
    assert "1 The mark" in lying and "2 The argument and what" in lying and "Long before" not in lying + key
    assert "key practice episode: The mark" in key and ">2</text>" in upright and ">3</text>" not in upright
    tops = {line.split('y="')[1].split('"')[0] for line in lying.split("<rect ") if 'height="20"' in line}
    assert len(tops) == 2, "the words of the first would run into the bar of the second"


@pytest.mark.django_db
def test_an_episode_is_made_changed_filled_shown_and_taken_back_and_all_of_it_is_told() -> None:
    made = scene()
    base, client = f"/cases/{made.case.pk}/chronology/", made.client()
    health, police = made.sent["health"].entries, made.sent["police"].entries.get()
    assert "Write a name" in client.post(f"/chronology-entries/{police.pk}/episode", {"name": " "}).content.decode()
    sent = {"name": " The  argument ", "text": "Nobody asked to see them."}
    assert client.post(f"/chronology-entries/{police.pk}/episode", sent).status_code == 302
    episode = KeyEpisode.objects.get()
    home = f"/chronology-episodes/{episode.pk}/"
    assert episode.name == "The argument" and Event.objects.get(verb="key_episode.added").subject == episode.pk
    page = client.get(f"{home}entries").content.decode()
    assert POLICE[0][3] in page and HEALTH[0][3] in page and HEALTH[1][3] not in page, "those of the same days"
    first = health.get(row=1)
    assert client.post(f"{home}entries", {"entries": [police.pk, first.pk]}).status_code == 302
    changed = {
        "name": "The argument",
        "happened": "A notice was read.",
        "why": "",
        "when_text": "sometime",
        "version": 1,
    }
    assert "Write a date or two" in client.post(f"{home}change", changed).content.decode()
    said = changed | {"when_text": "October 2024", "good": "It was filed."}
    assert client.post(f"{home}change", said).status_code == 302
    page = made.client("chair").get(home).content.decode()
    for words in (
        "1 October 2024 to 31 October 2024",
        "2 entries of 2 agencies",
        "A notice was read.",
        "It was filed.",
    ):
        assert words in page, words
    assert page.index(POLICE[0][3]) < page.index(HEALTH[0][3]) and "Nobody asked to see them." in page
    assert "Not written yet: why; what it says of the wider system" in page
    listed = client.get(f"{base}practice").content.decode()
    assert f'href="{home}">The argument</a>' in listed and "1 Oct 2024 to 31 Oct 2024" in listed
    timeline = client.get(f"{base}?episode={episode.pk}").content.decode()
    assert HEALTH[0][3] in timeline and HEALTH[2][3] not in timeline and "1 to 2 of 2" in timeline
    assert "1 The argument" in timeline and "Key practice episode: The argument" in timeline
    assert client.get(f"{base}choose").content.decode().count(">The argument</option>") == 1
    with pytest.raises(Refused, match="already"):
        services.make_episode(made.held, fields={"name": "THE ARGUMENT"}, by=made.by, at=make.NOW)
    with pytest.raises(Refused, match="which episode"):
        services.mark(police, made.held, kind="key_episode", by=made.by, at=make.NOW)
    assert client.post(f"{home}withdraw").status_code == 302
    assert client.get(home).status_code == 404 and "The argument" not in client.get(base).content.decode()
    assert not EntryMark.objects.filter(withdrawn_at__isnull=True).exists()
    assert Event.objects.filter(verb="entry_mark.withdrawn").count() == 2


@pytest.mark.django_db
def test_an_episode_of_which_days_are_said_is_drawn_and_in_the_table_before_an_entry_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = scene()
    told = ("The wait", "2023-12-01/2024-02-01"), ("The visits", "2024-05/2024-06"), ("Whenever", "")
    for name, when in told:
        fields = {"name": name, "when_text": when, "when_iso": when}
        services.make_episode(made.held, fields=fields, by=made.by, at=make.NOW)
    gone = services.make_episode(made.held, fields={"name": "Gone", "when_iso": "2024-07"}, by=made.by, at=make.NOW)
    services.withdraw_episode(gone, by=made.by, at=make.NOW)
    first = made.sent["health"].entries.get(row=2)
    services.put_in(made.held, [first], episode=KeyEpisode.objects.get(name="The visits"), by=made.by, at=make.NOW)
    home = f"/cases/{made.case.pk}/chronology/"
    page = made.client().get(home).content.decode()
    picture, table = page.split("<table", 1)
    assert picture.count("1 The wait</text>") == 1 and picture.count("2 The visits</text>") == 1
    assert "key practice episode: The wait" in picture and "Key practice episode 1: The wait, 1 December" in picture
    assert "24 November 2023" not in picture and "1 December 2023 to" in picture, "the whole is as wide as they are"
    assert "1: The wait.</strong><span> 1 Dec 2023 to 1 Feb 2024, with no entry yet.</span>" in table
    assert "2: The visits.</strong><span> 1 May 2024 to 30 Jun 2024, with 1 entry.</span>" in table
    assert table.index("The wait.") < table.index(HEALTH[1][3]) < table.index("The visits.") < table.index(POLICE[0][3])
    assert "Whenever" not in page and "Gone" not in page
    near = made.client().get(f"{home}?zoom=month&at=2024-10-16").content.decode()
    assert "The wait" not in near and "has nothing" in near, "of what was on other days nothing stands there"
    monkeypatch.setattr(timeline, "A_PAGE", 1)
    pages = [
        made.client().get(f"{home}?page={number}").content.decode().split("<table", 1)[1] for number in range(1, 5)
    ]
    for words in ("The wait.</strong>", "The visits.</strong>", "has nothing"):
        assert sum(one.count(words) for one in pages) == 1, words
    lead = made.client("agency_lead").get(home).content.decode()
    assert "The wait" not in lead, "agencies see none of it before it is shared"


@pytest.mark.django_db
def test_each_part_of_an_entry_that_is_split_is_in_its_episodes() -> None:
    made = scene()
    said = {"by": made.by, "at": make.NOW}
    entry = made.sent["police"].entries.get()
    episode = services.put_in(made.held, [entry], name="The notice", text="Nobody read it.", **said)
    left = services.put_in(made.held, [entry], name="Another", **said)
    services.hold_among(left, made.held, offered=[entry], chosen=[], **said)
    parts = [{"start": "16/10/2024", "source": "Incident log", "event": event} for event in ("Came.", "Saw.", "Went.")]
    lead = made.actor("agency_lead")
    services.split(entry, made.held, parts=parts, why="Three facts.", by=lead, at=make.NOW)
    (found,) = episodes_of(made.held, episode)
    told = {one.entry.event: found.marks[one.root_id].text for one in found.rows}
    assert told == dict.fromkeys(("Came.", "Saw.", "Went."), "Nobody read it.")
    assert not episodes_of(made.held, left)[0].rows, "it was taken out of that one"
    assert Event.objects.filter(verb="entry_mark.added", actor=lead.user).count() == 2
    made.send(made.police, [*POLICE, ("1/11/2024", "", "Incident log", "Something new.", "", "")])
    assert len(episodes_of(made.held, episode)[0].rows) == 3, "a new version that comes unsplit leaves them there"


@pytest.mark.django_db
def test_what_was_chosen_in_the_timeline_goes_in_at_once_and_agencies_see_it_when_it_is_shared() -> None:
    made = scene()
    base, client, lead = f"/cases/{made.case.pk}/chronology/", made.client(), made.client("agency_lead")
    said = {"by": made.by, "at": make.NOW}
    assert client.get(f"{base}episodes/put").status_code == 403, "nothing is chosen"
    put = f"{base}episodes/put?agency={made.health.pk}"
    assert f'href="{put}"' in client.get(f"{base}?agency={made.health.pk}").content.decode()
    page = client.get(put).content.decode()
    assert page.count(" checked") == 3 and POLICE[0][3] not in page and "3 entries chosen" in page
    rows = {one.row: one.pk for one in made.sent["health"].entries.all()}
    assert "Tick at least one" in client.post(put, {"name": "Visits"}).content.decode()
    assert client.post(put, {"name": "Visits", "entries": [rows[2], rows[3]]}).status_code == 302
    episode = KeyEpisode.objects.get()
    (found,) = episodes_of(made.held)
    assert [one.entry_id for one in found.rows] == [rows[2], rows[3]]
    again = {"episode": episode.pk, "entries": [rows[1], rows[3]], "name": ""}
    assert client.post(put, again | {"name": "Both"}).status_code == 200, "one that is there, or a new one"
    assert client.post(put, again).status_code == 302
    assert EntryMark.objects.filter(episode=episode).count() == 3, "none is in it twice"
    there, hidden = f"/chronology-episodes/{episode.pk}/", f"{base}?episode={episode.pk}"
    assert lead.get(there).status_code == 404 and lead.get(f"{base}practice").status_code == 403
    assert "Visits" not in lead.get(hidden).content.decode() + lead.get(base).content.decode()
    services.move_chronology(made.held, verb="share", **said)
    assert "Visits" in lead.get(there).content.decode() and lead.post(f"{there}withdraw").status_code == 403
    assert lead.get(f"{there}change").status_code == 403


@pytest.mark.django_db
def test_entries_stay_in_their_episode_when_a_file_comes_anew_and_one_that_is_gone_waits() -> None:
    made = scene()
    said = {"by": made.by, "at": make.NOW}
    rows = list(made.sent["health"].entries.order_by("row"))
    episode = services.put_in(made.held, rows[:2], name="The visits", text="They went.", **said)
    made.send(made.health, HEALTH[1:])
    (found,) = episodes_of(made.held, episode)
    assert [one.entry.event for one in found.rows] == [HEALTH[1][3]] and how_many(made.held) == 1
    client, to = made.client(), f"/chronology-episodes/{episode.pk}/"
    assert "1 of its entries is in no version any longer" in client.get(to).content.decode()
    assert "The visits: They went." in client.get(f"/cases/{made.case.pk}/chronology/unattached").content.decode()
    lost = EntryMark.objects.get(entry=rows[0])
    with pytest.raises(Refused, match="in the episode already"):
        services.attach(lost, made.held, to=found.rows[0].entry, **said)
    services.attach(lost, made.held, to=made.sent["police"].entries.get(), **said)
    assert len(episodes_of(made.held, episode)[0].rows) == 2 and how_many(made.held) == 0
    far = scene()
    with pytest.raises(Refused, match="no such episode"):
        services.put_in(made.held, [far.sent["police"].entries.get()], episode=episode, **said)
    with pytest.raises(Refused):
        services.put_in(made.held, rows[1:2], episode=episode, by=made.actor("agency_lead"), at=make.NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["migration", "file"])
def test_marks_of_before_are_episodes_now_and_nothing_that_they_said_is_lost(way: str) -> None:
    made = scene()
    of = {"case": made.case, "kind": "key_episode", "made_at": make.NOW, "made_by": made.case.made_by}
    health, police = made.sent["health"].entries, made.sent["police"].entries.get()
    told = "The argument\nTwo agencies knew of it."
    marks = [
        EntryMark.objects.create(**of, entry=entry, text=text)
        for entry, text in ((health.get(row=1), told), (police, "the ARGUMENT"), (health.get(row=2), ""))
    ]
    gone = of | {"withdrawn_at": make.NOW, "withdrawn_by": made.case.made_by}
    back = EntryMark.objects.create(**gone, entry=police, text="Taken back")
    if way == "migration":
        __import__(MIGRATION)
        migration = __import__("sys").modules[MIGRATION]
        migration.make_episodes(apps, None)
    else:
        services.keep_episodes(case=made.case)
    found = episodes_of(made.held)
    names = {one.episode.name: [row.entry.event for row in one.rows] for one in found}
    assert names == {
        "Wexmoor Community Health, early March 2024": [HEALTH[1][3]],
        "The argument": [POLICE[0][3], HEALTH[0][3]],
    }
    assert EntryMark.objects.get(pk=marks[0].pk).text == "Two agencies knew of it."
    assert EntryMark.objects.get(pk=back.pk).text == "Taken back" and KeyEpisode.objects.count() == 2
    if way == "migration":
        migration.name_marks(apps, None)
        assert EntryMark.objects.get(pk=marks[0].pk).text == told
    else:
        services.keep_episodes(case=made.case)
        assert KeyEpisode.objects.count() == 2, "once"
