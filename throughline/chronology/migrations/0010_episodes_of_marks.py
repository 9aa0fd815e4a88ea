"""Marks that made an entry part of a key practice episode by its name belong to that episode as a thing of its own."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db import migrations
from django.db.models import F

from throughline.chronology.rules.episodes import gathered


def make_episodes(apps: Any, schema_editor: Any) -> None:
    """An episode for each name in a case, and for each mark without one; what else a mark said stays with it."""
    episode, mark = apps.get_model("chronology", "KeyEpisode"), apps.get_model("chronology", "EntryMark")
    agency_name = apps.get_model("partnerships", "AgencyName")
    names = dict(agency_name.objects.filter(alias=False).order_by(F("from_on").asc(nulls_first=True), "id").values_list("agency", "name"))
    marks = mark.objects.filter(kind="key_episode", withdrawn_at=None, episode=None).select_related("entry")
    for case, rows in groupby(marks.order_by("case", "id"), key=lambda row: row.case_id):
        there = {row.pk: row for row in rows}
        told = [
            (row.pk, row.text, f"{names.get(row.entry.agency_id, '')}, {row.entry.start_text}".strip(", "))
            for row in there.values()
        ]
        for one in gathered(told):
            first = there[one.marks[0][0]]
            by = {"made_at": first.made_at, "made_by_id": first.made_by_id}
            made = episode.objects.create(case_id=case, name=one.name, **by)
            for number, said in one.marks:
                mark.objects.filter(pk=number).update(episode=made, text=said)


def name_marks(apps: Any, schema_editor: Any) -> None:
    """The name stands in the first line of each mark again."""
    mark = apps.get_model("chronology", "EntryMark")
    for row in mark.objects.exclude(episode=None).select_related("episode"):
        mark.objects.filter(pk=row.pk).update(text=f"{row.episode.name}\n{row.text}".strip())


class Migration(migrations.Migration):
    dependencies = (
        ("chronology", "0009_key_episodes"),
        ("partnerships", "0002_made_at_keeps_its_value"),
    )
    operations = (migrations.RunPython(make_episodes, name_marks),)
