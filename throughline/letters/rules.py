"""The kinds of letter, what each is about and to, and the words that the record gives for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a letter that the record fills: its key in the template, its name, what to do where it is empty."""

    key: str
    label: str
    missing: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: what it is called, what it is about and to, the version of its template, and its places."""

    key: str
    name: str
    explains: str
    about: tuple[str, ...]
    to: str
    version: str
    places: tuple[Place, ...]
    asks: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """``family/1``: the folder of its template."""
        return f"{self.key}/{self.version}"


# Every letter has these: who writes, and how to reach them.
FROM = (
    Place("address", "The partnership’s address", "Write it on the page on letterheads."),
    Place("telephone", "The partnership’s telephone", "Write it on the page on letterheads."),
    Place("signs_name", "Who signs", "Say on the page on letterheads who signs."),
    Place("signs_title", "What they are", "Say on the page on letterheads what they are."),
)
REVIEWERS = Place("reviewers", "Who leads the review", "Record a lead reviewer under the people of the review.")
KIND = Place("kind", "What kind of review it is", "Open the review or the rapid review first.")
ABOUT = Place("child", "The pseudonym of what it is about", "Give the review or the incident its name.")
KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "agency_request",
            "Request to an agency",
            "Asks an agency for what it knows, and to secure its records.",
            ("rapid_review", "review"),
            "agency",
            "1",
            (
                Place("agency", "The agency", "Put the agency on the case."),
                Place("addressee", "Its lead", "Register whom to write to at the agency."),
                KIND,
                ABOUT,
                Place("began", "The day on which it began", "Record the day on which it was commissioned."),
                Place("law", "Under what law or guidance", "Record the legal basis of the review."),
                *FROM,
            ),
            ("reply_by",),
        ),
        Kind(
            "family",
            "To a family",
            "Says what the review is, who will be in touch, and what comes next.",
            ("review",),
            "family_member",
            "1",
            (
                KIND,
                REVIEWERS,
                Place("contact", "Who is in touch with them", "Name the owner of the next contact."),
                Place("next_what", "What happens next", "Record the next contact."),
                Place("next_on", "On which day", "Record the day of the next contact."),
                *FROM,
            ),
            ("greeting",),
        ),
        Kind(
            "chief_executive",
            "To a chief executive",
            "Says that a review is commissioned, and asks for a panel member, records and support.",
            ("review",),
            "agency",
            "1",
            (
                Place("agency", "The agency", "Put the agency on the case."),
                Place("addressee", "The head of the agency", "Register the head of the agency under whom to write to."),
                KIND,
                ABOUT,
                Place("began", "The day on which it was commissioned", "Record the day on which it was commissioned."),
                REVIEWERS,
                *FROM,
            ),
            ("reply_by",),
        ),
        Kind(
            "panel",
            "To the national Panel",
            "Says what the rapid review concluded, and why.",
            ("rapid_review",),
            "panel",
            "1",
            (
                ABOUT,
                Place("notification", "The reference of the notification", "Keep the notification as it was sent."),
                Place("notified_on", "The day on which it was notified", "Keep the notification as it was sent."),
                Place("law", "Under which guidance", "Conclude the rapid review."),
                Place("concluded_on", "The day of the conclusion", "Conclude the rapid review."),
                Place("outcome", "What was concluded", "Conclude the rapid review."),
                Place("why", "Why", "Conclude the rapid review."),
                Place("signed", "Which partners signed", "Record the partners’ signatures."),
                *FROM,
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What the record says for a place: its words, the address where it is recorded, and the record it comes from."""

    words: str
    where: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """One place of a letter with what the record gives; `words` is empty where it gives nothing."""

    place: Place
    words: str
    where: str


def filled(kind: Kind, facts: Mapping[str, Fact]) -> tuple[Filled, ...]:
    """Every place of the letter, in its order, with what the record says for it; nothing where nothing stands."""
    given = ((place, facts.get(place.key, Fact(""))) for place in kind.places)
    return tuple(Filled(place, fact.words.strip(), fact.where) for place, fact in given)


def missing(places: Sequence[Filled]) -> tuple[Filled, ...]:
    """The places for which the record gives nothing: while there is one, the letter is held."""
    return tuple(one for one in places if not one.words)


def listed(names: Sequence[str]) -> str:
    """``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
