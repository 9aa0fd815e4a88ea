"""What messages say: one fixed text a kind, with a link and no word of any case, child, review or question.

A text takes its link, its code or its counts, and nothing else; a law of this room counts the fields of each.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """The subject and the words of one kind of message."""

    subject: str
    body: str


FOOT = (
    "\n\nThis message says nothing of what is asked, because e-mail can go astray. Do not send an answer by e-mail.\n"
)

LETTERS = {
    "ask": Letter(
        "You are asked something by a safeguarding partnership",
        "A safeguarding children partnership asks you something. The question stands behind this link:\n\n{link}\n\n"
        "The link alone opens nothing. The page sends a code to this address, and the code opens the question." + FOOT,
    ),
    "reminder": Letter(
        "Your answer to a safeguarding partnership is waited for",
        "A safeguarding children partnership asked you something and has no answer yet. "
        "The question stands behind this link, which works as well as the one you had before:\n\n{link}\n\n"
        "If you looked and hold nothing, say so there: that is an answer too." + FOOT,
    ),
    "escalation": Letter(
        "Your agency owes a safeguarding partnership an answer",
        "A safeguarding children partnership asked your agency something. The day for the answer has passed, and the "
        "person who was asked has been reminded. The question stands behind this link, for you alone:\n\n{link}\n\n"
        "Answer there yourself, or see that they do. If your agency looked and holds nothing, say so there." + FOOT,
    ),
    "code": Letter(
        "Your code",
        "The code is {code}. It works for ten minutes, once, on the page that asked for it.\n\n"
        "If you did not ask for a code, do nothing, and tell the partnership’s business unit.\n",
    ),
    "digest": Letter(
        "What needs you today",
        "{needs}\n\nYour work stands here:\n\n{link}\n\nYou can stop these messages on the page of your account.\n",
    ),
}
