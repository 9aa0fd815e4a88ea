"""One edition of a questionnaire: its levels, standards and questions, and the editions before it."""

from __future__ import annotations

from typing import Any

from throughline.assurance.models import QuestionnaireEdition
from throughline.assurance.pages import TRAIL
from throughline.assurance.pages.overview import edition_stands
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries.questionnaires import editions_of, standards_of
from throughline.assurance.rules.levels import described, levels_of
from throughline.assurance.rules.rounds import KINDS
from throughline.kernel.actor import Actor
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import counted, day


def edition_sheet(row: QuestionnaireEdition, actor: Actor) -> Sheet:
    """The whole edition; what can be done depends on whether it is a draft."""
    standards, levels = standards_of(row), levels_of(row.levels)
    runs, draft = why_not_run(actor=actor, thing=row) is None, row.published_at is None
    others = editions_of(row.questionnaire, actor)
    asked = sum(len(asked_in(one)) for one in standards)
    base = f"/questionnaire-editions/{row.pk}"
    if not runs:
        deeds: tuple[tuple[str, str], ...] = ()
    elif draft:
        deeds = (
            ("Publish this edition", f"{base}/publish"),
            ("Add a standard", f"{base}/standards/new"),
            ("Change the levels", f"{base}/edit"),
        )
    else:
        deeds = (("Open a round", f"/rounds/new?edition={row.pk}"), ("Draft a new edition", f"{base}/next"))
    stands = "This is a draft." if draft else f"Published on {day(row.published_at)}."  # type: ignore[arg-type]
    then = " It can be changed until then." if draft else " It never changes; a new edition is drafted from it."
    return Sheet(
        title=f"{row.questionnaire.title}, edition {row.number}",
        over=KINDS[row.questionnaire.kind],
        trail=TRAIL,
        lead=(stands, then),
        pairs=(
            ("Asks", f"{counted(asked, 'question')} under {counted(len(standards), 'standard')}"),
            ("Drawn from", row.drawn_from or "Not said"),
            *((("What changed", row.note),) if row.note else ()),
        ),
        blocks=(
            Block(
                "Levels",
                "From the weakest to the strongest, in the partnership’s own words.",
                ("Level", "What it means"),
                tuple((Cell(one.label), Cell(one.means or "Not said")) for one in levels),
            ),
            *(_standard(one, levels, runs and draft) for one in standards),
            Block(
                "Editions",
                "",
                ("Edition", "How it stands", "What changed"),
                tuple(
                    (
                        Cell(f"Edition {one.number}", url=f"/questionnaire-editions/{one.pk}/"),
                        Cell(edition_stands(one)[1]),
                        Cell(one.note or "The first" if one.number == 1 else one.note or "Not said"),
                    )
                    for one in others
                ),
            ),
        ),
        deeds=deeds,
    )


def asked_in(standard: Any) -> list[Any]:
    """The questions of a standard that `standards_of` gave."""
    return list(standard.asked)


def _standard(one: Any, levels: Any, writes: bool) -> Block:
    rows = tuple(
        (
            Cell(
                asked.text,
                "A file is asked for" if asked.upload else "",
                f"/questionnaire-questions/{asked.pk}/edit" if writes else "",
            ),
            *(Cell(words or "Not said") for _, words in described(asked.descriptors, levels)),
        )
        for asked in asked_in(one)
    )
    deeds = (
        (
            ("Add a question", f"/questionnaire-standards/{one.pk}/questions/new"),
            ("Change the standard", f"/questionnaire-standards/{one.pk}/edit"),
        )
        if writes
        else ()
    )
    hint = " ".join(part for part in (one.means, f"Source: {one.drawn_from}." if one.drawn_from else "") if part)
    heads = ("Question", *(level.label for level in levels))
    return Block(one.title, hint, heads, rows, "It asks nothing yet.", deeds=deeds)
