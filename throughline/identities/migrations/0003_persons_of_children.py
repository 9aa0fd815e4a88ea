"""Every child that stands, and every one that was withdrawn, is one of everybody of its case."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def make_persons(apps: Any, schema_editor: Any) -> None:
    """A row in the register for each child. Of two whose pseudonyms differ in capitals alone the later is numbered."""
    child, person = apps.get_model("identities", "Child"), apps.get_model("identities", "Person")
    taken: dict[int, set[str]] = {}
    for one in child.objects.order_by("pk"):
        name, number = one.pseudonym, 1
        names = taken.setdefault(one.case_id, set())
        while one.withdrawn_at is None and name.casefold() in names:
            number += 1
            name = f"{one.pseudonym[:112]} ({number})"
        if one.withdrawn_at is None:
            names.add(name.casefold())
        person.objects.create(
            case_id=one.case_id,
            child_id=one.pk,
            kind="family",
            pseudonym=name,
            sex={"transgender": "other"}.get(one.sex, one.sex),
            state="pregnancy" if one.unborn else "born",
            position=one.position,
            made_at=one.made_at,
            made_by_id=one.made_by_id,
            withdrawn_at=one.withdrawn_at,
            withdrawn_by_id=one.withdrawn_by_id,
        )


class Migration(migrations.Migration):
    dependencies = (("identities", "0002_register"),)
    operations = (migrations.RunPython(make_persons, migrations.RunPython.noop),)
