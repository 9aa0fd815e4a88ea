"""The rapid review of Child Hazel in the demonstration: written, concluded, signed with one dissent, and answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from throughline.kernel.actor import Actor
from throughline.notifications.models import Incident
from throughline.notifications.queries import book_of, governs
from throughline.rapidreviews import services
from throughline.rapidreviews.queries import of_incident
from throughline.reviews.models import Review
from throughline.reviews.services import change_review

WORDS = {
    "facts": "Three agencies knew the family. Each held a different address, and nobody compared them.",
    "safety": "Both children stay with an aunt. Each agency secured its records on the first day.",
    "improvement": "A missed appointment was written down in one place and followed up in none.",
    "context": "The family had moved twice in a year. An interpreter was offered once, and not again.",
    "next_steps": "A local review, to learn how moves between areas are handed over.",
}


class Teller(Protocol):
    """What gathers the steps of an incident."""

    unit: Actor
    made: dict[str, Incident]
    reviews: dict[str, Review]

    def at(self, days: int) -> datetime: ...
    def day(self, days: int) -> date: ...
    def working(self, back: int) -> int: ...
    def then(self, days: int, do: Any, *args: Any, **more: Any) -> None: ...


def rapid_review(teller: Teller) -> None:
    """The steps, each on its working day before today."""

    def row() -> Any:
        found = of_incident(teller.made["hazel"])
        assert found is not None, "the rapid review is opened first"  # noqa: S101 a made-up story told in the wrong order is our own mistake
        return found

    def begin(*, days: int) -> Any:
        return services.open_for(teller.made["hazel"], by=teller.unit, at=teller.at(days))

    def write(*, days: int) -> Any:
        fields: dict[str, Any] = {**WORDS, "genogram": True, "risk_assessments": True}
        return services.write(row(), fields=fields, version=1, by=teller.unit, at=teller.at(days))

    def conclude(*, days: int) -> Any:
        edition = governs(teller.made["hazel"], book_of(teller.made["hazel"], teller.day(days))).edition
        facts = ("yes", "Three addresses in three records.")
        limbs = {
            one.id: facts if place < 3 else ("no", "The Panel has not spoken yet.")
            for place, one in enumerate(edition.criteria_of("review") if edition else ())
        }
        why = "There is something to learn about moves between areas."
        given: dict[str, Any] = {"outcome": "review", "why": why, "limbs": limbs, "national": "no"}
        return services.conclude(
            row(), **given, national_fact="Known from other areas.", by=teller.unit, at=teller.at(days)
        )

    def sign(partner: str, answer: str, reason: str, name: str, *, days: int) -> Any:
        said: dict[str, Any] = {"partner": partner, "answer": answer, "reason": reason, "signed_by_name": name}
        return services.sign(row(), **said, by=teller.unit, at=teller.at(days))

    def send(*, days: int) -> Any:
        on = teller.day(days)
        return services.send_to_panel(row(), sent_on=on, how="Secure e-mail", by=teller.unit, at=teller.at(days))

    def hear(*, days: int) -> Any:
        words = "We agree that a review is needed, and ask that it looks at the hand-over between areas."
        given: dict[str, Any] = {"view": "agrees_review", "words": words, "quality": "Clear on why."}
        return services.hear_panel(row(), received_on=teller.day(days), **given, by=teller.unit, at=teller.at(days))

    def reply(*, days: int) -> Any:
        on = teller.day(days)
        return services.reply_to_panel(row(), reply="accepts", replied_on=on, by=teller.unit, at=teller.at(days))

    def mark(*, days: int) -> Any:
        marks = {
            "referral": ("met", "Notified on day 3"),
            "analysis": ("partly", "Why nobody compared addresses is not shown"),
        }
        return services.mark_quality(row(), marks=marks, by=teller.unit, at=teller.at(days))

    teller.then(teller.working(60), begin)
    teller.then(teller.working(52), write)
    teller.then(teller.working(50), conclude)
    teller.then(teller.working(49), sign, "police", "yes", "", "Det. Supt Helen Roe")
    teller.then(teller.working(49), sign, "local_authority", "yes", "", "Director of children’s services")
    teller.then(
        teller.working(48), sign, "health_commissioner", "no", "A local learning review is enough.", "Dr Anil Kapoor"
    )
    teller.then(teller.working(47), send)
    teller.then(teller.working(38), hear)
    teller.then(teller.working(36), reply)
    teller.then(teller.working(36), _tie, teller)
    teller.then(teller.working(35), mark)


def _tie(teller: Teller, *, days: int) -> Any:
    """The review was scoped before the partners concluded; from then on it is the one that follows."""
    review = teller.reviews["hazel"]
    review.refresh_from_db()
    fields = {"rapid_review": of_incident(teller.made["hazel"])}
    return change_review(review, fields=fields, version=review.version, by=teller.unit, at=teller.at(days))
