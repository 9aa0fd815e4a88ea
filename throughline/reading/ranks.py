"""How high a heading stands where it is, whatever level the file gives it."""

from __future__ import annotations

from .frames import PROSE_ROLES, Frame
from .lexicon import CASE, IMPACT, OTHER, THEME
from .outline import Heading
from .words import heading_fold


def rank_of(heading: Heading, frames: list[Frame], nested: set[tuple[str, str]], title_end: int) -> float:
    """The rank of a heading among those open: a role heading stays under the label or theme that it speaks of."""
    if heading.label and heading.role == heading.label.kind:
        return _label_rank(heading, frames, nested, title_end)
    lead = next((frame for frame in reversed(frames) if frame.lead_in is not None), None)
    if lead and lead.lead_in and _goes_on_numbering(heading, lead):
        return lead.rank + 0.25
    if heading.role in PROSE_ROLES or heading.ends_case:
        return _under_label(heading, frames, title_end)
    return heading.rank


def _goes_on_numbering(heading: Heading, lead: Frame) -> bool:
    """True of a numbered heading that follows the numbered sentence which announced it."""
    numbered = bool(heading.number and lead.lead_in and lead.lead_in.number)
    if numbered and lead.lead_in and _deep(heading.number) < _deep(lead.lead_in.number):
        return False
    return numbered and heading.role in {"", THEME} and heading.rank <= lead.rank


def _deep(number: str) -> int:
    """How deep a number stands: 1 for "2" and "2.0", 2 for "2.1"."""
    return len([piece for piece in number.split(".") if piece and piece != "0"])


def _label_rank(heading: Heading, frames: list[Frame], nested: set[tuple[str, str]], title_end: int) -> float:
    """A label of the same kind stands where its elder stood; a case study stays under what it illustrates."""
    if heading.role == CASE:
        return _under_label(heading, frames, title_end)
    kind = heading.label.kind if heading.label else ""
    is_heading = heading.block.shape == "heading"
    for frame in frames:
        elder = frame.label
        if elder and elder.kind == kind and frame.heading and frame.heading.role == kind:
            return min(frame.rank, heading.rank) if is_heading else frame.rank
    holder = next((frame for frame in reversed(frames) if frame.label and frame.role != CASE), None)
    if (
        holder
        and holder.label
        and (holder.label.kind, kind) in nested
        and (not is_heading or heading.rank >= holder.rank)
    ):
        return max(holder.rank + 0.1, heading.rank if is_heading else 0)
    if is_heading:
        return heading.rank
    above = [frame.rank for frame in frames if frame.heading and not frame.label]
    return max(above, default=heading.rank - 0.1) + 0.1


def _under_label(heading: Heading, frames: list[Frame], title_end: int) -> float:
    """The rank of "Progress", "Case study" and the like: just under the point or theme they belong to."""
    case = next((frame for frame in reversed(frames) if frame.role == CASE), None)
    if case and heading.ends_case and not _is_impact_of_finding(heading, case):
        return case.rank + 0.1
    holder = next((frame for frame in reversed(frames) if frame.label and frame.role != CASE), None)
    holder = holder or next((frame for frame in reversed(frames) if _themelike(frame, title_end)), None)
    if holder is None or holder.heading is None:
        return heading.rank
    if _beside_container(heading, holder, frames, title_end):
        return heading.rank
    typed = holder.label is not None and holder.heading.block.shape != "heading" and not heading.number
    return max(heading.rank, holder.rank + 0.1) if typed or heading.rank >= holder.rank else heading.rank


def _beside_container(heading: Heading, holder: Frame, frames: list[Frame], title_end: int) -> bool:
    """True of a heading set like the one over all the points: it stands beside that one and under none of them."""
    place = frames.index(holder)
    over = frames[place - 1].heading if place else None
    if over is None or over.label or over.block.index <= title_end or over.rank != heading.rank or over.role == OTHER:
        return False
    alike = over.block.shape == heading.block.shape and over.block.bold == heading.block.bold
    return alike and bool(over.number) == bool(heading.number) and not heading.block.number


def _themelike(frame: Frame, title_end: int) -> bool:
    """True of a line with no word of the field in it that stands as a heading by its look alone."""
    heading = frame.heading
    return (
        heading is not None and not frame.role and heading.block.index > title_end and heading.block.shape != "heading"
    )


def _is_impact_of_finding(heading: Heading, case: Frame) -> bool:
    """ "What difference has this made?" after a case study tells of the finding, unless it stands lower."""
    folded = heading_fold(heading.name)
    return heading.role == IMPACT and not folded.startswith(("outcome", "result")) and heading.rank <= case.rank
