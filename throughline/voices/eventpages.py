"""The page of a learning event: who was asked and came, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.reviews.addresses import address_of
from throughline.reviews.permissions import why_not_record
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import counted
from throughline.voices import rules
from throughline.voices.models import Contribution, Invitation, LearningEvent
from throughline.voices.pages import came, trail
from throughline.voices.queries import agency_names, contributions_of, invitations_of

Deeds = tuple[tuple[str, str], ...]


def event_sheet(row: LearningEvent, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One learning event: who was asked and came, and what was said, under the lines of enquiry."""
    invited, said = invitations_of(row), contributions_of(row)
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    offered = sum(one.support_offered for one in invited)
    taken = sum(one.support_taken == "yes" for one in invited)
    themes = tuple(line for line in row.themes.split("\n") if line.strip())
    page = Sheet(
        title=row.name,
        over=f"Learning event, {row.review.name}",
        trail=trail(row.review),
        lead=(f"{came([one.state for one in invited])}.", ""),
        pairs=(
            ("When", stated(row.when_text, row.when_iso)),
            ("How people meet", rules.MODES[row.mode]),
            ("Support", row.support or "Nothing is said of it"),
            ("Offered and taken up", f"Offered to {counted(offered, 'person', 'people')}, taken up by {taken}"),
        ),
        blocks=(
            Block("Themes", lines=themes, none="None yet."),
            _asked(row, invited, agency_names(row.review, on), writes),
            _heard(row, said, writes),
        ),
        deeds=(("Change the event", address_of("learning_event", row.pk, "edit")),) if writes else (),
    )
    return page, [f"learning_event {row.pk}"]


def _asked(row: LearningEvent, invited: list[Invitation], names: Mapping[int, str], writes: bool) -> Block:
    """Who is asked, what came of it, and whether support was offered and taken up."""

    def cells(one: Invitation) -> tuple[Cell, Cell, Cell]:
        word, sign = rules.INVITED[one.state]
        who = Cell(one.role, names.get(one.agency_id or 0, ""), _edit("invitation", one.pk, writes))
        offered = "Offered" if one.support_offered else "Not offered"
        support = Cell(offered, rules.TAKEN[one.support_taken] if one.support_offered else "")
        return who, Cell(word, one.reason, sign=sign), support

    deeds: Deeds = (
        ("Propose those on the case", address_of("learning_event", row.pk, "propose")),
        ("Add somebody", address_of("learning_event", row.pk, "invitations/new")),
    )
    return Block(
        "Who is asked",
        "By role and agency. Nobody with a conflict is proposed.",
        ("Who", "What came of it", "Support"),
        tuple(cells(one) for one in invited),
        "Nobody is on the list.",
        deeds=deeds if writes else (),
    )


def _heard(row: LearningEvent, said: list[Contribution], writes: bool) -> Block:
    """What was said, each under its line of enquiry."""

    def cells(one: Contribution) -> tuple[Cell, Cell, Cell]:
        url = address_of("learning_event", row.pk, f"contributions/{one.pk}") if writes else ""
        line = f"{one.line.number} {one.line.text}".strip() if one.line else "None"
        return Cell(one.text, url=url), Cell(line), Cell(one.speaker or "Not attributed")

    deeds: Deeds = (("Keep something that was said", address_of("learning_event", row.pk, "contributions/new")),)
    return Block(
        "What was said",
        "Under its line of enquiry, in no order of time. A speaker is named only where they wish it.",
        ("What was said", "Line of enquiry", "Who said it"),
        tuple(cells(one) for one in said),
        "Nothing is kept of what was said.",
        deeds=deeds if writes else (),
    )


def _edit(kind: str, id: int, writes: bool) -> str:
    return address_of(kind, id, "edit") if writes else ""
