"""What is true of a proposal, in a sentence or two."""

from __future__ import annotations

from throughline.intake.queries.shown import Counts
from throughline.ui.words import capital, counted, in_words


def lead(counts: Counts) -> tuple[str, str]:
    """What is true of the proposal, and what is next: the first clause, and the rest."""
    if not counts.things and not counts.already:
        beside = f" but {counted(counts.dates, 'date')}" if counts.dates else ""
        return f"Nothing for the record was read{beside}.", " You can mark what matters in it yourself."
    things = f"{capital(in_words(counts.things))} {'thing was' if counts.things == 1 else 'things were'} read"
    if counts.dates:
        things += f", and {in_words(counts.dates)} {'date' if counts.dates == 1 else 'dates'}"
    if not counts.things and counts.already:
        return (
            "Nothing new was read.",
            f" {capital(counted(counts.already, 'thing'))} in it stand in the record already.",
        )
    if counts.saved or counts.accepted:
        return _on_the_way(counts)
    certain = "All look certain" if counts.certain == counts.things > 1 else _look(counts.certain, "certain")
    doubt = (
        f"; {in_words(counts.in_doubt)} {'is' if counts.in_doubt == 1 else 'are'} in doubt" if counts.in_doubt else ""
    )
    there = f" {capital(in_words(counts.already))} more stand in the record already." if counts.already else ""
    return f"{things}.", f" {certain}{doubt}.{there} Nothing joins the record until you accept it."


def _on_the_way(counts: Counts) -> tuple[str, str]:
    """What is true once something was accepted: what stands in the record, what is accepted, what waits."""
    said = []
    if counts.saved:
        said.append(f"{in_words(counts.saved)} {'thing is' if counts.saved == 1 else 'things are'} in the record")
    if counts.accepted:
        said.append(f"{in_words(counts.accepted)} {'is' if counts.accepted == 1 else 'are'} accepted")
    rest = " Finish below, and what you accepted joins the record." if counts.accepted else ""
    if counts.left:
        rest = f" {capital(in_words(counts.left))} {'waits' if counts.left == 1 else 'wait'} for you.{rest}"
    return f"{capital(', '.join(said))}.", rest


def _look(number: int, how: str) -> str:
    return f"{capital(in_words(number))} {'looks' if number == 1 else 'look'} {how}"
