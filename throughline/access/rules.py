"""Who may do what: one table, and the sentence that says why not. Pure."""

from __future__ import annotations

from datetime import timedelta

from throughline.access.roles import (
    ADMINISTRATOR,
    AGENCY_LEAD,
    CHAIR,
    COORDINATOR,
    ELECTED_MEMBER,
    ROLES,
    SCRUTINEER,
)
from throughline.kernel.actor import Actor

EVERYONE = frozenset(ROLES)
READERS = frozenset({COORDINATOR, CHAIR, AGENCY_LEAD, SCRUTINEER, ELECTED_MEMBER})
PROFESSIONALS = frozenset({COORDINATOR, CHAIR, AGENCY_LEAD, SCRUTINEER})

# verb -> the roles that may, in the words that finish “You may …”. Case rules (members, conflicts, seals) come on top.
MAY: dict[str, frozenset[str]] = {
    "see published reviews": READERS,
    "see a review that is not published": PROFESSIONALS,
    "see the account of what happened": PROFESSIONALS,
    "see the children’s pseudonyms": PROFESSIONALS,
    "see source documents": PROFESSIONALS,
    "see how a review is commissioned": PROFESSIONALS,
    "see the reviewers, the panel and the cost of a review": frozenset({COORDINATOR, CHAIR, SCRUTINEER}),
    "see who looked": frozenset({COORDINATOR, CHAIR, SCRUTINEER}),
    "open a case": frozenset({COORDINATOR, CHAIR}),
    "write records": frozenset({COORDINATOR, CHAIR}),
    "import a document": frozenset({COORDINATOR}),
    "tell of an action": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "tell of an agency’s report": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "bring evidence": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "confirm an action": frozenset({COORDINATOR, CHAIR}),
    "accept evidence": frozenset({COORDINATOR, CHAIR}),
    "assure a reading": frozenset({COORDINATOR, CHAIR}),
    "record what a committee resolved": frozenset({COORDINATOR, CHAIR}),
    "answer a recommendation": frozenset({COORDINATOR, CHAIR}),
    "agree an answer": frozenset({COORDINATOR, CHAIR}),
    "ask a national body": frozenset({COORDINATOR, CHAIR}),
    "see national advice": PROFESSIONALS,
    "see boards": READERS,
    "see the boards of agencies and groups": PROFESSIONALS,
    "decide about national advice": frozenset({COORDINATOR, CHAIR}),
    "change the state of a review": frozenset({COORDINATOR, CHAIR}),
    "make a report": frozenset({COORDINATOR, CHAIR, SCRUTINEER}),
    "see who is on a case": PROFESSIONALS,
    "see conflicts and seals": frozenset({COORDINATOR, CHAIR, SCRUTINEER}),
    "say who is on a case": frozenset({COORDINATOR, CHAIR}),
    "declare a conflict": frozenset({COORDINATOR, CHAIR}),
    "lift a conflict": frozenset({COORDINATOR, CHAIR}),
    "seal a case": frozenset({COORDINATOR, CHAIR}),
    "unseal a case": frozenset({COORDINATOR, CHAIR}),
    "manage people": frozenset({ADMINISTRATOR}),
    "manage agencies": frozenset({ADMINISTRATOR, COORDINATOR}),
    "manage groups": frozenset({ADMINISTRATOR, COORDINATOR}),
    "see the meetings of groups": PROFESSIONALS,
    "keep the record of a group’s meeting": frozenset({COORDINATOR, CHAIR}),
    "see the register of safeguards": PROFESSIONALS,
    "keep the register of safeguards": frozenset({COORDINATOR, CHAIR}),
    "attest a safeguard": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "see assurance": PROFESSIONALS,
    "run assurance": frozenset({COORDINATOR, CHAIR}),
    "answer for an agency": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "challenge an answer": frozenset({AGENCY_LEAD, SCRUTINEER}),
    "moderate a score": frozenset({COORDINATOR, CHAIR}),
    "name the partnership": frozenset({ADMINISTRATOR, COORDINATOR}),
    "choose how plans are coloured": frozenset({ADMINISTRATOR}),
    "see agencies and groups": EVERYONE - {ELECTED_MEMBER},
    "ask others": frozenset({COORDINATOR, CHAIR}),
    "see what others owe": frozenset({COORDINATOR, CHAIR, SCRUTINEER}),
    "say whom to write to": frozenset({COORDINATOR, CHAIR}),
    "record an incident": frozenset({COORDINATOR, CHAIR}),
    "see an incident": PROFESSIONALS,
    "see what was not notified": frozenset({COORDINATOR, CHAIR, SCRUTINEER}),
    "decide whether an incident is notified": frozenset({COORDINATOR, CHAIR}),
    "give a partner’s answer": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "record who was told": frozenset({COORDINATOR, CHAIR}),
    "ask whether a child is safe": frozenset({COORDINATOR, CHAIR}),
    "attest that a child is safe": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "see who the children are": PROFESSIONALS,
    "write who the children are": frozenset({COORDINATOR, CHAIR}),
    "hold a rapid review": frozenset({COORDINATOR, CHAIR}),
    "see a rapid review": PROFESSIONALS,
    "sign a rapid review": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "see a chronology": PROFESSIONALS,
    "send a chronology": frozenset({COORDINATOR, CHAIR, AGENCY_LEAD}),
    "hold a chronology": frozenset({COORDINATOR, CHAIR}),
    "read letters": frozenset({COORDINATOR, CHAIR, SCRUTINEER}),
    "write letters": frozenset({COORDINATOR, CHAIR}),
    "export a case": frozenset({COORDINATOR, CHAIR}),
    "agree that a case is exported": frozenset({COORDINATOR, CHAIR}),
    "load a case": frozenset({COORDINATOR}),
    "read the rules": EVERYONE,
    "correct the rules": frozenset({ADMINISTRATOR}),
    "ask what others may see": frozenset({COORDINATOR, ADMINISTRATOR}),
    "ask what you may see": EVERYONE,
}

# Acts that ask for a fresh second factor.
GRAVE = frozenset(
    {
        "manage people",
        "lift a conflict",
        "seal a case",
        "unseal a case",
        "export a case",
        "agree that a case is exported",
        "load a case",
    }
)

# What an agency lead may do is narrowed to what their own agency owns.
OWN_AGENCY_ONLY = frozenset(
    {
        "tell of an action",
        "tell of an agency’s report",
        "bring evidence",
        "attest a safeguard",
        "give a partner’s answer",
        "sign a rapid review",
        "answer for an agency",
        "send a chronology",
    }
)


# Failures to sign in to one account from places not known to it, counted together: so many are free, and each further
# one doubles the wait before the next try, up to the longest.
ACCOUNT_FREE = 20
ACCOUNT_REMEMBERED = timedelta(hours=1)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)


def pause_after(failures: int) -> timedelta:
    """How long an account waits, after that many failures from unknown places, before the next try from one of them."""
    if failures < ACCOUNT_FREE:
        return timedelta(0)
    doublings = min(failures - ACCOUNT_FREE, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def may(role: str, verb: str) -> bool:
    """True when the role alone allows the verb. An unknown verb is a mistake in the program."""
    return role in MAY[verb]


def why_not(actor: Actor, verb: str, *, owner: int | None = None) -> str | None:
    """The sentence that refuses, or ``None`` when the actor may.

    `owner` is the agency that owns the thing, where the verb is narrowed to one's own agency's things; 0 for nobody's.
    """
    allowed = MAY[verb]
    if not actor.role:
        return "You have no role here today, so there is nothing that you may do. An administrator can give you one."
    if actor.role not in allowed:
        return f"As {in_words(actor.role)} you may not {verb}. {who_may(verb)}"
    if verb in OWN_AGENCY_ONLY and actor.role == AGENCY_LEAD and owner is not None and owner != actor.agency:
        return f"You may {verb} only for your own agency."
    return None


def in_words(role: str) -> str:
    """``an agency lead``: the role as it stands in a sentence."""
    name = ROLES[role].split(" (")[0]
    words = name[:1].lower() + name[1:]
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def who_may(verb: str) -> str:
    """``A coordinator or a chair may.``, in the order of the roles."""
    names = [in_words(role) for role in ROLES if role in MAY[verb]]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    return f"{listed[:1].upper()}{listed[1:]} may."
