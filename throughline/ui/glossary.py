"""The words of the product, each with what it means here."""

from __future__ import annotations

Entry = tuple[str, str]

THREAD: tuple[Entry, ...] = (
    ("Finding", "Something that was true of how agencies worked, with what shows it. Not yet a lesson or a request."),
    ("Learning point", "A lesson drawn from a review, for anybody who does this work."),
    ("Recommendation", "A change that a review asks of a named body. The body may accept it, in part or not at all."),
    ("Action", "A task in a plan, with an owner and a day, that answers one recommendation or more."),
    (
        "Update",
        "What was said about an action or finding on a day. It is never overwritten; the next one stands beside it.",
    ),
    ("Evidence", "A thing that shows an action was done: a record, an audit, a minute."),
    (
        "Measure",
        "A number that is asked for again and again, to see if a change lasts. Its first reading is the baseline.",
    ),
    ("Impact", "What became different for children and families, and how anybody knows."),
    ("Open end", "A place where the thread stops: a finding without an action, a claim without evidence."),
    ("Claimed done", "The owner says it is done. Nobody else has looked yet."),
    ("Confirmed", "Somebody other than the owner looked and agrees."),
    ("Held", "A clock was stopped: with a reason, an owner, and a day to look again."),
    ("Holding", "A change that was asked about again and is still there. Not the same as held."),
    ("Sliding back", "Two readings in a row at least five points below the best one."),
)
REVIEWS: tuple[Entry, ...] = (
    (
        "Serious incident notification",
        "A council’s notice to the national panel that a child died or was seriously harmed.",
    ),
    ("Rapid review", "The first look by local agencies after such an incident, within fifteen working days."),
    ("Local child safeguarding practice review (LCSPR)", "The review that a partnership may commission, since 2019."),
    ("Serious case review (SCR)", "What such a review was called before, when boards commissioned it."),
    ("Partnership learning review", "A review by several agencies that no law asks for."),
    ("Thematic review", "A review of one question over several children."),
    ("Domestic homicide review (DHR)", "A review of a death at the hands of a partner or relative, aged 16 or over."),
    ("Safeguarding adult review (SAR)", "The like for an adult with needs for care and support."),
    ("Agency report", "One agency’s account of its own part. Older reviews call it an individual management review."),
    (
        "Key practice episode",
        "A stretch of what happened that a review looks at closely, to see what practice was like.",
    ),
    ("Learning event", "A meeting where the people who did the work help to explain it."),
    ("Parallel process", "A criminal, coroner’s, care or disciplinary process that runs beside the review."),
    ("Yearly report", "What the safeguarding partners must publish each year on what they did."),
)
BODIES: tuple[Entry, ...] = (
    ("Safeguarding partnership", "Council, health and police, who together safeguard children in an area, since 2019."),
    ("Safeguarding children board (LSCB)", "The body before 2019. Some partnerships kept the name Board."),
    ("Agency", "A body that works with a partnership: a council service, a trust, a school, a charity."),
    ("Group", "People with seats who meet for a partnership: a panel, a subgroup."),
    (
        "Integrated care board (ICB)",
        "The body that plans health care for an area; before 2022, clinical commissioning groups.",
    ),
    ("Child Safeguarding Practice Review Panel", "The national panel. In these pages, the Panel."),
    ("Independent scrutineer", "Somebody from outside who tests whether the partnership works."),
)


def glossary() -> tuple[tuple[str, str, tuple[Entry, ...]], ...]:
    """The parts of the glossary: title, hint, entries in reading order."""
    return (
        ("The thread", "From what was found to what changed.", THREAD),
        ("Reviews", "Kinds have had other names in other years.", REVIEWS),
        ("Who", "", BODIES),
    )
