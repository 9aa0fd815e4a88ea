"""The key practice episodes of Child Alder's case: what was done about a mark, and on the days after an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from throughline.chronology import services
from throughline.chronology.models import Chronology, KeyEpisode
from throughline.chronology.queries.pairs import every_entry
from throughline.commissioning.models import LineOfEnquiry
from throughline.findings.models import Finding
from throughline.findings.services.episodes import serve
from throughline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Told:
    """An episode: its analysis, its entries by some of their words with why they belong, and what it serves."""

    name: str
    happened: str
    why: str
    system: str
    good: str
    entries: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    findings: tuple[str, ...]


ALL = (
    Told(
        "A mark on a baby not yet moving",
        "A health visitor saw a small mark on Alder’s arm and was told that he had rolled on to a toy, at eight weeks. "
        "She asked his mother to see the GP. The mother telephoned about a rash the day after, and was advised by "
        "telephone. Nobody looked at the arm again.",
        "The health visitor had no second person to ask that day, and her form had no place for a mark. The surgery "
        "heard of a rash, so it had no reason to think of a mark.",
        "Advice to see a GP leaves it to the family to carry the worry from one agency to the next. Nothing tells the "
        "first whether it arrived, and it would be so for any baby.",
        "The mark, and the words that explained it, were written down on the day.",
        (
            ("A small mark was seen", "Seen, written down, and not referred."),
            ("telephoned about a rash", "The worry arrives as another one."),
            ("Called at the flat. No reply", "The visit at which it could have been looked at again."),
        ),
        (),
        ("5",),
    ),
    Told(
        "The days after the argument",
        "Police were called at night and sent a notice. Social care read it the next day and took no further action; "
        "after a second look somebody went, saw the mother at the door, and did not see Alder. In the same days Hazel "
        "told her teacher that Dad gets cross when the baby cries.",
        "Each agency had a part of it. The notice said that the children were asleep, so nobody asked to see them, and "
        "the school did not know that there had been a notice.",
        "A notice of an argument is read as being about adults. A school is told of one only if somebody decides so.",
        "The teacher spoke with Hazel alone and wrote her words down. Somebody looked at the notice a second time.",
        (
            ("Called to an argument", ""),
            ("Police notice read", "Closed on the words that the children were asleep."),
            ("spoken with alone", "What nobody else could have known."),
            ("Visit after a second look", "Alder was not seen."),
        ),
        ("1", "3"),
        ("7",),
    ),
)


def tell(held: Chronology, *, by: Actor, at: datetime) -> None:
    """The episodes stand with their entries, and serve lines of enquiry of the case's review."""
    every = every_entry(held)
    for one in ALL:
        fields = {name: getattr(one, name) for name in ("name", "happened", "why", "system", "good")}
        episode = services.make_episode(held, fields=fields, by=by, at=at)
        for words, why in one.entries:
            entry = next(row for row in every if words in row.event)
            services.put_in(held, [entry], episode=episode, text=why, by=by, at=at)
        for line in LineOfEnquiry.objects.filter(case=held.case_id, number__in=one.lines).order_by("number"):
            serve(episode, target=line, by=by, at=at)


def cite(held: Chronology, *, by: Actor, at: datetime) -> None:
    """Findings of the case's review rest on them."""
    for one in ALL:
        episode = KeyEpisode.objects.get(case=held.case_id, name=one.name)
        for finding in Finding.objects.filter(case=held.case_id, number__in=one.findings).order_by("number"):
            serve(episode, target=finding, by=by, at=at)
