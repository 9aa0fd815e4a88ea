"""Who may do what, what is kept, and the rules of each day."""

from __future__ import annotations

from typing import Any

from scripts.docmaking.pages import MADE, page, table


def roles() -> str:
    """docs/domain/roles.md."""
    from throughline.access.roles import ROLES
    from throughline.access.rules import GRAVE, MAY, OWN_AGENCY_ONLY

    def marks(verb: str) -> list[str]:
        return [
            ("own" if verb in OWN_AGENCY_ONLY and role == "agency_lead" else "yes") if role in MAY[verb] else ""
            for role in ROLES
        ]

    rows = [[verb + (" *" if verb in GRAVE else ""), *marks(verb)] for verb in MAY]
    return page(
        [
            "# Who may do what",
            MADE,
            "One table, `MAY` in [throughline/access/rules.py](../../throughline/access/rules.py), feeds the "
            "buttons, the services and the tests. “own” means: only for what one’s own agency owns. * asks for a fresh "
            "second factor.",
            table(["You may …", *ROLES.values()], rows),
            "On top of the table stand the rules of the case: a person sees a case that their partnership holds (an "
            "agency lead only those that they or their agency are on), an elected member only published reviews, and a "
            "conflict of interest or a seal beats every role. The administrator sees no case.",
        ]
    )


def records() -> str:
    """docs/domain/records.md."""
    from django.apps import apps
    from django.conf import settings

    parts = [
        "# What is kept",
        MADE,
        "Every kind of record, room by room, and the class that each of its fields belongs to: *open* (says nothing of "
        "a case), *case* (for those who may see the case), *protected* and *sealed* (fewer still). A law fails for a "
        "field without a class.",
    ]
    labels = {config.name: config.label for config in apps.get_app_configs()}
    for room in settings.ROOMS:
        rows = []
        for model in apps.get_app_config(labels[room]).get_models():
            if not model._meta.managed:
                continue
            first = (model.__doc__ or "").strip().split("\n")[0]
            fields = "; ".join(
                f"{kind}: {', '.join(classed(model, kind))}"
                for kind in ("case", "protected", "sealed")
                if classed(model, kind)
            )
            rows.append((f"`{model.__name__}`", first, fields or "open alone"))
        if rows:
            path = room.replace(".", "/")
            parts += [
                f"## {room.rsplit('.', 1)[1]}",
                f"[{path}](../../{path})",
                table(("Record", "What it is", "Classed above open"), rows),
            ]
    return page(parts)


def classed(model: Any, kind: str) -> list[str]:
    """The model's fields of that class, its bases' too, in the order they are written."""
    found: list[str] = []
    for base in reversed(model.__mro__):
        sensitivity = base.__dict__.get("Sensitivity")
        found += [field for field in getattr(sensitivity, kind, ()) if field not in found]
    return found


def rules() -> str:
    """docs/domain/rules.md."""
    from throughline.kernel.editions import EVENTS, shipped

    parts = [
        "# The rules of each day",
        MADE,
        "Reference data in our own words, each line with its source. An administrator can correct one from a day on.",
    ]
    for one in shipped().values():
        checked = " To be checked." if one.to_be_checked else ""
        parts += [f"## {one.name}", f"In force from {one.in_force_from}. {one.in_force_source}.{checked}"]
        rows = (
            (
                f"`{clock.id}`",
                clock.name,
                f"{EVENTS[clock.event]} (`{clock.event}`)",
                f"{clock.length} {clock.unit} {clock.direction}",
                clock.binding,
                clock.source,
            )
            for clock in one.clocks
        )
        heads = ("Clock", "What is due", "Starts when", "Length", "How firm", "Source")
        parts.append(table(heads, rows) if one.clocks else "It fixes no limit in days, weeks or months.")
        limbs = ((c.decides, c.limb, c.words, c.source) for c in one.criteria)
        parts.append(table(("Decides", "Limb", "In our words", "Source"), limbs))
    return "\n\n".join(parts) + "\n"
