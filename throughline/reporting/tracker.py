"""The record that is keyed into the NHS Safeguarding Case Review Tracker: each of its fields with what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.access.queries import name_on
from throughline.commissioning.models import CoveredIncident, Decision
from throughline.findings.models import Theme
from throughline.kernel.periods import stated
from throughline.reporting.models import TrackerFacts
from throughline.reviews.models import KeyDate, Review, ReviewState
from throughline.reviews.rules import STATES, name_of
from throughline.ui.words import day

NONE = "Not on record"
ENDED = frozenset({"published", "withheld", "stopped"})
MOST_THEMES = 3


@dataclass(frozen=True, slots=True)
class TrackerField:
    """One field of the tracker: its label, what is keyed into it, and whether the record says it."""

    label: str
    words: str

    @property
    def told(self) -> bool:
        """The record says it."""
        return self.words != NONE


def facts_of(review: Review) -> TrackerFacts:
    """What was written for the tracker alone; empty where nobody wrote."""
    return TrackerFacts.objects.filter(review=review).first() or TrackerFacts(review=review, case=review.case)


def tracker_of(review: Review, *, on: date) -> tuple[TrackerField, ...]:
    """Every field of the tracker, in its order. What the record does not say is said so, and nothing is made up."""
    facts = facts_of(review)
    named = name_on(on, partnership=review.case.partnership_id).values_list("name", flat=True).first()
    themes = list(
        Theme.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")[:MOST_THEMES]
    )
    told = [theme.text for theme in themes] + [""] * (MOST_THEMES - len(themes))
    converted = ", converted from a rapid review" if review.rapid_review_id else ""
    fields = (
        ("Incident date", _incident(review)),
        ("Date added", day(review.made_at)),
        ("StEIS number", facts.steis),
        ("Local reference", review.case.reference),
        ("Designated professional", facts.designated_professional),
        ("Board or partnership", named or ""),
        ("Case information", facts.information or review.name),
        *((f"Theme {number}", text) for number, text in enumerate(told, 1)),
        ("Type of review", f"{name_of(review.kind, on)}{converted}"),
        ("Stage", STATES[review.state].word),
        ("Signed-off date", _signed_off(review)),
        ("Publication date", _published(review)),
        ("Publication link", facts.link),
        ("Comments", facts.comments),
        ("Open or closed", "Closed" if review.state in ENDED else "Open"),
    )
    return tuple(TrackerField(label, words.strip() or NONE) for label, words in fields)


def _incident(review: Review) -> str:
    """When it happened: as the incident has it that led here, else as the review covers it."""
    if review.rapid_review is not None:
        incident = review.rapid_review.incident
        if incident.when_text or incident.when_iso:
            return stated(incident.when_text, incident.when_iso)
    covered = CoveredIncident.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")
    said = (stated(one.date_text, one.date_iso) for one in covered if one.date_text or one.date_iso)
    return "; ".join(said)


def _signed_off(review: Review) -> str:
    """The day on which the partnership agreed the report, as it was last decided."""
    rows = Decision.objects.filter(review=review, kind="agreed", withdrawn_at__isnull=True)
    agreed = rows.select_related("key_date").order_by("-id").first()
    return stated(*agreed.when) if agreed and any(agreed.when) else ""


def _published(review: Review) -> str:
    """The day that a paper gives for publication, else the day on which it was recorded as published."""
    said = KeyDate.objects.filter(review=review, means__iexact="published").order_by("id").first()
    if said is not None:
        return stated(said.text, said.iso)
    state = ReviewState.objects.filter(review=review, state="published").order_by("-id").first()
    return day(state.at) if state is not None and review.state == "published" else ""
