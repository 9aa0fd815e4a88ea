"""Where each record has its page, and the pages to write it. Pure."""

from __future__ import annotations

SLUGS = {
    "review": "reviews",
    "finding": "findings",
    "learning_point": "learning-points",
    "recommendation": "recommendations",
    "theme": "themes",
    "action": "actions",
    "statement": "statements",
    "evidence": "evidence",
    "measure": "measures",
    "committee_recommendation": "committee-recommendations",
    "proceeding": "proceedings",
    "outcome": "outcomes",
    "hold": "holds",
    "disclosure": "disclosures",
    "family_member": "family-members",
    "voice": "voices",
    "learning_event": "learning-events",
    "invitation": "invitations",
    "response": "answers",
    "dissent": "dissents",
    "national_ask": "national-asks",
}
WORDS = {
    "review": "review",
    "finding": "finding",
    "learning_point": "learning point",
    "recommendation": "recommendation",
    "theme": "theme",
    "action": "action",
    "statement": "statement",
    "evidence": "evidence",
    "measure": "measure",
    "committee_recommendation": "recommendation to the committee",
    "proceeding": "proceeding",
    "outcome": "outcome",
    "hold": "hold",
    "disclosure": "disclosure",
    "family_member": "family member",
    "voice": "person’s words",
    "learning_event": "learning event",
    "invitation": "invitation",
    "response": "answer",
    "dissent": "dissent",
    "national_ask": "ask of a national body",
}
# Kinds on the thread from a finding to its effect, which are tied to one another; the others stand beside it.
TIED = frozenset(
    {
        "finding",
        "learning_point",
        "recommendation",
        "theme",
        "action",
        "statement",
        "evidence",
        "measure",
        "committee_recommendation",
    }
)
# Kinds that are added on the page of another record, not from the review itself.
INSIDE = frozenset({"review", "outcome", "invitation", "response"})


def address_of(kind: str, id: int, verb: str = "") -> str:
    """The page of that record; with a `verb` (``edit``, ``ties``, ``updates/new``) the page to do that."""
    return f"/{SLUGS[kind]}/{id}/{verb}"


def new_address(kind: str, review: int) -> str:
    """The page to add a record of that kind to a review."""
    return f"/reviews/{review}/{SLUGS[kind]}/new"


def called(kind: str, number: str, text: str = "") -> str:
    """``Finding 3``; without a number the kind and its first words, ``Finding “The child was not seen…”``."""
    word = WORDS[kind][:1].upper() + WORDS[kind][1:]
    if number:
        return f"{word} {number}"
    return f"{word} “{shortened(text, 60)}”" if text else word


def shortened(text: str, most: int) -> str:
    """The text on one line, cut between words with three dots when it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
